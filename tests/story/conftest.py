"""The invented story that the tests of stories share."""

from __future__ import annotations

import pytest

from dam import STORY, keep_story
from onrecord.store.store import Store
from onrecord.story.story import Story


@pytest.fixture
def story(sqlite_store: Store) -> Story:
    keep_story(sqlite_store)
    with sqlite_store.reading() as connection:
        return Story.fetch(connection, STORY)
