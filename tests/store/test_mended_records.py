"""Corrections of a record, without a store: they find their items again, and never others."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dam
from made import made
from onrecord.errors import UsageError
from onrecord.record import Record, Span, Statement, item_key
from onrecord.store.mending.anchors import find, item_of
from onrecord.store.mending.applying import Mended, Ruling, apply
from onrecord.store.mending.mends import Who, checked
from onrecord.store.mending.quotes import quote_of

SAID = ("the bridge is shut", "it will rain on Monday", "nobody was told of it", "the bridge is shut")
PARAGRAPHS = st.lists(st.integers(0, len(SAID) - 1), min_size=1, max_size=6)


def told(paragraphs: list[int]) -> Record:
    """Return a record in which each paragraph is one statement."""
    marked = [
        f"[Mayor Ada Brenn]{{{n}:source}} [said]{{{n}:cue}} [{SAID[p]}]{{{n}}}." for n, p in enumerate(paragraphs)
    ]
    return made("Title\n\n" + "\n\n".join(marked))


def mend(record: Record, kind: str, place: int, **values: object) -> Ruling:
    item = item_of(record, kind, place, None)
    return Ruling(1, item, checked(kind, values))


def wrong(record: Record, kind: str, place: int, number: int = 2) -> Ruling:
    return Ruling(number, item_of(record, kind, place, None), None)


@given(PARAGRAPHS, PARAGRAPHS, st.data())
def test_a_statement_is_found_in_another_text_by_its_words_or_not_at_all(before, after, data):
    read, now = told(before), told(after)
    place = data.draw(st.integers(0, len(before) - 1))
    found = find(now, item_of(read, "statement", place, None))
    if found is not None:
        assert SAID[after[found]] == SAID[before[place]]
    else:
        same = [p for p in after if SAID[p] == SAID[before[place]]]
        assert len(same) != 1 or len([p for p in before if SAID[p] == SAID[before[place]]]) != 1
    assert find(read, item_of(read, "statement", place, None)) == place


@given(st.data())
def test_a_mended_span_is_its_slice_of_the_text(data):
    record = dam.breach()
    text = record.article.text
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    ruling = mend(record, "statement", 0, content=tuple(quote_of(text, span) for span in spans))
    content = apply(record, [ruling]).record.statements[0].content
    assert content == tuple(spans)
    longer = "An update stands here now.\n\n"
    moved = shifted(record, longer)
    found = apply(moved, [ruling]).record.statements[0].content
    assert [span.of(moved.article.text) for span in found] in ([span.of(text) for span in spans],
        [span.of(text) for span in record.statements[0].content])  # fmt: skip


def shifted(record: Record, before: str) -> Record:
    """Return the record as it is read when words stand before its text."""
    by, text = len(before), before + record.article.text

    def moved(span: Span | None) -> Span | None:
        return span and Span(span.start + by, span.end + by)

    def statement(s: Statement) -> Statement:
        source, cue, content = moved(s.source), moved(s.cue), tuple(Span(c.start + by, c.end + by) for c in s.content)
        key = item_key("statement", text, [span for span in (source, cue, *content) if span])
        return msgspec.structs.replace(s, source=source, cue=cue, content=content, key=key, said_on=None)

    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = msgspec.structs.replace(record.article, text=text, text_sha256=sha256, blocks=())
    figures = tuple(msgspec.structs.replace(f, start=f.start + by, end=f.end + by, key="other") for f in record.figures)
    actors = tuple(
        msgspec.structs.replace(a, mentions=tuple(Span(m.start + by, m.end + by) for m in a.mentions))
        for a in record.actors
    )
    return msgspec.structs.replace(
        record, article=article, actors=actors, figures=figures, statements=tuple(map(statement, record.statements)),
        positions=(), dates=(), encounters=(),
    )  # fmt: skip


def test_what_a_newer_model_cuts_otherwise_is_found_by_its_words():
    record = dam.breach()
    rulings = [wrong(record, "statement", 1), mend(record, "figure", 0, low=14)]
    moved = shifted(record, "An update.\n\n")
    s = moved.statements[1]
    shorter = msgspec.structs.replace(s, key="otherwise", content=(Span(s.content[0].start + 1, s.content[0].end - 1),))
    again = msgspec.structs.replace(moved, statements=(shorter, moved.statements[0]))
    found = apply(again, rulings)
    assert [s.id for s in found.record.statements] == ["s1"]
    assert found.record.figures[0].low == 14
    assert not found.lost


@pytest.mark.parametrize("words", ["At least 15 people", "Twelve people"])
def test_what_was_said_of_other_words_is_lost(words):
    record = dam.breach()
    text = record.article.text.replace("At least 12 people", words)
    article = msgspec.structs.replace(record.article, text=text, text_sha256="0" * 64)
    figure = msgspec.structs.replace(record.figures[0], key="other", end=record.figures[0].start + len(words))
    again = msgspec.structs.replace(record, article=article, figures=(figure,), statements=())
    found = apply(again, [mend(record, "figure", 0, low=14)])
    assert (found.lost, found.record.figures[0].low) == ((1,), 12)


def test_later_mends_win_field_by_field_and_wrong_wins_over_all():
    record = dam.breach()

    def ruling(number: int, **values: object) -> Ruling:
        return Ruling(number, item_of(record, "statement", 0, None), checked("statement", values))

    one, other = ruling(1, mode="deny", act="deny"), ruling(2, mode="ask")
    assert mode_and_act(apply(record, [one, other])) == ("ask", "deny")
    assert mode_and_act(apply(record, [other, one])) == ("ask", "deny")  # the log says which is later
    assert mode_and_act(apply(record, [one])) == ("deny", "deny")
    assert [s.id for s in apply(record, [wrong(record, "statement", 0, 0), one, other]).record.statements] == ["s2"]


def mode_and_act(found: Mended) -> tuple[str, str]:
    return found.record.statements[0].mode, found.record.statements[0].act


def test_a_record_without_corrections_is_the_record():
    record = dam.met()
    assert apply(record, ()).record is record


def test_wrong_statements_leave_no_trace_in_others():
    record = dam.met()  # 2 stands within 1, and shows the position
    found = apply(record, [wrong(record, "statement", 0)])
    assert [(s.id, s.within) for s in found.record.statements] == [("s2", None)]
    found = apply(record, [wrong(record, "statement", 1)])
    assert (found.record.positions, found.record.statements) == ((), record.statements[:1])


def test_a_stranger_is_one_actor_however_often_named():
    record = dam.breach()
    who = Who("Petra Voss")
    found = apply(record, [Ruling(n, item_of(record, "statement", n, None), checked("statement", {"speaker": who}))
                           for n in (0, 1)])  # fmt: skip
    assert [a.name for a in found.record.actors if a.name_from == "correction"] == ["Petra Voss"]
    assert {s.speaker for s in found.record.statements} == {found.record.actors[-1].id}


def test_a_mention_that_means_nobody_known_is_nobodys():
    record = dam.counted()
    place = [s.of(record.article.text) for a in record.actors for s in a.mentions].index("Vael")
    found = apply(record, [wrong(record, "mention", place)])
    assert not [a for a in found.record.actors if any(m.of(record.article.text) == "Vael" for m in a.mentions)]


def test_days_and_choices_are_checked():
    for values in ({"said_on": "2031-3-4"}, {"said_on": "2031-W01-1"}, {"said_on": "2031-13"}, {"mode": None}):
        with pytest.raises(UsageError):
            checked("statement", values)
    assert checked("statement", {"said_on": "2031-03"}).said_on == "2031-03"
