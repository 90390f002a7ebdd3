"""Tallies of one, whose count a number is, and what corrections are of."""

from __future__ import annotations

import pytest

from onrecord import read
from onrecord.record import Figure, Record


def record_of(text: str) -> Record:
    return read(f"Brakna: the latest\n\n{text}\n\nThe market was open.\n".encode(), published="2031-03-07")


def figures(text: str) -> dict[int | float | None, Figure]:
    return {one.low if one.low is not None else one.high: one for one in record_of(text).figures}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The port office said on Tuesday that one person had been killed in the past day.", "killed"),
        ("The port office said that one soldier was wounded.", "injured"),
        ("The shelling killed 12 people and wounded at least one.", "injured"),
        ("One died overnight, the port office said.", "killed"),
        ("New deaths in the past 24 hours: one.", "killed"),
        ("The death toll went up by no fewer than one on Tuesday.", "killed"),
        ("Morgues in Brakna took in one body on Tuesday.", "killed"),
        ("One villager lost her life and ten were hurt, the port office said.", "killed"),
    ],
)
def test_one_of_the_dead_or_hurt_counts(text: str, measure: str) -> None:
    assert figures(text)[1].measure == measure


@pytest.mark.parametrize(
    "text", ["That one, she said, was hers.", "One of the victims was a teacher.", "He took another one."]
)
def test_one_that_points_counts_nothing(text: str) -> None:
    assert 1 not in figures(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The count kept by the Harbour Council stood at 2,131 dead on Tuesday.", "Harbour Council"),
        ("That is at odds with the 2,131 dead counted by the Harbour Council.", "Harbour Council"),
        ("The Harbour Council put the number killed at 2,131 on Tuesday, more than the port does.", "Harbour Council"),
        ("The Harbour Council has its own tally, which stood at 2,131 dead on Tuesday.", "Harbour Council"),
        ("The Harbour Council, for its part, spoke on Tuesday of 2,131 dead.", "Harbour Council"),
    ],
)
def test_whose_count_it_is(text: str, source: str) -> None:
    record = record_of(text)
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[f.source] for f in record.figures if f.low == 2131 and f.source is not None] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The port office said the true number was 2,131 and not 2,160, blaming a double count.",
        "The port office retracted its earlier figure of 2,160, replacing it with 2,131.",
    ],
)
def test_a_correction_that_never_says_of_what_is_of_the_toll_told_before(text: str) -> None:
    text = f"Some 2,160 people have died since May.\n\nPeople wait.\n\n{text}"
    found = [one for one in record_of(text).figures if one.low in {2131, 2160}]
    assert {one.measure for one in found} == {"killed"}
    assert {one.change for one in found[1:]} == {"former", "revised"}


def test_another_source_has_another_value_of_the_count_about_as_large() -> None:
    found = figures(
        "The toll is now 2,131, the port office said, with 7,300 wounded.\n\n"
        "But the Harbour Council put the figure higher, at 2,450, on Tuesday."
    )
    assert (found[2450].measure, found[7300].measure) == ("killed", "injured")


def test_lists_in_headlines_are_told_apart() -> None:
    found = figures("2,131 dead, 7,300 hurt: that is the count that the port office gave on Tuesday.")
    assert {value: (one.measure, one.as_of and one.as_of.value) for value, one in found.items()} == {
        2131: ("killed", "2031-03-04"),
        7300: ("injured", "2031-03-04"),
    }


@pytest.mark.parametrize("opening", ["Across Sellin", "In Sellin, meanwhile"])
def test_places_that_open_a_sentence(opening: str) -> None:
    assert figures(f"{opening}, 1,153 people have been killed since May, the port office said.")[1153].place == "Sellin"


def test_a_month_is_no_place() -> None:
    assert figures("In October, 12 people died.")[12].place is None


def test_an_age_is_no_toll() -> None:
    found = figures("Of the 300 dead, 120 were under 18 and 40 were women, the port office said.")
    assert {value: one.measure for value, one in found.items()} == {
        300: "killed", 120: "killed", 18: "age", 40: "killed",
    }  # fmt: skip


def test_over_is_no_age() -> None:
    assert figures("Among the 900 dead are over 200 children.")[200].measure == "killed"
