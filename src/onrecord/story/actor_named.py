"""Which actor a user means by a name or an id."""

from __future__ import annotations

from sqlalchemy import Connection

from onrecord.errors import NoSuchError, SeveralError
from onrecord.store.ask import actors
from onrecord.store.rows import ActorRow

_SHOWN = 8
_CANDIDATES = 200
_LONGEST_ID = 18  # digits that a column holds


def actor_named(connection: Connection, asked: str) -> ActorRow:
    """Return the actor that a user asks for.

    A name that several have is refused with a list of them, unless one of them alone has just that name.

    Args:
        asked: an id, a name, or words that stand in one; case does not matter.

    Raises:
        NoSuchError: the store has no such actor.
        SeveralError: it has several.
    """
    if asked.isdecimal() and len(asked) <= _LONGEST_ID and (by_id := actors(connection, ids=(int(asked),))):
        return by_id[0]
    found = actors(connection, asked, limit=_CANDIDATES)
    exact = [row for row in found if row.name.casefold() == asked.casefold()]
    likely = exact or found
    if len(likely) == 1:
        return likely[0]
    if not likely:
        raise NoSuchError(f"the store knows no actor {asked!r}; `onrecord search {asked!r}` finds the words")
    likely.sort(key=lambda row: (-row.statements, row.id))
    several = "; ".join(f"{row.id} {row.name} ({row.type}, {_count(row.statements)})" for row in likely[:_SHOWN])
    more = f" and {len(likely) - _SHOWN} more" if len(likely) > _SHOWN else ""
    message = f"{asked!r} may be {several}{more}; ask by the number"
    raise SeveralError(message, asked, tuple((row.id, row.name, row.type) for row in likely[:_SHOWN]))


def _count(statements: int) -> str:
    return f"{statements} statement{'' if statements == 1 else 's'}"
