"""Keys: the same across re-readings, so that corrections can hold on to an item."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.record import Span, item_key
from onrecord.record.keys import SURROUNDINGS

LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
QUOTE = "the dam will hold"
BLOCK = f"Water rose overnight, but engineers insist {QUOTE} until the rain stops on Friday evening."


def key_in(text: str, quote: str = QUOTE, nth: int = 0, kind: str = "statement") -> str:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return item_key(kind, text, [Span(start, start + len(quote))])


@given(LETTERS, LETTERS)
def test_edits_in_other_blocks_leave_a_key_alone(before: str, after: str) -> None:
    assume(QUOTE not in before)
    assert key_in(f"{before}\n\n{BLOCK}\n\n{after}") == key_in(BLOCK)


@given(LETTERS, LETTERS)
def test_edits_of_the_same_block_beyond_the_surroundings_leave_a_key_alone(before: str, after: str) -> None:
    assume(QUOTE not in before)
    start = BLOCK.index(QUOTE)
    near = BLOCK[start - SURROUNDINGS : start + len(QUOTE) + SURROUNDINGS]
    assert key_in(f"{before}{near}{after}") == key_in(BLOCK)


def test_an_edit_beside_the_quote_changes_the_key() -> None:
    assert key_in(BLOCK.replace("insist", "doubt that")) != key_in(BLOCK)
    assert key_in(BLOCK.replace("until", "after")) != key_in(BLOCK)


def test_an_edit_of_the_quote_changes_the_key() -> None:
    assert key_in(BLOCK) != key_in(BLOCK.replace("hold", "burst"), "the dam will burst")


def test_equal_quotes_in_other_surroundings_have_keys_of_their_own() -> None:
    text = f"Ministers say {QUOTE} this week. Villagers doubt that {QUOTE} any longer."
    assert key_in(text, nth=0) != key_in(text, nth=1)


def test_a_key_tells_the_kinds_of_items_apart() -> None:
    assert key_in(BLOCK, kind="statement") != key_in(BLOCK, kind="position")


def test_the_order_of_the_spans_is_part_of_the_key() -> None:
    one, two = Span(0, 5), Span(6, 10)
    assert item_key("statement", BLOCK, [one, two]) != item_key("statement", BLOCK, [two, one])


def test_where_one_span_ends_and_the_next_begins_is_part_of_the_key() -> None:
    assert item_key("statement", BLOCK, [Span(0, 5)]) != item_key("statement", BLOCK, [Span(0, 5), Span(5, 6)])


@given(LETTERS.filter(bool))
def test_a_key_is_sixteen_hexadecimal_digits(text: str) -> None:
    key = item_key("figure", text, [Span(0, len(text))])
    assert len(key) == 16
    assert set(key) <= set("0123456789abcdef")


def test_a_key_is_the_same_on_every_machine() -> None:
    assert key_in(BLOCK) == "502d7bed3c51944d"
