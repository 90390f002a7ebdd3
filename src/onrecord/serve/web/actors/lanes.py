"""Where an actor stands, issue by issue, as lanes over time: every mark is a stand, and leads to its words."""

from __future__ import annotations

from datetime import date

import msgspec

from onrecord.serve import wording
from onrecord.serve.web import addresses
from onrecord.story.positions.positions import Cell, Stand
from onrecord.story.profile import Profile

# The room at both ends of a lane, so that no mark is cut, and the least room between two marks, in percent of it.
_EDGE, _APART = 2.0, 2.4
_DRAWN, _MOST = 12, 200


class Mark(msgspec.Struct, frozen=True):
    """One stand on a lane.

    Args:
        x: where it stands, in percent of the lane.
        stance: ``support``, ``oppose``, ``conditional`` or ``neutral``: its shape.
        changed: a ring says so.
        told: what it is, in words.
        words: its evidence.
        address: where those words stand.
    """

    x: float
    stance: str
    changed: bool
    told: str
    words: str
    day: str
    address: str


class Lane(msgspec.Struct, frozen=True):
    """One issue: its marks, the oldest first; the latest stand in words."""

    issue: str
    latest: str
    marks: tuple[Mark, ...]


class Lanes(msgspec.Struct, frozen=True):
    """All lanes of an actor, over the same days.

    Args:
        lanes: those that say most: where something changed, then where most was said, then the latest.
        others: the rest, in words alone.
    """

    first: str
    last: str
    lanes: tuple[Lane, ...]
    others: tuple[Lane, ...]


def lanes(profile: Profile, as_of: str | None = None) -> Lanes | None:
    """Return an actor's positions as lanes; None where it holds none."""
    days = sorted(_date(stand.day) for cell in profile.positions for stand in cell.history)
    if not days:
        return None
    first, last = days[0], days[-1]
    cells = sorted(profile.positions, key=lambda cell: (cell.changed_on is None, -len(cell.history)))
    made = tuple(_lane(cell, profile.issues[cell.issue], first, last, as_of) for cell in cells[:_MOST])
    return Lanes(first.isoformat(), last.isoformat(), made[:_DRAWN], made[_DRAWN:])


def _lane(cell: Cell, issue: str, first: date, last: date, as_of: str | None) -> Lane:
    marks: list[Mark] = []
    for stand in cell.history:
        x = _place(_date(stand.day), first, last)
        if marks:
            x = max(x, marks[-1].x + _APART)
        marks.append(_mark(stand, x, issue, as_of))
    over = max(marks[-1].x - (100 - _EDGE), 0.0)
    shifted = tuple(msgspec.structs.replace(mark, x=round(max(mark.x - over, _EDGE), 2)) for mark in marks)
    return Lane(issue, wording.STANCES[cell.latest.stance], shifted)


def _mark(stand: Stand, x: float, issue: str, as_of: str | None) -> Mark:
    seen = stand.evidence[0]
    how = "" if stand.change == "new" else f", {stand.change}"
    return Mark(
        x=x,
        stance=stand.stance,
        changed=stand.change in ("shifted", "reversed"),
        told=f"{wording.STANCES[stand.stance]} {issue}{how}",
        words=seen.words,
        day=stand.day,
        address=addresses.article(seen.article, as_of=as_of),
    )


def _place(day: date, first: date, last: date) -> float:
    whole = (last - first).days
    return 50.0 if not whole else _EDGE + (100 - 2 * _EDGE) * (day - first).days / whole


def _date(day: str) -> date:
    # A month or a year stands at its first day.
    parts = [int(part) for part in day[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004 - year, month, day
