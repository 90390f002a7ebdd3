"""The invented story on a server, and a browser that looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dam import keep_story
from onrecord.store.store import Store
from screens import Screen, chromium, screen_on, served

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def story_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server of the invented story, which no test changes."""
    path: Path = tmp_path_factory.mktemp("web") / "story.db"
    with Store.create(path) as store:
        keep_story(store)
        with served(store) as address:
            yield address


@pytest.fixture
def screen(chromium: Any, story_server: str) -> Iterator[Screen]:
    """Give a desk's screen on the invented story."""
    with screen_on(chromium, story_server) as made:
        yield made
