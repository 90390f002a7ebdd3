"""How a store is, by questions that cost little: its tables, its database, how much it holds, what waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, func, inspect, select, text

from onrecord.store import corrections as log_of
from onrecord.store import indexes, schema
from onrecord.store.log import Correction
from onrecord.store.tables.columns import METADATA

# An attempt that failed is made again within the hour at first; what is due for longer has nobody who sends it.
_PATIENCE = timedelta(hours=1)


class Held(msgspec.Struct, frozen=True):
    """What a store holds, and what waits in it.

    Args:
        stories: that hold at least one article.
        last_seen: when the newest article came first; ISO 8601 in UTC; null where there is none.
        due: messages of alerts to be sent; ``overdue`` those for more than an hour; ``dead`` those given up.
    """

    articles: int
    statements: int
    stories: int
    last_seen: str | None
    alerts: int
    due: int
    overdue: int
    dead: int


def differences(connection: Connection) -> list[str]:
    """Return what of the tables is not as this program makes them, a line each; other tables are nobody's affair."""
    looking = inspect(connection)
    there = {str(name[1]): {str(column["name"]) for column in found} for name, found in
             looking.get_multi_columns().items()}  # fmt: skip
    found = []
    for table in METADATA.sorted_tables:
        if table.name not in there:
            found.append(f"table {table.name} is missing")
            continue
        ours = {column.name for column in table.c}
        missing, extra = sorted(ours - there[table.name]), sorted(there[table.name] - ours)
        found += [f"{table.name} has no column {name}" for name in missing]
        found += [f"{table.name} has a column {name} that nobody fills" for name in extra]
    words = [f"{name}_words" for name, *_ in indexes.INDEXED]
    return found + [f"the index {name} is missing" for name in words if name not in there]


def server(connection: Connection) -> str:
    """Return which database it is, and of which version."""
    version = ".".join(str(part) for part in connection.dialect.server_version_info or ())
    return f"{'SQLite' if connection.dialect.name == 'sqlite' else 'PostgreSQL'} {version}"


def damage(connection: Connection) -> list[str]:
    """Return what SQLite finds wrong in its file without looking into indexes; PostgreSQL checks its own."""
    if connection.dialect.name != "sqlite":
        return []
    return [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)") if row[0] != "ok"]


def may_not_write(connection: Connection) -> str | None:
    """Say why the user may not write; None where it may. To be asked in a transaction that writes."""
    if connection.dialect.name == "sqlite":
        return None  # the transaction could not have begun
    if connection.execute(text("SHOW transaction_read_only")).scalar() == "on":
        return "the database is read-only, as a standby is"
    for table in METADATA.sorted_tables:
        asked = text("SELECT has_table_privilege(CAST(:name AS text), 'INSERT, UPDATE, DELETE')")
        if not connection.execute(asked, {"name": table.name}).scalar():
            return f"its user may not write to the table {table.name}"
    return None


def held(connection: Connection) -> Held:
    """Count what a store holds; the tables must be as they should be."""
    article, story, delivery = schema.ARTICLES.c, schema.STORIES.c, schema.DELIVERIES.c
    newest = select(article.first_seen).order_by(article.id.desc()).limit(1)
    late = (datetime.now(UTC) - _PATIENCE).isoformat(timespec="seconds").replace("+00:00", "Z")
    by_status = select(delivery.status, func.count()).group_by(delivery.status)
    messages: dict[str, int] = {row[0]: row[1] for row in connection.execute(by_status)}
    overdue = select(func.count()).where(delivery.status == "due", delivery.next_at < late)
    return Held(
        articles=connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar_one(),
        statements=connection.execute(select(func.count()).select_from(schema.STATEMENTS)).scalar_one(),
        stories=connection.execute(select(func.count()).where(story.articles > 0)).scalar_one(),
        last_seen=connection.execute(newest).scalar(),
        alerts=connection.execute(select(func.count()).select_from(schema.ALERTS)).scalar_one(),
        due=messages.get("due", 0),
        overdue=connection.execute(overdue).scalar_one(),
        dead=messages.get("dead", 0),
    )


def corrections(connection: Connection) -> list[Correction]:
    """Return all corrections, with what each has lost."""
    return log_of.log(connection)
