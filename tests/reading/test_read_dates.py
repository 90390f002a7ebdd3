"""Time expressions: which words they are, and what day, week, year or length of time they mean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.reading import RawPage
from onrecord.reader import read_page
from onrecord.record import Span
from onrecord.text import Parse
from onrecord.text.annotator import annotate
from onrecord.text.dates import find_dates

PUBLISHED = "2024-05-01"  # a Wednesday


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    parse = annotate(text, [Span(0, len(text))])
    return [(text[t.start : t.end], t.type, t.value) for t in find_dates(parse, [Span(0, len(text))], published)]


def bare(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    """Without grammar: what the words alone tell."""
    parse = Parse(text, (), (), ())
    return [(text[t.start : t.end], t.type, t.value) for t in find_dates(parse, [Span(0, len(text))], published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("built on Nov. 24, 2023", ("Nov. 24, 2023", "DATE", "2023-11-24")),
        ("built on the 3rd of July, 1955", ("the 3rd of July, 1955", "DATE", "1955-07-03")),
        ("built on Friday, March 1", ("Friday, March 1", "DATE", "2024-03-01")),
        ("seen on 2024-04-30", ("2024-04-30", "DATE", "2024-04-30")),
        ("signed 31/12/2023", ("31/12/2023", "DATE", "2023-12-31")),
        ("signed 05/01/24", ("05/01/24", "DATE", "2024-05-01")),
        ("signed 09/11/2001", ("09/11/2001", "DATE", "2001-XX-XX")),
        ("in late March", ("late March", "DATE", "2024-03")),
        ("in June 1998", ("June 1998", "DATE", "1998-06")),
        ("last October", ("last October", "DATE", "2023-10")),
        ("in April last year", ("April last year", "DATE", "2023-04")),
        ("in March 12 people fell ill", ("March", "DATE", "2024-03")),
        ("on Friday the 13th", ("Friday the 13th", "DATE", "2023-10-13")),
        ("until Tuesday", ("Tuesday", "DATE", "2024-05-07")),
        ("Thursday night", ("Thursday night", "TIME", "2024-04-25TNI")),
        ("this morning", ("this morning", "TIME", "2024-05-01TMO")),
        ("last night", ("last night", "TIME", "2024-04-30TNI")),
        ("at noon on Sunday", ("noon on Sunday", "TIME", "2024-04-28T12:00")),
        ("at 9.30am", ("9.30am", "TIME", "2024-05-01T09:30")),
        ("at 1600 GMT", ("1600 GMT", "TIME", "2024-05-01T16:00")),
        ("earlier this month", ("earlier this month", "DATE", "2024-05")),
        ("early next week", ("early next week", "DATE", "2024-W19")),
        ("over the weekend", ("the weekend", "DATE", "2024-W17-WE")),
        ("the end of 2025", ("the end of 2025", "DATE", "2025")),
        ("the second quarter of 2023", ("the second quarter of 2023", "DATE", "2023-Q2")),
        ("third-quarter", ("third-quarter", "DATE", "2023-Q3")),
        ("the second half of 2023", ("the second half of 2023", "DATE", "2023-H2")),
        ("last summer", ("last summer", "DATE", "2023-SU")),
        ("the spring of 1990", ("the spring of 1990", "DATE", "1990-SP")),
        ("the 20th century", ("the 20th century", "DATE", "19")),
        ("the late 1980s", ("the late 1980s", "DATE", "198")),
        ("the '80s", ("the '80s", "DATE", "198")),
        ("in '89", ("'89", "DATE", "1989")),
        ("nineteen ninety-six", ("nineteen ninety-six", "DATE", "1996")),
        ("the year two thousand", ("the year two thousand", "DATE", "2000")),
        ("Thanksgiving Day", ("Thanksgiving Day", "DATE", "2023-11-23")),
        ("Easter Monday", ("Easter Monday", "DATE", "2024-04-01")),
        ("ten years ago", ("ten years ago", "DATE", "2014")),
        ("five months ago", ("five months ago", "DATE", "2023-12")),
        ("two weeks ago", ("two weeks ago", "DATE", "2024-W16")),
        ("a year earlier", ("a year earlier", "DATE", "2023")),
        ("years ago", ("years ago", "DATE", "PAST_REF")),
        ("three days later", ("three days later", "DURATION", "P3D")),
        ("2 1/2 years", ("2 1/2 years", "DURATION", "P2Y6M")),
        ("a minute and a half", ("a minute and a half", "DURATION", "PT1M30S")),
        ("more than six months", ("more than six months", "DURATION", "P6M")),
        ("two to three weeks", ("two to three weeks", "DURATION", "P2W")),
        ("a dozen years", ("a dozen years", "DURATION", "P12Y")),
        ("twenty-four hours", ("twenty-four hours", "DURATION", "PT24H")),
        ("several days", ("several days", "DURATION", "PXD")),
        ("a decades-long war", ("a decades-long", "DURATION", "PXE")),
        ("half an hour", ("half an hour", "DURATION", "PT30M")),
        ("a 16-hour flight", ("16-hour", "DURATION", "PT16H")),
        ("the past five days", ("the past five days", "DURATION", "P5D")),
        ("twice a week", ("twice a week", "SET", "P1W")),
        ("$5 a day", ("a day", "SET", "P1D")),
        ("every two weeks", ("every two weeks", "SET", "P2W")),
        ("on Sundays", ("Sundays", "SET", "XXXX-WXX-7")),
        ("each July", ("each July", "SET", "XXXX-07")),
        ("right now", ("now", "DATE", "PRESENT_REF")),
        ("in the near future", ("the near future", "DATE", "FUTURE_REF")),
    ],
)
def test_expressions_of_all_kinds(text, expected):
    assert bare(text) == [expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council met on Friday.", "2024-04-26"),
        ("The council will meet on Friday.", "2024-05-03"),
        ("The council plans to meet on Friday.", "2024-05-03"),
        ("The vote is on Friday.", "2024-05-03"),
        ("The clerk could not be reached on Friday.", "2024-04-26"),
        ("The clerk said on Friday that the hall would reopen.", "2024-04-26"),
        ("The offer had been due to end on Friday.", "2024-04-26"),
        ("The council agreed to buy the hall on Friday.", "2024-04-26"),
        ("The council planned to meet on Friday.", "2024-05-03"),
        ("The teams were to enter the hall on Friday.", "2024-05-03"),
        ("The clerk gave a warning on Friday that the hall could fall.", "2024-04-26"),
        ("The hall reopened in November.", "2023-11"),
        ("The hall will reopen in November.", "2024-11"),
        ("The bridge will open in February.", "2025-02"),
        ("The bridge opened in February.", "2024-02"),
    ],
)
def test_the_tense_tells_what_lies_ahead(text, value):
    assert [found[2] for found in read(text)] == [value]


def test_days_in_a_row_share_their_month():
    assert [value for _, _, value in bare("on April 3 and 4")] == ["2024-04-03", "2024-04-04"]
    assert [value for _, _, value in bare("May 1-3, 2022")] == ["2022-05-01", "2022-05-03"]
    assert [value for _, _, value in bare("from 3 to 5 June 2022")] == ["2022-06-03", "2022-06-05"]


def test_what_is_counted_from_a_day_named_before():
    assert bare("They left on April 3 and came back the following day.")[1][2] == "2024-04-04"
    assert bare("On Monday the doors opened at 8 a.m. sharp.")[1][2] == "2024-04-29T08:00"
    assert bare("Sales in the first quarter were higher than a year earlier.")[1][2] == "2023-Q1"


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3",
        "open 24/7",
        "the 9/11 memorial",
        "version 2.14.1",
        "Flight MH370, the G20, COVID-19, a B-52",
        "$2024",
        "2024%",
        "#1999",
        "2000 soldiers",
        "a 42-year-old man",
        "three quarters of the voters",
        "the quarter-finals",
        "He may march.",
        "99:99",
        "Feb. 31",
        "30 February",
        "on the 45th",
        "year 0",
        "in 99999",
        "9" * 400,
        "1:" * 300,
        "١٢٣ ٢٠٢٤",
        "二〇二四年五月一日",
        "The team lost the ball in the first half.",
        "at High Noon",
    ],
)
def test_what_only_looks_like_a_time(text):
    assert bare(text) == []


def test_a_table_of_numbers_has_no_dates():
    rows = "\n".join(" ".join(str((7 * a * b) % 97) for b in range(1, 12)) for a in range(1, 30))
    assert bare(rows) == []


@pytest.mark.parametrize(
    "unit", ["one ", "a ", "the last ", "Monday ", "May ", "2024 ", "5:30 ", "half a ", "- ", "1,"]
)
def test_reading_time_grows_with_the_text_only(unit):
    def seconds(times: int) -> float:
        text, best = unit * times, 9.0
        for _ in range(2):
            started = time.process_time()
            bare(text)
            best = min(best, time.process_time() - started)
        return best

    small, large = seconds(1_000), seconds(8_000)
    assert large < 32 * small + 0.05


@pytest.mark.parametrize("published", [None, "0001-01-01", "9999-12-31", "not a day", "2024-02-29T12:00:00+03:00"])
def test_days_at_the_ends_of_the_calendar_do_no_harm(published):
    text = (
        "Last week, next month, 900 years ago, 5,000 weeks from now, tomorrow, yesterday, next decade, last century, "
        "the weekend, a year earlier, the third quarter, Friday, by Sunday, on the 31st, Easter, New Year's Eve, in "
        "December, 99,999 days ago, the following day, Friday the 13th, last winter, February 29, 24 and 25 April, "
        "the year-ago quarter, early next year, the 1990s, at 5 p.m. on Saturday, tonight, overnight, the day before."
    )
    for words, _, value in read(text, published):
        assert words
        assert value


def test_without_a_day_of_publication_only_what_is_written_out_is_known():
    text = "On 3 March 2021 he left; yesterday he wrote; on Monday he rang; in May he calls."
    values = [value for _, _, value in bare(text, None)]
    assert values == ["2021-03-03", "PAST_REF", "XXXX-WXX-1", "XXXX-05"]


def test_a_dateline_stands_for_a_missing_day_of_publication():
    article = "OSLO, 3 May 2021 (AP) - The harbour was closed on Saturday.\n\nIt opened yesterday."
    record = read_page(RawPage("a.txt", article.encode())).record
    assert [(record.article.text[d.start : d.end], d.value) for d in record.dates] == [
        ("3 May 2021", "2021-05-03"),
        ("Saturday", "2021-05-01"),
        ("yesterday", "2021-05-02"),
    ]


WORDS = st.sampled_from(
    "the a last next this every Monday Friday May March Sept . , - 3 13 31 45 2024 1990s '80s 5:30 p.m. noon of in on "
    "two half and week years months ago later earlier quarter third weekend hour minutes night Easter now recent past "
    "few dozen hundred 1/2 12/11/99 2024-05-01 GMT fiscal year-end each old long century".split()
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from([None, PUBLISHED, "2023-01-01"]))
def test_any_words_give_spans_in_order_that_never_overlap(text, published):
    parse = Parse(text, (), (), ())
    end = 0
    for timex in find_dates(parse, [Span(0, len(text))], published):
        assert end <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end].strip() == text[timex.start : timex.end]
        assert timex.value
        end = timex.end


@pytest.mark.parametrize(
    "text", ["They met in October. Two months earlier they had not.", "In 0000 and a year later it was so."]
)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_what_is_counted_from_a_month_of_no_known_year_does_no_harm(text, published):
    assert read(text, published)
