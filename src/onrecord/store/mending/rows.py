"""Corrections of items in a store: found when a record is kept, written into its rows, told beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, update

from onrecord.record import Record, Span
from onrecord.store import log, schema
from onrecord.store.log import Correction
from onrecord.store.mending.anchors import ItemKind
from onrecord.store.mending.applying import Changed, Effect, Mended, Ruling, apply
from onrecord.store.readings import as_read
from onrecord.store.rows import Corrected
from onrecord.store.rowsof import item_id, record_rows
from onrecord.store.who import chunks

# Columns that are told across articles, and no part of the record.
LATER: Mapping[str, frozenset[str]] = {"article_actors": frozenset({"actor"}), "statements": frozenset({"actor"})}
# The tables of a record that a correction never changes.
_AS_READ = ("blocks", "dates", "notes")
_SPANS = msgspec.json.Decoder(tuple[tuple[int, int], ...])
_CHANGES = msgspec.json.Decoder(tuple[Changed, ...])
_LOST = msgspec.json.Decoder(tuple[str, ...])


class Touched(msgspec.Struct, frozen=True):
    """What corrections have changed in the rows of an article.

    Args:
        actors: whether its actors; ``statements`` whether what is said there, by whom or when.
    """

    actors: bool
    statements: bool


# ---- a record and its corrections -----------------------------------------------------------------------------------


def mended(connection: Connection, article: int, record: Record) -> Mended:
    """Return a record of an article with the corrections that hold.

    Args:
        record: as it was read, of any of the article's texts.
    """
    if not log.speaks_of(connection, article):
        return Mended(record, record)
    several = log.of_articles(connection, (article,), log.OF_ITEMS)
    return apply(record, [ruling for c in several if (ruling := _ruling(c)) is not None])


def _ruling(c: Correction) -> Ruling | None:
    return None if c.says.item is None else Ruling(c.id, c.says.item, c.says.mends)


def note(connection: Connection, article: int, found: Mended) -> None:
    """Write what corrections did to a record, in place of what they did to the one before it."""
    table = schema.CORRECTED_ITEMS
    connection.execute(delete(table).where(table.c.article == article))
    rows = [noted(article, effect) for effect in found.effects]
    if rows:
        connection.execute(insert(table), rows)


def noted(article: int, effect: Effect) -> dict[str, Any]:
    """Return the row that tells of an effect."""
    return {
        "correction": effect.correction,
        "article": article,
        "kind": effect.kind,
        "item": item_id(article, effect.place),
        "wrong": effect.wrong,
        "words": effect.words,
        "spans": _json([[span.start, span.end] for span in effect.spans]),
        "changes": _json(effect.changes),
        "lost": _json(effect.lost),
    }


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


# ---- rows -----------------------------------------------------------------------------------------------------------


def settle(connection: Connection, article: int) -> Touched:
    """Bring the rows of an article in line with the corrections that hold; rows that stay as they are are not written.

    Returns:
        What has changed, for those that tell of it across articles.
    """
    found, column = mended(connection, article, as_read(connection, article)), schema.ARTICLES.c
    known_on = connection.execute(select(column.known_on).where(column.id == article)).scalar_one()
    wanted = [(t, rows) for t, rows in record_rows(found, article, known_on) if t.name not in _AS_READ]
    changed = {table.name: _write(connection, table, article, rows) for table, rows in wanted}
    for table, rows in reversed(wanted):
        changed[table.name] |= _remove(connection, table, article, {row["id"] for row in rows})
    _give_speakers(connection, article)
    note(connection, article, found)
    return Touched(changed["article_actors"], changed["statements"] or changed["contents"])


def _write(connection: Connection, table: Table, article: int, rows: Sequence[dict[str, Any]]) -> bool:
    """Insert and update rows; return whether any was."""
    later = LATER.get(table.name, frozenset())
    columns = [column for column in table.c if column.name not in later]
    there = connection.execute(select(*columns).where(table.c.article == article)).mappings()
    before = {row["id"]: dict(row) for row in there}
    fresh = [row for row in rows if row["id"] not in before]
    other = [row for row in rows if row["id"] in before and _differ(row, before[row["id"]])]
    if other:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in other[0] if name != "id"}
        writing = update(table).where(table.c.id == bindparam("row_id")).values(values)
        renamed = [{f"new_{k}": v for k, v in row.items() if k != "id"} | {"row_id": row["id"]} for row in other]
        connection.execute(writing, renamed)
    if fresh:
        connection.execute(insert(table), fresh)
    return bool(fresh or other)


def _differ(row: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    return any(before[name] != value for name, value in row.items())


def _remove(connection: Connection, table: Table, article: int, kept: set[int]) -> bool:
    there = connection.execute(select(table.c.id).where(table.c.article == article)).scalars()
    gone = [ident for ident in there if ident not in kept]
    for part in chunks(gone):
        connection.execute(delete(table).where(table.c.id.in_(part)))
    return bool(gone)


def _give_speakers(connection: Connection, article: int) -> None:
    """Write who speaks across articles; a trigger does it only where an article's actor is linked anew."""
    said, own = schema.STATEMENTS, schema.ARTICLE_ACTORS.c
    across = select(own.actor).where(own.id == said.c.speaker).scalar_subquery()
    wrong = said.c.actor.is_distinct_from(across)
    connection.execute(update(said).where(said.c.article == article, wrong).values(actor=across))


