"""Taking down, letting go, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from made import add, made
from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.checking import check
from onrecord.store.forgetting import allow, drop_pages, forget
from onrecord.store.store import Store
from onrecord.story import departures
from onrecord.story.arrivals import arrive

HERE = "https://vellmar.example/quarrel"
THERE = "https://port.example/quarrel"
QUARREL = """
    Quarrel over the zeppelin

    [[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the zeppelin must never fly over the harbour of Vellmar again]{1}.
    [[Oda Strand]{@strand}]{2:source} [said]{2:cue} [that was a matter for the council and for nobody else]{2}.
"""
OTHER = """
    Market day

    [[Oda Strand]{@strand}]{1:source} [said]{1:cue} [the market of Vellmar would open at nine]{1}.
"""


def quarrel(**changes: str) -> Record:
    words = QUARREL
    for old, new in changes.items():
        words = words.replace(old, new)
    return made(words)


def count(store: Store, table: Any) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def held(store: Store) -> dict[str, int]:
    return {table.name: count(store, table) for table in schema.METADATA.sorted_tables if count(store, table)}


def test_a_forgotten_article_leaves_nothing_but_the_gap(store: Store):
    add(store, quarrel(), HERE, page=b"<p>one</p>")
    add(store, quarrel(zeppelin="airship"), HERE, page=b"<p>two</p>")
    add(store, quarrel(zeppelin="airship"), HERE + "?again")
    gone = forget(store, HERE, "asked to by the town")
    assert (gone.articles, gone.urls, gone.pages) == ((1,), (HERE, HERE + "?again"), 2)
    left = held(store)
    assert left.pop("changes") == 1  # that it is gone
    assert left.pop("gaps") == 4  # two addresses, two texts
    assert left == {"models": 1}
    with store.reading() as connection:
        for row in connection.execute(select(schema.GAPS)):
            assert (row.article, row.reason) == (1, "asked to by the town")
    assert check(store).whole


def test_what_was_forgotten_stays_away_until_it_is_allowed(store: Store):
    add(store, quarrel(), HERE)
    forget(store, 1)
    assert add(store, quarrel(), HERE).kept == "forgotten"
    assert add(store, quarrel(zeppelin="airship"), HERE).kept == "forgotten"
    assert add(store, quarrel(), "https://elsewhere.example/").kept == "forgotten"
    assert allow(store, HERE) == 2
    receipt = add(store, quarrel(), HERE)
    assert (receipt.kept, receipt.article) == ("new", 1)


def test_no_id_is_given_twice(store: Store):
    add(store, quarrel(), HERE)
    add(store, made(OTHER), THERE)
    forget(store, 2)
    assert add(store, quarrel(zeppelin="balloon"), "https://port.example/new").article == 3


def test_an_address_that_was_never_stored_can_be_forgotten(store: Store):
    gone = forget(store, HERE)
    assert (gone.articles, gone.urls) == ((), (HERE,))
    assert add(store, quarrel(), HERE).kept == "forgotten"
    assert add(store, quarrel(), THERE).kept == "new"
    with pytest.raises(UsageError, match="no article 7"):
        forget(store, 7)


def test_a_page_that_another_article_shows_too_stays(store: Store):
    add(store, quarrel(), HERE, page=b"<p>page</p>")
    add(store, quarrel(), THERE, page=b"<p>page</p>")
    assert forget(store, 1).pages == 0
    assert count(store, schema.PAGES) == 1
    # The text is the same: from now on it stays away wherever it stands; what is stored stays.
    assert count(store, schema.ARTICLES) == 1


def test_a_story_quotes_no_forgotten_title(store: Store):
    add(store, quarrel(), HERE)
    add(store, made(OTHER), THERE)
    story = {
        "title": "Quarrel over the zeppelin",
        "title_article": 1,
        "first_on": "2031-03-04",
        "last_on": "2031-03-04",
    }
    with store.writing() as connection:
        connection.execute(insert(schema.STORIES), {"id": 1, "articles": 2, "voices": 2, "closed": False, **story})
        connection.execute(insert(schema.STORY_ARTICLES), [{"article": 1, "story": 1}, {"article": 2, "story": 1}])
    forget(store, HERE)
    with store.reading() as connection:
        row = connection.execute(select(schema.STORIES)).one()
    assert (row.title, row.title_article, row.articles) == (None, None, 1)
    assert check(store).whole


def test_what_an_article_told_of_others_goes_with_it(store: Store):
    for record, url in ((quarrel(), HERE), (made(OTHER), THERE), (quarrel(), "https://third.example/")):
        add(store, record, url)
        with store.writing() as connection:
            arrive(connection, count_articles(connection))
    with store.reading() as connection:
        assert connection.execute(select(schema.VOICES.c.voice).where(schema.VOICES.c.article == 3)).scalar() == 1
    departures.forget(store, HERE)
    with store.reading() as connection:
        voice = connection.execute(select(schema.VOICES.c.voice).where(schema.VOICES.c.article == 3)).scalar()
        utterances = connection.execute(select(schema.UTTERANCES.c.utterance)).scalars().all()
        names = connection.execute(select(schema.ACTORS.c.name).order_by(schema.ACTORS.c.name)).scalars().all()
    assert voice == 3
    assert all(utterance >= 200_000 for utterance in utterances)
    assert names == ["Ada Brenn", "Oda Strand"]
    departures.forget(store, 3)
    with store.reading() as connection:
        assert connection.execute(select(schema.ACTORS.c.name)).scalars().all() == ["Oda Strand"]
    assert check(store).whole


def count_articles(connection: Any) -> int:
    return int(connection.execute(select(func.max(schema.ARTICLES.c.id))).scalar())


def test_no_byte_of_what_was_forgotten_stays_in_the_file(sqlite_store: Store):
    add(sqlite_store, made(OTHER), THERE)
    add(sqlite_store, quarrel(), HERE, page=b"zeppelin " * 50)
    path = Path(sqlite_store.name)
    files = [path, Path(f"{path}-wal")]
    assert any(b"zeppelin" in file.read_bytes() for file in files if file.exists())
    forget(sqlite_store, HERE)
    for file in (file for file in files if file.exists()):
        assert b"zeppelin" not in file.read_bytes().lower()
    assert b"market" in path.read_bytes().lower()


def test_pages_are_let_go_of_by_age(store: Store):
    add(store, quarrel(), HERE, "2031-03-01T10:00:00Z", page=b"<p>old</p>")
    add(store, made(OTHER), THERE, "2031-03-02T10:00:00Z", page=b"<p>new</p>")
    assert drop_pages(store, "2031-03-02") == 1
    assert drop_pages(store, "2031-03-02") == 0
    with store.reading() as connection:
        kept = connection.execute(select(schema.PAGES.c.bytes).order_by(schema.PAGES.c.stored_at)).scalars().all()
    assert [page is None for page in kept] == [True, False]
    assert check(store).whole
