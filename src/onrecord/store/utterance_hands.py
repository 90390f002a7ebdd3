"""What a user says of utterances: that a statement is another one's, or nobody's but its own."""

from __future__ import annotations

from sqlalchemy import Connection, select

from onrecord.store import log, schema
from onrecord.store import utterances as kept
from onrecord.store.log import Correction
from onrecord.store.mending.anchors import Item, find
from onrecord.store.readings import as_read
from onrecord.store.rowsof import item_id
from onrecord.store.utterances import Member, article_of


def placed(connection: Connection, article: int) -> dict[int, Correction]:
    """Return the statements of an article that corrections place, each with the last one that does."""
    found: dict[int, Correction] = {}
    if not log.speaks_of(connection, article):
        return found
    for c in log.of_articles(connection, (article,), log.OF_UTTERANCES):
        statement = statement_of(connection, c.says.item)
        if statement is not None and article_of(statement) == article:
            found[statement] = c
    return found


def apply(connection: Connection, article: int) -> None:
    """Put statements where corrections that speak of an article say, the last one of each statement."""
    last: dict[int, Correction] = {}
    if not log.speaks_of(connection, article):
        return
    for c in log.of_articles(connection, (article,), log.OF_UTTERANCES):
        statement = statement_of(connection, c.says.item)
        if statement is not None:
            last[statement] = c
    for statement, c in last.items():
        _place(connection, statement, c)


def _place(connection: Connection, statement: int, c: Correction) -> None:
    other = statement_of(connection, c.says.other) if c.kind == "together" else None
    if c.kind == "together" and other is None:
        return
    kept.take_out(connection, statement)
    utterance = statement
    if other is not None:
        known = kept.utterances_of(connection, (other,))
        if not known:
            kept.keep_members(connection, [Member(other, other, article_of(other))])
        utterance = known.get(other, other)
    kept.keep_members(connection, [Member(statement, utterance, article_of(statement), other, by_hand=c.id)])


def statement_of(connection: Connection, item: Item | None) -> int | None:
    """Return the id of the statement that a correction remembers; None where there is none, or where it is wrong."""
    for article in log.articles_at(connection, item.at) if item is not None else ():
        place = find(as_read(connection, article), item) if item is not None else None
        column = schema.STATEMENTS.c.id
        if place is not None:
            return connection.execute(select(column).where(column == item_id(article, place))).scalar()
    return None


def lost(connection: Connection, c: Correction) -> tuple[str, ...]:
    """Return what of a correction of an utterance can no longer be found."""
    items = [item for item in (c.says.item, c.says.other) if item is not None]
    gone = [item for item in items if statement_of(connection, item) is None]
    return tuple(f"the statement {item.quoted()!r} in {item.at.shown()}" for item in gone)
