"""Alerts over HTTP: what is watched, what was noticed, what is on its way, the feed of each."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from onrecord.alerts import door
from onrecord.alerts.feed import feed
from onrecord.alerts.questions import PositionAsked, Question
from onrecord.record.statement import Act, Grade, Mode
from onrecord.record.urls import parts_of
from onrecord.serve.api.endpoint import BASE, LARGEST, Ask, Endpoint, Paged, Query
from onrecord.store.alerting import Alert as AlertRow
from onrecord.store.alerting import AlertKind, Notice
from onrecord.store.articles import articles_of
from onrecord.store.frames import Rows
from onrecord.story.asking import Asked
from onrecord.story.tally import TallyAsked

_FED = 100  # notices of a feed
_Words = Annotated[str, Meta(max_length=500)]
_Address = Annotated[str, Meta(max_length=2_000)]
_Number = Annotated[int, Meta(ge=1, le=LARGEST)]


class Alert(msgspec.Struct, frozen=True):
    """A question that is asked again whenever something arrives.

    Args:
        asked: the question, by the names of its fields.
        webhook: the host that is told; null where the feed alone tells.
        secret: that its messages are signed with, once, when it is made.
    """

    id: int
    name: str
    kind: AlertKind
    asked: dict[str, Any]
    made_at: str
    webhook: str | None
    secret: str | None = None


class OnItsWay(msgspec.Struct, frozen=True):
    """A notice on its way to a webhook.

    Args:
        status: due, sent, or dead after the last attempt.
        attempts: how many were made; ``next_at`` when the next is.
        error: what the last one met with.
    """

    notice: Notice
    status: str
    attempts: int
    next_at: str
    error: str | None


class WatchSearch(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="search", forbid_unknown_fields=True
):
    """Watch what is said.

    Args:
        name: what the alert is for.
        webhook: address that is told; null for the feed alone.
    """

    name: _Words
    webhook: _Address | None = None
    words: _Words | None = None
    by: _Words | None = None
    to: _Words | None = None
    act: Act | None = None
    mode: Mode | None = None
    grade: Grade | None = None
    outlet: _Words | None = None
    story: _Number | None = None
    min_confidence: Annotated[float, Meta(ge=0, le=1)] = 0.0


class WatchTally(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="tally", forbid_unknown_fields=True):
    """Watch a count.

    Args:
        name: what the alert is for.
        webhook: address that is told; null for the feed alone.
        words: what is counted.
        source: words of the name of whose count.
    """

    name: _Words
    webhook: _Address | None = None
    words: _Words = "killed"
    place: _Words | None = None
    source: _Words | None = None
    story: _Number | None = None


class WatchPosition(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="position", forbid_unknown_fields=True
):
    """Watch where somebody stands.

    Args:
        name: what the alert is for.
        webhook: address that is told; null for the feed alone.
        actor: name or number.
        issue: words of the issue; null for all.
    """

    name: _Words
    webhook: _Address | None = None
    actor: _Words
    issue: _Words | None = None


class Remove(msgspec.Struct, frozen=True, tag_field="kind", tag="remove", forbid_unknown_fields=True):
    """Watch something no more.

    Args:
        alert: its number.
    """

    alert: _Number


Sent = WatchSearch | WatchTally | WatchPosition | Remove


def alerts(ask: Ask[Paged]) -> Rows[Alert]:
    """List what is watched."""
    q = ask.query
    return Rows(Alert, [_shown(row) for row in door.list_alerts(ask.store)[q.offset : q.offset + q.limit + 1]])


def alert(ask: Ask[Query]) -> Alert:
    """Give one alert."""
    return _shown(door.noticed(ask.store, ask.number, 0)[0])


def notices(ask: Ask[Paged]) -> Rows[Notice]:
    """List what an alert has noticed, the newest first."""
    q = ask.query
    return Rows(Notice, door.noticed(ask.store, ask.number, q.offset + q.limit + 1)[1][q.offset :])


def deliveries(ask: Ask[Paged]) -> Rows[OnItsWay]:
    """List what of it is on its way to the webhook, was taken, or was given up."""
    q = ask.query
    found = door.deliveries(ask.store, ask.number, q.offset + q.limit + 1)[q.offset :]
    return Rows(OnItsWay, [OnItsWay(d.notice, d.status, d.attempts, d.next_at, d.error) for d in found])


def atom(ask: Ask[Query]) -> bytes:
    """Give what an alert has noticed as a feed."""
    row, noticed = door.noticed(ask.store, ask.number, _FED)
    with ask.store.reading() as connection:
        there = articles_of(connection, {one.article for one in noticed})
    return feed(row, noticed, there, f"{ask.server}{BASE}/alerts/{ask.number}.atom")


def watch(ask: Ask[Query]) -> Alert:
    """Watch a search, a count or a stand from now on, or no more."""
    sent: Sent = ask.body
    if isinstance(sent, Remove):
        was = alert(Ask(ask.store, ask.query, sent.alert))
        door.remove_alert(ask.store, sent.alert)
        return was
    made = door.add_alert(ask.store, sent.name, _question(sent), sent.webhook)
    return msgspec.structs.replace(alert(Ask(ask.store, ask.query, made.alert)), secret=made.secret)


def _question(sent: WatchSearch | WatchTally | WatchPosition) -> Question:
    kind = {WatchSearch: Asked, WatchTally: TallyAsked, WatchPosition: PositionAsked}[type(sent)]
    given = msgspec.structs.asdict(sent)
    made: Question = kind(**{name: given[name] for name in kind.__struct_fields__ if name in given})
    return made


def _shown(row: AlertRow) -> Alert:
    # What follows the host is often a secret of the receiver's.
    host = parts_of(row.webhook).hostname if row.webhook else None
    return Alert(row.id, row.name, row.kind, row.asked, row.made_at, host)


ENDPOINTS = (
    Endpoint(path="/alerts", tag="Alerts", does=alerts, answer=Alert, query=Paged, is_list=True, revision=None),
    Endpoint(path="/alerts", tag="Alerts", does=watch, answer=Alert, body=Sent, status=201, revision=None),
    Endpoint(
        path="/alerts/{alert}.atom", tag="Alerts", does=atom, answer=bytes, media="application/atom+xml", revision=None
    ),
    Endpoint(path="/alerts/{alert}", tag="Alerts", does=alert, answer=Alert, revision=None),
    Endpoint(
        path="/alerts/{alert}/notices", tag="Alerts", does=notices, answer=Notice, query=Paged, is_list=True,
        revision=None,
    ),
    Endpoint(
        path="/alerts/{alert}/deliveries", tag="Alerts", does=deliveries, answer=OnItsWay, query=Paged, is_list=True,
        revision=None,
    ),
)  # fmt: skip
