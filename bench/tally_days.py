"""How the articles of bench/tallies.py name the day of a count, beyond weekdays."""

from __future__ import annotations

import datetime as dt


def days_of(day: dt.date, published: dt.date) -> dict[str, tuple[str, ...]]:
    """Return the words for the day of a count: ``today``, ``date``, ``asat``, ``between``, ``to``, ``paper``, ``was``.

    Args:
        day: of the count.
        published: day of the article.
    """
    before = day - dt.timedelta(1)
    weekday, month = f"{day:%A}", f"{day:%B}"
    dates = [f"{day.day} {month}", f"{month} {day.day}"]
    dates += [f"{dates[0]} {day.year}", f"{dates[1]}, {day.year}"]
    return {
        "today": ("today", "earlier today", "this morning") if day == published else ("yesterday", "yesterday evening"),
        "date": tuple(dates),
        "asat": (
            f"as at {dates[0]}", f"as of midnight on {weekday}", f"as of noon on {dates[0]}", f"by {weekday} night",
            f"by the end of {weekday}", f"until {weekday} evening", f"as of the evening of {dates[0]}",
            f"as of 6 p.m. on {weekday}", f"by nightfall on {weekday}", f"as of {weekday} morning",
        ),
        "between": (
            f"between the afternoons of {_pair(before, day)}",
            f"between the mornings of {_pair(before, day)}",
            f"between {before:%A} noon and {weekday} noon",
            f"from {before:%A} evening to {weekday} evening",
        ),
        "to": (
            f"in the 24 hours to {weekday} noon", f"in the 24 hours up to {weekday} evening",
            f"in the 24 hours before {weekday} night", f"in the 24-hour period ending {weekday} morning",
        ),
        "paper": (f"{published:%B} {published.day}", f"{published.day} {published:%b}"),
        "was": (f"{before:%A}", f"{before:%A}"),
        "wday": (weekday,),
        "ondate": (f"on {weekday}, {month} {day.day}", f"on {weekday} ({day.day} {month})", f"on {month} {day.day}"),
        "spk": ("Omar Haddad", "Leila Mansour", "Dr. Samir Aziz"),
    }  # fmt: skip


def _pair(before: dt.date, day: dt.date) -> str:
    if before.month == day.month:
        return f"{before.day} and {day.day} {day:%B}"
    return f"{before.day} {before:%B} and {day.day} {day:%B}"
