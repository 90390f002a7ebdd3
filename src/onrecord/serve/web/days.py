"""Days and months in addresses."""

from __future__ import annotations

from calendar import monthrange


def last_of(month: str) -> str:
    """Return the last day of a month, ``YYYY-MM``, as an ISO date."""
    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]}"
