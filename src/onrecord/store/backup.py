"""A whole store into one file, and back: while others read and write it.

A backup is a store itself, in an SQLite file, whichever database it was made of. So it can be opened as it is, and a
store moves from one database to the other by a backup and a restore.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text

from onrecord.errors import StoreError
from onrecord.store.faults import told
from onrecord.store.schema import METADATA
from onrecord.store.settling import settle_folder, settled
from onrecord.store.store import Store

# Rows that are in memory at once: a record's own JSON is 5 kB.
_AT_ONCE = 500
# Pages of SQLite's copied between two looks at other writers.
_PAGES = 5_000


def backup(store: Store, path: str | Path) -> None:
    """Write a store into a file, as it stands at this moment, while others use it.

    The file is there when it is whole, or not at all.

    Args:
        path: of a file that does not exist yet.

    Raises:
        StoreError: there is a file already, or it cannot be written.
    """
    path = Path(path)
    if path.exists():
        raise StoreError(f"{path}: there is a file already; name another")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: its folder does not exist; make it first")
    if store.engine.dialect.name == "sqlite":
        copy_of_file(store, path)
        return
    with _whole_or_none(path) as part:
        with Store.create(part) as made:
            _copy_rows(store, made)
        _in_one_file(part)


def copy_of_file(store: Store, path: Path) -> None:
    """Copy a store's SQLite file, of whatever version it is, while others use it.

    Raises:
        StoreError: there is a file already, or it cannot be written.
    """
    with _whole_or_none(path) as part:
        _copy_file(store, part)
        _in_one_file(part)


def restore(path: str | Path, where: str | Path) -> None:
    """Make a store of a backup.

    Args:
        path: a file that :func:`backup` has written.
        where: path of an SQLite file that does not exist yet, or a URL of an empty database.

    Raises:
        StoreError: it is no backup, there is a store already, or it cannot be made there.
    """
    with Store.open(path) as saved:
        if isinstance(where, str) and "://" in where and not where.startswith("sqlite"):
            with Store.create(where) as made:
                _copy_rows(saved, made)
            return
        backup(saved, where)


@contextmanager
def _whole_or_none(path: Path) -> Iterator[Path]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with told(str(path)):
            yield part
            with part.open("rb+") as file:
                settled(file)
            os.link(part, path)  # fails where another has made the file meanwhile
            settle_folder(path.absolute().parent)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the copy failed ({error}); make room, or name another place") from error
    except FileExistsError as error:
        raise StoreError(f"{path}: there is a file already; name another") from error
    except OSError as error:
        raise StoreError(f"{path}: it cannot be written ({error.strerror}); name another place") from error
    finally:
        for name in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
            with suppress(OSError):
                name.unlink(missing_ok=True)


def _copy_file(store: Store, part: Path) -> None:
    target = sqlite3.connect(part)
    try:
        with store.engine.connect().execution_options(no_transaction=True) as connection:
            source = connection.connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise StoreError(f"{store.name}: its driver cannot copy it")
            source.backup(target, pages=_PAGES)
    finally:
        target.close()


def _in_one_file(part: Path) -> None:
    """Empty the log into the file, so that the file alone is the store."""
    connection = sqlite3.connect(part)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreError(f"{part}: the copy is damaged; look whether its disk is broken")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _copy_rows(store: Store, made: Store) -> None:
    """Copy all rows in one transaction, as they stand at its beginning."""
    with told(store.name), store.engine.connect() as source, made.writing() as target:
        if source.dialect.name == "postgresql":
            source.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        for table in METADATA.sorted_tables:
            _copy_table(source, target, table)
            _go_on_counting(target, table)


def _copy_table(source: Connection, target: Connection, table: Table) -> None:
    keys = table.primary_key.columns.values()
    rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(*keys))
    for part in rows.partitions():
        target.execute(insert(table), [dict(row._mapping) for row in part])  # noqa: SLF001 - SQLAlchemy's public way to a row's names


def _go_on_counting(target: Connection, table: Table) -> None:
    """Let ids that the database gives begin after those that are there."""
    column = table.autoincrement_column
    if target.dialect.name != "postgresql" or column is None:
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = func.coalesce(select(func.max(column)).scalar_subquery(), 0)
    target.execute(select(func.setval(sequence, last + 1, False)).where(sequence.is_not(None)))
