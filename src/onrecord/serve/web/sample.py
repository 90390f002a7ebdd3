"""A store of the sample pages, for looking around before there is a store of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.errors import PageError
from onrecord.ingest.adding import add
from onrecord.ingest.sources import find_sources
from onrecord.reader import read
from onrecord.serve.demo import samples
from onrecord.serve.progress import progress
from onrecord.serve.read import complain
from onrecord.store.store import Store

_LAST = "2025-03-12"  # that a sample tells; one without a day is taken as seen then


@contextmanager
def sample_store() -> Iterator[Store]:
    """Give a store that holds the sample story, and remove it at the end.

    Raises:
        OpenError: the sample pages are missing.
    """
    with TemporaryDirectory(prefix="onrecord-") as folder, Store.create(Path(folder) / "sample.db") as store:
        _fill(store)
        yield store


def _fill(store: Store) -> None:
    # Their names begin with their days, so that they arrive in the order in which they were published.
    pages = sorted((source.name for source in find_sources([str(samples())])), key=lambda name: Path(name).name)
    with progress(len(pages)) as step:
        for page in pages:
            step(page)
            try:
                day = _day_of(page)
                body = Path(page).read_bytes()
                add(store, read(page, published=day), page=body, seen_at=f"{day or _LAST}T20:00:00Z")
            except PageError as error:
                complain(str(error))


def _day_of(page: str) -> str | None:
    """Return the day of a plain text, which says none itself: its name does."""
    found = re.match(r"\d{4}-\d{2}-\d{2}", Path(page).name)
    return found[0] if found and page.endswith(".txt") else None
