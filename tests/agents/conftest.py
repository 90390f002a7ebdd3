"""A store with the invented story of a broken dam, and a client that asks it in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="agents are an extra")
pytest.importorskip("sqlalchemy", reason="the store is an extra")

from asker import Agent

from dam import keep_story
from onrecord.serve.mcp.door import Door
from onrecord.store.store import Store


@pytest.fixture(scope="session")
def dam_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agents") / "dam.db"
    with Store.create(path) as store:
        keep_story(store)
    return path


@pytest.fixture
def dam(dam_file: Path) -> Iterator[Store]:
    with Store.open(dam_file) as store:
        yield store


@pytest.fixture
def agent(dam: Store) -> Agent:
    return Agent(Door(dam))
