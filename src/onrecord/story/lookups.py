"""One thing of a store by its number, name or address, as it stood on a day."""

from __future__ import annotations

from onrecord.errors import NoSuchError
from onrecord.store.articles import article_at
from onrecord.store.rows import ActorRow, StoryRow
from onrecord.store.store import Store
from onrecord.story.actor_named import actor_named
from onrecord.story.article import ArticleRead, article_read
from onrecord.story.asking import checked_day
from onrecord.story.overview import story_row

_LONGEST_ID = 18  # digits that a column holds


def actor(store: Store, name: str) -> ActorRow:
    """Return the actor of a name or number.

    Raises:
        UsageError: the name is nobody's or several's.
    """
    with store.reading() as connection:
        return actor_named(connection, name)


def story(store: Store, number: int, as_of: str | None = None) -> StoryRow:
    """Return a story's row, or that of the one it was merged into.

    Raises:
        UsageError: the store has no such story, or the day is none.
    """
    day = checked_day(as_of)
    with store.reading() as connection:
        return story_row(connection, number, day)


def article_id(store: Store, named: int | str) -> int:
    """Return the number of an article.

    Args:
        named: its number or its address.

    Raises:
        NoSuchError: the store has no article at that address.
    """
    if isinstance(named, int) or (named.isdecimal() and len(named) <= _LONGEST_ID):
        return int(named)
    with store.reading() as connection:
        found = article_at(connection, named)
    if found is None:
        raise NoSuchError(f"the store has no article at {named}")
    return found


def article(store: Store, named: int | str, as_of: str | None = None) -> ArticleRead:
    """Return an article as it stands, or stood at the end of a day, with the corrections of users.

    Args:
        named: its number or its address.

    Raises:
        TakenDownError: it was taken down.
        NoSuchError: the store has no such article, or it was not known by then.
        UsageError: the day is none.
    """
    day, ident = checked_day(as_of), article_id(store, named)
    with store.reading() as connection:
        return article_read(connection, ident, day)
