"""The door of the store: open, add, ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from onrecord.store import indexes
from onrecord.store.engine import engine_of, lock
from onrecord.store.schema import METADATA


class Store:
    """A record that grows: articles, what they say, and what is told of them across articles."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def create(cls, where: str | Path) -> Self:
        """Make an empty store.

        Args:
            where: path of an SQLite file, or a URL of a database (``postgresql://…``).
        """
        store = cls(engine_of(where))
        with store.writing() as connection:
            METADATA.create_all(connection)
            indexes.create(connection)
        return store

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open a store that was made before."""
        return cls(engine_of(where))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the store as it stands at its first query."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes; all of it is kept, or nothing."""
        with self._engine.execution_options(writes=True).begin() as connection:
            lock(connection)
            yield connection

    def close(self) -> None:
        """Let go of the file or the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
