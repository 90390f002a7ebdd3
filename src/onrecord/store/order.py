"""One number that puts rows in the order of days, and those of one day in the order of their ids.

It is the row's number in the full-text index too: what is newest, or of some days, is found there without a look at the
rows that are not.
"""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement

from onrecord.store.wanted import Wanted

# More than ids of items reach: a hundred million articles.
IDS = 10**13
# Days of 31 to a month from the year 1900 on: every day of the calendar comes after the one before. Whole numbers of 64
# bits end in the year 4319.
_LAST_DAY = 900_000
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def in_order(known_on: str, ident: int) -> int:
    """Return the number of a row.

    Args:
        known_on: ``YYYY-MM-DD``.
        ident: its id.
    """
    return (_day(known_on) or 0) * IDS + ident


def first_of(day: str) -> int | None:
    """Return the least number of a day; None for what is no day."""
    found = _day(day)
    return None if found is None else found * IDS


def last_of(day: str) -> int | None:
    """Return the greatest number of a day; None for what is no day."""
    found = _day(day)
    return None if found is None else (found + 1) * IDS - 1


def of_days(column: ColumnElement[int], wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return the conditions that a row is of the days wanted.

    Args:
        column: the row's number.
    """
    first = first_of(wanted.since) if wanted.since is not None else None
    last = last_of(wanted.last) if wanted.last is not None else None
    conditions = [] if first is None else [column >= first]
    return conditions if last is None else [*conditions, column <= last]


def _day(day: str) -> int | None:
    match = _DAY.fullmatch(day)
    if match is None:
        return None
    year, month, day_of_month = map(int, match.groups())
    return min(max((year - 1900) * 372 + (month - 1) * 31 + day_of_month - 1, 0), _LAST_DAY)
