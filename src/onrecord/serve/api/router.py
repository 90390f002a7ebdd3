"""The API as routes of a server: every endpoint, its description, and a page of our own that shows it to people."""

from __future__ import annotations

from functools import cache

import msgspec
from fastapi import FastAPI, Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.serve.api import of_alerts, of_articles, of_corrections, of_exports, of_server, of_stories, of_words
from onrecord.serve.api.answers import JSON, handler
from onrecord.serve.api.asked import ChangesQuery
from onrecord.serve.api.endpoint import BASE, Endpoint
from onrecord.serve.api.memory import Memory
from onrecord.serve.api.openapi import described
from onrecord.serve.api.reading import query_of
from onrecord.serve.api.stream import stream, wants_stream

ENDPOINTS: tuple[Endpoint, ...] = (
    *of_stories.ENDPOINTS,
    *of_words.ENDPOINTS,
    *of_articles.ENDPOINTS,
    *of_corrections.ENDPOINTS,
    *of_exports.ENDPOINTS,
    *of_alerts.ENDPOINTS,
    *of_server.ENDPOINTS,
)
_KEPT = {"Cache-Control": "private, max-age=300"}


def add_to(app: FastAPI) -> None:
    """Add the API to a server."""
    app.state.memory = Memory()
    by_path: dict[str, dict[str, Endpoint]] = {}
    for endpoint in ENDPOINTS:
        by_path.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    for path, methods in by_path.items():
        app.router.routes.append(_route(path, methods))
    app.router.routes.append(Route(f"{BASE}/openapi.json", _openapi, methods=["GET"], include_in_schema=False))


def _route(path: str, methods: dict[str, Endpoint]) -> Route:
    handlers = {method: handler(endpoint) for method, endpoint in methods.items()}

    async def handle(request: Request) -> Response:
        method = "GET" if request.method == "HEAD" else request.method
        if path == "/changes" and wants_stream(request):
            return await _stream(request)
        if methods[method].streams:
            return await of_exports.streamed(request, methods[method])
        return await handlers[method](request)

    return Route(BASE + path, handle, methods=list(methods), include_in_schema=False)


async def _stream(request: Request) -> Response:
    query = query_of(ChangesQuery, request.query_params)
    if request.method == "HEAD":
        return Response(media_type="text/event-stream")
    return await stream(request, query.story, query.since)


async def _openapi(_request: Request) -> Response:
    return Response(description(), media_type=JSON, headers=_KEPT)


@cache
def description() -> bytes:
    """Return the description of the API, OpenAPI 3.1 as JSON."""
    return msgspec.json.encode(described(ENDPOINTS))
