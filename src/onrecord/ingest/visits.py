"""One address asked politely: robots.txt first, again after a pause where the server is busy, never too often."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from onrecord.errors import FetchError, PageError
from onrecord.ingest.feeds import LARGEST_LIST
from onrecord.ingest.items import Address, PageItem, Problem, Told, Unchanged
from onrecord.ingest.robots import Ask, Robots
from onrecord.page.fetch import Answer, FetchPolicy, ask
from onrecord.page.opening import MAX_PAGE_BYTES, checked, unpacked_page
from onrecord.page.reading import RawPage

_SECONDS = re.compile(r"\d{1,6}")
_OK, _UNCHANGED = 200, 304


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How servers are asked.

    Args:
        delay: seconds between two requests to a host, where its robots.txt does not want more.
        tries: how often an address is asked that may be had later.
        pause: seconds before it is asked a second time, twice as many before the third, and so on; or what it wants.
        longest_pause: seconds; a server that wants to be left alone for longer is, and the page fails for now.
        policy: what may be fetched.
        at_once: how many hosts are asked at the same time; one request each.
    """

    delay: float = 1.0
    tries: int = 4
    pause: float = 2.0
    longest_pause: float = 120.0
    policy: FetchPolicy = field(default_factory=FetchPolicy)
    at_once: int = 16


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of asking an address.

    Args:
        item: a page, or why there is none; None where it may be a list.
        raw: what came, where it may be a list.
        delay: seconds until the host may be asked again.
    """

    address: Address
    item: PageItem | Problem | Unchanged | None
    raw: RawPage | None
    told: Told
    delay: float


class Visitor:
    """Asks addresses; several threads may use it.

    Args:
        ask: fetches; replaced in tests.
        stopping: set when nothing more is to be waited for.
    """

    def __init__(self, manners: Manners, stopping: threading.Event, fetch: Ask = ask) -> None:
        self._manners = manners
        self._stopping = stopping
        self._fetch = fetch
        self._robots = Robots(fetch, manners.policy)

    def visit(self, address: Address, etag: str | None = None, last_modified: str | None = None) -> Visited:
        """Ask an address, as often as it takes.

        Args:
            etag: what the server named the version that is known.
            last_modified: when that version changed, as the server wrote it.
        """
        tries = 0
        while True:
            tries += 1
            try:
                answer = self._asked(address, etag, last_modified)
            except FetchError as error:
                pause = self._pause(error, tries)
                if pause is not None and not self._stopping.wait(pause):
                    continue
                return self._failed(address, error, error.status or 0)
            except PageError as error:
                return self._failed(address, error, _OK)
            return self._answered(address, answer)

    def _asked(self, address: Address, etag: str | None, last_modified: str | None) -> Answer:
        rules = self._robots.rules(address.url)
        if rules.error is not None:
            e = rules.error
            raise FetchError(address.url, e.cause, e.remedy, e.status, e.temporary, e.retry_after)
        reason = rules.refuse(address.url)
        if reason is not None:
            raise FetchError(address.url, reason, "ask the publisher, or save the page in a browser")
        return self._fetch(address.url, self._policy(address), etag, last_modified)

    def _policy(self, address: Address) -> FetchPolicy:
        policy = replace(self._manners.policy, may_visit=self._refuse_redirect)
        if address.expect == "page":
            return replace(policy, max_bytes=MAX_PAGE_BYTES)
        return replace(policy, types=None, max_bytes=LARGEST_LIST)

    def _refuse_redirect(self, url: str) -> str | None:
        if not url.lower().startswith(("http://", "https://")):
            return None  # the fetching policy itself says no
        rules = self._robots.rules(url)
        return rules.error.cause if rules.error is not None else rules.refuse(url)

    def _pause(self, error: FetchError, tries: int) -> float | None:
        """Return the seconds to wait before asking again; None where that is no use."""
        if not error.temporary or tries >= self._manners.tries:
            return None
        pause = max(_seconds(error.retry_after), self._manners.pause * 2 ** (tries - 1))
        return pause if pause <= self._manners.longest_pause else None

    def _delay(self, address: Address) -> float:
        rules = self._robots.rules(address.url)
        return max(self._manners.delay, rules.delay)

    def _failed(self, address: Address, error: PageError, status: int) -> Visited:
        told = Told(address.url, status)
        problem = Problem(error, told if address.expect == "page" else None)
        return Visited(address, problem, None, told, self._delay(address))

    def _answered(self, address: Address, answer: Answer) -> Visited:
        delay = self._delay(address)
        told = Told(address.url, _OK if answer.page else _UNCHANGED, answer.etag, answer.last_modified)
        if answer.page is None:
            item = Unchanged(address.source, told) if address.expect == "page" else None
            return Visited(address, item, None, told, delay)
        if address.expect != "page":
            return Visited(address, None, answer.page, told, delay)
        return Visited(address, page_item(address, answer.page, told), None, told, delay)


def page_item(address: Address, raw: RawPage, told: Told) -> PageItem | Problem:
    """Return the page that an address led to."""
    try:
        body = unpacked_page(raw.body, address.url)
        page = checked(replace(raw, body=body, published=address.published))
    except PageError as error:
        return Problem(error, told)
    return PageItem(page, address.source, given=address.given, told=told)


def _seconds(retry_after: str | None) -> float:
    """Return the seconds that a server wants to be left alone for; 0 where it does not say."""
    if retry_after is None:
        return 0.0
    if _SECONDS.fullmatch(retry_after.strip()):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError, IndexError):
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
