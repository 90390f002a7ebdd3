"""What of an article stands in others too: the same utterances, its copies; and what was taken down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from onrecord.store import schema
from onrecord.store.articles import articles_of
from onrecord.store.rows import ActorName, ArticleRow
from onrecord.store.voices import Voices
from onrecord.store.who import chunks, names

# Printings that are looked at for one article: of the widest real story none of its articles shared a tenth of them.
_MOST_PRINTINGS = 5_000


class Elsewhere(msgspec.Struct, frozen=True):
    """An utterance that several articles tell.

    Args:
        articles: how many others tell it; ``voices`` how many independent reports, this article's among them.
        first: the article in which it was known first; this one, where that is it.
        statement: id of the statement there.
    """

    utterance: int
    articles: int
    voices: int
    first: ArticleRow
    statement: int


class Printed(msgspec.Struct, frozen=True):
    """Who printed an article again.

    Args:
        articles: how many; ``some`` of them, those that were stored first.
    """

    articles: int
    some: tuple[ArticleRow, ...]


class Gap(msgspec.Struct, frozen=True):
    """An article that was taken down.

    Args:
        forgotten_at: ISO 8601 in UTC.
        reason: as it was noted.
    """

    forgotten_at: str
    reason: str | None


def told_elsewhere(
    connection: Connection, article: int, statements: Iterable[int], as_of: str | None = None
) -> dict[int, Elsewhere]:
    """Return which statements of an article other articles tell too, by their ids.

    Args:
        as_of: counted from what had been known by that day, ``YYYY-MM-DD``.
    """
    alike = schema.UTTERANCES.c
    own: dict[int, int] = {}
    for part in chunks(statements):
        rows = connection.execute(select(alike.statement, alike.utterance).where(alike.statement.in_(part)))
        own.update((row.statement, row.utterance) for row in rows)
    printings = _printings(connection, set(own.values()), as_of)
    everywhere = [row for several in printings.values() for row in several]
    voices = Voices(connection, (row.article for row in everywhere))
    firsts = {utterance: min(several, key=lambda row: row.in_order) for utterance, several in printings.items()}
    articles = articles_of(connection, (row.article for row in firsts.values()))
    found: dict[int, Elsewhere] = {}
    for statement, utterance in own.items():
        several = printings.get(utterance, ())
        others = len({row.article for row in several} - {article})
        if others:
            heard = len({voices.of(row.article, row.start, row.end) for row in several})
            first = firsts[utterance]
            found[statement] = Elsewhere(utterance, others, heard, articles[first.article], first.id)
    return found


def _printings(connection: Connection, utterances: set[int], as_of: str | None) -> dict[int, list[Any]]:
    alike, said = schema.UTTERANCES.c, schema.STATEMENTS.c
    query = (
        select(alike.utterance, said.id, said.article, said.start, said.end, said.in_order)
        .join_from(schema.UTTERANCES, schema.STATEMENTS, said.id == alike.statement)
        .limit(_MOST_PRINTINGS)
    )
    if as_of is not None:
        query = query.where(said.known_on <= as_of)
    found: dict[int, list[Any]] = defaultdict(list)
    for part in chunks(sorted(utterances)):
        for row in connection.execute(query.where(alike.utterance.in_(part))):
            found[row.utterance].append(row)
    return found


def printed_again(connection: Connection, article: int, as_of: str | None = None, most: int = 6) -> Printed:
    """Return the articles that carry an article's report.

    Args:
        as_of: only what had been known by that day, ``YYYY-MM-DD``.
        most: articles that are named.
    """
    voice, own = schema.VOICES.c, schema.ARTICLES.c
    copies = select(voice.article).join_from(schema.VOICES, schema.ARTICLES, own.id == voice.article)
    copies = copies.where(voice.voice == article, voice.article != article)
    if as_of is not None:
        copies = copies.where(own.known_on <= as_of)
    count = connection.execute(select(func.count()).select_from(copies.subquery())).scalar_one()
    some = connection.execute(copies.order_by(own.in_order).limit(most)).scalars().all()
    rows = articles_of(connection, some)
    return Printed(count, tuple(rows[ident] for ident in some))


def actors_of(connection: Connection, article: int) -> tuple[ActorName, ...]:
    """Return the actors of an article in the order of its record, with who they are across articles."""
    own = schema.ARTICLE_ACTORS.c
    ids: Sequence[int] = (
        connection.execute(select(own.id).where(own.article == article).order_by(own.id)).scalars().all()
    )
    found = names(connection, ids)
    return tuple(found[ident] for ident in ids)


def moved_by(connection: Connection, article: int) -> int | None:
    """Return the correction that put an article into its story; None where none did."""
    held = schema.STORY_ARTICLES.c
    return connection.execute(select(held.by_hand).where(held.article == article)).scalar()


def placed_by(connection: Connection, statement: int) -> int | None:
    """Return the correction that says which utterance a statement is; None where none does."""
    alike = schema.UTTERANCES.c
    return connection.execute(select(alike.by_hand).where(alike.statement == statement)).scalar()


def gap(connection: Connection, article: int) -> Gap | None:
    """Return that an article was taken down, when and why; None where it was not."""
    gaps = schema.GAPS.c
    noted = select(gaps.forgotten_at, gaps.reason).where(gaps.article == article).order_by(gaps.id).limit(1)
    row = connection.execute(noted).first()
    return Gap(row.forgotten_at, row.reason) if row is not None else None
