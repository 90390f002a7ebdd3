"""Calendar arithmetic on TIMEX3 values."""

from __future__ import annotations

from datetime import date, timedelta

UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "decade": "0Y",
    "century": "00Y",
    "millennium": "000Y",
    "fortnight": "W",
    "weekend": "WE",
    "night": "D",
}
SINGULAR = {"centuries": "century", "millennia": "millennium"}
CLOCK = frozenset({"hour", "minute", "second"})
YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
MONTHS_A_YEAR = 12
# Steps beyond which no calendar of ours goes; a count like this is no date.
FARTHEST = {
    "day": 200_000,
    "week": 30_000,
    "month": 7_000,
    "quarter": 2_000,
    "year": 900,
    "century": 9,
    "millennium": 1,
}


def unit_of(word: str) -> str:
    """Return a unit of time in the singular."""
    return SINGULAR.get(word) or word.rstrip("s")


def day(year: int, month: int, number: int) -> str | None:
    """Return a day as ISO 8601, None where no calendar has it."""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def moved(today: date, steps: int, unit: str) -> str | None:
    """Return the day, week, month, quarter, year, decade or century that lies so many steps away; None out of range."""
    if unit == "fortnight":
        steps, unit = 2 * steps, "week"
    if abs(steps) > FARTHEST.get(unit, 100):
        return None
    try:
        return _moved(today, steps, unit)
    except (ValueError, OverflowError):
        return None


def _moved(today: date, steps: int, unit: str) -> str | None:
    if unit in YEARS:
        year = today.year + steps * YEARS[unit]
        digits = {"year": 4, "decade": 3, "century": 2, "millennium": 1}[unit]
        return f"{year:04d}"[:digits] if 0 < year < 10_000 else None  # noqa: PLR2004 - a year of four digits
    if unit in {"month", "quarter"}:
        months = today.year * MONTHS_A_YEAR + today.month - 1 + steps * (3 if unit == "quarter" else 1)
        year, month = divmod(months, MONTHS_A_YEAR)
        return f"{year:04d}-Q{month // 3 + 1}" if unit == "quarter" else f"{year:04d}-{month + 1:02d}"
    if unit in {"week", "weekend"}:
        return week(today + timedelta(weeks=steps), weekend=unit == "weekend")
    return (today + timedelta(days=steps)).isoformat()


def week(when: date, *, weekend: bool = False) -> str:
    """Return the week of a day."""
    year, number, _ = when.isocalendar()
    return f"{year:04d}-W{number:02d}" + ("-WE" if weekend else "")


def length(count: float | None, unit: str) -> str:
    """Return a duration; None counts as an unknown number."""
    clock = "T" if unit in CLOCK else ""
    if count is None:
        return f"P{clock}X{ {'decade': 'E', 'century': 'C'}.get(unit, UNITS[unit][-1]) }".replace(" ", "")
    if unit in YEARS:
        count, unit = count * YEARS[unit], "year"
    if unit == "fortnight":
        count, unit = count * 2, "week"
    rest = count - int(count)
    smaller = {"hour": ("M", 60), "minute": ("S", 60), "year": ("M", 12)}.get(unit)
    if rest and smaller:
        low = round(rest * smaller[1])
        high = f"{int(count)}{UNITS[unit]}" if int(count) else ""
        return f"P{clock}{high}{low}{smaller[0]}" if low else f"P{clock}{high}"
    number = str(int(count)) if not rest else f"{count:.2f}".rstrip("0")
    return f"P{clock}{number}{UNITS[unit][:1]}"


def a_year_earlier(value: str, years: int = 1) -> str:
    """Return a value of a year, quarter, month or day so many years before."""
    return f"{int(value[:4]) - years:04d}{value[4:]}" if value[:4].isdigit() else value


def easter(year: int) -> date:
    """Return the day of Easter in the western churches (the anonymous Gregorian computus, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday of a month, 0 for Monday; a negative one is counted from the month's end."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
