"""What tools work with: the store, and the reading of pages, begun only when a tool asks for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.serve.mcp.citing import Citer
from onrecord.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.page.reading import RawPage
    from onrecord.record import Record

Visit = "Callable[[str], RawPage]"
# Readings that are kept for the answer's next pages: a page is neither fetched nor read again for them.
_KEPT = 8
THE_TEXT = "the text"  # what messages call a page that was given


class Door:
    """What every tool is given.

    Args:
        store: open; whoever opened it closes it.
        visit: fetches a page politely; None where nothing may be fetched.
    """

    def __init__(self, store: Store, visit: Callable[[str], RawPage] | None = None) -> None:
        self.store = store
        self._visit = visit
        self._reading = threading.Lock()  # one page at a time: the models are not made for several threads
        self._readings: OrderedDict[tuple[str | None, ...], Record] = OrderedDict()

    def citer(self) -> Citer:
        """Return what makes the citations of one answer."""
        return Citer(self.store)

    def read(self, url: str | None, text: str | None, published: str | None) -> Record:
        """Read a page: the text that is given, else what is fetched from the address.

        Raises:
            UsageError: neither is given, or nothing may be fetched.
            PageError: it cannot be had or is no page.
        """
        asked = (url, text, published)
        with self._reading:
            if asked not in self._readings:
                self._readings[asked] = self._read(url, text, published)
            self._readings.move_to_end(asked)
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
            return self._readings[asked]

    def _read(self, url: str | None, text: str | None, published: str | None) -> Record:
        from onrecord.page.opening import checked  # noqa: PLC0415 - reading is loaded only where a page is read
        from onrecord.page.reading import RawPage  # noqa: PLC0415 - as above
        from onrecord.reader import read_page  # noqa: PLC0415 - as above

        if text is not None:
            raw = checked(RawPage(THE_TEXT, text.encode("utf-8", "replace"), url=url, charset="utf-8"))
        elif url is None:
            raise UsageError("give a url that is fetched, or a text")
        elif self._visit is None:
            raise UsageError("this server fetches nothing; give the page itself as text, and its address as url")
        else:
            raw = self._visit(url)
        return read_page(raw, published).record
