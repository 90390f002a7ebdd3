"""A story at a glance: what is known, where the parties stand, what happened, who tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from onrecord.errors import NoSuchError
from onrecord.store.rows import ArticleRow, StoryRow
from onrecord.store.stories import StoryChange, changes, forward, reports
from onrecord.store.storylist import stories
from onrecord.store.wanted import Wanted
from onrecord.story.background.paragraph import Background
from onrecord.story.checks import Finding
from onrecord.story.clusters.heading import Quoted, summary
from onrecord.story.positions.positions import Positions
from onrecord.story.story import Story
from onrecord.story.timeline.entries import Entry

_QUOTED_FROM = 60  # articles that a summary is chosen from, the latest


class Outlet(msgspec.Struct, frozen=True):
    """Who tells a story.

    Args:
        voices: independent reports among its articles.
        copied: outlets whose reports it printed.
    """

    name: str
    articles: int
    voices: int
    copied: tuple[str, ...]


class Overview(msgspec.Struct, frozen=True):
    """A story at a glance, as it stands or stood on a day.

    Args:
        day: as of which; None for now.
        summary: sentences of its articles, as they stand there.
        background: the paragraph, clause by clause with its sources; its figures are what is known.
        changes: splits and merges that it went through.
    """

    story: StoryRow
    day: str | None
    summary: tuple[Quoted, ...]
    background: Background
    positions: Positions
    key_events: tuple[Entry, ...]
    checks: tuple[Finding, ...]
    outlets: tuple[Outlet, ...]
    changes: tuple[StoryChange, ...]


def story_row(connection: Connection, number: int, day: str | None = None) -> StoryRow:
    """Return a story, or the one that it was merged into.

    Args:
        day: ISO date; counted from what was known by then.

    Raises:
        UsageError: there is no such story, or none of its articles was known by then.
    """
    found = stories(connection, Wanted(story=forward(connection, number), as_of=day))
    if not found:
        by_then = f" by {day}" if day else ""
        raise NoSuchError(f"the store has no story {number}{by_then}; `onrecord stories` lists those there are")
    return found[0]


def overview(connection: Connection, number: int, day: str | None = None) -> Overview:
    """Return a story at a glance.

    Args:
        day: ISO date; only what was known by then.

    Raises:
        UsageError: there is no such story, or none of its articles was known by then.
    """
    row = story_row(connection, number, day)
    story = Story.fetch(connection, row.id, day)
    told = story.told.articles
    quoted = reports(connection, [article.id for article in told[-_QUOTED_FROM:]])
    return Overview(
        story=row,
        day=day,
        summary=tuple(summary(list(quoted.values()), {article.id: article.voice for article in told})),
        background=story.background(),
        positions=story.positions(),
        key_events=story.timeline(newest_first=True).key_events,
        checks=story.checks(),
        outlets=outlets_of(told),
        changes=tuple(changes(connection, row.id)),
    )


def outlets_of(told: Sequence[ArticleRow]) -> tuple[Outlet, ...]:
    """Return who tells a story, those that tell most of it first."""
    by_name: dict[str, list[ArticleRow]] = defaultdict(list)
    by_id = {article.id: article for article in told}
    for article in told:
        if article.outlet:
            by_name[article.outlet].append(article)
    found = [
        Outlet(name, len(several), len({a.voice for a in several}), _copied(several, by_id))
        for name, several in by_name.items()
    ]
    return tuple(sorted(found, key=lambda outlet: (-outlet.articles, outlet.name)))


def _copied(several: Sequence[ArticleRow], by_id: dict[int, ArticleRow]) -> tuple[str, ...]:
    theirs = (by_id[a.voice] for a in several if a.voice != a.id and a.voice in by_id)
    return tuple(dict.fromkeys(name for article in theirs if (name := article.agency or article.outlet)))
