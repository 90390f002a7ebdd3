"""Statements: who said what, through whom, to whom, when, in which words."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.event import Event
from onrecord.record.span import Span

StatementKind = Literal["direct", "mixed", "indirect"]
Grade = Literal["named", "organisation", "role", "anonymous", "collective", "none"]
Mode = Literal["affirm", "deny", "decline", "ask"]
Act = Literal[
    "say", "claim", "warn", "vow", "urge", "demand", "deny", "acknowledge", "estimate", "accuse", "promise",
    "hope", "believe", "oppose", "support", "order", "ask", "report", "decline", "agree", "announce", "criticise",
    "plan", "expect", "fear", "rule",
]  # fmt: skip


class SaidOn(msgspec.Struct, frozen=True):
    """The day a statement was made, with the words that date it.

    Args:
        value: ISO date (``YYYY-MM-DD``) or month (``YYYY-MM``).
    """

    value: str
    start: int
    end: int


class Statement(msgspec.Struct, frozen=True):
    """One attribution: a source, a cue and what is attributed.

    Args:
        key: the same across re-readings, see :mod:`onrecord.record.keys`.
        source: the words that name the source here; null where none is written.
        content: in pieces where the cue or source interrupts it; empty only for a refusal.
        speaker: id of the actor; null where unknown.
        within: id of the innermost statement whose content holds this one's cue.
        relayed_by: ids of the actors through whom it reached the article, innermost first.
        confidence: 0 to 1.
        event: of PLOVER, that the saying is; null where it is none.
    """

    id: str
    key: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: StatementKind
    speaker: str | None
    grade: Grade
    within: str | None = None
    relayed_by: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    mode: Mode = "affirm"
    act: Act = "say"
    reiterates: bool = False
    said_on: SaidOn | None = None
    topics: tuple[str, ...] = ()
    confidence: float = 0.5
    event: Event | None = None
