"""Rules for durations, for what is counted in weeks, months and years from a day, and for quarters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.text.dates import periods
from onrecord.text.numbers import GLYPHS, ORDINALS, TENS, UNITS

if TYPE_CHECKING:
    from onrecord.text.dates.anchor import Anchor, Found
    from onrecord.text.dates.shapes import Match

UNIT_KINDS = ("DAYW", "WEEK", "MONTHW", "YEARW", "AGES", "CLOCKUNIT", "QUARTER", "WEEKEND")
BACK = frozenset({"last", "past", "previous", "preceding", "prior"})
SHARES = {"half": 0.5, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}
# Units whose name alone, with a bare article, is a span that has been named: "the quarter".
MOST = 100_000
# A capital behind one of these opens the name of a programme.
QUOTES = frozenset("\"'`“‘")
COUNTED = frozenset({"DAY", "NUMBER", "WORD", "HUNDRED", "A", "COUPLE", "DOZEN", "HALF", "PIECE", "FEW", "YEAR"})


def count(m: Match) -> float | None:
    """Return the number that a match counts, the lower of two; None for an unknown one ("several", "a few")."""
    run = [p for p in m if p.kind in COUNTED or p.kind in {"TO", "OR"}]
    if any(p.kind == "FEW" for p in run):
        return None
    run = run[: next((n for n, p in enumerate(run) if n and p.kind in {"TO", "OR"}), None)]
    total, digits = 0.0, False
    for n, piece in enumerate(run):
        if piece.kind in {"DAY", "NUMBER", "YEAR"}:
            total, digits = float(piece.text.replace(",", "")), True
        elif piece.kind == "WORD":
            total += UNITS.get(piece.text, TENS.get(piece.text, 0))
        elif piece.kind == "HUNDRED":
            total = (total or 1) * (100 if piece.text == "hundred" else 1000)
        elif piece.kind in {"COUPLE", "DOZEN"}:
            total = (total or 1) * (2 if piece.kind == "COUPLE" else 12)
        elif piece.kind in {"PIECE", "HALF"}:
            total += GLYPHS.get(piece.text, SHARES.get(piece.text, 0.0))
        elif piece.kind == "A" and not total and (n + 1 == len(run) or run[n + 1].kind == "A"):
            total = 1.0
    return total if total or digits else 1.0


def unit(m: Match) -> str:
    """Return the unit of time that a match names last, in the singular."""
    return periods.unit_of([p for p in m if p.kind in UNIT_KINDS][-1].text)


def duration(m: Match, anchor: Anchor) -> Found:
    """Read "two and a half hours", "16-hour", "the past five days", "several years"."""
    del anchor
    number, of = count(m), unit(m)
    if m.one("LONG") and [p for p in m if p.kind in UNIT_KINDS][-1].text != of:
        number = None
    if number is not None and (number > MOST or number == 0):
        return None
    if m.before() in QUOTES and m.run[m.last - 1].capital:
        return None  # "60 Minutes"
    if {"old", "olds"} & {m.after(), m.after(1)} or m.one("OLD"):
        return None  # an age is no time expression
    if of == "quarter" and (m.after() == "of" or number == 1):
        return None  # a share: "three quarters of the voters"
    return "DURATION", periods.length(number, of)


def bare_duration(m: Match, anchor: Anchor) -> Found:
    """Read "for years", "the weeks ahead"."""
    del anchor
    plural = [p for p in m if p.kind in UNIT_KINDS][-1].text
    fits = m.one("AHEAD") or m.before() in {"for", "in", "within"}
    return ("DURATION", periods.length(None, unit(m))) if fits and plural != unit(m) else None


def long_ago(m: Match, anchor: Anchor) -> Found:
    """Read "months ago", "years later"."""
    del anchor
    plural = [p for p in m if p.kind in UNIT_KINDS][-1].text
    if plural == unit(m) or m.word("SHIFT") in {"before", "after"}:
        return None
    return ("DURATION", periods.length(None, unit(m))) if m.word("SHIFT") == "later" else ("DATE", "PAST_REF")


def coming_units(m: Match, anchor: Anchor) -> Found:
    """Read "coming weeks", "the past years"."""
    del anchor
    plural = [p for p in m if p.kind in UNIT_KINDS][-1].text
    if plural == unit(m):
        return None
    return "DATE", "PAST_REF" if m.word("LAST") else "FUTURE_REF"


def long(m: Match, anchor: Anchor) -> Found:
    """Read "day-long", "weeklong", "decades-long"."""
    del anchor
    word = m.word("LENGTHY").removesuffix("long") or m.word(*UNIT_KINDS)
    return "DURATION", periods.length(1 if word == periods.unit_of(word) else None, periods.unit_of(word))


def quarter_century(m: Match, anchor: Anchor) -> Found:
    """Read "a quarter-century"."""
    del anchor
    return ("DURATION", "P25Y") if m.word("AGES") == "century" else None


def a_unit(m: Match, anchor: Anchor) -> Found:
    """Read "a year": how long, or how often where a count stands before it ("$2 million a year")."""
    word = m.before()
    if unit(m) == "quarter" or m.after() in {"and", "later"}:
        return None if unit(m) == "quarter" else duration(m, anchor)
    per = (
        word[:1].isdigit()
        or word.endswith("s")
        or word in {"million", "billion", "once", "twice", "percent", "%", "share"}
    )
    if per and word not in {
        "was",
        "is",
        "has",
        "as",
        "takes",
        "lasts",
        "this",
        "us",
        "its",
        "does",
        "'s",
        "less",
        "perhaps",
    }:
        return "SET", periods.length(1, unit(m))
    return duration(m, anchor)


def how_often(m: Match, anchor: Anchor) -> Found:
    """Read "every two weeks", "each month", "twice a day", "daily"."""
    word = m.word("ANNUAL")
    if word:
        known = {
            "daily": "P1D",
            "weekly": "P1W",
            "monthly": "P1M",
            "hourly": "PT1H",
            "nightly": "P1D",
            "quarterly": "P1Q",
        }
        return "SET", known.get(word, "P1Y")
    del anchor
    return "SET", periods.length(count(m), unit(m))


def ago(m: Match, anchor: Anchor) -> Found:
    """Read "two days ago", "a year earlier", "three weeks later", "a decade from now"."""
    number, of = count(m), unit(m)
    word = m.word("AGO", "SHIFT", "HENCE", "COMES")
    back = word in {"ago", "earlier", "before"}
    loose = "PAST_REF" if back else "FUTURE_REF"
    if word in {"after", "before", "afterwards"}:
        return None
    if word == "later":
        # From what it is counted is seldom sure; how long it was is.
        return duration(m, anchor)
    if of == "year" and number == 1 and back and (compared := anchor.compared(m.start)) is not None:
        return "DATE", periods.a_year_earlier(compared)
    base = anchor.today if word in {"ago", "hence", "from"} else anchor.near(of)
    if number is None or base is None:
        return "DATE", loose
    if of in periods.CLOCK:
        return _clock_ago(base, number, of, loose)
    if number != int(number):
        of, number = _in_smaller(of, number)
    value = periods.moved(base, -int(number) if back else int(number), of)
    return "DATE", value or loose


def _clock_ago(base: date, number: float, of: str, loose: str) -> Found:
    """Hours and minutes from a day without a clock: the same day where they are few."""
    if of != "hour" or number < 24:  # noqa: PLR2004 - hours of a day
        return "DATE", base.isoformat()
    days = -int(number) // 24 if loose == "PAST_REF" else int(number) // 24
    value = periods.moved(base, days, "day")
    return "DATE", value or loose


def _in_smaller(of: str, number: float) -> tuple[str, float]:
    smaller = {
        "year": ("month", 12),
        "month": ("week", 4),
        "week": ("day", 7),
        "decade": ("year", 10),
        "century": ("year", 100),
    }
    name, times = smaller.get(of, (of, 1))
    return name, int(number * times)


def relative_unit(m: Match, anchor: Anchor) -> Found:
    """Read "last week", "next year", "this month", "the following day"."""
    lead, of = m.word("LAST", "NEXT", "THIS", "NOWISH", "THAT"), unit(m)
    shift = -1 if lead in BACK else {"next": 1, "coming": 1, "upcoming": 1, "following": 1}.get(lead, 0)
    base = anchor.near(of) if lead in {"following", "previous", "preceding", "that", "same"} else anchor.today
    if lead == "next" and of == "day" and m.one("THE"):
        base = anchor.near()
    unnamed = lead in {"that", "same"} and (anchor.near(of) is anchor.today or m.after() == "as")
    if unnamed or (m.before() in QUOTES and m.run[m.last - 1].capital):
        return None  # nothing was named that it could be; "This Week" is a programme
    if of in periods.CLOCK or [p for p in m if p.kind in UNIT_KINDS][-1].text != of:
        return None
    if lead == "past" or m.after() == "or":
        return "DURATION", periods.length(1, of)
    if base is None:
        return "DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[shift]
    if of == "weekend":
        return "DATE", _weekend(base, shift)
    value = periods.moved(base, shift, of)
    return ("DATE", value) if value else None


def _weekend(base: date, shift: int) -> str:
    """The weekend that lies nearest behind; this week's where it is Saturday or Sunday, or one ahead."""
    if shift > 0:
        return periods.week(base + timedelta(days=7 * (base.weekday() >= 5)), weekend=True)  # noqa: PLR2004 - Saturday
    return periods.week(base if base.weekday() >= 5 else base - timedelta(days=7), weekend=True)  # noqa: PLR2004 - Saturday


