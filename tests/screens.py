"""Real pages in a real browser: a server in a thread, headless Chromium, and what no page may ever do.

Debian's chromium does (``apt install chromium``); where there is none the tests that need one are skipped. A page that
writes an error to the console or asks another host for anything fails its test.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from onrecord.serve.web.server import server
from onrecord.store.store import Store

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell")
_PATIENCE = 20.0  # seconds until a server must have started
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@contextlib.contextmanager
def served(store: Store, **how: Any) -> Iterator[str]:
    """Serve a store on a free port and give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    running: uvicorn.Server = server(store, **how)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    until = time.monotonic() + _PATIENCE
    while not running.started:
        if time.monotonic() > until or not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join(_PATIENCE)
        listener.close()


class Screen:
    """A browser's page on a server, with what it complained of.

    Args:
        page: Playwright's.
        address: of the server.
    """

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        self.expected_status: set[int] = set()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)

    def open(self, path: str = "/") -> Any:
        """Go to a page and return Playwright's page."""
        self.page.goto(self.address + path, wait_until="domcontentloaded")
        return self.page

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(
            f"status of {status}" in message.text for status in self.expected_status
        ):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked another host: {request.url}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Give a browser, one a session."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - starts nothing before it is asked for

    expect.set_options(timeout=1000 * _PATIENCE)  # a machine that does much else at once is no failure

    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium on this machine (apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextlib.contextmanager
def screen_on(chromium: Any, address: str, **how: Any) -> Iterator[Screen]:
    """Give a screen on a server, and fail if its pages complained.

    Args:
        how: of Playwright's ``new_context``: ``viewport``, ``color_scheme``, ``java_script_enabled`` …
    """
    context = chromium.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **how})
    try:
        screen = Screen(context.new_page(), address)
        yield screen
        assert not screen.faults, screen.faults
    finally:
        context.close()
