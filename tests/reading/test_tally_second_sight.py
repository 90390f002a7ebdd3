"""Tolls as newspapers tell them beside the plain way: questions, lists, corrections, hours, places told before."""

from __future__ import annotations

import pytest

from onrecord import read
from onrecord.record import Figure


def figures(text: str) -> dict[int | float | None, Figure]:
    record = read(f"The river after the storm\n\n{text}\n\nThe market was open.\n".encode(), published="2031-03-05")
    return {one.low if one.low is not None else one.high: one for one in record.figures}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("How many have died? 2,131, says the port office.", "killed"),
        ("How many people have been injured? At least 2,131, the port office said.", "injured"),
        ("The figure of the week: 2,131. That is how many fishermen have been killed since May.", "killed"),
        ("The port office added 2,131 names to the list of the dead.", "killed"),
        ("Of all who have been killed since May, the port office said, 2,131 were children.", "killed"),
        ("The toll - which no longer covers the injured - is 2,131, the port office said.", "killed"),
        ("Another 2,131 people didn't make it, the port office said.", "killed"),
        ("How many tents were sent? 2,131, says the port office.", "count"),
        ("Of the sailors killed in May, the port office said, it had found 2,131 boxes.", "count"),
    ],
)
def test_what_a_number_counts(text: str, measure: str) -> None:
    assert figures(text)[2131].measure == measure


@pytest.mark.parametrize(
    "text",
    [
        "The port office said that 2,131 people had been killed, and not 2,160 as it had first reported.",
        "The port office said that 2,131 people had been killed, rather than 2,160.",
        "Remember the 2,160 deaths of Monday? That figure should have been 2,131, the port office said.",
        "The port office has taken back its toll of 2,160 dead and made it 2,131.",
        "The death toll has been cut to 2,131, the port office said on Monday. It had been given as 2,160.",
        "What was 2,160 on the list became 2,131 after duplicate names were taken out.",
    ],
)
def test_corrections(text: str) -> None:
    found = figures(text)
    assert (found[2131].change, found[2160].change) == ("revised", "former")


@pytest.mark.parametrize(
    "text",
    [
        "The port office said that 31 people had died in the past 24 hours, after 60 the previous day.",
        "It was a bad day: 31 people were killed, the port office said, against 60 a day earlier.",
    ],
)
def test_fewer_than_the_day_before_take_nothing_back(text: str) -> None:
    found = figures(text)
    assert (found[31].change, found[60].change) == (None, "former")


def test_first_light_is_no_first_report() -> None:
    assert figures("Shelling that went on until first light killed 31 people, the port office said.")[31].change is None


@pytest.mark.parametrize(
    "text",
    [
        "The dead numbered 2,131 as of 6 p.m. local time on Monday, the port office said.",
        "The dead numbered 2,131 by mid-afternoon on Monday, the port office said.",
        "The office had 2,131 dead on its list at noon on Monday.",
        "By the account that the port office gave on Monday, the dead include 2,131 women.",
    ],
)
def test_hours_of_a_day(text: str) -> None:
    as_of = figures(text)[2131].as_of
    assert as_of is not None
    assert as_of.value == "2031-03-03"


def test_the_day_of_the_count_before_is_not_that_of_this_one() -> None:
    found = figures("The number of dead is at least 105 higher than in the previous count, issued on Sunday.")[105]
    assert (found.as_of, found.cumulative) == (None, False)


def test_a_bound_is_no_comparison() -> None:
    found = figures(
        "The floods have killed 2,131 people and forced more than 9,000 into camps, officials said on Monday."
    )
    assert found[2131].as_of is not None


@pytest.mark.parametrize(
    "text",
    [
        "The toll in Lindrava is lower. There, the port office said, 2,131 people have been killed.",
        "It has been deadly in Lindrava too: 2,131 people have been killed there since May.",
        "For Lindrava, which it counts apart, the port office reported 2,131 deaths.",
    ],
)
def test_places_told_before(text: str) -> None:
    assert figures(text)[2131].place == "Lindrava"


def test_a_sea_that_a_port_lies_on_is_no_place_of_the_dead() -> None:
    found = figures("The port office said that 2,131 people had been killed in the Red Sea port of Massawa since May.")
    assert found[2131].place == "Massawa"
