"""Rules for days, weekdays and months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.text.dates import periods
from onrecord.text.dates.anchor import is_countable
from onrecord.text.dates.clocks import PARTS, with_clock
from onrecord.text.dates.pieces import DAY_PLURALS, DAYS, LEADS_TO_MONTH, MONTHS, day_number
from onrecord.text.dates.years import year_named

if TYPE_CHECKING:
    from onrecord.text.dates.anchor import Anchor, Found
    from onrecord.text.dates.pieces import Piece
    from onrecord.text.dates.shapes import Match

# A day or month up to so many days ahead is more often announced than a year old.
SOON = 60
# A weekday or month behind one of these is still to come.
LIMITS = frozenset({"until", "till"})
# What stands around the bare number of a day: "on the 22nd, when …".
BEFORE_A_DAY = frozenset("on until by since from before after and to".split())
BEHIND_A_DAY = frozenset("and or to when but at in as the he she they it we".split())
# A month behind one of these is mostly still to come.
TOWARDS = frozenset({"toward", "towards", "into"})
# Months ago: nobody announces for next year's by its bare name what has just been.
JUST_GONE = 2
MONTHS_A_YEAR, MOST_DAYS = 12, 31
# No Friday the 13th is farther from the one before it.
LONGEST_WAIT = 430


def month_number(m: Match) -> int:
    """Return the month that is named."""
    return MONTHS[m.word("MONTH", "MAYBE", "SHORTMONTH")]


def calendar_day(m: Match, anchor: Anchor) -> Found:
    """Read "May 3", "3rd of May 2021", "Friday, Oct. 23"."""
    month, number = month_number(m), day_number(_beside_month(m))
    year = year_named(m) or _year_behind(m)
    if not year and m.before() == "in" and m.run[m.first].kind in {"MONTH", "MAYBE"}:
        return None  # "in March 12 people …"
    if year:
        value = periods.day(int(year), month, number)
    elif anchor.today is None:
        value = f"XXXX-{month:02d}-{number:02d}" if periods.day(2000, month, number) else None
    else:
        value = _nearest_day(m, anchor, anchor.today, month, number)
    return with_clock(m, value)


def _year_behind(m: Match) -> str:
    """The year that stands behind another day: "May 1-3, 2024"."""
    run = m.run[m.last : m.last + 4]
    if len(run) < 3 or run[0].kind not in {"HYPHEN", "TO", "AND"} or run[1].kind not in {"DAY", "NTH"}:  # noqa: PLR2004 - a mark, a day, a year
        return ""
    return next((p.text for p in run[2:] if p.kind == "YEAR"), "") if run[2].kind in {"COMMA", "YEAR"} else ""


def _beside_month(m: Match) -> Piece | None:
    """The number that goes with the month, not that of the clock before them."""
    run = list(m)
    at = next(n for n, p in enumerate(run) if p.kind in {"MONTH", "MAYBE", "SHORTMONTH"})
    around = [*run[at + 1 : at + 3], *reversed(run[max(0, at - 2) : at])]
    return next((p for p in around if p.kind in {"DAY", "NTH", "ORDINAL"}), None)


def _nearest_day(m: Match, anchor: Anchor, today: date, month: int, number: int) -> str | None:
    """The year that puts a day of the year behind the anchor, or ahead where the tense says so."""
    year = today.year
    if anchor.named is not None and anchor.named.year < year - 1:
        year = anchor.named.year if m.before() in {"and", "to", "until", "through", "-"} else year
        return periods.day(year, month, number)
    days = (month - today.month) * 30 + number - today.day
    weekday = m.word("WEEKDAY", "SHORTDAY")
    if weekday:
        return _by_weekday(today, month, number, DAYS[weekday])
    if days > SOON and not _is_coming(m, anchor, days // 30):
        year -= 1
    elif days < -183 and anchor.ahead(m.start):  # noqa: PLR2004 - half a year
        year += 1
    return periods.day(year, month, number)


def _by_weekday(today: date, month: int, number: int, weekday: int) -> str | None:
    """The year nearest to today in which that day of the month is that day of the week."""
    for year in (today.year, today.year - 1, today.year + 1):
        value = periods.day(year, month, number)
        if value is not None and date.fromisoformat(value).weekday() == weekday:
            return value
    return periods.day(today.year, month, number)


def month_alone(m: Match, anchor: Anchor) -> Found:
    """Read "May 2021", "in March", "last June"."""
    month, year = month_number(m), year_named(m)
    if year and not (m.first and m.run[m.first - 1].kind in {"DAY", "NTH"}):
        return "DATE", f"{year}-{month:02d}"
    lead = m.word("LAST", "NEXT", "THIS", "EARLY", "EVERY")
    # "Jan" and "Mar" are first names too, "May" and "March" words.
    sure = m.one("MONTH", "DOT") is not None or lead or (m.one("MAYBE") and m.before() in LEADS_TO_MONTH)
    if not sure or (m.before() != "in" and _has_number(m)):
        return None
    if m.one("EVERY"):
        return "SET", f"XXXX-{month:02d}"
    today = anchor.today
    if today is None:
        return "DATE", f"XXXX-{month:02d}"
    return "DATE", f"{_year_of_month(m, anchor, today, month):04d}-{month:02d}"


def _is_coming(m: Match, anchor: Anchor, months: int) -> bool:
    """Whether the clause looks ahead; so many months ahead that what has been is nearer, its verb must say so."""
    return anchor.surely(m.start) if months > MONTHS_A_YEAR // 2 else anchor.ahead(m.start)


def _has_number(m: Match) -> bool:
    """Whether a number stands beside a month that is no day of it: "February 31"."""
    before = m.run[m.first - 1] if m.first else None
    after = m.run[m.last] if m.last < len(m.run) else None
    return (before is not None and before.kind in {"DAY", "NTH"}) or (
        after is not None and after.kind in {"DAY", "NTH"}
    )


def _year_of_month(m: Match, anchor: Anchor, today: date, month: int) -> int:  # noqa: PLR0911 - a line a case
    lead = m.word("LAST", "NEXT", "THIS")
    if m.one("YEARW"):
        return today.year + {"this": 0, "next": 1, "coming": 1}.get(lead, -1) if lead else (anchor.named or today).year
    if lead == "this":
        return today.year
    if lead in {"last", "past", "previous"}:
        return today.year - (month >= today.month)
    if lead:
        return today.year + (month <= today.month)
    if m.after() in {"this", "last", "next"} and m.after(1) == "year":
        return today.year + {"this": 0, "last": -1, "next": 1}[m.after()]
    if month <= today.month and m.before() in TOWARDS and not anchor.past(m.start):
        return today.year + (month < today.month)
    if month > today.month and m.before() in TOWARDS:
        return today.year
    if month > today.month:
        near = month - today.month <= 1 and m.before() != "since"
        coming = _is_coming(m, anchor, month - today.month) or m.before() in {"until", "by", "through"}
        return today.year - (not coming and not near)
    if month < today.month - JUST_GONE and anchor.ahead(m.start) and m.before() != "since":
        return today.year + 1
    return today.year


def weekday(m: Match, anchor: Anchor) -> Found:
    """Read "Friday", "last Friday night", "every Monday", "Sundays"."""
    number = DAYS[m.word("WEEKDAY")]
    if m.one("EVERY"):
        return "SET", f"XXXX-WXX-{number + 1}"
    today = anchor.today
    if today is None:
        return with_clock(m, f"XXXX-WXX-{number + 1}")
    back = (today.weekday() - number) % 7
    lead = m.word("LAST", "NEXT", "THIS")
    return with_clock(m, (today + timedelta(days=_days_to(m, anchor, back, lead))).isoformat())


def _days_to(m: Match, anchor: Anchor, back: int, lead: str) -> int:
    if lead == "previous" and is_countable(anchor.named) and m.one("THE"):
        gap = _gap(anchor)
        return gap - ((back + gap) % 7 or 7)
    if lead in {"last", "previous", "past"}:
        return -(back or 7)
    if lead in {"next", "coming", "upcoming", "following"}:
        if lead == "following" and is_countable(anchor.named):
            gap = _gap(anchor)
            return gap + ((-back - gap) % 7 or 7)
        return 7 - back
    if not back or m.one("THAT") or (m.after() in {"'", "’"} and m.after(1) == "s" and lead != "this"):
        return -back
    limit = m.before() in LIMITS or (m.before() == "by" and not anchor.past(m.start))
    return 7 - back if lead == "this" or limit or anchor.ahead(m.start) else -back


def _gap(anchor: Anchor) -> int:
    """Days from publication to the day named last."""
    return (anchor.named - anchor.today).days if anchor.named and anchor.today else 0


def near_day(m: Match, anchor: Anchor) -> Found:
    """Read "today", "yesterday morning", "tonight"."""
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[m.word("NEAR")]
    if anchor.today is None:
        return "DATE", {0: "PRESENT_REF", -1: "PAST_REF", 1: "FUTURE_REF"}[shift]
    value = (anchor.today + timedelta(days=shift)).isoformat()
    return ("TIME", f"{value}TNI") if m.word("NEAR") == "tonight" else with_clock(m, value)


def iso_day(m: Match, anchor: Anchor) -> Found:
    """Read "2024-05-01", with or without a clock time behind it."""
    del anchor
    run = list(m)
    if any(a.end != b.start for a, b in pairwise(run[:5])):
        return None
    value = periods.day(int(run[0].text), int(run[2].text), int(run[4].text))
    return None if value is None or len(run[2].text) != 2 or len(run[4].text) != 2 else ("DATE", value)  # noqa: PLR2004 - ISO


def slashed_day(m: Match, anchor: Anchor) -> Found:
    """Read "12/31/1999", "31/12/99", "31.12.1999"; which comes first, what can be no month tells, or what is near."""
    first, second, year = m.run[m.first].text.replace(".", "/").split("/")
    full = int(year) if len(year) == 4 else 1900 + int(year) if int(year) > 30 else 2000 + int(year)  # noqa: PLR2004 - digits
    a, b = int(first), int(second)
    dotted = m.one("DOTTED") is not None
    if dotted or a > MONTHS_A_YEAR:
        value = periods.day(full, b, a)
    elif b > MONTHS_A_YEAR or a == b:
        value = periods.day(full, a, b)
    else:
        value = _nearer(anchor.today, periods.day(full, a, b), periods.day(full, b, a)) or f"{full:04d}-XX-XX"
    return ("DATE", value) if value else None


def _nearer(today: date | None, *readings: str | None) -> str | None:
    """The one reading that lies within two months of publication; None where both do or neither does."""
    near = [r for r in readings if r and today and abs((date.fromisoformat(r) - today).days) <= SOON]
    return near[0] if len(near) == 1 else None


def another_day(m: Match, anchor: Anchor) -> Found:
    """The second day of "April 24 and 25"."""
    if anchor.month is None:
        return None
    value = periods.day(int(anchor.month[:4]), int(anchor.month[5:7]), day_number(m.one("DAY", "NTH")))
    return ("DATE", value) if value else None


def first_day(m: Match, anchor: Anchor) -> Found:
    """The first day of "24 and 25 April"."""
    rest = type(m)(m.run, m.last + 1, min(m.last + 5, len(m.run)))
    month = MONTHS[rest.word("MONTH", "MAYBE", "SHORTMONTH")]
    year = rest.run[m.last + 3] if m.last + 3 < len(m.run) else None
    if year is not None and year.kind == "YEAR":
        value = periods.day(int(year.text), month, day_number(m.run[m.first]))
    elif anchor.today is not None:
        value = _nearest_day(m, anchor, anchor.today, month, day_number(m.run[m.first]))
    else:
        value = f"XXXX-{month:02d}-{day_number(m.run[m.first]):02d}"
    return ("DATE", value) if value else None


def nth_day(m: Match, anchor: Anchor) -> Found:
    """Read "on the 22nd"."""
    today, number, after = anchor.today, day_number(m.one("NTH")), m.after()
    counted = after.isalpha() and after not in BEHIND_A_DAY  # "the 3rd place"
    if counted or m.before() not in BEFORE_A_DAY or not 1 <= number <= MOST_DAYS:
        return None
    if today is None:
        return "DATE", f"XXXX-XX-{number:02d}"
    month = today.replace(day=1)
    if number > today.day and not anchor.ahead(m.start):
        month = (month - timedelta(days=1)).replace(day=1)
    value = periods.day(month.year, month.month, number)
    return ("DATE", value) if value else None


def weekdays(m: Match, anchor: Anchor) -> Found:
    """Read "Sundays", "on Friday nights"."""
    del anchor
    part = m.word("PART").rstrip("s")
    return "SET", f"XXXX-WXX-{DAY_PLURALS[m.word('WEEKDAYS')] + 1}" + (f"T{PARTS[part]}" if part else "")


def weekday_and_day(m: Match, anchor: Anchor) -> Found:
    """Read "Friday the 13th": the last such day, or the next one."""
    number, wanted, base = day_number(m.one("NTH")), DAYS[m.word("WEEKDAY")], anchor.near()
    if base is None:
        return None
    back = [base - timedelta(days=n) for n in range(LONGEST_WAIT)]
    if anchor.ahead(m.start):
        back = [base + timedelta(days=n) for n in range(LONGEST_WAIT)]
    fits = next((d for d in back if d.day == number and d.weekday() == wanted), None)
    return ("DATE", fits.isoformat()) if fits else None
