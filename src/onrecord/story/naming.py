"""Which articles name an actor, and how."""

from __future__ import annotations

import msgspec

from onrecord.store.articles import articles
from onrecord.store.identity import names_in
from onrecord.store.rows import ArticleRow
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted

MOST = 300  # articles, the newest


class NamedIn(msgspec.Struct, frozen=True):
    """An article, and the name that it gives an actor."""

    article: ArticleRow
    name: str


def articles_naming(store: Store, actor: int, limit: int = MOST) -> list[NamedIn]:
    """Return the articles that name an actor, the newest first."""
    with store.reading() as connection:
        rows = articles(connection, Wanted(actor=actor, newest=True, limit=limit))
        names = names_in(connection, actor, [row.id for row in rows])
    return [NamedIn(row, names[row.id]) for row in rows if row.id in names]
