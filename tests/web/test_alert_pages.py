"""Alerts on screen: made from what a page shows, listed with what was noticed, taken away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from dam import breach, keep_story, opposed, turned
from onrecord.alerts.door import list_alerts
from onrecord.alerts.noticing import look
from onrecord.ingest.adding import add
from onrecord.store.store import Store
from onrecord.story.background.latest import TOLL
from onrecord.story.tally.ask import counted
from onrecord.story.tally.who import WHO
from screens import PHONE, Screen, screen_on, served


@pytest.fixture
def own(chromium: Any, tmp_path: Path) -> Iterator[tuple[Store, Screen]]:
    with Store.create(tmp_path / "own.db") as store:
        add(store, breach(), url="https://news.example/1", seen_at="2031-03-07T08:00:00Z")
        with served(store) as address, screen_on(chromium, address) as made:
            yield store, made


def test_a_search_is_watched_and_what_comes_is_shown_and_fed(own: tuple[Store, Screen]) -> None:
    store, screen = own
    page = screen.open("/search?words=dam")
    page.locator(".watch summary").click()
    page.get_by_role("button", name="Watch").click()
    page.wait_for_url("**/alerts?notice=made")
    assert page.locator(".alerts h2").inner_text() == "dam"
    assert "Nothing yet." in page.locator(".alerts").inner_text()
    add(store, opposed(), url="https://news.example/2", seen_at="2031-03-07T09:00:00Z")
    assert look(store) == 1
    page.reload()
    assert "Ilva Ren" in page.locator(".alerts li").first.inner_text()
    feed = httpx.get(f"{screen.address}/api/v1/alerts/1.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "Ilva Ren" in feed.text
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="Remove").click()
    page.wait_for_url("**/alerts?notice=removed")
    assert page.locator(".alerts").count() == 0


def test_a_stand_is_watched_from_its_actor(own: tuple[Store, Screen]) -> None:
    store, screen = own
    add(store, turned(), url="https://news.example/3", seen_at="2031-03-07T09:00:00Z")
    page = screen.open("/actors")
    page.get_by_role("link", name="Ilva Ren").click()
    page.locator(".watch summary").click()
    page.locator(".watch input[name=issue]").fill("dam")
    page.get_by_role("button", name="Watch").click()
    page.wait_for_url("**/alerts?notice=made")
    assert "where Ilva Ren · stands on dam" in page.locator(".alerts .label").first.inner_text()


def test_a_webhooks_secret_is_shown_once(own: tuple[Store, Screen]) -> None:
    _, screen = own
    asked = {"name": "toll", "words": "killed", "webhook": "https://desk.example/hook"}
    answer = httpx.post(f"{screen.address}/alerts/tally", data=asked)
    assert "whsec_" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    listed = httpx.get(f"{screen.address}/alerts").text
    assert "whsec_" not in listed
    assert "desk.example" in listed
    assert "desk.example/hook" not in listed


def test_a_tally_is_watched_from_its_story(chromium: Any, tmp_path: Path) -> None:
    with Store.create(tmp_path / "dam.db") as store:
        keep_story(store)
        with served(store) as address, screen_on(chromium, address) as screen:
            page = screen.open("/stories/7")
            panel = page.locator("#count-1")
            title = panel.locator(".thing").text_content()
            panel.locator(".watch summary").click()
            assert panel.locator(".watch input[name=name]").input_value() == title
            panel.get_by_role("button", name="Watch").click()
            page.wait_for_url("**/alerts?notice=made")
            assert page.locator(".alerts h2").inner_text() == title
            (made,) = list_alerts(store)
            assert (made.kind, made.asked["words"], made.asked["story"]) == ("tally", "killed", 7)
            assert screen.open("/stories/7?as_of=2031-03-04").locator(".watch").count() == 0


@pytest.mark.parametrize("measure", TOLL)
@pytest.mark.parametrize("who", ["all", *WHO, "identified"])
def test_what_a_panel_asks_for_is_what_it_counts(measure: str, who: str) -> None:
    words = measure if who == "all" else f"{who} {measure}"
    assert counted(words) == (measure, None if who == "all" else who)


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/alerts/search", {"name": "everything"}),
        ("/alerts/search?what=articles&words=dam", {"name": "dam"}),
        ("/alerts/tally", {"name": "clouds", "words": "clouds"}),
        ("/alerts/tally", {"name": "toll", "words": "killed", "webhook": "javascript:alert(1)"}),
        ("/alerts/position", {"name": "x", "actor": "nobody here"}),
        ("/alerts/99/remove", {}),
    ],
)
def test_what_cannot_be_watched_is_said_so(own: tuple[Store, Screen], path: str, form: dict[str, str]) -> None:
    assert httpx.post(own[1].address + path, data=form).status_code in (400, 404)


def test_names_are_inert_and_phones_have_no_sideways(own: tuple[Store, Screen], chromium: Any) -> None:
    _, screen = own
    httpx.post(f"{screen.address}/alerts/tally", data={"name": "<script>alert(1)</script>" * 7, "words": "killed"})
    with screen_on(chromium, screen.address, viewport=PHONE, color_scheme="dark") as phone:
        page = phone.open("/alerts")
        assert page.locator("main script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
