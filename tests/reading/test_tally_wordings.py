"""Tallies in more words: stretches of time, headings and lists, corrections, places, and what a number is of."""

from __future__ import annotations

import pytest

from onrecord import read
from onrecord.record import Figure, Record


def record_of(text: str) -> Record:
    return read(f"Brakna: the latest\n\n{text}\n\nThe market was open.\n".encode(), published="2031-03-07")


def figures(text: str) -> dict[int | float | None, Figure]:
    return {one.low if one.low is not None else one.high: one for one in record_of(text).figures}


def as_of(figure: Figure) -> str | None:
    return figure.as_of.value if figure.as_of is not None else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Between the afternoons of 3 and 4 March, 26 people were killed, the port office said.", "2031-03-04"),
        ("From Monday evening to Tuesday evening, 26 people were killed, the port office said.", "2031-03-04"),
        ("The port office said 26 people were killed in the 24 hours to Tuesday noon.", "2031-03-04"),
        ("During the reporting period ending 4 March, 26 deaths were recorded by the port office.", "2031-03-04"),
    ],
)
def test_new_ones_of_a_stretch_stand_on_its_last_day(text: str, day: str) -> None:
    found = figures(text)[26]
    assert (found.measure, found.cumulative, as_of(found)) == ("killed", False, day)


def test_a_long_stretch_holds_a_total() -> None:
    found = figures("Between 7 October 2030 and 4 March, 2,131 people were killed in Brakna, the port office said.")
    assert (found[2131].cumulative, as_of(found[2131])) == (True, "2031-03-04")


@pytest.mark.parametrize(
    "text",
    [
        "The port office, 4 March: total dead 2,131; total injured 4,020.",
        "Figures from the port office as of 4 March:\n- 2,131 killed\n- 4,020 injured",
        "Key figures from the port office as of 4 March:\n• Deaths: 2,131\n• Injuries: 4,020",
        "In Tuesday's bulletin, the port office gave the number of dead as 2,131 and that of the wounded as 4,020.",
    ],
)
def test_headings_date_what_they_head(text: str) -> None:
    found = figures(text)
    assert (found[2131].measure, found[4020].measure) == ("killed", "injured")
    assert (as_of(found[2131]), as_of(found[4020])) == ("2031-03-04", "2031-03-04")


def test_a_heading_says_whose_count_it_is() -> None:
    record = record_of("The Harbour Ministry on Tuesday: the death toll stands at 2,131.")
    names = {actor.id: actor.name for actor in record.actors}
    assert [names[f.source] for f in record.figures if f.source is not None] == ["Harbour Ministry"]


@pytest.mark.parametrize(
    "text",
    [
        "The port office on Tuesday scaled back its death toll to 2,131 from 2,160.",
        "The toll, which the port office had put at 2,160, was lowered on Tuesday to 2,131.",
        "The port office has struck names off its list, and the death toll fell to 2,131 from 2,160.",
        "Erratum: the port office reported 2,160 deaths on Tuesday; the correct figure is 2,131.",
        "Amended figures from the port office on Tuesday: 2,131 dead (before: 2,160).",
        "The port office removed duplicates, a correction bringing the death toll from 2,160 to 2,131.",
        "The port office had first said 2,160 people were killed; on Tuesday it changed that to 2,131.",
    ],
)
def test_corrections(text: str) -> None:
    found = figures(text)
    assert (found[2131].measure, found[2131].change, found[2160].change) == ("killed", "revised", "former")


def test_what_was_said_earlier_today_still_stands() -> None:
    found = figures("The port office said earlier today that at least 26 people had been killed in the past 24 hours.")
    assert found[26].change is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A day of storms left 26 dead and 40 wounded, the port office said.", "killed"),
        ("The floods have claimed 26 lives, the port office said.", "killed"),
        ("The port office reported the killing of 26 people and the injury of 40.", "killed"),
        ("The port office counted 26 fishermen among the dead.", "killed"),
        ("The port office put injuries since May at 26.", "injured"),
        ("The port office said 26 people had suffered injuries.", "injured"),
    ],
)
def test_what_a_number_is_of(text: str, measure: str) -> None:
    assert figures(text)[26].measure == measure


def test_crept_up_to_is_no_bound() -> None:
    found = figures("The port office said the death toll had crept up to 2,131.")[2131]
    assert (found.low, found.high) == (2131, 2131)


def test_the_place_of_a_ministry_is_no_place_of_deaths() -> None:
    assert figures("The health ministry in Lisbon said 26 people had died.")[26].place is None
    assert figures("The death toll in Lisbon stands at 26, the port office said.")[26].place == "Lisbon"
