"""The stories of the front page: each with a sentence of it and its latest count, grouped by when they moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

import msgspec
from sqlalchemy import Connection

from onrecord.serve import wording
from onrecord.serve.web import addresses
from onrecord.serve.web.story.known import Value, known
from onrecord.serve.web.story.words import Places, Where, counted, outlet_of
from onrecord.store.articles import articles
from onrecord.store.rows import ArticleRow, StoryRow
from onrecord.store.stories import reports
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.store.wanted import Wanted
from onrecord.story.background.latest import TOLL
from onrecord.story.clusters.heading import summary
from onrecord.story.tally import tally_of
from onrecord.story.told import Told

_QUOTED_FROM = 12  # articles that the sentence is chosen from, the latest
_WEEK = 7


class Listed(msgspec.Struct, frozen=True):
    """A story in the list.

    Args:
        sentence: of its latest articles, as it stands there; None where none may be quoted.
        count: its latest tally; None where it has none.
        size: articles, independent ones and outlets, in words.
        last_on: ISO day on which it moved last.
    """

    number: int
    title: str
    href: str
    sentence: str | None
    where: Where | None
    count: Value | None
    size: str
    last_on: str


class Group(msgspec.Struct, frozen=True):
    """Stories that moved at about one time.

    Args:
        name: today, this week, or a month.
    """

    name: str
    stories: tuple[Listed, ...]


def listed(connection: Connection, row: StoryRow, as_of: str | None) -> Listed:
    """Return a story as the list shows it.

    Args:
        as_of: ISO day; only what was known by then.
    """
    told = articles(connection, Wanted(story=row.id, as_of=as_of))
    title = next((a.title for a in told if a.id == row.title_article), None)
    title = title or (row.title if as_of is None else next((a.title for a in reversed(told) if a.title), None))
    sentence, where = _sentence(connection, told, title or "", as_of)
    return Listed(
        number=row.id,
        title=title or "(no title)",
        href=addresses.story(row.id, as_of=as_of),
        sentence=sentence,
        where=where,
        count=_count(connection, row.id, told, as_of),
        size=_size(row, told),
        last_on=row.last_on,
    )


def bare(row: StoryRow, as_of: str | None) -> Listed:
    """Return a story of which nothing but its row is read yet."""
    title = row.title if as_of is None else None
    href = addresses.story(row.id, as_of=as_of)
    return Listed(row.id, title or f"Story {row.id}", href, None, None, None, _size(row, ()), row.last_on)


def _sentence(
    connection: Connection, told: Sequence[ArticleRow], title: str, as_of: str | None
) -> tuple[str | None, Where | None]:
    latest = {article.id: article for article in told[-_QUOTED_FROM:]}
    chosen = summary(list(reports(connection, latest).values()), {a.id: a.voice for a in latest.values()}, most=2)
    best = next((one for one in chosen if one.words.strip(" .") != title.strip(" .")), None)
    if best is None:
        return None, None
    article = latest[best.article]
    return best.words, Where(outlet_of(article), article.known_on, addresses.article(article.id, as_of=as_of))


def _count(connection: Connection, story: int, told: Sequence[ArticleRow], as_of: str | None) -> Value | None:
    figures = figures_told(connection, FigureAsked(TOLL, story=story, until=as_of))
    if not figures:
        return None
    places = Places(Told(articles=tuple(told), figures=tuple(one.figure for one in figures)), as_of)
    found = known(tally_of(figures), (), places)
    return found[0].values[0] if found else None


def _size(row: StoryRow, told: Iterable[ArticleRow]) -> str:
    outlets = {article.outlet for article in told if article.outlet}
    parts = [counted(row.articles, "article"), f"{row.voices:,} independent" if row.voices != row.articles else ""]
    return " · ".join(part for part in [*parts, counted(len(outlets), "outlet") if outlets else ""] if part)


def grouped(stories: Iterable[Listed], day: date, *, past: bool = False) -> tuple[Group, ...]:
    """Put stories that moved today, this week and in each month before it together.

    Args:
        stories: those that moved last first.
        day: the page's.
        past: it is not today.
    """
    near = ("That day", "The week before") if past else ("Today", "This week")
    named = groupby(stories, key=lambda one: _when(one.last_on, day, near))
    return tuple(Group(name, tuple(some)) for name, some in named)


def _when(moved_on: str, day: date, near: tuple[str, str]) -> str:
    moved = date.fromisoformat(moved_on)
    if moved >= day:
        return near[0]
    return near[1] if day - moved < timedelta(_WEEK) else wording.day(moved_on[:7])
