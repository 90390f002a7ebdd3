"""The picture of a tally, as numbers for an SVG: a line of steps for each source, its bound as a band; no averages.

Lengths are units of the picture's own box, in which letters are 12 units high; the page's style sheet may scale them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from onrecord.serve import wording
from onrecord.serve.web.story.known import amount, source_of
from onrecord.story.tally import Point, Series

WIDTH, HEIGHT = 480, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 128, 14, 26
_LETTER = 6.4  # units, a letter of 12 units on average; figures are as wide
_BOUND = 9  # how far a band of an open bound reaches, where there is no other end to draw it to
_LINE = 13  # from one line of a label to the next
_LABEL = 18  # letters in a line of a label
_TICKS = 4
_BESIDE = 4  # times below or above the longest line's values
_MOST = 5  # lines in one picture; the table has them all
DASHES = ("", "7 3", "2 3", "10 3 2 3", "1 4")


class Dot(msgspec.Struct, frozen=True):
    """A value on its day; of a ring one that was replaced."""

    x: float
    y: float
    says: str
    href: str = ""
    shape: str = "exactly"


class Band(msgspec.Struct, frozen=True):
    """What a bound leaves open.

    Args:
        way: ``up`` for at least, ``down`` for at most, ``both`` for about, ``range`` where both ends are told.
    """

    x: float
    y: float
    width: float
    height: float
    way: str


class Drawn(msgspec.Struct, frozen=True):
    """One source's line.

    Args:
        path: of SVG.
        label: the source's name at the line's end, in lines.
        label_y: of its first line; ``leader`` a path from the line's end to it, where it had to move.
    """

    source: str
    path: str
    dash: str
    bands: tuple[Band, ...]
    dots: tuple[Dot, ...]
    rings: tuple[Dot, ...]
    label: tuple[str, ...]
    label_y: float
    leader: str


class Tick(msgspec.Struct, frozen=True):
    """A line or a day of the scale."""

    at: float
    label: str
    anchor: str = "end"


class Chart(msgspec.Struct, frozen=True):
    """A picture.

    Args:
        left: where the scale ends and the picture begins; ``right`` its other end.
        says: what it shows, in a sentence.
    """

    width: int
    height: int
    left: float
    right: float
    bottom: float
    lines: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    along: tuple[Tick, ...]
    says: str


class _Scale:
    """From days and numbers to units."""

    def __init__(self, series: Sequence[Series]) -> None:
        points = [point for one in series for point in one.points]
        days = [_day(p.day) for p in points] + [_day(r.day) for p in points for r in p.revisions]
        self.first, self.last = min(days), max(days)
        numbers = [n for p in points for n in (p.low, p.high) if n is not None]
        numbers += [n for p in points for r in p.revisions for n in (r.low, r.high) if n is not None]
        self.ticks = _ticks(min(numbers), max(numbers))
        self.low, self.high = self.ticks[0], self.ticks[-1]
        self.left = _LEFT + max(len(wording.number(t)) for t in self.ticks) * _LETTER + 6
        self.right = WIDTH - _RIGHT

    def x(self, day: int) -> float:
        span = self.last - self.first
        return round(self.left + (self.right - self.left) * ((day - self.first) / span if span else 0.5), 1)

    def y(self, number: float) -> float:
        share = (number - self.low) / (self.high - self.low)
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _BOTTOM - _TOP), 1)


def chart(series: Sequence[Series], hrefs: dict[int, str], title: str) -> Chart | None:
    """Return the picture of rival sources' counts of one thing; None where no line has two days.

    Args:
        series: of one thing, the most told first.
        hrefs: of each figure, by its id, the address of its words.
    """
    kept = _in_scale([one for one in series if any(p.value is not None for p in one.points)])[:_MOST]
    if not any(len(one.points) > 1 for one in kept):
        return None
    scale = _Scale(kept)
    drawn = _labelled([_drawn(scale, n, one, hrefs) for n, one in enumerate(kept)])
    sources = ", ".join(source_of(one) for one in kept)
    span = f"{_in_words(scale.first)} to {_in_words(scale.last)}"
    return Chart(
        WIDTH, HEIGHT, scale.left, scale.right, HEIGHT - _BOTTOM, drawn,
        tuple(Tick(scale.y(t), wording.number(t)) for t in scale.ticks),
        tuple(_along(scale)),
        f"{title}, {span}, as counted by {sources}; the table below has every value.",
    )  # fmt: skip


def _in_scale(series: Sequence[Series]) -> list[Series]:
    """Leave out the lines beside which the one with most days would be flat: what they count is hardly the same."""
    if not series:
        return []
    longest = max(series, key=lambda one: len(one.points))
    values = [p.value for p in longest.points if p.value is not None]
    low, high = min(values) / _BESIDE, max(values) * _BESIDE
    return [one for one in series if all(low <= (p.value or 0) <= high for p in one.points)]


def _day(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def _in_words(day: int) -> str:
    return wording.day(date.fromordinal(day).isoformat())


def _drawn(scale: _Scale, number: int, series: Series, hrefs: dict[int, str]) -> Drawn:
    points = [p for p in series.points if p.value is not None]
    ends = [*(scale.x(_day(p.day)) for p in points[1:]), scale.right + 6]
    return Drawn(
        source=source_of(series),
        path=_path(scale, points),
        dash=DASHES[number % len(DASHES)],
        bands=tuple(b for p, end in zip(points, ends, strict=True) if (b := _band(scale, p, end)) is not None),
        dots=tuple(_dot(scale, series, p, hrefs) for p in points),
        rings=tuple(_rings(scale, points)),
        label=tuple(_wrapped(source_of(series))),
        label_y=scale.y(points[-1].value or 0),
        leader="",
    )


def _path(scale: _Scale, points: Sequence[Point]) -> str:
    """Return the steps of a line: a value stands until the next one is told, the last one to the edge."""
    first = points[0]
    steps = [f"M{scale.x(_day(first.day))} {scale.y(first.value or 0)}"]
    steps += [f"H{scale.x(_day(p.day))}V{scale.y(p.value or 0)}" for p in points[1:]]
    return "".join([*steps, f"H{scale.right + 6}"])


def _band(scale: _Scale, point: Point, end: float) -> Band | None:
    start, y = scale.x(_day(point.day)), scale.y(point.value or 0)
    width = round(end - start, 1)
    if point.high is None:
        return Band(start, y - _BOUND, width, _BOUND, "up")
    if point.low is None:
        return Band(start, y, width, _BOUND, "down")
    if point.low != point.high:
        top = scale.y(point.high)
        return Band(start, top, width, round(y - top, 1), "range")
    return Band(start, y - _BOUND / 2, width, _BOUND, "both") if point.approx else None


def _dot(scale: _Scale, series: Series, point: Point, hrefs: dict[int, str]) -> Dot:
    says = f"{wording.day(point.day)}: {amount(point)}, {source_of(series)}"
    href = next((hrefs[e.figure] for e in reversed(point.evidence) if e.figure in hrefs), "")
    return Dot(scale.x(_day(point.day)), scale.y(point.value or 0), says, href)


def _rings(scale: _Scale, points: Sequence[Point]) -> Iterator[Dot]:
    for point in points:
        for old in point.revisions:
            value = old.low if old.low is not None else old.high
            if value is not None:
                was = wording.bounded(old.low, old.high, approx=False)
                how = "revised" if old.said else "another value for the same day"
                says = f"{was}, of {wording.day(old.day)}: {how}, {amount(point)} {wording.day(old.revised_on)}"
                yield Dot(scale.x(_day(old.day)), scale.y(value), says)


def _wrapped(name: str) -> list[str]:
    """Return a name in two lines at most."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LABEL:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    kept = [line if len(line) <= _LABEL else line[: _LABEL - 1] + "…" for line in lines[:2]]
    return kept if len(lines) <= len(kept) else [kept[0], kept[1][: _LABEL - 1].rstrip() + "…"]