# ---- telling --------------------------------------------------------------------------------------------------------


def corrected_in(connection: Connection, article: int) -> list[Corrected]:
    """Return what corrections did to an article's items, those that are wrong too, in the order they were made."""
    return _corrected(connection, schema.CORRECTED_ITEMS.c.article == article)


def articles_corrected(connection: Connection) -> list[int]:
    """Return the articles in whose items corrections have changed something."""
    column = schema.CORRECTED_ITEMS.c.article
    return list(connection.execute(select(column).distinct().order_by(column)).scalars())


def corrected(connection: Connection, kind: ItemKind, items: Sequence[int]) -> dict[int, tuple[Corrected, ...]]:
    """Return what corrections did to items of one kind, by their ids."""
    table = schema.CORRECTED_ITEMS.c
    found: dict[int, tuple[Corrected, ...]] = {}
    for part in chunks(items):
        for one in _corrected(connection, (table.kind == kind) & table.item.in_(part)):
            found[one.item] = (*found.get(one.item, ()), one)
    return found


def corrected_by(connection: Connection, corrections: Sequence[int]) -> dict[int, tuple[Corrected, ...]]:
    """Return what some corrections did, by their ids."""
    table = schema.CORRECTED_ITEMS.c
    found: dict[int, tuple[Corrected, ...]] = {}
    for part in chunks(corrections):
        for one in _corrected(connection, table.correction.in_(part)):
            found[one.correction] = (*found.get(one.correction, ()), one)
    return found


def _corrected(connection: Connection, which: ColumnElement[bool]) -> list[Corrected]:
    table = schema.CORRECTED_ITEMS.c
    rows = connection.execute(select(schema.CORRECTED_ITEMS).where(which).order_by(table.correction, table.id)).all()
    made = {ident: log.line(connection, ident) for ident in sorted({row.correction for row in rows})}
    return [
        Corrected(
            row.correction, row.article, row.kind, row.item, made[row.correction].made_at,
            made[row.correction].says.by, made[row.correction].says.why, row.wrong, _CHANGES.decode(row.changes),
            row.words, tuple(Span(*span) for span in _SPANS.decode(row.spans)), _LOST.decode(row.lost),
        )
        for row in rows
    ]  # fmt: skip


def lost(connection: Connection, c: Correction) -> tuple[str, ...]:
    """Return what of a correction of an item can no longer be found."""
    item, table = c.says.item, schema.CORRECTED_ITEMS.c
    if item is None:
        return ()
    rows = connection.execute(select(table.lost).where(table.correction == c.id)).scalars().all()
    if rows:
        return tuple(dict.fromkeys(f"its new {name}" for row in rows for name in _LOST.decode(row)))
    return (f"the {item.kind} {item.quoted()!r} in {item.at.shown()}",)


def place_of(connection: Connection, item: int) -> tuple[int, Record, int]:
    """Return the article of an item, the article's record as it was read, and the item's place in it.

    Raises:
        UsageError: the store has no such article.
    """
    article, place = divmod(item, schema.ITEMS_PER_ARTICLE)
    return article, as_read(connection, article), place


def own_of(connection: Connection, article: int, actor: int) -> int | None:
    """Return the place, among the actors of an article's record, of the one that is an actor across articles."""
    own = schema.ARTICLE_ACTORS.c
    query = select(own.id).where(own.article == article, own.actor == actor).order_by(own.id).limit(1)
    found = connection.execute(query).scalar()
    return None if found is None else int(found) % schema.ITEMS_PER_ARTICLE
