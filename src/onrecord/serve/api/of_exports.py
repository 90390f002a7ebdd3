"""Exports over HTTP: each format at an address of its own, however much there is, in flat memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import msgspec
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from onrecord.errors import StoreBusyError
from onrecord.export.formats import FORMATS, Format
from onrecord.serve.api.asked import ExportQuery, TableQuery
from onrecord.serve.api.endpoint import Ask, Endpoint, Paged
from onrecord.serve.api.reading import query_of
from onrecord.serve.exporting import ExportOptions, pieces
from onrecord.store.frames import Rows

# Each holds a look at the store as long as its reader takes.
_AT_ONCE = threading.BoundedSemaphore(4)


class Exported(msgspec.Struct, frozen=True):
    """A format that what is stored can be had in.

    Args:
        of: rows of a table, or whole articles.
        path: where it is had.
        extra: of the package, that brings what it needs.
    """

    name: str
    about: str
    of: str
    media_type: str
    path: str
    extra: str | None


def exports(ask: Ask[Paged]) -> Rows[Exported]:
    """List the formats that everything can be had in."""
    found = [
        Exported(one.name, one.about, one.takes, one.media_type, f"/api/v1/exports/{one.name}", one.extra)
        for one in FORMATS.values()
    ]
    return Rows(Exported, found[ask.query.offset : ask.query.offset + ask.query.limit + 1])


async def streamed(request: Request, endpoint: Endpoint) -> Response:
    """Answer with an export.

    Raises:
        UsageError: what is asked cannot be asked.
        StoreBusyError: others take theirs.
    """
    wanted = FORMATS[endpoint.path.rpartition("/")[2]]
    query = query_of(endpoint.query, request.query_params)
    name = wanted.file_name("onrecord")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    if request.method == "HEAD":
        return Response(headers=headers, media_type=wanted.media_type)
    running = _taken(request, wanted, query)
    first = await run_in_threadpool(next, running, b"")  # what cannot be asked is said before the answer begins
    return StreamingResponse(chain((first,), running), headers=headers, media_type=wanted.media_type)


def _taken(request: Request, wanted: Format, query: Any) -> Iterator[bytes]:  # noqa: ANN401 - either question
    """Yield pieces, and let another have the place when they end, or when their reader goes."""
    if not _AT_ONCE.acquire(blocking=False):
        raise StoreBusyError("others are exporting; ask again in a minute")
    try:
        given = {name: getattr(query, name) for name in query.__struct_fields__}
        options = ExportOptions(name=wanted.name, **given)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        yield from pieces(request.app.state.store, options, made_at, str(request.url))
    finally:
        _AT_ONCE.release()


def _never(_ask: Ask[Any]) -> bytes:
    raise AssertionError("it is streamed")


def _endpoint(one: Format) -> Endpoint:
    def does(ask: Ask[Any]) -> bytes:
        return _never(ask)

    does.__doc__ = f"Export everything, or what is asked for: {one.about}."
    query = TableQuery if one.takes == "rows" else ExportQuery
    return Endpoint(
        path=f"/exports/{one.name}", tag="Exports", does=does, answer=bytes, query=query, media=one.media_type,
        streams=True, revision=None,
    )  # fmt: skip


ENDPOINTS = (
    Endpoint(path="/exports", tag="Exports", does=exports, answer=Exported, query=Paged, is_list=True, revision=None),
    *map(_endpoint, FORMATS.values()),
)
