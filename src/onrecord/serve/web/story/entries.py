"""The timeline's part: a page of entries in either order, with the rail of key events."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.serve import wording
from onrecord.serve.web.story.asked import PageAsked
from onrecord.serve.web.story.words import Piece, Places, Somebody, Tellers, counted, quoted
from onrecord.store.rows import EncounterRow, FigureRow, StatementRow
from onrecord.story.positions.positions import SURE
from onrecord.story.timeline.entries import Entry
from onrecord.story.timeline.timeline import Timeline

PER_PAGE = 60
_RAIL = 12  # key events that the rail names beside all entries
_RAIL_WORDS = 90  # code points of each
_MOST_ARRIVALS = 60  # whoever was away longer is told of so many times at least
_TOLD = {"statement": "said on", "encounter": "held on", "figure": "counted on"}


class Reiterated(msgspec.Struct, frozen=True):
    """Where the same was said before."""

    day: str
    href: str


class Line(msgspec.Struct, frozen=True):
    """An entry as the page prints it.

    Args:
        anchor: its place in the page.
        did: what was done, where the words below do not say it.
        dated: how its day is known, in words; empty where a text tells it.
        pieces: its words.
        known: ISO day that it was known first.
        seen: ISO time at which the first article that tells it was seen.
        sure: it was read surely.
        corrected: where it stands what a user corrected in it; empty where nobody did.
    """

    anchor: str
    kind: str
    day: str
    who: tuple[Somebody, ...]
    nobody: str
    did: str
    to: tuple[Somebody, ...]
    through: tuple[Somebody, ...]
    dated: str
    pieces: tuple[Piece, ...]
    href: str
    tellers: Tellers
    known: str
    seen: str
    change: str | None = None
    reiterates: Reiterated | None = None
    is_key: bool = False
    is_new: bool = False
    sure: bool = True
    corrected: str = ""


class Day(msgspec.Struct, frozen=True):
    """The entries of one day."""

    day: str
    lines: tuple[Line, ...]


class Mark(msgspec.Struct, frozen=True):
    """A key event in the rail."""

    day: str
    words: str
    href: str


class Part(msgspec.Struct, frozen=True):
    """The timeline as one state of the page shows it.

    Args:
        total: entries there are; ``keys`` key events among them, ``new`` new ones.
        first: number of the first shown, from 1; ``last`` of the last.
        before: address of the page before this one; ``after`` of the next.
        arrivals: when its entries were seen and how many each time: ``time count`` apart by semicolons, the newest
            first; for a browser that knows when it was here last.
    """

    days: tuple[Day, ...]
    rail: tuple[Mark, ...]
    total: int
    keys: int
    new: int
    first: int
    last: int
    before: str | None
    after: str | None
    arrivals: str

    @property
    def summary(self) -> str:
        """What is shown of how much, in words."""
        many = "1 entry" if self.total == 1 else f"{self.total:,} entries"
        return f"{many}, {counted(self.keys, 'key event')}"


class Timelines:
    """The entries of a story, ready to be cut into pages.

    Args:
        found: its timeline, the oldest first.
        seen: of each article, by id, when it was seen first.
    """

    def __init__(self, found: Timeline, places: Places) -> None:
        self._entries = found.entries
        self._places = places
        articles = places.articles
        self._seen = {e.id: min(articles[x.article].first_seen for x in e.evidence) for e in found.entries}
        self._number = {entry.id: at for at, entry in enumerate(found.entries)}
        self._arrivals = self._counted_arrivals()

    @property
    def weight(self) -> int:
        """How many entries it holds."""
        return len(self._entries)

    def part(self, asked: PageAsked) -> Part:
        """Return what one state of the page shows."""
        chosen = [e for e in self._entries if asked.show == "all" or e.is_key]
        if asked.order == "newest":
            chosen.reverse()
        pages = max(1, -(-len(chosen) // PER_PAGE))
        page = min(max(asked.page, 1), pages)
        start = (page - 1) * PER_PAGE
        shown = chosen[start : start + PER_PAGE]
        return Part(
            days=self._days(shown, asked),
            rail=self._rail(asked),
            total=len(self._entries),
            keys=sum(e.is_key for e in self._entries),
            new=self._new(asked.since),
            first=start + 1 if shown else 0,
            last=start + len(shown),
            before=asked.href("timeline", page=page - 1) if page > 1 else None,
            after=asked.href("timeline", page=page + 1) if page < pages else None,
            arrivals=self._arrivals,
        )

    def _new(self, since: str | None) -> int:
        return 0 if since is None else sum(seen > since for seen in self._seen.values())

    def _counted_arrivals(self) -> str:
        counts: dict[str, int] = {}
        for seen in self._seen.values():
            counts[seen] = counts.get(seen, 0) + 1
        latest = sorted(counts, reverse=True)[:_MOST_ARRIVALS]
        return ";".join(f"{time} {counts[time]}" for time in latest)

    def _days(self, shown: Sequence[Entry], asked: PageAsked) -> tuple[Day, ...]:
        days: dict[str, list[Line]] = {}
        for entry in shown:
            days.setdefault(entry.day, []).append(self._line(entry, asked))
        return tuple(Day(day, tuple(lines)) for day, lines in days.items())

    def _rail(self, asked: PageAsked) -> tuple[Mark, ...]:
        keys = sorted((e for e in self._entries if e.is_key), key=lambda e: -e.score)[:_RAIL]
        ordered = sorted(keys, key=lambda e: self._number[e.id], reverse=asked.order == "newest")
        return tuple(Mark(e.day, self._short(e), self._href(e, asked)) for e in ordered)

    def _short(self, entry: Entry) -> str:
        who = entry.who[0].name if entry.who else ""
        said = entry.kind == "statement"
        # A number says nothing without the words around it.
        words = entry.words if said else "".join(p.text for p in self._places.in_context(entry.evidence[0]))
        words = words if len(words) <= _RAIL_WORDS else words[:_RAIL_WORDS].rstrip() + " …"
        return f"{who}: {words}" if who and said else words

    def _href(self, entry: Entry, asked: PageAsked) -> str:
        """Return the address at which an entry stands, in the state asked for or among all entries."""
        show = asked.show if entry.is_key else "all"
        among = [e for e in self._entries if show == "all" or e.is_key]
        at = self._number[entry.id] if show == "all" else next(n for n, e in enumerate(among) if e.id == entry.id)
        at = len(among) - 1 - at if asked.order == "newest" else at
        return asked.href(_anchor(entry.id), show=show, page=at // PER_PAGE + 1)

    def _line(self, entry: Entry, asked: PageAsked) -> Line:
        places, shown = self._places, entry.evidence[0]
        row = entry.row
        alone = isinstance(row, StatementRow) and row.kind == "direct"
        return Line(
            anchor=_anchor(entry.id),
            kind=entry.kind,
            day=entry.day,
            who=places.everybody(entry.who),
            nobody="" if entry.who else _nobody(row),
            did=_did(row) if alone or not isinstance(row, StatementRow) else "",
            to=places.everybody(entry.to),
            through=places.everybody(entry.through),
            dated=_dated(entry),
            pieces=quoted(entry.words) if alone else places.in_context(shown),
            href=places.at(entry.kind, shown.article, shown.item),
            tellers=places.tellers(entry.kind, entry.evidence, entry.sources),
            known=entry.published,
            seen=self._seen[entry.id],
            change=entry.change,
            reiterates=self._before(entry, asked),
            is_key=entry.is_key,
            is_new=asked.since is not None and self._seen[entry.id] > asked.since,
            sure=row.confidence >= SURE,
            corrected=places.corrected(entry.kind, entry.evidence),
        )

    def _before(self, entry: Entry, asked: PageAsked) -> Reiterated | None:
        number = self._number.get(entry.reiterates or "")
        if number is None:
            return None
        before = self._entries[number]
        return Reiterated(before.day, self._href(before, asked))


def _anchor(ident: str) -> str:
    return ident.replace(":", "-")


def _nobody(row: StatementRow | EncounterRow | FigureRow) -> str:
    if isinstance(row, StatementRow):
        return row.source or "no source named"
    return "in the article’s own words" if isinstance(row, FigureRow) else ""


def _did(row: StatementRow | EncounterRow | FigureRow) -> str:
    if isinstance(row, StatementRow):
        return wording.verb(row)
    if isinstance(row, EncounterRow):
        held = row.type if row.status == "held" else f"{row.type}, {row.status}"
        return f"{held}, {wording.duration(row.duration)}" if row.duration else held
    return " ".join(part for part in (wording.amount(row), wording.counted(row)) if part)


def _dated(entry: Entry) -> str:
    """Return how the day is known: said on it, or only known by it."""
    if entry.when == "told":
        late = entry.published[: len(entry.day)] > entry.day
        return f"{_TOLD[entry.kind]} this day, known {wording.day(entry.published, entry.day)}" if late else ""
    if entry.when == "before":
        return "some time before; known on this day"
    return "known on this day"
