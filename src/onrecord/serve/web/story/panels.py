"""The counts of a story: a picture and a table for each thing that is counted."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.serve import wording
from onrecord.serve.web.story.chart import Chart, chart
from onrecord.serve.web.story.known import amount, groups, source_of, thing
from onrecord.serve.web.story.words import Places, counted
from onrecord.story.tally import Flag, Series, Tally
from onrecord.story.tally.who import ALL

MOST = 6
_FLAGS = 6  # that stand beside a picture; the terminal's tally has them all
_TOLD = ("jump", "fall", "revision", "definition", "daily", "sources")


class Counted(msgspec.Struct, frozen=True):
    """A row of the table.

    Args:
        dated: False where no text tells its day.
        was: values it replaced, in words.
    """

    day: str
    dated: bool
    source: str
    says: str
    was: str
    tellers: str
    href: str


class Panel(msgspec.Struct, frozen=True):
    """One thing that is counted.

    Args:
        chart: None where no source tells it for two days.
        notes: what is odd about it, by day.
        sources: how many count it.
        asks: what watches it, as the address of a tally asks: what is counted, and where.
    """

    number: int
    title: str
    chart: Chart | None
    rows: tuple[Counted, ...]
    notes: tuple[str, ...]
    sources: int
    asks: tuple[tuple[str, str], ...]


def panels(tally: Tally, places: Places) -> tuple[Panel, ...]:
    """Return the counts that moved, the most told first, and then those that stood still."""
    found = groups(tally)
    # What has a line to draw goes first; the others are a table.
    found.sort(key=lambda group: max(len(series.points) for series in group) == 1)
    several = [group for group in found if sum(len(series.points) for series in group) > 1]
    return tuple(_panel(n, group, tally, places) for n, group in enumerate(several[:MOST], 1))


def _panel(number: int, group: Sequence[Series], tally: Tally, places: Places) -> Panel:
    ordered = sorted(group, key=lambda s: (s.source is None, -len(s.points), source_of(s)))
    title = thing(group[0])
    hrefs = {
        e.figure: places.at("figure", e.article, e.figure)
        for series in group for point in series.points for e in point.evidence
    }  # fmt: skip
    rows = sorted((row for one in ordered for row in _rows(one, places)), key=lambda row: (row.day, row.source))
    about = {(s.measure, s.who, s.place) for s in group}
    notes = [f for f in tally.flags if (f.measure, f.who, f.place) in about and f.kind in _TOLD]
    return Panel(
        number,
        title,
        chart(ordered, hrefs, title),
        tuple(rows),
        tuple(map(_note, notes[-_FLAGS:])),
        len(group),
        _asks(group[0]),
    )


def _asks(series: Series) -> tuple[tuple[str, str], ...]:
    words = series.measure if series.who == ALL else f"{series.who} {series.measure}"
    return (("words", words), *((("place", series.place),) if series.place else ()))


def _rows(series: Series, places: Places) -> list[Counted]:
    return [
        Counted(
            day=point.day,
            dated=point.dated != "article",
            source=source_of(series),
            says=amount(point),
            was=", ".join(wording.bounded(r.low, r.high, approx=False) for r in point.revisions),
            tellers=f"{counted(point.articles, 'article')}, {counted(point.voices, 'voice')}",
            href=places.at("figure", point.evidence[-1].article, point.evidence[-1].figure),
        )
        for point in series.points
    ]


def _note(flag: Flag) -> str:
    return f"{wording.day(flag.day)}: {flag.message}"
