"""What a user marks wrong or mends holds everywhere, survives re-reading, and can be taken back."""

from __future__ import annotations

import msgspec
import pytest

import dam
from onrecord.errors import UsageError
from onrecord.ingest.adding import add
from onrecord.store.articles import record
from onrecord.store.ask import figures, positions, statements
from onrecord.store.checking import check
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted
from onrecord.story import asking, correcting, mending
from onrecord.story.tally import TallyAsked

URL = "https://news.example/{}"


@pytest.fixture
def told(store: Store) -> Store:
    """Four articles of the dam, at addresses of their own: ids 1 to 4."""
    for number, one in enumerate((dam.breach(), dam.opposed(), dam.met(), dam.counted()), 1):
        add(store, one, url=URL.format(number))
    return store


def said(store: Store) -> dict[int, object]:
    with store.reading() as connection:
        return {row.id: row for row in statements(connection)}


def state(store: Store) -> list[object]:
    """Everything that corrections may change."""
    with store.reading() as connection:
        rows = [*statements(connection), *figures(connection), *positions(connection)]
        hits = [row.id for row in statements(connection, Wanted(words="people"))]
    return [msgspec.structs.replace(row, utterance=None) if hasattr(row, "utterance") else row for row in rows] + hits


def whole(store: Store) -> bool:
    return check(store).faults == ()


def test_a_wrong_statement_is_nowhere_and_comes_back(told):
    before = state(told)
    made = mending.mark_wrong(told, "statement", 100001, why="it is the headline's", by="ada")
    assert 100001 not in said(told)
    assert not asking.said(told, asking.Asked(words="raised by four"))
    with told.reading() as connection:
        assert [row.article for row in positions(connection)] == [2, 3]
        assert [s.id for s in record(connection, 1).statements] == ["s1"]
    assert whole(told)
    correcting.undo(told, made)
    assert state(told) == before
    assert whole(told)


def test_what_carried_a_wrong_statement_stays_on_the_word_of_what_held_it(told):
    made = mending.mark_wrong(told, "statement", 100000)
    with told.reading() as connection:
        (figure,) = figures(connection, Wanted(articles=(1,)))
    assert (figure.source, figure.statement) == (None, None)
    assert [c.correction for c in figure.corrected] == [made]


def test_a_mended_statement_is_so_everywhere(told):
    mending.mend(
        told,
        "statement",
        100000,
        {"speaker": "Tomas Vael", "mode": "deny", "act": "deny", "said_on": "2031-03-01", "addressee": ["reporters"]},
        new="group",
        why="he said it",
        by="ada",
    )
    row = said(told)[100000]
    assert (row.speaker.name, row.mode, row.act, row.said_on) == ("Tomas Vael", "deny", "deny", "2031-03-01")
    assert [actor.name for actor in row.addressees] == ["reporters"]
    (corrected,) = row.corrected
    assert (corrected.by, corrected.why, corrected.wrong) == ("ada", "he said it", False)
    assert {c.field: (c.was, c.now) for c in corrected.changes}["mode"] == ("affirm", "deny")
    assert [r.statement.id for r in asking.said(told, asking.Asked(by="Tomas Vael", mode="deny", words="killed"))] == [
        100000
    ]
    with told.reading() as connection:
        (figure,) = figures(connection, Wanted(articles=(1,)))
    assert figure.source.name == "Tomas Vael"  # what a statement counts is on its speaker's word
    assert whole(told)


def test_a_mended_span_is_its_slice_of_the_text_and_found_by_its_words(told):
    mending.mend(told, "statement", 100001, {"content": ['"the Orrin dam must be', "four metres"]})
    row = said(told)[100001]
    assert row.words == '"the Orrin dam must be … four metres'
    with told.reading() as connection:
        article = record(connection, 1).article
    assert [span.of(article.text) for span in row.content] == row.words.split(" … ")
    assert not asking.said(told, asking.Asked(words='"raised by"'))
    assert [r.statement.id for r in asking.said(told, asking.Asked(words='"must be"'))] == [100001]
    assert whole(told)


