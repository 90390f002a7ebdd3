"""From the record's spans to characters, and from those to tokens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.fold import fold, join
from onrecord.pipe.places import Characters, Tokens, runs_of


def places(*blocks: tuple[str, int]) -> tuple[str, np.ndarray]:
    text, offsets, _ = join([fold([block]) for block in blocks])
    return text, offsets


def test_a_text_that_was_not_folded_is_one_run() -> None:
    assert runs_of(np.arange(5, dtype=np.int64)) == [[0, 0, 5]]
    assert runs_of(np.array([], dtype=np.int64)) == []


def test_folded_spaces_and_joins_lead_back() -> None:
    source = "One  two\n\n\nthree four"
    text, offsets = places((source[:8], 0), (source[11:], 11))
    assert text == "One two\n\nthree four"
    characters = Characters(runs_of(offsets))
    begin, end = characters.of(text.index("two"), text.index("three") + 5)
    assert source[begin:end] == "two\n\n\nthree"
    begin, end = characters.of(text.index("One"), text.index("two"))
    assert source[begin:end] == "One "
    assert characters.of(7, 9) in {(11, 8), (0, 0), (11, 11)}  # a join alone covers nothing


WORDS = st.lists(
    st.text(alphabet="ab \t\u00a0\u200b", min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=5
)


@given(WORDS, st.data())
def test_every_span_of_visible_words_leads_to_the_same_words(words: list[str], data: st.DataObject) -> None:
    source, blocks = "", []
    for word in words:
        blocks.append((word, len(source)))
        source += word + "\n\n"
    folded = [block for block in blocks if fold([block]).text]
    if not folded:
        return
    text, offsets = places(*folded)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if "\n" in (text[start], text[end - 1]):
        return
    begin, stop = Characters(runs_of(offsets)).of(start, end)
    shown = "".join(letter for letter in source[begin:stop] if letter in "ab")
    assert shown == "".join(letter for letter in text[start:end] if letter in "ab")
    assert begin == offsets[start]
    assert stop == offsets[end - 1] + 1


@pytest.mark.parametrize(
    ("characters", "tokens"),
    [
        ((0, 3), (0, 1)),
        ((1, 2), (0, 1)),
        ((2, 5), (0, 2)),
        ((3, 4), None),
        ((4, 11), (1, 3)),
        ((0, 0), None),
        ((9, 9), None),
    ],
)
def test_tokens_that_hold_a_character_of_the_span(characters: tuple[int, int], tokens: tuple[int, int] | None) -> None:
    # "One two-sided": One at 0, two at 4, "-sided" right after it
    assert Tokens([0, 4, 7], [3, 7, 13]).around(*characters) == tokens
