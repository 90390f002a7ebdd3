"""Figures: every number that tells a fact, and on whose word."""

from __future__ import annotations

from typing import Literal

import msgspec

Change = Literal["former", "revised"]


class Period(msgspec.Struct, frozen=True):
    """What time a count covers; ISO dates, either end open."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None


class AsOf(msgspec.Struct, frozen=True):
    """The day a count stood so, only where the text dates it."""

    value: str


class Figure(msgspec.Struct, frozen=True):
    """One number with its bound, what it counts and its source.

    Args:
        start: of the smallest phrase with qualifier, number and what is counted.
        low: null for "at most"; low = high for an exact or approximate number.
        high: null for "at least".
        measure: ``killed``, ``money``, ``percent``, ``duration``, ``count`` … (docs/record.md lists them).
        unit: ``people``, ``percent``, ``km``, ``years`` …
        currency: ISO 4217 code of money.
        chain: ids of the actors on whose word it stands, the source first.
        statement: id of the statement that carries it.
        part_of: id of the larger figure that this is part of.
        change: ``former`` where the text says that it was replaced or passed ("up from 20"), ``revised`` where it takes
            back another ("revised down to 20").
    """

    id: str
    key: str
    confidence: float
    start: int
    end: int
    low: int | float | None
    high: int | float | None
    approx: bool
    measure: str
    what: str | None
    unit: str | None = None
    currency: str | None = None
    place: str | None = None
    period: Period | None = None
    as_of: AsOf | None = None
    cumulative: bool | None = None
    source: str | None = None
    chain: tuple[str, ...] = ()
    statement: str | None = None
    part_of: str | None = None
    change: Change | None = None
