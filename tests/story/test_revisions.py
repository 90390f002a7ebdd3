"""What changes in an article that changes at its address, and what it says of that itself."""

from __future__ import annotations

import pytest

from made import add, made
from onrecord.errors import UsageError
from onrecord.record import Record, Stamp
from onrecord.store.store import Store
from onrecord.story.declared import declared
from onrecord.story.revisions import compare, history

FIGURES = {1: {"low": 10, "high": 10, "measure": "duration"}, 2: {"low": 12, "measure": "injured"}}
EARLY = """
    Bridge shut after crash

    [Mayor [Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [“we will close the harbour bridge for [ten days]{f1}”]{1}.

    At least [12 people were hurt]{f2}, [the [harbour company]{@co}]{2:source} [said]{2:cue} [the driver had slept at
    the wheel]{2}.

    [[Carl Osk]{@osk}]{3:source} [denied]{3:cue} [it]{3}.

    The weather was fine.
"""
LATE = (
    EARLY.replace("the harbour bridge", "the old harbour bridge")
    .replace("12 people", "14 people")
    .replace("The weather was fine.", "Correction: An earlier version of this article misstated how many were hurt.")
    .replace("[the [harbour company]{@co}]{2:source} [said]{2:cue} [the driver had slept at\n    the wheel]{2}", "I")
    .replace("3}", "2}").replace("3:", "2:")
)  # fmt: skip


def early() -> Record:
    return made(EARLY, figures=FIGURES)


def late() -> Record:
    changed = {**FIGURES, 2: {"low": 14, "measure": "injured"}}
    return made(LATE, figures=changed, modified=Stamp("2031-03-05T08:00:00Z", "meta"))


def test_statements_are_matched_by_key_and_then_by_what_they_say():
    found = compare(early(), late()).statements
    assert [(s.kind, s.after_words or s.before_words) for s in found] == [
        ("changed", "“we will close the old harbour bridge for ten days”"),
        ("same", "it"),
        ("removed", "the driver had slept at the wheel"),
    ]
    (change,) = found[0].changes
    assert (change.kind, change.after) == ("added", "old")
    assert change.after_span is not None
    assert change.after_span.of(late().article.text) == "old"


def test_figures_keep_their_place_when_their_value_changes():
    found = compare(early(), late()).figures
    assert [(f.kind, f.before_words, f.after_words, f.fields) for f in found] == [
        ("same", "ten days", "ten days", ()),
        ("changed", "12 people were hurt", "14 people were hurt", ("low",)),
    ]


def test_paragraphs_that_are_not_as_they_were():
    found = compare(early(), late()).blocks
    assert [b.kind for b in found] == ["changed", "changed", "added", "removed"]
    assert found[2].after_words.startswith("Correction")
    assert found[3].before_words == "The weather was fine."


def test_another_speaker_of_the_same_words_is_a_change():
    other = made(EARLY.replace("Ada Brenn", "Eva Lind"), figures=FIGURES)
    found = compare(early(), other).statements
    assert (found[0].kind, found[0].fields) == ("changed", ("speaker",))


def test_nothing_changes_in_the_same_record():
    found = compare(early(), early())
    assert {s.kind for s in (*found.statements, *found.figures)} == {"same"}
    assert found.blocks == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Correction: The ferry belongs to the town.", "correction"),
        ("Corrections & Clarifications: The ferry belongs to the town.", "correction"),
        ("CLARIFICATION (March 5): The mayor spoke of one bridge.", "clarification"),
        ("Editor’s note: This article has been updated with the mayor’s reply.", "note"),
        ("Update, 5 March: The bridge is open again.", "update"),
        ("UPDATED — The bridge is open again.", "update"),
        ("An earlier version of this story misspelled the mayor’s name.", "correction"),
        ("This article has been updated to add a reply.", "update"),
        ("This headline was later changed.", "update"),
        ("The Post regrets the error.", "correction"),
    ],
)
def test_declared_corrections_are_found_with_their_place(words: str, kind: str):
    record = made(f"News of the day\n\nThe sea was calm. It stayed so.\n\n{words}")
    (found,) = declared(record)
    assert (found.kind, found.words) == (kind, words)
    assert found.span is not None
    assert found.span.of(record.article.text) == words


def test_the_sentence_alone_where_it_stands_in_a_paragraph():
    record = made("News\n\nThe sea was calm. An earlier version of this article gave another name. It stayed so.")
    assert [c.words for c in declared(record)] == ["An earlier version of this article gave another name."]


@pytest.mark.parametrize(
    "words",
    [
        "The council wants a correction of its budget.",
        "He read an earlier version of the plan to the council.",
        "Corrections officers said the prison was calm.",
        "The mayor updated the council on the bridge.",
    ],
)
def test_other_corrections_are_none(words: str):
    assert declared(made(f"News\n\n{words}")) == ()


def test_the_history_of_an_address(store: Store):
    add(store, early(), "https://vellmar.example/bridge", "2031-03-04T12:00:00Z")
    add(store, late(), "https://vellmar.example/bridge", "2031-03-05T12:00:00Z")
    with store.reading() as connection:
        first, second = history(connection, 1)
        with pytest.raises(UsageError, match="no article 7"):
            history(connection, 7)
    assert (first.number, first.diff, first.corrections) == (1, None, ())
    assert (second.number, second.first_seen) == (2, "2031-03-05T12:00:00Z")
    assert [c.kind for c in second.corrections] == ["correction", "modified"]
    assert second.diff == compare(early(), late())
