"""Which version a store is of, and how it becomes that of this program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from onrecord.errors import StoreError, StoreVersionError
from onrecord.store import indexes
from onrecord.store.schema import METADATA

if TYPE_CHECKING:
    from alembic.config import Config

# The last of store/migrations/versions; a test holds them together. Opening a store must not load Alembic.
VERSION = "0001"
_MIGRATIONS = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """Return the version of the store; None where there is no store."""
    if not inspect(connection).has_table("store_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM store_version")).scalar()
    return None if found is None else str(found)


def check(connection: Connection, store: str) -> None:
    """Refuse what is no store of this version.

    Args:
        store: its name, as the user knows it.

    Raises:
        StoreVersionError: a newer version of onrecord made it.
        StoreError: it is no store, or an older version made it.
    """
    found = version_of(connection)
    if found is None:
        raise StoreError(f"{store}: it holds no store; make one with `onrecord init`")
    if found > VERSION:
        raise StoreVersionError(
            f"{store}: it was made by a newer onrecord (its version is {found}, this program's {VERSION}); "
            "nothing was changed; install that newer onrecord"
        )
    if found < VERSION:
        raise StoreError(
            f"{store}: it was made by an older onrecord (its version is {found}, this program's {VERSION}); "
            "`onrecord upgrade` brings it up to date and keeps a backup"
        )


def make(connection: Connection) -> None:
    """Make an empty store of this version inside the caller's transaction.

    The tables are made as they stand in the schema; a test holds that migrating makes the same ones.
    """
    METADATA.create_all(connection)
    indexes.create(connection)
    connection.execute(text("CREATE TABLE store_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO store_version VALUES (:version)"), {"version": VERSION})


def migrate(connection: Connection, version: str = "head") -> None:
    """Bring a store, or an empty database, to a later version inside the caller's transaction."""
    from alembic import command  # noqa: PLC0415 - only where a store is upgraded

    command.upgrade(_config(connection), version)


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
