"""What time expressions are counted from: the day of publication, what was named before, and the tense around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.text.dates.periods import a_year_earlier

if TYPE_CHECKING:
    from onrecord.record import TimexType

# "A year ago" means that quarter of the year before for so many code points after a quarter was named, and not after a
# half year or nine months were: set on the four fifths of TempEval-3's training articles that are not held back.
REACH = 700
NEVER = -1_000_000
DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR = re.compile(r"[1-9]\d{3}(?!\d)")
SPANS_OF_QUARTERS = frozenset({"P6M", "P9M", "P12M"})
Found = tuple["TimexType", str] | None


@dataclass
class Anchor:
    """What expressions are counted from while an article is read.

    Args:
        today: the day of publication; None leaves relative expressions open.
        ahead: whether the clause around a code point speaks of what is to come.
        surely: whether it does so by its verb.
        past: whether it speaks of what has been.
        named: the day that the block named last.
        month: the month that it named last, or that of the day, as "2024-05".
        year: the year that it named last, or that of the day or month.
        quarter: the quarter that the article named last.
    """

    today: date | None
    ahead: Callable[[int], bool]
    surely: Callable[[int], bool]
    past: Callable[[int], bool]
    named: date | None = None
    month: str | None = None
    year: int | None = None
    quarter: str | None = None
    compared_at: int = NEVER

    def new_block(self) -> None:
        """Forget what only the block before had named."""
        self.named = self.month = self.year = None

    def note(self, kind: TimexType, value: str, at: int) -> None:
        """Keep what was found for what is counted from it.

        Args:
            at: code point where the expression stands.
        """
        if kind == "DURATION" and value in SPANS_OF_QUARTERS:
            self.compared_at = NEVER
        if kind not in {"DATE", "TIME"}:
            return
        if value[4:6] == "-Q":
            self._note_quarter(value, at)
        if YEAR.match(value):
            self.year = int(value[:4])
        if len(value) >= len("2024-05") and value[5:7].isdigit():
            self.month = value[:7] if YEAR.match(value) else None  # nothing is counted from a month of no known year
        if DAY.match(value):
            self.named = date.fromisoformat(value[:10])

    def _note_quarter(self, value: str, at: int) -> None:
        if self.today is not None and value > f"{self.today.year}-Q{(self.today.month + 2) // 3}":
            return  # nothing has been counted in it yet
        self.compared_at = at
        if not (self.quarter and value == a_year_earlier(self.quarter)):
            self.quarter = value

    def compared(self, at: int) -> str | None:
        """Return the quarter that "a year ago" at a code point goes back from, None where a year is meant."""
        return self.quarter if at - self.compared_at <= REACH else None

    def near(self, unit: str = "day") -> date | None:
        """Return the day that was named last in the block, else that of publication.

        Args:
            unit: for a "month" or "year", a day in the one that was named last.
        """
        if unit == "year" and self.year is not None:
            return _countable(self.today.replace(day=1, year=self.year) if self.today else date(self.year, 1, 1))
        if unit in {"month", "quarter"} and self.month is not None:
            return _countable(date(int(self.month[:4]), int(self.month[5:7]), 1))
        return _countable(self.named) or self.today


def _countable(day: date | None) -> date | None:
    return day if is_countable(day) else None


def is_countable(day: date | None) -> bool:
    """Tell whether days can be counted from a day without leaving the calendar."""
    return day is not None and 1000 <= day.year <= 9000  # noqa: PLR2004 - far from both its ends
