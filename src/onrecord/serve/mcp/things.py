"""Tools that find figures and encounters wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.serve import wording
from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.answer import Answer, numbered
from onrecord.serve.mcp.citing import Citer
from onrecord.serve.mcp.claims import actor_of, actors_of, amount_of, many
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.paging import offset_of, paged
from onrecord.serve.mcp.parts import EncounterClaim, FigureClaim
from onrecord.serve.mcp.sayings import named
from onrecord.serve.mcp.shared import Shared, shared_of, shared_text
from onrecord.store.rows import EncounterRow, FigureRow
from onrecord.story import searching


class _Found(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """What was found.

    Args:
        total: how many there are, at least; ``or_more``: there are more.
        shared: counts of what may narrow them: measure or type, place, outlet, month, story …
    """

    as_of: str | None = None
    total: int
    or_more: bool = False
    shared: tuple[Shared, ...] = ()
    next_cursor: str | None = None

    def _lines(self, name: str, rows: tuple[Any, ...]) -> Iterator[str]:
        yield f"{many(self.total, name)}{' or more' * self.or_more}" if self.total else f"No such {name} is on record."
        yield from numbered(rows)
        if self.shared:
            yield shared_text(self.shared)


class Figures(_Found, frozen=True, kw_only=True, omit_defaults=True):
    """Figures, the newest first.

    Args:
        total: how many there are, at least; ``or_more``: there are more.
        shared: counts of what may narrow them: measure, place, outlet, month, story.
    """

    figures: tuple[FigureClaim, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield from self._lines("figure", self.figures)


class Encounters(_Found, frozen=True, kw_only=True, omit_defaults=True):
    """Meetings, visits, calls, talks, conferences and hearings, the newest first.

    Args:
        total: how many there are, at least; ``or_more``: there are more.
        shared: counts of what may narrow them: type, place, outlet, month, story.
    """

    encounters: tuple[EncounterClaim, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield from self._lines("encounter", self.encounters)


def search_figures(door: Door, asked: questions.FiguresAsked) -> Figures:
    """Return figures by words, source, measure, place and amount."""
    found = searching.search_counted(door.store, _wanted(asked, "measure", "low", "high")).found
    citer = door.citer()
    page = paged(asked, found.hits, lambda row: figure_of(row, citer), offset_of(asked))
    return Figures(
        as_of=asked.as_of,
        total=found.total,
        or_more=found.more,
        shared=shared_of(found.facets),
        figures=page.rows,
        next_cursor=page.cursor,
    )


def search_encounters(door: Door, asked: questions.EncountersAsked) -> Encounters:
    """Return encounters by words, who takes part and place."""
    found = searching.search_met(door.store, _wanted(asked)).found
    citer = door.citer()
    page = paged(asked, found.hits, lambda row: encounter_of(row, citer), offset_of(asked))
    return Encounters(
        as_of=asked.as_of,
        total=found.total,
        or_more=found.more,
        shared=shared_of(found.facets),
        encounters=page.rows,
        next_cursor=page.cursor,
    )


def _wanted(asked: questions.FiguresAsked | questions.EncountersAsked, *others: str) -> searching.ThingsAsked:
    fields = ("words", "place", "outlet", "story", "since", "until", "as_of", *others)
    filters: dict[str, Any] = {name: getattr(asked, name) for name in fields}
    return searching.ThingsAsked(**filters, by=named(asked.by), limit=asked.limit + 1, offset=offset_of(asked))


def figure_of(row: FigureRow, citer: Citer) -> FigureClaim:
    """Return a stored figure."""
    return FigureClaim(
        id=row.id,
        value=amount_of(row),
        measure=row.measure,
        counts=wording.counted(row),
        currency=row.currency,
        place=row.place,
        covers=(row.period_from, row.period_to) if row.period_from or row.period_to else None,
        as_of=row.as_of,
        cumulative=row.cumulative,
        source=actor_of(row.source) if row.source else None,
        chain=actors_of(one for one in row.chain if one != row.source),
        statement=row.statement,
        confidence=round(row.confidence, 3),
        corrected=bool(row.corrected),
        citations=citer.item(row),
    )


def encounter_of(row: EncounterRow, citer: Citer) -> EncounterClaim:
    """Return a stored encounter."""
    return EncounterClaim(
        id=row.id,
        kind=row.type,
        status=row.status,
        who=actors_of(row.participants),
        host=actor_of(row.host) if row.host else None,
        place=row.place,
        day=row.date,
        duration=row.duration,
        confidence=round(row.confidence, 3),
        corrected=bool(row.corrected),
        citations=citer.item(row),
    )
