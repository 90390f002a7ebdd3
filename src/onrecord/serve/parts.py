"""A record with some of its parts alone, for those who came for the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args

import msgspec

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record import Record, Statement

Part = Literal["statements", "figures", "dates", "encounters", "positions", "actors"]
PARTS: tuple[Part, ...] = get_args(Part)


def parts_named(words: Iterable[str], option: str) -> tuple[Part, ...]:
    """Return the parts that an option names, in the order of :data:`PARTS`.

    Args:
        words: as given, several in one with commas between them.
        option: for the message: ``--only``.

    Raises:
        UsageError: a word names no part of a record.
    """
    named = {word.strip().lower() for given in words for word in given.split(",") if word.strip()}
    if unknown := sorted(named - set(PARTS)):
        raise UsageError(f"{option} {unknown[0]}: no part of a record; give one of {', '.join(PARTS)}")
    return tuple(part for part in PARTS if part in named)


def shown_alone(record: Record, parts: Iterable[Part]) -> Record:
    """Return what a screen shows of some parts: the other lists empty, actors kept for their names."""
    return msgspec.structs.replace(record, **dict.fromkeys({*PARTS} - {*parts, "actors"}, ()))


def alone(record: Record, parts: Iterable[Part]) -> Record:
    """Return the record with some of its parts, and what their ids lead to; ids stay as they were.

    A statement that a figure stands on is kept, with those that it stands within; an actor, where something names it.
    """
    wanted = set(parts)
    less = shown_alone(record, wanted)
    if "statements" not in wanted:
        less = msgspec.structs.replace(less, statements=_reached(record, less))
    if "actors" in wanted:
        return less
    named = set(_ids(msgspec.to_builtins((less.statements, less.figures, less.encounters, less.positions))))
    by_id = {actor.id: actor for actor in record.actors}
    waiting = [ident for ident in named if ident in by_id]
    while waiting:
        actor = by_id[waiting.pop()]
        further = {actor.of, *actor.members} - named - {None}
        named |= cast("set[str]", further)
        waiting += [ident for ident in further if ident in by_id]
    return msgspec.structs.replace(less, actors=tuple(actor for actor in record.actors if actor.id in named))


def _reached(record: Record, less: Record) -> tuple[Statement, ...]:
    """The statements that what is left leads to, going outwards."""
    by_id = {statement.id: statement for statement in record.statements}
    stands_on = [item.statement for item in less.figures]
    stands_on += [item.statement for item in less.encounters]
    stands_on += [item.statement for item in less.positions]
    waiting = [ident for ident in stands_on if ident is not None]
    found: set[str] = set()
    while waiting:
        ident = waiting.pop()
        if ident in by_id and ident not in found:
            found.add(ident)
            waiting += [within] if (within := by_id[ident].within) is not None else []
    return tuple(statement for statement in record.statements if statement.id in found)


def _ids(node: object) -> Iterable[str]:
    """Every string in a tree that may be the id of an actor."""
    stack = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            yield at
        elif isinstance(at, dict):
            stack.extend(at.values())
        elif isinstance(at, list | tuple):
            stack.extend(at)
