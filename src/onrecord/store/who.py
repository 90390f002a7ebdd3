"""Actors by their ids: names in bulk, and which rows of an article are an actor across articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, select

from onrecord.store import schema
from onrecord.store.rows import ActorName

Item = TypeVar("Item")

# Values that a statement may carry: 32,766 on SQLite, 65,535 on PostgreSQL; plans stay quick with fewer.
CHUNK = 5_000
_IDS = msgspec.json.Decoder(tuple[int, ...])


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut items into lists that one statement can carry."""
    rest = iter(items)
    while part := list(islice(rest, CHUNK)):
        yield part


def names(connection: Connection, article_actors: Iterable[int | None]) -> dict[int | None, ActorName]:
    """Return the actors of articles by their ids there, with their names across articles.

    Args:
        article_actors: ids, in any order, as often as they come; null leads to nobody.
    """
    own, across = schema.ARTICLE_ACTORS.c, schema.ACTORS.c
    wanted = sorted({ident for ident in article_actors if ident is not None})
    query = select(own.id, own.name, own.type, across.id, across.name, across.type).join_from(
        schema.ARTICLE_ACTORS, schema.ACTORS, own.actor == across.id, isouter=True
    )
    found: dict[int | None, ActorName] = {}
    for part in chunks(wanted):
        for ident, name, kind, actor, full, full_kind in connection.execute(query.where(own.id.in_(part))).all():
            linked = actor is not None
            found[ident] = ActorName(actor, full, full_kind, ident) if linked else ActorName(-ident, name, kind, ident)
    return found


def ids(cell: str) -> tuple[int, ...]:
    """Return the ids that a column holds as JSON."""
    return () if cell == "[]" else _IDS.decode(cell)


def own_ids(actor: int) -> Select[tuple[int]]:
    """Return the query of the ids that an actor has in articles.

    Args:
        actor: id across articles; the negative of one in an article where it is linked with none.
    """
    own = schema.ARTICLE_ACTORS.c
    return select(own.id).where(own.actor == actor if actor > 0 else own.id == -actor)


def is_actor(column: ColumnElement[int], actor: int) -> ColumnElement[bool]:
    """Return the condition that a column, which holds ids of article_actors, leads to an actor."""
    return column == -actor if actor < 0 else column.in_(own_ids(actor))


def named(found: dict[int | None, ActorName], several: Sequence[int]) -> tuple[ActorName, ...]:
    """Return the names of several."""
    return tuple(found[ident] for ident in several if ident in found)
