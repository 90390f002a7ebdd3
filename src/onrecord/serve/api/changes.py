"""The router of ``/api/v1/changes``."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from onrecord.serve.api.stream import LAST_CURSOR, stream, wants_stream
from onrecord.store.changes import changes_since
from onrecord.store.store import Store

router = APIRouter()


@router.get("/api/v1/changes")
async def changes(
    request: Request,
    story: Annotated[int | None, Query(ge=1, le=LAST_CURSOR)] = None,
    since: Annotated[int | None, Query(ge=0, le=LAST_CURSOR)] = None,
) -> Response:
    """Tell what became different after a cursor."""
    if wants_stream(request):
        return await stream(request, story, since)
    return await run_in_threadpool(_listed, request.app.state.store, story, since or 0)


def _listed(store: Store, story: int | None, since: int) -> Response:
    with store.reading() as connection:
        found = changes_since(connection, since, story)
    return Response(msgspec.json.encode({"items": found}), media_type="application/json")
