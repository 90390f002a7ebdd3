"""From figures of many articles to the series of a tally."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from operator import itemgetter
from statistics import median

from msgspec.structs import replace

from onrecord.store.tallies import FigureTold
from onrecord.story.tally.adopting import adopted
from onrecord.story.tally.flags import flags_of
from onrecord.story.tally.names import place_key
from onrecord.story.tally.passing import (
    SMALL,
    as_counted,
    dated_beside,
    is_anothers,
    not_theirs,
    of_the_article,
    small_ones,
    stands_on_nobody,
)
from onrecord.story.tally.placed import Placed, placed
from onrecord.story.tally.points import ROUND_FROM, fits, is_round, points_of, unit
from onrecord.story.tally.settled import settled
from onrecord.story.tally.spoken import sentence_of
from onrecord.story.tally.types import Series, Tally
from onrecord.story.tally.who import ALL, days_of

Key = tuple[str, str, str | None, str | None]
_Whose = tuple[str, str, int | None]
_Beside = tuple[int, int, float, Placed]  # number of its day, id, value
# A count that no word calls a total is one where it lies this near to those that are.
NEAR = (0.6, 1.6)
# With so many of the nearest totals a count is compared.
BESIDE = 5
# From here on the new ones of a day or two are no larger than the total was before.
MANY = 500
# A small number where several totals of its source are known is no total, whatever else it is.
SEVERAL = 3
# What kills some in one place and is no day's count.
EVENT = re.compile(
    r"\b(?:strikes?|raids?|attacks?|airstrikes?|blasts?|explosions?|bombs?|bombing|shelling|missiles?|drones?|shooting|"
    r"crash|collapse|landslides?|stampede|fires?) (?:on|at|in|near|of|hit|struck|outside|close to|targeting)\b|"
    r"\b(?:when|after|where) (?:an?|the|his|her|their|its)\b|\b(?:hospital|school|camp|mosque|church|market|house|home|"
    r"building|tent|shelter|bus|car|convoy|village|family)\b",
    re.IGNORECASE,
)
# So near behind the value that has passed it a former one stands, in code points.
PASSED = 80
# A figure in the article's own voice is somebody's count told again within this many days.
AGAIN = 7


def tally_of(
    told: Sequence[FigureTold], *, place: str | None = None, source: str | None = None, who: str | None = None
) -> Tally:
    """Return the series that figures make, and what is odd about them.

    Filter the figures by the day their article was known, and the tally is as it stood on that day.

    Args:
        told: figures of one or several measures, of any articles.
        place: only counts of this place.
        source: only counts of sources whose name holds this.
        who: only counts of these: ``all``, ``children`` …
    """
    wanted = place_key(place)
    told = adopted(told, wanted)
    found = settled(_where_they_fit(as_counted(placed(told, wanted))))
    if wanted is not None:
        found = [one for one in found if one.place is not None and set(wanted.split()) <= set(one.place.split())]
    found = dated_beside(of_the_article(_nobodys(not_theirs(_with_kinds(small_ones(found))))))
    spelt = _spelt(told)
    series = [one for group in _grouped(found).values() if (one := _series(group, spelt)).points]
    series.sort(key=lambda s: (-len(s.points), s.measure, s.who != ALL, s.who, s.kind, s.names))
    kept = tuple(s for s in series if _asked(s, source, who))
    return Tally(kept, flags_of(kept))


def _spelt(told: Iterable[FigureTold]) -> dict[str, str]:
    """Return how most figures spell each place."""
    names: dict[str, Counter[str]] = {}
    for one in told:
        if (name := one.figure.place) and (key := place_key(name)):
            names.setdefault(key, Counter())[name] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in names.items()}


def _asked(series: Series, source: str | None, who: str | None) -> bool:
    if who is not None and series.who != who:
        return False
    return source is None or any(source.lower() in name.lower() for name in series.names)


def _key(one: Placed) -> Key:
    return one.told.figure.measure, one.who, one.place, one.since


def _grouped(found: Iterable[Placed]) -> dict[tuple[object, ...], list[Placed]]:
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for one in found:
        if one.kind is not None:
            whose = one.called if is_anothers(one) else one.source
            groups.setdefault((*_key(one), one.kind, whose), []).append(one)
    return groups


def _where_they_fit(found: list[Placed]) -> list[Placed]:
    """Give figures that name no place that of the same source's count which they continue."""
    known: dict[_Whose, list[_Beside]] = {}
    same: dict[tuple[str, str, float], list[_Beside]] = {}
    for one in found:
        if one.place is not None and one.value:
            beside = (one.number, one.told.figure.id, one.value, one)
            known.setdefault(_whose(one), []).append(beside)
            same.setdefault((one.told.figure.measure, one.who, one.value), []).append(beside)
    out = []
    for one in found:  # what nobody is named for may be anybody's that told it
        own = same.get((one.told.figure.measure, one.who, one.value or 0), ()) if one.source is None else ()
        near = [b for b in own if abs(b[0] - one.number) <= AGAIN]
        out.append(_where(one, near or known.get(_whose(one), ())))
    found = out
    usual = _usual(found)
    return [_there(one, usual.get(_whose(one))) for one in found]


