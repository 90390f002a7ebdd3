"""Rules for years, decades, centuries and seasons."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from onrecord.text.dates.pieces import LEADS_TO_MONTH, SEASONS, day_number
from onrecord.text.numbers import TENS, UNITS

if TYPE_CHECKING:
    from onrecord.text.dates.anchor import Anchor, Found
    from onrecord.text.dates.shapes import Match

# "Fifteen" to "twenty", with what follows them, spell a year.
FIRST_CENTURY, LAST_CENTURY, CENTURY, TENS_FROM = 15, 20, 100, 10
PLURAL = re.compile(r"[^\W\d_]{3,}s$")
COUNTED = frozenset("people men women children".split())
LEADS_TO_YEAR = LEADS_TO_MONTH | frozenset("the a an and to of s or between - – ( / its his their our whose".split())


def year_alone(m: Match, anchor: Anchor) -> Found:
    """Read "1989", "fiscal 1989", "the year 2000"."""
    del anchor
    bare = m.last - m.first == 1 and m.before() not in LEADS_TO_YEAR
    if bare and (m.after() in COUNTED or PLURAL.match(m.after())):
        return None  # more likely a count: "2000 soldiers"
    return "DATE", m.word("YEAR")


def short_year(m: Match, anchor: Anchor) -> Found:
    """Read "in '89", "the summer of '69"."""
    tick, number = m
    fits = tick.end == number.start and len(number.text) == 2 and number.text.isdigit()  # noqa: PLR2004 - digits
    if not fits or m.before() not in {
        "in",
        "of",
        "since",
        "until",
        "by",
        "from",
        "to",
        "and",
        "spring",
        "summer",
        "fall",
        "winter",
    }:
        return None
    this = anchor.today.year if anchor.today else 2000
    year = this - this % 100 + int(number.text)
    return "DATE", str(year if year <= this + 10 else year - 100)


def spoken_year(m: Match, anchor: Anchor) -> Found:
    """Read "nineteen ninety-six", "the year two thousand"."""
    del anchor
    year = _spoken(m)
    return ("DATE", year) if year else None


def year_named(m: Match) -> str:
    """Return the year that stands in a match, in digits or words; empty where there is none."""
    return m.word("YEAR") or (_spoken(m) if m.one("WORD") else "")


def _spoken(m: Match) -> str:
    """The year that words spell; empty where they spell none."""
    words = [p.text for p in m if p.kind in {"WORD", "HUNDRED"}]
    if not words:
        return ""
    if words[:2] == ["two", "thousand"]:
        return str(2000 + sum(_number(w) for w in words[2:]))
    hundreds, rest = _number(words[0]), [_number(w) for w in words[1:]]
    # "ninety-six" or "fifteen": tens and ones, as years are spoken.
    spelt = len(rest) == 1 or (len(rest) == 2 and rest[0] >= TENS["twenty"] and rest[1] < TENS_FROM)  # noqa: PLR2004 - tens, ones
    fits = spelt and FIRST_CENTURY <= hundreds <= LAST_CENTURY and TENS_FROM <= sum(rest) < CENTURY
    return str(hundreds * CENTURY + sum(rest)) if fits else ""


def _number(word: str) -> int:
    return UNITS.get(word, TENS.get(word, 0))


def decade(m: Match, anchor: Anchor) -> Found:
    """Read "the 1990s", "the '80s", "the nineties"."""
    del anchor
    word = m.word("NINETIES")
    if word:
        return "DATE", f"19{TENS[word[:-3] + 'y'] // 10}"
    digits = m.word("DECADE").rstrip("s’'")
    if len(digits) == 4:  # noqa: PLR2004 - digits of a year
        return "DATE", digits[:3] if 14 <= int(digits[:2]) <= 20 else None  # type: ignore[return-value]  # noqa: PLR2004
    return ("DATE", f"19{digits[0]}") if m.one("THE", "TICK", "EARLY") and digits[0] != "0" else None


def season(m: Match, anchor: Anchor) -> Found:
    """Read "last summer", "the spring of 1990", "this fall"."""
    word, year = m.word("SEASON"), m.one("YEAR")
    lead = m.word("LAST", "NEXT", "THIS")
    today = anchor.today
    if word in {"fall", "spring"} and not (lead or year or m.one("THE", "EARLY")):
        return None
    if m.one("EVERY"):
        return "SET", f"XXXX-{SEASONS[word]}"
    if year is not None:
        return "DATE", f"{year.text}-{SEASONS[word]}"
    if today is None:
        return "DATE", f"XXXX-{SEASONS[word]}"
    return "DATE", f"{_year_of_season(m, anchor, today, word, lead):04d}-{SEASONS[word]}"


def _year_of_season(m: Match, anchor: Anchor, today: date, word: str, lead: str) -> int:
    begins = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[word]
    if lead in {"last", "previous"}:
        return today.year - (today.month < begins + 3)
    if lead in {"next", "coming"}:
        return today.year + (today.month >= begins)
    if lead == "this" or anchor.ahead(m.start):
        return today.year
    return today.year - (today.month < begins - 1)


def century(m: Match, anchor: Anchor) -> Found:
    """Read "the 20th century"."""
    del anchor
    piece = m.one("NTH", "ORDINAL")
    number = day_number(piece)
    if piece is not None and piece.text == "first" and m.run[m.first].kind == "WORD":
        number = 21
    return ("DATE", f"{number - 1:02d}") if number else None
