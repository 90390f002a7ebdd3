"""Full-text search over statements and articles: ranked, with what was found marked, and counts by who, where and when.

Words that stand in few rows are ranked by how well they match (BM25 on SQLite, ``ts_rank_cd`` on PostgreSQL); where
they stand in more, the newest come first and counts are of the newest alone: a look at all of them takes seconds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Generic, Literal, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Table, func, literal_column, select

from onrecord.record import Span
from onrecord.store import schema
from onrecord.store.articles import article_ids, articles, texts
from onrecord.store.ask import encounters, figures, ids_of, statement_ids, statements_of
from onrecord.store.marks import in_article, marks_of, snippet
from onrecord.store.rows import ArticleRow, EncounterRow, FigureRow, StatementRow
from onrecord.store.wanted import Wanted
from onrecord.store.who import chunks
from onrecord.store.words import Term, match_of, parse, tsquery

Hit = TypeVar("Hit")
Order = Literal["match", "newest"]

# Rows that are ranked and counted: 2,000 took twice the goal of 50 ms, p95 (bench/store.py).
MOST = 1_000
# BM25 reads all entries of every word; so many take some five milliseconds.
COMMON = 10_000
SHOWN = 20
_WORD = re.compile(r"\w+")
_VALUES = 10  # of a facet
_OWN = {"statements": ("act", "mode", "grade"), "figures": ("measure", "place"), "encounters": ("type", "place")}


class Facet(msgspec.Struct, frozen=True):
    """How many of the rows found share a value.

    Args:
        by: ``outlet``, ``month``, ``story``; of statements also ``speaker``, ``act``, ``mode``, ``grade``; of figures
            ``measure`` and ``place``; of encounters ``type`` and ``place``.
        value: as it is shown.
        id: of the speaker or story.
    """

    by: str
    value: str
    count: int
    id: int | None = None


class StatementHit(msgspec.Struct, frozen=True):
    """A statement that was found.

    Args:
        marks: where the words stand, in the article's text.
    """

    statement: StatementRow
    marks: tuple[Span, ...]


class ArticleHit(msgspec.Struct, frozen=True):
    """An article that was found.

    Args:
        words: a piece of its text that shows what was found.
        span: where the piece stands.
        marks: where the words stand, in all of the text.
    """

    article: ArticleRow
    words: str
    span: Span
    marks: tuple[Span, ...]


class Found(msgspec.Struct, Generic[Hit], frozen=True):
    """What a search found.

    Args:
        total: how many rows there are, at least.
        more: whether there are more than ``total``; facets then count the newest of them.
        order: how the hits are ordered.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool
    order: Order
    facets: tuple[Facet, ...]


def search_statements(connection: Connection, wanted: Wanted, order: Order = "match") -> Found[StatementHit]:
    """Return the statements that hold ``wanted.words``, 20 of them unless ``wanted.limit`` says otherwise.

    Without words they are those that the other filters leave, the newest first.

    Raises:
        UsageError: the words hold nothing to look for.
    """
    if wanted.words is None:
        ids = ids_of(connection, schema.STATEMENTS, _most(wanted))
        rows = statements_of(connection, ids[_part(wanted)])
        return _found(connection, schema.STATEMENTS, tuple(StatementHit(row, ()) for row in rows), ids, "newest")
    terms = parse(wanted.words)
    ids = statement_ids(connection, _most(wanted))
    shown, by = _ordered(connection, schema.STATEMENTS, terms, ids, wanted, order)
    of_id = {row.id: row for row in statements_of(connection, shown)}
    marks = marks_of(connection, schema.STATEMENTS, ("content", "source"), terms, shown)
    hits = tuple(StatementHit(of_id[ident], _statement_marks(of_id[ident], marks.get(ident))) for ident in shown)
    return _found(connection, schema.STATEMENTS, hits, ids, by)


def search_figures(connection: Connection, wanted: Wanted) -> Found[FigureRow]:
    """Return figures, the newest first, 20 of them unless ``wanted.limit`` says otherwise.

    Args:
        wanted: its words stand in what tells the figure, in whatever order.
    """
    ids = ids_of(connection, schema.FIGURES, _in_articles(connection, _most(wanted)))
    hits = figures(connection, Wanted(ids=tuple(ids[_part(wanted)]), newest=True))
    return _found(connection, schema.FIGURES, tuple(hits), ids, "newest")


def search_encounters(connection: Connection, wanted: Wanted) -> Found[EncounterRow]:
    """Return meetings, calls and visits, the newest first, 20 of them unless ``wanted.limit`` says otherwise.

    Args:
        wanted: its words stand in what tells of it, in whatever order.
    """
    ids = ids_of(connection, schema.ENCOUNTERS, _in_articles(connection, _most(wanted)))
    hits = encounters(connection, Wanted(ids=tuple(ids[_part(wanted)]), newest=True))
    return _found(connection, schema.ENCOUNTERS, tuple(hits), ids, "newest")


def search_articles(connection: Connection, wanted: Wanted, order: Order = "match") -> Found[ArticleHit]:
    """Return the articles that hold ``wanted.words``, 20 of them unless ``wanted.limit`` says otherwise.

    Raises:
        UsageError: there is nothing to look for.
    """
    terms = parse(wanted.words or "")
    ids = article_ids(connection, _most(wanted))
    shown, by = _ordered(connection, schema.ARTICLES, terms, ids, wanted, order)
    rows = {row.id: row for row in articles(connection, Wanted(articles=tuple(shown)))}
    marks = marks_of(connection, schema.ARTICLES, ("title", "text"), terms, shown)
    there = texts(connection, shown)
    hits = tuple(_article_hit(rows[ident], there[ident], marks.get(ident)) for ident in shown)
    return _found(connection, schema.ARTICLES, hits, ids, by)