def _whose(one: Placed) -> _Whose:
    return one.told.figure.measure, one.who, one.source


def _where(one: Placed, known: Sequence[_Beside]) -> Placed:
    """A figure without a place where the same source's counts of about that size are; new ones where new ones are."""
    if one.place is not None:
        return one
    at, value, new = one.number, one.value or 0, one.kind == "new"
    like = [
        (abs(there - at), ident, other)
        for there, ident, theirs, other in known
        if NEAR[0] <= value / theirs <= NEAR[1] and (other.kind == "new") == new
    ]
    return replace(one, place=min(like, key=itemgetter(0, 1))[2].place) if like else one


def _there(one: Placed, usual: Placed | None) -> Placed:
    return one if usual is None or one.place is not None or one.kind == "total" else replace(one, place=usual.place)


def _usual(found: Sequence[Placed]) -> dict[_Whose, Placed]:
    """For each source a count of the place that it counts most often in; none where most name no place."""
    groups: dict[_Whose, list[Placed]] = {}
    for one in found:
        if one.kind != "new":
            groups.setdefault(_whose(one), []).append(one)
    most = {key: Counter(one.place for one in group).most_common(1)[0][0] for key, group in groups.items()}
    return {key: next(one for one in group if one.place == most[key]) for key, group in groups.items() if most[key]}


def _with_kinds(found: list[Placed]) -> list[Placed]:
    """Give the figures that no word calls total or new a kind: by their day, and by the size of those that have one."""
    totals = _totals_of(found)
    found = _like_what_replaced_them([_no_new(one, totals.get(_key(one), [])) for one in found])
    new = {(_key(one), one.day, one.value): one for one in found if one.kind == "new"}
    found = [_with_kind(one, totals.get(_key(one), []), new.get((_key(one), one.day, one.value))) for one in found]
    return _of_one_day(found, totals)


def _totals_of(found: Sequence[Placed]) -> dict[Key, list[Placed]]:
    """The totals of each count, with the dated figures that no word calls one and that are none of its small parts."""
    totals: dict[Key, list[Placed]] = {}
    largest: dict[tuple[object, ...], float] = {}
    for one in found:
        if one.kind == "total":
            largest[_key(one), one.source] = max(largest.get((_key(one), one.source), 0), one.value or 0)
    for one in found:
        stated = one.kind is None and one.dated == "stated"
        if one.kind == "total" or (stated and (one.value or 0) >= SMALL * largest.get((_key(one), one.source), 0)):
            totals.setdefault(_key(one), []).append(one)
    return totals


def _of_one_day(found: list[Placed], totals: Mapping[Key, Sequence[Placed]]) -> list[Placed]:
    """A number far below its source's totals, the only one of its day, is the new ones: "on the day itself, 4 died"."""
    days: dict[tuple[object, ...], set[float | None]] = {}
    small = {one.told.figure.id for one in found if _is_small(one, totals.get(_key(one), []))}
    for one in found:
        if one.kind == "new" or one.told.figure.id in small:
            days.setdefault((_key(one), one.source, one.day), set()).add(one.value)
    return [
        replace(one, kind="new", days=days_of(one.told))
        if one.told.figure.id in small and len(days[_key(one), one.source, one.day]) == 1
        else one
        for one in found
    ]


def _is_small(one: Placed, totals: Sequence[Placed]) -> bool:
    """Whether a number that nothing calls a total is a small part of its source's totals, and no one event's."""
    if one.kind is not None or one.source is None or one.told.figure.change is not None or one.dated == "article":
        return False
    own = [other for other in totals if other.source == one.source]
    usual = _usual_beside(one, own) if len(own) >= SEVERAL else 0
    return (one.value or 0) < SMALL * usual and EVENT.search(sentence_of(one.told)) is None


