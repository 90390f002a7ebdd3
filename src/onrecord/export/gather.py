"""What is to be exported, out of a store: articles with what they say, a few at a time, in one look at the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from onrecord.export.rows import Document, Figured, Met, Part, Stood
from onrecord.store.articles import articles_of
from onrecord.store.ask import encounters, figures, positions, statements, statements_of
from onrecord.store.bulk import article_numbers, bodies, statement_numbers, wholes
from onrecord.store.rows import EncounterRow, FigureRow, PositionRow, Said, StatementRow
from onrecord.store.schema import ITEMS_PER_ARTICLE
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted
from onrecord.story.asking import Asked, wanted_of

# Articles, or statements, that are held at a time: what hangs on them comes in a handful of queries.
_ARTICLES, _STATEMENTS = 50, 500
_OF_STATEMENTS = ("words", "by", "to", "act", "mode", "grade")
EVERYTHING = Asked(newest=False, limit=None)

_OF_ARTICLES = ("story", "outlet", "since", "until", "as_of", "newest")
_ITEMS: dict[Part, Callable[[Connection, Wanted], Sequence[FigureRow | EncounterRow | PositionRow]]] = {
    "figures": figures,
    "encounters": encounters,
    "positions": positions,
}
_BESIDE: dict[Part, Callable[..., msgspec.Struct]] = {"figures": Figured, "encounters": Met, "positions": Stood}

Held = TypeVar("Held", FigureRow, EncounterRow, PositionRow)
Item = TypeVar("Item", StatementRow, FigureRow, EncounterRow, PositionRow)


def documents(store: Store, asked: Asked = EVERYTHING) -> Iterator[Document]:
    """Yield articles with what they say, by the day they were known.

    Where something is asked of statements (words, a speaker, an act …) only those are exported, with the figures,
    encounters and positions that they carry; else everything that an article says.

    Args:
        asked: ``limit`` and ``offset`` count statements where those are asked for, else articles.

    Raises:
        UsageError: a name is nobody's or several's, or a day is none.
    """
    with store.reading() as connection:
        wanted = wanted_of(connection, asked)
        if asks_for_statements(asked):
            for some in _of_whole_articles(statement_numbers(connection, wanted)):
                yield from _documents(connection, statements_of(connection, some), chosen=True)
        else:
            for part in _cut(article_numbers(connection, wanted), _ARTICLES):
                yield from _whole(connection, part)


def articles_with(store: Store, asked: Asked, place: str | None = None) -> Iterator[Document]:
    """Yield articles with everything that they say, whose titles or texts hold the words asked for.

    Args:
        asked: ``by`` is whoever they name; what is asked of statements alone is not looked at.
        place: of the dateline.

    Raises:
        UsageError: there is nothing to look for, a name is nobody's or several's, or a day is none.
    """
    with store.reading() as connection:
        wanted = _of_articles(wanted_of(connection, asked), place)
        for part in _cut(article_numbers(connection, wanted), _ARTICLES):
            yield from _whole(connection, part)


def said(store: Store, asked: Asked) -> Iterator[Said]:
    """Yield who said what, the newest first unless asked otherwise; however many, few are held.

    Raises:
        UsageError: a name is nobody's or several's, or a day is none.
    """
    with store.reading() as connection:
        for part in _cut(statement_numbers(connection, wanted_of(connection, asked)), _STATEMENTS):
            rows = statements_of(connection, part)
            there = articles_of(connection, (row.article for row in rows))
            yield from (Said(row, there[row.article]) for row in rows)


def rows(store: Store, part: Part, asked: Asked, place: str | None = None) -> Iterator[msgspec.Struct]:
    """Yield one part of what a store says as rows of a table, each with its article beside it.

    Words are searched for in statements, and in articles' titles and texts; of figures, encounters and positions they
    are words that each stand in what they say.

    Args:
        asked: ``by`` of figures is whose count, of positions the holder, of encounters and articles whoever takes part.
        place: of a figure or an encounter; of articles the dateline's.

    Raises:
        UsageError: a name is nobody's or several's, or a day is none.
    """
    if part == "statements":
        yield from said(store, asked)
        return
    with store.reading() as connection:
        wanted = msgspec.structs.replace(wanted_of(connection, asked), place=place)
        if part in ("articles", "encounters"):
            wanted = _of_articles(wanted, place)
        if part == "articles":
            for some in _cut(article_numbers(connection, wanted), _STATEMENTS):
                there = articles_of(connection, some)
                yield from (there[ident] for ident in some)
        else:
            last = None if wanted.limit is None else wanted.offset + wanted.limit
            yield from islice(_items(connection, part, wanted), wanted.offset, last)


def _of_articles(wanted: Wanted, place: str | None) -> Wanted:
    """Return filters as those of articles, who say nothing themselves: a speaker is somebody in them."""
    return msgspec.structs.replace(wanted, actor=wanted.speaker, speaker=None, place=place)


def _items(connection: Connection, part: Part, wanted: Wanted) -> Iterator[msgspec.Struct]:
    """Yield figures, encounters or positions, those of some articles at a time."""
    everywhere = msgspec.structs.replace(wanted, limit=None, offset=0)
    of_articles = Wanted(**{name: getattr(everywhere, name) for name in _OF_ARTICLES})
    for some in _cut(article_numbers(connection, of_articles), _ARTICLES):
        here = msgspec.structs.replace(everywhere, articles=tuple(some))
        there = articles_of(connection, some)
        yield from (_BESIDE[part](row, there[row.article]) for row in _ITEMS[part](connection, here))


def asks_for_statements(asked: Asked) -> bool:
    """Whether statements are chosen, not whole articles."""
    return asked.min_confidence > 0 or any(getattr(asked, name) is not None for name in _OF_STATEMENTS)


def _whole(connection: Connection, idents: Sequence[int]) -> Iterator[Document]:
    rows = statements(connection, Wanted(articles=tuple(idents)))
    yield from _documents(connection, rows, idents=idents)


def _documents(
    connection: Connection, rows: Sequence[StatementRow], *, idents: Sequence[int] = (), chosen: bool = False
) -> Iterator[Document]:
    """Yield the articles of some statements with what they carry, or articles with everything.

    Args:
        rows: those of one article side by side.
        idents: of the articles, in order; those of the statements, where they are chosen.
    """
    idents = list(dict.fromkeys(row.article for row in rows)) if chosen else idents
    only = Wanted(articles=tuple(idents))
    carried = {row.id for row in rows} if chosen else None
    said = _by_article(rows)
    counted = _by_article(_carried(figures(connection, only), carried))
    met = _by_article(_carried(encounters(connection, only), carried))
    stood = _by_article(_carried(positions(connection, only), carried))
    there, texts, posts = articles_of(connection, idents), wholes(connection, idents), bodies(connection, idents)
    for ident in idents:
        if ident in there and ident in texts:
            yield Document(
                article=there[ident],
                whole=texts[ident],
                statements=tuple(said.get(ident, ())),
                figures=tuple(counted.get(ident, ())),
                encounters=tuple(met.get(ident, ())),
                positions=tuple(stood.get(ident, ())),
                bodies=posts.get(ident, {}),
            )


def _carried(rows: Iterable[Held], by: set[int] | None) -> list[Held]:
    return [row for row in rows if by is None or row.statement in by]


def _by_article(rows: Iterable[Item]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = {}
    for row in rows:
        found.setdefault(row.article, []).append(row)
    return found


def _of_whole_articles(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Cut ids of statements into lists, none of which ends in the middle of an article."""
    some: list[int] = []
    for _, of_one in groupby(numbers, key=lambda number: number // ITEMS_PER_ARTICLE):
        some += of_one
        if len(some) >= _STATEMENTS:
            yield some
            some = []
    if some:
        yield some


def _cut(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))
