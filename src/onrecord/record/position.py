"""Positions: where an actor stands on something people disagree about."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.span import Span

Stance = Literal["support", "oppose", "conditional", "neutral"]
Change = Literal["new", "reiterated", "shifted", "unknown"]


class Position(msgspec.Struct, frozen=True):
    """One actor's stance on one issue, with the words that show it.

    Args:
        holder: id of the actor.
        issue: a neutral noun phrase whose content words stand in the text.
    """

    id: str
    key: str
    confidence: float
    holder: str | None
    issue: str
    issue_spans: tuple[Span, ...]
    stance: Stance
    evidence: Span
    statement: str | None = None
    change: Change = "unknown"
