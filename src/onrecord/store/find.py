"""Which statements or articles hold words, in the order of days: quick however many hold them.

SQLite is told the way. Words lead to the rows that hold them, in the order of days, until there are enough; where the
filters leave few rows, each of those is looked up in the index of words instead; where they leave some thousands, these
are gathered first, so that of what holds the words only those are looked at: the number of a row tells its id.
PostgreSQL knows how common words are and finds its way by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, func, select

from onrecord.store.order import IDS, of_days
from onrecord.store.wanted import Wanted
from onrecord.store.words import match_of, parse

Conditions = Sequence[ColumnElement[bool]]

# A look-up of one row in the index of words takes as long as walking through a hundred of its entries.
NARROW = 500
# Gathering so many takes ten milliseconds; a filter that leaves more lets enough pass on the way through the words.
SEVERAL = 5_000


def find(
    connection: Connection, table: Table, wanted: Wanted, narrow: Conditions, walked: Conditions, others: Conditions,
    joined: Table | None = None,
) -> list[int]:  # fmt: skip
    """Return the ids of rows that hold the words wanted, in order.

    Args:
        table: ``statements`` or ``articles``.
        narrow: conditions that may leave few rows, each found through an index.
        walked: the same, for a walk through the words: no index must lead away from it.
        others: all other conditions.
        joined: a table that they need.
    """
    query = select(table.c.id)
    if joined is not None:
        query = query.join_from(table, joined, joined.c.id == table.c.article)
    query = query.where(and_(True, *others))
    number, match = match_of(connection, table.name, parse(wanted.words or ""))
    order: ColumnElement[int] = table.c.in_order
    if connection.dialect.name == "postgresql":
        query = query.where(table.c.id.in_(select(number).where(match)), *narrow)
    elif narrow and (left := _left(connection, table, narrow, SEVERAL)) <= SEVERAL:
        both = narrow if joined is not None else [*narrow, *others]
        if left <= NARROW or (len(both) > len(narrow) and _left(connection, table, both, NARROW) <= NARROW):
            query = query.where(exists().where(match, number == table.c.in_order), *narrow)
        else:
            gathered = select(table.c.id).where(*both).correlate(None)
            here = (number % IDS).in_(gathered)
            query = query.where(match, number == table.c.in_order, *of_days(number, wanted), here)
            order = number
    else:
        query = query.where(match, number == table.c.in_order, *of_days(number, wanted), *walked)
        order = number
    return [row.id for row in connection.execute(_part(query, order, wanted))]


def _left(connection: Connection, table: Table, conditions: Conditions, most: int) -> int:
    """Return how many rows conditions leave, counted no further than one above ``most``."""
    some = select(table.c.id).where(*conditions).limit(most + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _part(query: Select[tuple[int]], order: ColumnElement[int], wanted: Wanted) -> Select[tuple[int]]:
    return query.order_by(order.desc() if wanted.newest else order).limit(wanted.limit).offset(wanted.offset)
