"""Alerts in the store: what is watched, what was noticed, what is on its way to whom."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from onrecord.errors import NoSuchError
from onrecord.store import schema
from onrecord.store.changes import latest_change
from onrecord.store.keep import now

AlertKind = Literal["search", "tally", "position"]


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """A question that is asked again whenever something arrives.

    Args:
        asked: the question, by the names of its fields.
        webhook: address that is told; null where its feed alone tells.
        allow_local: whether that may be on this machine or a private network.
        cursor: up to where in the store's changes was looked.
        state: what was known then.
    """

    id: int
    name: str
    kind: AlertKind
    asked: dict[str, Any]
    made_at: str
    webhook: str | None
    allow_local: bool
    cursor: int
    state: dict[str, Any]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something that an alert noticed.

    Args:
        item: what it is about; an alert notices it once.
        article: id of the one that shows it; ``key`` that of the statement or figure in it.
        words: of the article, as they stand there.
    """

    item: str
    article: int
    title: str
    words: str
    key: str | None = None
    id: int = 0
    alert: int = 0
    made_at: str = ""


class Delivery(msgspec.Struct, frozen=True):
    """A notice on its way to a webhook.

    Args:
        status: ``due``, ``sent``, or ``dead`` after the last attempt.
        attempts: how many were made.
    """

    notice: Notice
    alert: Alert
    status: str
    attempts: int
    next_at: str
    error: str | None


def add(
    connection: Connection, name: str, kind: AlertKind, asked: Mapping[str, Any], state: Mapping[str, Any],
    *, webhook: str | None = None, secret: str | None = None, allow_local: bool = False,
) -> int:  # fmt: skip
    """Keep an alert that looks at what comes from now on, and return its id."""
    row = {
        "name": name, "kind": kind, "asked": json.dumps(asked, ensure_ascii=False), "made_at": now(),
        "webhook": webhook, "secret": secret, "allow_local": allow_local, "cursor": latest_change(connection),
        "state": json.dumps(state, ensure_ascii=False),
    }  # fmt: skip
    made = connection.execute(insert(schema.ALERTS).values(row)).inserted_primary_key
    if made is None:
        raise AssertionError("the database gives each row an id")
    return int(made[0])


def remove(connection: Connection, alert: int) -> None:
    """Take an alert away, with what it noticed.

    Raises:
        NoSuchError: there is none.
    """
    one(connection, alert)
    connection.execute(delete(schema.ALERTS).where(schema.ALERTS.c.id == alert))


def alerts(connection: Connection) -> list[Alert]:
    """Return all alerts, the first first."""
    return [_alert(row) for row in connection.execute(select(schema.ALERTS).order_by(schema.ALERTS.c.id))]


def one(connection: Connection, alert: int) -> Alert:
    """Return an alert.

    Raises:
        NoSuchError: there is none.
    """
    row = connection.execute(select(schema.ALERTS).where(schema.ALERTS.c.id == alert)).one_or_none()
    if row is None:
        raise NoSuchError(f"there is no alert {alert}; `onrecord alert list` lists those there are")
    return _alert(row)


def secret_of(connection: Connection, alert: int) -> str:
    """Return what signs an alert's messages; empty where it has no webhook."""
    column = schema.ALERTS.c
    return connection.execute(select(column.secret).where(column.id == alert)).scalar_one_or_none() or ""


def notices(connection: Connection, alert: int, limit: int = 50) -> list[Notice]:
    """Return what an alert noticed, the newest first."""
    noticed = schema.NOTICES.c
    query = select(schema.NOTICES).where(noticed.alert == alert).order_by(noticed.id.desc()).limit(limit)
    return [_notice(row) for row in connection.execute(query)]


