"""The picture of a tally in numbers: steps, bands, rings, labels that do not stand on one another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.serve.web.story.chart import Chart, chart
from onrecord.store.rows import ActorName
from onrecord.story.tally import Point, Revision, Series


def point(day: str, low: float | None, high: float | None = None, **more: object) -> Point:
    fields = {"dated": "stated", "approx": False, "days": None, "voices": 1, "articles": 1, "revisions": ()} | more
    return Point(day=day, low=low, high=high, evidence=(), **fields)  # type: ignore[arg-type]


def series(name: str, *points: Point) -> Series:
    source = ActorName(len(name), name, "organisation", 1)
    return Series("killed", "all", "Orrin", source, (name,), "total", None, points)


def drawn(*several: Series) -> Chart:
    made = chart(several, {}, "killed, Orrin")
    assert made is not None
    return made


def test_a_value_stands_until_the_next() -> None:
    line = drawn(series("ministry", point("2031-03-01", 10, 10), point("2031-03-03", 20, 20))).lines[0]
    assert line.path.count("H") == 2
    assert line.path.count("V") == 1
    assert line.bands == ()


@pytest.mark.parametrize(
    ("low", "high", "approx", "way"),
    [(10, None, False, "up"), (None, 10, False, "down"), (10, 14, False, "range"), (10, 10, True, "both")],
)
def test_a_bound_is_a_band_on_its_open_side(low: float, high: float, approx: bool, way: str) -> None:
    line = drawn(series("ministry", point("2031-03-01", low, high, approx=approx), point("2031-03-03", 20, 20))).lines[
        0
    ]
    assert [band.way for band in line.bands] == [way]


def test_a_replaced_value_is_a_ring_at_its_own_height() -> None:
    old = Revision(12, 12, "2031-03-01", "2031-03-03", said=True)
    line = drawn(series("m", point("2031-03-01", 10, 10, revisions=(old,)), point("2031-03-03", 20, 20))).lines[0]
    assert "12, of Sat 1 March 2031: revised, 10 Mon 3 March 2031" in line.rings[0].says
    assert line.rings[0].y < line.dots[0].y


def test_rival_sources_have_patterns_of_their_own() -> None:
    lines = drawn(*(series(f"source {n}", point("2031-03-01", n), point("2031-03-02", n)) for n in (10, 11, 12))).lines
    assert len({line.dash for line in lines}) == 3


def test_a_line_far_off_the_longest_is_left_to_the_table() -> None:
    main = series("ministry", *(point(f"2031-03-0{n}", 10 + n) for n in (1, 2, 3)))
    off = series("somebody", point("2031-03-02", 100_000))
    assert [line.source for line in drawn(main, off).lines] == ["ministry"]


def test_one_day_makes_no_picture() -> None:
    assert chart([series("ministry", point("2031-03-01", 10))], {}, "killed") is None
    assert chart([], {}, "killed") is None


@given(st.lists(st.lists(st.floats(1, 1e12), min_size=2, max_size=9), min_size=1, max_size=5))
def test_everything_stands_in_the_picture(values: list[list[float]]) -> None:
    several = [
        series("s" * (n + 1), *(point(f"2031-03-{day:02}", value, value) for day, value in enumerate(some, 1)))
        for n, some in enumerate(values)
    ]
    made = drawn(*several)
    for line in made.lines:
        assert all(0 <= dot.y <= made.height and 0 <= dot.x <= made.width for dot in line.dots)
        assert 0 < line.label_y <= made.height
    ends = sorted(line.label_y for line in made.lines)
    assert all(below - above >= 12 for above, below in pairwise(ends))
    assert 2 <= len(made.across) <= 7
