"""Bare numbers that continue a count known from elsewhere: "How many have died? 24,151", "it is 24,120, not 24,151".

Nothing in such a sentence calls anybody dead or hurt. What it counts is told by its size: 24,151 in an article about a
toll that stood at 24,130 the day before is that toll, as readers take it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from msgspec.structs import replace

from onrecord.store.tallies import COUNT, FigureTold
from onrecord.story.tally.names import words_of
from onrecord.story.tally.placed import places_of
from onrecord.story.tally.points import unit
from onrecord.story.tally.who import ALL, BY_WORD, who_of

# Totals this many days apart are compared.
FORTNIGHT = 14
# Numbers from here on are as good as a name: of two counts told within weeks hardly any two are so near each other.
MANY, LIKE = 1_000, 1.1
# Smaller ones must be nearer.
SOME, NEARER = 100, 1.03
# A number that was taken back is known by the one that it was; corrections are small.
TAKEN_BACK, LEAST = 1.3, 20
# New ones below this are too often the same.
FEW = 10

# Among so many of the next larger totals the whole of a part is looked for.
SEARCHED = 200
# A part is no smaller than this of its whole.
PART = 40
# So many totals on either side of a number are looked at.
BESIDE = 8
# Words for those who are counted, without an ending.
PEOPLE = frozenset(
    "people person civilian resident victim martyr villager dead body soul life live identified named name entry "
    "record case fatality casualty islander citizen".split()
)
# "24,151 Brakners": a people is named with a capital, and in the plural.
NATION = re.compile(r"[A-Z][a-z]+(?:s|ese|i)\b(?![’'])")
# Long numbers that are no round ones are those that no other count comes to by chance.
SHARP, ROUGH = 100, 20

_Total = tuple[float, str, str]  # value, measure, who
_Known = dict[tuple[str | None, int], list[_Total]]


def adopted(told: Sequence[FigureTold], asked: str | None = None) -> list[FigureTold]:
    """Return the figures, bare numbers as what they count where their size tells, and without the others.

    Args:
        told: figures of some measures, and bare numbers of their articles and of what was taken back.
        asked: key of the place that is asked about.
    """
    tolls = [one for one in told if one.figure.measure != COUNT]
    long = {(one.figure.low, one.figure.high) for one in tolls if _is_long(one)}
    bare = [one for one in told if one.figure.measure == COUNT and (_may_be(one) or _is_one_of(one, long))]
    if not bare or not tolls:
        return tolls
    places = places_of(told, asked)
    known: _Known = {}
    for one in tolls:
        if (value := _value(one)) >= LEAST and one.figure.cumulative is not False:
            week = _day(one) // FORTNIGHT
            known.setdefault((places[one.figure.id], week), []).append((value, one.figure.measure, who_of(one)))
    for totals in known.values():
        totals.sort()
    here: dict[tuple[int, float], FigureTold] = {(one.article.id, _value(one)): one for one in reversed(tolls)}
    new = _new_ones(tolls)
    again, others = [], []
    for one in bare:
        same = here.get((one.article.id, _value(one)))
        if same is not None and _is_told_again(one):
            again.append(_like(one, same))
        elif (beside := _of_the_day(one, new)) is not None:
            again.append(_like(one, beside))
        else:
            others.append(one)
    return [*tolls, *again, *_found(others, places, known)]


class _New(NamedTuple):
    """The new ones that articles tell: of each article, and by their number."""

    here: dict[int, list[FigureTold]]
    days: dict[float, list[FigureTold]]


def _new_ones(tolls: Iterable[FigureTold]) -> _New:
    out = _New({}, {})
    for one in tolls:
        if one.figure.cumulative is False and _value(one) >= FEW:
            out.here.setdefault(one.article.id, []).append(one)
            out.days.setdefault(_value(one), []).append(one)
    return out


def _of_the_day(one: FigureTold, new: _New) -> FigureTold | None:
    """The new ones beside which a bare number stands that other articles of those days tell: "38, sorry for the 36"."""
    if one.figure.what is not None or not any(
        other.article.id != one.article.id and abs(_day(other) - _day(one)) <= 1
        for other in new.days.get(_value(one), ())
    ):
        return None
    near = (o for o in new.here.get(one.article.id, ()) if 1 / TAKEN_BACK < _value(o) / _value(one) < TAKEN_BACK)
    return next((o for o in near if o.figure.span.start != one.figure.span.start), None)


def _is_told_again(one: FigureTold) -> bool:
    """Whether a number that a toll of its article has, too, is that toll: in the headline, or no small one."""
    title = one.article.title
    in_title = title is not None and one.figure.span.start < len(title)
    return _may_be(one) and (in_title or _value(one) >= LEAST)


def _like(one: FigureTold, other: FigureTold) -> FigureTold:
    figure = replace(one.figure, measure=other.figure.measure, cumulative=other.figure.cumulative)
    return replace(one, figure=figure)


def _may_be(one: FigureTold) -> bool:
    """Whether a number counts people, or nothing that its words name: no tents, no miles."""
    what = one.figure.what or one.figure.unit or ""
    words = words_of(what)
    return not words or any(word in BY_WORD or word in PEOPLE for word in words) or NATION.match(what) is not None


def _is_long(one: FigureTold) -> bool:
    """Whether a number is as good as a name, wherever it stands: no round one, from 1,000 on."""
    return _value(one) >= MANY and one.figure.low == one.figure.high and unit(_value(one)) < SHARP


def _is_one_of(one: FigureTold, long: Collection[tuple[float | None, float | None]]) -> bool:
    return _is_long(one) and (one.figure.low, one.figure.high) in long


def _found(bare: Iterable[FigureTold], places: Mapping[int, str | None], known: _Known) -> Iterator[FigureTold]:
    for one in bare:
        near = _nearest(one, places[one.figure.id], known)
        if near is not None:
            total = True if one.figure.cumulative is None else one.figure.cumulative  # as large as one it is
            yield replace(one, figure=replace(one.figure, measure=near[1], cumulative=total))


def _nearest(one: FigureTold, place: str | None, known: _Known) -> _Total | None:
    """The total told within weeks that a number is nearest to, if it is near enough to be one of its kind."""
    value, week = _value(one), _day(one) // FORTNIGHT
    least, like = _bar(one, value)
    if value < least:
        return None
    who = who_of(one)
    if who != ALL and one.figure.what is None:
        return _of_some(value, place, who, week, known)
    is_rough = who != ALL and unit(value) * ROUGH >= value  # a part told as "some 12,000 women"
    like = like if is_rough or (who == ALL and one.figure.what is None) else min(like, NEARER)
    near = []
    for step in (-1, 0, 1):
        totals = known.get((place, week + step), [])
        first = bisect_left(totals, value / like, key=itemgetter(0))
        last = bisect_right(totals, value * like, key=itemgetter(0))
        beside = bisect_left(totals, value, first, last, key=itemgetter(0))
        near += [t for t in totals[max(first, beside - BESIDE) : min(last, beside + BESIDE)] if who in {ALL, t[2]}]
    return min(near, key=lambda t: (max(value, t[0]) / min(value, t[0]), t), default=None)


def _of_some(value: float, place: str | None, who: str, week: int, known: _Known) -> _Total | None:
    """A number that says of whom it is is of the toll that it can be a part of: "Identified so far: 9,110"."""
    for step in (-1, 0, 1):
        totals = known.get((place, week + step), [])
        first = bisect_right(totals, value, key=itemgetter(0))
        whole = next((t for t in totals[first : first + SEARCHED] if t[2] == ALL), None)
        if whole is not None and whole[0] < PART * value:
            return value, whole[1], who
    return None


def _bar(one: FigureTold, value: float) -> tuple[int, float]:
    """From where on a number is adopted, and how near it must be."""
    if one.figure.change is not None:
        return LEAST, TAKEN_BACK
    return SOME, LIKE if value >= MANY else NEARER


def _value(one: FigureTold) -> float:
    figure = one.figure
    return (figure.low if figure.low is not None else figure.high) or 0


def _day(one: FigureTold) -> int:
    return date.fromisoformat(one.article.known_on).toordinal()
