"""Time expressions: TIMEX3 types and values, resolved against the day of publication.

Rules on the words of each block. The method is that of rule-based taggers (Strötgen and Gertz 2013, HeidelTime): a
pattern finds the expression, a rule gives its value, the tense around it says whether a weekday lies behind or ahead.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.record import Timex
from onrecord.text.clauses import REPORTING
from onrecord.text.numbers import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.record import Span, TimexType
    from onrecord.text.parse import Parse, Token

MONTHS = {
    m[:3]: n
    for n, m in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
DAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
UNIT = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "decade": "0Y",
    "century": "00Y",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "weekend": "D",
    "fortnight": "W",
    "night": "D",
}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?:years?|months?|weeks?|days?|decades?|hours?|minutes?|seconds?|century|centuries|fortnights?)"
_COUNT = (
    r"(?:\d{1,4}(?:\.\d{1,2})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|"
    r"a couple of|a dozen|half an?|twenty|thirty|forty|fifty)"
)
_HALF = r"(?:(?: and a half)?)"


def _first(value: str) -> int:
    return MONTHS[value[:3].lower()]


class _Anchor:
    """The day that expressions are counted from, and the tense around one of them."""

    def __init__(self, today: date | None, ahead: Callable[[int], bool]) -> None:
        self.today = today
        self.ahead = ahead


Found = tuple["TimexType", str] | None
Rule = tuple[re.Pattern[str], "Callable[[re.Match[str], _Anchor], Found]"]


def _safe(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _full(m: re.Match[str], anchor: _Anchor) -> Found:
    month, day = _first(m["month"]), int(m["day"])
    if m["year"]:
        value = _safe(int(m["year"]), month, day)
        return ("DATE", value) if value else None
    if anchor.today is None:
        return "DATE", f"XXXX-{month:02d}-{day:02d}"
    value = _nearest_year(anchor, m.start(), month, day)
    return ("DATE", value) if value else None


def _nearest_year(anchor: _Anchor, at: int, month: int, day: int) -> str | None:
    """The year that puts a day of the year behind the anchor, or ahead where the tense says so."""
    today = anchor.today or date.min
    year = today.year
    if (month, day) > (today.month, today.day) and not anchor.ahead(at):
        # A day up to two months ahead is more often announced than eleven months old.
        soon = _safe(year, month, day)
        if soon is None or (date.fromisoformat(soon) - today).days > 60:  # noqa: PLR2004 - as the comment says
            year -= 1
    elif (month, day) < (today.month, today.day) and anchor.ahead(at) and today.month - month > 6:  # noqa: PLR2004 - half a year
        year += 1
    return _safe(year, month, day)


def _month(m: re.Match[str], anchor: _Anchor) -> Found:
    month = _first(m["month"])
    if m["year"]:
        return "DATE", f"{int(m['year']):04d}-{month:02d}"
    if m["month"].lower() in {"may", "march", "mar", "mar."} and not m["lead"]:
        return None
    if anchor.today is None:
        return "DATE", f"XXXX-{month:02d}"
    year = anchor.today.year
    if (m["lead"] or "").lower().strip() == "last" and month >= anchor.today.month:
        year -= 1
    elif (m["lead"] or "").lower().strip() == "next" and month <= anchor.today.month:
        year += 1
    elif month > anchor.today.month and not anchor.ahead(m.start()):
        year -= 1
    return "DATE", f"{year:04d}-{month:02d}"


def _weekday(m: re.Match[str], anchor: _Anchor) -> Found:
    if anchor.today is None:
        return "DATE", "XXXX-WXX-" + str(DAYS[m["day"].lower()] + 1)
    back = (anchor.today.weekday() - DAYS[m["day"].lower()]) % 7
    lead = (m["lead"] or "").lower().strip()
    ahead = lead in {"next", "this coming", "coming"} or (lead != "last" and anchor.ahead(m.start()))
    shift = (7 - back) if ahead and back else (7 if ahead and lead == "next" else -back)
    if lead == "last" and not back:
        shift = -7
    value = (anchor.today + timedelta(days=shift)).isoformat()
    part = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}.get((m["part"] or "").strip().lower())
    return ("TIME", f"{value}T{part}") if part else ("DATE", value)


def _near(m: re.Match[str], anchor: _Anchor) -> Found:
    word = m[0].lower()
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[word.split()[0]]
    if anchor.today is None:
        return "DATE", {0: "PRESENT_REF", -1: "PAST_REF", 1: "FUTURE_REF"}[shift]
    value = (anchor.today + timedelta(days=shift)).isoformat()
    part = (
        "NI"
        if word == "tonight"
        else {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}.get(word.split()[-1])
    )
    return ("TIME", f"{value}T{part}") if part else ("DATE", value)


def _relative_unit(m: re.Match[str], anchor: _Anchor) -> Found:
    lead, unit = m["lead"].lower(), m["unit"].lower()
    shift = {"last": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "past": -1}[lead]
    if anchor.today is None:
        return "DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[shift]
    return "DATE", _shifted(anchor.today, shift, unit)


def _shifted(today: date, shift: int, unit: str) -> str:
    if unit.startswith("year"):
        return f"{today.year + shift:04d}"
    if unit.startswith("month"):
        months = today.year * 12 + today.month - 1 + shift
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit.startswith(("week", "fortnight")):
        steps = 2 * shift if unit.startswith("fortnight") else shift
        year, week, _ = (today + timedelta(weeks=max(-2000, min(2000, steps)))).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit.startswith("decade"):
        return f"{(today.year + 10 * shift) // 10:03d}"
    if unit.startswith("centur"):
        return f"{(today.year + 100 * shift) // 100:02d}"
    return (today + timedelta(days=max(-20000, min(20000, shift)))).isoformat()


def _count(words: str) -> float | None:
    words = words.lower().strip()
    if words[:1].isdigit():
        return float(words)
    if words.startswith("half"):
        return 0.5
    known = {"a": 1, "an": 1, "a dozen": 12, "a couple of": 2, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
    return known.get(words, UNITS.get(words))


def _ago(m: re.Match[str], anchor: _Anchor) -> Found:
    count, unit = _count(m["count"]), m["unit"].lower()
    back = m["way"].lower() in {"ago", "earlier", "before"}
    if count is None or anchor.today is None or count != int(count) or not 0 < count < 1000:  # noqa: PLR2004 - the calendar ends
        return "DATE", "PAST_REF" if back else "FUTURE_REF"
    if unit.startswith(("hour", "minute", "second")):
        return "DATE", anchor.today.isoformat()
    return "DATE", _shifted(anchor.today, -int(count) if back else int(count), unit)


def _duration(m: re.Match[str], anchor: _Anchor) -> Found:
    del anchor
    unit = m["unit"].lower().replace("centuries", "century").rstrip("s")
    count = _count(m["count"])
    clock = unit in {"hour", "minute", "second"}
    if count is None:
        return "DURATION", f"P{'T' if clock else ''}X{UNIT[unit][-1]}"
    if m["half"]:
        count += 0.5
    return "DURATION", _period(count, unit)


def _period(count: float, unit: str) -> str:
    if unit in {"decade", "century"}:
        return f"P{int(count * (10 if unit == 'decade' else 100))}Y"
    if unit == "fortnight":
        count, unit = count * 2, "week"
    if unit == "hour" and count != int(count):
        minutes = round(count * 60)
        return "PT" + (f"{minutes // 60}H" if minutes >= 60 else "") + (f"{minutes % 60}M" if minutes % 60 else "")  # noqa: PLR2004 - minutes
    number = str(int(count)) if count == int(count) else str(count)
    return f"P{'T' if unit in {'hour', 'minute', 'second'} else ''}{number}{UNIT[unit]}"


def _year(m: re.Match[str], anchor: _Anchor) -> Found:
    del anchor
    return "DATE", m["year"]


def _decade(m: re.Match[str], anchor: _Anchor) -> Found:
    del anchor
    digits = m["year"]
    return "DATE", digits[:3] if len(digits) == 4 else f"19{digits[0]}"  # noqa: PLR2004 - digits of a year


def _iso(m: re.Match[str], anchor: _Anchor) -> Found:
    del anchor
    value = _safe(int(m["year"]), int(m["month"]), int(m["day"]))
    return ("DATE", value) if value else None


def _set(m: re.Match[str], anchor: _Anchor) -> Found:
    del anchor
    word = m[0].lower()
    known = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H"}
    if word in known:
        return "SET", known[word]
    unit = word.split()[-1].rstrip("s")
    if unit in DAYS:
        return "SET", f"XXXX-WXX-{DAYS[unit] + 1}"
    return "SET", f"P{'T' if unit in {'hour', 'minute', 'second'} else ''}1{UNIT[unit]}" if unit in UNIT else "P1D"


def _clock(m: re.Match[str], anchor: _Anchor) -> Found:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    half = (m["half"] or "").lower()[:1]
    if hour > 23 or minute > 59:  # noqa: PLR2004 - the clock
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    day = anchor.today.isoformat() if anchor.today else "XXXX-XX-XX"
    return "TIME", f"{day}T{hour:02d}:{minute:02d}"


def _ordinal_day(m: re.Match[str], anchor: _Anchor) -> Found:
    day = int(m["day"])
    if anchor.today is None:
        return "DATE", f"XXXX-XX-{day:02d}"
    month = anchor.today.replace(day=1)
    if day > anchor.today.day and not anchor.ahead(m.start()):
        month = (month - timedelta(days=1)).replace(day=1)
    value = _safe(month.year, month.month, day)
    return ("DATE", value) if value else None


_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_PART = r"(?P<part> (?:morning|afternoon|evening|night))?"


def _rule(pattern: str, value: Callable[[re.Match[str], _Anchor], Found], *, cased: bool = True) -> Rule:
    return re.compile(pattern, 0 if cased else re.IGNORECASE), value


RULES: tuple[Rule, ...] = (
    _rule(r"(?<![\d-])" + _YEAR + r"-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", _iso),
    _rule(rf"\b(?P<month>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?(?![\d:])(?:,? {_YEAR}(?!\d))?", _full),
    _rule(rf"\b(?:the )?(?P<day>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})(?!\w)(?:,? {_YEAR}(?!\d))?", _full),
    _rule(
        r"\b(?P<lead>(?:last|next|this|in|since|until|by|early|late|mid|during|of|from) |mid-)?"
        rf"(?P<month>{_MONTH})(?!\w)(?:,? (?:of )?{_YEAR}(?!\d))?",
        _month,
    ),
    _rule(rf"\b(?P<lead>(?:last|next|this|this coming|coming|on) )?(?P<day>{_DAY})(?!\w){_PART}", _weekday),
    _rule(r"\b(?:today|tonight|(?:yesterday|tomorrow)(?: (?:morning|afternoon|evening|night))?)\b", _near, cased=False),
    _rule(rf"\b(?P<count>{_COUNT}){_HALF} (?P<unit>{_UNIT}) (?P<way>ago|earlier|before|later)\b", _ago, cased=False),
    _rule(
        r"\b(?:every|each) (?:day|week|month|year|hour|minute|night|morning|evening|"
        + _DAY
        + r")\b|\b(?:daily|weekly|monthly|annually|hourly)\b",
        _set,
        cased=False,
    ),
    _rule(
        r"\b(?P<lead>last|previous|next|this|coming|past) (?P<unit>year|month|week|weekend|decade|century)\b",
        _relative_unit,
        cased=False,
    ),
    _rule(rf"\b(?P<count>{_COUNT})(?P<half> and a half)?[ -](?P<unit>{_UNIT})\b(?!-old| old)", _duration, cased=False),
    _rule(r"(?<![\d:.,$£€])(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)", _clock, cased=False),
    _rule(r"(?<![\d:.,$£€])(?P<hour>\d\d?):(?P<minute>\d\d)(?P<half>(?!))?(?![\d:])", _clock),
    _rule(
        r"\bthe (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)\b(?! (?:century|floor|anniversary|birthday|place|time))",
        _ordinal_day,
    ),
    _rule(r"\bthe (?P<year>(?:1[5-9]|20)?\d0)['’]?s\b", _decade),
    _rule(rf"(?<![\w$£€.,#/-]){_YEAR}(?![\w%]|[.,]\d|-\d)", _year),
)


def find_dates(parse: Parse, blocks: Sequence[Span], published: str | None) -> tuple[Timex, ...]:
    """Return the time expressions of a text, in order, never overlapping.

    Args:
        blocks: spans of the blocks to read.
        published: RFC 3339 stamp or ISO date to count from; None leaves relative expressions open.
    """
    today = _as_date(published)
    anchor = _Anchor(today, lambda at: _is_ahead(parse, at))
    found: list[Timex] = []
    for block in blocks:
        found.extend(_in_block(parse.text, block, anchor))
    return tuple(found)


def _as_date(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _in_block(text: str, block: Span, anchor: _Anchor) -> Iterator[Timex]:
    taken: list[tuple[int, int, int, Timex]] = []
    for number, (pattern, value) in enumerate(RULES):
        for m in pattern.finditer(text, block.start, block.end):
            found = value(m, anchor)
            if found is not None:
                start = m.end("lead") if _drops_lead(m) else m.start()
                start += len(text[start : m.end()]) - len(text[start : m.end()].lstrip(" "))
                taken.append((start, number, m.end(), Timex(start, m.end(), *found)))
    end = -1
    for start, _, stop, timex in sorted(taken, key=lambda t: (t[0], t[1])):
        if start >= end:
            yield timex
            end = stop


def _drops_lead(m: re.Match[str]) -> bool:
    lead = m.groupdict().get("lead")
    return (
        bool(lead)
        and "unit" not in m.groupdict()
        and str(lead).strip().lower() not in {"last", "next", "this", "mid-", "early", "late"}
    )


def _is_ahead(parse: Parse, at: int) -> bool:
    """Whether the clause around a code point speaks of what is to come."""
    if not parse.tokens:
        return False
    token = parse.tokens[parse.token_at(at)]
    if _is_told(parse, token):
        return False
    for _ in range(6):
        if token.pos in {"VERB", "AUX"}:
            words = parse.kids(token.i, "aux", "auxpass")
            if any(w.lower in {"will", "'ll", "shall"} or w.tag == "TO" for w in words):
                return True
            return token.tag == "VB" and any(w.tag == "MD" for w in words)
        if token.head == token.i:
            break
        token = parse.tokens[token.head]
    return False


def _is_told(parse: Parse, token: Token) -> bool:
    """Whether a verb of saying in the past stands right before: "said on Monday it would rain"."""
    before = token.i - 1
    while before > 0 and parse.tokens[before].lower in {"on", "late", "early"}:
        before -= 1
    verb = parse.tokens[max(before, 0)]
    return verb.sentence == token.sentence and verb.tag in {"VBD", "VBN"} and verb.lemma in REPORTING
