"""The door of the store: make, open, read, write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine

from onrecord.errors import StoreError
from onrecord.store import corrections, versions
from onrecord.store.engine import engine_of, lock, name_of
from onrecord.store.faults import told
from onrecord.store.log import Correction


class Store:
    """A record that grows: articles, what they say, and what is told of them across articles.

    Args:
        name: what messages call it: the file, or the URL without its password.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @classmethod
    def create(cls, where: str | Path) -> Self:
        """Make an empty store.

        Args:
            where: path of an SQLite file, or a URL of a database (``postgresql://…``).

        Raises:
            StoreError: there is one already, or it cannot be made there.
        """
        store = cls(engine_of(where, new=True), name_of(where))
        with store._closed_on_error(), store.writing() as connection:
            if versions.version_of(connection) is not None:
                raise StoreError(f"{store.name}: there is a store already; open it, or name another place")
            versions.make(connection)
        return store

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open a store that was made before.

        Args:
            where: path of an SQLite file, or a URL of a database (``postgresql://…``).

        Raises:
            StoreVersionError: a newer version of onrecord made it.
            StoreError: there is none, or it cannot be opened.
        """
        store = cls(engine_of(where), name_of(where))
        with store._closed_on_error(), store.reading() as connection:
            versions.check(connection, store.name)
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the store as it stands at its first query.

        Raises:
            StoreError: the store cannot be read; StoreGoneError where it can be later.
        """
        with told(self.name), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes; all of it is kept, or nothing.

        Raises:
            StoreBusyError: another program has been writing for half a minute.
            StoreGoneError: the database, the disk or the connection went away; nothing was written.
            StoreError: the store cannot be written to.
        """
        with told(self.name), self.engine.execution_options(writes=True).begin() as connection:
            lock(connection)
            yield connection

    def merge(self, actor: int, other: int) -> int:
        """Let one actor stand for another from now on, and return the correction's id.

        Args:
            actor: the one that stays.

        Raises:
            UsageError: there is no such actor, or both are one already.
        """
        with self.writing() as connection:
            return corrections.merge(connection, actor, other)

    def split(self, actor: int, articles: Iterable[int], name: str | None = None) -> int:
        """Take those whom some articles name for another actor, and return the correction's id.

        Args:
            articles: ids of articles that name the actor, not all of them.
            name: of the other; as the first of the articles gives it, where it is left out.

        Raises:
            UsageError: there is no such actor, or the articles are not some of those that name it.
        """
        with self.writing() as connection:
            return corrections.split(connection, actor, articles, name)

    def rename(self, actor: int, name: str) -> int:
        """Give an actor a name, and return the correction's id.

        Raises:
            UsageError: there is no such actor, or the name is empty.
        """
        with self.writing() as connection:
            return corrections.rename(connection, actor, name)

    def undo(self, correction: int) -> int:
        """Take back a correction, an undoing too, and return the id of what undoes it.

        Raises:
            UsageError: there is no such correction, or it is undone already.
        """
        with self.writing() as connection:
            return corrections.undo(connection, correction)

    def log(self) -> list[Correction]:
        """Return all corrections, the first first, with what each has lost."""
        with self.reading() as connection:
            return corrections.log(connection)

    def close(self) -> None:
        """Let go of the file or the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise
