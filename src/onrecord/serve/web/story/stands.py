"""Where they stand: actors by issues, a mark in each cell, the dated words behind it."""

from __future__ import annotations

import msgspec

from onrecord.serve import wording
from onrecord.serve.web.story.words import Piece, Places, Somebody, Tellers, quoted
from onrecord.story.positions.grouping import Issue
from onrecord.story.positions.positions import SURE, Cell, Positions, Stand

_ISSUES, _HOLDERS = 6, 8  # what fits a desk; the rest is one link away
_LATEST = 3
_SHORT = 5  # words that do not stand for themselves below this number


class Taken(msgspec.Struct, frozen=True):
    """One taking of a position.

    Args:
        day: ISO day or month; ``dated`` says whether a text tells it.
        stance: as a verb.
    """

    day: str
    dated: str
    stance: str
    change: str
    pieces: tuple[Piece, ...]
    href: str
    tellers: Tellers


class Marked(msgspec.Struct, frozen=True):
    """A cell that has something on record.

    Args:
        name: of its place in the page.
        says: the whole of it in words, for who cannot see the mark.
        ring: it changed.
        history: the newest first.
    """

    name: str
    stance: str
    says: str
    holder: str
    issue: str
    ring: bool
    mixed: bool
    sure: bool
    history: tuple[Taken, ...]


class Row(msgspec.Struct, frozen=True):
    """An actor and its cells, in the order of the issues; None where nothing is on record."""

    holder: Somebody
    cells: tuple[Marked | None, ...]


class Matrix(msgspec.Struct, frozen=True):
    """The matrix.

    Args:
        holders: how many actors there are in all; ``all_issues`` how many issues.
        whole: nothing is left out.
    """

    issues: tuple[str, ...]
    rows: tuple[Row, ...]
    holders: int
    all_issues: int
    whole: bool


class Latest(msgspec.Struct, frozen=True):
    """A position as one line: who stands where, since when."""

    holder: Somebody
    kind: str
    stance: str
    issue: str
    taken: Taken


def matrix(found: Positions, places: Places, *, whole: bool = False) -> Matrix:
    """Return the matrix of the issues that most actors hold a position on.

    Args:
        whole: of all issues and actors.
    """
    by_place = {(cell.holder.actor, cell.issue): cell for cell in found.cells}
    issues = found.issues if whole else found.issues[:_ISSUES]
    held = {issue.id for issue in issues}
    on = [h for h in found.holders if any((h.actor, i) in by_place for i in held)]
    on.sort(key=lambda h: -sum((h.actor, i) in by_place for i in held))
    holders = on if whole else on[:_HOLDERS]
    rows = tuple(
        Row(places.somebody(h), tuple(_marked(by_place.get((h.actor, i.id)), i, places) for i in issues))
        for h in holders
    )
    kept = tuple(n for n in range(len(issues)) if any(row.cells[n] is not None for row in rows))
    return Matrix(
        issues=tuple(issues[n].name for n in kept),
        rows=tuple(Row(row.holder, tuple(row.cells[n] for n in kept)) for row in rows),
        holders=len(found.holders),
        all_issues=len(found.issues),
        whole=whole or (len(rows) == len(found.holders) and len(kept) == len(found.issues)),
    )


def latest(found: Positions, places: Places) -> tuple[Latest, ...]:
    """Return the positions taken last that were read surely, each actor once."""
    issues = {issue.id: issue for issue in found.issues}
    sure = [c for c in found.cells if c.latest.confidence >= SURE and not issues[c.issue].vague]
    sure.sort(key=lambda c: (c.latest.day, c.latest.sources.voices), reverse=True)
    first: dict[int, Cell] = {}
    for cell in sure:
        first.setdefault(cell.holder.actor, cell)
    return tuple(_latest(cell, issues[cell.issue], places) for cell in list(first.values())[:_LATEST])


def _latest(cell: Cell, issue: Issue, places: Places) -> Latest:
    stand = cell.latest
    verb = wording.STANCES[stand.stance]
    return Latest(places.somebody(cell.holder), stand.stance, verb, issue.name, _taken(stand, places))


def _marked(cell: Cell | None, issue: Issue, places: Places) -> Marked | None:
    if cell is None:
        return None
    stance = wording.STANCES[cell.latest.stance]
    changed = f", changed {wording.day(cell.changed_on)}" if cell.changed_on else ""
    mixed = ", told on both sides" if cell.mixed else ""
    return Marked(
        name=f"stand-{cell.holder.actor}-{cell.issue}",
        stance=cell.latest.stance,
        says=f"{cell.holder.name} {stance} {issue.name}{changed}{mixed}: the words",
        holder=cell.holder.name,
        issue=issue.name,
        ring=cell.changed_on is not None,
        mixed=cell.mixed,
        sure=cell.latest.confidence >= SURE,
        history=tuple(_taken(stand, places) for stand in reversed(cell.history)),
    )


def _taken(stand: Stand, places: Places) -> Taken:
    shown = stand.evidence[0]
    return Taken(
        day=stand.day,
        dated="said on" if stand.told else "known on",
        stance=wording.STANCES[stand.stance],
        change="" if stand.change == "new" else stand.change,
        pieces=_words(stand, places),
        href=places.at("position", shown.article, shown.item),
        tellers=places.tellers("position", stand.evidence, stand.sources),
    )


def _words(stand: Stand, places: Places) -> tuple[Piece, ...]:
    shown = stand.evidence[0]
    return places.in_context(shown) if shown.words.count(" ") < _SHORT else quoted(shown.words)
