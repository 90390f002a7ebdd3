"""Shares, ages and dimensions: numbers with the unit that stands beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.text.quantities import units
from onrecord.text.quantities.reading import Quantity, Text

if TYPE_CHECKING:
    from onrecord.text.quantities.reading import Found

# A unit stands this near its number, and is no longer.
REACH = 40
PERCENT = re.compile(
    r"(?: ?%| ?- ?per ?cents?\b| per ?cents?\b| percentages?\b(?! points)| percentage points?\b| ?pct\b)", re.IGNORECASE
)
PERCENT_OF = re.compile(r"\bper ?cents? of $", re.IGNORECASE)
BARE_PERCENT = re.compile(r"\bper ?cents?\b|\bpercentages?\b|(?<![\w%])%(?!\w)", re.IGNORECASE)
AGE = re.compile(r"[ -](?P<unit>year|month|week|day)s?(?:[ -]old\b| of age\b)|[ -]?(?P<yo>y\.?/?o)\b\.?", re.IGNORECASE)
AGED = re.compile(r"\b(?:age|aged) $", re.IGNORECASE)
UNIT = re.compile(
    r"(?P<gap> {0,2}-? ?)(?P<open>[\[({<])?(?P<power>(?:square|sq\.?|cubic|cu\.?)[ -])?"
    r"(?P<unit>[^\W\d_]{1,60}(?:[ -](?:tons?|tonnes?|years?|miles?|feet|foot|ounces?|hours?)\b)?|[\"″])"
    r"(?P<raised>[23²³])?(?P<close>[\])}>])?(?![\w²³])"
)
INCHES = re.compile(r"(?: ?| and )(?P<number>\d{1,9}(?:\.\d{1,9})?(?: ?\d/\d)?) ?(?:inches|inch|in|\"|″)(?![\w])")
# Words that are units elsewhere too: only right behind digits, or never alone.
SHY = frozenset({"kmh", "stone", "mi", "gal", "ha", "turn", "cup", "kilo", "rad", "gms", "pm", "kb", "tb", "pb", "hp"})
WARM = re.compile(
    r"\b(?:temperatures?|heat|degrees? (?:celsius|fahrenheit)|celsius|fahrenheit|warming|thermometers?)\b",
    re.IGNORECASE,
)


def percents(text: str) -> list[Quantity]:
    """Return the shares in per cent of a text, and where per cent stand without a number (value null)."""
    read, out = Text(text), []
    for number in read.numbers:
        after = PERCENT.match(text, number.end)
        before = PERCENT_OF.search(text, max(0, number.start - REACH), number.start)
        if after is not None:
            out.append(Quantity(number.start, after.end(), "percent", number.value, unit="percent"))
        elif before is not None and not number.glued:
            out.append(Quantity(before.start(), number.end, "percent", number.value, unit="percent"))
    starts = [q.start for q in out]
    for match in BARE_PERCENT.finditer(text):
        at = bisect_left(starts, match.start() + 1) - 1
        inside = at >= 0 and match.start() < out[at].end
        if not inside and not any(a <= match.start() < b for a, b in read.addresses):
            out.append(Quantity(*match.span(), "percent", None, unit="percent"))
    return sorted(out, key=lambda q: q.start)


def ages(text: str) -> list[Quantity]:
    """Return the ages of a text: "ten months old", "87 yo", "age 87"."""
    out = []
    for number in Text(text).numbers:
        after = AGE.match(text, number.end)
        before = AGED.search(text, max(0, number.start - REACH), number.start)
        if after is not None:
            unit = (after["unit"] or "year").lower() + "s"
            out.append(Quantity(number.start, after.end(), "age", number.value, unit=unit))
        elif before is not None and not number.glued:
            out.append(Quantity(before.start(), number.end, "age", number.value, unit="years"))
    return out


def dimensions(text: str) -> list[Quantity]:
    """Return the sizes of a text, by length, area, volume, weight, speed, angle, information and power."""
    out: list[Quantity] = []
    for number in Text(text).numbers:
        if out and number.start < out[-1].end:
            continue
        size = size_of(text, number)
        if size is not None:
            out.append(size)
    return out


def size_of(text: str, number: Found) -> Quantity | None:
    """Return the size that a number and the unit behind it tell; None where no unit stands there."""
    match = UNIT.match(text, number.end, number.end + REACH)
    if match is None or (match["open"] and not match["close"]) or _is_code(text, number):
        return None
    found = _unit(text, number, match)
    if found is None:
        return None
    measure, unit, end = found
    power = units.POWERED.get(match["raised"] or "") or units.POWER.get((match["power"] or "").strip(" -.").lower())
    if power is not None:
        if measure != "distance":
            return None
        measure, unit = ("area" if power == "square" else "volume"), f"{power} {unit}"
    speed = units.PER_TIME.match(text, end) if measure == "distance" else None
    if speed is not None:
        measure, unit, end = "speed", f"{unit} per {speed['time'].lower()}", speed.end()
    size = Quantity(number.start, end, "dimension", number.value, unit=unit)
    return _with_inches(text, size) if unit == "feet" else size


def _is_code(text: str, number: Found) -> bool:
    """Whether letters and a hyphen stand before the digits: "scp-173"."""
    before = text[max(0, number.start - 2) : number.start]
    return number.digits and len(before) == 2 and before[0].isalnum() and before[1] == "-" and not before[0].isdecimal()  # noqa: PLR2004 - letter, hyphen


def _unit(text: str, number: Found, match: re.Match[str]) -> tuple[str, str, int] | None:
    """Measure, unit and end of the words behind a number, the longest that is a unit."""
    word, glued = match["unit"], not match["gap"]
    end = match.end() if match["open"] else max(match.end("unit"), match.end("raised"))
    tried = [(word, end)]
    parts = re.split(r"[ -]", word)
    if len(parts) > 1:
        tried = [("-".join(parts), end), (parts[0], match.start("unit") + len(parts[0]))]
    for name, stop in tried:
        if name in {'"', "″"}:
            return ("distance", "inches", stop) if number.digits and not text[stop : stop + 1].isalnum() else None
        if name in units.LETTERS and number.digits and "-" not in match["gap"]:
            return (*units.LETTERS[name], stop)
        found = units.dimension(name)
        shy = name.lower() in SHY and not number.digits and name.lower() not in {"turn", "cup", "stone"}
        if found is None or shy or (name == "pm") or (glued and name.lower() == "feet" and not number.digits):
            continue
        if found[0] == "angle" and WARM.search(text, max(0, number.start - REACH), min(len(text), stop + REACH)):
            return None
        return (*found, stop)
    return None


def _with_inches(text: str, size: Quantity) -> Quantity:
    """Add the inches behind feet: "5 feet 2 inches", "5 ft 2 in"."""
    match = INCHES.match(text, size.end, size.end + REACH)
    if match is None or not match["number"].replace(".", "").isdecimal():
        return size
    return replace(size, end=match.end(), value=float(size.value or 0) + float(match["number"]) / 12)
