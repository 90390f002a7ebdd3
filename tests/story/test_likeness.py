"""Which sayings are one utterance, on invented ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.story.utterances.likeness import Pair, Saying, longest_run, probability, speakers_agree
from onrecord.story.utterances.postings import postings


def likely(one: str, other: str, speakers: tuple[str, str] = ("Ada Brenn", "Mayor Brenn"), **fields: str) -> float:
    first = Saying(one, speaker=speakers[0], day="2031-03-04", article=1)
    return probability(Pair(first, Saying(other, speaker=speakers[1], day="2031-03-05", article=2, **fields)).odds())


BRIDGE = "“I will close the harbour bridge for ten days because its cables are rotten,”"


@pytest.mark.parametrize(
    "other",
    [
        BRIDGE.replace("“", '"').replace("”", '"'),
        "she would close the harbour bridge for ten days because its cables were rotten",
        "“I will close the harbour bridge … because its cables are rotten”",
        "[she] would “close the harbour bridge for ten days”",
        "closing the harbour bridge for 10 days, as its cables had rotted",
    ],
)
def test_the_same_words_cut_turned_or_told_are_one_utterance(other: str):
    assert likely(BRIDGE, other) > 0.5


@pytest.mark.parametrize(
    "other",
    [
        "“I will not close the harbour bridge for ten days because its cables are rotten,”",
        "she would close the harbour bridge for 12 days because its cables were rotten",
        "the harbour ferry will run at night from Monday",
        "“I will resign if the council votes against the budget,”",
    ],
)
def test_contraries_and_other_matters_are_not(other: str):
    assert likely(BRIDGE, other) < 0.5


def test_another_speaker_needs_more_words_in_common():
    told = "the harbour bridge should be closed"
    assert likely(BRIDGE, told, ("Ada Brenn", "Ada Brenn")) > likely(BRIDGE, told, ("Ada Brenn", "Carl Osk"))


def test_an_unknown_speaker_is_no_other_speaker():
    assert speakers_agree(Saying("a", speaker=""), Saying("b", speaker="Ada Brenn")) == 0
    assert speakers_agree(Saying("a", speaker="Mayor Brenn"), Saying("b", speaker="Ada Brenn")) == 1
    assert speakers_agree(Saying("a", speaker="Carl Osk"), Saying("b", speaker="Ada Brenn")) == -1
    assert speakers_agree(Saying("a", speaker="the mayor", actor=4), Saying("b", speaker="Ada Brenn", actor=4)) == 1


def test_the_longest_run_breaks_at_gaps():
    one, other = Saying("the old stone bridge is closed"), Saying("the old … stone bridge is closed")
    run = longest_run(one.words, other.words)
    assert [w.form for w in one.words[run.mine : run.mine + run.size]] == ["stone", "bridge", "is", "closed"]


def test_a_cut_quotation_shares_a_way_with_the_whole():
    whole = "“The council has had ten years to paint the cables of the harbour bridge and has painted one of them,”"
    for cut in ("paint the cables of the harbour bridge and has painted one", "“had ten years to paint the cables of”"):
        assert {p.key for p in postings(Saying(whole))} & {p.key for p in postings(Saying(cut))}


@given(st.text(max_size=120), st.text(max_size=120))
def test_order_does_not_matter_and_nothing_fails(one: str, other: str):
    forth, back = Pair(Saying(one), Saying(other)).odds(), Pair(Saying(other), Saying(one)).odds()
    assert forth == pytest.approx(back, abs=2.0)  # of two that tell as much, either is laid beside the other first
    assert len(postings(Saying(one))) == len({p.key for p in postings(Saying(one))})
