"""The stories' pages on both databases, and addresses that lead on."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import insert
from starlette.testclient import TestClient

from dam import STORY, keep_story
from onrecord.serve.web.app import create_app
from onrecord.store import schema
from onrecord.store.store import Store
from onrecord.store.stories import StoryChange, note


@pytest.fixture
def asked(store: Store) -> TestClient:
    keep_story(store)
    return TestClient(create_app(store), base_url="http://127.0.0.1")


def test_stories_are_shown_from_either_database(asked: TestClient) -> None:
    assert "at least 19 killed in Orrin" in asked.get("/").text
    for query in ("", "?show=all", "?as_of=2031-03-04", "?since=2031-03-04&order=oldest"):
        answer = asked.get(f"/stories/{STORY}{query}")
        assert answer.status_code == 200
        assert "Ilva Ren" in answer.text


def test_a_merged_story_leads_to_the_one_it_is_part_of_on_the_same_day(store: Store, asked: TestClient) -> None:
    gone = {"id": 3, "first_on": "2031-03-02", "last_on": "2031-03-02", "articles": 0, "voices": 0, "closed": True}
    with store.writing() as connection:
        connection.execute(insert(schema.STORIES), {**gone, "merged_into": STORY})
        note(connection, StoryChange("merged", STORY, 3, "2031-03-03", 5))
        note(connection, StoryChange("split", STORY, 9, "2031-03-05", 6))
    answer = asked.get("/stories/3?as_of=2031-03-04", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/stories/{STORY}?as_of=2031-03-04")
    head = asked.get(answer.headers["location"]).text
    assert "Mon 3 March 2031: another story was found to be this one." in head
    assert "a story of its own" not in head
    assert '<a href="/stories/9">a story of its own</a>' in asked.get(f"/stories/{STORY}").text


def test_what_a_reader_may_ask_for_first_is_there_before(store: Store) -> None:
    keep_story(store)
    app = create_app(store)
    with TestClient(app, base_url="http://127.0.0.1"):
        until = time.monotonic() + 20
        pages = app.state.story_pages
        while not pages.holds(STORY) and time.monotonic() < until:
            time.sleep(0.02)
        assert pages.holds(STORY)
