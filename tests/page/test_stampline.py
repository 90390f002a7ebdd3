"""Lines that tell when an article was published."""

from __future__ import annotations

import time

import pytest

from onrecord.page.stampline import StampLine, read_stamp_line, stamp_in


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("3 May 2024", "2024-05-03", None),
        ("Published: May 3, 2024", "2024-05-03", None),
        ("Friday, 3rd May 2024", "2024-05-03", None),
        ("First published on Fri 3 May 2024 at 4:05 pm EDT", "2024-05-03T16:05:00-04:00", None),
        (
            "Published: 15:56 BST, 27 April 2024 | Updated: 15:57 BST, 27 April 2024",
            *["2024-04-27T15:5%d:00+01:00"] * 2,
        ),
        ("2024-05-03T10:00+02:00", "2024-05-03T10:00:00+02:00", None),
        ("May 3, 2024, 12:05 AM GMT+5:30", "2024-05-03T00:05:00+05:30", None),
        ("3 May 2024, 16:05", "2024-05-03", None),
        ("3 May 2024, 16:05 IST", "2024-05-03", None),
        ("3 May 2024, 25:61 GMT", "2024-05-03", None),
        ("3 May 2024 10:00 +99:99", "2024-05-03", None),
        ("Last updated: 4 May 2024", None, "2024-05-04"),
    ],
)
def test_stamp_lines_are_read(line: str, published: str | None, modified: str | None) -> None:
    if published and "%d" in published:
        published, modified = published % 6, published % 7
    assert read_stamp_line(line) == StampLine(published, modified)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge was closed on May 3, 2024.",
        "31 February 2024",
        "3/5/2024",
        "May 3",
        "May 2024",
        "3 May 1824",
        "Born 3 May 1974 in Portwick",
        "",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert read_stamp_line(line) is None


def test_a_byline_may_carry_the_date() -> None:
    assert stamp_in("By Jane Doe | 3 May 2024") == StampLine("2024-05-03", None)


@pytest.mark.parametrize("piece", ["May 3, ", "published ", "12:30 ", "3 May 2024 ", "2024-05-03", "Fri, ", "1", " - "])
def test_it_is_quick_on_hostile_lines(piece: str) -> None:
    begun = time.process_time()
    for size in (159, 160, 100_000):
        read_stamp_line((piece * size)[:size])
        stamp_in((piece * size)[:size])
    assert time.process_time() - begun < 0.5
