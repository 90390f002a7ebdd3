"""Making alerts, looking at them, taking them away: the same for the command line, the pages and the API."""

from __future__ import annotations

import time
from dataclasses import replace

import msgspec

from onrecord.alerts.delivering import POLICY, message, name_of
from onrecord.alerts.noticing import known
from onrecord.alerts.questions import Question, checked, kind_of
from onrecord.alerts.sending import post
from onrecord.alerts.signing import headers, new_secret
from onrecord.errors import UsageError
from onrecord.export.inert import plain
from onrecord.page.addresses import target_of
from onrecord.store import alerting
from onrecord.store.alerting import Alert, Delivery, Notice
from onrecord.store.frames import Rows
from onrecord.store.keep import now
from onrecord.store.store import Store

_LONGEST = 200  # characters of a name


class Made(msgspec.Struct, frozen=True):
    """An alert that was made.

    Args:
        secret: what signs its messages: shown once; null without a webhook.
    """

    alert: int
    secret: str | None


def add_alert(
    store: Store, name: str, question: Question, webhook: str | None = None, *, allow_local: bool = False
) -> Made:  # fmt: skip
    """Make an alert that looks at what comes from now on.

    Args:
        webhook: http or https address that is told; None for the feed alone.
        allow_local: it may be on this machine or a private network.

    Raises:
        UsageError: the question cannot be asked, the name is empty, or the address is none.
    """
    name = plain(name).strip()[:_LONGEST]
    if not name:
        raise UsageError("an alert needs a name; say what it is for")
    if webhook is not None:
        _check(webhook)
    secret = new_secret() if webhook else None
    with store.writing() as connection:
        asked = checked(connection, question)
        state = known(connection, msgspec.convert(asked, type(question)))
        made = alerting.add(
            connection, name, kind_of(question), asked, state, webhook=webhook, secret=secret, allow_local=allow_local
        )
    return Made(made, secret)


def remove_alert(store: Store, alert: int) -> None:
    """Take an alert away, with what it noticed.

    Raises:
        NoSuchError: there is none.
    """
    with store.writing() as connection:
        alerting.remove(connection, alert)


def list_alerts(store: Store) -> Rows[Alert]:
    """Return all alerts, the first first."""
    with store.reading() as connection:
        return Rows(Alert, alerting.alerts(connection))


def noticed(store: Store, alert: int, limit: int = 50) -> tuple[Alert, list[Notice]]:
    """Return an alert and what it noticed, the newest first.

    Raises:
        NoSuchError: there is none.
    """
    with store.reading() as connection:
        return alerting.one(connection, alert), alerting.notices(connection, alert, limit)


def deliveries(store: Store, alert: int, limit: int = 50) -> list[Delivery]:
    """Return what is on its way, was taken, or was given up.

    Raises:
        NoSuchError: there is no such alert.
    """
    with store.reading() as connection:
        alerting.one(connection, alert)
        return alerting.deliveries(connection, alert=alert, limit=limit)


def try_alert(store: Store, alert: int) -> None:
    """Send an alert's webhook a message that says that it is a test.

    Raises:
        UsageError: the alert has no webhook, or there is none.
        FetchError: the address is refused, or did not take it.
    """
    with store.reading() as connection:
        one, secret = alerting.one(connection, alert), alerting.secret_of(connection, alert)
    if one.webhook is None:
        raise UsageError(f"alert {alert} has no webhook; its feed alone tells")
    tried = Notice(item="test", article=0, title="This is a test.", words="", alert=alert, made_at=now())
    body = message(one, tried, None)
    signed = headers(secret, name_of(tried), int(time.time()), body)
    post(one.webhook, body, signed, replace(POLICY, allow_local=one.allow_local))


def _check(webhook: str) -> None:
    try:
        target_of(webhook)
    except ValueError as error:
        raise UsageError(f"{webhook}: {error}") from error
