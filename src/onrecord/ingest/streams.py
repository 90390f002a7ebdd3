"""From inputs to what is taken of them: files as they come, addresses once they were asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator

from onrecord.ingest.due import Due
from onrecord.ingest.fetching import Fetching
from onrecord.ingest.inputs import in_fetched
from onrecord.ingest.items import Item, Taken
from onrecord.ingest.patience import Patient
from onrecord.ingest.visits import Manners, Visitor
from onrecord.ingest.watch import Watch


def taken(store: Patient, items: Iterable[Item], manners: Manners, stopping: threading.Event) -> Iterator[Taken | None]:
    """Yield what is in a stream, addresses replaced by what they led to; None where nothing has come for a while.

    Args:
        store: knows which addresses were asked when.
        stopping: set when nothing more is to be waited for.
    """
    return Fetching(manners, Visitor(manners, stopping), Due(store), in_fetched).stream(items)


def watched(store: Patient, watch: Watch, manners: Manners, stopping: threading.Event) -> Iterator[Taken | None]:
    """Yield what is new in feeds, for ever; None where nothing has come for a while.

    Args:
        store: knows which addresses were asked when.
        stopping: set when nothing more is to be waited for.
    """
    due = Due(store, quiet=True, list_known=watch.known)
    return Fetching(manners, Visitor(manners, stopping), due, watch.heard).stream(watch.items())
