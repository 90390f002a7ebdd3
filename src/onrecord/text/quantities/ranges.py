"""Ranges: "between 20 and 30", "more than ten but fewer than twenty", "at least 34", "5k-20k", "> 30"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.text.quantities.reading import Quantity, Text

if TYPE_CHECKING:
    from onrecord.text.quantities.reading import Found

MORE = r"(?:larger|greater|bigger|higher|more)"
LESS = r"(?:smaller|less|lower|fewer)"
THAN = r"(?:than|to)"
# What stands before a number, the longest first; each with the end that it sets and whether that end belongs to it.
BEFORE = re.compile(
    rf"(?:(?P<ge>{MORE} (?:{THAN} )?or equal {THAN}|equal to or {MORE} than|at least(?: or equal to)?|"
    rf"no {LESS} than|not {LESS} than|a minimum of|(?<![<=])> ?=)"
    rf"|(?P<le>{LESS} (?:{THAN} )?or equal {THAN}|equal to or {LESS} than|at most(?: or equal to)?|"
    rf"no {MORE} than|not {MORE} than|a maximum of|up to|(?<![>=])< ?=)"
    rf"|(?P<gt>{MORE} than|above|over|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of|(?<![<=])>)"
    rf"|(?P<lt>{LESS} than|below|under|(?<![>=])<)"
    r"|(?P<eq>equal(?:s|ing)?(?: to)?))\s{0,3}(?:the )?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    rf" (?:or|and) (?:(?P<more>{MORE}|above)|(?P<less>{LESS}|below))(?: than)?\b(?! ?[\d-])(?! than)", re.IGNORECASE
)
OR_EQUAL = re.compile(r" or equal\b(?! to \d)(?: to\b)?(?! \d)", re.IGNORECASE)
JOIN = re.compile(r"^(?: and| but|,| ,|, and|, but) ?$")
# The longest words before a number, "higher than or equal to the", have 28 code points.
REACH = 34
DASHES = frozenset("-–—~‑")


@dataclass(frozen=True, slots=True)
class _Bound:
    """One end: ``low`` or ``high`` or both at once, and whether it belongs to the range."""

    start: int
    end: int
    low: float | None
    high: float | None
    closed: bool


def ranges(text: str) -> list[Quantity]:
    """Return the ranges of a text, those with one end too."""
    read = Text(text)
    numbers = sorted(
        [*(n for n in read.numbers if not (n.glued or n.pronoun)), *read.ordinals], key=lambda n: (n.start, -n.end)
    )
    out: list[Quantity] = []
    bounds: list[_Bound] = []
    at = 0
    while at < len(numbers):
        span = _between(text, numbers[at], numbers[at + 1]) if at + 1 < len(numbers) else None
        if span is not None:
            out.append(span)
            at += 2
            continue
        bound = _bound(text, numbers[at], bounds[-1].end if bounds else 0)
        if bound is not None:
            bounds.append(bound)
        at += 1
    return sorted([*out, *_joined(text, bounds)], key=lambda q: q.start)


def _between(text: str, one: Found, two: Found) -> Quantity | None:
    """Two numbers as the ends of one range."""
    if one.value >= two.value:
        return None
    words = text[one.end : two.start]
    start = one.start
    if words.strip() in DASHES and len(words) <= len(" - "):
        outside = text[max(0, one.start - 1) : one.start], text[two.end : two.end + 2]
        if outside[0] in {"-", "+", "/"} or outside[1][:1] in {"-", "/"}:
            return None
    elif words in {" and ", " and the "}:
        lead = re.search(r"\bbetween (?:the )?$", text[max(0, start - REACH) : start], re.IGNORECASE)
        if lead is None:
            return None
        start = max(0, start - REACH) + lead.start()
    elif words in {" to ", " to the ", " through "}:
        lead = re.search(r"\bfrom (?:the )?$", text[max(0, start - REACH) : start], re.IGNORECASE)
        start = max(0, start - REACH) + lead.start() if lead else start
    else:
        return None
    return Quantity(start, two.end, "range", low=one.value, high=two.value, ends="[)")


def _bound(text: str, number: Found, since: int) -> _Bound | None:
    """The end that the words around a number set."""
    begin = max(since, number.start - REACH)
    before = BEFORE.search(text, begin, number.start)
    kind = before.lastgroup if before is not None else None
    after = AFTER.match(text, number.end) if kind in {None, "eq"} else None
    equal = OR_EQUAL.match(text, number.end) if kind in {"gt", "lt"} else None
    start = before.start() if before is not None else number.start
    end = after.end() if after is not None else equal.end() if equal is not None else number.end
    if after is not None:
        kind = "ge" if after["more"] else "le"
    if kind == "eq":
        return _Bound(start, end, number.value, number.value, True)
    if kind is None:
        return None
    closed = kind in {"ge", "le"} or equal is not None
    low, high = (number.value, None) if kind in {"ge", "gt"} else (None, number.value)
    return _Bound(start, end, low, high, closed)


def _joined(text: str, bounds: list[_Bound]) -> list[Quantity]:
    """Bounds as ranges: two that close one interval are one range."""
    out, at = [], 0
    while at < len(bounds):
        one = bounds[at]
        two = bounds[at + 1] if at + 1 < len(bounds) else None
        if two is not None and JOIN.match(text[one.end : two.start]) and _closes(one, two):
            low, high = (one, two) if one.low is not None else (two, one)
            ends = ("[" if low.closed else "(") + ("]" if high.closed else ")")
            out.append(Quantity(one.start, two.end, "range", low=low.low, high=high.high, ends=ends))
            at += 2
            continue
        ends = ("[" if one.closed and one.low is not None else "(") + (
            "]" if one.closed and one.high is not None else ")"
        )
        out.append(Quantity(one.start, one.end, "range", low=one.low, high=one.high, ends=ends))
        at += 1
    return out


def _closes(one: _Bound, two: _Bound) -> bool:
    if one.low is not None and two.high is not None and one.high is None and two.low is None:
        return one.low < two.high
    return one.high is not None and two.low is not None and one.low is None and two.high is None and two.low < one.high
