"""``/api/v1/changes``: what became different, as a list that is asked for or as a stream that tells it as it happens.

The stream is of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), which browsers
read with ``EventSource``: ``ready`` says where it begins, ``change`` what became different, ``reset`` that too much was
missed and everything has to be looked at anew. The id of each is a cursor, which a browser sends back as
``Last-Event-ID`` when the connection broke.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
from fastapi import Request
from starlette.responses import Response, StreamingResponse

from onrecord.errors import UsageError
from onrecord.serve.api.live import Hub
from onrecord.store.changes import Change

STREAM = "text/event-stream"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_RETRY = 2_000  # milliseconds until a browser asks again
LAST_CURSOR = 2**63 - 1


def wants_stream(request: Request) -> bool:
    """Return whether a request is for the stream, as a browser's ``EventSource`` says, rather than for the list."""
    return STREAM in request.headers.get("accept", "")


async def stream(request: Request, story: int | None, since: int | None) -> Response:
    """Return the stream.

    Args:
        story: only what touches it.
        since: the cursor to begin after; what the browser saw last goes before it; None for what comes from now on.

    Raises:
        UsageError: ``Last-Event-ID`` is no cursor.
        StoreBusyError: there are too many readers.
    """
    seen = request.headers.get("last-event-id")
    if seen:
        if not seen.isdecimal() or int(seen) > LAST_CURSOR:
            raise UsageError(f"Last-Event-ID {seen[:40]!r} is no cursor")
        since = int(seen)
    hub: Hub = request.app.state.hub
    cursor = await hub.since(since)
    return StreamingResponse(_events(hub, cursor, story), headers=_HEADERS, media_type=STREAM)


async def _events(hub: Hub, cursor: int, story: int | None) -> AsyncIterator[str]:
    yield f"retry: {_RETRY}\n" + _event("ready", cursor, {"cursor": cursor})
    async for told in hub.follow(cursor, story):
        if isinstance(told, Change):
            yield _event("change", told.id, told)
        else:
            yield ": nothing new\n\n" if told == "quiet" else _event("reset", hub.cursor, {"cursor": hub.cursor})


def _event(name: str, cursor: int, says: object) -> str:
    return f"id: {cursor}\nevent: {name}\ndata: {msgspec.json.encode(says).decode()}\n\n"
