"""What can be watched: the questions of alerts, checked when they are made and asked again as things arrive."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from onrecord.errors import StoreError, UsageError
from onrecord.store.alerting import Alert, AlertKind
from onrecord.store.words import parse
from onrecord.story.actor_named import actor_named
from onrecord.story.asking import Asked, checked_day, wanted_of
from onrecord.story.tally import TallyAsked
from onrecord.story.tally.ask import counted


class PositionAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Whose stand is watched.

    Args:
        actor: id of the actor; a name is looked up when the alert is made.
        issue: words that the issue's name or one of its wordings holds; None for all issues.
    """

    actor: str
    issue: str | None = None


Question = Asked | TallyAsked | PositionAsked
_TYPES: dict[AlertKind, type[Question]] = {"search": Asked, "tally": TallyAsked, "position": PositionAsked}
_KINDS: dict[type[Question], AlertKind] = {question: kind for kind, question in _TYPES.items()}


def kind_of(question: Question) -> AlertKind:
    """Return what kind of alert a question makes."""
    return _KINDS[type(question)]


def checked(connection: Connection, question: Question) -> dict[str, Any]:
    """Return a question as it is kept: names turned into numbers, so that a later namesake changes nothing.

    Raises:
        UsageError: a name is nobody's or several's, a day is none, the words hold nothing to look for, or all is asked.
    """
    if isinstance(question, PositionAsked):
        found = actor_named(connection, question.actor)
        return {"actor": str(found.id), **({"issue": question.issue} if question.issue else {})}
    if isinstance(question, TallyAsked):
        counted(question.words)
        checked_day(question.since)
        return _set(question, TallyAsked())
    if question.words is not None:
        parse(question.words)
    wanted = wanted_of(connection, question)
    asked = _set(question, Asked()) | {
        name: str(who) for name, who in (("by", wanted.speaker), ("to", wanted.addressee)) if who is not None
    }
    if not set(asked) - {"limit", "newest", "offset"}:
        raise UsageError("an alert on everything that is said would never be quiet; give words, a name or a filter")
    return asked


def question_of(alert: Alert) -> Question:
    """Return the question of an alert.

    Raises:
        StoreError: the store does not hold one that this version knows.
    """
    try:
        return msgspec.convert(alert.asked, _TYPES[alert.kind])
    except (msgspec.ValidationError, KeyError) as error:
        raise StoreError(f"alert {alert.id} cannot be understood ({error}); remove it and make it again") from error


def _set(question: Question, plain: Question) -> dict[str, Any]:
    asked, usual = msgspec.structs.asdict(question), msgspec.structs.asdict(plain)
    words = {"words": asked["words"]} if isinstance(question, TallyAsked) else {}
    return words | {name: value for name, value in asked.items() if value != usual[name]}
