"""The front page: what moves now."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.serve.web.pages import page
from onrecord.store.store import Store
from onrecord.story import asking

router = APIRouter()


@router.get("/")
def stories(request: Request, words: str | None = None, as_of: str | None = None) -> Response:
    """Show stories, those that moved last first."""
    store: Store = request.app.state.store
    rows = asking.stories(store, asking.StoriesAsked(words=words or None, as_of=as_of or None))
    return page(request, "stories", stories=rows, words=words, as_of=as_of or None)
