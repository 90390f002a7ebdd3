"""The front page: what moves now, in groups, filtered in words, on any day, and while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sqlalchemy import insert

from dam import STORY, keep_story
from made import arrival, made
from onrecord.serve.web.front.listing import Listed, grouped
from onrecord.store import schema
from onrecord.store.changes import note
from onrecord.store.keep import keep
from onrecord.store.store import Store
from onrecord.store.stories import recount
from screens import PHONE, Screen, screen_on, served


def bridge(store: Store, number: int, day: str = "2031-02-10") -> None:
    """Let a story of one article come in."""
    record = made(
        f"""
        Bridge {number} closed

        [The mayor [Ada Brenn]{{@brenn}}]{{1:source}} [said]{{1:cue}} [bridge {number} was closed]{{1}}.
        """,
        outlet="River Courier",
        published=day,
    )
    with store.writing() as connection:
        kept = keep(connection, arrival(record, f"https://bridges.example/{number}", f"{day}T09:00:00Z")).article
        row = {"id": 100 + number, "first_on": day, "last_on": day, "articles": 1, "voices": 1, "closed": False}
        connection.execute(insert(schema.STORIES), row)
        connection.execute(insert(schema.STORY_ARTICLES), {"article": kept, "story": 100 + number})
        recount(connection, 100 + number, (f"Bridge {number} closed", int(kept or 0)))
        note(connection, "arrived", [100 + number], article=kept)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server of the invented story and of 25 small ones."""
    with Store.create(tmp_path_factory.mktemp("front") / "many.db") as store:
        keep_story(store)
        for number in range(25):
            bridge(store, number)
        with served(store) as address:
            yield address


@pytest.fixture
def front(chromium: Any, many: str) -> Iterator[Screen]:
    with screen_on(chromium, many) as made_screen:
        yield made_screen


def test_a_story_has_a_sentence_its_count_and_its_size(screen: Screen) -> None:
    item = screen.open("/").locator(".stories > li").first.inner_text()
    assert "“Ilva Ren, the foreign minister of Sarvia, said on Sunday" in item
    assert "at least 19 killed in Orrin" in item.replace("At least", "at least")
    assert "health ministry, Tue 4 March" in item
    assert "7 articles · 5 independent · 5 outlets" in item
    assert "moved Thu 6 March 2031" in item


def test_stories_are_grouped_by_when_they_moved() -> None:
    days = ["2031-03-06", "2031-03-04", "2031-02-27", "2031-01-30"]
    stories = [Listed(n, "", "", None, None, None, "", day) for n, day in enumerate(days)]
    names = [group.name for group in grouped(stories, date(2031, 3, 6))]
    assert names == ["Today", "This week", "February 2031", "January 2031"]
    past = [group.name for group in grouped(stories, date(2031, 3, 6), past=True)]
    assert past[:2] == ["That day", "The week before"]


def test_stories_come_in_pages(front: Screen) -> None:
    page = front.open("/")
    assert page.locator(".stories > li").count() == 20
    page.locator(".paging a[rel=next]").click()
    page.wait_for_url("**page=2")
    assert page.locator(".stories > li").count() == 6
    page.locator(".paging a[rel=prev]").click()
    page.wait_for_url(front.address + "/")


def test_filters_are_a_sentence_and_an_address(front: Screen) -> None:
    page = front.open("/")
    page.locator(".filters summary").click()
    page.locator("#about").fill("Ilva Ren")
    page.locator("#least").fill("2")
    page.keyboard.press("Enter")
    page.wait_for_url("**about=Ilva+Ren*")
    assert page.locator(".stories > li").count() == 1
    assert page.locator(".filters").get_attribute("open") is not None
    page.locator(".filters a", has_text="all stories").click()
    assert page.locator(".stories > li").count() == 20


def test_search_box_leads_to_the_search(front: Screen) -> None:
    page = front.open("/")
    page.keyboard.press("/")
    page.keyboard.type("dam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=dam*")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("about=Nobody+Known", "the store knows no actor"),
        ("since=soon", "is no day"),
        ("least=many", "is no number of articles"),
        ("as_of=2031-13-01", "is no day"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_question(many: str, asked: str, says: str) -> None:
    answer = httpx.get(f"{many}/?{asked}")
    assert answer.status_code == 400
    assert says in answer.text
    assert 'id="about"' in answer.text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("outlet=None+Such", "No story is like that"),
        ("page=9", "There are no more"),
        ("as_of=2001-01-01", "Nothing was known yet by Mon 1 January 2001"),
    ],
)
def test_empty_lists_say_why(many: str, asked: str, says: str) -> None:
    assert says in httpx.get(f"{many}/?{asked}").text


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.db") as store, served(store) as address:
        assert "onrecord ingest" in httpx.get(address).text


def test_a_day_takes_the_list_back(many: str) -> None:
    text = httpx.get(f"{many}/?as_of=2031-03-02").text
    assert "4 articles · 2 independent" in text
    assert f"/stories/{STORY}?as_of=2031-03-02" in text
    assert "at least 12 killed in Orrin" in text


def test_new_articles_are_announced_and_shown_when_asked(chromium: Any, tmp_path: Path) -> None:
    with Store.create(tmp_path / "front.db") as store:
        keep_story(store)
        with served(store) as address, screen_on(chromium, address) as screen:
            page = screen.open("/")
            bridge(store, 1, day="2031-03-09")
            line = page.locator("[data-arrivals-line] button")
            expect(line).to_have_text("1 new article: show it")
            assert page.locator(".stories > li").count() == 1
            line.click()
            expect(page.locator(".stories > li")).to_have_count(2)
            assert page.locator(".stories h3").first.inner_text() == "Bridge 1 closed"
            expect(page.locator("[data-arrivals-line]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?about=nobody", "/?as_of=2031-03-02&least=2"])
def test_nothing_is_serious_for_a_screen_reader_on_the_front(chromium: Any, many: str, scheme: str, path: str) -> None:
    with screen_on(chromium, many, color_scheme=scheme) as screen:
        screen.expected_status = {400}
        found = Axe().run(screen.open(path)).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_front_on_a_phone_scrolls_one_way(chromium: Any, many: str) -> None:
    with screen_on(chromium, many, viewport=PHONE) as screen:
        page = screen.open("/?least=1&about=Ilva+Ren")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
