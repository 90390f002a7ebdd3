"""Where a store is: an SQLite file or a PostgreSQL database, and how each is talked to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from onrecord.errors import StoreError

# Another writer has half a minute to finish: no arrival takes a second.
PATIENCE = 30

# Kilobytes of SQLite's pages in memory: a store of 1,000 articles fills it as one of 100,000 does, so that memory stays
# flat (`python -m bench.ingest ../shared memory`: +8.7 % from 1,000 to 10,000 small pages, +13 % with twice as many).
CACHE = 8_000

# A transaction that was said to be kept is kept when the power fails a moment later: the log is on the disk before. It
# costs 8 ms on the disk of the machine that measured, of two seconds between two batches of an ingest.
SYNCHRONOUS = "FULL"

# Any number, the same in every onrecord: who holds this lock is the one that writes.
_WRITER = 7261646

_MAGIC = b"SQLite format 3\x00"


def engine_of(where: str | Path, *, new: bool = False) -> Engine:
    """Return the engine of a store; it connects when it is first used.

    Args:
        where: path of an SQLite file, or a URL of a database (``postgresql://…``).
        new: the file may be missing or empty.

    Raises:
        StoreError: the file is missing or no database, or the URL leads to no database that we know.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        _check_file(url.database or "", new=new)
        engine = create_engine(url)
        event.listen(engine, "connect", _set_up_sqlite_new if new else _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    # A connection that was idle while its database restarted is looked at before it is used.
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})


def name_of(where: str | Path) -> str:
    """Return what messages call a store: its file, or its URL without the password."""
    url = _url(where)
    return str(url.database) if url.get_backend_name() == "sqlite" else _shown(url)


def _shown(url: URL) -> str:
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)


def lock(connection: Connection) -> None:
    """Make the caller's transaction the only one that writes, until it ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SET LOCAL lock_timeout = {PATIENCE * 1000}"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER})"))


def _url(where: str | Path) -> URL:
    if not (isinstance(where, str) and "://" in where):
        return URL.create("sqlite", database=os.fspath(where))
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except ArgumentError as error:
        raise StoreError(f"{where}: that is no address of a store; give a file, or postgresql://…") from error
    if backend in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url
    raise StoreError(f"{_shown(url)}: no store can be there; give a file, or postgresql://…")


def _check_file(path: str, *, new: bool) -> None:
    """Refuse a file that is no SQLite database before SQLite makes one of it, or leaves files beside it."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - an empty path must not become the current folder
            begins = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        if not new:
            raise StoreError(f"{path}: there is no such file; `onrecord init {path}` makes a store") from error
        if not Path(path).absolute().parent.is_dir():
            raise StoreError(f"{path}: its folder does not exist; make it first") from error
        return
    except OSError as error:
        raise StoreError(f"{path}: it cannot be opened ({error.strerror}); name a file that you may read") from error
    if begins != _MAGIC and not (new and not begins):
        raise StoreError(f"{path}: the file is no store; name one that `onrecord init` has made, or a new one")


def _set_up_sqlite_new(connection: object, record: object) -> None:
    # The setting stays with the file.
    _set(connection, "journal_mode=WAL")
    _set_up_sqlite(connection, record)


def _set_up_sqlite(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined] # the driver must not begin transactions by itself
    settings = (f"synchronous={SYNCHRONOUS}", "foreign_keys=ON", f"cache_size=-{CACHE}")
    _set(connection, f"busy_timeout={PATIENCE * 1000}", *settings)


def _set(connection: object, *settings: str) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined] # sqlite3's own connection
    for setting in settings:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait for another writer: it says at once that it writes.
    options = connection.get_execution_options()
    if not options.get("no_transaction", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")


@contextmanager
def overwriting(engine: Engine) -> Iterator[None]:
    """Let SQLite overwrite what is removed from its file, which takes it twice as long."""
    if engine.dialect.name != "sqlite":
        yield
        return
    event.listen(engine, "checkout", _overwrite)
    try:
        yield
    finally:
        event.remove(engine, "checkout", _overwrite)


def _overwrite(connection: object, *_: object) -> None:
    _set(connection, "secure_delete=ON")
