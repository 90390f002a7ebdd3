"""How the articles of bench/tallies.py name the hour or the bulletin of a count, beside bench/tally_days.py."""

from __future__ import annotations

import datetime as dt


def hours_of(day: dt.date) -> dict[str, tuple[str, ...]]:
    """Return the words: ``hour``, ``close``, ``late``, ``issue``, ``window``, ``stamp``; ``eve`` for the day before.

    Args:
        day: of the count.
    """
    before = day - dt.timedelta(1)
    weekday, last, month = f"{day:%A}", f"{before:%A}", f"{day:%B}"
    return {
        "hour": (
            f"as of 6 p.m. local time on {weekday}", f"as at 1800 hrs on {day.day} {month}",
            f"as of dawn on {weekday}", f"as of 14:00 on {day.day} {month}", f"at noon on {weekday}",
            f"at the close of {weekday}",
        ),
        "close": (
            f"up to and including {weekday}", f"through {weekday}", f"by the close of {weekday}",
            f"by dusk on {weekday}", f"by the end of {day.day} {month}", f"by mid-afternoon on {weekday}",
        ),
        "late": (
            f"late on {weekday}", f"on {weekday} night", f"on {weekday} evening", f"late {weekday}",
        ),
        "issue": (
            f"in a bulletin on {weekday}", f"in {weekday}'s bulletin", f"in a statement dated {day.day} {month}",
            f"in a note issued on {weekday}", f"at a {weekday} news conference", f"at {weekday}'s briefing",
        ),
        "window": (
            f"between {last} evening and {weekday} evening", f"in the 24 hours that ended at noon on {weekday}",
            f"in the 24 hours to 6 p.m. on {weekday}", f"from dusk on {last} to dusk on {weekday}",
            f"in the 24 hours that ended on {weekday} morning", f"between the {last} and {weekday} updates",
        ),
        "stamp": (
            f"{day.day} {month} {day.year}", f"{weekday} {day.day} {month}", f"{month} {day.day}, {day.year}",
        ),
        "eve": (f"on {last}", f"on {last} evening", f"in {last}'s bulletin", f"on {before.day} {before:%B}"),
    }  # fmt: skip