def notice(
    connection: Connection, alert: Alert, found: Sequence[Notice], cursor: int, state: Mapping[str, Any]
) -> int:  # fmt: skip
    """Keep what an alert noticed, once each, move its cursor on, and return how many notices are new.

    Another process that has looked meanwhile goes first; nothing is kept then.
    """
    column = schema.ALERTS.c
    moved = update(schema.ALERTS).where(column.id == alert.id, column.cursor == alert.cursor)
    done = connection.execute(moved.values(cursor=cursor, state=json.dumps(state, ensure_ascii=False)))
    if done.rowcount == 0:
        return 0
    return sum(_keep(connection, alert, notice) for notice in found)


def _keep(connection: Connection, alert: Alert, found: Notice) -> bool:
    noticed = schema.NOTICES.c
    known = select(func.count()).where(noticed.alert == alert.id, noticed.item == found.item)
    there = select(func.count()).where(schema.ARTICLES.c.id == found.article)
    if connection.execute(known).scalar_one() or not connection.execute(there).scalar_one():
        return False
    row = {name: getattr(found, name) for name in ("item", "article", "key", "title", "words")}
    made = connection.execute(insert(schema.NOTICES).values(row | {"alert": alert.id, "made_at": now()}))
    if alert.webhook is not None and made.inserted_primary_key is not None:
        due = {"notice": made.inserted_primary_key[0], "status": "due", "next_at": now()}
        connection.execute(insert(schema.DELIVERIES).values(due))
    return True


# ---- deliveries -----------------------------------------------------------------------------------------------------


def deliveries(
    connection: Connection,
    *,
    alert: int | None = None,
    due_by: str | None = None,
    never_after: str | None = None,
    limit: int = 50,
) -> list[Delivery]:  # fmt: skip
    """Return deliveries, the oldest first.

    Args:
        alert: of this one alone.
        due_by: those alone that are to be sent by then, ISO 8601 in UTC.
        never_after: and those that are to be sent after that: nothing can be.
    """
    column, noticed = schema.DELIVERIES.c, schema.NOTICES.c
    query = select(schema.DELIVERIES, noticed.alert).join(schema.NOTICES, noticed.id == column.notice)
    if alert is not None:
        query = query.where(noticed.alert == alert)
    if due_by is not None:
        late = column.next_at <= due_by
        query = query.where(column.status == "due", or_(late, column.next_at > never_after) if never_after else late)
    rows = connection.execute(query.order_by(column.next_at, column.notice).limit(limit)).all()
    of_id = {
        row.id: row
        for row in connection.execute(select(schema.NOTICES).where(noticed.id.in_([r.notice for r in rows])))
    }
    watching = {found.id: found for found in alerts(connection)} if rows else {}
    return [
        Delivery(_notice(of_id[r.notice]), watching[r.alert], r.status, r.attempts, r.next_at, r.error) for r in rows
    ]


def claim(connection: Connection, delivery: Delivery, until: str) -> bool:
    """Take a delivery for as long as an attempt may last; False where another process has taken it."""
    column = schema.DELIVERIES.c
    mine = update(schema.DELIVERIES).where(
        column.notice == delivery.notice.id, column.status == "due", column.next_at == delivery.next_at
    )
    return connection.execute(mine.values(next_at=until, attempts=column.attempts + 1)).rowcount == 1


def settle(connection: Connection, delivery: Delivery, status: str, next_at: str, error: str | None = None) -> None:
    """Say how an attempt ended: ``sent``, ``due`` again at a time, or ``dead``."""
    column = schema.DELIVERIES.c
    ended = update(schema.DELIVERIES).where(column.notice == delivery.notice.id)
    connection.execute(ended.values(status=status, next_at=next_at, error=error))


def _alert(row: Row[Any]) -> Alert:
    same = {name: getattr(row, name) for name in ("id", "name", "kind", "made_at", "webhook", "cursor")}
    loaded = {"asked": json.loads(row.asked), "state": json.loads(row.state)}
    return Alert(**same, **loaded, allow_local=bool(row.allow_local))


def _notice(row: Row[Any]) -> Notice:
    return Notice(**{name: getattr(row, name) for name in Notice.__struct_fields__})
