"""All quantities of a text, and what only looks like one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import quantities
from onrecord.text.numbers import find_numbers

READERS = (
    quantities.numbers,
    quantities.ordinals,
    quantities.ranges,
    quantities.percents,
    quantities.money,
    quantities.ages,
    quantities.dimensions,
)
WORDS = st.sampled_from(
    "one two twenty-five hundred thousand million half a third quarters fifths and point minus of out in over 3 1/4 ½ "
    "1,234 2.5 10k $ € percent % years old km - – to between from at least more than , . ( ) dozens tens decade "
    "1 234 1,2,3 9/11 24/7 ١٢٣".split(" ")
)
SENTENCES = st.lists(WORDS, max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("forty-two and a half boats", [42.5]),
        ("one hundred and three quarters", [100.75]),
        ("three million and a half", [3_500_000]),
        ("between 40 billion and 60 billion", [40e9, 60e9]),
        ("two thirds of a million", [666_666.666667]),
        ("half a dozen eggs and a half-dozen more", [6, 6]),
        ("minus five point zero two", [-5.02]),
        ("12,34,567 in India, 1.234.567,89 in Spain", [1_234_567, 1_234_567.89]),
        ("1 234 567 people", [1_234_567]),
        ("6 1/2 and 2-1/2", [6.5, 2.5]),
        ("1.5e3 and 2^10", [1500, 1024]),
        ("the 7, the 8 and the 9", [7, 8, 9]),
        ("180ml of it", []),
    ],
)
def test_numbers(text, values):
    assert [q.value for q in quantities.numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the twenty-first of 32nd", [21, 32]),
        ("one hundred and fifth", [105]),
        ("the next to last one", ["end-1"]),
        ("a third of them", [3]),
    ],
)
def test_ordinals(text, values):
    assert [q.value for q in quantities.ordinals(text)] == values


@pytest.mark.parametrize(
    ("text", "low", "high", "ends"),
    [
        ("between six and nine boats", 6, 9, "[)"),
        ("more than 5 but fewer than 8", 5, 8, "()"),
        ("at least 30 sheep", 30, None, "[)"),
        ("up to 40 sheep", None, 40, "(]"),
        ("x >= 12", 12, None, "[)"),
        ("sixty or more", 60, None, "[)"),
        ("5k-7k steps", 5000, 7000, "[)"),
    ],
)
def test_ranges(text, low, high, ends):
    (found,) = quantities.ranges(text)
    assert (found.low, found.high, found.ends) == (low, high, ends)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("RM6.1 million", 6_100_000, "MYR"),
        ("US$ 3bn", 3e9, "USD"),
        ("12 Canadian dollars", 12, "CAD"),
        ("4 dollars and 20 cents", 4.2, "USD"),
        ("75 EUR million", 75e6, "EUR"),
        ("30 MUSD", 30e6, "USD"),
        ("8 €", 8, "EUR"),
    ],
)
def test_money(text, value, currency):
    (found,) = quantities.money(text)
    assert (found.value, found.currency) == (pytest.approx(value), currency)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 feet 6 inches", 5.5, "feet"),
        ("a 3-tonne lorry", 3, "tonnes"),
        ("40 square miles", 40, "square miles"),
        ("90 km/h", 90, "km per h"),
        ("20 (kg)", 20, "kg"),
    ],
)
def test_dimensions(text, value, unit):
    (found,) = quantities.dimensions(text)
    assert (found.value, found.unit) == (value, unit)


def test_ages_and_percents():
    assert [(q.value, q.unit) for q in quantities.ages("ten months old, and aged 87")] == [
        (10, "months"),
        (87, "years"),
    ]
    assert [q.value for q in quantities.percents("4.5 per cent, 20% and a small percent")] == [4.5, 20, None]


@given(SENTENCES)
def test_every_span_is_inside_and_in_order(text):
    for reader in READERS:
        found = reader(text)
        assert all(0 <= q.start < q.end <= len(text) for q in found)
        assert [q.start for q in found] == sorted(q.start for q in found)
    numbers = list(find_numbers(text, 0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@given(st.text(alphabet="0123456789.,/-–$€£%½ abekmM()¹٣\n", max_size=60))
def test_no_run_of_marks_breaks_a_reader(text):
    for reader in READERS:
        assert all(0 <= q.start < q.end <= len(text) for q in reader(text))
    assert all(0 <= n.start < n.end <= len(text) for n in find_numbers(text, 0, len(text)))


@pytest.mark.parametrize("words", ["one and ", "1/", "twenty-", "a half and ", "1,", "one hundred and thirty fifths "])
def test_long_runs_take_time_in_step_with_their_length(words):
    def seconds(times: int) -> float:
        text, started = words * times, time.process_time()
        for _ in range(2):
            list(find_numbers(text, 0, len(text)))
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(1000), 0.01)  # quadratic time would not, with room for a busy machine


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,2,3", []),
        ("1.000.000", [1_000_000]),
        ("١٢٣", [123]),
        ("½", [0.5]),
        ("10k", [10_000]),
        ("£", []),
        ("24/7", []),
        ("9/11", []),
        ("G7", []),
        ("MH370", []),
        ("v2.10.3", []),
        ("3M", []),
        ("7203.T", []),
        ("+1-222-333-4444", []),
        ("9" * 400, []),
        ("1" + ",000" * 100, []),
        ("10^999999", [10, 999_999]),
        ("٣٫٥", []),
    ],
)
def test_what_only_looks_like_a_number(text, values):
    assert [n.value for n in find_numbers(text, 0, len(text))] == values
