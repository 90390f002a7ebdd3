"""Statements that find their utterances as articles arrive, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, event, func, select

from made import add, made, read_again
from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.store import Store
from onrecord.story.utterances.first import first
from onrecord.story.utterances.joining import arrive

WHOLE = (
    "[Mayor [Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [“We will close the harbour bridge for ten days because its "
    "cables are rotten. The ferry will run at night.”]{1}"
)
CUT = "[[Brenn]{@brenn}]{1:source} [vowed]{1:cue} [to “close the harbour bridge for ten days.”]{1}"
TOLD = "[Mayor [Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [she would close the bridge in the harbour for 10 days]{1}."
OTHER = "[[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the town hall’s heating would be repaired by the winter]{1}."
NOT = "[[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [she would not close the harbour bridge for ten days]{1}."


def article(words: str, day: str = "2031-03-04", **fields: Any) -> Record:
    return made(f"News of the day\n\n{words}", published=day, **fields)


def arrives(store: Store, record: Record, place: str) -> int:
    receipt = add(store, record, f"https://{place}.example/")
    assert receipt.article is not None
    with store.writing() as connection:
        arrive(connection, receipt.article)
    return receipt.article


def utterances(store: Store) -> dict[int, int]:
    """The utterance of each article's first statement; articles that stand alone are left out."""
    columns = schema.UTTERANCES.c
    with store.reading() as connection:
        return {row.article: row.utterance for row in connection.execute(select(columns.article, columns.utterance))}


def count(store: Store, table: Any) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def told(store: Store) -> Store:
    """Three outlets that tell one utterance on three days, and two other articles."""
    arrives(store, article(WHOLE, outlet="Vellmar Post"), "vellmar")
    arrives(store, article(OTHER), "harbour")
    arrives(store, article(CUT, "2031-03-05", outlet="Port Herald"), "port")
    arrives(store, article(TOLD, "2031-03-06", outlet="Valley News"), "valley")
    arrives(store, article(NOT, "2031-03-06"), "denial")
    return store


def test_the_same_words_cut_and_told_in_other_outlets_are_one_utterance(told: Store):
    assert utterances(told) == {1: 100_000, 3: 100_000, 4: 100_000}


def test_arriving_again_changes_nothing(told: Store):
    before = utterances(told), count(told, schema.UTTERANCE_KEYS)
    with told.writing() as connection:
        arrive(connection, 3)
    assert (utterances(told), count(told, schema.UTTERANCE_KEYS)) == before


def test_when_the_first_is_read_again_the_others_stay_together(told: Store):
    arrives(
        told, article(OTHER.replace("the town hall’s heating would be repaired by the winter", "nothing")), "vellmar"
    )
    assert utterances(told) == {3: 300_000, 4: 300_000}
    arrives(told, read_again(article(WHOLE, outlet="Vellmar Post")), "vellmar")
    assert utterances(told) == {1: 300_000, 3: 300_000, 4: 300_000}


def test_what_is_forgotten_leaves_no_ways_to_it(told: Store):
    with told.writing() as connection:
        connection.execute(delete(schema.ARTICLES).where(schema.ARTICLES.c.id == 1))
    assert set(utterances(told)) == {3, 4}
    with told.reading() as connection:
        columns = schema.UTTERANCE_KEYS.c
        assert 1 not in set(connection.execute(select(columns.article)).scalars())


def test_a_later_whole_makes_its_parts_one(store: Store):
    ferry = "[[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [“The ferry over the river will run at night,”]{1}."
    bridge = (
        "[[Brenn]{@brenn}]{1:source} [said]{1:cue} [“We will close the harbour bridge until its cables are new,”]{1}."
    )
    both = (
        "[[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [“We will close the harbour bridge until its cables are new. "
        "The ferry over the river will run at night.”]{1}"
    )
    for number, words in enumerate((ferry, bridge, both)):
        arrives(store, article(words), f"outlet{number}")
    assert utterances(store) == {1: 100_000, 2: 100_000, 3: 100_000}


