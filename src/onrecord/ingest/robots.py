"""What hosts ask of programs: robots.txt, fetched once a day for each host, as RFC 9309 says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from protego import Protego

from onrecord.errors import FetchError, PageError
from onrecord.page.fetch import Answer, FetchPolicy
from onrecord.record.urls import parts_of

AGENT = "onrecord"
_DAY = 24 * 3600.0
# A host whose robots.txt cannot be had is left alone; it is asked for it again after a minute.
_AGAIN = 60.0
_LARGEST = 1024 * 1024  # bytes; RFC 9309 asks for half of it
_REFUSALS = range(400, 500)
_BUSY = 429

Ask = Callable[[str, FetchPolicy, "str | None", "str | None"], Answer]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows.

    Args:
        found: its robots.txt; None where it has none, so that all is allowed.
        until: when it is asked for it again, on the monotonic clock.
        error: why nothing can be asked for now.
    """

    found: Protego | None
    until: float
    error: FetchError | None = None

    def refuse(self, url: str) -> str | None:
        """Return why an address may not be asked; None where it may."""
        if self.found is None or self.found.can_fetch(url, AGENT):
            return None
        return "its robots.txt asks programs not to fetch this"

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests; 0 where it does not say."""
        if self.found is None:
            return 0.0
        rate = self.found.request_rate(AGENT)
        return max(float(self.found.crawl_delay(AGENT) or 0), rate.seconds / rate.requests if rate else 0.0)


@dataclass
class Robots:
    """The rules of all hosts, each asked for when it is first needed; several threads may ask.

    Args:
        ask: fetches a page.
        policy: what may be fetched.
    """

    ask: Ask
    policy: FetchPolicy
    clock: Callable[[], float] = time.monotonic
    _known: dict[str, Rules] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def rules(self, url: str) -> Rules:
        """Return what the host of an address allows."""
        parts = parts_of(url)
        origin = f"{parts.scheme.lower()}://{parts.netloc.lower()}"
        with self._lock:
            known = self._known.get(origin)
        if known is None or known.until <= self.clock():
            known = self._fetched(origin)
            with self._lock:
                self._known[origin] = known
        return known

    def _fetched(self, origin: str) -> Rules:
        policy = replace(self.policy, types=None, max_bytes=_LARGEST)
        try:
            page = self.ask(f"{origin}/robots.txt", policy, None, None).page
        except FetchError as error:
            if error.status in _REFUSALS and error.status != _BUSY:
                return Rules(None, self.clock() + _DAY)
            return Rules(None, self.clock() + _AGAIN, _waiting(error) if error.temporary else error)
        except PageError as error:
            return Rules(None, self.clock() + _AGAIN, FetchError(origin, error.cause, error.remedy))
        text = page.body.decode("utf-8", "replace") if page else ""
        return Rules(Protego.parse(text), self.clock() + _DAY)


def _waiting(error: FetchError) -> FetchError:
    cause = f"the host's robots.txt cannot be had ({error.cause}), so nothing is asked of it"
    return FetchError(error.page, cause, "try again later", error.status, error.temporary, error.retry_after)
