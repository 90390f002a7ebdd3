"""Issues are known again in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.story.positions.grouping import SAME
from onrecord.story.positions.issues import alike, wording
from onrecord.story.terms import head_of, stem, stems, terms


def same(one: str, other: str) -> bool:
    return alike(one, other, same_holder=False) >= SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("an invasion of Orrin", "the Orrin operation"),
        ("closing the border", "the border closure"),
        ("closure of the border", "the border closure"),
        ("a ceasefire in Kelland", "the Kelland truce"),
        ("passage of the water bill", "the water bill"),
        ("Mara Lind", "Lind's candidacy"),
        ("Senator Mara Lind", "Mara Lind"),
        ("the North Sea Transit Pact", "the NSTP"),
        ("repeal of the water act", "the water act"),
        ("sanctions on Sarvia", "Sarvian sanctions"),
    ],
)
def test_one_issue_in_other_words(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a ceasefire", "a ceasefire resolution veto"),
        ("the border closure", "closure of the airport"),
        ("aid for Orrin", "an invasion of Orrin"),
        ("the hostage deal", "the trade deal"),
        ("Mara Lind", "Tomas Lind"),
        ("the plan", "a plan"),
        ("a $10 minimum wage", "a $15 minimum wage"),
        ("the Green Party", "the Blue Party"),
    ],
)
def test_look_alikes_stay_apart(one: str, other: str) -> None:
    assert not same(one, other)


def test_the_end_of_a_thing_is_the_thing_turned_round() -> None:
    assert wording("repeal of the water act").turned
    assert not wording("the water act").turned


def test_stems_meet_across_verbs_nouns_and_names() -> None:
    assert len({stem(word) for word in ("closure", "closing", "closed", "close", "closes")}) == 1
    assert stem("Sarvian") == stem("Sarvia")
    assert stems("the resettled refugees") == stems("resettlement of refugees")


def test_the_head_stands_before_what_follows() -> None:
    heads = {phrase: head_of(terms(phrase)) for phrase in ("a ban on boats in Orrin", "closing the port", "of the")}
    assert [head and head.word for head in heads.values()] == ["ban", "closing", None]


WORDS = st.lists(
    st.sampled_from("a the dam Orrin raising of repeal ceasefire plan Lind 12 and for".split()), max_size=6
)


@given(WORDS, WORDS, st.booleans())
def test_sameness_has_no_direction(one: list[str], other: list[str], same_holder: bool) -> None:
    first, second = " ".join(one), " ".join(other)
    forth = alike(first, second, same_holder=same_holder)
    assert forth == pytest.approx(alike(second, first, same_holder=same_holder))
    assert 0 <= forth <= 1


@given(st.text(max_size=40))
def test_any_phrase_has_a_wording(phrase: str) -> None:
    assert wording(phrase).words.keys() >= wording(phrase).names
