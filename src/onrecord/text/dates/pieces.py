"""A text cut into pieces, each with the kind of part it can play in a time expression.

Rules are written over the kinds (``shapes``), so that one rule reads "last Friday", "next summer" and "this March".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.text.numbers import ORDINALS, TENS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = re.compile(
    r"[0-9]++(?:[.,:/][0-9]++)*+(?:(?:st|nd|rd|th|['’]?s)(?![^\W_]))?"  # a number, an ordinal, a decade
    r"|[½¼¾]"
    r"|[ap]\.\s?m\b\.?"
    r"|o['’]clock"
    r"|[^\W\d_]+"
    r"|\S",
    re.IGNORECASE,
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
DAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
DAY_PLURALS = {name + "s": number for name, number in DAYS.items() if name.endswith("day")}
LEADS_TO_MONTH = frozenset(
    "in since until till by from through during of before after for last next this early late mid".split()
)
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
# Each word's part in a time expression. Words that are absent are OTHER.
WORDS = {
    word: kind
    for kind, words in {
        "A": "a an",
        "THE": "the",
        "AND": "and",
        "SO": "so",
        "OR": "or",
        "TO": "to through",
        "OF": "of",
        "FOR": "for during",
        "WITHIN": "within",
        "IN": "in",
        "ON": "on",
        "AT": "at",
        "BY": "by",
        "LAST": "last past previous preceding prior",
        "NEXT": "next coming upcoming following",
        "THIS": "this these",
        "THAT": "that same",
        "NOWISH": "current latest",
        "EVERY": "every each",
        "PER": "per",
        "TIMES": "once twice",
        "AGO": "ago",
        "SHIFT": "earlier before later after afterwards",
        "HENCE": "hence",
        "COMES": "from",
        "EARLY": "early late mid",
        "ABOUT": "about around approximately roughly some nearly almost",
        "MORE": "more less fewer over under",
        "THAN": "than",
        "LEAST": "least most",
        "UPTO": "up",
        "ONLY": "only just another additional full entire whole",
        "FEW": "few several many",
        "COUPLE": "couple",
        "HALF": "half",
        "DAYW": "day days",
        "WEEK": "week weeks fortnight fortnights",
        "MONTHW": "month months",
        "YEARW": "year years",
        "QUARTER": "quarter quarters",
        "PERIOD": "period",
        "AGES": "decade decades century centuries millennium millennia",
        "WEEKEND": "weekend weekends",
        "CLOCKUNIT": "hour hours minute minutes seconds",
        "SEASON": "spring summer autumn winter fall",
        "PART": "morning afternoon evening night mornings afternoons evenings nights",
        "NOON": "noon midnight midday",
        "NEAR": "today tonight yesterday tomorrow",
        "FISCAL": "fiscal financial",
        "END": "end start beginning middle close",
        "OLD": "old olds",
        "LONG": "long",
        "AHEAD": "ahead",
        "ANNUAL": "daily weekly monthly yearly annually hourly nightly",
        "NOW": "now currently nowadays",
        "ZONE": "est edt cst cdt mst mdt pst pdt gmt utc bst cet cest",
        "RECENT": "recently recent",
        "SOON": "soon",
        "FUTURE": "future",
        "NIGHTLONG": "overnight",
        "FEAST": "thanksgiving christmas halloween easter",
        "FEASTY": "labor memorial columbus veterans armistice boxing valentine good new",
        "EVE": "eve",
        "MOMENT": "moment present",
        "LENGTHY": "daylong weeklong monthlong yearlong hourlong decadelong",
        "NINETIES": "twenties thirties forties fifties sixties seventies eighties nineties",
        "HUNDRED": "hundred thousand",
        "DOZEN": "dozen",
        "TRADING": "trading business working calendar consecutive straight",
    }.items()
    for word in words.split()
}
WORDS |= dict.fromkeys(UNITS, "WORD") | dict.fromkeys(TENS, "WORD")
WORDS |= dict.fromkeys(ORDINALS, "ORDINAL")
WORDS |= dict.fromkeys("-–—‑", "HYPHEN") | {
    ",": "COMMA",
    ".": "DOT",
    "%": "PERCENT",
    "'": "TICK",
    "’": "TICK",
    "‘": "TICK",
}
# Months that are words of their own too.
TWICE = frozenset({"may", "march"})
# Letters of a month's short form; longer names need no full stop ("June" and "July" are whole).
SHORT = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
# Years that news speaks of by a bare number; beyond them four digits are more often a count.
FIRST_YEAR, LAST_YEAR = 1500, 2099
LONGEST = 24  # characters of a number that a date can have


# How numbers are written that are no plain digits.
FORMS = tuple(
    (kind, re.compile(form))
    for kind, form in (
        ("CLOCK", r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"),
        ("SLASHED", r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})"),
        ("DOTTED", r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"),
        ("POINT", r"[0-9]{1,2}\.[0-9]{2}"),
        ("NUMBER", r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?"),
        ("PIECE", r"[0-9]/[0-9]"),
        ("DECADE", r"(?:[0-9]{2})?[0-9]0['’]?s"),
        ("NTH", r"[0-9]{1,2}(?:st|nd|rd|th)"),
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, number or mark: code points, its letters in lower case, its kind, whether it opens with a capital."""

    start: int
    end: int
    text: str
    kind: str
    capital: bool


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces between two code points of a text, in order."""
    for found in PIECE.finditer(text, start, end):
        yield Piece(found.start(), found.end(), found[0].lower(), _kind(text, found), found[0][0].isupper())


def _kind(text: str, found: re.Match[str]) -> str:
    written = found[0]
    first = written[0]
    if first in "0123456789":
        return "OTHER" if _glued(text, found) else number_kind(written.lower())
    word = written.lower()
    if word in MONTHS or word in DAYS or word in DAY_PLURALS:
        return _calendar_kind(written, word)
    kind = WORDS.get(word)
    if kind is not None:
        return kind
    if first in "½¼¾":
        return "PIECE"
    if first in "apAP" and word[1:2] in {".", "m"} and word.replace(".", "").replace(" ", "") in {"am", "pm"}:
        return "AMPM"
    return "CLOCKWORD" if word[1:2] in {"'", "’"} else "OTHER"


def _calendar_kind(written: str, word: str) -> str:
    """A month or a weekday, where it is written as a name."""
    if not written[0].isupper():
        return "OTHER"
    if word in DAY_PLURALS:
        return "WEEKDAYS"
    if word in MONTHS:
        return "MAYBE" if word in TWICE else "SHORTMONTH" if word in SHORT else "MONTH"
    return "WEEKDAY" if word.endswith("day") else "SHORTDAY"


def _glued(text: str, found: re.Match[str]) -> bool:
    """Whether a number is money, part of a name or a code: "$1990", "B2024", "#12"."""
    if len(found[0]) > LONGEST:
        return True
    before = text[found.start() - 1] if found.start() else " "
    after = text[found.end() : found.end() + 1]
    ties = before.isalnum() or before in "$€£¥#_/\\.,:+*=@&"
    # "2024,500": the comma of a list is followed by a space.
    return ties or after in {"%", "_", "/", "\\", "@", "="} or (after.isalpha() and not _is_clock(text, found.end()))


def _is_clock(text: str, at: int) -> bool:
    """Whether "am", "pm", "a.m." or ISO 8601's T follows without a space."""
    return text[at : at + 3].lower().strip(". ")[:2] in {"am", "pm", "a.", "p."} or text[at] == "T"


def number_kind(written: str) -> str:
    """Return the kind of a number by how it is written."""
    if written.isdigit():
        size, value = len(written), int(written)
        if size == 4 and FIRST_YEAR <= value <= LAST_YEAR:  # noqa: PLR2004 - digits of a year
            return "YEAR"
        return "DAY" if size <= 2 and 1 <= value <= 31 else "NUMBER"  # noqa: PLR2004 - the calendar
    return next((kind for kind, form in FORMS if form.fullmatch(written)), "OTHER")


def day_number(piece: Piece | None) -> int:
    """Return the day of the month that a piece names; 0 for none."""
    if piece is None:
        return 0
    if piece.kind == "ORDINAL":
        return ORDINALS[piece.text]
    digits = piece.text.rstrip("stndrh")
    return int(digits) if digits.isdigit() else 0
