"""What is exported: articles with what is taken of them, and rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from onrecord.store.rows import (
    ArticleRow,
    ArticleWhole,
    EncounterRow,
    FigureRow,
    PositionRow,
    Said,
    StatementRow,
)

# What of articles a table or a feed is made of.
Part = Literal["statements", "articles", "figures", "encounters", "positions"]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An article with what is exported of it.

    Args:
        whole: its text, and what else its page says.
        statements: of what it says, what is exported; all or a part, in the order of the text.
        bodies: the state or body that an actor of the article holds a post of, by the actor's ``article_actor``.
    """

    article: ArticleRow
    whole: ArticleWhole
    statements: tuple[StatementRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    encounters: tuple[EncounterRow, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    bodies: dict[int, str] = {}


class Figured(msgspec.Struct, frozen=True):
    """A figure and the article it stands in."""

    figure: FigureRow
    article: ArticleRow


class Met(msgspec.Struct, frozen=True):
    """An encounter and the article that tells of it."""

    encounter: EncounterRow
    article: ArticleRow


class Stood(msgspec.Struct, frozen=True):
    """A position and the article that shows it."""

    position: PositionRow
    article: ArticleRow


KINDS: dict[Part, type[msgspec.Struct]] = {
    "statements": Said,
    "articles": ArticleRow,
    "figures": Figured,
    "encounters": Met,
    "positions": Stood,
}

_ROWS: dict[Part, Callable[[Document], Iterable[msgspec.Struct]]] = {
    "statements": lambda one: (Said(row, one.article) for row in one.statements),
    "articles": lambda one: (one.article,),
    "figures": lambda one: (Figured(row, one.article) for row in one.figures),
    "encounters": lambda one: (Met(row, one.article) for row in one.encounters),
    "positions": lambda one: (Stood(row, one.article) for row in one.positions),
}


def rows_of(part: Part, documents: Iterable[Document]) -> Iterator[msgspec.Struct]:
    """Yield one part of articles as rows of a table, each with its article beside it."""
    for document in documents:
        yield from _ROWS[part](document)
