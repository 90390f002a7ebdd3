"""Rules for clock times and parts of the day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.text.dates.pieces import day_number
from onrecord.text.numbers import UNITS

if TYPE_CHECKING:
    from onrecord.text.dates.anchor import Anchor, Found
    from onrecord.text.dates.shapes import Match

PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
LEADS_TO_NOON = frozenset("at by until till before after around about since from to and between".split())


def part_of_day(m: Match, anchor: Anchor) -> Found:
    """Read "this morning", "last night", "that evening", "overnight"."""
    part, lead = m.word("PART").rstrip("s"), m.word("THIS", "LAST", "NEXT", "THAT", "THE")
    base = anchor.today if lead in {"this", "last"} else anchor.near()
    if lead == "the" and m.last - m.first == 2 and m.before() not in {"in", "during"}:  # noqa: PLR2004 - "the night" is mostly of something
        return None
    if m.one("EVERY"):
        return "SET", f"XXXX-XX-XXT{PARTS[part]}"
    if base is None or (base is anchor.today and lead in {"that", "same", "the"} and not m.one("LAST", "NEXT")):
        return "TIME", f"XXXX-XX-XXT{PARTS[part]}"
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(m.word("LAST", "NEXT"), 0)
    return "TIME", f"{(base + timedelta(days=shift)).isoformat()}T{PARTS[part]}"


def clock_time(m: Match, anchor: Anchor) -> Found:
    """Read "5:30 p.m.", "17:30 GMT", "noon", "six o'clock"."""
    clock = _clock(m)
    base = anchor.near()
    if clock is None or (m.one("NOON") and m.before() not in LEADS_TO_NOON):
        return None  # "High Noon"
    return "TIME", f"{base.isoformat() if base else 'XXXX-XX-XX'}T{clock}"


def with_clock(m: Match, value: str | None) -> Found:
    """A day with its clock time or part of day, where the expression has one."""
    if value is None:
        return None
    part = m.word("PART").rstrip("s")
    clock = _clock(m)
    if part and clock is None:
        return "TIME", f"{value}T{PARTS[part]}"
    return ("TIME", f"{value}T{clock}") if clock else ("DATE", value)


def _clock(m: Match) -> str | None:
    noon = m.word("NOON")
    if noon:
        return "24:00" if noon == "midnight" else "12:00"
    half, clock = m.word("AMPM")[:1], m.one("CLOCK", "POINT")
    if not half and clock is None and m.one("ZONE"):
        return _military(m)
    if clock is not None:
        hour, minute = (int(part) for part in clock.text.replace(".", ":").split(":")[:2])
    elif half or m.one("CLOCKWORD"):
        number = next((p for p in m if p.kind in {"DAY", "WORD", "NUMBER"}), None)
        hour, minute = UNITS.get(number.text, -1) if number and number.kind == "WORD" else day_number(number), 0
        hour = -1 if number is not None and number.kind == "NUMBER" and number.text not in {"0", "00"} else hour
    else:
        return None
    most = 12 if half else 24
    if not 0 <= hour <= most or minute > 59 or (hour == 24 and minute):  # noqa: PLR2004 - the clock
        return None
    return f"{hour % 12 + (12 if half == 'p' else 0) if half else hour:02d}:{minute:02d}"


def _military(m: Match) -> str | None:
    """Four digits before a zone: "0735 GMT"."""
    digits = m.word("NUMBER", "YEAR")
    fits = len(digits) == 4 and digits.isdigit() and int(digits[:2]) < 24 and int(digits[2:]) < 60  # noqa: PLR2004 - the clock
    return f"{digits[:2]}:{digits[2:]}" if fits else None


def overnight(m: Match, anchor: Anchor) -> Found:
    """Read "overnight": the night before."""
    del m
    if anchor.today is None:
        return "TIME", "XXXX-XX-XXTNI"
    return "TIME", f"{(anchor.today - timedelta(days=1)).isoformat()}TNI"
