"""Writes the SQL of the first version from the tables as they stand: ``python -m onrecord.store.migrations.first``.

For as long as no version of onrecord with a store has been released; from then on a change is a version of its own
(``docs/store.md``).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from onrecord.store import indexes
from onrecord.store.schema import METADATA

DIALECTS: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call] # theirs
_VERSIONS = Path(__file__).parent / "versions"


def first_version(dialect: Dialect) -> str:
    """Return the SQL that makes a store, statements parted by a blank line."""
    statements = []
    for table in METADATA.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        several = sorted(table.indexes, key=lambda index: str(index.name))
        statements.extend(str(CreateIndex(index).compile(dialect=dialect)) for index in several)
    plain = [sql.strip().replace("\t", "  ").replace(" \n", "\n") for sql in statements]
    return "\n\n".join([*plain, *indexes.statements(dialect.name)]) + "\n"


def script_of(dialect: Dialect) -> Path:
    """Return where the SQL for a database stands."""
    return _VERSIONS / f"0001_{dialect.name}.sql"


def main() -> None:
    """Write the SQL for both databases."""
    for dialect in DIALECTS:
        script_of(dialect).write_text(first_version(dialect), encoding="utf-8")


if __name__ == "__main__":
    main()