def test_a_headline_and_the_body_say_one_thing(store: Store):
    record = made(
        """
        [[Brenn]{@brenn}]{1:source}[:]{1:cue} [Harbour bridge to close for ten days]{1}

        [Mayor [Ada Brenn]{@brenn}]{2:source} [said]{2:cue} [the harbour bridge will close for ten days]{2}.
        """
    )
    arrives(store, record, "vellmar")
    with store.reading() as connection:
        assert connection.execute(select(func.count(schema.UTTERANCES.c.utterance.distinct()))).scalar_one() == 1
    assert count(store, schema.UTTERANCES) == 2


def test_a_statement_inside_another_is_not_said_twice(store: Store):
    words = (
        "[[Carl Osk]{@osk}]{1:source} [said]{1:cue} [[[Ada Brenn]{@brenn}]{2:source} [vowed]{2:cue} "
        "[to close the harbour bridge for ten days]{2}]{1}."
    )
    arrives(store, article(words, statements={2: {"within": 1}}), "vellmar")
    assert utterances(store) == {}


def test_an_article_without_statements_arrives(store: Store):
    arrives(store, made("Nothing was said\n\nThe sea was calm."), "calm")
    assert count(store, schema.UTTERANCE_KEYS) == 0


def test_the_next_article_takes_the_same_queries_however_many_are_stored(sqlite_store: Store):
    def queries(place: str) -> int:
        found = []
        engine = sqlite_store.engine

        def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
            found.append(statement)

        receipt = add(sqlite_store, article(WHOLE), f"https://{place}.example/")
        event.listen(engine, "before_cursor_execute", note)
        with sqlite_store.writing() as connection:
            arrive(connection, receipt.article or 0)
        event.remove(engine, "before_cursor_execute", note)
        return len(found)

    def copies(first: int, last: int) -> None:
        for number in range(first, last):
            arrives(sqlite_store, article(WHOLE), f"copy{number}")

    copies(0, 20)
    few = queries("few")
    copies(20, 60)
    assert queries("many") == few


def test_first_says_who_printed_it_first_and_how_the_wording_drifted(told: Store):
    with told.reading() as connection:
        answer = first(connection, "close the harbor bridge for ten days")
    (utterance,) = answer.utterances
    assert (utterance.speaker, utterance.voices) == ("Ada Brenn", 3)
    assert [(p.article.outlet, p.how) for p in utterance.printings] == [
        ("Vellmar Post", "first"),
        ("Port Herald", "cut"),
        ("Valley News", "paraphrase"),
    ]
    assert utterance.first.article.id == 1
    told_later = utterance.printings[2].changes
    assert {"added", "cut", "changed"} & {change.kind for change in told_later}
    assert answer.printings.to_dicts()[1]["how"] == "cut"


def test_first_as_of_a_day_knows_nothing_of_later_ones(told: Store):
    with told.reading() as connection:
        answer = first(connection, "close the harbour bridge", as_of="2031-03-05")
        assert [len(one.printings) for one in answer.utterances] == [2]
        assert first(connection, "close the harbour bridge", as_of="2031-03-01").utterances == ()


def test_a_copy_is_no_second_voice(told: Store):
    arrives(told, article(WHOLE, "2031-03-07", outlet="Copy Times"), "copy")
    with told.writing() as connection:
        connection.execute(schema.VOICES.insert(), [{"article": 6, "voice": 1}])
    with told.reading() as connection:
        (utterance,) = first(connection, "its cables are rotten").utterances
    assert (utterance.voices, utterance.printings[-1].how) == (3, "copy")


def test_what_nobody_said_has_no_first(told: Store):
    with told.reading() as connection:
        assert first(connection, "the moon is made of cheese").utterances == ()
        with pytest.raises(UsageError, match="no word"):
            first(connection, "…!")
