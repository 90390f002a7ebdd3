"""Articles out: rows, texts, records and revisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, select

from onrecord.errors import NoSuchError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.ask import of_articles
from onrecord.store.find import find
from onrecord.store.mending.rows import mended
from onrecord.store.order import of_days
from onrecord.store.readings import as_read
from onrecord.store.rows import ArticleRow, ArticleText, RevisionRow
from onrecord.store.voices import Voices
from onrecord.store.wanted import Wanted, narrowly, widely
from onrecord.store.who import chunks, is_actor

_EVERYTHING = Wanted()
_COLUMNS = ("id", "url", "outlet", "agency", "title", "published", "known_on", "first_seen")


def articles(connection: Connection, wanted: Wanted = _EVERYTHING) -> list[ArticleRow]:
    """Return articles by the day they were known, the oldest first, or the newest."""
    return with_voices(connection, wanted)[0]


def with_voices(connection: Connection, wanted: Wanted) -> tuple[list[ArticleRow], Voices]:
    """Return articles as :func:`articles` does, and their voices, for whatever else is asked of them."""
    article, held = schema.ARTICLES.c, schema.STORY_ARTICLES.c
    query = select(*(article[name] for name in _COLUMNS), held.story).join_from(
        schema.ARTICLES, schema.STORY_ARTICLES, held.article == article.id, isouter=True
    )
    if wanted.words is None:
        order = article.in_order.desc() if wanted.newest else article.in_order
        query = query.where(and_(True, *article_conditions(wanted), *of_days(article.in_order, wanted))).order_by(order)
        rows = list(connection.execute(query.limit(wanted.limit).offset(wanted.offset)))
    else:
        found = article_ids(connection, wanted)
        there = {row.id: row for part in chunks(found) for row in connection.execute(query.where(article.id.in_(part)))}
        rows = [there[ident] for ident in found]
    voices = Voices(connection, (row.id for row in rows))
    cells: Iterable[list[Any]] = ([*row[:-1], voices.of(row.id), row.story] for row in rows)
    return [ArticleRow(*row) for row in cells], voices


def article_ids(connection: Connection, wanted: Wanted) -> list[int]:
    """Return the ids of the articles that hold ``wanted.words``, the oldest first, or the newest.

    Raises:
        UsageError: there is nothing to look for.
    """
    few = narrowly(wanted)
    walked = article_conditions(few, schema.ARTICLES.c.id + 0)
    return find(
        connection, schema.ARTICLES, wanted, article_conditions(few), walked, article_conditions(widely(wanted))
    )


def article_conditions(wanted: Wanted, ident: ColumnElement[int] = schema.ARTICLES.c.id) -> list[ColumnElement[bool]]:
    """Return the conditions on articles, those of days and words left out.

    Args:
        ident: the column with the article's id.
    """
    article, own, said = schema.ARTICLES.c, schema.ARTICLE_ACTORS.c, schema.STATEMENTS.c
    conditions = of_articles(wanted, ident, article.known_on)
    if wanted.actor is not None:
        conditions.append(ident.in_(select(own.article).where(is_actor(own.id, wanted.actor))))
    if wanted.speaker is not None:
        conditions.append(ident.in_(select(said.article).where(is_actor(said.speaker, wanted.speaker))))
    if wanted.place is not None:
        conditions.append(func.lower(article.dateline) == wanted.place.lower())
    return conditions


def articles_of(connection: Connection, idents: Iterable[int]) -> dict[int, ArticleRow]:
    """Return articles by their ids."""
    wanted = tuple(sorted(set(idents)))
    return {row.id: row for row in articles(connection, Wanted(articles=wanted))} if wanted else {}


def article(connection: Connection, ident: int) -> ArticleText:
    """Return an article with its text and its record.

    Raises:
        UsageError: the store has no such article.
    """
    found = articles(connection, Wanted(articles=(ident,)))
    if not found:
        raise NoSuchError(f"the store has no article {ident}")
    column = schema.ARTICLES.c
    row = connection.execute(select(column.text, column.revision).where(column.id == ident)).one()
    return ArticleText(found[0], row.text, row.revision, record(connection, ident))


def texts(connection: Connection, idents: Iterable[int]) -> dict[int, str]:
    """Return the texts of articles by their ids."""
    column = schema.ARTICLES.c
    found: dict[int, str] = {}
    for part in chunks(idents):
        rows = connection.execute(select(column.id, column.text).where(column.id.in_(part)))
        found.update((row.id, row.text) for row in rows)
    return found


def article_at(connection: Connection, url: str) -> int | None:
    """Return the id of the article that was last seen at an address; None where there is none."""
    seen = schema.SIGHTINGS.c
    return connection.execute(select(seen.article).where(seen.url == url).order_by(seen.id.desc()).limit(1)).scalar()


def record(connection: Connection, ident: int, revision: int | None = None) -> Record:
    """Return the record of an article, as it was read last, with the user's corrections.

    Args:
        revision: number of one of its texts; None for the one that stands now.

    Raises:
        UsageError: the store has no such article or revision.
    """
    return mended(connection, ident, as_read(connection, ident, revision)).record


def revisions(connection: Connection, ident: int) -> list[RevisionRow]:
    """Return the texts that stood at an article's address, the first one first."""
    text, reading = schema.REVISIONS.c, schema.READINGS.c
    columns = ("id", "article", "number", "text_sha256", "page", "first_seen")
    rows = connection.execute(
        select(*(text[name] for name in columns)).where(text.article == ident).order_by(text.number)
    ).all()
    read: dict[int, tuple[int, ...]] = {}
    query = select(reading.revision, reading.id).where(reading.revision.in_([row.id for row in rows]))
    for revision, one in connection.execute(query.order_by(reading.id)):
        read[revision] = (*read.get(revision, ()), one)
    return [RevisionRow(**row._mapping, readings=read.get(row.id, ())) for row in rows]  # noqa: SLF001 - SQLAlchemy's public way to a row's names


def how_kept(connection: Connection, article: int) -> Literal["arrived", "revised", "reread"]:
    """Return what the last reading of an article was: of a new one, of another text at its address, or once more."""
    revision, reading = schema.REVISIONS.c, schema.READINGS.c
    read = select(func.count()).join_from(schema.REVISIONS, schema.READINGS, reading.revision == revision.id)
    times = [
        connection.execute(read.where(revision.article == article)).scalar_one(),
        connection.execute(
            read.join(schema.ARTICLES, schema.ARTICLES.c.id == revision.article).where(
                revision.article == article, revision.number == schema.ARTICLES.c.revision
            )
        ).scalar_one(),
    ]
    if times[0] <= 1:
        return "arrived"
    return "revised" if times[1] <= 1 else "reread"
