"""The page of alerts: what is watched, what was noticed, who was told."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from onrecord.alerts import door
from onrecord.alerts.questions import PositionAsked, Question
from onrecord.errors import UsageError
from onrecord.page.addresses import target_of
from onrecord.serve.web import addresses
from onrecord.serve.web.pages import page
from onrecord.serve.web.search.asked import SearchQuery
from onrecord.store.alerting import Alert, Delivery, Notice
from onrecord.store.articles import articles_of
from onrecord.store.rows import ArticleRow
from onrecord.store.store import Store
from onrecord.story.searching import names_of
from onrecord.story.tally import TallyAsked

router = APIRouter()
_SEE_OTHER = 303
_SHOWN = 5  # notices of each alert
_Words = Annotated[str, Form(max_length=1000)]


class Watched(msgspec.Struct, frozen=True):
    """An alert as the page shows it.

    Args:
        asked: its question in words: label and value.
        address: of the page that asks the same; None where there is none.
        host: that is told; its whole address may hold a secret.
        dead: deliveries that were given up; ``waiting`` those that are tried again.
    """

    alert: Alert
    asked: list[tuple[str, str]]
    address: str | None
    host: str | None
    notices: list[Notice]
    articles: dict[int, ArticleRow]
    dead: list[Delivery]
    waiting: list[Delivery]


@router.get("/alerts")
def alerts(request: Request, notice: str | None = None) -> Response:
    """List alerts with what each noticed last."""
    store: Store = request.app.state.store
    watched = [_watched(store, alert) for alert in door.list_alerts(store)]
    return page(request, "alerts", watched=watched, notice=notice)


@router.post("/alerts/search")
def watch_search(
    request: Request, name: _Words, query: Annotated[SearchQuery, Query()], webhook: _Words = ""
) -> Response:  # fmt: skip
    """Watch the search that the address asks for."""
    if query.what != "said":
        raise UsageError("what was said can be watched, and tallies, and positions; this is neither of them")
    asked = msgspec.structs.replace(query.said(), as_of=None, offset=0)
    return _made(request, name, asked, webhook)


@router.post("/alerts/tally")
def watch_tally(
    request: Request, name: _Words, words: _Words, place: _Words = "", source: _Words = "", story: _Words = "",
    webhook: _Words = "",
) -> Response:  # fmt: skip
    """Watch a count."""
    number = int(story) if story.isdecimal() else None
    asked = TallyAsked(words=words, place=place or None, source=source or None, story=number)
    return _made(request, name, asked, webhook)


@router.post("/alerts/position")
def watch_position(
    request: Request, name: _Words, actor: _Words, issue: _Words = "", webhook: _Words = ""
) -> Response:  # fmt: skip
    """Watch where an actor stands."""
    return _made(request, name, PositionAsked(actor=actor, issue=issue.strip() or None), webhook)


@router.post("/alerts/{number}/remove")
def remove(request: Request, number: int) -> Response:
    """Take an alert away."""
    door.remove_alert(request.app.state.store, number)
    return RedirectResponse(addresses.alerts(notice="removed"), _SEE_OTHER)


def _made(request: Request, name: str, question: Question, webhook: str) -> Response:
    made = door.add_alert(request.app.state.store, name, question, webhook.strip() or None)
    if made.secret is None:
        return RedirectResponse(addresses.alerts(notice="made"), _SEE_OTHER)
    # Shown once and kept in no address: whoever has it can sign as this server.
    shown = page(request, "secret", secret=made.secret, alert=made.alert)
    shown.headers["Cache-Control"] = "no-store"
    return shown


def _watched(store: Store, alert: Alert) -> Watched:
    _, noticed = door.noticed(store, alert.id, _SHOWN)
    on_the_way = door.deliveries(store, alert.id) if alert.webhook else []
    return Watched(
        alert=alert,
        asked=_in_words(store, alert),
        address=_address(alert),
        host=target_of(alert.webhook).host if alert.webhook else None,
        notices=noticed,
        articles=_articles(store, noticed),
        dead=[one for one in on_the_way if one.status == "dead"],
        waiting=[one for one in on_the_way if one.status == "due" and one.attempts],
    )


def _in_words(store: Store, alert: Alert) -> list[tuple[str, str]]:
    actor = {"by": alert.asked["actor"]} if alert.kind == "position" else {}
    named = names_of(store, {**alert.asked, **actor})
    if alert.kind == "position":
        issue = alert.asked.get("issue")
        return [("where", named.get("by", alert.asked["actor"])), ("stands on", issue or "anything")]
    return [(name, named.get(name, str(value))) for name, value in alert.asked.items() if name not in _NOT_SHOWN]


_NOT_SHOWN = ("limit", "offset", "newest")


def _address(alert: Alert) -> str | None:
    asked: dict[str, Any] = {name: value for name, value in alert.asked.items() if name not in _NOT_SHOWN}
    if alert.kind == "position":
        return addresses.actor(int(asked["actor"]))
    if alert.kind == "search":
        return addresses.search(**asked)
    return addresses.story(int(asked["story"])) if asked.get("story") else None


def _articles(store: Store, noticed: list[Notice]) -> dict[int, ArticleRow]:
    with store.reading() as connection:
        return articles_of(connection, (notice.article for notice in noticed))
