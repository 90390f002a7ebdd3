"""Who only passes on another's count: a relief office that says 24,151 on the day that the ministry counted 24,151.

A long number is as good as a fingerprint. A source whose numbers are all those of one that counts more often has them
from there, whether its article says so or not: a spokesman by his name, a news agency, "the same count".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from onrecord.story.tally.names import ANY, BODIES, HEADS, is_anybody, source_key, words_of
from onrecord.story.tally.placed import Placed, is_heading, is_mended
from onrecord.story.tally.points import is_round, unit
from onrecord.story.tally.spoken import is_mending
from onrecord.story.tally.who import ALL

# From here on two who count apart hardly come to the same number, if it is no round one.
LONG, SHARP = 1_000, 100
# A number is passed on within so many days.
DAYS = 7
# So many long numbers make a source one whose count others pass on, and this part of a source's own must be known.
COUNTS, PART = 3, 0.75
# A number below this part of a source's totals is none of them.
SMALL = 0.1

_Long = tuple[str, float]  # measure, value


def as_counted(found: Sequence[Placed]) -> list[Placed]:
    """Return the figures, those of a source that passes on another's count as that one's."""
    told: dict[int, list[Placed]] = {}
    for one in found:
        if one.source is not None and _is_long(one):
            told.setdefault(one.source, []).append(one)
    days: dict[_Long, dict[int, set[int]]] = {}
    for source, figures in told.items():
        for one in figures:
            days.setdefault(_long(one), {}).setdefault(source, set()).add(one.number)
    through = {source: of for source in told if (of := _whose(source, told, days)) is not None}
    through = {source: of for source, of in through.items() if of not in through}
    known = {one.source: one for one in reversed(found) if one.source is not None}
    return [
        one
        if one.source is None or one.source not in through or is_mended(one.told)
        else _as_of(one, known[through[one.source]])
        for one in found
    ]


def _whose(
    source: int, told: Mapping[int, Sequence[Placed]], days: Mapping[_Long, Mapping[int, set[int]]]
) -> int | None:
    """The source whose numbers those of another one are, if they are."""
    same: Counter[int] = Counter()
    for one in told[source]:
        for other, then in days[_long(one)].items():
            larger = (len(told[other]), -other) > (len(told[source]), -source) and len(told[other]) >= COUNTS
            if larger and any(abs(day - one.number) <= DAYS for day in then):
                same[other] += 1
    most = max(same.items(), key=lambda s: (s[1], -s[0]), default=None)
    return most[0] if most is not None and most[1] >= PART * len(told[source]) else None


def _is_long(one: Placed) -> bool:
    value = one.value or 0
    return value >= LONG and not is_round(one) and unit(value) < SHARP


def _long(one: Placed) -> _Long:
    return one.told.figure.measure, one.value or 0


def of_the_article(found: Sequence[Placed]) -> list[Placed]:
    """Return the figures, those on nobody's word as of the one source whose counts their article tells."""
    sources: dict[int, dict[int, Placed]] = {}
    for one in found:
        if one.source is not None and not stands_on_nobody(one):
            sources.setdefault(one.told.article.id, {}).setdefault(one.source, one)
    values: dict[tuple[object, ...], set[float | None]] = {}
    for one in found:
        if not is_round(one):
            values.setdefault(_of_day(one, one.source), set()).add(one.value)
    corrections = {one.told.article.id for one in found if one.told.figure.change is not None}
    return [
        _of(one, sources.get(one.told.article.id, {}), {} if one.told.article.id in corrections else values)
        for one in found
    ]


def _of(
    one: Placed, sources: Mapping[int, Placed], values: Mapping[tuple[object, ...], Collection[float | None]]
) -> Placed:
    nobody = stands_on_nobody(one) and not is_anothers(one)
    if len(sources) != 1 or one.kind is None or not nobody or is_mended(one.told):
        return one
    source, other = next(iter(sources.items()))
    known = values.get(_of_day(one, source), ())  # another value of that day is likelier that of somebody else
    return one if known and one.value not in known and not is_round(one) else _as_of(one, other)


def _of_day(one: Placed, source: int | None) -> tuple[object, ...]:
    return one.told.figure.measure, one.who, one.place, one.kind, one.day, source


def stands_on_nobody(one: Placed) -> bool:
    """Tell whether a figure stands on nobody's word, or on that of officials, whoever they are."""
    return one.origin is None or is_anybody(one.origin.name) or (is_heading(one) and one.origin.type == "group")


