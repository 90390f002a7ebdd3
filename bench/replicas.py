"""A store of 100,000 articles with stories, actors, utterances, copies and tallies, made of one that arrived.

    python -m bench.population base.db RECORDS …           # some two thousand real arrivals
    python -m bench.replicas base.db big.db                # the same over and over, other words, other days: 20 minutes

Each turn is the base again, some days later. The first turns are real records with other words and names, stored as any
(:class:`bench.bigstore.Varied`); the others are rows of those. What is told across articles is copied with other ids,
half of what leads to statements and a fifth of what leads to stories under other words. `onrecord check` passes on it.
Of some turns all articles on a campaign are put into one story.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
import sys
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection, func, select, text

from bench.bigstore import Varied
from onrecord.record import Record, Stamp
from onrecord.store import order, schema, stories
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store

WHOLE = 100_000
VARIED = 9  # turns whose words are other words
APART = 12  # days from a turn to the next
CACHE = 1_500_000  # kilobytes of SQLite's pages in memory
LARGE_EACH = 8  # turns, of which one has large stories
# Days and a word of the articles that are one large story: a campaign over half a year.
LARGE = (("2016-06-01", "2016-11-30", "%clinton%"),)

_ART, _ITEM, _DAY, _SAME = "{c} + :o", "{c} + :o * 100000", "shifted({c}, :d)", "{c}"
_STORY, _NOTE = "{c} + :n * :stories", "{c} + :n * :changes"
_ITEMS = "items({c}, :o)"
# Half of the keys of a turn are others: of runs of words, of rare words.
_KEY = "CASE WHEN :salt AND ({c} >> (:t % 16)) & 1 THEN ({c} * 40503 + :t * 7919) % 4294967296 ELSE {c} END"
_WORD = "CASE WHEN :salt AND salted({c}, :t) THEN {c} || '~' || :t ELSE {c} END"
_ACTOR = "CASE WHEN :salt AND {c} IN (SELECT id FROM moved) THEN {c} + :t * :actors ELSE {c} END"

# How the columns of a row are changed from one turn to another; those not named stay as they are.
_READ: dict[str, dict[str, str]] = {
    "articles": {
        "id": _ART, "url": "{c} || '-' || :t", "published": _DAY, "published_on": _DAY, "first_seen": _DAY,
        "known_on": _DAY, "in_order": "in_order(shifted(known_on, :d), id + :o)",
    },
    "revisions": {"id": _ART, "article": _ART, "first_seen": _DAY},
    "readings": {"id": _ART, "revision": _ART, "read_at": _DAY},
    "sightings": {
        "id": _ART, "article": _ART, "revision": _ART, "url": "{c} || '-' || :t", "seen_at": _DAY,
    },
    "blocks": {"id": _ITEM, "article": _ART},
    "article_actors": {"id": _ITEM, "article": _ART, "of": _ITEM, "members": _ITEMS},
    "mentions": {"id": _ITEM, "article": _ART, "actor": _ITEM},
    "statements": {
        "id": _ITEM, "article": _ART, "known_on": _DAY, "speaker": _ITEM, "within": _ITEM,
        "in_order": "in_order(shifted(known_on, :d), id + :o * 100000)",
    },
    "contents": {"id": _ITEM, "article": _ART, "statement": _ITEM},
    "hands": {"id": _ITEM, "article": _ART, "statement": _ITEM, "actor": _ITEM},
    "figures": {
        "id": _ITEM, "article": _ART, "source": _ITEM, "chain": _ITEMS, "statement": _ITEM, "part_of": _ITEM,
    },
    "encounters": {"id": _ITEM, "article": _ART, "host": _ITEM, "statement": _ITEM},
    "participants": {"id": _ITEM, "article": _ART, "encounter": _ITEM, "actor": _ITEM},
    "positions": {"id": _ITEM, "article": _ART, "holder": _ITEM, "statement": _ITEM},
    "dates": {"id": _ITEM, "article": _ART},
    "notes": {"id": _ITEM, "article": _ART},
}  # fmt: skip
_ACROSS: dict[str, dict[str, str]] = {
    "sketches": {"band": "{c} + :t * 1000003", "article": _ART},
    "voices": {"article": _ART, "voice": _ART, "rest": _ART},
    "passages": {"id": "{c} + :n * :passages", "article": _ART, "of": _ART, "voice": _ART},
    "stories": {
        "id": _STORY, "title_article": _ART, "first_on": _DAY, "last_on": _DAY, "merged_into": _STORY,
    },
    "story_articles": {"article": _ART, "story": _STORY},
    "story_changes": {"id": _NOTE, "story": _STORY, "other": _STORY, "known_on": _DAY, "because": _ART},
    "signatures": {"article": _ART, "links": "links({c}, :o)"},
    "filed": {"word": _WORD, "known_on": _DAY, "article": _ART},
    "utterances": {"statement": _ITEM, "utterance": _ITEM, "article": _ART, "likest": _ITEM},
    "utterance_keys": {"key": _KEY, "day": "{c} + :d", "statement": _ITEM, "article": _ART},
    "actor_links": {"article_actor": _ITEM, "article": _ART, "actor": _ACTOR},
    "actor_doubts": {"article_actor": _ITEM, "article": _ART, "known_on": _DAY},
}  # fmt: skip
# Rows of these are of a turn by another column than their article's.
_OWN = {
    "articles": "id BETWEEN :low AND :high",
    "readings": "revision BETWEEN :low AND :high",
    "stories": "id BETWEEN :low_story AND :high_story",
    "story_changes": "id BETWEEN :low_change AND :high_change",
}
# Sorted by their keys, so that an index is filled in its order.
_SORTED = {"utterance_keys": "1, 2, 3", "sketches": "1, 2", "filed": "1, 2, 3"}


@dataclass(frozen=True)
class Base:
    """What each turn repeats: how many of everything."""

    articles: int
    passages: int
    stories: int
    changes: int
    actors: int

    @classmethod
    def of(cls, connection: Connection) -> Base:
        """Count what a store holds.

        Raises:
            ValueError: its articles are not counted from one without a gap, each read once.
        """
        tables = (schema.ARTICLES, schema.PASSAGES, schema.STORIES, schema.STORY_CHANGES, schema.ACTORS)
        counts = [connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in tables]
        for table in (schema.ARTICLES, schema.REVISIONS, schema.READINGS, schema.SIGHTINGS):
            least, most, number = connection.execute(
                select(func.min(table.c.id), func.max(table.c.id), func.count())
            ).one()
            if (least, most, number) != (1, counts[0], counts[0]):
                raise ValueError(f"{table.name}: one for each article is wanted, counted from 1")
        return cls(*counts)


def grow(base: str, big: str, articles: int = WHOLE) -> None:
    """Make a big store of a small one, turn by turn, and print how long each took."""
    shutil.copy(base, big)
    with Store.open(big) as store:
        with store.reading() as connection:
            size = Base.of(connection)
            records = [Record.from_json(zlib.decompress(row[0])) for row in connection.execute(_RECORDS)]
        varied = Varied(records)
        turns = -(-articles // size.articles)
        for turn in range(1, turns):
            begun = time.monotonic()
            with store.writing() as connection:
                _prepare(connection, varied, turn)
                if turn < VARIED:
                    _vary(connection, varied, turn, size)
                else:
                    _repeat(connection, turn, size)
            print(f"turn {turn} of {turns}: {time.monotonic() - begun:.0f} s", flush=True)
        with store.writing() as connection:
            _count(connection, turns)
            for since, until, word in LARGE:
                large = connection.execute(
                    _ABOUT, {"since": since, "until": until, "word": word, "last": size.articles}
                )
                ids = list(large.scalars())
                for turn in range(0, turns, LARGE_EACH) if len(ids) > 1 else ():
                    _enlarge(connection, [one + turn * size.articles for one in ids])


_RECORDS = select(schema.READINGS.c.record).order_by(schema.READINGS.c.id)
_ABOUT = text(
    "SELECT id FROM articles WHERE id <= :last AND known_on BETWEEN :since AND :until AND lower(text) LIKE :word "
    "ORDER BY in_order"
)


def _prepare(connection: Connection, varied: Varied, turn: int) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the big store is a file
    connection.exec_driver_sql(f"PRAGMA cache_size=-{CACHE}")
    driver.create_function("shifted", 2, _shifted, deterministic=True)
    driver.create_function("in_order", 2, order.in_order, deterministic=True)
    driver.create_function("items", 2, _items, deterministic=True)
    driver.create_function("links", 2, _links, deterministic=True)
    driver.create_function("salted", 2, lambda word, turn: zlib.crc32(f"{turn}{word}".encode()) % 5 == 0)
    moved = varied.moved(turn) if turn < VARIED else {}
    driver.create_function("other", 1, lambda name: varied.other(name, moved), deterministic=True)


def _shifted(day: str | None, days: int) -> str | None:
    """Return a day, or a time, some days later."""
    return day and (date.fromisoformat(day[:10]) + timedelta(days)).isoformat() + day[10:]


def _items(ids: str, articles: int) -> str:
    return json.dumps([one + articles * schema.ITEMS_PER_ARTICLE for one in json.loads(ids)], separators=(",", ":"))


def _links(links: str, articles: int) -> str:
    moved = {str(int(one) + articles): link for one, link in json.loads(links).items()}
    return json.dumps(moved, separators=(",", ":"))


def _vary(connection: Connection, varied: Varied, turn: int, size: Base) -> None:
    """Store the base's records with other words, and copy what is told across its articles."""
    rows = connection.execute(select(schema.ARTICLES.c.id, schema.ARTICLES.c.known_on))
    known = {row.id: row.known_on for row in rows}
    first = turn * size.articles
    for place, arrival in enumerate(varied.articles(first, first + size.articles)):
        day = _shifted(known[place + 1], turn * APART) or ""
        receipt = keep(connection, _on(arrival, day, turn))
        if (receipt.article, receipt.kept) != (first + place + 1, "new"):
            raise ValueError(f"article {place + 1} is not a new one in turn {turn}: {receipt}")
    asked = _asked(turn, 0, size) | {"salt": 1}
    for sql in _MOVED:
        connection.execute(text(sql), asked)
    _copy(connection, _ACROSS, asked)


