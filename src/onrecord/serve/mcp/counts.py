"""The tool that tells how a count moved: each source's own series, with bounds, revisions and flags."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.answer import Answer, numbered
from onrecord.serve.mcp.citing import Citation, Citer
from onrecord.serve.mcp.claims import Actor, Amount, actor_of, amount, many, many_told, names
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.paging import slice_of
from onrecord.serve.mcp.quoting import quoted
from onrecord.story import asking
from onrecord.story.tally import Flag, Point, Series
from onrecord.story.tally import TallyAsked as Wanted

_FLAGS, _REVISIONS, _NAMES = 15, 5, 6
_DATED = {
    "stated": "",
    "said": " (the day it was said)",
    "beside": " (the day of a figure beside it)",
    "article": " (the article's day: no text dates it)",
}


class Replaced(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value that its source has replaced.

    Args:
        day: the replaced value was of; ``revised_on`` the day that the new one was known.
        said: an article says that it was revised, else another value was told of the same day.
    """

    value: Amount
    day: str
    revised_on: str
    said: bool


class CountPoint(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one source's count stood at on one day.

    Args:
        dated: how the day is known: ``stated`` of the count, ``said`` on that day, ``beside`` another dated figure, or
            ``article``: only the article's own day is known.
        days: how many days new ones were counted over.
        independent: reports that tell it; ``articles`` all that do, copies too.
        replaced: values before it, oldest first.
    """

    day: str
    dated: str
    value: Amount
    days: int | None = None
    articles: int
    independent: int
    replaced: tuple[Replaced, ...] = ()
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        over = f" in {self.days} days" if self.days and self.days > 1 else ""
        old = "".join(f"; before that {one.value.words} of {one.day}" for one in self.replaced)
        told = many_told(self.articles, self.independent)
        head = f"   {self.day}{_DATED[self.dated]}: {self.value.words}{over}{old}; {told}"
        return [head, *(line for one in self.citations for line in one.lines("      "))]


class CountSeries(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One source's count of one thing in one place; never add or average series of different sources.

    Args:
        counted: who is counted: ``all``, ``children``, ``women`` …
        source: whose count; missing where articles give it in their own voice.
        names: of the source in these articles.
        kind: ``total``: a running total; ``new``: those of some days only.
        since: the day the count began, where it is another one than most have.
        points: by day, the latest of them; ``all_points`` how many there are.
    """

    measure: str
    counted: str
    place: str | None = None
    source: Actor | None = None
    names: tuple[str, ...] = ()
    kind: str
    since: str | None = None
    all_points: int
    points: tuple[CountPoint, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        who = names([self.source]) if self.source else "the articles themselves"
        of = "" if self.counted == "all" else f", {self.counted}"
        place = f" in {quoted(self.place)}" if self.place else ""
        since = f" since {self.since}" if self.since else ""
        head = f"{self.measure}{of}{place}{since}, {self.kind}, by {who}: {many(self.all_points, 'point')}"
        return [head, *(line for point in self.points for line in point.lines())]


class CountFlag(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something about a count to know before it is used.

    Args:
        kind: ``jump``, ``fall``, ``revision``, ``definition`` (something else is counted), ``daily`` (the new ones and
            the change of the total disagree) or ``sources`` (two differ on a day).
    """

    kind: str
    day: str
    message: str
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        head = f"{self.kind}, {self.day}: {quoted(self.message)}"
        return [head, *(line for one in self.citations for line in one.lines())]


class Counts(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """How a count moved: rival sources side by side.

    Args:
        all_series: how many there are.
        flags: what is odd about them, the latest; ``all_flags`` how many there are.
    """

    as_of: str | None = None
    all_series: int
    series: tuple[CountSeries, ...]
    all_flags: int
    flags: tuple[CountFlag, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        if not self.series:
            yield "No such figure is on record. Another place name, or none, may find more."
        yield from numbered(self.series)
        if self.flags:
            yield f"To know before it is used ({self.all_flags}):"
        yield from numbered(self.flags)


def get_tally(door: Door, asked: questions.TallyAsked) -> Counts:
    """Return how a count moved."""
    fields = ("words", "place", "source", "story", "since", "until", "as_of")
    found = asking.tally(door.store, Wanted(**{name: getattr(asked, name) for name in fields}))
    citer = door.citer()
    page = slice_of(asked, found.series, lambda series: _series(series, asked.points, citer))
    flags = found.flags[-_FLAGS:] if asked.cursor is None else ()
    return Counts(
        as_of=asked.as_of,
        all_series=len(found.series),
        series=page.rows,
        all_flags=len(found.flags),
        flags=tuple(_flag(flag, citer) for flag in flags),
        next_cursor=page.cursor,
    )


def _series(series: Series, most: int, citer: Citer) -> CountSeries:
    points = series.points[-most:]
    citer.fetch(shown.article for point in points for shown in point.evidence[:1])
    return CountSeries(
        measure=series.measure,
        counted=series.who,
        place=series.place,
        source=actor_of(series.source) if series.source else None,
        names=series.names[:_NAMES],
        kind=series.kind,
        since=series.since,
        all_points=len(series.points),
        points=tuple(_point(point, citer) for point in points),
    )


def _point(point: Point, citer: Citer) -> CountPoint:
    return CountPoint(
        day=point.day,
        dated=point.dated,
        value=amount(point.low, point.high, about=point.approx),
        days=point.days,
        articles=point.articles,
        independent=point.voices,
        replaced=tuple(
            Replaced(
                value=amount(one.low, one.high, about=False), day=one.day, revised_on=one.revised_on, said=one.said
            )
            for one in point.revisions[-_REVISIONS:]
        ),
        citations=tuple(citer.counted(shown) for shown in point.evidence[:1]),
    )


def _flag(flag: Flag, citer: Citer) -> CountFlag:
    citations = tuple(citer.counted(shown) for shown in flag.evidence[:2])
    return CountFlag(kind=flag.kind, day=flag.day, message=flag.message, citations=citations)
