"""What we know: the latest counts with their bounds and sources, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from onrecord.serve import wording
from onrecord.serve.web.story.words import Places, Somebody, Where, counted
from onrecord.story.background.latest import TOLL, Latest, counts
from onrecord.story.tally import Point, Series, Tally
from onrecord.story.told import Sources, Told

MOST = 4
_RIVALS = 3
_OTHERS = 2
_FEWEST_VOICES = 3  # what one report alone counts, and is no toll, is not pinned
_SPECIAL = {"identified": "identified"}


class Value(msgspec.Struct, frozen=True):
    """One source's latest value.

    Args:
        says: number, bound and what is counted: “at least 34,568 killed in Gaza”.
        source: whose count it is; None for the articles' own words.
        day: ISO day it stands for; ``dated`` False where no text tells it.
        tellers: outlets and voices in words.
    """

    says: str
    source: Somebody | None
    day: str
    dated: bool
    tellers: str
    where: Where
    href: str


class Known(msgspec.Struct, frozen=True):
    """One thing that is counted, with the values of rival sources, the newest first."""

    values: tuple[Value, ...]


def known(tally: Tally, told_latest: Sequence[Known], places: Places) -> tuple[Known, ...]:
    """Return the latest counts, tolls first.

    Args:
        told_latest: what is counted beside tolls, of :func:`others`.
    """
    return (*(_known(group, places) for group in groups(tally)[:MOST]), *told_latest)


def others(told: Told, places: Places) -> tuple[Known, ...]:
    """Return what several reports count that is no toll: votes, money, hectares."""
    found = (
        c for c in counts(told) if c.latest[0].row.measure not in TOLL and c.latest[0].sources.voices >= _FEWEST_VOICES
    )
    return tuple(Known((_other(count.latest[0], places),)) for count, _ in zip(found, range(_OTHERS), strict=False))


def groups(tally: Tally) -> list[list[Series]]:
    """Return the series of a tally by what they count, the most told first; running totals before new ones."""
    by_thing: dict[tuple[object, ...], list[Series]] = {}
    for series in tally.series:
        by_thing.setdefault((series.measure, series.who, series.place_key, series.since, series.kind), []).append(
            series
        )
    return sorted(by_thing.values(), key=_weight)


def _weight(group: Sequence[Series]) -> tuple[object, ...]:
    voices = {e.voice for series in group for point in series.points for e in point.evidence}
    first = group[0]
    order = TOLL.index(first.measure) if first.measure in TOLL else len(TOLL)
    # Of counts that about as many tell, that of the dead goes before that of the missing.
    return first.kind != "total", first.who != "all", -len(voices).bit_length(), order, first.place or ""


def _known(group: Sequence[Series], places: Places) -> Known:
    newest = sorted(group, key=lambda s: (s.points[-1].day, s.source is not None, s.points[-1].voices), reverse=True)
    named = [s for s in newest if s.source is not None] or newest
    return Known(tuple(_value(series, series.points[-1], places) for series in named[:_RIVALS]))


def _value(series: Series, point: Point, places: Places) -> Value:
    shown = point.evidence[-1]
    outlets = {places.articles[e.article].outlet for e in point.evidence if e.article in places.articles}
    href = places.at("figure", shown.article, shown.figure)
    return Value(
        says=says(series, point),
        source=places.somebody(series.source) if series.source else None,
        day=point.day,
        dated=point.dated != "article",
        tellers=_told(len(outlets - {None}), point.articles, point.voices),
        where=msgspec.structs.replace(places.article(shown.article), href=href),
        href=href,
    )


def _other(found: Latest, places: Places) -> Value:
    shown = found.evidence[0]
    row, sources = found.row, found.sources
    return Value(
        says=" ".join(part for part in (wording.amount(row), wording.counted(row), _in(row.place, row.what)) if part),
        source=places.somebody(found.source) if found.source else None,
        day=found.day,
        dated=found.told,
        tellers=_of(sources),
        where=places.where("figure", shown),
        href=places.at("figure", shown.article, shown.item),
    )


def _of(sources: Sources) -> str:
    return _told(len(sources.outlets), sources.articles, sources.voices)


def _told(outlets: int, articles: int, voices: int) -> str:
    many = counted(outlets, "outlet") if outlets else counted(articles, "article")
    return f"{many}, {counted(voices, 'voice')}"


def _in(place: str | None, what: str | None) -> str:
    return f"in {place}" if place and place not in (what or "") else ""


def says(series: Series, point: Point) -> str:
    """Return a value in words, with its bound: “at least 34,568 killed in Gaza”."""
    return " ".join((amount(point), *_counted(series, point)))


def amount(point: Point) -> str:
    """Return the number of a point with its bound written out."""
    return wording.bounded(point.low, point.high, approx=point.approx)


def _counted(series: Series, point: Point) -> Iterator[str]:
    if series.kind == "new":
        yield "more"
    if series.who != "all":
        yield _SPECIAL.get(series.who, series.who)
    yield series.measure
    if series.place:
        yield f"in {series.place}"
    if series.kind == "new":
        yield "in a day" if (point.days or 1) == 1 else f"in {point.days} days"
    if series.since:
        yield f"since {wording.day(series.since)}"


def thing(series: Series) -> str:
    """Return what a series counts, as a heading: “killed, children, Gaza”."""
    who = "" if series.who == "all" else series.who
    new = "new ones" if series.kind == "new" else ""
    since = f"since {wording.day(series.since)}" if series.since else ""
    return ", ".join(part for part in (series.measure, who, series.place or "", new, since) if part)


def source_of(series: Series) -> str:
    """Return whose count a series is, in words."""
    if series.source is not None:
        return series.source.name
    return series.names[0] if series.names else "no source given"
