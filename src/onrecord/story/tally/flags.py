"""What is odd about a tally: jumps, falls, revisions, other definitions, sums that are off, rival sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from onrecord.story.tally.points import is_rounded
from onrecord.story.tally.types import Flag, FlagKind, Point, Series
from onrecord.story.tally.who import ALL

# A change is a jump where it is this many times the median of the changes a day before it, and half as much again as
# the largest of them. Of the 1,050 changes of the official series in ../shared/corpora/tallies 18 are, all of them days
# on which deaths of earlier days were added or a truce ended.
JUMP, JUMP_OVER = 3.0, 1.5
BEFORE, LEAST_BEFORE = 14, 4
LEAST_JUMP = 10
# A series is told day by day where this part of its steps are of one day; a gap in it is at most so many days long.
MOSTLY, LONGEST_GAP = 0.7, 4


def flags_of(series: Sequence[Series]) -> tuple[Flag, ...]:
    """Return what is odd about series, by day.

    Args:
        series: those that stand side by side: of one measure and place, or several.
    """
    flags = [flag for one in series if one.kind == "total" for flag in _of_total(one)]
    flags += [flag for one in series for flag in _revisions(one)]
    flags += [flag for one in series if one.kind == "new" for flag in _against_total(one, series)]
    flags += list(_definitions(series))
    flags += list(_sources(series))
    return tuple(sorted(flags, key=lambda f: (f.day, f.measure, f.kind, f.who, f.source or "", f.message)))


def name_of(series: Series) -> str:
    """Return what to call a series' source."""
    return series.source.name if series.source is not None else "no source given"


def number(value: float | None) -> str:
    """Return a number as people read it."""
    return "–" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,}"


def is_sharp(point: Point) -> bool:
    """Tell whether a point's number can be reckoned with: neither about right nor rounded."""
    value = point.value
    if value is None or point.approx:
        return False
    words = point.evidence[0].words if point.evidence else ""
    return not is_rounded(value, point.low, point.high, words)


def _flag(
    kind: FlagKind, series: Series, day: str, message: str, points: Sequence[Point], **values: float | None
) -> Flag:
    evidence = tuple(first for point in points if (first := next(iter(point.evidence), None)) is not None)
    source = None if series.source is None else series.source.name
    return Flag(kind, day, series.measure, series.who, series.place, source, message, evidence=evidence, **values)


def _of_total(series: Series) -> Iterator[Flag]:
    sharp = [point for point in series.points if is_sharp(point)]
    changes: list[float] = []
    for before, point in pairwise(sharp):
        was, now = before.value or 0, point.value or 0
        change = (now - was) / max(1, _days_between(before.day, point.day))
        if now < was:
            message = f"{name_of(series)}: the total fell from {number(was)} ({before.day}) to {number(now)}"
            yield _flag("fall", series, point.day, message, (before, point), was=was, now=now)
        elif _is_jump(change, now - was, changes[-BEFORE:]):
            usual = median(changes[-BEFORE:])
            more = f"{number(now - was)} more than on {before.day}"
            message = f"{name_of(series)}: {more}; {number(round(usual))} a day before that"
            yield _flag("jump", series, point.day, message, (before, point), was=was, now=now)
        changes.append(change)


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _is_jump(change: float, more: float, before: Sequence[float]) -> bool:
    if len(before) < LEAST_BEFORE or more < LEAST_JUMP:
        return False
    return change > JUMP * max(median(before), 1) and change > JUMP_OVER * max(before)


def _revisions(series: Series) -> Iterator[Flag]:
    for point in series.points:
        for revision in point.revisions:
            was = revision.low if revision.low is not None else revision.high
            how = "revised" if revision.said else "gave another value for the same day"
            message = f"{name_of(series)}: {how}: {number(was)}, then {number(point.value)}"
            yield _flag("revision", series, point.day, message, (point,), was=was, now=point.value)


