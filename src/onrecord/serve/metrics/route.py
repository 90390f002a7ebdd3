"""The address ``/metrics``, and where its numbers come from."""

from __future__ import annotations

import threading
import time

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from onrecord._version import __version__
from onrecord.errors import OnRecordError
from onrecord.serve.api.live import Hub
from onrecord.serve.metrics.exposition import MEDIA_TYPE, Family, Sample, one, written
from onrecord.serve.metrics.process import process
from onrecord.serve.metrics.requests import Requests, measure
from onrecord.store.changes import latest_change
from onrecord.store.inspecting import Held, held
from onrecord.store.store import Store

PATH = "/metrics"
# Seconds for which a count holds, however often it is asked for: counting a million rows takes a tenth of one.
_HOLDS = 60.0


def add_to(app: FastAPI) -> None:
    """Count what an app is asked, and tell it at ``/metrics``; to be called after everything else is put around it."""
    counts, requests = _Counts(app.state.store), measure(app)

    async def metrics(request: Request) -> Response:
        body = await run_in_threadpool(lambda: written(_families(request.app, counts, requests)))
        return Response(body, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})

    app.router.routes.append(Route(PATH, metrics, methods=["GET"], include_in_schema=False))


class _Counts:
    """What a store holds, counted again when a minute has gone by."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._held: Held | None = None
        self._at = 0.0

    def now(self) -> tuple[int, Held]:
        """Return the cursor behind all changes, and what the store holds.

        Raises:
            StoreError: it cannot be read.
        """
        with self._lock, self._store.reading() as connection:
            cursor, moment = latest_change(connection), time.monotonic()
            if self._held is None or moment - self._at > _HOLDS:
                self._held, self._at = held(connection), moment
            return cursor, self._held


def _families(app: FastAPI, counts: _Counts, requests: Requests) -> list[Family]:
    hub: Hub = app.state.hub
    return [
        one("onrecord_build_info", "gauge", "Which onrecord it is.", 1, {"version": __version__}),
        *_store(counts),
        one("onrecord_change_readers", "gauge", "Who follows the stream of changes.", hub.readers),
        *_kept(app),
        *requests.families(),
        *process(),
    ]


def _store(counts: _Counts) -> list[Family]:
    try:
        cursor, found = counts.now()
    except OnRecordError:
        return [one("onrecord_store_up", "gauge", "Whether the store can be read.", 0)]
    messages = (("due", found.due), ("overdue", found.overdue), ("dead", found.dead))
    samples = [Sample(number, (("status", status),)) for status, number in messages]
    about = "Messages of alerts: to be sent, for more than an hour, given up."
    return [
        one("onrecord_store_up", "gauge", "Whether the store can be read.", 1),
        one("onrecord_changes_cursor", "gauge", "The cursor behind all that became different.", cursor),
        one("onrecord_articles", "gauge", "Articles in the store.", found.articles),
        one("onrecord_statements", "gauge", "Statements in the store.", found.statements),
        one("onrecord_stories", "gauge", "Stories in the store.", found.stories),
        one("onrecord_alerts", "gauge", "Alerts that are watched.", found.alerts),
        Family("onrecord_alert_messages", "gauge", about, samples),
    ]


def _kept(app: FastAPI) -> list[Family]:
    pages = getattr(app.state, "story_pages", None)
    rooms = pages.held() if pages is not None else {}
    samples = [Sample(room, (("what", what),)) for what, room in rooms.items()]
    about = "What is kept of stories: rows of them, entries of views, bytes of pages."
    return [Family("onrecord_kept", "gauge", about, samples)]
