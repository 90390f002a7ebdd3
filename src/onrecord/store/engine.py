"""Where a store is: an SQLite file or a PostgreSQL database, and how each is talked to."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text

# Another writer has half a minute to finish: no arrival takes a second.
PATIENCE = 30


def engine_of(where: str | Path) -> Engine:
    """Return the engine of a store.

    Args:
        where: path of an SQLite file, or a URL of a database (``postgresql://…``).
    """
    url = _url(where)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def lock(connection: Connection) -> None:
    """Make the caller's transaction the only one that writes, until it ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7261646)"))


def _url(where: str | Path) -> URL:
    if isinstance(where, str) and "://" in where:
        url = make_url(where)
        if url.drivername in ("postgres", "postgresql"):
            return url.set(drivername="postgresql+psycopg")
        return url
    return URL.create("sqlite", database=str(where))


def _set_up_sqlite(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined] # the driver must not begin transactions by itself
    cursor = connection.cursor()  # type: ignore[attr-defined] # sqlite3's own connection
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={PATIENCE * 1000}"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait for another writer: it says at once that it writes.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