def test_a_mended_figure_counts_in_tallies(told):
    def tallied(as_of: str | None = None) -> list[tuple[object, ...]]:
        points = asking.points(asking.tally(told, TallyAsked(words="killed", as_of=as_of)))
        return [(p.source and p.source.name, p.place, p.day, p.low, p.high) for p in points]

    assert ("river police", "Orrin", "2031-03-04", 15, 15) in tallied()
    made = mending.mend(
        told,
        "figure",
        400001,
        {"low": 17, "high": None, "source": "Tomas Vael", "place": "Sarvia", "as_of": "2031-03-03"},
    )
    assert ("Tomas Vael", "Sarvia", "2031-03-03", 17, None) in tallied()
    assert not [point for point in tallied() if point[0] == "river police"]
    assert tallied("2031-03-03") == [("health ministry", "Orrin", "2031-03-01", 12, None)]
    wrong = mending.mark_wrong(told, "figure", 400001)
    assert not [point for point in tallied() if point[1] == "Sarvia"]
    correcting.undo(told, made)
    assert not [point for point in tallied() if point[0] == "river police"]
    correcting.undo(told, wrong)
    assert ("river police", "Orrin", "2031-03-04", 15, 15) in tallied()
    assert whole(told)


def test_a_mention_that_means_another_takes_its_statement_along(told):
    with told.reading() as connection:
        at = record(connection, 2).article.text.index("Ilva Ren")
    made = mending.mend(told, "mention", mending.mention_at(told, 2, at), {"actor": "Tomas Vael"})
    assert [said(told)[ident].speaker.name for ident in (200000, 200001)] == ["Tomas Vael", "Ilva Ren"]
    with told.reading() as connection:
        held = {
            row.article: (row.holder.name, row.corrected[0].correction)
            for row in positions(connection)
            if row.corrected
        }
    assert held == {2: ("Tomas Vael", made)}
    assert whole(told)


def test_corrections_are_told_with_what_was_read(told):
    mending.mark_wrong(told, "statement", 200001, why="sarcasm")
    (one,) = mending.corrected_in(told, 2)
    assert (one.kind, one.item, one.wrong, one.words, one.why) == (
        "statement",
        200001,
        True,
        "of a dry Sarvia within three summers",
        "sarcasm",
    )
    assert [s.id for s in mending.as_read(told, 2).statements] == ["s1", "s2"]


@pytest.mark.parametrize(
    ("kind", "item", "changes", "says"),
    [
        ("statement", 99900001, {"mode": "deny"}, "has no"),
        ("statement", 100009, {"mode": "deny"}, "no statement 100009"),
        ("statement", 100000, {}, "say what is so"),
        ("statement", 100000, {"mode": "affirm"}, "how it stands already"),
        ("statement", 100000, {"mode": "refuse"}, "cannot be so"),
        ("statement", 100000, {"low": 3}, "has no low"),
        ("statement", 100000, {"speaker": "Nobody Known"}, "knows 'Nobody Known'"),
        ("statement", 100000, {"content": "words that are not there"}, "does not say"),
        ("statement", 100000, {"content": ["people were killed", "were killed in Orrin"]}, "overlap"),
        ("statement", 100000, {"said_on": "2031-02-30"}, "no day"),
        ("figure", 100000, {"as_of": "last week"}, "no day"),
        ("figure", 100000, {"low": "many"}, "cannot be so"),
        ("headline", 100000, {"mode": "deny"}, "nothing that can be corrected"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(told, kind, item, changes, says):
    with pytest.raises(UsageError, match=says):
        mending.mend(told, kind, item, changes)
    assert not correcting.corrections(told)


def test_what_is_wrong_cannot_be_marked_or_mended_again(told):
    made = mending.mark_wrong(told, "statement", 100000)
    with pytest.raises(UsageError, match=f"undo {made}"):
        mending.mark_wrong(told, "statement", 100000)
    with pytest.raises(UsageError, match=f"undo {made}"):
        mending.mend(told, "statement", 100000, {"mode": "deny"})
