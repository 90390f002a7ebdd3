"""What a store is asked: functions that return typed rows and objects, the same for programs and for the screens."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from onrecord.store.articles import articles
from onrecord.store.ask import statements
from onrecord.store.frames import Rows
from onrecord.store.rows import ArticleRow, StatementRow
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted
from onrecord.story.actor_named import actor_named

MOST = 50  # rows, unless the caller says otherwise


class Said(msgspec.Struct, frozen=True):
    """A statement and the article it stands in."""

    statement: StatementRow
    article: ArticleRow


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are asked for; what is None filters nothing.

    Args:
        words: plain words, ``"a phrase"``, ``-without``, ``begin*``.
        by: id or name of the speaker; ``to`` of whom it was said to.
        mode: ``affirm``, ``deny``, ``decline`` or ``ask``.
        since: first day on which its article was known, ``YYYY-MM-DD``; ``until`` the last.
        as_of: only from what had been published by that day.
        limit: rows at most; None for all.
    """

    words: str | None = None
    by: str | None = None
    to: str | None = None
    act: str | None = None
    mode: str | None = None
    grade: str | None = None
    outlet: str | None = None
    story: int | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    min_confidence: float = 0.0
    newest: bool = True
    limit: int | None = MOST
    offset: int = 0


def said(store: Store, asked: Asked) -> Rows[Said]:
    """Return who said what, the newest first unless asked otherwise.

    Raises:
        UsageError: a name is nobody's, or that of several.
    """
    with store.reading() as connection:
        rows = statements(connection, _wanted(connection, asked))
        there = articles_of(connection, (row.article for row in rows))
    return Rows(Said, [Said(row, there[row.article]) for row in rows])


def articles_of(connection: Connection, ids: Iterable[int]) -> dict[int, ArticleRow]:
    """Return articles by their ids."""
    wanted = tuple(sorted(set(ids)))
    return {row.id: row for row in articles(connection, Wanted(articles=wanted))} if wanted else {}


def _wanted(connection: Connection, asked: Asked) -> Wanted:
    same = {name: getattr(asked, name) for name in Asked.__struct_fields__ if name not in ("by", "to")}
    return Wanted(
        **same,
        speaker=actor_named(connection, asked.by).id if asked.by else None,
        addressee=actor_named(connection, asked.to).id if asked.to else None,
    )
