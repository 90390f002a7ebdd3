"""Signing in with a browser, where a server asks for a token."""

from __future__ import annotations

from pathlib import Path

from dam import keep_story
from onrecord.serve.web.policy import Policy
from onrecord.serve.web.tokens import COOKIE
from onrecord.store.store import Store
from screens import Screen, screen_on, served

TOKEN = "a-token-that-we-invented"  # noqa: S105 - of tests


def test_a_browser_signs_in_and_may_write(chromium: object, tmp_path: Path) -> None:
    with (
        Store.create(tmp_path / "story.db") as store,
        served(_filled(store), policy=Policy(token=TOKEN)) as address,
        screen_on(chromium, address) as screen,
    ):
        page = screen.open("/sign-in?back=/actors")
        page.fill("#token", TOKEN)
        page.click("main button")
        page.wait_for_url("**/actors")
        cookie = next(one for one in page.context.cookies() if one["name"] == COOKIE)
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
        assert _wrote(screen) == 201
        page.context.clear_cookies()
        screen.expected_status = {401}
        assert _wrote(screen) == 401


def _wrote(screen: Screen) -> int:
    sent = "{method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(%s)}"
    asked = sent % '{kind: "rename", actor: 1, name: "M" + Math.random()}'
    return int(screen.page.evaluate(f"fetch('/api/v1/corrections', {asked}).then(answer => answer.status)"))


def _filled(store: Store) -> Store:
    keep_story(store)
    return store
