"""Lines that tell when an article was published: ``Published: 3 May 2024``, ``May 3, 2024, 4:05 PM GMT``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar", "february feb februar", "march mar märz", "april apr", "may mai", "june jun juni",
            "july jul juli", "august aug", "september sept sep", "october oct oktober", "november nov",
            "december dec dezember",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

# Zones that mean one offset only; IST, CST and their like mean several and leave a date without a time.
_ZONES = {
    "z": "+00:00", "gmt": "+00:00", "utc": "+00:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "edt": "-04:00", "est": "-05:00", "cdt": "-05:00", "mdt": "-06:00", "pdt": "-07:00", "pst": "-08:00",
    "aest": "+10:00", "aedt": "+11:00", "sast": "+02:00", "hkt": "+08:00", "sgt": "+08:00",
}  # fmt: skip

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
_CLOCK = (
    r"(?:(?P<hour{n}>\d{{1,2}})[:.](?P<minute{n}>\d{{2}})(?::\d{{2}})?\s?(?P<half{n}>[ap]\.?m\b\.?)?"
    r"(?:\s?(?P<zone{n}>z|gmt|utc|bst|cest|cet|e[sd]t|cdt|mdt|p[sd]t|ae[sd]t|sast|hkt|sgt|[+-]\d{{2}}:?\d{{2}})\b"
    r"(?P<shift{n}>[+-]\d{{1,2}}(?::?\d{{2}})?)?)?(?:\s?(?:ist|uhr|h|hrs|hours)\b)?)"
)
_GAP = r"[\s,|•·–-]{1,4}(?:at\s)?"
_LABEL = (
    r"(?:(?P<label>(?:first\s|last\s)?(?:published|posted|updated|modified|created|issued|date|released)"
    r"(?:\s(?:on|at))?)\s?:?\s{0,2})?"
)
_STAMP = re.compile(
    rf"(?<!\w){_LABEL}(?:{_CLOCK.format(n=1)}{_GAP})?{_WEEKDAY}"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s(?P<month>{_MONTH})\.?,?\s(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\d)"
    rf"(?:(?:{_GAP}|t){_CLOCK.format(n=2)})?",
    re.IGNORECASE,
)
_REST = re.compile(r"[\s,|•·:()\[\]–—-]*\Z")
_LONGEST = 160
_WIDEST = 14  # hours between UTC and Kiribati
_YEARS = range(1990, 2101)  # news pages of the web; years outside stand in stories, not above them


@dataclass(frozen=True, slots=True)
class StampLine:
    """What a line says of the article's time; RFC 3339, or a date alone where no offset is printed."""

    published: str | None = None
    modified: str | None = None


def read_stamp_line(line: str) -> StampLine | None:
    """Read a line that holds nothing but the time of publication or update; None for every other line."""
    if len(line) > _LONGEST or _REST.match(_STAMP.sub(" ", line)) is None:
        return None
    return _stamps(line)


def stamp_in(line: str) -> StampLine | None:
    """Read the time of publication out of a line that holds more, a byline for instance; None where it has none."""
    return _stamps(line) if len(line) <= _LONGEST else None


def _stamps(line: str) -> StampLine | None:
    published = modified = None
    for found in _STAMP.finditer(line):
        value = _value(found)
        label = (found["label"] or "").lower()
        if "updated" in label or "modified" in label:
            modified = modified or value
        else:
            published = published or value
    return StampLine(published, modified) if published or modified else None


def _value(found: re.Match[str]) -> str | None:
    day = _day(found)
    if day is None:
        return None
    clock = _clock(found, 1) or _clock(found, 2)
    return day if clock is None else f"{day}T{clock}"


def _day(found: re.Match[str]) -> str | None:
    try:
        if found["iso"]:
            parsed = date.fromisoformat(found["iso"])
        else:
            month = _MONTHS[(found["month"] or found["month2"]).lower()]
            parsed = date(int(found["year"] or found["year2"]), month, int(found["day"] or found["day2"]))
    except ValueError:
        return None
    return parsed.isoformat() if parsed.year in _YEARS else None


def _clock(found: re.Match[str], number: int) -> str | None:
    """Return time and offset where both are printed."""
    zone = (found[f"zone{number}"] or "").lower()
    if not found[f"hour{number}"] or not zone:
        return None
    hour, half = int(found[f"hour{number}"]), (found[f"half{number}"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    offset = _offset(zone, found[f"shift{number}"])
    try:
        return None if offset is None else f"{time(hour, int(found[f'minute{number}'])).isoformat()}{offset}"
    except ValueError:
        return None


def _offset(zone: str, shift: str | None) -> str | None:
    if zone[0] in "+-":
        return f"{zone[:3]}:{zone[-2:]}" if int(zone[1:3]) <= _WIDEST and int(zone[-2:]) < 60 else None  # noqa: PLR2004 - minutes
    if shift is None:
        return _ZONES[zone]
    hours, _, minutes = shift[1:].partition(":")
    if not minutes and len(hours) > 2:  # noqa: PLR2004 - "+0530"
        hours, minutes = hours[:-2], hours[-2:]
    if zone not in {"gmt", "utc"} or int(hours) > _WIDEST or int(minutes or 0) >= 60:  # noqa: PLR2004 - minutes
        return None
    return f"{shift[0]}{int(hours):02d}:{int(minutes or 0):02d}"