def _on(arrival: Arrival, day: str, turn: int) -> Arrival:
    article = msgspec.structs.replace(arrival.record.article, published=Stamp(day, "given"))
    record = msgspec.structs.replace(arrival.record, article=article)
    url = f"{arrival.url}".replace(".example", f"-{turn}.example")
    return msgspec.structs.replace(arrival, record=record, url=url, source=url, seen_at=f"{day}T18:00:00Z")


# Actors whose names have other words in this turn are others.
_MOVED = (
    "DROP TABLE IF EXISTS temp.moved",
    "CREATE TEMP TABLE moved AS SELECT id FROM actors WHERE id <= :actors AND other(name) <> name",
    (
        "INSERT INTO actors (id, name, type, articles) "
        "SELECT id + :t * :actors, other(name), type, articles FROM actors WHERE id IN (SELECT id FROM moved)"
    ),
    (
        "INSERT INTO actor_names (actor, name, articles) SELECT actor + :t * :actors, name || '~' || :t, articles "
        "FROM actor_names WHERE actor IN (SELECT id FROM moved)"
    ),
    (
        "INSERT INTO actor_keys (key, actor, articles, first_on, last_on) "
        "SELECT key || '~' || :t, actor + :t * :actors, articles, shifted(first_on, :d), shifted(last_on, :d) "
        "FROM actor_keys WHERE actor IN (SELECT id FROM moved)"
    ),
    (
        "UPDATE article_actors SET actor = (SELECT CASE WHEN b.actor IN (SELECT id FROM moved) "
        "THEN b.actor + :t * :actors ELSE b.actor END FROM article_actors b "
        "WHERE b.id = article_actors.id - :o * 100000) WHERE article BETWEEN :low + :o AND :high + :o"
    ),
)


