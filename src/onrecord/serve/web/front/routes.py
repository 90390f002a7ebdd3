"""The address of the front page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from onrecord.errors import UsageError
from onrecord.serve.web.front.asked import FURTHEST, SHOWN, FrontAsked
from onrecord.serve.web.front.listing import Group, Listed, grouped, listed
from onrecord.serve.web.pages import FRESH, rendered
from onrecord.serve.web.story.kept import Kept
from onrecord.serve.web.story.routes import story_pages
from onrecord.store.changes import latest_change, revision_of_story
from onrecord.store.rows import StoryRow
from onrecord.store.store import Store
from onrecord.story import asking

router = APIRouter()
_GLIMPSES, _BYTES = 4_000, 16 << 20  # stories, bytes of pages that are kept
_NAMES = ("words", "about", "outlet", "since", "as_of")
_NEXT = 5  # stories that a reader is likeliest to open


class FrontPages:
    """The states of a store's front page, kept until the store changes."""

    def __init__(self, request: Request) -> None:
        self._store: Store = request.app.state.store
        self._stories = story_pages(request)
        self._glimpses: Kept[Listed] = Kept(_GLIMPSES, lambda _: 1, self._stories.behind)
        self._pages: Kept[bytes] = Kept(_BYTES, len, self._stories.behind)

    def page(self, asked: FrontAsked) -> bytes:
        """Return a state of the page.

        Raises:
            UsageError: a name is nobody's or several's, or a day is none.
        """
        with self._store.reading() as connection:
            revision = latest_change(connection)
        # What is of today is no more tomorrow, though nothing changes.
        key = (asked, datetime.now(UTC).date())
        return self._pages.get(key, revision, lambda: self._make(*key, revision), late=True)

    def _make(self, asked: FrontAsked, today: date, revision: int) -> bytes:
        rows = asking.stories(self._store, asked.stories())
        shown = self._listed(rows[:SHOWN], asked.as_of)
        day = date.fromisoformat(asked.as_of) if asked.as_of else today
        more = asked.href(page=asked.page + 1) if len(rows) > SHOWN and asked.page < FURTHEST else None
        if asked.as_of is None:
            self._stories.ahead([row.id for row in rows[:_NEXT]])
        return front(asked, grouped(shown, day), revision=revision, more=more).encode("utf-8", "replace")

    def _listed(self, rows: Sequence[StoryRow], as_of: str | None) -> list[Listed]:
        with self._store.reading() as connection:
            return [
                self._glimpses.get(
                    (row.id, as_of),
                    (revision_of_story(connection, row.id), row),
                    lambda row=row: listed(connection, row, as_of),  # type: ignore[misc]
                )
                for row in rows
            ]


def front(
    asked: FrontAsked, groups: tuple[Group, ...], *, revision: int = 0, more: str | None = None, wrong: str = ""
) -> str:
    """Return the front page's HTML.

    Args:
        more: address of the next page; None where this is the last.
        wrong: what cannot be asked.
    """
    return rendered(
        "stories", "/", asked=asked, as_of=asked.as_of, groups=groups, revision=revision, more=more, wrong=wrong
    )


@router.get("/")
def stories(
    request: Request,
    words: str | None = None,
    about: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    least: str | None = None,
    page: Annotated[int, Query(ge=1, le=FURTHEST)] = 1,
    as_of: str | None = None,
) -> Response:
    """Show stories, those that moved last first."""
    given = (None if value is None else value.strip() or None for value in (words, about, outlet, since, as_of))
    kept = FrontAsked(**dict(zip(_NAMES, given, strict=True)), page=page)  # type: ignore[arg-type] # page is none of them
    try:
        asked = _checked(kept, least)
        return HTMLResponse(_pages(request).page(asked), headers=FRESH)
    except UsageError as error:
        return HTMLResponse(front(msgspec.structs.replace(kept, as_of=None), (), wrong=str(error)), 400, FRESH)


def _checked(asked: FrontAsked, least: str | None) -> FrontAsked:
    days = {"since": asking.checked_day(asked.since), "as_of": asking.checked_day(asked.as_of)}
    if least and not (least.isascii() and least.isdecimal() and len(least) < 10):  # noqa: PLR2004 - fits any column
        raise UsageError(f"{least!r} is no number of articles")
    return msgspec.structs.replace(asked, **days, least=int(least) if least else None)


def _pages(request: Request) -> FrontPages:
    state = request.app.state
    if not hasattr(state, "front_pages"):
        state.front_pages = FrontPages(request)
    pages: FrontPages = state.front_pages
    return pages
