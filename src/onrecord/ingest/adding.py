"""One record into a store, for programs that read pages themselves."""

from __future__ import annotations

from onrecord.record import Record
from onrecord.store.keep import Arrival, Receipt, keep, now
from onrecord.store.store import Store
from onrecord.story.arrivals import arrive


def add(
    store: Store, record: Record, *, url: str | None = None, page: bytes | None = None, seen_at: str | None = None
) -> Receipt:
    """Keep a record and place it among those that are stored: copies, actors, utterances, its story.

    Args:
        url: where the page stands; None for the record's own.
        page: its bytes, to be read again by a newer model; None to keep none.
        seen_at: when the page was seen, ISO 8601 in UTC; now, where it is left out.

    Raises:
        StoreError: the store cannot be written to; nothing was written.
    """
    address = url or record.article.page.url
    source = address or f"sha256:{record.article.page.sha256}"
    with store.writing() as connection:
        receipt = keep(connection, Arrival(record, source, seen_at or now(), page=page, url=address))
        if receipt.article is not None and receipt.changed:
            arrive(connection, receipt.article)
    return receipt
