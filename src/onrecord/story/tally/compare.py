"""What articles said beside an official series, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from onrecord.story.tally.official import OfficialDay
from onrecord.story.tally.points import is_rounded, unit
from onrecord.story.tally.types import Kind, Point, Series, Tally

# How an article's value stands to the official one: the same; a rounded or open value that the official one fits into;
# another value; the value of another day; a day that the official series does not have.
Verdict = Literal["same", "fits", "differs", "other-day", "not-official"]
# A value of these many days before or after is taken for one of another day.
DAYS = 3


class Compared(msgspec.Struct, frozen=True):
    """One day of one series beside the official value.

    Args:
        low: as the articles have it; ``high``, ``approx`` too.
        official: null where the official series has no value for the day.
        difference: the articles' number less the official one.
        other_day: the day of the official series that has the articles' number, for ``other-day``.
        voices: independent reports that tell the value.
        articles: their ids.
    """

    day: str
    measure: str
    who: str
    kind: Kind
    place: str | None
    source: str | None
    low: float | None
    high: float | None
    approx: bool
    official: float | None
    difference: float | None
    verdict: Verdict
    other_day: str | None
    voices: int
    articles: tuple[int, ...]


def compare(tally: Tally, official: Iterable[OfficialDay]) -> tuple[Compared, ...]:
    """Return every point of a tally beside the official value of its day, by day.

    Args:
        tally: of the place and the source that the official series is of; rival sources may stand in it too.
        official: the official series.
    """
    known: dict[tuple[str, str, Kind], dict[str, float]] = {}
    for value in official:
        known.setdefault((value.measure, value.who, value.kind), {}).setdefault(value.day, value.value)
    out = [
        _compared(series, point, known[series.measure, series.who, series.kind])
        for series in tally.series
        for point in series.points
        if (series.measure, series.who, series.kind) in known and series.since is None
    ]
    return tuple(sorted(out, key=lambda c: (c.day, c.measure, c.who, c.kind, c.source or "", c.place or "")))


def _compared(series: Series, point: Point, known: dict[str, float]) -> Compared:
    official = known.get(point.day)
    verdict, other = _verdict(point, official, known)
    value = point.value
    return Compared(
        point.day,
        series.measure,
        series.who,
        series.kind,
        series.place,
        None if series.source is None else series.source.name,
        point.low,
        point.high,
        point.approx,
        official,
        None if official is None or value is None else value - official,
        verdict,
        other,
        point.voices,
        tuple(sorted({e.article for e in point.evidence})),
    )


def _verdict(point: Point, official: float | None, known: dict[str, float]) -> tuple[Verdict, str | None]:
    value = point.value
    if value is None:
        return "differs", None
    if official is not None:
        if value == official:
            return "same", None
        if _fits(point, value, official):
            return "fits", None
    near = _near(point.day, sorted(known))
    other = next((day for day in near if known[day] == value), None)
    if other is not None:
        return "other-day", other
    return ("not-official" if official is None else "differs"), None


def _near(day: str, days: Sequence[str]) -> list[str]:
    """The official days next to a day, the nearest first."""
    before = [d for d in days if d < day][-DAYS:]
    after = [d for d in days if d > day][:DAYS]
    return [*reversed(before), *after]


def _fits(point: Point, value: float, official: float) -> bool:
    if point.approx:
        return abs(official - value) < unit(value)
    words = point.evidence[0].words if point.evidence else ""
    if not is_rounded(value, point.low, point.high, words):
        return False
    gap = official - value
    return 0 <= gap < unit(value) if point.high is None else -unit(value) < gap <= 0