def _against_total(new: Series, series: Sequence[Series]) -> Iterator[Flag]:
    """New ones against the change of the same source's total over the same days."""
    total = next((s for s in series if s.kind == "total" and _alike(s, new) and s.source == new.source), None)
    if total is None:
        return
    places = {point.day: at for at, point in enumerate(total.points)}
    for point in new.points:
        at = places.get(point.day)
        before = None if at is None else _before(total.points, at, point.days or 1)
        now = None if at is None else total.points[at]
        if now is None or before is None or not is_sharp(point) or not is_sharp(now):
            continue
        change = (now.value or 0) - (before.value or 0)
        if change != point.value:
            message = (
                f"{name_of(new)}: {number(point.value)} new ones are told, the total rose by {number(change)} "
                f"({number(before.value)} to {number(now.value)})"
            )
            values = {"was": before.value, "now": now.value, "told": point.value}
            yield _flag("daily", new, point.day, message, (point, before, now), **values)


def _before(points: Sequence[Point], at: int, days: int) -> Point | None:
    """The total that new ones were added to: that of the day on which they were begun to be counted.

    Where nobody tells of that day, and of most days somebody does, the last one told stands in: what came between was
    told by nobody, and the rise holds it all the same.
    """
    start = (date.fromisoformat(points[at].day) - timedelta(days)).isoformat()
    earlier = next((p for p in reversed(points[:at]) if p.day <= start), None)
    if earlier is None or not is_sharp(earlier):
        return None
    if earlier.day == start:
        return earlier
    gaps = [_days_between(a.day, b.day) for a, b in pairwise(points[max(0, at - BEFORE) : at])]
    dense = len(gaps) >= LEAST_BEFORE and gaps.count(1) >= MOSTLY * len(gaps)
    skipped = points[at - 1] is earlier and _days_between(earlier.day, points[at].day) <= LONGEST_GAP
    return earlier if dense and skipped else None


def _alike(one: Series, other: Series) -> bool:
    return (one.measure, one.who, one.place_key, one.since) == (other.measure, other.who, other.place_key, other.since)


def _definitions(series: Sequence[Series]) -> Iterator[Flag]:
    """Where a source counts something else than all: some only, elsewhere, from another day on."""
    for one in series:
        main = next((s for s in series if s.kind == one.kind == "total" and _is_main(s, one)), None)
        if main is None or not one.points:
            continue
        what = (
            one.who if one.who != main.who else f"since {one.since}" if one.since != main.since else f"in {one.place}"
        )
        first = one.points[0]
        message = f"{name_of(one)}: another count beside the total: {what}"
        yield _flag("definition", one, first.day, message, (first, main.points[0]), now=first.value)


def _is_main(main: Series, one: Series) -> bool:
    """Whether a series is the count of all that another one of the same source departs from."""
    if (
        main is one
        or main.source != one.source
        or main.measure != one.measure
        or main.who != ALL
        or main.since is not None
    ):
        return False
    other_place = one.place_key != main.place_key
    return (one.who != ALL or one.since is not None) if not other_place else len(main.points) > len(one.points)


def _sources(series: Sequence[Series]) -> Iterator[Flag]:
    """The last day on which two sources give other totals of the same thing."""
    totals = [s for s in series if s.kind == "total" and s.source is not None]
    for at, one in enumerate(totals):
        for other in totals[at + 1 :]:
            if not _alike(one, other) or one.source == other.source:
                continue
            theirs = {p.day: p for p in other.points if is_sharp(p)}
            days = [(p, theirs[p.day]) for p in one.points if p.day in theirs and is_sharp(p)]
            apart = [(p, q) for p, q in days if p.value != q.value]
            if apart:
                p, q = apart[-1]
                message = f"{name_of(one)} has {number(p.value)}, {name_of(other)} {number(q.value)}"
                yield _flag("sources", one, p.day, message, (p, q), was=q.value, now=p.value)
