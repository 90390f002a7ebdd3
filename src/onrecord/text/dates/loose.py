"""Rules for what names no day of the calendar by itself: "now", "recently", "the future"; and for holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.text.dates import periods

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.text.dates.anchor import Anchor, Found
    from onrecord.text.dates.shapes import Match

REFS = {
    "PRESENT_REF": "now currently nowadays current",
    "PAST_REF": "recently recent previously lately past formerly",
    "FUTURE_REF": "soon future",
}
REF_OF = {word: value for value, words in REFS.items() for word in words.split()}
DAY = timedelta(days=1)
# Holidays by the words that name them.
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "thanksgiving": lambda year: periods.nth_weekday(year, 11, 3, 4),
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas": lambda year: date(year, 12, 25),
    "boxing day": lambda year: date(year, 12, 26),
    "new year's eve": lambda year: date(year, 12, 31),
    "new year's day": lambda year: date(year, 1, 1),
    "halloween": lambda year: date(year, 10, 31),
    "valentine's day": lambda year: date(year, 2, 14),
    "may day": lambda year: date(year, 5, 1),
    "labor day": lambda year: periods.nth_weekday(year, 9, 0, 1),
    "memorial day": lambda year: periods.nth_weekday(year, 5, 0, -1),
    "columbus day": lambda year: periods.nth_weekday(year, 10, 0, 2),
    "veterans day": lambda year: date(year, 11, 11),
    "armistice day": lambda year: date(year, 11, 11),
    "fourth of july": lambda year: date(year, 7, 4),
    "easter sunday": periods.easter,
    "easter monday": lambda year: periods.easter(year) + DAY,
    "easter": periods.easter,
    "good friday": lambda year: periods.easter(year) - 2 * DAY,
}
# The first words of holidays' names.
OPENERS = frozenset(name.split()[0].split("'")[0] for name in HOLIDAYS)


def reference(m: Match, anchor: Anchor) -> Found:
    """Read "now", "recently", "soon"."""
    if m.word("SOON") and (m.before() in {"as", "how"} or m.after() == "after" or anchor.past(m.start)):
        return None  # "soon after", "he soon left"
    known = next((p.text for p in m if p.text in REF_OF), None)
    return ("DATE", REF_OF[known]) if known else None


def holiday(m: Match, anchor: Anchor) -> Found:
    """Read "Thanksgiving", "last Christmas", "New Year's Day 2001"."""
    year, lead = m.one("YEAR"), m.word("LAST", "NEXT", "THIS")
    words = " ".join(p.text for p in m if p.kind not in {"LAST", "NEXT", "THIS", "YEAR", "COMMA"})
    name = words.replace(" ' s", "'s").replace(" ’ s", "'s").replace("'", "'")
    known = HOLIDAYS.get(name) or HOLIDAYS.get(name.removesuffix(" day"))
    if known is None:
        return None
    if year is not None:
        return "DATE", known(int(year.text)).isoformat()
    if anchor.today is None:
        return None
    return "DATE", _nearest(known, anchor.today, lead, ahead=anchor.ahead(m.start))


def _nearest(known: Callable[[int], date], today: date, lead: str, *, ahead: bool) -> str:
    when = known(today.year)
    if lead in {"last", "past"} or (when > today and not ahead and (when - today).days > 60):  # noqa: PLR2004 - two months
        when = when if when < today else known(today.year - 1)
    elif when < today and (ahead or lead == "next"):
        when = known(today.year + 1)
    return when.isoformat()


def moment(m: Match, anchor: Anchor) -> Found:
    """Read "at the moment", "at present"."""
    del anchor
    fits = (m.one("THE") is None) == (m.word("MOMENT") == "present") and m.after() not in {"of", "when", "that"}
    return ("DATE", "PRESENT_REF") if fits else None


def these_days(m: Match, anchor: Anchor) -> Found:
    """Read "these days"."""
    del anchor
    return ("DATE", "PRESENT_REF") if m.word("THIS") == "these" else None


def recent(m: Match, anchor: Anchor) -> Found:
    """Read "recent weeks"."""
    del anchor, m
    return "DATE", "PAST_REF"


def the_past(m: Match, anchor: Anchor) -> Found:
    """Read "in the past"."""
    del anchor
    return (
        ("DATE", "PAST_REF")
        if m.word("LAST") == "past" and m.before() in {"in", "from", "of", "with", "than"}
        else None
    )
