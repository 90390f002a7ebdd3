"""The log of corrections as people read it: what each said, of which article, what it changed."""

from __future__ import annotations

import msgspec

from onrecord.store import log
from onrecord.store.articles import articles_of
from onrecord.store.log import Correction
from onrecord.store.mending.rows import corrected_by
from onrecord.store.rows import ArticleRow, Corrected
from onrecord.store.store import Store


class Line(msgspec.Struct, frozen=True):
    """One correction.

    Args:
        effects: what it did to items, where it holds.
        article: that it speaks of, the first of several; None where none is found.
        articles: how many it speaks of.
        undone: id of the undoing, where it was taken back and the undoing can be.
    """

    correction: Correction
    effects: tuple[Corrected, ...]
    article: ArticleRow | None
    articles: int
    undone: int | None


class Listed(msgspec.Struct, frozen=True):
    """Some lines of the log, the latest first.

    Args:
        total: lines in all, undoings among them.
        before: id before which the next lines stand; None at the end.
    """

    lines: tuple[Line, ...]
    total: int
    before: int | None


def listed(store: Store, before: int | None = None, most: int = 50) -> Listed:
    """Return what users corrected, the latest first; what undoes stands with what it undoes.

    Args:
        before: only lines made before that one, by id.
        most: lines at most.
    """
    with store.reading() as connection:
        found = log.latest(connection, before, most + 1)
        some, undone, total = found[:most], log.undoings(connection), log.total(connection)
        spoken = log.articles_of(connection, [c.id for c in some])
        rows = articles_of(connection, [articles[0] for articles in spoken.values()])
        effects = corrected_by(connection, [c.id for c in some])
    lines = tuple(
        Line(
            c, effects.get(c.id, ()), rows.get(spoken[c.id][0]) if c.id in spoken else None, len(spoken.get(c.id, ())),
            undone.get(c.id),
        )
        for c in some
    )  # fmt: skip
    return Listed(lines, total, some[-1].id if len(found) > most else None)