def weekend(m: Match, anchor: Anchor) -> Found:
    """Read "over the weekend"."""
    if m.word("WEEKEND") == "weekends":
        return "SET", "XXXX-WXX-WE"
    if m.one("THE") is None:
        return None  # "a weekend of talks"
    if anchor.today is None:
        return "DATE", "XXXX-WXX-WE"
    ahead = anchor.ahead(m.start) and anchor.today.weekday() < 5  # noqa: PLR2004 - Saturday
    return "DATE", periods.week(anchor.today, weekend=True) if ahead else _weekend(anchor.today, 0)


def named_unit(m: Match, anchor: Anchor) -> Found:
    """Read "the quarter", "the year", "the latest period", "that day": the one named last, else the present one."""
    of = "quarter" if m.one("QUARTER", "PERIOD") else unit(m)
    bare = not m.one("QUARTER", "PERIOD") and m.run[m.last - 1].kind in {"AGO", "SHIFT"}
    if bare and not (m.one("HYPHEN") and m.word("YEARW") == "year"):
        return None
    if of == "quarter" or bare:
        value = None if m.after() == "-" else _quarter_named(m, anchor)
        return ("DATE", value) if value else None
    if m.after() in {"ended", "ending"}:
        return "DURATION", periods.length(1, of)
    base = anchor.near(of) if m.one("THAT") or of == "day" else anchor.today
    if base is None:
        return None
    value = periods.moved(base, 0, of)
    return ("DATE", value) if value else None


