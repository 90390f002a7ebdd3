"""From a question to an answer of HTTP: JSON, CSV or a feed, a tag for caches, pages with the way to the next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from onrecord._version import __version__
from onrecord.errors import NoSuchError
from onrecord.export.formats import named, stream
from onrecord.export.heading import Heading
from onrecord.serve.api.endpoint import Ask, Endpoint, Listed, Media, Paged, Query
from onrecord.serve.api.memory import Memory, Sent
from onrecord.serve.api.reading import body_of, media_of, next_page, number_in, query_of
from onrecord.store.frames import Rows
from onrecord.store.store import Store

JSON = "application/json"
CREATED = HTTPStatus.CREATED
_FRESH = {"Cache-Control": "private, no-cache", "Vary": "Accept"}


def handler(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers the requests to an endpoint."""

    async def handle(request: Request) -> Response:
        sent = await request.body() if endpoint.body is not None else b""
        return await run_in_threadpool(answered, endpoint, request, sent)

    return handle


def answered(endpoint: Endpoint, request: Request, sent: bytes = b"") -> Response:
    """Answer a request; blocks while the store is asked.

    Raises:
        UsageError: what is asked cannot be asked, or is not there.
        StoreError: the store cannot be read or written to.
    """
    query = query_of(endpoint.query, request.query_params)
    if not isinstance(query, Query):
        raise TypeError(f"{endpoint.path} is streamed")
    media = media_of(endpoint, query, request.headers.get("accept", ""))
    number = number_in(request)
    if number is None:
        raise NoSuchError(f"nothing has the number of {request.url.path[:80]}")
    revision = _revision(endpoint, request.app.state.store, number)
    tag = None if revision is None else f'W/"{__version__}-{revision}-{media}"'
    if tag and _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=_FRESH | {"ETag": tag})

    def made() -> Sent:
        return _answer(endpoint, request, query, _Known(number, media, tag, revision), sent)

    memory: Memory = request.app.state.memory
    told = made() if tag is None else memory.answers.get(str(request.url) + media, tag, made)
    return Response(told.body, told.status, told.headers, told.media_type)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an answer before it is made."""

    number: int
    media: Media
    tag: str | None
    revision: int | None


def _answer(endpoint: Endpoint, request: Request, query: Query, known: _Known, sent: bytes) -> Sent:
    state = request.app.state
    body = body_of(endpoint, request.headers.get("content-type", ""), sent) if endpoint.body is not None else None
    server = str(request.base_url).rstrip("/")
    answer = endpoint.does(Ask(state.store, query, known.number, body, server, known.revision, state.memory))
    headers = _FRESH | ({"ETag": known.tag} if known.tag else {})
    return _Form(endpoint, request, query, known.media, headers).of(answer)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form that an answer is wanted in."""

    endpoint: Endpoint
    request: Request
    query: Query
    media: Media
    headers: dict[str, str]

    def of(self, answer: object) -> Sent:
        """Return an answer in this form."""
        if self.endpoint.media is not None and isinstance(answer, bytes):
            return self._response(answer, self.endpoint.media)
        if isinstance(answer, Rows) and isinstance(self.query, Paged):
            return self._listed(answer, self.query)
        if self.media != "json" and self.endpoint.table is not None:
            return self._table(self.endpoint.table(answer))
        if self.endpoint.status == CREATED:
            self.headers["Location"] = f"{self.request.url.path}/{getattr(answer, 'id', '')}"
        return self._response(msgspec.json.encode(answer), JSON)

    def _listed(self, rows: Rows[msgspec.Struct], query: Paged) -> Sent:
        """Return a page, with the way to the next where one row more than asked for came."""
        following = next_page(self.request, query) if len(rows) > query.limit else None
        if following is not None:
            self.headers["Link"] = f'<{following}>; rel="next"'
        shown = rows[: query.limit]
        if self.media != "json":
            return self._table(shown)
        return self._response(msgspec.json.encode(Listed(tuple(shown), following)), JSON)

    def _table(self, rows: Rows[msgspec.Struct]) -> Sent:
        heading = Heading(title=self.endpoint.summary, address=str(self.request.url))
        pieces = stream(self.media, rows, heading=heading)
        return self._response(b"".join(pieces), named(self.media).media_type)

    def _response(self, body: bytes, media_type: str) -> Sent:
        return Sent(self.endpoint.status, self.headers, media_type, body)


def _revision(endpoint: Endpoint, store: Store, number: int) -> int | None:
    """Return what tells whether an answer is as it was; asked before it, so that it is never newer."""
    if endpoint.revision is None:
        return None
    with store.reading() as connection:
        return endpoint.revision(connection, number)


def _has(given: str, tag: str) -> bool:
    """Whether a browser has the answer of a tag, as it says in If-None-Match."""
    return given.strip() == "*" or tag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in given.split(",")
    }
