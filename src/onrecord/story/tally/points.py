"""One source's count, day by day: what stood, what was revised, where it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from msgspec.structs import replace

from onrecord.record.figure import Change
from onrecord.story.tally.placed import Placed
from onrecord.story.tally.spoken import is_mending
from onrecord.story.tally.types import Evidence, Point, Revision

# An old total is told again as background for so many days.
BACKGROUND_DAYS = 120
# From here on "more than 24,000" is a rounded number and not the count itself.
ROUND_FROM = 100
# "At least 24,000" is rounded, "at least 24,110" is not: the noughts make out a hundredth of the number.
ROUNDED, TEN = 120, 10
OVER = re.compile(
    r"(?:just |well |slightly |far |much )?(?:more than|over|above|upwards? of|in excess of|exceed\w*|fewer than|"
    r"less than|under)\b",
    re.IGNORECASE,
)
# Where a value told of the wrong day belongs: the day before first.
STEPS = (-1, 1, -2, 2)
# Smaller numbers are too often the same on two days.
LEAST = 10
# So many neighbours tell what is likely; below this part of their median a total is of some only.
LIKELY, SOME_ONLY = 3, 0.75
# A correction is told by two values, and takes back little.
TWO, LITTLE = 2, 1.2
ORDER = {"stated": 0, "said": 1, "beside": 2, "article": 3}


@dataclass
class _Day:
    """What is told of one day."""

    day: str
    told: list[Placed] = field(default_factory=list)
    again: list[Placed] = field(default_factory=list)


def points_of(found: Sequence[Placed]) -> tuple[Point, ...]:
    """Return the points of one series by day.

    Args:
        found: the figures of one source, measure, place, definition and kind, in the order in which they were known.
    """
    days: dict[str, _Day] = {}
    found = _taken_back(_likely(found))
    now = [one for one in found if one.told.figure.change != "former"]
    for one in now:
        if one.dated != "article":
            days.setdefault(one.day or "", _Day(one.day or "")).told.append(one)
    for one in now:
        if one.dated == "article":
            _place_undated(days, one)
    if found:
        _other_days(days, STEPS if found[0].kind == "total" else STEPS[:1])
    formers = [one for one in found if one.told.figure.change == "former"]
    for one in formers:
        _place_former(days, one)
    return tuple(_point(days[day], formers, days) for day in sorted(days) if days[day].told)


def _likely(found: Sequence[Placed]) -> list[Placed]:
    """Leave out totals far below those of the same and earlier days, or far above later ones: of some only, or misread.

    A total falls by a correction, which is told as one, and then by little.
    """
    if len(found) <= LIKELY or found[0].kind != "total":
        return list(found)
    ordered = sorted(found, key=lambda one: (one.day or one.told.article.known_on, one.told.figure.id))
    ordered = [one for at, one in enumerate(ordered) if not _is_far_below(ordered, at)]
    kept = {one.told.figure.id for at, one in enumerate(ordered) if not _is_far_above(ordered, at)}
    return [one for one in found if one.told.figure.id in kept]


def _taken_back(found: Sequence[Placed]) -> list[Placed]:
    """Mark corrections that only their two values tell: an article's total with a larger one that was told before it.

    Totals do not fall but by a correction. A larger value that stands in the same article without a word, and was told
    of its day by earlier articles, is the one taken back.
    """
    if not found or found[0].kind != "total":
        return [_unless_mending(one) for one in found]
    first: dict[float | None, tuple[str, int]] = {}
    articles: dict[int, list[Placed]] = {}
    for one in found:
        known = one.told.article.known_on, one.told.article.id
        first[one.value] = min(first.get(one.value, known), known)
        if not is_round(one):
            articles.setdefault(one.told.article.id, []).append(one)
    changed: dict[int, Placed] = {}
    for told in articles.values():
        changed |= {one.told.figure.id: one for one in _corrected(told, first)}
    return [changed.get(one.told.figure.id, one) for one in found]


def _corrected(told: Sequence[Placed], first: Mapping[float | None, tuple[str, int]]) -> Iterable[Placed]:
    """The figures of one article's correction, marked."""
    values = {one.value: one for one in reversed(told) if one.value}
    if len(values) != TWO or any(one.told.figure.change == "revised" for one in told):
        return
    new, old = sorted(values, key=lambda value: value or 0)
    was = [one for one in told if one.value == old]
    marked = any(one.told.figure.change == "former" for one in was) or any(is_mending(one.told) for one in told)
    here = told[0].told.article.known_on, told[0].told.article.id
    if (
        not new
        or (old or 0) > LITTLE * new
        or _are_of_days(told, new, old)
        or any(one.told.figure.change == "former" for one in told if one.value == new)
    ):
        return
    if marked or (first[old] < here and first[new] == here):
        for one in told:
            yield _changed(one, "former" if one.value == old else "revised")


