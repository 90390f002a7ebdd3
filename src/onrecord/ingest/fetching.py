"""Addresses among pages: asked meanwhile, one request a host at a time, the next only after the host's delay."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.ingest.items import Address, Item, Taken
from onrecord.ingest.visits import Manners, Visited, Visitor
from onrecord.store.intake import Answered

# Addresses that wait for their host. A list of one host's pages fills it and is read no further until some are done.
_WAITING = 2_000
# How long the stream holds its breath where nothing comes; whoever takes from it then looks after other things.
_BREATH = 0.1

Heard = Callable[[Visited], Iterable[Item]]
Due = Callable[[list[Address]], Iterator["Taken | Asking"]]


@dataclass(frozen=True, slots=True)
class Asking:
    """An address that is to be asked, with what its server told last.

    Args:
        known: None where it was never asked, or what was told then is of no use.
    """

    address: Address
    known: Answered | None = None


@dataclass(slots=True)
class _Host:
    waiting: deque[Asking] = field(default_factory=deque)
    busy: bool = False
    free_at: float = 0.0


class Fetching:
    """Turns a stream with addresses into one with what they led to.

    Args:
        due: takes addresses and gives those that are to be asked, and what is to be said of the others.
        heard: takes what came of asking for a list and gives what is in it.
    """

    def __init__(self, manners: Manners, visitor: Visitor, due: Due, heard: Heard) -> None:
        self._manners = manners
        self._visitor = visitor
        self._due = due
        self._heard = heard
        self._hosts: dict[str, _Host] = {}
        self._waiting = 0
        self._asked = 0
        self._came: queue.SimpleQueue[Visited] = queue.SimpleQueue()

    def stream(self, items: Iterable[Item | None]) -> Iterator[Taken | None]:
        """Yield what is no address as it comes, and what addresses led to when it is there.

        None where nothing has come for a while.
        """
        upstream: deque[Iterator[Item | None]] = deque([iter(items)])
        while upstream or self._waiting or self._asked:
            quiet = False
            while upstream and self._waiting < _WAITING and not quiet and not self._is_there():
                batch: list[Address] = []
                quiet, others = self._taken(upstream, batch)
                yield from others
                for one in self._due(batch) if batch else ():
                    if isinstance(one, Asking):
                        self._enqueue(one)
                    else:
                        yield one
            self._send()
            if not (self._asked or self._waiting):
                if quiet:
                    time.sleep(_BREATH)
                    yield None
                continue
            visited = self._next()
            if visited is None:
                yield None
                continue
            if visited.address.expect != "page":
                upstream.append(iter(self._heard(visited)))
            if visited.item is not None:
                yield visited.item

    def _is_there(self) -> bool:
        return not self._came.empty()

    @staticmethod
    def _taken(upstream: deque[Iterator[Item | None]], batch: list[Address]) -> tuple[bool, list[Taken]]:
        """Take addresses in a row from the first stream, up to what stands between them."""
        while len(batch) < _WAITING // 4:
            try:
                item = next(upstream[0])
            except StopIteration:
                upstream.popleft()
                return False, []
            if item is None:
                upstream.rotate(-1)
                return True, []
            if not isinstance(item, Address):
                return False, [item]
            batch.append(item)
        return False, []

    def _enqueue(self, asking: Asking) -> None:
        host = self._hosts.setdefault(_host_of(asking.address.url), _Host())
        if asking.address.expect == "page":
            host.waiting.append(asking)
        else:  # a list goes first: what is new in it is wanted soon, however many pages wait
            host.waiting.appendleft(asking)
        self._waiting += 1

    def _send(self) -> None:
        """Ask each host that may be asked, as far as threads are left."""
        now = time.monotonic()
        for name, host in list(self._hosts.items()):
            if self._asked >= self._manners.at_once:
                return
            if not host.waiting and not host.busy and host.free_at <= now:
                del self._hosts[name]
            elif host.waiting and not host.busy and host.free_at <= now:
                asking = host.waiting.popleft()
                host.busy = True
                self._waiting -= 1
                self._asked += 1
                threading.Thread(target=self._visit, args=(asking,), daemon=True).start()

    def _visit(self, asking: Asking) -> None:
        known = asking.known
        etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
        self._came.put(self._visitor.visit(asking.address, etag, last_modified))

    def _next(self) -> Visited | None:
        """Wait a moment for the next answer."""
        try:
            visited = self._came.get(timeout=_BREATH)
        except queue.Empty:
            return None
        self._asked -= 1
        host = self._hosts[_host_of(visited.address.url)]
        host.busy, host.free_at = False, time.monotonic() + visited.delay
        return visited


def _host_of(url: str) -> str:
    return url.split("/", 3)[2].lower()
