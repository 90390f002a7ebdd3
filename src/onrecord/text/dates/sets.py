"""Rules for what comes back: "every Monday", "twice a week", "per day", "daily"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.text.dates import periods
from onrecord.text.dates.clocks import PARTS
from onrecord.text.dates.spells import count, unit

if TYPE_CHECKING:
    from onrecord.text.dates.anchor import Anchor, Found
    from onrecord.text.dates.shapes import Match

ANNUAL = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "hourly": "PT1H",
    "yearly": "P1Y",
    "annually": "P1Y",
}


def every(m: Match, anchor: Anchor) -> Found:
    """Read "every day", "each of the", "every two weeks", "every other month"."""
    del anchor
    part = m.word("PART").rstrip("s")
    if part:
        return "SET", f"XXXX-XX-XXT{PARTS[part]}"
    if m.one("WEEKEND"):
        return "SET", "XXXX-WXX-WE"
    return "SET", periods.length(count(m) or 1, unit(m))


def times_a(m: Match, anchor: Anchor) -> Found:
    """Read "twice a week", "per day"."""
    del anchor
    return "SET", periods.length(1, unit(m))


def annual(m: Match, anchor: Anchor) -> Found:
    """Read "daily", "monthly"; not the name of a newspaper."""
    del anchor
    if m.run[m.first].capital and m.last < len(m.run) and m.run[m.last].capital:
        return None
    return "SET", ANNUAL[m.word("ANNUAL")]
