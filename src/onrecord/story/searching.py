"""Searches over everything that is on record: what was said, counted, who met, with counts of what may narrow them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

import msgspec
from sqlalchemy import Connection

from onrecord.record import Span
from onrecord.store.articles import articles_of, texts
from onrecord.store.ask import actors
from onrecord.store.marks import snippet
from onrecord.store.rows import ArticleRow, EncounterRow, FigureRow
from onrecord.store.search import (
    Found,
    Order,
    StatementHit,
    search_encounters,
    search_figures,
    search_statements,
)
from onrecord.store.store import Store
from onrecord.store.storylist import stories
from onrecord.store.wanted import Wanted
from onrecord.story.actor_named import actor_named
from onrecord.story.asking import Asked, checked_day, wanted_of

Hit = TypeVar("Hit")
Thing = TypeVar("Thing", FigureRow, EncounterRow)


class Around(msgspec.Struct, frozen=True):
    """The words around something that was found.

    Args:
        span: of the words, in the article's text.
    """

    words: str
    span: Span


class Searched(msgspec.Struct, Generic[Hit], frozen=True):
    """What was found, and the articles it stands in.

    Args:
        articles: by their ids.
        around: the words around figures and meetings, by their ids.
    """

    found: Found[Hit]
    articles: dict[int, ArticleRow]
    around: dict[int, Around] = {}


class ThingsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which figures or meetings are asked for; what is None filters nothing.

    Args:
        words: that stand in what tells of it, in whatever order.
        by: id or name of the source of a figure, of one that takes part in a meeting.
        measure: of figures: ``killed``, ``injured``, ``money`` …
        low: figures that may be as much, or more; ``high`` as much, or less.
        place: of which; upper and lower case are the same.
    """

    words: str | None = None
    by: str | None = None
    measure: str | None = None
    low: float | None = None
    high: float | None = None
    place: str | None = None
    outlet: str | None = None
    story: int | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    limit: int = 20
    offset: int = 0


def search_said(store: Store, asked: Asked) -> Searched[StatementHit]:
    """Return statements with counts by speaker, act, outlet and more; by words the best match first, or the newest.

    Raises:
        UsageError: a name is nobody's or several's, a day is none, or the words hold nothing to look for.
    """
    order: Order = "newest" if asked.newest else "match"
    with store.reading() as connection:
        found = search_statements(connection, wanted_of(connection, asked), order)
        return _with_articles(connection, found, (hit.statement.article for hit in found.hits))


def search_counted(store: Store, asked: ThingsAsked) -> Searched[FigureRow]:
    """Return figures, the newest first, with counts by measure, place, outlet and more.

    Raises:
        UsageError: a name is nobody's or several's, a day is none, or the words hold nothing to look for.
    """
    with store.reading() as connection:
        wanted = _wanted(asked)
        who = actor_named(connection, asked.by).id if asked.by else None
        found = search_figures(connection, msgspec.structs.replace(wanted, speaker=who))
        return _with_words(connection, found)


def search_met(store: Store, asked: ThingsAsked) -> Searched[EncounterRow]:
    """Return meetings, calls and visits, the newest first, with counts by type, place, outlet and more.

    Raises:
        UsageError: a name is nobody's or several's, a day is none, or the words hold nothing to look for.
    """
    with store.reading() as connection:
        wanted = _wanted(asked)
        who = actor_named(connection, asked.by).id if asked.by else None
        found = search_encounters(connection, msgspec.structs.replace(wanted, actor=who))
        return _with_words(connection, found)


def names_of(store: Store, filters: Mapping[str, object]) -> dict[str, str]:
    """Return what the actors and the story that filters name by number are called, by filter."""
    named: dict[str, str] = {}
    with store.reading() as connection:
        for name in ("by", "to", "about"):
            if _whole(value := filters.get(name)) and (found := actors(connection, ids=(int(str(value)),))):
                named[name] = found[0].name
        if _whole(value := filters.get("story")) and (rows := stories(connection, Wanted(story=int(str(value))))):
            named["story"] = rows[0].title or f"story {rows[0].id}"
    return named


def _whole(value: object) -> bool:
    return str(value).isdecimal()


def _wanted(asked: ThingsAsked) -> Wanted:
    same = {name: getattr(asked, name) for name in ThingsAsked.__struct_fields__ if name != "by"}
    days = {name: checked_day(same[name]) for name in ("since", "until", "as_of")}
    return Wanted(**same | days, newest=True)


def _with_articles(connection: Connection, found: Found[Hit], articles: Iterable[int]) -> Searched[Hit]:
    return Searched(found, articles_of(connection, articles))


def _with_words(connection: Connection, found: Found[Thing]) -> Searched[Thing]:
    there = texts(connection, {row.article for row in found.hits})
    spans = {row.id: (row.article, snippet(there[row.article], [row.span])) for row in found.hits}
    around = {ident: Around(span.of(there[article]), span) for ident, (article, span) in spans.items()}
    return Searched(found, articles_of(connection, there), around)