def _labelled(lines: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """Push labels apart that would stand on one another, from the top down, and lead each to its line's end."""
    moved: dict[str, Drawn] = {}
    free = 0.0
    ordered = sorted(lines, key=lambda line: line.label_y)
    room = sum(len(line.label) * _LINE + 3 for line in ordered)
    for line in ordered:
        room -= len(line.label) * _LINE + 3
        lowest = HEIGHT - _BOTTOM - room - len(line.label) * _LINE + _LINE
        y = max(free, min(line.label_y + 4, lowest))
        leader = (
            f"M{WIDTH - _RIGHT + 6} {line.label_y}L{WIDTH - _RIGHT + 12} {y - 4}"
            if abs(y - line.label_y) > _LINE / 2
            else ""
        )
        free = y + len(line.label) * _LINE + 3
        moved[line.source] = msgspec.structs.replace(line, label_y=round(y, 1), leader=leader)
    return tuple(moved[line.source] for line in lines)


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers from just below the lowest value to just above the highest."""
    span = (high - low) or max(abs(high), 1) / 2
    size = 10 ** math.floor(math.log10(span / _TICKS))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if span / (size * n) <= _TICKS)
    step = max(step, 1)
    start = math.floor(low / step)
    end = max(math.ceil(high / step), start + 1)
    return [n * step for n in range(start, end + 1)]


def _along(scale: _Scale) -> Iterator[Tick]:
    """Yield the first day and the last, and the beginnings of months between them where there is room."""
    year = date.fromordinal(scale.first).year != date.fromordinal(scale.last).year
    yield Tick(scale.x(scale.first), _short(scale.first, year=year), "start" if scale.first < scale.last else "middle")
    if scale.first == scale.last:
        return
    at = (date.fromordinal(scale.first).replace(day=1) + timedelta(32)).replace(day=1)
    room, x = 52.0, scale.x(scale.first) + 26
    while at.toordinal() < scale.last:
        here = scale.x(at.toordinal())
        if here - x >= room and scale.x(scale.last) - here >= room + 18:
            yield Tick(here, _short(at.toordinal(), year=year), "middle")
            x = here
        at = (at + timedelta(32)).replace(day=1)
    yield Tick(scale.x(scale.last), _short(scale.last, year=year), "end")


def _short(day: int, *, year: bool) -> str:
    at = date.fromordinal(day)
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[at.month - 1]
    return f"{month} {at.year}" if year and at.day == 1 else f"{at.day} {month}{f' {at.year}' if year else ''}"
