"""``onrecord watch``: feeds are followed until somebody stops it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.alerts.running import beside
from onrecord.errors import PageError, UsageError
from onrecord.ingest.gather import Manner, Watcher, gather
from onrecord.ingest.items import Address, Problem
from onrecord.ingest.keeping import Intake
from onrecord.ingest.listed import urls_in
from onrecord.ingest.patience import AN_HOUR, Patient
from onrecord.ingest.pool import LONGEST
from onrecord.ingest.streams import watched
from onrecord.ingest.visits import Manners
from onrecord.ingest.watch import Watch
from onrecord.page.fetch import FetchPolicy
from onrecord.serve import logs
from onrecord.serve.read import say
from onrecord.serve.taking import stopping, tell_end, tell_failed, waiting
from onrecord.store.store import Store

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """What ``onrecord watch`` was asked to do.

    Args:
        feeds: addresses, or files that list them.
        every: the time between two looks at a feed: ``60s``, ``5m``.
        jobs: processes that read; 0 for one a core.
        pages: keep the pages' bytes.
        allow_local: fetch from private and loopback addresses too.
        delay: seconds between two requests to a host, where it does not want more.
        longest: seconds that reading a page may take.
    """

    feeds: Sequence[str]
    every: str = "30s"
    jobs: int = 0
    pages: bool = True
    allow_local: bool = False
    delay: float = 1.0
    longest: float = LONGEST


def watch(store: Store, options: WatchOptions) -> int:
    """Follow feeds until Ctrl-C or a request to terminate, which is how it ends well: exit status 0.

    Raises:
        UsageError: the options ask for what cannot be done.
        ModelError: a model cannot be loaded.
        StoreError: the store cannot be written to.
    """
    feeds = Watch(list(_feeds(options.feeds)), seconds_of(options.every))
    manners = Manners(delay=options.delay, policy=FetchPolicy(allow_local=options.allow_local))
    manner = Manner(jobs=options.jobs, keep_pages=options.pages, longest=options.longest)
    with stopping() as stop:
        watcher = Watcher(told=_told, step=lambda _counts: None, stopping=stop.is_set)
        patient = Patient(store, waiting(stop), AN_HOUR)
        items = watched(patient, feeds, manners, stop)
        with beside(store):
            report = gather(patient, items, f"watch {' '.join(options.feeds)}"[:2000], manner, watcher)
    tell_end(report)
    return 0


def seconds_of(span: str) -> float:
    """Return a span of time in seconds.

    Args:
        span: ``60s``, ``5m``, ``1h`` or seconds without a unit.

    Raises:
        UsageError: it is none, or shorter than a second.
    """
    found = _SPAN.fullmatch(span.strip().lower())
    seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if seconds < 1:
        raise UsageError(f"--every {span}: no span of time; write 60s, 5m or 1h")
    return seconds


def _feeds(named: Sequence[str]) -> Iterator[str]:
    for one in named:
        if _URL.match(one):
            yield one
            continue
        try:
            listed = list(urls_in(Path(one)))
        except OSError as error:
            raise UsageError(f"{one}: neither an address nor a list of addresses ({error.strerror})") from error
        for item in listed:
            if isinstance(item, Problem):
                raise UsageError(str(item.error)) from item.error
            if isinstance(item, Address):
                yield item.url


def _told(one: Intake, outcome: str | PageError) -> None:
    if isinstance(outcome, PageError):
        tell_failed(outcome)
    elif logs.event("info", "page_kept", page=logs.bare(one.name), outcome=outcome):
        return
    elif outcome in ("new", "revised") and one.arrival is not None:
        title = one.arrival.record.article.title or "(no title)"
        say(f"{time.strftime('%H:%M:%S')}  {'new    ' if outcome == 'new' else 'changed'}  {title}  {one.name}")
