"""TIMEX3 values in words: “Tue 30 April 2024”, “the third quarter of 2023”, “every Monday”, “some days”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.serve import wording

if TYPE_CHECKING:
    from onrecord.record import Timex

_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_PARTS_OF_DAYS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_NTH = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days", "Q": "quarters", "E": "decades", "C": "centuries"}
_CLOCK_UNITS = {"H": "hours", "M": "minutes", "S": "seconds"}
# Of a value without its clock: a quarter or half of a year, a season, a week, a weekend, a weekday, a month, a day.
_QUARTER = re.compile(r"(\d{4}|XXXX)-([QH])([1-4])")
_SEASON = re.compile(r"(\d{4}|XXXX)-(SP|SU|FA|WI)")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7]|WE)")
_MONTH_DAY = re.compile(r"XXXX-(\d{2}|XX)(?:-(\d{2}))?")
_LENGTH = re.compile(r"P(T?)(X|\d+(?:\.\d+)?)([A-Z])")


def timex(date: Timex) -> str:
    """Return a time expression's value in words; what has no words as it is."""
    if date.value in _REFERENCES:
        return _REFERENCES[date.value]
    every = date.type == "SET"
    if date.value.startswith("P"):
        length = _length(date.value)
        return f"every {length.removeprefix('1 ')}" if every else length
    day, _, clock = date.value.partition("T")
    words = _day(day)
    time = _PARTS_OF_DAYS.get(clock, clock[:5])
    joined = ", ".join(part for part in (words, time) if part) or date.value
    return f"every {joined}" if every else joined


def _length(value: str) -> str:
    found = _LENGTH.fullmatch(value)
    if found is None:
        return wording.duration(value)
    unit = (_CLOCK_UNITS if found[1] else _UNITS).get(found[3])
    if unit is None:
        return value
    return f"some {unit}" if found[2] == "X" else f"{found[2]} {unit.removesuffix('s') if found[2] == '1' else unit}"


def _day(value: str) -> str:  # noqa: PLR0911 - one line for each form
    if found := _QUARTER.fullmatch(value):
        kind = "quarter" if found[2] == "Q" else "half"
        return f"the {_NTH[found[3]]} {kind}" + ("" if found[1] == "XXXX" else f" of {found[1]}")
    if found := _SEASON.fullmatch(value):
        return _SEASONS[found[2]] + ("" if found[1] == "XXXX" else f" {found[1]}")
    if found := _WEEK.fullmatch(value):
        return f"{'the weekend of ' if found[3] else ''}week {int(found[2])} of {found[1]}"
    if found := _WEEKDAY.fullmatch(value):
        return "weekend" if found[1] == "WE" else _DAYS[int(found[1]) - 1]
    if found := _MONTH_DAY.fullmatch(value):
        return _open_day(found)
    if re.fullmatch(r"\d{3}", value):
        return f"the {value}0s"
    if re.fullmatch(r"\d{2}", value):
        return f"the {wording.ordinal(int(value) + 1)} century"
    return (
        value[:4] if value.endswith("-XX-XX") and value[:4].isdigit() else wording.day(value.replace("XXXX-XX-XX", ""))
    )


def _open_day(found: re.Match[str]) -> str:
    """A month or day of no known year: "May", "3 May", "the 22nd"."""
    if found[1] == "XX":
        return f"the {wording.ordinal(int(found[2]))}" if found[2] else found[0]
    month = _MONTHS[(int(found[1]) - 1) % len(_MONTHS)]
    return f"{int(found[2])} {month}" if found[2] else month
