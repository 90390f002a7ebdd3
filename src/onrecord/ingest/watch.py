"""Feeds that are asked again and again: each when it is due, later and later while it fails."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from onrecord.ingest.feeds import no_feed, unpacked
from onrecord.ingest.inputs import list_in_bytes
from onrecord.ingest.items import Address, Item, Problem
from onrecord.ingest.kinds import HEAD, kind_of, unpacked_head
from onrecord.ingest.visits import Visited
from onrecord.page.reading import RawPage
from onrecord.store.intake import Answered

# A feed that fails is asked half as often each time, down to once in this many seconds.
_LONGEST_PAUSE = 3600.0
# Once in so many seconds a feed is read whole although it has not changed: a page that failed is then asked again.
_WHOLE = 3600.0


@dataclass
class _Feed:
    url: str
    due: float = 0.0
    out: bool = False
    failures: int = 0
    known: Answered | None = None
    digest: bytes = b""
    whole_at: float = float("-inf")


@dataclass
class Watch:
    """The feeds and sitemaps that are watched.

    Args:
        urls: their addresses.
        every: seconds between two looks at a feed.
        clock: seconds that only ever grow; replaced in tests.
    """

    urls: Iterable[str]
    every: float
    clock: Callable[[], float] = time.monotonic
    _feeds: dict[str, _Feed] = field(init=False)

    def __post_init__(self) -> None:
        self._feeds = {url: _Feed(url) for url in self.urls}

    def items(self) -> Iterator[Address | None]:
        """Yield each feed when it is due, for ever; None where none is."""
        while True:
            due = [feed for feed in self._feeds.values() if not feed.out and feed.due <= self.clock()]
            for feed in due:
                feed.out = True
                yield Address(feed.url, feed.url, named=True, expect=None)
            yield None

    def known(self, address: Address) -> Answered | None:
        """Return what a feed's server told last, unless all of the feed is wanted again."""
        feed = self._feeds.get(address.url)
        return feed.known if feed and self.clock() - feed.whole_at < _WHOLE else None

    def heard(self, visited: Visited) -> Iterable[Item]:
        """Take in what came of asking a feed, or a list that a feed led to; yield what is new in it."""
        feed = self._feeds.get(visited.address.url)
        if feed is None:
            return _listed(visited.address, visited.raw) if visited.raw else []
        feed.out = False
        failed = isinstance(visited.item, Problem)
        feed.failures = feed.failures + 1 if failed else 0
        feed.due = self.clock() + min(self.every * 2**feed.failures, max(_LONGEST_PAUSE, self.every))
        if visited.raw is None or self._is_same(feed, visited, visited.raw.body):
            return []
        return _listed(visited.address, visited.raw)

    def _is_same(self, feed: _Feed, visited: Visited, body: bytes) -> bool:
        """Whether a feed is what it was: not every server says so."""
        told, digest = visited.told, hashlib.sha256(body).digest()
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        feed.known = Answered(told.url, told.etag, told.last_modified, at, told.status)
        same = digest == feed.digest and self.clock() - feed.whole_at < _WHOLE
        if not same:
            feed.digest, feed.whole_at = digest, self.clock()
        return same


def _listed(address: Address, raw: RawPage) -> Iterator[Item]:
    kind = address.expect or kind_of(unpacked_head(raw.body[:HEAD]))
    if kind in ("feed", "sitemap"):
        yield from list_in_bytes(raw.body, kind, address.url, address.url, address.url, address.depth)
    else:
        yield Problem(no_feed(unpacked(raw.body, address.url), address.url, address.url))
