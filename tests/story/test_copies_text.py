"""What two texts share: passages, how much of either, and what is no copy."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import FOLLOW_UP, OTHER, OWN, WIRE

from onrecord.record import Span
from onrecord.story.copies.align import passages
from onrecord.story.copies.likeness import Likeness, likeness
from onrecord.story.copies.sketch import sketch_of
from onrecord.story.copies.words import Words, words_in

SWAPS = {
    "closed": "shut", "traffic": "cars", "examine": "inspect", "remaining": "other", "early": "late", "sent": "posted",
    "called": "summoned", "capital": "metropolis", "repaired": "mended", "accused": "blamed", "formed": "built",
    "ignored": "overlooked", "publish": "print", "queues": "lines",
}  # fmt: skip
# The bands of the wire text's first paragraph, as they stand in stores.
FIRST = (
    -2025724308250229914,
    -1101771568869915972,
    1808764910086243576,
    2416562719220649150,
    4809756628066533072,
    6232447492946730790,
)


def words_of(paragraphs: tuple[str, ...]) -> Words:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return words_in(text, spans)


def compare(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    return likeness(words_of(one), words_of(other))


def reworded(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(SWAPS.get(word, word) for word in paragraph.split(" ")) for paragraph in paragraphs)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE[:3],
        (WIRE[0], *WIRE[3:], WIRE[1]),
        reworded(WIRE),
        (" ".join(WIRE[:3]), " ".join(WIRE[3:])),
        tuple(p.replace("“", '"').replace("”", '"').replace("harbour", "harbor").replace("nine", "9") for p in WIRE),
        (OTHER[0], *WIRE),
    ],
    ids=["whole", "cut", "reordered", "reworded", "joined", "respelled", "introduced"],
)
def test_a_copy_is_mostly_its_original(copy: tuple[str, ...]) -> None:
    like = compare(copy, WIRE)
    assert like is not None
    assert like.mostly
    assert like.share > 0.8


def test_two_reporters_who_heard_the_same_words_share_nothing() -> None:
    assert compare(OWN, WIRE) is None


def test_other_news_of_the_same_town_shares_nothing() -> None:
    assert compare(OTHER, WIRE) is None


def test_a_part_of_a_wire_text_is_a_passage_and_the_article_no_copy() -> None:
    like = compare((*OTHER, WIRE[3], WIRE[4]), WIRE)
    assert like is not None
    assert not like.mostly
    assert sum(p.end - p.start for p in like.passages) > 45


def test_a_paragraph_of_background_is_a_passage_of_the_article_before() -> None:
    like = compare((WIRE[4], *FOLLOW_UP), WIRE)
    assert like is not None
    assert not like.mostly


def test_a_line_at_the_foot_of_two_articles_is_no_passage() -> None:
    line = ("Mira Quist writes about towns and the people who run them, and is the author of a small book on bridges, "
            "ferries, tunnels and fords; send her your questions, corrections and stories at the address below, any "
            "time of the day or night.")  # fmt: skip
    assert compare((*OTHER, line), (*OWN, line)) is None


def test_articles_that_are_all_quotation_are_compared_by_their_quotation() -> None:
    speech = tuple(f"“{paragraph.replace('“', '').replace('”', '')}" for paragraph in WIRE)
    like = compare(speech, speech)
    assert like is not None
    assert like.mostly
    assert compare(speech, OWN) is None


def test_passages_hold_the_same_words_in_both_texts() -> None:
    one, other = words_of((*OTHER[:2], *WIRE[2:5])), words_of(WIRE)
    for passage in passages(one, other):
        here = one.folded[passage.start : passage.end]
        there = other.folded[passage.of_start : passage.of_end]
        assert here[0] == there[0]
        assert here[-1] == there[-1]
        assert passage.same <= min(len(here), len(there))


def test_folding_hides_case_accents_spelling_and_inflection() -> None:
    assert (
        words_of(("The Café’s colour programmes, 1,200 of nine",)).folded
        == words_of(("the cafe's color programmed 1200 of 9",)).folded
    )


def test_words_know_whether_they_stand_between_quotation_marks() -> None:
    text = "He said “the dogs' bowl is empty” and 'nobody's here' but it's not. ‘Go,’ she said."
    words = words_in(text, [Span(0, len(text))])
    quoted = [text[words.starts[k] : words.ends[k]] for k in range(len(words)) if words.quoted[k]]
    assert quoted == ["the", "dogs", "bowl", "is", "empty", "nobody's", "here", "Go"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    words = words_of(("“One of them", "two of them” he said"))
    assert [word for word, quoted in zip(words.folded, words.quoted, strict=True) if not quoted] == ["he", "said"]


def test_sketches_are_the_same_in_every_process() -> None:
    code = """
from test_copies_text import sketch_of, words_of
from wire import WIRE
print(hash("x"), *sketch_of(words_of(WIRE)))
"""
    here = " ".join(map(str, sketch_of(words_of(WIRE))))
    path = ":".join(sys.path)
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split(" ", 1)[1].strip() == here


def test_a_sketch_is_what_it_was_when_the_first_stores_were_made() -> None:
    assert sketch_of(words_of(WIRE[:1])) == FIRST


@given(st.lists(st.sampled_from("alder beech cedar elm fir hazel larch maple oak pine".split()), max_size=120))
def test_a_part_of_a_text_keeps_the_bands_of_that_part(words: list[str]) -> None:
    whole = set(sketch_of(words_of((" ".join(words),))))
    half = set(sketch_of(words_of((" ".join(words[: len(words) // 2]),))))
    assert half <= whole


@given(
    st.lists(st.sampled_from("a bee sea dee ee eff gee, “h” i' 'j k” “l 7 1,000 été".split()), max_size=80),
    st.lists(st.sampled_from("a bee sea dee ee eff gee, “h” i' 'j k” “l 7 1,000 été".split()), max_size=80),
)
def test_passages_lie_in_their_texts_and_never_overlap(one: list[str], other: list[str]) -> None:
    here, there = words_of((" ".join(one),)), words_of((" ".join(other),))
    last = 0
    for passage in passages(here, there):
        assert last <= passage.start < passage.end <= len(here)
        assert 0 <= passage.of_start < passage.of_end <= len(there)
        assert passage.plain <= passage.same <= passage.end - passage.start
        last = passage.end