def _found(connection: Connection, table: Table, hits: tuple[Hit, ...], ids: list[int], order: Order) -> Found[Hit]:
    return Found(hits, min(len(ids), MOST), len(ids) > MOST, order, _facets(connection, table, ids[:MOST]))


def _in_articles(connection: Connection, wanted: Wanted) -> Wanted:
    """Narrow a search to the newest articles that hold its words: the phrases themselves are in no index."""
    if wanted.words is None:
        return wanted
    words = " ".join(f"{word}*" for word in _WORD.findall(wanted.words)) or wanted.words
    those = Wanted(
        words=words, story=wanted.story, outlet=wanted.outlet, since=wanted.since, until=wanted.last, newest=True,
        limit=MOST,
    )  # fmt: skip
    return msgspec.structs.replace(wanted, articles=tuple(article_ids(connection, those)))


def _part(wanted: Wanted) -> slice:
    return slice(wanted.offset, wanted.offset + (SHOWN if wanted.limit is None else wanted.limit))


def _most(wanted: Wanted) -> Wanted:
    shown = wanted.offset + (SHOWN if wanted.limit is None else wanted.limit)
    return msgspec.structs.replace(wanted, limit=max(MOST, shown) + 1, offset=0, newest=True)


def _ordered(
    connection: Connection, table: Table, terms: tuple[Term, ...], ids: list[int], wanted: Wanted, order: Order
) -> tuple[list[int], Order]:  # fmt: skip
    """Return the ids that are shown, and how they are ordered."""
    part = _part(wanted)
    if order == "newest" or len(ids) > MOST or not ids or _are_common(connection, table, terms):
        return ids[part], "newest"
    return _ranked(connection, table, terms, ids)[part], "match"


def _are_common(connection: Connection, table: Table, terms: tuple[Term, ...]) -> bool:
    if connection.dialect.name != "sqlite":
        return False  # there the rank is made of the rows alone
    for term in terms:
        number, match = match_of(connection, table.name, (msgspec.structs.replace(term, without=False),))
        some = select(number).where(match).limit(COMMON + 1).subquery()
        if connection.execute(select(func.count()).select_from(some)).scalar_one() > COMMON:
            return True
    return False


def _ranked(connection: Connection, table: Table, terms: tuple[Term, ...], ids: list[int]) -> list[int]:
    number, match = match_of(connection, table.name, terms)
    if connection.dialect.name == "sqlite":
        # The title weighs four times the text, what was said twice who said it. The best has the least.
        weights = (2.0, 1.0) if table is schema.STATEMENTS else (4.0, 1.0)
        rank: ColumnElement[Any] = func.bm25(literal_column(f"{table.name}_words"), *weights)
        query = select(table.c.id, rank.label("rank")).where(match, number == table.c.in_order)
    else:
        rank = -func.ts_rank_cd(literal_column(f"{table.name}_words.words"), tsquery(terms), 1)
        query = select(number.label("id"), rank.label("rank")).where(number.in_(ids))
    rank_of = {row.id: row.rank for row in connection.execute(query)}
    return sorted(ids, key=lambda ident: (rank_of[ident], -ident))


def _statement_marks(row: StatementRow, marks: Sequence[tuple[Span, ...]] | None) -> tuple[Span, ...]:
    if marks is None:
        return ()
    content, source = marks
    begin = row.source_span.start if row.source_span else 0
    said = in_article(content, row.content)
    return tuple(sorted({*said, *(Span(begin + mark.start, begin + mark.end) for mark in source)}))


def _article_hit(row: ArticleRow, text: str, marks: Sequence[tuple[Span, ...]] | None) -> ArticleHit:
    found = marks[1] if marks else ()
    span = snippet(text, found)
    return ArticleHit(row, text[span.start : span.end], span, found)


def _facets(connection: Connection, table: Table, ids: list[int]) -> tuple[Facet, ...]:
    """Count by the values that rows share, those of most rows first."""
    article, held = schema.ARTICLES.c, schema.STORY_ARTICLES.c
    columns: list[Any] = [article.outlet, func.substr(article.known_on, 1, 7).label("month"), held.story]
    columns += [table.c[name] for name in _OWN.get(table.name, ())]
    joined: FromClause = table
    if table is not schema.ARTICLES:
        joined = joined.join(schema.ARTICLES, article.id == table.c.article)
    if table is schema.STATEMENTS:
        columns.append(table.c.actor.label("speaker"))
    joined = joined.outerjoin(schema.STORY_ARTICLES, held.article == article.id)
    counts: dict[str, Counter[Any]] = {column.name: Counter() for column in columns}
    for part in chunks(ids):
        for row in connection.execute(select(*columns).select_from(joined).where(table.c.id.in_(part))):
            for count, value in zip(counts.values(), row, strict=True):
                count[value] += value is not None
    return tuple(facet for by, count in counts.items() for facet in _facet(connection, by, count))


def _facet(connection: Connection, by: str, counts: Counter[Any]) -> list[Facet]:
    # SQLAlchemy's names of columns are strings of a kind of their own, which nothing else writes.
    most = sorted(((value, count) for value, count in counts.items() if count), key=lambda c: (-c[1], c[0]))[:_VALUES]
    named = {"speaker": schema.ACTORS.c.name, "story": schema.STORIES.c.title}.get(by)
    if named is None or not most:
        return [Facet(str(by), value, count) for value, count in most]
    ident = named.table.c.id
    rows = connection.execute(select(ident, named).where(ident.in_([value for value, _ in most])))
    names = {row[0]: row[1] for row in rows}
    return [Facet(str(by), names.get(value) or str(value), count, value) for value, count in most]
