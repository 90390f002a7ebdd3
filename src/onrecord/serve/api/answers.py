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
    media = media_of(endpoint, query, request.headers.get("accept", ""))
    number = number_in(request)
    if number is None:
        raise NoSuchError(f"nothing has the number of {request.url.path[:80]}")
    store: Store = request.app.state.store
    tag = _tag(endpoint, store, number, media)
    headers = _FRESH | ({"ETag": tag} if tag else {})
    if tag and _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    body = body_of(endpoint, request.headers.get("content-type", ""), sent) if endpoint.body is not None else None
    answer = endpoint.does(Ask(store, query, number, body, str(request.base_url).rstrip("/")))
    return _Form(endpoint, request, query, media, headers).of(answer)


@dataclass(frozen=True, slots=True)
class _Form:
    """The form that an answer is wanted in."""

    endpoint: Endpoint
    request: Request
    query: Query
    media: Media
    headers: dict[str, str]

    def of(self, answer: object) -> Response:
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

    def _listed(self, rows: Rows[msgspec.Struct], query: Paged) -> Response:
        """Return a page, with the way to the next where one row more than asked for came."""
        following = next_page(self.request, query) if len(rows) > query.limit else None
        if following is not None:
            self.headers["Link"] = f'<{following}>; rel="next"'
        shown = rows[: query.limit]
        if self.media != "json":
            return self._table(shown)
        return self._response(msgspec.json.encode(Listed(tuple(shown), following)), JSON)

    def _table(self, rows: Rows[msgspec.Struct]) -> Response:
        heading = Heading(title=self.endpoint.summary, address=str(self.request.url))
        pieces = stream(self.media, rows, heading=heading)
        return self._response(b"".join(pieces), named(self.media).media_type)

    def _response(self, body: bytes, media_type: str) -> Response:
        return Response(body, self.endpoint.status, self.headers, media_type)


def _tag(endpoint: Endpoint, store: Store, number: int, media: Media) -> str | None:
    """Return what names the state of an answer; asked before the answer, so that it is never newer than that."""
    if endpoint.revision is None:
        return None
    with store.reading() as connection:
        revision = endpoint.revision(connection, number)
    return f'W/"{__version__}-{revision}-{media}"'


def _has(given: str, tag: str) -> bool:
    """Whether a browser has the answer of a tag, as it says in If-None-Match."""
    return given.strip() == "*" or tag.removeprefix("W/") in {
        one.strip().removeprefix("W/") for one in given.split(",")
    }
