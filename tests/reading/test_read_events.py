"""Events: which of PLOVER's types a sentence, a statement, an encounter is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.extract.events import encounter_event
from onrecord.extract.eventwords import event, words
from onrecord.extract.plover import Coder
from onrecord.record import Event, Span
from onrecord.text import annotate


def coded(text: str) -> str | None:
    found = Coder(annotate(text, [Span(0, len(text))])).sentence(0)
    return found and f"{found.type}:{found.mode or ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels freed three engineers on Sunday.", "RETREAT:release"),
        ("The rebels refused to free the engineers.", "REJECT:"),
        ("The rebels will release the prisoners.", "AGREE:"),
        ("The council demanded the release of the prisoners.", "REQUEST:yield"),
        ("The junta threatened to arrest the editor.", "THREATEN:restrict"),
        ("The junta arrested the editor.", "COERCE:arrest"),
        ("Students called off their hunger strike.", "CONCEDE:"),
        ("Velmar suspended aid to the republic.", "SANCTION:discontinue"),
        ("Velmar suspended a curfew in the port.", "CONCEDE:"),
        ("Ostrian troops pulled out of the valley.", "RETREAT:withdraw"),
        ("Ostria withdrew its ambassador from the republic.", "SANCTION:withdraw"),
        ("The union said it would not attend the meeting.", "REJECT:meet"),
        ("Farmers blocked the main road with tractors.", "PROTEST:obstruct"),
        ("Soldiers blocked the main road.", "COERCE:restrict"),
        ("The army must leave the valley at once, the mayor said.", "REQUEST:yield"),
        ("Velmar will close its embassy unless the killers are found.", "THREATEN:relations"),
        ("Premier Lund telephoned her counterpart.", "CONSULT:phone"),
        ("Militiamen fired rockets at the port.", "ASSAULT:heavy-weapons"),
        ("The river is long.", None),
    ],
)
def test_a_sentence_is_put_together_from_what_is_done_to_what(text, expected):
    assert coded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Premier Ada Lund accused the council of lying about the dam.", Event("ACCUSE", "allege")),
        ("Premier Ada Lund urged the council to repair the dam.", Event("REQUEST")),
        ("Premier Ada Lund said she would not attend the meeting.", Event("REJECT", "meet")),
        ("Premier Ada Lund said the dam was built in 1950.", None),
        ("Premier Ada Lund said gunmen had attacked the dam.", None),
        ("Premier Ada Lund hopes the council will attack the problem.", None),
        ("Premier Ada Lund declined to comment.", None),
        ("Premier Ada Lund warned that heavy rain could damage the dam.", None),
    ],
)
def test_a_statement_has_the_event_that_its_saying_is(read, text, expected):
    assert [statement.event for statement in read(text).statements][:1] == [expected]


@pytest.mark.parametrize(
    ("kind", "status", "participants", "expected"),
    [
        ("visit", "held", 2, Event("CONSULT", "visit")),
        ("call", "held", 2, Event("CONSULT", "phone")),
        ("talks", "held", 2, Event("CONSULT")),
        ("conference", "held", 4, Event("CONSULT", "multilateral")),
        ("meeting", "planned", 2, Event("AGREE")),
        ("meeting", "cancelled", 2, Event("REJECT", "meet")),
        ("hearing", "held", 2, None),
    ],
)
def test_an_encounter_is_a_consultation_unless_it_is_only_planned(kind, status, participants, expected):
    assert encounter_event(kind, status, participants) == expected


def test_every_word_of_the_table_names_a_class_that_is_used_or_an_event_of_plover():
    table = words()
    classes = {name for kind in ("verb", "noun", "adj") for names in table.by_kind[kind].values() for name in names}
    things = {name for names in table.by_kind["thing"].values() for name in names}
    for verb, thing in table.pairs:
        assert verb in classes
        assert thing in things


def test_an_event_that_plover_does_not_have_is_an_error():
    with pytest.raises(ModelError, match="NONSENSE"):
        event("NONSENSE")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from('troops refuse to will not , and the talks or face "we must go" . be'.split(" "))))
def test_any_run_of_words_is_coded_or_is_not(run):
    text = " ".join(run)
    if text:
        coded(text)


def test_a_list_of_thousands_is_read_in_one_go():
    text = "Ostria refused to free " + ", ".join(["Ana Lopez", "three prisoners"] * 700) + "."
    assert coded(text) == "REJECT:"
