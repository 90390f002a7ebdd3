"""What the tests of exports share: the invented story of a broken dam, out of a store and loose."""

from __future__ import annotations

import pytest

from dam import keep_story, records
from onrecord.export.loose import loose_documents
from onrecord.export.rows import Document
from onrecord.store.store import Store


@pytest.fixture
def dam(store: Store) -> Store:
    """Return a store, on SQLite and on PostgreSQL, that holds the story."""
    keep_story(store)
    return store


@pytest.fixture
def sqlite_dam(sqlite_store: Store) -> Store:
    """Return a store on SQLite that holds the story."""
    keep_story(sqlite_store)
    return sqlite_store


@pytest.fixture
def loose() -> list[Document]:
    """Return the same records as they are exported without a store."""
    return list(loose_documents(records()))
