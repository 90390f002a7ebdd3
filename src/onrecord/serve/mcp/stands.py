"""The tool that tells where parties stand, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.serve.mcp import asked as questions
from onrecord.serve.mcp.answer import Answer, numbered
from onrecord.serve.mcp.citing import Citation, Citer
from onrecord.serve.mcp.claims import Actor, TellingCount, actor_of, many, names, telling_count
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.paging import slice_of
from onrecord.serve.mcp.quoting import quoted
from onrecord.story import asking, lookups
from onrecord.story.positions.positions import Cell, Positions
from onrecord.story.positions.positions import Stand as Taken


class StandTaken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One taking of a position.

    Args:
        stance: ``support``, ``oppose``, ``conditional`` or ``neutral``.
        day: it was taken; ``dated``: an article tells that day, else it is the day it was known.
        change: against the stand before: ``new``, ``reiterated``, ``shifted`` or ``reversed``; ``said_so``: an article
            says that itself.
    """

    stance: str
    day: str
    dated: bool
    change: str
    said_so: bool = False
    confidence: float
    told_by: TellingCount
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        when = self.day if self.dated else f"{self.day} (the day it was known)"
        head = f"{self.stance}, {when}, {self.change}; {self.told_by.told()}; confidence {self.confidence:.2f}"
        return [head, *(line for one in self.citations for line in one.lines())]


class PartyStand(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one party stands on one issue.

    Args:
        issue: the wording that articles use most; ``wordings`` others that they use for it.
        latest: the last stand that was taken.
        mixed: on its last day both support and opposition are told.
        earlier: the stands before, the oldest first; only where the history was asked for.
    """

    party: Actor
    issue: str
    wordings: tuple[str, ...] = ()
    mixed: bool = False
    latest: StandTaken
    earlier: tuple[StandTaken, ...] = ()

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        first, *others = self.latest.lines()
        both = "; told on both sides that day" if self.mixed else ""
        before = [
            f"   earlier: {line}" if not n else f"   {line}"
            for one in self.earlier
            for n, line in enumerate(one.lines())
        ]
        return [f"{names([self.party])} on {quoted(self.issue)}: {first}{both}", *others, *before]


_WORDINGS = 5
_EARLIER = 20  # stands of one party on one issue, the latest


def party_stands(positions: Positions, citer: Citer, *, history: bool) -> tuple[PartyStand, ...]:
    """Return where the parties stand, those with most positions first."""
    return tuple(_party(cell, positions, citer, history=history) for cell in ordered(positions))


def ordered(positions: Positions) -> list[Cell]:
    """Return the cells of the matrix, party by party and issue by issue in its order."""
    party = {holder.actor: place for place, holder in enumerate(positions.holders)}
    issue = {one.id: place for place, one in enumerate(positions.issues)}
    return sorted(positions.cells, key=lambda cell: (party[cell.holder.actor], issue[cell.issue]))


def _party(cell: Cell, positions: Positions, citer: Citer, *, history: bool) -> PartyStand:
    issue = next(one for one in positions.issues if one.id == cell.issue)
    return PartyStand(
        party=actor_of(cell.holder),
        issue=issue.name,
        wordings=tuple(words for words in issue.wordings if words != issue.name)[:_WORDINGS],
        mixed=cell.mixed,
        latest=_taken(cell.latest, citer),
        earlier=tuple(_taken(stand, citer) for stand in cell.history[:-1][-_EARLIER:]) if history else (),
    )


def _taken(stand: Taken, citer: Citer) -> StandTaken:
    return StandTaken(
        stance=stand.stance,
        day=stand.day,
        dated=stand.told,
        change=stand.change,
        said_so=stand.said_so,
        confidence=round(stand.confidence, 3),
        told_by=telling_count(stand.sources),
        citations=citer.told_by(stand.evidence),
    )


class PartyStands(Answer, frozen=True, kw_only=True, omit_defaults=True):
    """Where the parties of a story stand.

    Args:
        stands: of a party that is missing here nothing is on record, which is no sign of neutrality.
        total: how many there are in all.
    """

    as_of: str | None = None
    story: int
    total: int
    stands: tuple[PartyStand, ...]
    next_cursor: str | None = None

    def lines(self) -> Iterator[str]:
        """Yield it as lines of text."""
        yield f"story {self.story}: {many(self.total, 'stand')}" if self.total else "No such position is on record."
        yield from numbered(self.stands)


def get_positions(door: Door, asked: questions.PositionsAsked) -> PartyStands:
    """Return where the parties of a story stand, as of a day."""
    positions = asking.story(door.store, asked.story, asked.as_of).positions()
    party = None if asked.by is None else lookups.actor(door.store, str(asked.by)).id
    cells = list(_asked(ordered(positions), positions, party, asked.issue))
    citer = door.citer()
    page = slice_of(asked, cells, lambda cell: _party(cell, positions, citer, history=asked.history))
    return PartyStands(
        as_of=asked.as_of, story=asked.story, total=len(cells), stands=page.rows, next_cursor=page.cursor
    )


def _asked(cells: Iterable[Cell], positions: Positions, party: int | None, issue: str | None) -> Iterator[Cell]:
    words = (issue or "").casefold().split()
    told = {one.id: " ".join((one.name, *one.wordings)).casefold() for one in positions.issues}
    for cell in cells:
        if (party is None or cell.holder.actor == party) and all(word in told[cell.issue] for word in words):
            yield cell