def _like_what_replaced_them(found: list[Placed]) -> list[Placed]:
    """A value that another one beside it has passed is new where that is: "12 died in the past day, up from 20"."""
    new: dict[tuple[int, str, str], list[Placed]] = {}
    for one in found:
        if one.kind == "new" and one.told.figure.change != "former":
            new.setdefault((one.told.article.id, one.told.figure.measure, one.who), []).append(one)
    out = []
    for one in found:
        former = one.kind is None and one.told.figure.change == "former"
        beside = new.get((one.told.article.id, one.told.figure.measure, one.who), []) if former else []
        near = next((o for o in beside if 0 < one.told.figure.span.start - o.told.figure.span.end <= PASSED), None)
        out.append(one if near is None else replace(one, kind="new", days=near.days))
    return out


def _no_new(one: Placed, totals: Sequence[Placed]) -> Placed:
    """New ones that are as many as all there were are the total, whatever the words around them say."""
    if one.kind != "new" or (one.value or 0) < MANY:
        return one
    own = [other for other in totals if other.source == one.source and other.told.figure.id != one.told.figure.id]
    return replace(one, kind="total", days=None) if _is_like(one, own) else one


def _with_kind(one: Placed, totals: Sequence[Placed], new: Placed | None) -> Placed:
    if one.kind is not None:
        return one
    if new is not None:
        return replace(one, kind="new", days=new.days)
    own = [other for other in totals if other.source == one.source]
    small = len(own) >= SEVERAL and (one.value or 0) < SMALL * _usual_beside(one, own)
    if not totals or (one.dated == "stated" and not small):
        return replace(one, kind="total")
    return replace(one, kind="total") if _is_like(one, own or totals) else one


def _is_like(one: Placed, totals: Sequence[Placed]) -> bool:
    """Whether a count is about as large as most of the totals told on days near its own: one of them may be misread."""
    usual = _usual_beside(one, totals)
    return bool(one.value and usual and NEAR[0] <= one.value / usual <= NEAR[1])


def _usual_beside(one: Placed, totals: Sequence[Placed]) -> float:
    """The median of the totals told on the days nearest to a count's own."""
    at = one.number
    near = nsmallest(BESIDE, ((abs(o.number - at), o.told.figure.id, value) for o in totals if (value := o.value)))
    return median(value for _, _, value in near) if near else 0


def _apart(one: Placed, other: Placed) -> int:
    return abs(one.number - other.number)


def _nobodys(found: list[Placed]) -> list[Placed]:
    """Figures in an article's own voice that tell a count known from somebody are evidence for that one."""
    known: dict[tuple[object, ...], list[Placed]] = {}
    rounded: dict[tuple[object, ...], list[Placed]] = {}
    sharp: dict[tuple[object, ...], set[float | None]] = {}
    for one in found:
        if one.kind is not None and not stands_on_nobody(one):
            known.setdefault((*_key(one), one.kind, one.value), []).append(one)
            rounded.setdefault((one.told.article.id, *_key(one), one.kind), []).append(one)
            if not is_round(one):
                sharp.setdefault((*_key(one), one.kind, one.source, one.day), set()).add(one.value)
    out = []
    for one in found:
        same = known.get((*_key(one), one.kind, one.value), []) if stands_on_nobody(one) else []
        same = [] if is_anothers(one) and unit(one.value or 0) >= ROUND_FROM else same  # by chance the same
        near = [other for other in same if _apart(one, other) <= AGAIN]
        if stands_on_nobody(one) and not near and not is_anothers(one):
            near = [o for o in rounded.get((one.told.article.id, *_key(one), one.kind), []) if fits(o, one)]
            # what a source gave another number for that day is told by somebody else
            near = [o for o in near if not sharp.get((*_key(one), one.kind, o.source, _as_told_by(one, o).day))]
        best = min(near, key=lambda o: (_apart(o, one), o.told.figure.id), default=None)
        out.append(one if best is None else _as_told_by(one, best))
    return out


def _as_told_by(one: Placed, best: Placed) -> Placed:
    """A figure as somebody's count; an undated one that its own article tells less sharply is of that one's day."""
    same = one.told.article.id == best.told.article.id and one.dated == "article" and best.dated != "article"
    dated = {"day": best.day, "dated": best.dated} if same else {}
    return replace(one, source=best.source, origin=best.origin, called=best.called, **dated)


def _series(group: Sequence[Placed], spelt: Mapping[str, str]) -> Series:
    first = group[0]
    names = Counter(one.called for one in group if one.called is not None)
    assert first.kind is not None  # noqa: S101 - _grouped leaves the others out
    return Series(
        first.told.figure.measure,
        first.who,
        first.place and spelt.get(first.place, first.place),
        first.origin,
        tuple(name for name, _ in names.most_common()) or ((first.origin.name,) if first.origin else ()),
        first.kind,
        first.since,
        points_of(group),
    )
