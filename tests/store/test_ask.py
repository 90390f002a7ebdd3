"""What a store answers, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from made import add, made, read_again
from onrecord.errors import UsageError
from onrecord.record import Record, Span
from onrecord.store import schema
from onrecord.store.articles import article, article_at, articles, record, revisions, texts
from onrecord.store.ask import actors, encounters, figures, positions, statements
from onrecord.store.frames import Rows
from onrecord.store.rows import StatementRow
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted

BRIDGE = """
    Harbour bridge closed

    [Mayor [Ada Brenn]{@brenn}]{1:source} [told]{1:cue} [the council]{@council} [the old bridge [is closed]{p1}
    for [ten days]{f1}]{1}, [the [harbour company]{@company}]{2:source} [denied]{2:cue} [the café’s story]{2}.
    [[She]{@brenn} met [the council]{@council}]{e1} on Monday.
"""
FERRY = """
    Ferry to run at night

    [Mayor [Brenn]{@brenn}]{1:source} [warned]{1:cue} [of]{1} crowds, [bridges and ferries being full]{1}.
"""


def bridge(**fields: Any) -> Record:
    return made(
        BRIDGE,
        actors={"company": {"type": "organisation"}, "council": {"type": "group"}},
        statements={1: {"relayed_by": ["company"], "addressee": ["council"]}, 2: {"mode": "deny", "act": "deny"}},
        figures={1: {"low": 10, "high": 10, "measure": "duration", "source": "brenn", "chain": ["brenn", "company"],
                     "statement": 1, "place": "Vellmar"}},
        encounters={1: {"participants": ["brenn", "council"], "place": "Vellmar", "host": "council"}},
        positions={1: {"holder": "brenn", "issue": "the bridge", "stance": "oppose", "statement": 1}},
        **{"outlet": "Vellmar Post", "published": "2031-03-04", **fields},
    )  # fmt: skip


def ferry(**fields: Any) -> Record:
    return made(FERRY, statements={1: {"act": "warn", "confidence": 0.4}}, published="2031-03-02", **fields)


@pytest.fixture
def asked(store: Store) -> Store:
    """A store of two articles with one actor across them."""
    add(store, bridge(), "https://vellmar.example/bridge")
    add(store, ferry(), "https://port.example/ferry")
    with store.writing() as connection:
        connection.execute(insert(schema.ACTORS), {"id": 1, "name": "Ada Brenn", "type": "person"})
        named = schema.ARTICLE_ACTORS.c.name.in_(["Ada Brenn", "Brenn"])
        connection.execute(update(schema.ARTICLE_ACTORS).where(named).values(actor=1))
        connection.execute(insert(schema.STORIES), {"id": 5, "first_on": "2031-03-02", "last_on": "2031-03-04",
                                                    "articles": 1, "voices": 1, "closed": False})  # fmt: skip
        connection.execute(insert(schema.STORY_ARTICLES), {"article": 2, "story": 5})
    return store


def keys(rows: list[StatementRow]) -> list[int]:
    return [row.id for row in rows]


def test_statements_come_whole_and_in_the_order_of_days(asked: Store):
    with asked.reading() as connection:
        found = statements(connection)
    assert [row.article for row in found] == [2, 1, 1]
    last, said, denied = found
    assert last.words == "of … bridges and ferries being full"
    assert [span.of(FERRY_TEXT) for span in last.content] == ["of", "bridges and ferries being full"]
    assert said.speaker is not None
    assert (said.speaker.actor, said.speaker.name, said.speaker.article_actor) == (1, "Ada Brenn", 100_000)
    assert last.speaker is not None
    assert last.speaker.name == "Ada Brenn"
    assert [a.name for a in said.relays] == ["harbour company"]
    assert [a.name for a in said.addressees] == ["the council"]
    assert denied.speaker is not None
    assert (denied.speaker.actor, denied.mode) == (-denied.speaker.article_actor, "deny")
    assert (said.source, said.cue, said.cue_span) == ("Mayor Ada Brenn", "told", Span(39, 43))
    assert (said.voice, said.utterance) == (1, said.id)


FERRY_TEXT = ferry().article.text


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(speaker=1), [200_000, 100_000]),
        (Wanted(speaker=-100_002), [100_001]),
        (Wanted(actor=-100_002), [100_000, 100_001]),
        (Wanted(addressee=-100_001), [100_000]),
        (Wanted(act="warn"), [200_000]),
        (Wanted(mode="deny"), [100_001]),
        (Wanted(grade="named", newest=True), [100_001, 100_000, 200_000]),
        (Wanted(story=5), [200_000]),
        (Wanted(articles=(1, 9)), [100_000, 100_001]),
        (Wanted(articles=()), []),
        (Wanted(outlet="Vellmar Post"), [100_000, 100_001]),
        (Wanted(since="2031-03-03"), [100_000, 100_001]),
        (Wanted(until="2031-03-03"), [200_000]),
        (Wanted(as_of="2031-03-01", until="2031-03-09"), []),
        (Wanted(min_confidence=0.5), [100_000, 100_001]),
        (Wanted(limit=1, offset=1), [100_000]),
        (Wanted(words="bridge"), [200_000, 100_000]),
        (Wanted(words="bridge -ferry"), [100_000]),
        (Wanted(words='"old bridges"'), [100_000]),
        (Wanted(words="ferr* full"), [200_000]),
        (Wanted(words="cafe mayor", speaker=1), []),
        (Wanted(words="CAFE"), [100_001]),
        (Wanted(words='AND OR " NEAR( x'), []),
        (Wanted(words="mayor council"), []),
    ],
)
def test_statements_are_filtered(asked: Store, wanted: Wanted, expected: list[int]):
    with asked.reading() as connection:
        assert keys(statements(connection, wanted)) == expected


def test_figures_are_filtered(asked: Store):
    with asked.reading() as connection:
        (figure,) = figures(connection)
        assert (figure.words, figure.low, figure.high, figure.statement) == ("ten days", 10, 10, 100_000)
        assert [a.name for a in figure.chain] == ["Ada Brenn", "harbour company"]
        for wanted in (
            Wanted(measure="duration", place="VELLMAR"), Wanted(speaker=1), Wanted(actor=1), Wanted(actor=-100_002),
            Wanted(words="ten"),
        ):  # fmt: skip
            assert figures(connection, wanted) == [figure]
        for wanted in (Wanted(measure="killed"), Wanted(actor=-100_001), Wanted(speaker=-100_002), Wanted(story=5)):
            assert figures(connection, wanted) == []


def test_encounters_are_filtered(asked: Store):
    with asked.reading() as connection:
        (met,) = encounters(connection)
        assert ([a.name for a in met.participants], met.host and met.host.name) == (
            ["Ada Brenn", "the council"],
            "the council",
        )
        for wanted in (Wanted(actor=1), Wanted(actor=-100_001), Wanted(place="vellmar"), Wanted(type="meeting")):
            assert encounters(connection, wanted) == [met]
        assert encounters(connection, Wanted(actor=-100_002)) == []


def test_positions_are_filtered(asked: Store):
    with asked.reading() as connection:
        (held,) = positions(connection)
        assert (held.words, held.issue, held.stance, held.statement) == ("is closed", "the bridge", "oppose", 100_000)
        for wanted in (Wanted(speaker=1), Wanted(stance="oppose"), Wanted(words="bridge")):
            assert positions(connection, wanted) == [held]
        assert positions(connection, Wanted(stance="support")) == []


def test_articles_are_filtered(asked: Store):
    with asked.reading() as connection:
        two, one = articles(connection)
        assert (one.id, one.title, one.known_on, one.voice, one.story) == (
            1,
            "Harbour bridge closed",
            "2031-03-04",
            1,
            None,
        )
        assert (two.id, two.story) == (2, 5)
        assert articles(connection, Wanted(words='"bridge closed"')) == [one]
        assert articles(connection, Wanted(words="ferry")) == [two]
        assert articles(connection, Wanted(actor=1, newest=True, limit=1)) == [one]
        assert articles(connection, Wanted(speaker=-100_002)) == [one]


def test_a_copy_speaks_with_the_voice_of_what_it_copies(asked: Store):
    with asked.writing() as connection:
        told = {"voice": 1, "rest": 1, "share": 1.0, "placed_by": "a test"}
        connection.execute(insert(schema.VOICES), [{"article": 1, **told}, {"article": 2, **told}])
    with asked.reading() as connection:
        assert {row.voice for row in statements(connection)} == {1}
        assert [row.voice for row in articles(connection)] == [1, 1]


def test_a_shared_passage_speaks_with_the_voice_of_the_first_that_had_it(asked: Store):
    with asked.writing() as connection:
        shared = {"article": 1, "start": 23, "end": 100, "of": 2, "of_start": 0, "of_end": 77, "voice": 2}
        connection.execute(insert(schema.PASSAGES), {"id": 1, **shared})
    with asked.reading() as connection:
        assert [(row.id, row.voice) for row in statements(connection, Wanted(articles=(1,)))] == [
            (100_000, 2),
            (100_001, 1),
        ]


def test_an_article_comes_with_its_text_and_its_record(asked: Store):
    with asked.reading() as connection:
        found = article(connection, 2)
        assert (found.text, found.record, found.revision) == (FERRY_TEXT, ferry(), 1)
        assert texts(connection, (2, 3)) == {2: FERRY_TEXT}
        assert article_at(connection, "https://port.example/ferry") == 2
        assert article_at(connection, "https://port.example/none") is None
        with pytest.raises(UsageError, match="no article 9"):
            article(connection, 9)


def test_revisions_keep_their_records(asked: Store):
    changed = made(FERRY.replace("night", "dawn"))
    newer = read_again(changed)
    add(asked, changed, "https://port.example/ferry")
    add(asked, newer, "https://port.example/ferry")
    with asked.reading() as connection:
        one, two = revisions(connection, 2)
        assert (one.number, two.number, len(one.readings), len(two.readings)) == (1, 2, 1, 2)
        assert record(connection, 2) == newer
        assert record(connection, 2, 1) == ferry()
        with pytest.raises(UsageError, match="no revision 3 of an article 2"):
            record(connection, 2, 3)


def test_actors_are_found_by_the_names_they_go_by(asked: Store):
    with asked.reading() as connection:
        (found,) = actors(connection, "brenn ada")
        assert (found.id, found.articles, found.statements) == (1, 2, 2)
        assert actors(connection, "council") == []


def test_an_actor_that_changes_hands_takes_its_statements_along(asked: Store):
    with asked.writing() as connection:
        connection.execute(insert(schema.ACTORS), {"id": 2, "name": "Bo Brenn", "type": "person"})
        connection.execute(update(schema.ARTICLE_ACTORS).where(schema.ARTICLE_ACTORS.c.id == 200_000).values(actor=2))
    with asked.reading() as connection:
        assert keys(statements(connection, Wanted(speaker=2))) == [200_000]
        assert keys(statements(connection, Wanted(speaker=1))) == [100_000]
    with asked.writing() as connection:
        connection.execute(schema.ACTORS.delete().where(schema.ACTORS.c.id == 2))
    with asked.reading() as connection:
        assert (
            connection.execute(select(schema.STATEMENTS.c.actor).where(schema.STATEMENTS.c.id == 200_000)).scalar()
            is None
        )
        assert keys(statements(connection, Wanted(speaker=-200_000))) == [200_000]


def test_words_that_an_article_no_longer_holds_are_not_found(asked: Store):
    add(asked, made(FERRY.replace("Ferry", "Tram").replace("ferries", "trams")), "https://port.example/ferry")
    with asked.reading() as connection:
        assert articles(connection, Wanted(words="ferry")) == []
        assert [row.id for row in articles(connection, Wanted(words="tram"))] == [2]
        assert keys(statements(connection, Wanted(words="ferries"))) == []
        assert keys(statements(connection, Wanted(words="trams"))) == [200_000]


@pytest.mark.parametrize("words", ["", "  ", '"', "-bridge", "- * ()"])
def test_nothing_to_look_for_is_said(asked: Store, words: str):
    with asked.reading() as connection, pytest.raises(UsageError, match="holds no word to look for"):
        statements(connection, Wanted(words=words))


def test_the_number_of_queries_does_not_grow_with_the_rows(asked: Store):
    counted: list[str] = []
    listen = (asked.engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    with asked.reading() as connection:
        event.listen(*listen)
        statements(connection, Wanted(limit=1))
        one = len(counted)
        statements(connection)
        event.remove(*listen)
    assert len(counted) == 2 * one


def test_rows_become_frames(asked: Store):
    with asked.reading() as connection:
        frame = Rows(StatementRow, statements(connection)).to_pandas()
    assert list(frame["speaker"]) == ["Ada Brenn", "Ada Brenn", "harbour company"]