def _are_of_days(told: Sequence[Placed], new: float | None, old: float | None) -> bool:
    """Whether a smaller value is told of an earlier day than a larger one, and takes nothing back."""
    days = {one.value: one.day or "" for one in told if one.dated != "article"}
    return new in days and old in days and days[new] < days[old]


def _unless_mending(one: Placed) -> Placed:
    """New ones are fewer on one day than on the day before without a correction."""
    kept = one.told.figure.change != "revised" or is_mending(one.told)
    return one if kept else _changed(one, None)


def _changed(one: Placed, change: Change | None) -> Placed:
    return replace(one, told=replace(one.told, figure=replace(one.told.figure, change=change)))


def _is_far_below(ordered: Sequence[Placed], at: int) -> bool:
    one = ordered[at]
    day = one.day or one.told.article.known_on
    same = [o for o in ordered[at + 1 : at + 1 + LIKELY] if (o.day or o.told.article.known_on) == day]
    near = [o.value or 0 for o in [*ordered[max(0, at - LIKELY) : at], *same]]
    far = len(near) >= LIKELY and (one.value or 0) < SOME_ONLY * median(near)
    return far and one.told.figure.change != "revised"


def _is_far_above(ordered: Sequence[Placed], at: int) -> bool:
    one = ordered[at]
    later = [o.value or 0 for o in ordered[at + 1 : at + 1 + 2 * LIKELY]]
    far = len(later) >= LIKELY and SOME_ONLY * (one.value or 0) > median(later)
    return far and one.told.figure.change != "revised"


def _place_undated(days: dict[str, _Day], one: Placed) -> None:
    """A figure without a day is an earlier value told again, where it fits one; else it is of the article's day."""
    known_on = one.told.article.known_on
    earliest = (date.fromisoformat(known_on) - timedelta(BACKGROUND_DAYS if one.kind == "total" else 2)).isoformat()
    near = [days[day] for day in sorted(days, reverse=True) if earliest <= day <= known_on and days[day].told]
    exact = next((day for day in near if any(_same(one, other) for other in day.told)), None)
    rounds = next((day for day in near[:3] if any(fits(one, other) for other in day.told)), None)
    place = exact or rounds
    revises = one.told.figure.change == "revised"
    if place is not None and not revises:
        place.again.append(one)
        return
    if near and one.kind == "total" and not revises and (one.value or 0) < max(o.value or 0 for o in near[0].told):
        return  # older than what is known, and of no day: nothing new
    days.setdefault(known_on, _Day(known_on)).told.append(one)


