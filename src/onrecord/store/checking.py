"""Whether a store is whole: the database's file, every word at its place, every record as it was read."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DatabaseError

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.keep import sha256_of
from onrecord.store.log import Kind, Says
from onrecord.store.mending.applying import Mended
from onrecord.store.mending.rows import LATER, mended, noted
from onrecord.store.order import in_order
from onrecord.store.rowsof import record_rows
from onrecord.store.store import Store

_AT_ONCE = 200
_INDEXED = (schema.STATEMENTS, schema.ARTICLES)


class Fault(msgspec.Struct, frozen=True):
    """Something in a store that is not as it should be.

    Args:
        where: the table, with the row's id where it is one row.
        says: what is wrong with it.
    """

    where: str
    says: str


class Checked(msgspec.Struct, frozen=True):
    """What a check has found.

    Args:
        articles: how many were looked at.
        pages: of how many the bytes were.
        faults: the first hundred of them.
    """

    articles: int
    pages: int
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


MOST_FAULTS = 100


def check(store: Store) -> Checked:
    """Look at everything that a store holds, as it stands at this moment; others may use it meanwhile.

    A store of 100,000 articles takes some ten minutes.

    Raises:
        StoreError: the store cannot be read.
    """
    faults: list[Fault] = []
    if store.engine.dialect.name == "sqlite":
        with store.writing() as connection:  # SQLite asks an index by an INSERT
            faults.extend(_of_indexes(connection))
    with store.reading() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        for fault in _faults(connection):
            faults.append(fault)
            if len(faults) == MOST_FAULTS:
                break
        held = select(func.count()).select_from(schema.PAGES).where(schema.PAGES.c.bytes.is_not(None))
        articles = connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar_one()
        return Checked(articles, connection.execute(held).scalar_one(), tuple(faults))


def _faults(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        yield from _of_file(connection)
    else:
        yield from _of_indexes(connection)
    yield from _of_pages(connection)
    log = list(_of_log(connection))
    if log:  # what holds cannot be told
        yield from log
        return
    yield from _of_articles(connection)
    yield from _of_stories(connection)


def _of_file(connection: Connection) -> Iterator[Fault]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Fault("the file", str(row[0]))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{row[0]} {row[1]}", f"names a row of {row[2]} that is not there")


def _of_indexes(connection: Connection) -> Iterator[Fault]:
    for table in _INDEXED:
        index = f"{table.name}_words"
        if connection.dialect.name == "sqlite":
            try:
                connection.exec_driver_sql(_FTS_CHECKS[table.name])
            except DatabaseError:
                yield Fault(index, "the index of words does not hold what the table does")
        else:
            missing = text(_MISSING[table.name])
            for ident in connection.execute(missing).scalars():
                yield Fault(f"{index} {ident}", "its words are not in the index")


_FTS_CHECKS = {
    "statements": "INSERT INTO statements_words(statements_words, rank) VALUES ('integrity-check', 1)",
    "articles": "INSERT INTO articles_words(articles_words, rank) VALUES ('integrity-check', 1)",
}
_MISSING = {
    "statements": "SELECT id FROM statements WHERE id NOT IN (SELECT id FROM statements_words) LIMIT 100",
    "articles": "SELECT id FROM articles WHERE id NOT IN (SELECT id FROM articles_words) LIMIT 100",
}


def _of_pages(connection: Connection) -> Iterator[Fault]:
    page = schema.PAGES.c
    last = ""
    while True:
        query = select(page.sha256, page.bytes).where(page.sha256 > last, page.bytes.is_not(None))
        rows = connection.execute(query.order_by(page.sha256).limit(_AT_ONCE)).all()
        for row in rows:
            try:
                right = hashlib.sha256(zlib.decompress(row.bytes)).hexdigest() == row.sha256
            except zlib.error:
                right = False
            if not right:
                yield Fault(f"pages {row.sha256}", "its bytes are not those that were stored")
        if not rows:
            return
        last = rows[-1].sha256


def _of_log(connection: Connection) -> Iterator[Fault]:
    table = schema.CORRECTIONS.c
    for row in connection.execute(select(table.id, table.kind, table.says).order_by(table.id)):
        try:
            msgspec.json.decode(row.says, type=Says)
            msgspec.convert(row.kind, Kind)
        except msgspec.MsgspecError as error:
            yield Fault(f"corrections {row.id}", f"it cannot be read ({error})")
    held, alike = schema.STORY_ARTICLES.c, schema.UTTERANCES.c
    for name, row_id, by_hand in (("story_articles", held.article, held.by_hand),
                                  ("utterances", alike.statement, alike.by_hand)):  # fmt: skip
        nowhere = by_hand.is_not(None) & by_hand.not_in(select(table.id))
        for ident in connection.execute(select(row_id).where(nowhere)).scalars():
            yield Fault(f"{name} {ident}", "the correction that put it there is not in the log")


def _of_articles(connection: Connection) -> Iterator[Fault]:
    ids = connection.execute(select(schema.ARTICLES.c.id).order_by(schema.ARTICLES.c.id)).scalars().all()
    for ident in ids:
        yield from _of_article(connection, ident)


def _of_article(connection: Connection, ident: int) -> Iterator[Fault]:
    article, revision, reading = schema.ARTICLES.c, schema.REVISIONS.c, schema.READINGS.c
    row = connection.execute(select(schema.ARTICLES).where(article.id == ident)).one()
    query = select(reading.record).join_from(schema.READINGS, schema.REVISIONS, reading.revision == revision.id)
    query = query.where(revision.article == ident, revision.number == row.revision).order_by(reading.id.desc())
    where = f"articles {ident}"
    stored = connection.execute(query.limit(1)).scalar()
    if stored is None:
        yield Fault(where, "the record that it was made of is not there")
        return
    try:
        record = Record.from_json(zlib.decompress(stored))
    except (zlib.error, RecordError) as error:
        yield Fault(where, f"its record cannot be read ({error})")
        return
    if sha256_of(record) != row.record_sha256:
        yield Fault(where, "its record is not the one that it was made of")
    if (row.text, row.text_sha256) != (record.article.text, record.article.text_sha256):
        yield Fault(where, "its text is not the one that was read")
    if row.in_order != in_order(row.known_on, ident):
        yield Fault(where, "it stands at the wrong place in the order of days")
    found = mended(connection, ident, record)
    for table, expected in record_rows(found, ident, row.known_on):
        yield from _of_rows(connection, table, ident, expected)
    yield from _of_corrected(connection, ident, found)


def _of_corrected(connection: Connection, ident: int, found: Mended) -> Iterator[Fault]:
    table = schema.CORRECTED_ITEMS
    rows = connection.execute(select(table).where(table.c.article == ident).order_by(table.c.correction, table.c.id))
    there = [{k: v for k, v in row.items() if k != "id"} for row in rows.mappings()]
    if there != [noted(ident, effect) for effect in found.effects]:
        yield Fault(f"corrected_items of article {ident}", "they do not tell what the corrections say")


def _of_rows(connection: Connection, table: Table, ident: int, expected: list[dict[str, Any]]) -> Iterator[Fault]:
    left_out = LATER.get(table.name, frozenset())
    columns = [column for column in table.c if column.name not in left_out]
    rows = connection.execute(select(*columns).where(table.c.article == ident).order_by(table.c.id)).all()
    found = {row.id: dict(row._mapping) for row in rows}  # noqa: SLF001 - SQLAlchemy's public way to a row's names
    for row in expected:
        there = found.pop(row["id"], None)
        if there is None:
            yield Fault(f"{table.name} {row['id']}", "it is not there, but the article's record has it")
            continue
        wrong = sorted(name for name, value in row.items() if there[name] != value)
        if wrong:
            yield Fault(f"{table.name} {row['id']}", f"{', '.join(wrong)}: not as the article's record has it")
    for extra in found:
        yield Fault(f"{table.name} {extra}", "the article's record does not have it")


def _of_stories(connection: Connection) -> Iterator[Fault]:
    story, held = schema.STORIES.c, schema.STORY_ARTICLES.c
    count = select(func.count()).where(held.story == story.id).scalar_subquery()
    for row in connection.execute(select(story.id, story.articles, count.label("held")).where(story.articles != count)):
        yield Fault(f"stories {row.id}", f"it says that it holds {row.articles} articles, and holds {row.held}")
