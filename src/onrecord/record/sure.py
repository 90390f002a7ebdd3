"""A record with the surer of its statements alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from onrecord.errors import UsageError
from onrecord.record.actor import Actor
from onrecord.record.encounter import Encounter
from onrecord.record.figure import Figure
from onrecord.record.position import Position
from onrecord.record.record import Note, Record
from onrecord.record.statement import Statement

Held = TypeVar("Held", Actor, Statement, Figure, Encounter, Position)


def check_confidence(least: float) -> None:
    """Refuse what is no confidence.

    Raises:
        UsageError: it is not a number from 0 to 1.
    """
    if not 0 <= least <= 1:  # false for "not a number" too
        raise UsageError(f"a confidence of {least:g}: give a number from 0 to 1")


def surer(record: Record, least: float) -> Record:
    """Return the record without the statements below a confidence, and a note of how many those are.

    A statement inside one that goes is within the next one around it that stays; through whom it was relayed stays as
    it was. Figures and encounters stay, with no statement where theirs goes. A position goes with its statement, and an
    actor with the last that names him. What stays is numbered anew; keys do not change.

    Args:
        least: 0 to 1; a statement of just this confidence stays.

    Raises:
        UsageError: ``least`` is not a number from 0 to 1.
    """
    check_confidence(least)
    kept = [s for s in record.statements if s.confidence >= least]
    gone = len(record.statements) - len(kept)
    if not gone:
        return record
    new = {s.id: f"s{number}" for number, s in enumerate(kept, 1)}
    known = {s.id: s for s in record.statements}
    less = msgspec.structs.replace(
        record,
        statements=tuple(
            msgspec.structs.replace(s, id=new[s.id], within=new.get(_around(s, known, new) or "")) for s in kept
        ),
        figures=tuple(msgspec.structs.replace(f, statement=new.get(f.statement or "")) for f in record.figures),
        encounters=tuple(msgspec.structs.replace(e, statement=new.get(e.statement or "")) for e in record.encounters),
        positions=_numbered("p", (p for p in record.positions if p.statement is None or p.statement in new), new),
        notes=(*record.notes, _note(gone, least)),
    )
    return _with_cast(less)


def _around(statement: Statement, known: Mapping[str, Statement], kept: Mapping[str, str]) -> str | None:
    """The innermost statement that stays and whose content holds this one's cue, going outwards."""
    seen = {statement.id}
    outer = known.get(statement.within or "")
    while outer is not None and outer.id not in seen:
        cue = statement.cue
        if outer.id in kept and (cue is None or any(piece.holds(cue) for piece in outer.content)):
            return outer.id
        seen.add(outer.id)
        outer = known.get(outer.within or "")
    return None


def _numbered(letter: str, held: Iterable[Position], new: Mapping[str, str]) -> tuple[Position, ...]:
    return tuple(
        msgspec.structs.replace(item, id=f"{letter}{number}", statement=new.get(item.statement or ""))
        for number, item in enumerate(held, 1)
    )


def _note(gone: int, least: float) -> Note:
    what = "1 statement stands" if gone == 1 else f"{gone} statements stand"
    return Note("info", "unsure-left-out", f"{what} below the least confidence asked for, {least:g}, and is left out")


def _with_cast(record: Record) -> Record:
    """The record with the actors that something in it names, numbered anew."""
    owners = {a.id: [a.of, *a.members] for a in record.actors}
    used: set[str] = set()
    waiting = [ident for ident in _named(record) if ident is not None]
    while waiting:
        ident = waiting.pop()
        if ident not in used:
            used.add(ident)
            waiting.extend(other for other in owners.get(ident, ()) if other is not None)
    kept = [a for a in record.actors if a.id in used]
    new = {a.id: f"a{number}" for number, a in enumerate(kept, 1)}
    return msgspec.structs.replace(
        record,
        actors=tuple(_renamed(a, new, "id", "of", "members") for a in kept),
        statements=tuple(_renamed(s, new, "speaker", "relayed_by", "addressee") for s in record.statements),
        figures=tuple(_renamed(f, new, "source", "chain") for f in record.figures),
        encounters=tuple(_renamed(e, new, "participants", "host") for e in record.encounters),
        positions=tuple(_renamed(p, new, "holder") for p in record.positions),
    )


def _named(record: Record) -> Iterable[str | None]:
    for s in record.statements:
        yield from (s.speaker, *s.relayed_by, *s.addressee)
    for f in record.figures:
        yield from (f.source, *f.chain)
    for e in record.encounters:
        yield from (e.host, *e.participants)
    for p in record.positions:
        yield p.holder


def _renamed(item: Held, new: Mapping[str, str], *fields: str) -> Held:
    """The item with the ids in some of its fields renamed."""
    changed: dict[str, object] = {}
    for name in fields:
        old = getattr(item, name)
        changed[name] = tuple(new[i] for i in old) if isinstance(old, tuple) else None if old is None else new[old]
    return msgspec.structs.replace(item, **changed)
