"""Requests, counted by a few groups of addresses: never by an address, of which there is no end."""

from __future__ import annotations

import threading
import time
from collections import Counter

from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve import logs
from onrecord.serve.api.endpoint import BASE
from onrecord.serve.api.router import ENDPOINTS
from onrecord.serve.metrics.exposition import Buckets, Family, Sample

# From what is kept in memory to what a reader gives up on; half a second is the goal of a page (docs/screens.md).
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OTHER = "other"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_PAGES = frozenset(
    "stories articles actors search corrections alerts static api sign-in sign-out metrics export exports".split()
)
_API = frozenset(endpoint.path.split("/")[1] for endpoint in ENDPOINTS) | {"openapi.json"}
_BROKEN = 500
_LONGEST = 200  # characters of a path in the log


def group_of(path: str) -> str:
    """Return the group of an address: its first part, for programs behind ``api/``; ``other`` for what is none."""
    if path == "/":
        return "front"
    if path.startswith(f"{BASE}/"):
        first = path.removeprefix(f"{BASE}/").partition("/")[0]
        return f"api/{first}" if first in _API else OTHER
    first = path.lstrip("/").partition("/")[0].partition(".")[0]
    return first if first in _PAGES else OTHER


class Requests:
    """What was asked and how long it took until the answer began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self._seconds: dict[str, Buckets] = {}

    def count(self, path: str, method: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            seconds: until its answer began.
        """
        group = group_of(path)
        with self._lock:
            self._counts[group, method if method in _METHODS else OTHER, status] += 1
            self._seconds.setdefault(group, Buckets(BOUNDS)).observe(seconds)

    def families(self) -> list[Family]:
        """Return them for Prometheus."""
        with self._lock:
            counted = [
                Sample(count, (("route", group), ("method", method), ("status", str(status))))
                for (group, method, status), count in sorted(self._counts.items())
            ]
            took = [s for group, found in sorted(self._seconds.items()) for s in found.samples((("route", group),))]
        about = "Requests by group of addresses, method and status."
        return [
            Family("onrecord_requests_total", "counter", about, counted),
            Family("onrecord_request_seconds", "histogram", "Seconds until an answer began.", took),
        ]


def measure(app: FastAPI) -> Requests:
    """Count all that an app is asked, what it refuses too; to be called after everything else is put around it."""
    requests = Requests()
    app.add_middleware(_Measured, requests=requests)
    return requests


class _Measured:
    def __init__(self, app: ASGIApp, requests: Requests) -> None:
        self._app = app
        self._requests = requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, told = time.perf_counter(), False

        async def heard(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.start" and not told:
                told = True
                self._count(scope, message["status"], time.perf_counter() - begun)
            await send(message)

        try:
            await self._app(scope, receive, heard)
        except BaseException:
            if not told:  # whoever is around us answers with 500
                self._count(scope, _BROKEN, time.perf_counter() - begun)
            raise

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        path, method = scope["path"], scope["method"]
        self._requests.count(path, method, status, seconds)
        if logs.is_on():  # without the query: what is searched for is nobody's affair
            level: logs.Level = "error" if status >= _BROKEN else "info"
            took = round(seconds, 4)
            logs.event(level, "request", method=method, path=path[:_LONGEST], status=status, seconds=took)