def _quarter_named(m: Match, anchor: Anchor) -> str | None:
    year, ended = m.one("YEAR"), _last_quarter(anchor.today)
    base = anchor.quarter or ended
    if base is None:
        return None
    if m.one("SHIFT", "AGO"):
        return periods.a_year_earlier(base)
    if m.word("NOWISH") == "current":
        return periods.moved(anchor.today, 0, "quarter") if anchor.today else None
    if m.word("NOWISH") and ended and base > ended:
        return ended
    if year is not None:
        return year.text + base[4:]
    return base if m.one("THAT") or anchor.today is None else f"{anchor.today.year}{base[4:]}"


def _last_quarter(today: date | None) -> str | None:
    return periods.moved(today, -1, "quarter") if today else None


def quarter(m: Match, anchor: Anchor) -> Found:
    """Read "the third quarter", "fourth-quarter", "the second half of 1990", "the year-earlier third quarter"."""
    number = ORDINALS.get(m.word("ORDINAL"), int(m.word("NTH").rstrip("stndrh") or 0)) or -1
    half = m.one("HALF") is not None
    if number == -1 and m.one("LAST"):
        number = 2 if half else 4
    if not 1 <= number <= (2 if half else 4) or m.after() == "-":
        return None
    year = m.one("YEAR")
    if half and not (year or m.one("YEARW") or anchor.quarter):
        return None  # of a match, more likely
    name = f"{'H' if half else 'Q'}{number}"
    if year is not None:
        return "DATE", f"{year.text}-{name}"
    if anchor.today is None:
        return "DATE", f"XXXX-{name}"
    return "DATE", f"{_year_of_quarter(m, anchor, anchor.today, number, half=half):04d}-{name}"


def _year_of_quarter(m: Match, anchor: Anchor, today: date, number: int, *, half: bool) -> int:
    lead = m.word("LAST", "NEXT", "THIS", "SHIFT", "AGO")
    if lead in {"this", "next", "last"} and m.one("YEARW"):
        return today.year + {"this": 0, "next": 1, "last": -1}[lead]
    if lead and lead != "this" and m.one("YEARW"):
        return today.year - 1
    now = (today.month - 1) // (6 if half else 3) + 1
    if number < now - 1 and anchor.ahead(m.start):
        return today.year + 1
    return today.year - (number > now and not anchor.ahead(m.start))


def year_end(m: Match, anchor: Anchor) -> Found:
    """Read "year-end", "the end of the month", "the beginning of next week"."""
    if anchor.today is None:
        return None
    of = unit(m)
    lead = m.word("LAST", "NEXT", "THIS")
    shift = -1 if lead in BACK else int(lead in {"next", "coming"})
    value = periods.moved(anchor.today, shift, of)
    return ("DATE", value) if value else None


def the_unit(m: Match, anchor: Anchor) -> Found:
    """Read "for the year", "of the full year", "the year ended March 31", "during the week"."""
    of = unit(m)
    if m.after() in {"ended", "ending"}:
        return "DURATION", periods.length(1, of)
    named = m.before() in {"for", "during", "of"} or (of == "year" and m.before() == "in")
    named = named and m.word("YEARW", "WEEK", "MONTHW") == of
    if anchor.today is None or not named or m.after() in {"before", "after", "of", "that", "when", "to", "in", "-"}:
        return None
    value = periods.moved(anchor.today, 0, of)
    return ("DATE", value) if value else None


def beside_named(m: Match, anchor: Anchor) -> Found:
    """Read "the day before", "the week after", where nothing follows that they are counted from."""
    base = anchor.near(unit(m))
    if m.one("NEAR"):
        return _beyond(m, anchor)
    if base is None or m.after().isalnum() or m.word("SHIFT") not in {"before", "after"}:
        return None
    value = periods.moved(base, -1 if m.word("SHIFT") == "before" else 1, unit(m))
    return ("DATE", value) if value else None


def _beyond(m: Match, anchor: Anchor) -> Found:
    """The day before yesterday, the day after tomorrow."""
    steps = {("before", "yesterday"): -2, ("after", "tomorrow"): 2}.get((m.word("SHIFT"), m.word("NEAR")))
    value = periods.moved(anchor.today, steps, "day") if anchor.today and steps else None
    return ("DATE", value) if value else None
