"""Words of tallies that are read: corrections, totals that go on, and how far a count has gone up."""

from __future__ import annotations

import pytest

from onrecord import read
from onrecord.record import Figure


def figures(text: str) -> dict[int | float | None, Figure]:
    record = read(f"Brakna: the latest\n\n{text}\n\nThe market was open.\n".encode(), published="2031-03-05")
    return {one.low if one.low is not None else one.high: one for one in record.figures}


@pytest.mark.parametrize(
    "text",
    [
        "The port office issued a correction on Monday: 2,131 people have died, not 2,160.",
        "An earlier count of 2,160 was wrong, the port office said on Monday, putting the number of dead at 2,131.",
        "Correction: the port office said that 2,131 people had been killed, down from the 2,160 it gave.",
    ],
)
def test_the_figure_beside_a_wrong_one_takes_its_place(text: str) -> None:
    found = figures(text)
    assert (found[2131].change, found[2160].change) == ("revised", "former")


def test_two_values_of_a_correction_are_no_range() -> None:
    assert set(figures("The port office adjusted the number of deaths from 2,160 to 2,131 on Monday.")) == {2160, 2131}


def test_a_total_goes_on_with_the_toll_before_it() -> None:
    found = figures("The port office said 26 people were killed in the past 24 hours. That takes the total to 2,131.")
    assert (found[2131].measure, found[2131].cumulative) == ("killed", True)


def test_gone_up_to_is_no_bound() -> None:
    found = figures("The port office said on Monday the number of people confirmed dead had gone up to 2,131.")
    assert (found[2131].low, found[2131].high, found[2131].measure) == (2131, 2131, "killed")
