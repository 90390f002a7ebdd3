"""The address of a story."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, FastAPI, Path, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.serve.web.pages import FRESH
from onrecord.serve.web.story.asked import page_asked
from onrecord.serve.web.story.making import StoryPages

router = APIRouter()


def story_pages(app: FastAPI) -> StoryPages:
    """Return the pages of the store that an app serves."""
    if not hasattr(app.state, "story_pages"):
        app.state.story_pages = StoryPages(app.state.store)
    pages: StoryPages = app.state.story_pages
    return pages


def close(app: FastAPI) -> None:
    """Let go of what makes pages behind the readers' back; what it has begun is ended first."""
    if hasattr(app.state, "story_pages"):
        app.state.story_pages.close()


@router.get("/stories/{number}")
def story(
    request: Request,
    number: Annotated[int, Path(ge=1, le=2**63 - 1)],
    as_of: str | None = None,
    order: str | None = None,
    show: str | None = None,
    page: int = 1,
    since: str | None = None,
    stands: str | None = None,
) -> Response:
    """Show a story, as it stands or stood on a day."""
    asked = page_asked(number, as_of=as_of, order=order, show=show, page=page, since=since, stands=stands)
    sent = story_pages(request.app).page(asked)
    if sent.number != number:
        return RedirectResponse(str(request.url.replace(path=f"/stories/{sent.number}", scheme="", netloc="")), 307)
    headers = {**FRESH, "ETag": sent.etag}
    if request.headers.get("if-none-match") == sent.etag:
        return Response(status_code=304, headers=headers)
    return HTMLResponse(sent.body, headers=headers)
