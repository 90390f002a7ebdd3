"""Actors on screen: what they said, where they stand, and mending who is who, with undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from dam import records
from onrecord.ingest.adding import add
from onrecord.store.store import Store
from onrecord.story import asking
from screens import PHONE, Screen, screen_on, served


def number_of(address: str, name: str) -> int:
    page = httpx.get(f"{address}/actors?name={name}").text
    return int(page.split('href="/actors/', 1)[1].split('"', 1)[0])


def arrive_one_by_one(store: Store) -> None:
    for number, record in enumerate(records(), 1):
        add(store, record, url=f"https://news.example/{number}", seen_at="2031-03-07T08:00:00Z")


@pytest.fixture
def own(chromium: Any, tmp_path: Path) -> Iterator[Screen]:
    """Give a screen on a store of the test's own, for what changes it."""
    with Store.create(tmp_path / "own.db") as store:
        arrive_one_by_one(store)
        with served(store) as address, screen_on(chromium, address) as made:
            yield made


def test_the_list_leads_to_those_who_say_most(screen: Screen) -> None:
    page = screen.open("/actors")
    assert page.locator(".actors a").first.inner_text() == "Ilva Ren"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/*")
    assert page.locator("h1").inner_text() == "Ilva Ren"


def test_what_an_actor_said_is_narrowed_by_links(screen: Screen) -> None:
    ren = number_of(screen.address, "Ren")
    page = screen.open(f"/actors/{ren}")
    before = page.locator(".said").count()
    page.locator("summary", has_text="any outlet").click()
    page.get_by_role("link", name="Daily Beacon").first.click()
    page.wait_for_url("**outlet=Daily+Beacon**")
    assert 0 < page.locator(".said").count() < before


def test_lanes_show_each_stand_and_a_ring_where_it_changed(screen: Screen) -> None:
    page = screen.open(f"/actors/{number_of(screen.address, 'Ren')}")
    lane = page.locator(".lane").first
    assert lane.locator("a circle.against").count() >= 2
    assert lane.locator(".changed").count() == 1
    assert lane.locator("h3 i").inner_text() == "supports"


def test_company_is_who_speaks_for_whom(screen: Screen) -> None:
    page = screen.open(f"/actors/{number_of(screen.address, 'Ren')}")
    assert "Lena Dace" in page.locator("section", has_text="Spoken for by").last.inner_text()


def test_as_of_leaves_out_what_came_later(screen: Screen) -> None:
    ren = number_of(screen.address, "Ren")
    page = screen.open(f"/actors/{ren}?as_of=2031-03-02")
    assert page.locator(".lane h3 i").first.inner_text() == "opposes"
    assert page.locator(".changed").count() == 0


def test_a_name_is_changed_and_changed_back(own: Screen) -> None:
    ren = number_of(own.address, "Ren")
    page = own.open(f"/actors/{ren}")
    page.locator("summary", has_text="Rename").click()
    page.fill("#rename", "Ilva M. Ren")
    page.get_by_role("button", name="Rename").click()
    assert page.locator("h1").inner_text() == "Ilva M. Ren"
    assert page.get_by_role("status").inner_text().startswith("Renamed")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**notice=undone")
    assert page.locator("h1").inner_text() == "Ilva Ren"


def test_two_become_one_and_two_again(own: Screen) -> None:
    ren, dace = number_of(own.address, "Ren"), number_of(own.address, "Dace")
    page = own.open(f"/actors/{ren}")
    page.get_by_text("The same as").click()
    page.fill("#merge", str(dace))
    page.get_by_role("button", name="Merge").click()
    page.wait_for_url("**notice=merged")
    assert httpx.get(f"{own.address}/actors/{dace}").status_code == 303
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**notice=undone")
    assert httpx.get(f"{own.address}/actors/{dace}").status_code == 200


def test_one_is_taken_apart_by_articles(own: Screen) -> None:
    ren = number_of(own.address, "Ren")
    page = own.open(f"/actors/{ren}")
    page.get_by_role("link", name="Two in one?").click()
    page.locator("input[type=checkbox]").first.check()
    page.fill("#name", "Another Ren")
    page.get_by_role("button", name="Take them apart").click()
    page.wait_for_url("**notice=split")
    assert httpx.get(f"{own.address}/actors?name=Another").text.count("Another Ren") >= 1


def test_what_cannot_be_mended_is_said_so(story_server: str) -> None:
    ren = number_of(story_server, "Ren")
    for path, form in (
        ("rename", {"name": "  "}),
        ("merge", {"other": str(ren)}),
        ("split", {}),
        ("undo", {"correction": 99}),
    ):
        answer = httpx.post(f"{story_server}/actors/{ren}/{path}", data=form)
        assert answer.status_code in (400, 404), path
        assert "Traceback" not in answer.text


def test_names_are_inert(chromium: Any, tmp_path: Path) -> None:
    with Store.create(tmp_path / "own.db") as store:
        arrive_one_by_one(store)
        ren = asking.actors(store, "Ren")[0].id
        store.rename(ren, "<script>alert(1)</script>\u202eevil<img src=x onerror=alert(1)>")
        with served(store) as address, screen_on(chromium, address) as screen:
            for path in ("/actors", f"/actors/{ren}", f"/actors/{ren}/who", "/search?what=said"):
                page = screen.open(path)
                assert page.locator("main script, main img").count() == 0
                assert "\u202e" not in page.locator("main").inner_text()


@pytest.mark.parametrize("path", ["", "/who"])
def test_nothing_is_serious_for_a_screen_reader(screen: Screen, path: str) -> None:
    page = screen.open(f"/actors/{number_of(screen.address, 'Ren')}{path}")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_has_no_sideways(chromium: Any, story_server: str, scheme: str) -> None:
    with screen_on(chromium, story_server, viewport=PHONE, color_scheme=scheme) as screen:
        page = screen.open(f"/actors/{number_of(story_server, 'Ren')}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
