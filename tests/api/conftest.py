"""A server whose store a test may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dam import keep_story
from onrecord.store.store import Store
from screens import served


@pytest.fixture
def story_store(tmp_path: Path) -> Iterator[Store]:
    """The invented story, in a store of the test's own."""
    with Store.create(tmp_path / "story.db") as store:
        keep_story(store)
        yield store


@pytest.fixture
def own_server(story_store: Store) -> Iterator[str]:
    """The address of a server of it."""
    with served(story_store) as address:
        yield address


@pytest.fixture(scope="session")
def story_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the invented story, which no test changes."""
    path = tmp_path_factory.mktemp("api") / "story.db"
    with Store.create(path) as store:
        keep_story(store)
        with served(store) as address:
            yield address


@pytest.fixture(scope="session")
def fuzz_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the invented story, which tests may correct as they like."""
    path = tmp_path_factory.mktemp("fuzz") / "story.db"
    with Store.create(path) as store:
        keep_story(store)
        with served(store) as address:
            yield address
