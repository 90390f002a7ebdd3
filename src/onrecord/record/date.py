"""Dates: TIMEX3 expressions, resolved."""

from __future__ import annotations

from typing import Literal

import msgspec

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Timex(msgspec.Struct, frozen=True):
    """One time expression of the text.

    Args:
        value: TIMEX3 value, resolved against the publication date (https://timeml.org, TIMEX3).
    """

    start: int
    end: int
    type: TimexType
    value: str
