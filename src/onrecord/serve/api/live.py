"""Telling readers what changes as it does: one look at the store a second, for all of them.

Changes are read from the store's own list, so that it does not matter which process made them. Each reader has a queue
of its own; one that does not read it is let go, and goes on later from the last thing that it got.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeVar

from sqlalchemy import Connection

from onrecord.errors import OnRecordError, StoreBusyError
from onrecord.store.changes import EVERY_STORY, Change, changes_since, latest_change
from onrecord.store.store import Store

_LOG = logging.getLogger(__name__)
Found = TypeVar("Found")

EVERY = 1.0  # seconds between two looks at the store
HEARTBEAT = 15.0  # seconds without a change after which a reader is told that all is well
QUEUE = 256  # changes that wait for a slow reader
MOST_READERS = 500
# Whoever missed more than this had better look at everything anew.
MOST_MISSED = 2_000
_PAGE = 500

# What a reader gets besides changes: nothing for a while; what it shows is too old to be mended bit by bit.
Sign = Literal["quiet", "reset"]


class _Reader:
    def __init__(self, story: int | None) -> None:
        self.story = story
        self.queue: asyncio.Queue[Change | None] = asyncio.Queue(QUEUE)

    def tell(self, change: Change) -> bool:
        """Queue a change; False where the reader has let too many wait."""
        if self.story is None or change.story in (self.story, EVERY_STORY):
            try:
                self.queue.put_nowait(change)
            except asyncio.QueueFull:
                return False
        return True

    def end(self) -> None:
        """Let the reader go, whatever still waits for it."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    """Readers of changes, all in one event loop.

    Args:
        every: seconds between two looks at the store.
        heartbeat: seconds after which a reader hears that nothing has changed.
    """

    def __init__(self, store: Store, every: float = EVERY, heartbeat: float = HEARTBEAT) -> None:
        self._store = store
        self._every = every
        self._heartbeat = heartbeat
        self._readers: set[_Reader] = set()
        self._following = 0
        self._cursor: int | None = None
        self._polling: asyncio.Task[None] | None = None
        self._closed = False
        # Of its own: pages that take long must not keep others from being told.
        self._thread = ThreadPoolExecutor(1, "changes")

    @property
    def cursor(self) -> int:
        """The cursor behind all that was told so far."""
        return self._cursor or 0

    @property
    def readers(self) -> int:
        """How many follow."""
        return self._following

    async def since(self, cursor: int | None) -> int:
        """Return where a reader begins: at the cursor that it names, else at what is there now.

        Raises:
            StoreBusyError: there are too many readers, or the server is about to end.
        """
        if self._closed or self._following >= MOST_READERS:
            raise StoreBusyError("too many readers follow the changes; try again later")
        if self._cursor is None:
            now = await self._ask(latest_change)
            self._cursor = now if self._cursor is None else self._cursor  # another reader may have come meanwhile
        if self._polling is None:
            self._polling = asyncio.get_running_loop().create_task(self._poll())
        return self._cursor if cursor is None else cursor

    async def follow(self, cursor: int, story: int | None = None) -> AsyncIterator[Change | Sign]:
        """Yield what changes after a cursor that :meth:`since` gave; ends when the reader is too slow, or at the end.

        Args:
            story: only what touches it.
        """
        reader = _Reader(story)
        self._readers.add(reader)
        self._following += 1
        try:
            async for missed in self._missed(cursor, story):
                yield missed
                cursor = missed.id if isinstance(missed, Change) else self.cursor
            async for change in self._arriving(reader):
                if isinstance(change, str) or change.id > cursor:
                    yield change
        finally:
            self._following -= 1
            self._readers.discard(reader)

    def close(self) -> None:
        """Let all readers go, and take no more; to be called in the event loop."""
        self._closed = True
        if self._polling is not None:
            self._polling.cancel()
        for reader in self._readers:
            reader.end()
        self._thread.shutdown(wait=False)

    async def _missed(self, cursor: int, story: int | None) -> AsyncIterator[Change | Sign]:
        """Yield what happened before the reader came."""
        if cursor > self.cursor and cursor > await self._ask(latest_change):
            yield "reset"  # a cursor of another store, or of this one before it was restored
            return
        told = 0
        while True:
            after = cursor
            found = await self._ask(lambda connection: changes_since(connection, after, story, _PAGE))  # noqa: B023 - awaited here
            told += len(found)
            if told > MOST_MISSED:
                yield "reset"
                return
            for change in found:
                yield change
            if len(found) < _PAGE:
                return
            cursor = found[-1].id

    async def _arriving(self, reader: _Reader) -> AsyncIterator[Change | Sign]:
        while not self._closed:
            try:
                change = await asyncio.wait_for(reader.queue.get(), self._heartbeat)
            except TimeoutError:
                yield "quiet"
                continue
            if change is None:
                return
            yield change

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self._look()
            except OnRecordError as error:
                _LOG.warning("changes cannot be read: %s", error)
                await asyncio.sleep(10 * self._every)

    async def _look(self) -> None:
        """Tell all readers what is new."""
        after = self.cursor
        found = await self._ask(lambda connection: changes_since(connection, after, None, _PAGE))
        for change in found:
            for reader in [reader for reader in self._readers if not reader.tell(change)]:
                self._readers.discard(reader)
                reader.end()
            self._cursor = change.id

    async def _ask(self, question: Callable[[Connection], Found]) -> Found:
        def asked() -> Found:
            with self._store.reading() as connection:
                return question(connection)

        return await asyncio.get_running_loop().run_in_executor(self._thread, asked)