def is_anothers(one: Placed) -> bool:
    """Tell whether a figure is the count of a body that no other figure is known from."""
    return one.origin is None and one.called is not None


def not_theirs(found: Sequence[Placed]) -> list[Placed]:
    """Return the figures, without a source those that another body was heard to tell, and that contradict their source.

    "The civil defence agency told us 71,543", taken for the health ministry's, which counted 71,384 that day.
    """
    told: dict[tuple[object, ...], dict[float | None, set[int]]] = {}
    for one in found:
        if one.source is not None and one.kind is not None and not is_round(one):
            values = told.setdefault(_of_day(one, one.source), {})
            values.setdefault(one.value, set()).add(one.told.article.id)
    return [
        replace(one, source=None, origin=None, called=one.told.voice_of)
        if one.source is not None and _is_misheard(one, told.get(_of_day(one, one.source), {}))
        else one
        for one in found
    ]


def _is_misheard(one: Placed, values: Mapping[float | None, set[int]]) -> bool:
    """Whether another body's name was read where a figure contradicts what its source told in other articles."""
    voice, figure = one.told.voice_of, one.told.figure
    if voice is None or one.origin is None or figure.change is not None or is_mended(one.told):
        return False
    here = one.told.article.id
    elsewhere = any(articles - {here} for value, articles in values.items() if value != one.value)
    if not elsewhere or values.get(one.value, set()) - {here} or is_mending(one.told):
        return False
    heard, known = source_key(voice, ()) - HEADS - ANY, source_key(one.origin.name, ())
    return bool(heard & set(words_of(voice))) and not heard & known and bool(set(words_of(voice)) & (BODIES | ANY))


def dated_beside(found: Sequence[Placed]) -> list[Placed]:
    """Return the figures, parts and new ones without a day as of that of their source's nearest count beside them."""
    beside: dict[tuple[int, int | None], list[Placed]] = {}
    for one in found:
        if one.dated != "article" and one.day is not None and one.told.figure.change != "former":
            beside.setdefault((one.told.article.id, one.source), []).append(one)
    return [_dated_beside(one, beside.get((one.told.article.id, one.source), ())) for one in found]


def _dated_beside(one: Placed, beside: Sequence[Placed]) -> Placed:
    total = one.who == ALL and one.kind != "new"  # which may be an old one, told again
    if one.dated != "article" or total or not beside or one.told.figure.change == "former":
        return one
    return replace(one, day=_nearest(one, beside).day, dated="beside")


def small_ones(found: Sequence[Placed]) -> list[Placed]:
    """Return the figures, small ones that nothing calls total or new with the source and the day of their article.

    "That is 96 deaths more", in an article that tells one source's totals of one day: so many were new on it.
    """
    beside: dict[int, list[Placed]] = {}
    largest: dict[tuple[str, int | None], float] = {}
    for one in found:
        if one.kind == "total" and not stands_on_nobody(one):
            whose = one.told.figure.measure, one.source
            largest[whose] = max(largest.get(whose, 0), one.value or 0)
        if one.day is not None and not stands_on_nobody(one) and one.told.figure.change != "former":
            beside.setdefault(one.told.article.id, []).append(one)
    return [_small(one, beside.get(one.told.article.id, ()), largest) for one in found]


def _small(one: Placed, beside: Sequence[Placed], largest: Mapping[tuple[str, int | None], float]) -> Placed:
    if one.kind is not None or one.who != ALL or one.told.figure.change is not None or is_mended(one.told):
        return one
    own = [other for other in beside if stands_on_nobody(one) or other.source == one.source]
    if len({other.source for other in own}) != 1:
        return one
    if (one.value or 0) >= SMALL * largest.get((one.told.figure.measure, own[0].source), 0):
        return one
    out = _as_of(one, own[0]) if stands_on_nobody(one) else one
    dated = [other for other in own if other.dated != "article"]
    if out.dated != "article" or not dated:
        return out
    return replace(out, day=_nearest(one, dated).day, dated="beside")


def _nearest(one: Placed, beside: Sequence[Placed]) -> Placed:
    here = one.told.figure.span.start
    return min(beside, key=lambda other: (abs(other.told.figure.span.start - here), other.told.figure.id))


def _as_of(one: Placed, other: Placed) -> Placed:
    return replace(one, source=other.source, origin=other.origin, called=other.called)
