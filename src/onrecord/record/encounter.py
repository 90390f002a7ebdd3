"""Encounters: meetings, visits, calls, talks, conferences, hearings."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.event import Event
from onrecord.record.span import Span

EncounterType = Literal["meeting", "visit", "call", "talks", "conference", "hearing", "other"]
EncounterStatus = Literal["held", "planned", "cancelled"]


class EncounterDate(msgspec.Struct, frozen=True):
    """The day of an encounter, ISO."""

    value: str


class Encounter(msgspec.Struct, frozen=True):
    """One encounter, however often the article mentions it.

    Args:
        duration: ISO 8601 duration.
        ordinal: 7 of "his seventh trip".
        event: of PLOVER, that it is; null where it is none.
    """

    id: str
    key: str
    confidence: float
    start: int
    end: int
    mentions: tuple[Span, ...]
    type: EncounterType
    participants: tuple[str, ...]
    host: str | None = None
    place: str | None = None
    date: EncounterDate | None = None
    duration: str | None = None
    ordinal: int | None = None
    status: EncounterStatus = "held"
    statement: str | None = None
    event: Event | None = None
