"""The text rule: white space folded, invisible characters out, and every code point mapped."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.fold import INVISIBLE, Folded, fold, fold_mapped, fold_text, join, source_offsets

# Weighted towards what folding is about; the rest of Unicode, surrogates excepted, comes along.
CHARACTERS = st.one_of(
    st.sampled_from(
        list(" \t\n\r\u00a0\u2009\u202f\u3000\u2028\u00ad\u200b\ufeff\u2060\u200e\x00ab.—’é\u200d\U0001f600")
    ),
    st.characters(exclude_categories=["Cs"]),
)
TEXTS = st.text(CHARACTERS, max_size=60)


def test_white_space_of_any_kind_becomes_one_space() -> None:
    folded = fold([("  Two\u00a0\u2009\n people\u3000 ", 10)])
    assert folded.text == "Two people"
    assert folded.offsets.tolist() == [12, 13, 14, 15, 19, 20, 21, 22, 23, 24]


def test_invisible_characters_are_left_out() -> None:
    assert fold([("\ufeffcata\u00adstro\u200bphe\u2060 \x00now", 0)]).text == "catastrophe now"


def test_space_around_an_invisible_character_is_one_space() -> None:
    assert fold([("a \u200b b", 0)]).text == "a b"


def test_what_shapes_a_glyph_stays() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 نمی\u200cخواهم ❤\ufe0f"
    assert fold([(family, 0)]).text == family


def test_nothing_is_normalised() -> None:
    printed = "e\u0301 ﬁ “quoted” – ‘dash’ … ½"
    assert fold([(printed, 0)]).text == printed


def test_runs_keep_their_own_places() -> None:
    folded = fold([("Smith ", 100), ("&", 110), (" Sons", 115)])
    assert folded.text == "Smith & Sons"
    assert folded.offsets.tolist() == [100, 101, 102, 103, 104, 105, 110, 115, 116, 117, 118, 119]


@pytest.mark.parametrize("runs", [[], [("", 5)], [(" \u200b\n", 5)], [("", 1), (" ", 2)]])
def test_a_block_without_words_is_empty(runs: list[tuple[str, int]]) -> None:
    folded = fold(runs)
    assert folded.text == ""
    assert folded.offsets.shape == (0,)


def test_blocks_are_joined_by_a_blank_line_that_maps_to_nothing() -> None:
    text, offsets, spans = join([fold([("One.", 3)]), fold([(" Two.", 9)])])
    assert text == "One.\n\nTwo."
    assert offsets.tolist() == [3, 4, 5, 6, -1, -1, 10, 11, 12, 13]
    assert [span.of(text) for span in spans] == ["One.", "Two."]


def test_no_blocks_make_an_empty_text() -> None:
    text, offsets, spans = join([])
    assert (text, offsets.shape, spans) == ("", (0,), ())


@given(TEXTS)
def test_every_code_point_comes_from_its_place(shown: str) -> None:
    folded = fold([(shown, 0)])
    assert len(folded.text) == len(folded.offsets)
    for char, offset in zip(folded.text, folded.offsets.tolist(), strict=True):
        assert shown[offset] == char or (char == " " and shown[offset].isspace())
    assert (np.diff(folded.offsets) > 0).all()


@given(TEXTS)
def test_folding_equals_its_plain_definition(shown: str) -> None:
    expected = " ".join(INVISIBLE.sub("", shown).split())
    assert fold([(shown, 0)]).text == expected
    assert fold_text(shown) == expected


@given(TEXTS)
def test_folding_twice_changes_nothing(shown: str) -> None:
    once = fold([(shown, 7)])
    twice = fold_mapped(once.text, once.offsets)
    assert twice.text == once.text
    assert twice.offsets.tolist() == once.offsets.tolist()


@given(st.lists(TEXTS, max_size=5))
def test_runs_fold_as_their_concatenation(pieces: list[str]) -> None:
    starts = [sum(len(piece) for piece in pieces[:i]) for i in range(len(pieces))]
    folded = fold(list(zip(pieces, starts, strict=True)))
    whole = fold([("".join(pieces), 0)])
    assert folded.text == whole.text
    assert folded.offsets.tolist() == whole.offsets.tolist()
    assert source_offsets(list(zip(pieces, starts, strict=True))).tolist() == list(range(sum(map(len, pieces))))


@given(st.lists(TEXTS.map(lambda shown: fold([(shown, 0)])).filter(lambda block: block.text != ""), max_size=5))
def test_joined_blocks_are_found_again_by_their_spans(blocks: list[Folded]) -> None:
    text, offsets, spans = join(blocks)
    assert [span.of(text) for span in spans] == [block.text for block in blocks]
    assert int((offsets == -1).sum()) == 2 * max(0, len(blocks) - 1)
