"""Which addresses are to be asked: those the store does not know, that have changed, or were asked long ago."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from onrecord.ingest.fetching import Asking
from onrecord.ingest.items import Address, Known, Taken
from onrecord.ingest.patience import Patient
from onrecord.store import intake
from onrecord.store.intake import Answered

# News is corrected within a day, if at all; a server that fails is back within the hour, if at all.
AGAIN = timedelta(days=1)
_SOON = timedelta(hours=1)
_OK, _UNCHANGED, _BUSY, _FAULT = 200, 304, 429, 500
# Addresses that were sent for not long ago and may still be on their way; the store knows of older ones.
_REMEMBERED = 20_000


@dataclass
class Due:
    """Tells addresses that are to be asked from those that are not.

    Args:
        quiet: say nothing of those that are not.
        list_known: what the server of a list told last; None to read the list whole. A list is read whole by default:
            what is in it may not be stored yet.
        clock: the present moment; replaced in tests.
    """

    store: Patient
    quiet: bool = False
    list_known: Callable[[Address], Answered | None] = lambda _address: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _recent: OrderedDict[str, datetime] = field(default_factory=OrderedDict)

    def __call__(self, addresses: list[Address]) -> Iterator[Taken | Asking]:
        """Yield those that are to be asked, and what is known already."""
        urls = [address.url for address in addresses]
        gone, answers = self.store.read(lambda c: (intake.forgotten(c, urls), intake.answers(c, urls)))
        for address in addresses:
            known = answers.get(address.url)
            if address.expect != "page":
                yield Asking(address, self.list_known(address))
            elif self._is_due(address, known, taken_down=address.url in gone):
                yield Asking(address, known if known and known.status in (_OK, _UNCHANGED) else None)
            elif not self.quiet:
                yield Known(address.url)

    def _is_due(self, address: Address, known: Answered | None, *, taken_down: bool) -> bool:
        asked = self._recent.get(address.url)
        waits = asked is not None and self._is_within(asked, _SOON) and not self._changed_since(address, asked)
        if taken_down or (waits and not address.named):
            return False
        if not (address.named or known is None or self._is_old(address, known)):
            return False
        self._recent[address.url] = self.clock()
        self._recent.move_to_end(address.url)
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return True

    def _is_old(self, address: Address, known: Answered) -> bool:
        asked = datetime.fromisoformat(known.fetched_at)
        failed = known.status in (0, _BUSY) or known.status >= _FAULT
        return self._changed_since(address, asked) or not self._is_within(asked, _SOON if failed else AGAIN)

    def _is_within(self, asked: datetime, limit: timedelta) -> bool:
        """Whether something was asked not long ago; what was asked after now was asked by a clock that was wrong."""
        return -_SOON < self.clock() - asked < limit

    def _changed_since(self, address: Address, asked: datetime) -> bool:
        # A clock that is ahead of ours would have the page asked for each time; its hour comes.
        return address.changed is not None and asked < datetime.fromisoformat(address.changed) <= self.clock()
