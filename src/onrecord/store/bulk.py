"""All of a store, or what is asked of it, a part at a time: ids first, eight bytes each, then what they stand for."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable

from sqlalchemy import Connection, Select, and_, select

from onrecord.record import Block
from onrecord.store import schema
from onrecord.store.articles import article_conditions, article_ids
from onrecord.store.ask import statement_conditions, statement_ids
from onrecord.store.order import of_days
from onrecord.store.rows import ArticleWhole
from onrecord.store.wanted import Wanted
from onrecord.store.who import chunks, names

# Rows that come from the database at a time.
_AT_ONCE = 10_000


def article_numbers(connection: Connection, wanted: Wanted) -> array[int]:
    """Return the ids of articles by the day they were known, the oldest first, or the newest."""
    if wanted.words is not None:
        return array("q", article_ids(connection, wanted))
    article = schema.ARTICLES.c
    query = select(article.id).where(and_(True, *article_conditions(wanted), *of_days(article.in_order, wanted)))
    order = article.in_order.desc() if wanted.newest else article.in_order
    return _numbers(connection, query.order_by(order), wanted)


def statement_numbers(connection: Connection, wanted: Wanted) -> array[int]:
    """Return the ids of statements, the oldest first, or the newest; those of one article side by side."""
    if wanted.words is not None:
        return array("q", statement_ids(connection, wanted))
    said = schema.STATEMENTS.c
    query = select(said.id)
    if wanted.outlet is not None:
        query = query.join(schema.ARTICLES, schema.ARTICLES.c.id == said.article)
    query = query.where(and_(True, *statement_conditions(wanted), *of_days(said.in_order, wanted)))
    return _numbers(connection, query.order_by(said.in_order.desc() if wanted.newest else said.in_order), wanted)


def wholes(connection: Connection, idents: Iterable[int]) -> dict[int, ArticleWhole]:
    """Return texts and blocks of articles, and what else their pages say, by their ids."""
    article, wanted = schema.ARTICLES.c, list(idents)
    same = ("text", "text_sha256", "standfirst", "section", "language", "modified", "dateline")
    query = select(article.id, article.authors, *(article[name] for name in same))
    blocks = _blocks(connection, wanted)
    found: dict[int, ArticleWhole] = {}
    for part in chunks(wanted):
        for row in connection.execute(query.where(article.id.in_(part))):
            told = {name: getattr(row, name) for name in same}
            authors = tuple(json.loads(row.authors))
            found[row.id] = ArticleWhole(authors=authors, blocks=tuple(blocks.get(row.id, ())), **told)
    return found


def bodies(connection: Connection, idents: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return, by article, whose posts its actors hold: the name of the state or body by the actor's id there."""
    own, wanted = schema.ARTICLE_ACTORS.c, list(idents)
    query = select(own.article, own.id, own.of).where(own.of.is_not(None)).order_by(own.id)
    rows = [row for part in chunks(wanted) for row in connection.execute(query.where(own.article.in_(part)))]
    who = names(connection, [row.of for row in rows])
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        if row.of in who:
            found.setdefault(row.article, {})[row.id] = who[row.of].name
    return found


def _blocks(connection: Connection, idents: Iterable[int]) -> dict[int, list[Block]]:
    block = schema.BLOCKS.c
    query = select(block.article, block.kind, block.start, block.end, block.at, block.published).order_by(block.id)
    found: dict[int, list[Block]] = {}
    for part in chunks(idents):
        for article, *row in connection.execute(query.where(block.article.in_(part))):
            found.setdefault(article, []).append(Block(*row))
    return found


def _numbers(connection: Connection, query: Select[tuple[int]], wanted: Wanted) -> array[int]:
    part = query.limit(wanted.limit).offset(wanted.offset)
    with connection.execute(part, execution_options={"yield_per": _AT_ONCE}) as rows:
        return array("q", (row.id for row in rows))
