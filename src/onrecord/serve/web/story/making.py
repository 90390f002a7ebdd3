"""Pages of stories: read once, made once, kept as they are sent until their story changes."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import msgspec

from onrecord.serve.web.pages import rendered
from onrecord.serve.web.story.asked import PageAsked
from onrecord.serve.web.story.days import slider
from onrecord.serve.web.story.kept import Kept
from onrecord.serve.web.story.view import Gathered, View, first_day, gather, view
from onrecord.store.changes import revision_of_story
from onrecord.store.store import Store

# Rows of stories, entries of views, bytes of pages that are kept: 300 MiB where all of them are full (docs/screens.md).
_ROWS, _ENTRIES, _BYTES = 100_000, 60_000, 96 << 20

# Seconds: without a reader until what may be asked for next is made, at most until it is, between two looks.
_QUIET, _LONGEST_WAIT, _LOOK = 0.5, 30.0, 0.05


class Sent(msgspec.Struct, frozen=True):
    """A page as it is sent.

    Args:
        number: of the story that it shows; another one than was asked for where that became part of it.
        etag: changes with its bytes.
    """

    number: int
    body: bytes
    etag: str


class StoryPages:
    """The pages of a store's stories.

    Args:
        store: stays open as long as pages are asked for.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.behind = behind = ThreadPoolExecutor(1, thread_name_prefix="stories")
        self.idle = ThreadPoolExecutor(1, thread_name_prefix="idle")
        self._asked_at = time.monotonic()
        self._closed = threading.Event()
        self._stories: Kept[Gathered] = Kept(_ROWS, lambda g: g.weight, behind)
        self._views: Kept[View] = Kept(_ENTRIES, lambda v: v.timelines.weight, behind)
        self._pages: Kept[Sent] = Kept(_BYTES, lambda sent: len(sent.body), behind)

    def page(self, asked: PageAsked) -> Sent:
        """Return a page of a story.

        Raises:
            NoSuchError: the store has no such story.
        """
        self._asked_at = time.monotonic()
        revision = revision_of(self._store, asked.number)
        return self._pages.get(asked, revision, lambda: self._send(asked, revision), late=True)

    def ahead(self, numbers: Iterable[int]) -> None:
        """Have pages made that a reader may ask for next, where none of them is kept."""
        for asked in (PageAsked(number=number) for number in numbers):
            if not self.holds(asked.number):
                revision = revision_of(self._store, asked.number)
                self._pages.ahead(asked, revision, partial(self._send_idly, asked, revision), self.idle)

    def holds(self, number: int) -> bool:
        """Return whether a story's page, as its plain address asks for it, is kept."""
        return PageAsked(number=number) in self._pages

    def wait_for_quiet(self) -> bool:
        """Wait, in a worker, until nobody asks: what is made ahead must not make those wait who are there.

        Returns:
            False where the server is ending.
        """
        until = time.monotonic() + _LONGEST_WAIT
        while time.monotonic() < min(until, self._asked_at + _QUIET) and not self._closed.wait(_LOOK):
            pass
        return not self._closed.is_set()

    def held(self) -> dict[str, int]:
        """Return how much is kept of each, in its unit."""
        return {"rows": self._stories.held, "entries": self._views.held, "bytes": self._pages.held}

    def close(self) -> None:
        """End what is made behind the readers' back."""
        self._closed.set()
        for worker in (self.idle, self.behind):
            worker.shutdown(cancel_futures=True)

    def _send_idly(self, asked: PageAsked, revision: int) -> Sent:
        self.wait_for_quiet()
        return self._send(asked, revision)

    def _send(self, asked: PageAsked, revision: int) -> Sent:
        story = self._stories.get(asked.number, revision, lambda: gather(self._store, asked.number))
        body = self._html(asked, story, revision).encode("utf-8", "replace")
        return Sent(story.row.id, body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')

    def _html(self, asked: PageAsked, story: Gathered, revision: int) -> str:
        path, first = f"/stories/{story.row.id}", first_day(story)
        shown = {"asked": asked, "as_of": asked.as_of, "revision": revision, "title": story.row.title or "(no title)"}
        if asked.as_of is not None and asked.as_of < first:
            days = slider(story.row.first_on, story.row.last_on, asked.as_of)
            return rendered("story_before", path, **shown, slider=days, first=first)
        key, day = (story.row.id, asked.as_of), asked.as_of
        made = self._views.get(key, revision, lambda: view(self._store, story, day))
        stands = made.all_stands() if asked.stands == "all" else made.stands
        part = made.timelines.part(asked)
        return rendered("story", path, **shown | {"title": made.head.title}, view=made, stands=stands, timeline=part)


def revision_of(store: Store, number: int) -> int:
    """Return a number that changes whenever a story looks different."""
    with store.reading() as connection:
        return revision_of_story(connection, number)
