"""Spans count code points of the article's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.record import Span

PLACES = st.integers(-3, 12)


@given(st.text(max_size=9), PLACES, PLACES)
def test_a_span_gives_its_words_or_says_that_it_cannot(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        assert Span(start, end).of(text) == text[start:end]
    else:
        with pytest.raises(RecordError, match=f"span {start}\\.\\.{end} does not lie inside a text of {len(text)}"):
            Span(start, end).of(text)


def test_code_points_outside_the_basic_plane_count_once() -> None:
    assert Span(1, 3).of("a🌊b") == "🌊b"


@given(PLACES, PLACES, PLACES, PLACES)
def test_holding_implies_overlapping_and_overlapping_goes_both_ways(a: int, b: int, c: int, d: int) -> None:
    one, two = Span(min(a, b), max(a, b) + 1), Span(min(c, d), max(c, d) + 1)
    assert one.overlaps(two) == two.overlaps(one)
    assert not one.holds(two) or one.overlaps(two)
    assert one.holds(one)


def test_spans_sort_by_where_they_begin() -> None:
    assert sorted([Span(4, 5), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(4, 5)]
