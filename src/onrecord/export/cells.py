"""The cells of a row as tables export them: flat columns, times in UTC."""

from __future__ import annotations

import re

import msgspec

from onrecord.export.times import day_or_moment
from onrecord.store.frames import Cell, flat

# Last words of the names of columns. Where a page tells a day alone, ``published`` is that day.
_DAYS = re.compile(r"(?:.*_)?(?:known_on|day)")
_TIMES = re.compile(r"(?:.*_)?first_seen")
_EITHER = re.compile(r"(?:.*_)?(?:published|modified)")


def cells_of(row: msgspec.Struct) -> dict[str, Cell]:
    """Return a row's cells by their columns."""
    cells = flat(row)
    for name, value in cells.items():
        if isinstance(value, str) and _EITHER.fullmatch(name):
            cells[name] = day_or_moment(value)
    return cells


def is_day(column: str) -> bool:
    """Whether a column has days, ``YYYY-MM-DD``."""
    return _DAYS.fullmatch(column) is not None


def is_time(column: str) -> bool:
    """Whether a column has times in UTC."""
    return _TIMES.fullmatch(column) is not None
