"""Words of tallies that are read: arrows, plus signs, numbers of posts, which way a mistake was mended."""

from __future__ import annotations

import pytest

from story.test_tally_reading import figures


def test_an_arrow_leads_from_the_old_value_to_the_new_one() -> None:
    found = figures("Death toll: 2,131 → 2,160 (the port office, 4 March 2031)")
    assert (found[2131].change, found[2160].change) == ("former", None)


def test_a_plus_sign_is_no_telephone() -> None:
    found = figures("+96 dead on Tuesday, says the port office. Call +1 202-555-0147.")
    assert found[96].measure == "killed"
    assert not set(found) & {1, 202, 555, 147}


def test_the_number_of_a_post_counts_nothing() -> None:
    assert set(figures("3/ Wounded since the storm, as the port office has it: 2,131")) == {2131}


@pytest.mark.parametrize(
    "text",
    [
        "The port office regretted having overstated the toll, which was 2,131. It had spoken of 2,160.",
        "The port office on Monday substituted 2,131 for 2,160 as the number of those killed.",
        "We were told 2,160. It is 2,131, the port office said, and the first figure was a typing error.",
        "The port office said some people were counted twice. It now has 2,131 names of the dead; it had 2,160.",
    ],
)
def test_a_count_that_was_too_high_gave_way_to_the_lower_one(text: str) -> None:
    found = figures(text)
    assert (found[2131].change, found[2160].change) == ("revised", "former")


def test_sharp_ends_after_from_are_no_range() -> None:
    assert {2131, 2160} <= set(figures("The port office enlarged its count of the dead from 2,131 to 2,160 on Monday."))


def test_not_one_but_the_other() -> None:
    found = figures("Not 2,160 but 2,131 people had died, the port office said on Monday.")
    assert (found[2131].measure, found[2160].change) == ("killed", "former")


def test_the_new_ones_of_the_day_before_are_former() -> None:
    found = figures("The port office said 76 people were killed on Monday, no fewer than 96 the day before.")
    assert (found[76].change, found[96].change) == (None, "former")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("A further 97 people succumbed on Monday, the port office said.", "killed"),
        ("Brakna: a further 97 lives lost on Monday.", "killed"),
        ("The port office said that 97 people had sustained injuries since May.", "injured"),
    ],
)
def test_other_words_for_the_dead_and_the_hurt(text: str, measure: str) -> None:
    assert figures(text)[97].measure == measure