def _repeat(connection: Connection, turn: int, size: Base) -> None:
    """Copy the rows of an earlier turn."""
    asked = _asked(turn, 1 + turn % (VARIED - 1), size) | {"salt": 0}
    _copy(connection, _READ, asked)
    _copy(connection, _ACROSS, asked)


def _asked(turn: int, of: int, size: Base) -> dict[str, int]:
    n = turn - of
    return {
        "t": turn, "n": n, "o": n * size.articles, "d": n * APART,
        "low": of * size.articles + 1, "high": (of + 1) * size.articles,
        "low_story": of * size.stories + 1, "high_story": (of + 1) * size.stories,
        "low_change": of * size.changes + 1, "high_change": (of + 1) * size.changes,
        "passages": size.passages, "stories": size.stories, "changes": size.changes, "actors": size.actors,
    }  # fmt: skip


def _copy(connection: Connection, how: Mapping[str, Mapping[str, str]], asked: Mapping[str, int]) -> None:
    for table, changed in how.items():
        names = [column.name for column in schema.METADATA.tables[table].columns]
        cells = ", ".join(changed.get(name, _SAME).format(c=f'"{name}"') for name in names)
        columns = ", ".join(f'"{name}"' for name in names)
        own = _OWN.get(table, "article BETWEEN :low AND :high")
        sorting = f" ORDER BY {_SORTED[table]}" if table in _SORTED else ""
        sql = f"INSERT OR IGNORE INTO {table} ({columns}) SELECT {cells} FROM {table} WHERE {own}{sorting}"  # noqa: S608 - all of it is ours
        connection.execute(text(sql), asked)


