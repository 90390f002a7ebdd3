"""Corrections by their two values, however they are told, and what only looks like one."""

from __future__ import annotations

import pytest

from onrecord import read
from onrecord.record import Figure


def figures(text: str) -> dict[int | float | None, Figure]:
    record = read(f"Brakna: the latest\n\n{text}\n\nThe market was open.\n".encode(), published="2031-03-07")
    return {one.low if one.low is not None else one.high: one for one in record.figures}


@pytest.mark.parametrize(
    "text",
    [
        "CORRECTION: The port office said on Monday that 2,131 people have been killed. We had earlier reported 2,160.",
        "The port office has walked back its count: 2,131 people have been killed, it said, not 2,160 as said before.",
        "Duplicates were struck from the list, the port office said, leaving 2,131 dead where 2,160 had been counted.",
        "The port office put out new numbers - 2,131 dead - and asked that the 2,160 it had issued be disregarded.",
        "The 2,160 deaths that the port office announced earlier were overstated; the number is 2,131, it now says.",
        "The port office brought its death toll down to 2,131 on Monday; it had been 2,160.",
        "2,131 people are confirmed dead, the port office said on Monday. It had earlier said 2,160.",
        "After an audit the port office says 2,131 people were killed. Initially it gave the number of dead as 2,160.",
    ],
)
def test_a_correction_has_an_old_and_a_new_value(text: str) -> None:
    found = figures(text)
    assert (found[2131].change, found[2160].change) == ("revised", "former")
    assert (found[2131].measure, found[2160].measure) == ("killed", "killed")


@pytest.mark.parametrize(
    "text",
    [
        "The port office said that 2,160 people had been killed. It had earlier said 2,131.",  # news, no correction
        "The port office said 2,131 people had been killed. The Harbour Council had earlier said 2,160.",
        "The port office said 2,131 people had died by May; today the number is 2,160.",
        "The dead include 2,131 children, the port office said, correcting its list; it had counted 2,160 women.",
        "The shelling left 131 people dead in the past 24 hours. It had killed 160 the day before.",
    ],
)
def test_what_is_no_correction(text: str) -> None:
    assert all(one.change != "revised" for one in figures(text).values())


def test_fewer_new_ones_than_the_day_before_are_no_correction() -> None:
    found = figures("The port office said 26 people died in the past 24 hours, down from 31 on Sunday.")
    assert (found[26].change, found[31].change) == (None, "former")


def test_more_than_the_day_before_are_new_ones() -> None:
    found = figures("The death toll is 2,131, the port office said.\n\nIt is 26 higher than the day before.")
    assert (found[26].measure, found[26].cumulative) == ("killed", False)


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("The port office put the dead at 2,131.", 2131, "killed"),
        ("He was found dead at 81.", 81, "age"),
        ("2,131 people had been treated for wounds by Tuesday, the port office said.", 2131, "injured"),
    ],
)
def test_what_is_counted(text: str, value: int, measure: str) -> None:
    assert figures(text)[value].measure == measure


def test_the_place_that_a_report_turns_to() -> None:
    found = figures("Now to Sellin, where the port office said on Friday that 737 people have been killed.")
    assert found[737].place == "Sellin"


def test_what_an_earlier_version_of_the_article_said_no_longer_stands() -> None:
    found = figures("An earlier version of this article gave the number of people killed as 2,131.")
    assert found[2131].change == "former"


def test_as_many_as_were_counted_twice_are_no_toll() -> None:
    found = figures("The port office now counts 181 people killed, saying 7 victims had been counted twice.")
    assert (found[181].measure, found[7].measure) == ("killed", "count")


def test_the_missing_are_none_of_the_dead_but_some_of_the_missing_may_be() -> None:
    found = figures("The toll stood at 216 on Sunday, the port office said; 12 people were still missing.")
    assert found[12].part_of is None
    found = figures("The flood left 90 people missing, 31 of whom were found dead on Sunday.")
    assert found[31].part_of is not None
