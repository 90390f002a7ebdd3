"""Words are found again where they stand now, and never somewhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.store.mending.quotes import locate, quote_of

TEXT = "Toll rises\n\nAt least 12 people died, he said. The mayor said 12 people were hurt.\n\nHe said no more."


def span_of(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def test_words_are_found_where_they_stood():
    quote = quote_of(TEXT, span_of(TEXT, "12 people", 1))
    assert (quote.nth, quote.of) == (1, 2)
    assert locate(TEXT, quote) == span_of(TEXT, "12 people", 1)


def test_words_are_found_when_the_text_before_them_grew():
    longer = TEXT.replace("Toll rises\n\n", "Toll rises\n\nA flood came on Monday. 12 people waited.\n\n")
    quote = quote_of(TEXT, span_of(TEXT, "12 people", 1))
    assert locate(longer, quote) == span_of(longer, "12 people", 2)


def test_words_that_are_gone_are_not_found():
    quote = quote_of(TEXT, span_of(TEXT, "12 people", 1))
    assert locate(TEXT.replace("The mayor said 12 people were", "The mayor said 15 people were"), quote) is None


def test_short_words_in_other_surroundings_are_not_those():
    quote = quote_of(TEXT, span_of(TEXT, "12 people"))
    assert locate("A boat for 12 people sank off Port Sarn.", quote) is None


def test_the_same_sentence_twice_is_told_apart_by_its_number():
    text = "It is over, she said.\n\nIt is over, she said.\n\nIt is over, she said."
    quote = quote_of(text, span_of(text, "It is over", 1))
    moved = f"A day later\n\n{text}"
    assert locate(moved, quote) == span_of(moved, "It is over", 1)
    assert locate("It is over, she said.\n\nNew words\n\nIt is over, she said.", quote) is None


def test_words_that_stand_thousands_of_times_are_found_where_they_stood():
    text = "on and on " * 9_000 + "and the end"
    span = Span(len(text) - 11, len(text) - 8)
    assert locate(text, quote_of(text, span)) == span


@given(st.data())
def test_any_place_of_any_text_is_found_again_in_it(data):
    text = data.draw(st.text(alphabet="ab \n\U0001f600é", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    quote = quote_of(text, span)
    assert locate(text, quote) == span
    longer = data.draw(st.text(alphabet="ab ", max_size=20)) + text
    found = locate(longer, quote)
    assert found is None or found.of(longer) == quote.exact
