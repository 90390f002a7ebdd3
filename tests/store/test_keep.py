"""What is kept of an arrival, on both databases."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, insert, select

from made import add, made, read_again
from onrecord.record import Record, Span
from onrecord.store import schema
from onrecord.store.store import Store
from record_rules import broken_rules
from strategies import lawful_record

HERE = "https://vellmar.example/bridge"
BRIDGE = """
    Harbour bridge closed

    [Mayor [Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the bridge is [closed]{p1} for [ten days]{f1}]{1},
    [the [harbour company]{@company}]{2:source} [denied]{2:cue} [it]{2}.
"""


def bridge(words: str = BRIDGE, **fields: Any) -> Record:
    return made(
        words,
        actors={"company": {"type": "organisation"}},
        statements={1: {"relayed_by": ["company"]}, 2: {"mode": "deny"}},
        figures={1: {"low": 10, "high": 10, "measure": "duration", "source": "brenn", "statement": 1}},
        positions={1: {"holder": "brenn", "issue": "the bridge", "stance": "oppose", "statement": 1}},
        **fields,
    )


def count(store: Store, table: Any) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def everything(store: Store) -> dict[str, int]:
    return {table.name: count(store, table) for table in schema.METADATA.sorted_tables}


def stored(store: Store) -> list[str]:
    with store.reading() as connection:
        found = connection.execute(select(schema.READINGS.c.record).order_by(schema.READINGS.c.id)).scalars()
        return [zlib.decompress(record).decode() for record in found]


def test_marked_text_makes_a_lawful_record():
    record = bridge()
    assert broken_rules(record) == []
    one, two = record.statements
    assert (one.speaker, two.speaker, one.relayed_by) == ("a1", "a2", ("a2",))
    assert [a.name for a in record.actors] == ["Ada Brenn", "harbour company"]
    assert one.source == Span(23, 38)


def test_a_new_article_is_kept_whole(store: Store):
    record = lawful_record()
    receipt = add(store, record, HERE, page=b"<p>page</p>")
    assert (receipt.article, receipt.kept, receipt.changed) == (1, "new", True)
    assert stored(store) == [record.to_json()]
    found = everything(store)
    assert {name: found[name] for name in ("articles", "revisions", "readings", "sightings", "pages")} == {
        "articles": 1, "revisions": 1, "readings": 1, "sightings": 1, "pages": 1,
    }  # fmt: skip
    assert (found["statements"], found["contents"], found["figures"], found["positions"]) == (3, 3, 1, 1)


def test_the_words_of_every_row_are_its_span(store: Store):
    record = bridge()
    add(store, record)
    text = record.article.text
    with store.reading() as connection:
        for table in (schema.MENTIONS, schema.FIGURES, schema.POSITIONS, schema.DATES):
            for row in connection.execute(select(table)):
                assert row.words == text[row.start : row.end]


def test_the_same_page_again_is_a_sighting(store: Store):
    add(store, bridge(), HERE)
    before = everything(store)
    receipt = add(store, bridge(), HERE, "2031-03-05T12:00:00Z")
    assert (receipt.article, receipt.kept, receipt.changed) == (1, "known", False)
    assert everything(store) == {**before, "sightings": 2}


def test_the_same_text_at_another_address_of_the_host_is_a_sighting(store: Store):
    add(store, bridge(), HERE)
    assert add(store, bridge(), HERE + "?from=front").kept == "known"
    assert add(store, bridge(), None, source="saved.html").kept == "known"
    assert count(store, schema.ARTICLES) == 1


def test_the_same_text_at_another_host_is_another_article(store: Store):
    add(store, bridge(), HERE)
    receipt = add(store, bridge(), "https://port.example/bridge")
    assert (receipt.article, receipt.kept) == (2, "new")


def test_the_same_text_in_files_of_two_outlets_is_two_articles(store: Store):
    add(store, bridge(outlet="Harbour Post"), None, source="one.html")
    assert add(store, bridge(outlet="Valley Herald"), None, source="two.html").kept == "new"
    assert add(store, bridge(outlet="Harbour Post"), None, source="three.html").article == 1
    assert count(store, schema.ARTICLES) == 2


def test_another_text_at_the_address_is_a_revision(store: Store):
    add(store, bridge(), HERE)
    changed = bridge(BRIDGE.replace("ten days", "two weeks"))
    receipt = add(store, changed, HERE, "2031-03-05T12:00:00Z")
    assert (receipt.article, receipt.kept, receipt.changed) == (1, "revised", True)
    with store.reading() as connection:
        article = connection.execute(select(schema.ARTICLES)).one()
        words = connection.execute(select(schema.FIGURES.c.words)).scalars().all()
        numbers = connection.execute(select(schema.REVISIONS.c.number).order_by(schema.REVISIONS.c.id)).scalars().all()
    assert (article.revision, article.text, article.first_seen) == (2, changed.article.text, "2031-03-04T12:00:00Z")
    assert (words, numbers) == (["two weeks"], [1, 2])
    assert stored(store) == [bridge().to_json(), changed.to_json()]


def test_a_newer_reading_replaces_the_record_and_keeps_the_old_one(store: Store):
    record = bridge()
    add(store, record, HERE)
    newer = read_again(record, positions=())
    receipt = add(store, newer, HERE)
    assert (receipt.article, receipt.kept) == (1, "reread")
    assert (count(store, schema.POSITIONS), count(store, schema.REVISIONS), count(store, schema.MODELS)) == (0, 1, 2)
    assert stored(store) == [record.to_json(), newer.to_json()]


def test_what_hangs_on_an_articles_record_goes_with_it(store: Store):
    record = bridge()
    add(store, record, HERE)
    with store.writing() as connection:
        actor = connection.execute(
            insert(schema.ACTORS).returning(schema.ACTORS.c.id), {"name": "Ada Brenn", "type": "person"}
        ).scalar_one()
        connection.execute(schema.ARTICLE_ACTORS.update().values(actor=actor))
        connection.execute(insert(schema.UTTERANCES), {"statement": 100_000, "utterance": 100_000, "article": 1})
    add(store, read_again(record), HERE)
    assert (count(store, schema.UTTERANCES), count(store, schema.ACTORS), count(store, schema.STATEMENTS)) == (0, 1, 2)


def test_what_was_taken_down_is_not_stored_again(store: Store):
    record = bridge()
    with store.writing() as connection:
        gap = {"url": HERE, "text_sha256": record.article.text_sha256, "forgotten_at": "2031-03-01T00:00:00Z"}
        connection.execute(insert(schema.GAPS), {"id": 7, **gap})
    assert add(store, bridge(BRIDGE.replace("ten", "six")), HERE).kept == "forgotten"
    assert add(store, record, "https://port.example/bridge").kept == "forgotten"
    assert (count(store, schema.ARTICLES), count(store, schema.READINGS)) == (0, 0)
    assert add(store, bridge(BRIDGE.replace("ten", "six")), "https://port.example/other").kept == "new"


def test_nothing_is_half_written(store: Store):
    record = bridge()
    twice = msgspec.structs.replace(record, dates=record.dates, actors=record.actors)
    broken = msgspec.structs.replace(twice, figures=(msgspec.structs.replace(twice.figures[0], measure=None),))
    with pytest.raises(Exception, match="measure"):
        add(store, broken, HERE)
    assert not any(everything(store).values())


def test_the_day_an_article_was_known_is_that_of_its_publication_else_that_it_was_first_seen(store: Store):
    add(store, bridge(published="2031-03-01T23:30:00+05:00"), HERE)
    add(store, bridge(BRIDGE.replace("ten", "six"), published=None), HERE + "2", "2031-03-09T01:00:00Z")
    with store.reading() as connection:
        days = connection.execute(select(schema.ARTICLES.c.known_on).order_by(schema.ARTICLES.c.id)).scalars().all()
    assert days == ["2031-03-01", "2031-03-09"]


def test_every_sample_comes_back_as_it_went_in(store: Store, repository: Path):
    samples = sorted((repository / "tests/goldens").rglob("*.json"))
    records = [Record.from_json(path.read_bytes()) for path in samples]
    assert records
    for number, record in enumerate(records):
        assert add(store, record, f"https://news.example/{number}").kept == "new"
    assert stored(store) == [record.to_json() for record in records]
