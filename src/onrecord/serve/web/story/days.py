"""The days of a story, for the slider that takes its page back."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from onrecord.serve import wording


class Slider(msgspec.Struct, frozen=True):
    """What the slider moves over.

    Args:
        first: ISO day of the first article; ``last`` of the last, whatever the page's day.
        at: place of the page's day from the first; ``steps`` is now.
        day: the page's day; None for now.
        before: the day before the page's; ``after`` the one after it; None at an end, empty for now.
    """

    first: str
    last: str
    steps: int
    at: int
    day: str | None
    before: str | None
    after: str | None

    @property
    def says(self) -> str:
        """The page's day in words."""
        return "now" if self.day is None else wording.day(self.day)


def slider(first: str, last: str, day: str | None) -> Slider:
    """Return the slider of a story that was known from one day to another, at a day."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    steps = (end - start).days + 1
    at = steps if day is None else min(max((date.fromisoformat(day) - start).days, 0), steps - 1)
    step = timedelta(1)
    before = (start + timedelta(at) - step).isoformat() if at > 0 else None
    after = None if day is None else (start + timedelta(at) + step).isoformat() if at < steps - 1 else ""
    return Slider(first, last, steps, at, day, before, after)
