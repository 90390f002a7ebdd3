"""Notices on their way to webhooks: at least once each, tried later and later, given up after 31 hours."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec

from onrecord.alerts.sending import SECONDS, post
from onrecord.alerts.signing import headers
from onrecord.errors import FetchError
from onrecord.page.connecting import FetchPolicy
from onrecord.store import alerting
from onrecord.store.alerting import Alert, Delivery, Notice
from onrecord.store.articles import articles_of
from onrecord.store.rows import ArticleRow
from onrecord.store.store import Store

# Seconds to the next attempt, as the standard's reference sender waits; after the last one it is given up.
PAUSES = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600)
# A delivery that a process took and did not settle is another's after so long.
_TAKEN = 2 * SECONDS + 10
# Nothing is put off for longer: what is due later was put off by a clock that was wrong.
_FARTHEST = max(PAUSES) + 3600
_AT_ONCE = 20
_TOLD = ("id", "url", "outlet", "title", "known_on", "story")  # of an article
Sender = Callable[[str, bytes, dict[str, str], FetchPolicy], None]
POLICY = FetchPolicy(seconds=SECONDS)


def deliver(store: Store, policy: FetchPolicy = POLICY, send: Sender = post) -> int:
    """Send what is due and return how many were taken by their webhooks.

    Args:
        policy: which addresses may be called; an alert may allow local ones.

    Raises:
        StoreError: the store cannot be read or written to.
    """
    taken = 0
    with store.reading() as connection:
        due = alerting.deliveries(connection, due_by=_at(0), never_after=_at(_FARTHEST), limit=_AT_ONCE)
        there = articles_of(connection, (delivery.notice.article for delivery in due))
        secrets = {one.alert.id: alerting.secret_of(connection, one.alert.id) for one in due}
    for delivery in due:
        with store.writing() as connection:
            if not alerting.claim(connection, delivery, _at(_TAKEN)):
                continue
        body = message(delivery.alert, delivery.notice, there.get(delivery.notice.article))
        taken += _attempt(store, delivery, (body, secrets[delivery.alert.id]), policy, send)
    return taken


def _attempt(
    store: Store, delivery: Delivery, sealed: tuple[bytes, str], policy: FetchPolicy, send: Sender
) -> bool:  # fmt: skip
    body, secret = sealed
    alert = delivery.alert
    signed = headers(secret, name_of(delivery.notice), int(time.time()), body)
    try:
        send(alert.webhook or "", body, signed, replace(policy, allow_local=policy.allow_local or alert.allow_local))
    except FetchError as error:
        status, next_at = _next(delivery)
        with store.writing() as connection:
            alerting.settle(connection, delivery, status, next_at, error.cause)
        return False
    with store.writing() as connection:
        alerting.settle(connection, delivery, "sent", _at(0))
    return True


def message(alert: Alert, notice: Notice, article: ArticleRow | None) -> bytes:
    """Return what a webhook is told, JSON: the same bytes at every attempt."""
    stands = {name: getattr(article, name) for name in _TOLD} if article else None
    return msgspec.json.encode(
        {
            "type": f"onrecord.{alert.kind}",
            "timestamp": notice.made_at,
            "data": {
                "id": name_of(notice),
                "alert": {"id": alert.id, "name": alert.name, "kind": alert.kind, "asked": alert.asked},
                "title": notice.title,
                "words": notice.words,
                "item": notice.key,
                "article": stands,
            },
        }
    )


def name_of(notice: Notice) -> str:
    """Return the name of a message, by which a receiver knows one that it has seen."""
    return f"onrecord-{notice.alert}-{notice.id}"


def _next(delivery: Delivery) -> tuple[str, str]:
    if delivery.attempts >= len(PAUSES):
        return "dead", _at(0)
    return "due", _at(PAUSES[delivery.attempts])


def _at(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
