"""What becomes of the others when an article is taken down: what it told of them is taken back first."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from onrecord.store import forgetting, links
from onrecord.store.forgetting import Forgotten
from onrecord.store.store import Store
from onrecord.story import copies, utterances
from onrecord.story.clusters import membership

# The steps of an arrival, backwards.
STEPS: tuple[Callable[[Connection, int], object], ...] = (
    membership.leave,
    utterances.depart,
    links.depart,
    copies.leave,
)


def depart(connection: Connection, article: int) -> None:
    """Take back what an article told of others.

    Args:
        connection: of the transaction that takes it down.
        article: its id.
    """
    for step in STEPS:
        step(connection, article)


def forget(store: Store, what: int | str, reason: str | None = None) -> Forgotten:
    """Take an article down, see :func:`onrecord.store.forgetting.forget`.

    Args:
        what: an article's id, or an address: every article that was seen there.
        reason: why, as it is to be noted.

    Raises:
        UsageError: the store has no article of that id.
        StoreError: the store cannot be written to.
    """
    return forgetting.forget(store, what, reason, depart)
