"""Totals that stand among others of another size: of some people only, or of another place, though their words hide it.

"CHILDREN: 9,110 killed", "And the hills? There 412 have died": read as the dead of all, such a number is a fifth of
what the same source counts. Where one of its counts of some people, or of another place, is of just that size, the
number is of that count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from onrecord.story.tally.placed import Placed
from onrecord.story.tally.spoken import sentence_of
from onrecord.story.tally.who import ALL

# Totals of one count told within weeks differ by less than this; those of another one by more.
SAME, OTHER = 1.03, 1.6
# Where most totals of a fortnight are this near to each other, so are all of them.
STEADY, MOST = 1.12, 0.6
FORTNIGHT = 14
# So many totals tell of what size a count is.
TELLING = 3
# A stray one has no more than the third part of the company that usual ones have; smaller ones are often alike.
FEW, LEAST, MANY = 3, 100, 1_000
# A place that a source names for this part of a count at most, with the numbers of another place, is that one.
SELDOM = 0.34

IDENTIFIED = re.compile(r"\b(?:identif|verif)", re.IGNORECASE)

_Count = tuple[str, str, str | None]  # measure, who, where
_Whose = tuple[int | None, int]  # source, fortnight


class _Totals(list[float]):
    """The totals of one count, to be sorted before they are asked."""

    @cached_property
    def steady(self) -> int:
        """How many are very near to each other, at most."""
        return max(_like(self, value, STEADY) for value in set(self))

    @cached_property
    def usual(self) -> int:
        """How many are of about one size, at most."""
        return max(_like(self, value, OTHER) for value in set(self))


def settled(found: Sequence[Placed]) -> list[Placed]:
    """Return figures, totals that are far from all others of their count with the count that they are near to."""
    groups: dict[_Whose, dict[_Count, _Totals]] = {}
    for one in found:
        if one.kind != "new" and one.value and one.told.figure.change != "former":
            for near in (-1, 0, 1):
                groups.setdefault((one.source, _at(one) + near), {}).setdefault(_count(one), _Totals()).append(
                    one.value
                )
    for counts in groups.values():
        for values in counts.values():
            values.sort()
    return [_settled(one, groups.get((one.source, _at(one)), {})) for one in found]


def _settled(one: Placed, counts: Mapping[_Count, _Totals]) -> Placed:
    value = one.value
    if one.kind == "new" or not value or value < LEAST:
        return one
    there = _elsewhere(value, _count(one), counts)
    if there is not None:
        return _with(one, there)
    if one.who != ALL and _is_the_whole(one, counts):
        return replace(one, who=ALL)
    if one.who != ALL or not _is_stray(value, counts.get(_count(one), _Totals())):
        return one
    measure = one.told.figure.measure  # the dead may be as many as the hurt, where they are few
    others = [
        count
        for count, values in counts.items()
        if count != _count(one) and (count[0] == measure or value >= MANY) and _is_one_of(value, values)
    ]
    near = min(((_nearest(value, counts[count]), repr(count), count) for count in others), default=None)
    return one if near is None else _with(one, near[2])


def _elsewhere(value: float, own: _Count, counts: Mapping[_Count, _Totals]) -> _Count | None:
    """The same count of a place that most of its numbers are told of: "the Red Sea port of Brakna" is no sea."""
    others = [(len(values), count[2] or "", count) for count, values in counts.items() if count[:2] == own[:2]]
    most = max(others, default=None, key=lambda o: o[:2])
    if most is None or most[2] == own or most[2][2] is None or len(counts.get(own, ())) > SELDOM * most[0]:
        return None
    return most[2] if most[0] >= TELLING and _is_one_of(value, counts[most[2]]) else None


def _is_one_of(value: float, totals: _Totals) -> bool:
    return _nearest(value, totals) <= SAME and not _is_stray(value, totals)


def _with(one: Placed, count: _Count) -> Placed:
    measure, who, place = count
    figure = one.told.figure
    told = one.told if measure == figure.measure else replace(one.told, figure=replace(figure, measure=measure))
    return replace(one, told=told, who=who, place=place)


def _is_the_whole(one: Placed, counts: Mapping[_Count, _Totals]) -> bool:
    """Whether a count of some is as large as that of all: "the list has the names of 24,151 killed" names nobody."""
    whole = counts.get((one.told.figure.measure, ALL, one.place), _Totals())
    many = (one.value or 0) >= MANY and len(whole) >= TELLING
    return many and IDENTIFIED.search(sentence_of(one.told)) is None and _is_one_of(one.value or 0, whole)


def _is_stray(value: float, totals: _Totals) -> bool:
    """Whether most totals of a count are of another size than one of them."""
    if len(totals) < TELLING:
        return False
    near = totals.steady
    if near >= TELLING and near >= MOST * len(totals) and FEW * _like(totals, value, STEADY) <= near:
        return True
    return FEW * _like(totals, value, OTHER) <= totals.usual


def _like(totals: Sequence[float], value: float, ratio: float) -> int:
    return bisect_right(totals, value * ratio) - bisect_left(totals, value / ratio)


def _nearest(value: float, totals: Sequence[float]) -> float:
    """How many times as large as a value, or as small, the nearest of some totals is."""
    at = bisect_left(totals, value)
    return min(max(value, other) / min(value, other) for other in totals[max(0, at - 1) : at + 1])


def _count(one: Placed) -> _Count:
    return one.told.figure.measure, one.who, one.place


def _at(one: Placed) -> int:
    return one.number // FORTNIGHT
