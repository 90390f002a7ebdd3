"""What was made for readers, kept until the store changes: within a bound, made once however many ask at once.

What took long to make is shown once more after a change while its successor is made behind it; the page's script asks
again until it has that. So an ingest beside fifty readers never lets them wait for a large story.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

import msgspec

_LOG = logging.getLogger(__name__)
_LONG = 0.15  # seconds that a reader may be kept waiting for what changed a moment ago: half of what a page may take
V = TypeVar("V")


class _Made(msgspec.Struct, Generic[V]):
    value: V
    revision: object
    weight: int
    seconds: float


class Kept(Generic[V]):
    """A bounded memory of values that are slow to make.

    Args:
        room: how much is kept, in the unit of ``weigh``.
        weigh: how much room a value takes.
        behind: one worker, for what is made again behind the readers' back.
    """

    def __init__(self, room: int, weigh: Callable[[V], int], behind: ThreadPoolExecutor) -> None:
        self._room = room
        self._weigh = weigh
        self._behind = behind
        self._made: OrderedDict[Hashable, _Made[V]] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        self._ahead: set[Hashable] = set()

    def get(self, key: Hashable, revision: object, make: Callable[[], V], *, late: bool = False) -> V:
        """Return a value, made now where it is not there.

        Args:
            revision: of what it is made of; a value of another one is made again.
            late: where that takes long the one before it may be shown once more.
        """
        found = self._found(key)
        if found is not None and found.revision == revision:
            return found.value
        if late and found is not None and found.seconds > _LONG:
            self.ahead(key, revision, make)
            return found.value
        return self._make(key, revision, make)

    def ahead(
        self, key: Hashable, revision: object, make: Callable[[], V], worker: ThreadPoolExecutor | None = None
    ) -> None:
        """Have a value made behind the readers' back, once however often it is wanted.

        Args:
            worker: who makes it; None for the usual one.
        """
        with self._lock:
            if key in self._ahead:
                return
            self._ahead.add(key)
        with contextlib.suppress(RuntimeError):  # the server is ending, and takes nothing on
            (worker or self._behind).submit(self._again, key, revision, make)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._made

    def holds(self, key: Hashable, revision: object) -> bool:
        """Return whether a value of this revision is there."""
        found = self._found(key)
        return found is not None and found.revision == revision

    def before(self, key: Hashable) -> V | None:
        """Return what there is of a value, of whatever revision."""
        found = self._found(key)
        return None if found is None else found.value

    def forget(self, key: Hashable) -> None:
        """Let go of a value."""
        with self._lock:
            if (gone := self._made.pop(key, None)) is not None:
                self._held -= gone.weight

    @property
    def held(self) -> int:
        """How much is kept."""
        return self._held

    def _found(self, key: Hashable) -> _Made[V] | None:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def _again(self, key: Hashable, revision: object, make: Callable[[], V]) -> None:
        try:
            self._make(key, revision, make)
        except Exception:  # noqa: BLE001 - whatever it is, readers have the value before
            _LOG.exception("%s could not be made again", key)
        finally:
            with self._lock:
                self._ahead.discard(key)

    def _make(self, key: Hashable, revision: object, make: Callable[[], V]) -> V:
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        try:
            with turn:
                found = self._found(key)
                if found is not None and found.revision == revision:
                    return found.value
                start = time.perf_counter()
                value = make()
                self._keep(key, _Made(value, revision, self._weigh(value), time.perf_counter() - start))
                return value
        finally:
            with self._lock:
                self._making.pop(key, None)

    def _keep(self, key: Hashable, made: _Made[V]) -> None:
        with self._lock:
            before = self._made.pop(key, None)
            self._held += made.weight - (before.weight if before else 0)
            self._made[key] = made
            while self._held > self._room and len(self._made) > 1:
                self._held -= self._made.popitem(last=False)[1].weight
