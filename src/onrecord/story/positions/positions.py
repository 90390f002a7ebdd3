"""Where each party stands, and how that changed: actor by issue, each cell with its dated evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from onrecord.store.rows import ActorName, PositionRow
from onrecord.story.positions.grouping import Issue, OnIssue, grouped
from onrecord.story.told import Evidence, Sources, Told, evidence_of, sources_of, told_day

Change = Literal["new", "reiterated", "shifted", "reversed"]
_OTHER_WAY = {"support": "oppose", "oppose": "support"}
# Positions that were read with so much confidence are nine in ten right in a sample of PolNeAR's; those of .35 to .5
# six in ten. What is said to have changed must be surer than what is shown.
SURE = 0.5
_SAID: dict[str, Change] = {"reiterated": "reiterated", "shifted": "shifted"}


class Stand(msgspec.Struct, frozen=True):
    """One taking of a position, however many articles tell of it.

    Args:
        day: ISO day or month it was taken, where ``told``; else the day it was known.
        told: whether the text dates it.
        stance: ``support``, ``oppose``, ``conditional`` or ``neutral``, towards the issue as it is named.
        change: against what the holder's last stand was, or what the article itself says of it.
        said_so: whether the article says that it was repeated or changed.
        issue: the wording used; ``turned`` where it names the issue's end, so that the stance was turned round.
        evidence: the first that was known first.
        confidence: of the surest telling.
    """

    day: str
    told: bool
    stance: str
    change: Change
    said_so: bool
    issue: str
    turned: bool
    evidence: tuple[Evidence, ...]
    sources: Sources
    confidence: float
    statements: tuple[int, ...] = ()


class Cell(msgspec.Struct, frozen=True):
    """Where one actor stands on one issue.

    Args:
        latest: the last stand taken.
        history: oldest first; ``latest`` is its last.
        mixed: on the last day it was told on both sides.
    """

    holder: ActorName
    issue: int
    latest: Stand
    history: tuple[Stand, ...]
    sources: Sources
    mixed: bool = False

    @property
    def changed_on(self) -> str | None:
        """The day of the last shift or reversal; None where there was none."""
        return next((s.day for s in reversed(self.history) if s.change in ("shifted", "reversed")), None)


class Positions(msgspec.Struct, frozen=True):
    """Where the parties of a story stand.

    Args:
        issues: those that most actors hold a position on first, then the most often told; vague ones last.
        holders: those with most told positions first.
        cells: only those with something on record.
        unheld: positions whose holder is not known.
    """

    issues: tuple[Issue, ...]
    holders: tuple[ActorName, ...]
    cells: tuple[Cell, ...]
    unheld: int = 0

    def cell(self, actor: int, issue: int) -> Cell | None:
        """Return where an actor stands on an issue; None where nothing is on record."""
        return next((c for c in self.cells if c.holder.actor == actor and c.issue == issue), None)

    def changes(self) -> dict[int, str]:
        """Return which statements shift or reverse a position, by their ids; only what was read surely."""
        return {
            statement: after.change
            for cell in self.cells
            for before, after in pairwise(cell.history)
            if after.change in ("shifted", "reversed") and min(before.confidence, after.confidence) >= SURE
            for statement in after.statements
        }


def positions(told: Told) -> Positions:
    """Return the matrix of actors and issues.

    Args:
        told: rows of a story; for an earlier day, those of :func:`onrecord.story.asof.as_of`.
    """
    articles = told.by_article()
    known = sorted(told.positions, key=lambda r: (articles[r.article].known_on, r.id))
    issues, on = grouped(known)
    days = _Days(told)
    cells = [_cell(days, holder, rows) for holder, rows in _by_cell(on)]
    return Positions(
        issues=tuple(sorted(issues.values(), key=lambda i: (i.vague, -i.holders, -i.positions, i.id))),
        holders=_holders(cells),
        cells=tuple(cells),
        unheld=sum(row.holder is None for row in known),
    )


def _holders(cells: Sequence[Cell]) -> tuple[ActorName, ...]:
    names: dict[int, ActorName] = {}
    told: dict[int, int] = defaultdict(int)
    for cell in cells:
        names.setdefault(cell.holder.actor, cell.holder)
        told[cell.holder.actor] += len(cell.history)
    return tuple(names[actor] for actor in sorted(names, key=lambda a: (-told[a], names[a].name, a)))


def _by_cell(on: Iterable[OnIssue]) -> list[tuple[ActorName, list[OnIssue]]]:
    cells: dict[tuple[int, int], tuple[ActorName, list[OnIssue]]] = {}
    for one in on:
        if one.row.holder is not None:
            cells.setdefault((one.row.holder.actor, one.issue), (one.row.holder, []))[1].append(one)
    return [cells[where] for where in sorted(cells)]


def _cell(told: _Days, holder: ActorName, rows: list[OnIssue]) -> Cell:
    takings: dict[tuple[str, str], list[OnIssue]] = defaultdict(list)
    for one in rows:
        takings[told.day(one.row)[0], _stance(one)].append(one)
    history = _history([_stand(told, same) for same in takings.values()])
    last = history[-1]
    return Cell(
        holder=holder,
        issue=rows[0].issue,
        latest=last,
        history=history,
        sources=sources_of(e for stand in history for e in stand.evidence),
        mixed={"support", "oppose"} <= {s.stance for s in history if s.day == last.day},
    )


class _Days:
    """When positions were taken: on the day that the text tells, else the day that their utterance was known first."""

    def __init__(self, told: Told) -> None:
        self.articles = told.by_article()
        self._utterance = {s.id: s.utterance or s.id for s in told.statements}
        self._first: dict[int, tuple[str, bool]] = {}
        for row in told.statements:
            day = told_day(row.said_on, self.articles[row.article].known_on)
            found = (day or self.articles[row.article].known_on, day is not None)
            before = self._first.get(self._utterance[row.id])
            if before is None or (not found[1], found[0]) < (not before[1], before[0]):
                self._first[self._utterance[row.id]] = found

    def day(self, row: PositionRow) -> tuple[str, bool]:
        """Return the day, and whether a text tells it."""
        known = self.articles[row.article].known_on
        day = told_day(row.said_on, known)
        if day is not None:
            return day, True
        utterance = self._utterance.get(row.statement) if row.statement is not None else None
        return self._first[utterance] if utterance is not None else (known, False)


def _stance(one: OnIssue) -> str:
    return _OTHER_WAY.get(one.row.stance, one.row.stance) if one.turned else one.row.stance


def _stand(told: _Days, same: list[OnIssue]) -> Stand:
    rows = [one.row for one in same]
    day, is_told = told.day(rows[0])
    shown = [e for e in (evidence_of(r, told.articles[r.article]) for r in rows) if e is not None]
    said = next((r.change for r in rows if r.change in _SAID), None)
    return Stand(
        day=day,
        told=is_told,
        stance=_stance(same[0]),
        change=_SAID.get(said or "", "new"),
        said_so=said is not None,
        issue=rows[0].issue,
        turned=same[0].turned,
        evidence=tuple(shown),
        sources=sources_of(shown),
        confidence=max(r.confidence for r in rows),
        statements=tuple(r.statement for r in rows if r.statement is not None),
    )


def _history(stands: list[Stand]) -> tuple[Stand, ...]:
    """Put stands in order and say what each is against the one before."""
    ordered = sorted(stands, key=lambda s: (s.day, s.evidence[0].known_on, s.evidence[0].item))
    changed = [ordered[0]]
    for before, stand in pairwise(ordered):
        changed.append(msgspec.structs.replace(stand, change=_against(before, stand)))
    return tuple(changed)


def _against(before: Stand, stand: Stand) -> Change:
    if _OTHER_WAY.get(before.stance) == stand.stance:
        return "reversed"
    if before.stance != stand.stance or stand.change == "shifted":
        return "shifted"
    return "reiterated"
