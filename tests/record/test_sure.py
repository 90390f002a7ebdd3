"""A record with the surer of its statements alone."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.record.sure import surer
from record_rules import broken_rules
from strategies import lawful_record


def with_confidences(*confidences: float) -> Record:
    record = lawful_record()
    statements = tuple(
        msgspec.structs.replace(s, confidence=c) for s, c in zip(record.statements, confidences, strict=True)
    )
    return msgspec.structs.replace(record, statements=statements)


def test_one_of_just_the_least_stays():
    record = with_confidences(0.9, 0.8, 0.7)
    assert [s.confidence for s in surer(record, 0.8).statements] == [0.9, 0.8]


def test_what_stays_is_numbered_anew_and_keeps_its_key():
    record = with_confidences(0.1, 0.9, 0.9)
    less = surer(record, 0.5)
    assert [s.id for s in less.statements] == ["s1", "s2"]
    assert [s.key for s in less.statements] == [s.key for s in record.statements[1:]]
    assert less.statements[1].within == "s1"


def test_a_statement_inside_one_that_goes_is_within_none_if_none_is_around():
    assert surer(with_confidences(0.9, 0.1, 0.9), 0.5).statements[1].within is None


def test_a_statement_is_within_the_next_one_around_that_stays():
    record = with_confidences(0.9, 0.9, 0.9)
    first, middle, last = record.statements
    whole = msgspec.structs.replace(first, content=(*middle.content, middle.cue))
    middle = msgspec.structs.replace(middle, within=first.id, confidence=0.1)
    less = surer(msgspec.structs.replace(record, statements=(whole, middle, last)), 0.5)
    assert less.statements[1].within == "s1"


def test_a_figure_keeps_its_value_and_source_without_its_statement():
    record = with_confidences(0.1, 0.9, 0.9)
    less = surer(record, 0.5).figures[0]
    assert (less.low, less.statement) == (record.figures[0].low, None)
    names = {a.id: a.name for a in record.actors}
    assert {a.id: a.name for a in surer(record, 0.5).actors}[less.source] == names[record.figures[0].source]


def test_a_position_goes_with_its_statement():
    assert surer(with_confidences(0.9, 0.1, 0.9), 0.5).positions == ()
    assert surer(with_confidences(0.1, 0.9, 0.9), 0.5).positions[0].statement == "s1"


def test_an_actor_whom_nothing_names_any_more_goes():
    record = with_confidences(0.1, 0.1, 0.1)
    bare = msgspec.structs.replace(record, figures=(), encounters=(), positions=())
    assert surer(bare, 0.5).actors == ()


def test_a_note_says_how_many_went():
    assert "2 statements" in surer(with_confidences(0.1, 0.9, 0.1), 0.5).notes[-1].message


def test_where_none_goes_the_record_is_the_same():
    record = with_confidences(0.9, 0.9, 0.9)
    assert surer(record, 0.5) is record


@pytest.mark.parametrize("least", [-0.01, 1.01, float("nan"), float("inf")])
def test_what_is_no_confidence_is_refused_before_anything_is_read(least):
    with pytest.raises(UsageError, match="from 0 to 1"):
        onrecord.read("no-such-page.html", min_confidence=least)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.floats(0, 1))
def test_every_rule_holds_for_what_stays_and_once_is_enough(confidences, least):
    record = with_confidences(*confidences)
    less = surer(record, least)
    assert broken_rules(less) == []
    assert surer(less, least) == less
    assert [s.key for s in less.statements] == [s.key for s in record.statements if s.confidence >= least]
