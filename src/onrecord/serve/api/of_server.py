"""What the server itself can be asked: how it is, what became different, what else is asked where."""

from __future__ import annotations

import msgspec

from onrecord._version import __version__
from onrecord.serve.api.asked import ChangesQuery, TallyQuery
from onrecord.serve.api.endpoint import BASE, Ask, Endpoint, Query
from onrecord.serve.api.of_words import tally_asked
from onrecord.store.changes import Change, changes_since, latest_change
from onrecord.store.frames import Rows
from onrecord.story import asking
from onrecord.story.tally import Compared, compare
from onrecord.story.tally.official import official_in


class Health(msgspec.Struct, frozen=True):
    """How the server is.

    Args:
        onrecord: its version.
        revision: the cursor behind all that became different in the store so far.
    """

    status: str
    onrecord: str
    revision: int


class Changes(msgspec.Struct, frozen=True):
    """What became different after a cursor.

    Args:
        cursor: to go on after.
        next: address of what comes after these; null where that is all for now.
    """

    items: tuple[Change, ...]
    cursor: int
    next: str | None


class Beside(msgspec.Struct, frozen=True):
    """A tally beside an official series.

    Args:
        points: every point of it beside the official value of its day.
    """

    points: tuple[Compared, ...]


def health(ask: Ask[Query]) -> Health:
    """Say that the server answers and that its store can be read."""
    with ask.store.reading() as connection:
        return Health("ok", __version__, latest_change(connection))


def changes(ask: Ask[ChangesQuery]) -> Changes:
    """List what became different after a cursor; to browsers, as a stream of server-sent events."""
    q = ask.query
    with ask.store.reading() as connection:
        found = changes_since(connection, q.since or 0, q.story, q.limit + 1)
    shown = found[: q.limit]
    cursor = shown[-1].id if shown else q.since or 0
    of = f"&story={q.story}" if q.story else ""
    following = f"{BASE}/changes?since={cursor}{of}&limit={q.limit}" if len(found) > q.limit else None
    return Changes(tuple(shown), cursor, following)


def official(ask: Ask[TallyQuery]) -> Beside:
    """Compare a tally with an official series that is sent: CSV with a head line, or JSON."""
    series = official_in(ask.body.decode("utf-8-sig", "replace"), "the body")
    return Beside(compare(asking.tally(ask.store, tally_asked(ask.query)), series))


def _compared(found: Beside) -> Rows[Compared]:
    return Rows(Compared, found.points)


def _changed(found: Changes) -> Rows[Change]:
    return Rows(Change, found.items)


ENDPOINTS = (
    Endpoint(
        path="/tallies/official", tag="Tallies", does=official, answer=Beside, query=TallyQuery, body=bytes,
        table=_compared, revision=None,
    ),
    Endpoint(
        path="/changes", tag="Changes", does=changes, answer=Changes, query=ChangesQuery, table=_changed,
        revision=None,
    ),
    Endpoint(path="/health", tag="Server", does=health, answer=Health, revision=None),
)  # fmt: skip
