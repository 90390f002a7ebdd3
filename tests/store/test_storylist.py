"""The list of stories, as it stands and as it stood."""

from __future__ import annotations

import pytest

pytest.importorskip("sqlalchemy", reason="the store is an extra")

from sqlalchemy import update

from dam import STORY, keep_story
from onrecord.store import schema
from onrecord.store.store import Store
from onrecord.store.storylist import stories
from onrecord.store.wanted import Wanted


def test_as_of_a_day_a_story_has_a_headline_of_that_day(store: Store) -> None:
    keep_story(store)
    headline = {"title": "Toll of flood rises", "title_article": 6}
    with store.writing() as connection:
        connection.execute(update(schema.STORIES).where(schema.STORIES.c.id == STORY).values(**headline))

    def titled(day: str | None) -> tuple[str | None, int | None]:
        with store.reading() as connection:
            (row,) = stories(connection, Wanted(as_of=day))
        return row.title, row.title_article

    assert titled(None) == titled("2031-03-04") == ("Toll of flood rises", 6)
    assert titled("2031-03-03") == titled("2031-03-01") == ("Twelve killed as Orrin dam breaks", 1)
    with store.writing() as connection:
        connection.execute(update(schema.ARTICLES).where(schema.ARTICLES.c.id == 1).values(title=None))
    assert titled("2031-03-01") == (None, None)
