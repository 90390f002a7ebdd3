"""One page fetched for an agent: as politely as ingest does, from public addresses alone."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

from onrecord.errors import FetchError
from onrecord.ingest.items import Address, PageItem, Problem
from onrecord.ingest.visits import Manners, Visitor
from onrecord.page.reading import RawPage

# An agent waits for its answer: a host that wants to be left alone for longer is not waited for.
_LONGEST_WAIT = 10.0  # seconds
_HOSTS = 1_000  # of which it is known when each was asked last


class PoliteVisit:
    """Fetches one page at a time: robots.txt first, one request a host in its delay, local addresses refused.

    Args:
        manners: how servers are asked.
        visitor: asks; replaced in tests.
        wait: waits for some seconds; replaced in tests.
        clock: seconds that only grow; replaced in tests.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        visitor: Visitor | None = None,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._manners = manners or Manners(tries=2, longest_pause=_LONGEST_WAIT)
        self._visitor = visitor or Visitor(self._manners, threading.Event())
        self._free_at: OrderedDict[str, float] = OrderedDict()
        self._sleep = wait
        self._clock = clock

    def __call__(self, url: str) -> RawPage:
        """Return the page at an address.

        Raises:
            FetchError: the address, the host, its robots.txt or the network says no.
            PageError: it is no page.
        """
        host = _host_of(url)
        self._wait(url, host)
        visited = self._visitor.visit(Address(url, source=url, expect="page", named=True))
        self._free_at[host] = self._clock() + visited.delay
        self._free_at.move_to_end(host)
        while len(self._free_at) > _HOSTS:
            self._free_at.popitem(last=False)
        if isinstance(visited.item, Problem):
            raise visited.item.error
        if not isinstance(visited.item, PageItem):
            raise FetchError(url, "the server sends no page", "try again later")
        return visited.item.raw

    def _wait(self, url: str, host: str) -> None:
        wait = self._free_at.get(host, 0.0) - self._clock()
        if wait > _LONGEST_WAIT:
            cause = f"{host} wants more time between two requests"
            raise FetchError(url, cause, f"ask again in {wait:.0f} seconds")
        if wait > 0:
            self._sleep(wait)


def _host_of(url: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        raise FetchError(url, "this is no web address", "give an http:// or https:// address")
    try:
        return urlsplit(url).netloc.lower()
    except ValueError as error:
        raise FetchError(url, f"this is no web address ({error})", "give an http:// or https:// address") from error
