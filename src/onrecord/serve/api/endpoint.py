"""What the API can be asked: an address, what it takes, what it answers, and the function that knows the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

import msgspec
from msgspec import Meta
from sqlalchemy import Connection

from onrecord.serve.api.memory import Memory
from onrecord.store.changes import latest_change, revision_of_story
from onrecord.store.frames import Rows
from onrecord.store.store import Store
from onrecord.story import asking
from onrecord.story.story import Story

BASE = "/api/v1"
MOST = 1_000  # rows of one answer
# Each page costs as much as all before it: whoever wants everything asks for an export.
FURTHEST = 100_000
LARGEST = 2**63 - 1  # what a database takes for a number

Item = TypeVar("Item")
Query_co = TypeVar("Query_co", bound=msgspec.Struct, covariant=True)
Media = Literal["json", "csv", "atom"]


class Listed(msgspec.Struct, Generic[Item], frozen=True):
    """A page of a list.

    Args:
        next: address of the next page; null on the last.
    """

    items: tuple[Item, ...]
    next: str | None


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every address may be asked."""

    format: Annotated[
        Literal["json", "csv", "atom"] | None,
        Meta(description="json or csv (atom where a feed is possible); goes before the Accept header."),
    ] = None


class Paged(Query, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every list may be asked."""

    limit: Annotated[int, Meta(ge=1, le=MOST, description="Rows at most.")] = 50
    offset: Annotated[int, Meta(ge=0, le=FURTHEST, description="Rows left out before.")] = 0


@dataclass(frozen=True, slots=True)
class Ask(Generic[Query_co]):
    """One question.

    Args:
        number: of the story, article … that the address names; 0 where it names none.
        body: what was sent; None where nothing is.
        server: where the server stands, as the client calls it.
        revision: that the answer is of; None where none tells.
        memory: of stories that were read; None where nothing is kept.
    """

    store: Store
    query: Query_co
    number: int = 0
    body: Any = None
    server: str = ""
    revision: int | None = None
    memory: Memory | None = None

    def story(self, as_of: str | None) -> Story:
        """Return the story that the address names, read once for all its views.

        Raises:
            UsageError: there is no such story, or the day is none.
        """
        if self.memory is None or self.revision is None:
            return asking.story(self.store, self.number, as_of)
        key = self.number, as_of
        return self.memory.stories.get(key, self.revision, lambda: asking.story(self.store, self.number, as_of))


# The number that changes whenever the answer may: for caches. None where no number tells.
Revision = Callable[[Connection, int], int]


def of_store(connection: Connection, _number: int) -> int:
    """Return the revision of an answer that anything may change."""
    return latest_change(connection)


def of_story(connection: Connection, number: int) -> int:
    """Return the revision of an answer that is of one story."""
    return revision_of_story(connection, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One thing that can be asked.

    Args:
        path: under :data:`BASE`; ``{story}`` and the like stand for a whole number.
        tag: what it is of, for the reference.
        does: gives the answer; of a list its rows, one more than asked for where there are more.
        answer: type of the answer; of a list the type of its rows.
        query: what may be asked.
        table: makes the rows of CSV of an answer that is no list; None where it has no table.
        is_list: whether it answers in pages.
        feed: whether it can be an Atom feed.
        revision: None where the answer must not be kept.
        body: type of what is sent; None for questions.
        status: of the answer.
        media: type of the answer where it is neither JSON nor a table: bytes then.
        streams: whether it comes piece by piece.
    """

    path: str
    tag: str
    does: Callable[[Ask[Any]], Any]
    answer: Any
    query: type[msgspec.Struct] = Query
    table: Callable[[Any], Rows[msgspec.Struct]] | None = None
    is_list: bool = False
    feed: bool = False
    revision: Revision | None = of_store
    body: Any = None
    status: int = 200
    media: str | None = None
    streams: bool = False

    @property
    def method(self) -> str:
        """The method of HTTP."""
        return "GET" if self.body is None else "POST"

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (self.does.__doc__ or "").split("\n", 1)[0]
