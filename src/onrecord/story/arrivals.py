"""What becomes of an article once it is kept, step by step, inside the transaction that keeps it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from onrecord.store import articles as kept
from onrecord.store.changes import note
from onrecord.store.copies import leaning
from onrecord.store.stories import stories_of
from onrecord.story import copies, utterances
from onrecord.story.actors import arrival as actors
from onrecord.story.clusters import membership

# Each step finds what the steps before it have written: who copies whom, who is who, what was said before, which story.
STEPS: tuple[Callable[[Connection, int], None], ...] = (
    copies.arrive,
    actors.arrive,
    utterances.arrive,
    membership.arrive,
)


def arrive(connection: Connection, article: int) -> None:
    """Place an article among those that are stored; again after each re-reading.

    Those that look on are told which stories look different for it: its own, the one that it was in, and those of the
    articles that have their words from it.

    Args:
        connection: of the transaction that kept the article.
        article: its id, whose record is new, revised or read again.
    """
    touched = _told_by(connection, article)
    for step in STEPS:
        step(connection, article)
    note(connection, kept.how_kept(connection, article), touched | _told_by(connection, article), article=article)


def _told_by(connection: Connection, article: int) -> set[int]:
    return set(stories_of(connection, [article, *leaning(connection, article)]).values())
