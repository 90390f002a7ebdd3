"""Totals that stand among others of another size: of some people only, or of another place, though their words hide it.

"CHILDREN: 9,110 killed", "And the hills? There 412 have died": read as the dead of all, such a number is a fifth of
what the same source counts. Where one of its counts of some people, or of another place, is of just that size, the
number is of that count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from onrecord.story.tally.placed import Placed
from onrecord.story.tally.who import ALL

# Totals of one count told within weeks differ by less than this; those of another one by more.
SAME, OTHER = 1.03, 1.6
FORTNIGHT = 14
# So many totals tell of what size a count is.
TELLING = 3
# A stray one has less than the third part of the company that the usual ones have, and smaller ones are often alike.
FEW, LEAST = 3, 100

_Count = tuple[str, str | None]  # who, where
_Whose = tuple[str, int | None, int]  # measure, source, fortnight


def settled(found: Sequence[Placed]) -> list[Placed]:
    """Return figures, totals that are far from all others of their count with the count that they are near to."""
    groups: dict[_Whose, dict[_Count, list[float]]] = {}
    for one in found:
        if one.kind != "new" and one.value and one.told.figure.change != "former":
            for near in (-1, 0, 1):
                counts = groups.setdefault((*_whose(one), _at(one) + near), {})
                counts.setdefault((one.who, one.place), []).append(one.value)
    for counts in groups.values():
        for values in counts.values():
            values.sort()
    return [_settled(one, groups.get((*_whose(one), _at(one)), {})) for one in found]


def _settled(one: Placed, counts: Mapping[_Count, Sequence[float]]) -> Placed:
    value, own = one.value, counts.get((one.who, one.place), ())
    if one.kind == "new" or not value or value < LEAST or one.who != ALL or not is_stray(value, own):
        return one
    others = ((ratio, count) for count, values in counts.items() if (ratio := _nearest(value, values)) <= SAME)
    near = min(((r, who, where) for r, (who, where) in others if (who, where) != (one.who, one.place)), default=None)
    return one if near is None else replace(one, who=near[1], place=near[2])


def is_stray(value: float, totals: Sequence[float]) -> bool:
    """Tell whether most totals of a count are of another size than one of them.

    Args:
        totals: in order of their size, the one among them.
    """
    if len(totals) < TELLING:
        return False
    most = max(_like(totals, other) for other in set(totals))
    return FEW * _like(totals, value) < most


def _like(totals: Sequence[float], value: float) -> int:
    return bisect_right(totals, value * OTHER) - bisect_left(totals, value / OTHER)


def _nearest(value: float, totals: Sequence[float]) -> float:
    """How many times as large as a value, or as small, the nearest of some totals is."""
    at = bisect_left(totals, value)
    return min(max(value, other) / min(value, other) for other in totals[max(0, at - 1) : at + 1])


def _whose(one: Placed) -> tuple[str, int | None]:
    return one.told.figure.measure, one.source


def _at(one: Placed) -> int:
    return one.number // FORTNIGHT
