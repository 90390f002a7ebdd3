"""Quotation marks, dates and numbers by themselves."""

from __future__ import annotations

import pytest

from onrecord.record import Span
from onrecord.text import Parse
from onrecord.text.dates import find_dates
from onrecord.text.graphemes import torn_offsets
from onrecord.text.numbers import find_numbers
from onrecord.text.quotes import quotations


def quotes(*blocks: str) -> list[str]:
    text, spans, at = "\n\n".join(blocks), [], 0
    for block in blocks:
        spans.append(Span(at, at + len(block)))
        at += len(block) + 2
    return [text[q.start : q.end] for q in quotations(text, spans)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("Er sagte „ja“ dazu.", ["„ja“"]),
        ("Il dit «oui» ou « non ».", ["«oui»"]),
        ("He said ‘it’s fine’ and left.", ["‘it’s fine’"]),
        ("The workers' union isn't ready.", []),
        ("“She said ‘no’ twice.”", ["“She said ‘no’ twice.”"]),
        ('A lone " mark.', []),
        ("A board 5' 10\" tall.", []),
    ],
)
def test_quotations_of_all_shapes(text, found):
    assert quotes(text) == found


def test_a_quotation_runs_on_over_paragraphs():
    assert quotes("“First we wait.", "“Then we go.”") == ["“First we wait.", "“Then we go.”"]


def values(text: str, published: str | None = "2024-05-01") -> list[tuple[str, str, str]]:
    parse = Parse(text, (), (), ())
    return [(text[t.start : t.end], t.type, t.value) for t in find_dates(parse, [Span(0, len(text))], published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Tuesday", ("Tuesday", "DATE", "2024-04-30")),
        ("on Wednesday", ("Wednesday", "DATE", "2024-05-01")),
        ("next Friday", ("next Friday", "DATE", "2024-05-03")),
        ("last month", ("last month", "DATE", "2024-04")),
        ("since October 7", ("October 7", "DATE", "2023-10-07")),
        ("on 3 March 2021", ("3 March 2021", "DATE", "2021-03-03")),
        ("in the 1990s", ("the 1990s", "DATE", "199")),
        ("on the 22nd", ("the 22nd", "DATE", "2024-04-22")),
        ("two days ago", ("two days ago", "DATE", "2024-04-29")),
        ("two and a half hours", ("two and a half hours", "DURATION", "PT2H30M")),
        ("for three weeks", ("three weeks", "DURATION", "P3W")),
        ("every Monday", ("every Monday", "SET", "XXXX-WXX-1")),
        ("at 5:30 p.m.", ("5:30 p.m.", "TIME", "2024-05-01T17:30")),
        ("yesterday", ("yesterday", "DATE", "2024-04-30")),
    ],
)
def test_time_expressions_are_resolved(text, expected):
    assert values(text) == [expected]


def test_without_a_day_of_publication_weekdays_stay_open():
    assert values("on Tuesday", None) == [("Tuesday", "DATE", "XXXX-WXX-2")]


@pytest.mark.parametrize("text", ["February 30, 2023", "99:99", "the 31st of nothing in 0000-13-45", "Feb 29 1500"])
def test_days_that_do_not_exist_do_no_harm(text):
    for words, _, value in values(text):
        assert words
        assert value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("34,568", 34568),
        ("1.2 million", 1_200_000),
        ("twenty-five", 25),
        ("two hundred and ten", 210),
        ("a dozen", 12),
        ("several dozen", 24),
        ("hundreds of thousands", 200_000),
        ("١٢٣", 123),
        ("10k", 10_000),
        ("½", 0.5),
        ("3½", 3.5),
        ("22nd", 22),
        ("twenty-first", 21),
    ],
)
def test_numbers_in_digits_and_words(text, value):
    assert [n.value for n in find_numbers(text, 0, len(text))] == [value]


@pytest.mark.parametrize("text", ["1,2,3", "MH370", "B-52", "9" * 400, "no numbers"])
def test_what_only_looks_like_a_number(text):
    assert not list(find_numbers(text, 0, len(text)))


def test_torn_offsets_lie_inside_clusters():
    assert torn_offsets("plain") == frozenset()
    assert torn_offsets("e\u0301x") == {1}
    assert torn_offsets("🇬🇧🇫🇷") == {1, 3}
    assert torn_offsets("👩\u200d👧") == {1, 2}
