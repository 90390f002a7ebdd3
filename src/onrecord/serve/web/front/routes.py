"""The address of the front page."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

import msgspec
from fastapi import APIRouter, FastAPI, Query, Request
from starlette.responses import HTMLResponse, Response

from onrecord.errors import UsageError
from onrecord.serve.web.front.asked import FURTHEST, SHOWN, FrontAsked
from onrecord.serve.web.front.listing import Group, Listed, bare, grouped, listed
from onrecord.serve.web.pages import FRESH, rendered
from onrecord.serve.web.story.kept import Kept
from onrecord.serve.web.story.making import StoryPages
from onrecord.serve.web.story.routes import story_pages
from onrecord.store.changes import latest_change, revision_of_story
from onrecord.store.rows import StoryRow
from onrecord.store.store import Store
from onrecord.story import asking

router = APIRouter()
_GLIMPSES, _BYTES = 4_000, 16 << 20  # stories, bytes of pages that are kept
# Seconds in which sentences and counts of stories are made while a reader waits; what is left comes behind.
_PATIENCE = 0.15
_NAMES = ("words", "about", "outlet", "since", "as_of")
_NEXT = 5  # stories that a reader is likeliest to open
# Stories that take long to be made, and how many of those that moved last are made while nobody asks.
_LARGE, _MOST_LARGE = 80, 40


class _Sent(msgspec.Struct, frozen=True):
    body: bytes
    whole: bool


class FrontPages:
    """The states of a store's front page, kept until the store changes."""

    def __init__(self, store: Store, stories: StoryPages) -> None:
        self._store = store
        self._stories = stories
        self._glimpses: Kept[Listed] = Kept(_GLIMPSES, lambda _: 1, self._stories.behind)
        self._rows: Kept[Sequence[StoryRow]] = Kept(_GLIMPSES, len, self._stories.behind)
        self._pages: Kept[_Sent] = Kept(_BYTES, lambda sent: len(sent.body), self._stories.behind)

    def warm(self) -> None:
        """Have what the first reader sees made before there is one."""
        rows = asking.stories(self._store, FrontAsked().stories())[:SHOWN]
        with self._store.reading() as connection:
            revisions = [(revision_of_story(connection, row.id), row) for row in rows]
        for revision in revisions:
            if not self._stories.wait_for_quiet():
                return
            self._glimpses.get((revision[1].id, None), revision, partial(self._glimpse, revision[1], None))
        large = asking.stories(self._store, asking.StoriesAsked(least=_LARGE, limit=_MOST_LARGE))
        self._stories.ahead([row.id for row in (*rows[:_NEXT], *large)])

    def page(self, asked: FrontAsked) -> bytes:
        """Return a state of the page.

        Raises:
            UsageError: a name is nobody's or several's, or a day is none.
        """
        with self._store.reading() as connection:
            revision = latest_change(connection)
        # What is of today is no more tomorrow, though nothing changes.
        key = (asked, datetime.now(UTC).date())
        sent = self._pages.get(key, revision, lambda: self._make(*key, revision), late=True)
        if not sent.whole:
            self._pages.forget(key)
        return sent.body

    def _make(self, asked: FrontAsked, today: date, revision: int) -> _Sent:
        rows = self._rows.get(asked, revision, lambda: asking.stories(self._store, asked.stories()))
        shown, whole = self._listed(rows[:SHOWN], asked.as_of)
        day = date.fromisoformat(asked.as_of) if asked.as_of else today
        more = asked.href(page=asked.page + 1) if len(rows) > SHOWN and asked.page < FURTHEST else None
        if asked.as_of is None:
            self._stories.ahead([row.id for row in rows[:_NEXT]])
        groups = grouped(shown, day, past=asked.as_of is not None)
        html = front(asked, groups, revision=revision, more=more, whole=whole)
        return _Sent(html.encode("utf-8", "replace"), whole)

    def _listed(self, rows: Sequence[StoryRow], as_of: str | None) -> tuple[list[Listed], bool]:
        """Return stories as they are listed, and whether all that is said of them is of now."""
        until, whole, found = time.perf_counter() + _PATIENCE, True, []
        with self._store.reading() as connection:
            revisions = [(revision_of_story(connection, row.id), row) for row in rows]
        for revision in revisions:
            row = revision[1]
            key, make = (row.id, as_of), partial(self._glimpse, row, as_of)
            if time.perf_counter() < until or self._glimpses.holds(key, revision):
                found.append(self._glimpses.get(key, revision, make))
            else:
                whole = False
                self._glimpses.ahead(key, revision, make)
                found.append(self._glimpses.before(key) or bare(row, as_of))
        return found, whole

    def _glimpse(self, row: StoryRow, as_of: str | None) -> Listed:
        with self._store.reading() as connection:
            return listed(connection, row, as_of)


def front(
    asked: FrontAsked,
    groups: tuple[Group, ...],
    *,
    revision: int = 0,
    more: str | None = None,
    whole: bool = True,
    wrong: str = "",
) -> str:
    """Return the front page's HTML.

    Args:
        more: address of the next page; None where this is the last.
        whole: nothing of it is still being made.
        wrong: what cannot be asked.
    """
    shown = {"groups": groups, "revision": revision, "more": more, "whole": whole, "wrong": wrong}
    return rendered("stories", "/", asked=asked, as_of=asked.as_of, **shown)


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
        return HTMLResponse(front_pages(request.app).page(asked), headers=FRESH)
    except UsageError as error:
        return HTMLResponse(front(msgspec.structs.replace(kept, as_of=None), (), wrong=str(error)), 400, FRESH)


def _checked(asked: FrontAsked, least: str | None) -> FrontAsked:
    days = {"since": asking.checked_day(asked.since), "as_of": asking.checked_day(asked.as_of)}
    if least and not (least.isascii() and least.isdecimal() and len(least) < 10):  # noqa: PLR2004 - fits any column
        raise UsageError(f"{least!r} is no number of articles")
    return msgspec.structs.replace(asked, **days, least=int(least) if least else None)


def warm(app: FastAPI) -> None:
    """Begin with what the first reader sees, before there is one."""
    stories = story_pages(app)
    stories.idle.submit(front_pages(app).warm)


def front_pages(app: FastAPI) -> FrontPages:
    """Return the front page's states of the store that an app serves."""
    if not hasattr(app.state, "front_pages"):
        app.state.front_pages = FrontPages(app.state.store, story_pages(app))
    pages: FrontPages = app.state.front_pages
    return pages
