"""Times as exports write them: RFC 3339 in UTC; a day stays a day where the format has a place for days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


def in_utc(value: str | None) -> str | None:
    """Return a time in UTC, ``2024-05-01T14:03:00Z``; null for a day alone, and for what is no time.

    Args:
        value: RFC 3339 with any offset; without one it is taken for UTC.
    """
    if value is None or _DAY.fullmatch(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        whole = aware.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return whole.isoformat(timespec="milliseconds" if whole.microsecond else "seconds") + "Z"


def day_of(value: str | None) -> str | None:
    """Return the day that a time or a day begins with, of its own offset; null for what is none."""
    if value is None or not (found := _DAY.match(value)):
        return None
    try:
        return date.fromisoformat(found[0]).isoformat()
    except ValueError:
        return None


def day_or_month(value: str | None) -> str | None:
    """Return a day or a month as it is; null for what is neither."""
    if value is not None and _MONTH.fullmatch(value):
        return value
    return day_of(value)


def moment(value: str | None) -> str | None:
    """Return a time in UTC where a format knows no days: a day is its first second."""
    return in_utc(value) or (f"{day}T00:00:00Z" if (day := day_of(value)) else None)


def day_or_moment(value: str | None) -> str | None:
    """Return a time in UTC, or a day as it is."""
    return in_utc(value) or day_of(value)