def _other_days(days: dict[str, _Day], steps: Sequence[int]) -> None:
    """A value beside another one that stands on a day near by is that day's: a weekday misread, yesterday's toll.

    Args:
        steps: to the days where it may belong; new ones are told again on the next day only.
    """
    for day in sorted(days):
        values = Counter(one.value for one in days[day].told if not is_round(one))
        ordered = sorted((v for v in values if v is not None and v >= LEAST), key=lambda v: (values[v], v))
        left = len(values)
        for value in ordered:
            told = [one for one in days[day].told if one.value == value]
            most = value == ordered[-1]  # which is old news only where it was told once, of a day before
            if left == 1 or (most and len(told) > 1) or any(one.told.figure.change == "revised" for one in told):
                continue
            known_on = min(one.told.article.known_on for one in told)
            own = _day_of(days, (day, known_on), value, [step for step in steps if step < 0] if most else steps)
            if own is not None:
                own.again += told
                days[day].told = [one for one in days[day].told if one.value != value]
                left -= 1


def _day_of(days: Mapping[str, _Day], told_of: tuple[str, str], value: float, steps: Sequence[int]) -> _Day | None:
    """The day near another one on which a value stands, and no larger part of what is told is another value.

    Args:
        told_of: the day that it is told of, and the day when it was known first.
    """
    day, known_on = told_of
    here = date.fromisoformat(day)
    near = [(here + timedelta(step)).isoformat() for step in steps]
    for other in near:
        told = days[other].told if other in days and other <= known_on else []
        sharp = [one.value for one in told if not is_round(one)]
        if value in sharp and 2 * sharp.count(value) >= len(sharp):
            return days[other]
    return None


def _place_former(days: dict[str, _Day], one: Placed) -> None:
    """A value that was replaced or passed stands where its day is told and no value is known for it."""
    if one.day is not None and one.dated == "stated":
        there = days.get(one.day)
        if there is None:
            days.setdefault(one.day, _Day(one.day)).told.append(one)
        elif any(_same(one, other) or fits(one, other) for other in there.told):
            there.again.append(one)
        return
    known_on = one.told.article.known_on
    for day in sorted((d for d in days if d <= known_on), reverse=True)[:7]:
        if any(_same(one, other) for other in days[day].told):
            days[day].again.append(one)
            return


def _same(one: Placed, other: Placed) -> bool:
    return one.value == other.value and one.told.figure.approx == other.told.figure.approx


def is_round(one: Placed) -> bool:
    """Whether a figure is a rounded one: "some 24,000", "more than 24,000"."""
    figure, value = one.told.figure, one.value or 0
    return is_rounded(value, figure.low, figure.high, figure.words) or figure.approx


def is_rounded(value: float, low: float | None, high: float | None, words: str) -> bool:
    """Tell whether a number with an open end is a rounded one, by its noughts: "at least 24,000", "over 24,100"."""
    if (low is not None and high is not None) or value < ROUND_FROM:
        return False
    return unit(value) >= (TEN if OVER.match(words) else max(TEN, value / ROUNDED))


def unit(value: float) -> int:
    """Return to what a number looks rounded: 1,000 for 24,000, 100 for 24,100, 1 for 24,151."""
    size = 1
    while value and value % (size * 10) == 0:
        size *= 10
    return size


def fits(one: Placed, other: Placed) -> bool:
    """Tell whether a rounded figure says the same as another, less sharply."""
    if not is_round(one) or one.value is None or other.value is None:
        return False
    gap, most = other.value - one.value, unit(one.value)
    figure = one.told.figure
    if figure.approx:
        return abs(gap) < most
    return 0 <= gap < most if figure.high is None else -most < gap <= 0


def _point(day: _Day, formers: Sequence[Placed], days: dict[str, _Day]) -> Point:
    sharp = [one for one in day.told if not is_round(one)] or _sharpest(day.told)
    standing = _standing(sharp, [*day.told, *day.again])
    bounds = _bounds([one for one in sharp if one.value == standing.value])
    told = [one for one in [*day.told, *day.again] if one.value == standing.value or is_round(one)]
    evidence = sorted((_evidence(one, day.day) for one in told), key=lambda e: (e.known_on, e.article, e.figure))
    return Point(
        day.day,
        min((one.dated for one in day.told), key=ORDER.__getitem__),
        *bounds,
        standing.days,
        len({e.voice for e in evidence}),
        len({e.article for e in evidence}),
        tuple(_revisions(day, sharp, standing, formers, days)),
        tuple(evidence),
    )


