"""From inputs to what is taken of them: files as they come, addresses once they were asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from onrecord.ingest.due import Due
from onrecord.ingest.fetching import Fetching
from onrecord.ingest.inputs import in_fetched
from onrecord.ingest.items import Item, Taken
from onrecord.ingest.visits import Manners, Visitor
from onrecord.store.store import Store


def taken(
    store: Store, items: Iterable[Item | None], manners: Manners, stopping: threading.Event, *, quiet: bool = False
) -> Iterator[Taken | None]:
    """Yield what is in a stream, addresses replaced by what they led to; None where nothing has come for a while.

    Args:
        store: knows which addresses were asked when.
        stopping: set when nothing more is to be waited for.
        quiet: say nothing of addresses that need not be asked.
    """
    return Fetching(manners, Visitor(manners, stopping), Due(store, quiet), in_fetched).stream(items)
