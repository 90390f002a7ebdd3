"""An older store becomes one of this version, with a backup of what it was."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store import versions
from onrecord.store.backup import copy_of_file
from onrecord.store.engine import engine_of, name_of
from onrecord.store.store import Store


def upgrade(where: str | Path) -> Path | None:
    """Bring a store to the version of this program, all of it or nothing.

    Args:
        where: path of an SQLite file, or a URL of a database, of which a backup is the caller's affair.

    Returns:
        The backup of the file as it was, beside it; None where nothing was to be done, or on PostgreSQL.

    Raises:
        StoreVersionError: a newer version of onrecord made it.
        StoreError: it is no store, the backup's place is taken, or it cannot be written to.
    """
    with Store(engine_of(where), name_of(where)) as store:
        with store.reading() as connection:
            version = versions.version_of(connection)
            if version is None or version >= versions.VERSION:
                versions.check(connection, store.name)
                return None
        saved = None
        if store.engine.dialect.name == "sqlite":
            saved = Path(f"{store.name}.{version}.backup")
            if saved.exists():
                raise StoreError(f"{saved}: an earlier backup is there already; move it elsewhere")
            copy_of_file(store, saved)
        with store.writing() as connection:
            versions.migrate(connection)
        return saved
