"""A story's page while it is open: what arrives is shown without a reload, and nothing moves under a reader's eyes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import insert

from dam import STORY, keep_story
from made import arrival, made
from onrecord.store import schema
from onrecord.store.changes import note
from onrecord.store.keep import keep
from onrecord.store.store import Store
from onrecord.store.stories import recount
from onrecord.story import asking
from onrecord.story.correcting import undo
from onrecord.story.mending import mend
from screens import Screen, screen_on, served

PAGE = f"/stories/{STORY}"


def arrives(store: Store, day: str = "2031-03-07", words: str = "the dam will stand by autumn") -> None:
    """Let an article come into the story, as an ingest in another process would."""
    record = made(
        f"""
        Work begins at dam

        [[Petra Osk]{{@osk}}]{{1:source}}, the engineer, [said]{{1:cue}} ["{words}"]{{1}}.
        """,
        outlet="Evening Mail",
        published=day,
        statements={1: {"kind": "direct"}},
    )
    with store.writing() as connection:
        kept = keep(connection, arrival(record, f"https://mail.example/{day}/{len(words)}", f"{day}T09:00:00Z")).article
        connection.execute(insert(schema.STORY_ARTICLES), {"article": kept, "story": STORY})
        recount(connection, STORY, None)
        note(connection, "arrived", [STORY], article=kept)


@pytest.fixture
def living(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    with Store.create(tmp_path / "living.db") as store:
        keep_story(store)
        with served(store) as address:
            yield store, address


@pytest.fixture
def live(chromium: Any, living: tuple[Store, str]) -> Iterator[tuple[Store, Screen]]:
    with screen_on(chromium, living[1]) as screen:
        yield living[0], screen


def test_article_that_arrives_is_shown_without_a_reload(live: tuple[Store, Screen]) -> None:
    store, screen = live
    page = screen.open(f"{PAGE}?show=all")
    page.evaluate("window.stays = true")
    arrives(store)
    page.wait_for_selector(".entry:has-text('the dam will stand by autumn')")
    assert page.locator("#timeline .day > h3").first.inner_text() == "Fri 7 March 2031"
    assert page.locator(".size").inner_text().startswith("8 articles")
    assert page.evaluate("window.stays")


def test_nothing_moves_under_the_eyes(live: tuple[Store, Screen]) -> None:
    store, screen = live
    page = screen.open(f"{PAGE}?show=all")
    reading = page.locator(".entry", has_text="must be raised by four metres").first
    reading.locator(".words a").focus()
    reading.evaluate("one => one.scrollIntoView({block: 'center'})")
    top = reading.evaluate("one => one.getBoundingClientRect().top")
    arrives(store)
    page.wait_for_selector("[data-arrivals-line]:not([hidden])")
    assert page.locator("[data-arrivals-line]").inner_text() == "1 new"
    assert abs(reading.evaluate("one => one.getBoundingClientRect().top") - top) <= 2
    assert "/articles/1#" in page.evaluate("document.activeElement.getAttribute('href')")
    page.locator("[data-arrivals-line] button").click()
    page.wait_for_selector(".entry a:focus:has-text('by autumn')")


def test_what_is_opened_stays_open(live: tuple[Store, Screen]) -> None:
    store, screen = live
    page = screen.open(f"{PAGE}?show=all")
    page.locator("summary", has_text="background paragraph").click()
    page.locator("#tallies .ledger summary").first.click()
    arrives(store)
    page.wait_for_selector(".entry:has-text('by autumn')")
    assert page.locator("details.background").get_attribute("open") is not None
    assert page.locator("#tallies .ledger").first.get_attribute("open") is not None
    assert page.locator("button", has_text="Copy as Text").is_visible()


def test_page_of_the_past_stays_as_it_was(live: tuple[Store, Screen]) -> None:
    store, screen = live
    page = screen.open(f"{PAGE}?show=all&as_of=2031-03-04")
    before = page.locator("#timeline").inner_text()
    arrives(store, day="2031-03-07")
    page.wait_for_timeout(2500)
    assert page.locator("#timeline").inner_text() == before


def test_next_visit_counts_and_marks_what_is_new(live: tuple[Store, Screen]) -> None:
    store, screen = live
    screen.open(f"{PAGE}?show=all")
    screen.open("/")
    arrives(store)
    page = screen.open(f"{PAGE}?show=all")
    page.wait_for_selector("[data-fresh]:text('1 new since you left')")
    assert "by autumn" in page.locator(".entry.new").inner_text()
    screen.open("/")
    page = screen.open(f"{PAGE}?show=all")
    assert page.locator("[data-fresh]").is_hidden()


def test_link_that_the_network_loses_leaves_the_page_as_it_was(live: tuple[Store, Screen]) -> None:
    _, screen = live
    page = screen.open(PAGE)
    page.route("**/stories/**", lambda route: route.abort())
    page.locator(".choices a", has_text="oldest first").click()
    page.wait_for_selector("[data-arrivals-line]:not([hidden])")
    assert "could not be loaded" in page.locator("[data-arrivals-line]").inner_text()
    assert page.locator("#timeline .entry").count() == 5
    screen.faults.clear()  # the browser tells of the request that the test lost


def test_what_a_user_corrects_is_marked_on_the_open_page(live: tuple[Store, Screen]) -> None:
    store, screen = live
    page = screen.open(f"{PAGE}?show=all")
    said = next(row for row in asking.said(store, asking.Asked(words="four metres")))
    correction = mend(store, "statement", said.statement.id, {"mode": "deny"})
    entry = page.locator(".entry", has_text="must be raised by four metres").first
    expect(entry.locator(".caret")).to_have_attribute("href", f"/articles/1/items/{said.statement.key}")
    expect(entry.locator(".who em")).to_have_text("denied")
    undo(store, correction)
    expect(entry.locator(".caret")).to_have_count(0, timeout=20_000)