def _sharpest(told: Sequence[Placed]) -> list[Placed]:
    least = min((one.told.figure.approx, unit(one.value or 0)) for one in told)
    return [one for one in told if (one.told.figure.approx, unit(one.value or 0)) == least]


def _standing(sharp: Sequence[Placed], told: Sequence[Placed]) -> Placed:
    """The figure whose value stands: one that revises, else the one first told last, else what most say.

    Of two values first told on one day the one stands that is never told but beside the other, or beside the words of
    a correction: whoever tells both knows which is newer, and the other one is known without it.

    Args:
        told: all that is told of the day.
    """
    voices = Counter(one.value for one in sharp)
    first = {one.value: one.told.article.known_on for one in sorted(sharp, key=_known, reverse=True)}
    beside = _never_alone(sharp, told)
    mended = {one.value for one in sharp if is_mending(one.told)}

    def rank(one: Placed) -> tuple[bool, bool, str, bool, int, float]:
        revised, value = one.told.figure.change == "revised", one.value
        return revised, not revised and mended == {value}, first[value], value in beside, voices[value], value or 0

    return max(sharp, key=rank)


def _known(one: Placed) -> tuple[str, int]:
    return one.told.article.known_on, one.told.article.id


def _never_alone(sharp: Sequence[Placed], told: Sequence[Placed]) -> set[float | None]:
    """The values of a day that no article tells without another one of them, where some are told alone."""
    values = {one.value for one in sharp}
    articles: dict[int, set[float | None]] = {}
    for one in told:
        if one.value in values:
            articles.setdefault(one.told.article.id, set()).add(one.value)
    alone = {value for own in articles.values() if len(own) == 1 for value in own}
    return values - alone if alone else set()


def _bounds(told: Sequence[Placed]) -> tuple[float | None, float | None, bool]:
    """The bounds as most independent reports have them."""
    seen = {(voice_of(one), one.told.figure.low, one.told.figure.high, one.told.figure.approx): None for one in told}
    counted = Counter((low, high, approx) for _, low, high, approx in seen)
    first = {bounds: at for at, bounds in reversed(list(enumerate(counted)))}
    return max(counted, key=lambda b: (counted[b], -first[b]))


def voice_of(one: Placed) -> int:
    """Return the article whose independent report a figure stands in."""
    return one.told.figure.voice or one.told.article.voice


def _revisions(
    day: _Day, sharp: Sequence[Placed], standing: Placed, formers: Sequence[Placed], days: dict[str, _Day]
) -> Iterable[Revision]:
    """The values of the same day that do not stand, and the one that the text says was replaced."""
    on = standing.told.article.known_on
    said = standing.told.figure.change == "revised"
    seen: set[float | None] = {standing.value}
    for one in sharp if not is_round(standing) else ():
        if one.value not in seen:
            seen.add(one.value)
            evidence = tuple(_evidence(o, day.day) for o in [*day.told, *day.again] if o.value == one.value)
            yield Revision(one.told.figure.low, one.told.figure.high, day.day, on, said, evidence)
    if not said or len(seen) > 1:
        return
    was = next((f for f in formers if f.told.article.id == standing.told.article.id and f.value not in seen), None)
    if was is not None:
        of_day = next(
            (d for d in sorted(days, reverse=True) if any(o.value == was.value for o in days[d].told)), day.day
        )
        yield Revision(was.told.figure.low, was.told.figure.high, of_day, on, said, (_evidence(was, of_day),))


def _evidence(one: Placed, day: str) -> Evidence:
    figure, article = one.told.figure, one.told.article
    return Evidence(
        figure.id,
        figure.article,
        figure.span,
        figure.words,
        article.known_on,
        article.outlet,
        voice_of(one),
        figure.chain,
        figure.low,
        figure.high,
        figure.approx,
        background=one.dated == "article" and day < article.known_on,
    )