def _count(connection: Connection, turns: int) -> None:
    """Bring to one what is counted over all articles."""
    asked = {"turns": turns, "d": (turns - 1) * APART}
    for sql in (
        "UPDATE actors SET articles = (SELECT count(DISTINCT article) FROM article_actors a WHERE a.actor = actors.id)",
        "UPDATE actor_keys SET articles = articles * :turns, last_on = shifted(last_on, :d) WHERE key NOT LIKE '%~%'",
        "UPDATE actor_names SET articles = articles * :turns WHERE name NOT LIKE '%~%'",
        "UPDATE word_counts SET articles = articles * :turns",
        "INSERT INTO word_counts SELECT word, count(*) FROM filed WHERE word LIKE '%~%' GROUP BY word",
    ):
        connection.execute(text(sql), asked)


def _enlarge(connection: Connection, articles: Sequence[int]) -> None:
    """Put articles into one story."""
    article = schema.ARTICLES.c
    first = connection.execute(select(article.title, article.known_on).where(article.id == articles[0])).one()
    before = sorted(set(stories.stories_of(connection, articles).values()))
    story = stories.new_story(connection, first.known_on)
    stories.move(connection, articles, story)
    stories.recount(connection, story, first.title and (first.title, articles[0]))
    for one, row in stories.story_rows(connection, before).items():
        stories.recount(connection, one, (row.title, articles[0]) if row.title else None)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="a store that is left as it is")
    parser.add_argument("big", help="the file of the new store")
    parser.add_argument("--articles", type=int, default=WHOLE, help="at least so many")
    options = parser.parse_args()
    if Path(options.big).exists():
        parser.error(f"{options.big} is there already")
    grow(options.base, options.big, options.articles)
    return 0


if __name__ == "__main__":
    sys.exit(main())
