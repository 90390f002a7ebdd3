"""Figures: every number that tells a fact, with its bound, what it counts, and where and when it held."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract import alike, bounds, chosen, corrections, measures, parts, standing, superseded
from onrecord.record import AsOf, Period, Span
from onrecord.text.numbers import Number, find_numbers, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record import Timex
    from onrecord.record.figure import Change
    from onrecord.text import Parse


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """One number before its actors are known; fields as in :class:`onrecord.record.Figure`.

    Args:
        part_of: number of the larger figure.
        head: token of what is counted.
    """

    span: Span
    low: int | float | None
    high: int | float | None
    approx: bool
    measure: str
    what: str | None
    unit: str | None
    currency: str | None
    place: str | None
    confidence: float
    part_of: int | None = None
    as_of: AsOf | None = None
    period: Period | None = None
    cumulative: bool | None = None
    change: Change | None = None


def figures(parse: Parse, blocks: Sequence[Span], dates: Sequence[Timex]) -> tuple[FigureDraft, ...]:
    """Return the figures of an article in text order.

    Args:
        blocks: spans of the blocks to read.
        dates: the article's time expressions; numbers in dates and clock times are no figures.
    """
    found: list[FigureDraft] = []
    taken = sorted([*_calendar(parse, dates), *chosen.rates_of_exchange(parse.text), *chosen.phone_numbers(parse.text)])
    for block in blocks:
        numbers = [n for n in find_numbers(parse.text, block.start, block.end) if not _inside(taken, n)]
        found.extend(_of_block(parse, block, numbers))
    totals = superseded.with_totals(parse, _converted(parse.text, _distinct(parse.text, found)))
    found = list(superseded.with_totals(parse, alike.with_measures(parse, list(totals))))
    found = corrections.with_corrections(parse, list(superseded.with_changes(parse, found)))
    return tuple(standing.with_times(parse, list(parts.with_parts(parse, found)), dates))


def _calendar(parse: Parse, dates: Sequence[Timex]) -> list[tuple[int, int]]:
    """What of the dates' words holds no figure: all of a date or clock time, but not "six weeks" of "six weeks ago"."""
    out = []
    for timex in dates:
        words = parse.text[timex.start : timex.end].lower()
        if BARE_ORDINAL.fullmatch(words) and _has_noun(parse, timex):
            continue
        if timex.type in {"DATE", "TIME"} and not words.endswith(("ago", "earlier", "later", "before")):
            out.append((timex.start, timex.end))
    return out


BARE_ORDINAL = re.compile(r"(?:the )?\d+(?:st|nd|rd|th)")


def _has_noun(parse: Parse, timex: Timex) -> bool:
    """Whether an ordinal that could be a day stands before its noun: "the 10th victim"."""
    token = parse.tokens[parse.token_at(timex.end - 1)]
    head = parse.tokens[token.head]
    return (
        head.i > token.i
        and head.pos in {"NOUN", "PROPN", "ADJ"}
        and token.dep in {"amod", "compound", "advmod", "nummod"}
    )


def _inside(taken: list[tuple[int, int]], number: Number) -> bool:
    at = bisect_right(taken, (number.start, 1 << 60)) - 1
    return at >= 0 and taken[at][0] <= number.start < taken[at][1]


def _of_block(parse: Parse, block: Span, numbers: list[Number]) -> Iterator[FigureDraft]:
    at = 0
    while at < len(numbers):
        number, nxt = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        token = parse.tokens[parse.token_at(number.start)] if parse.tokens else None
        at += 1
        if token is None:
            continue
        high = None
        if nxt is not None and _is_share(parse.text, number, nxt):
            yield _share(number, nxt)
            at += 1
            continue
        if nxt is not None and _is_range(parse.text, number, nxt):
            high, at = nxt, at + 1
        elif chosen.tells_nothing(parse, number, token):
            continue
        made = _figure(parse, block, number, high)
        if made is not None:
            yield made


def _is_range(text: str, number: Number, nxt: Number) -> bool:
    between = text[number.end : nxt.start]
    bare = UNIT_BETWEEN.sub("", between).strip()
    if (bare != between.strip() and not _same_unit(text, between, nxt)) or _is_years(text, number, nxt):
        return False
    before = text[max(0, number.start - CLAUSE) : number.start]
    if bare == "to" and before.endswith("from ") and _are_sharp(number, nxt):
        return False  # "enlarged its count from 2,131 to 2,160": the ends of a range are rounder
    if bare in {"-", "–", "—", "‑", "to", "- to"}:
        range_ = RANGE.search(before) is not None
        changes = bare == "to" and not range_ and (CHANGE.search(before) or re.search(r"\bby (?:\w+ )?[$£€]?$", before))
        falls = bare == "to" and nxt.value <= number.value  # "brought the toll from 20 to 18"
        return not changes and not falls and nxt.value > number.value
    if bare == "or" and number.kind == nxt.kind == "cardinal":
        return nxt.value == number.value + 1
    return bare == "and" and "between " in before[-16:].lower()


def _are_sharp(*numbers: Number) -> bool:
    return all(number.value >= LONG and number.value % ROUND for number in numbers)


def _same_unit(text: str, between: str, nxt: Number) -> bool:
    """Whether what stands between two numbers, a unit or a sign, is the second one's too."""
    per = PER_CENT.search(between) is not None
    return not per or PER_CENT.match(text[nxt.end : nxt.end + 10]) is not None


def _is_years(text: str, number: Number, nxt: Number) -> bool:
    pair = text[number.start : number.end], text[nxt.start : nxt.end]
    return chosen.YEARS.fullmatch(pair[0]) is not None and len(pair[1]) in {2, 4} and pair[1].isdecimal()


# Numbers from here on that are no round ones are counts.
LONG, ROUND = 1_000, 50
# What may stand between the ends of a range beside its dash or "to".
UNIT_BETWEEN = re.compile(
    r"(?:US|U\.S\.|A|AU|C|CA|NZ|HK|S|RM|Rs\.?|R)?[$£€¥₹]|\b(?:RM|Rs\.?|R)(?=$)|percent|per cent|%|bn|°C?|-year",
    re.IGNORECASE,
)
PER_CENT = re.compile(r"\s?(?:percent|per cent|%|pct)", re.IGNORECASE)
# Verbs of change: "rose from 20 to 30" tells two figures, no range. They stand in the clause before.
CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|f[ae]ll(?:s|en|ing)?|increas\w+|decreas\w+|drop\w*|rais\w+|cut\w*|jump\w*|grow\w*|"
    r"grew|climb\w*|declin\w+|doubl\w+|lower\w*|reduc\w+|boost\w*|went|go(?:es|ing)|expand\w*|shrank|swell\w*|up|down|"
    r"revis\w+|adjust\w+|amend\w+|correct(?:ed|ing|s)|chang(?:ed|ing|es)|bring\w*|brought|taking|took|"
    r"trim\w*|slash\w*|scal\w+|(?:down|up)grad\w+)\b[^.;]{0,60}\bfrom [^.;]{0,24}$",
    re.IGNORECASE,
)
RANGE = re.compile(r"\brange of [^\w.;]{0,3}$", re.IGNORECASE)
CLAUSE = 90
SHARES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100})


# "Level 3 out of 5" is a place on a scale.
LEVEL = re.compile(r"\b(?:level|category|stage|phase|grade|zone) $", re.IGNORECASE)


def _is_share(text: str, number: Number, nxt: Number) -> bool:
    """Tell a share told as "3 in 10" or "one out of five" (GUIDE, rule 11)."""
    between = text[number.end : nxt.start].lower()
    if LEVEL.search(text, max(0, number.start - 12), number.start):
        return False
    if between == " in " and number.value == 1 and nxt.value >= 10:  # noqa: PLR2004 - "one in 20,000"
        return nxt.value % 10 == 0 and not chosen.YEARS.fullmatch(text[nxt.start : nxt.end])
    return between in {" in ", " out of ", " in every "} and nxt.value in SHARES and 0 < number.value < nxt.value


def _share(number: Number, nxt: Number) -> FigureDraft:
    value = whole(round(100 * number.value / nxt.value, 1 if nxt.value <= 100 else 6))  # noqa: PLR2004 - "one in 20,000"
    return FigureDraft(Span(number.start, nxt.end), value, value, False, "percent", None, "percent", None, None, 0.7)


def _figure(parse: Parse, block: Span, number: Number, upper: Number | None) -> FigureDraft | None:
    text = parse.text
    last = upper or number
    low: int | float = number.value
    high: int | float = last.value
    if upper is not None and low > 0 and high / low >= 1000 and high % 1000 == 0:  # noqa: PLR2004 - "$1-2bn": the scale goes for both
        low = _scaled(low, high)
    low, high = min(low, high), max(low, high)  # "between ten and five"
    setting = measures.around(parse, number.start, last.end, number.kind)
    if setting is None or (setting.measure == "duration" and text.startswith(" ago", setting.end)):
        return None  # "three days ago" is a day: 11 of 25 such in the silver training records are figures
    if number.kind == "fraction":
        low, high = (round(low * 100, 1), round(high * 100, 1)) if setting.measure == "percent" else (low, high)
    bound = bounds.bound_of(text, block.start, number.start, (last.end, setting.end))
    ends = _bounds(low, high, None if upper is not None else bound.kind, number.kind)
    span = Span(
        max(block.start, min(bound.start, setting.start)), min(block.end, max(last.end, setting.end, bound.end or 0))
    )
    return FigureDraft(
        span,
        ends[0],
        ends[1],
        bound.approx or number.kind == "vague",
        setting.measure,
        setting.what,
        setting.unit,
        setting.currency,
        setting.place,
        0.8 if number.digits else 0.65,
    )


def _scaled(low: float, high: float) -> int | float:
    scale = 10 ** (3 * ((len(str(int(high))) - 1) // 3))
    return whole(low * scale) if low * scale <= high else low  # "three to million" has no scale to share


def _bounds(low: float, high: float, bound: str | None, kind: str) -> tuple[int | float | None, int | float | None]:
    if bound == "least" or (kind == "vague" and bound != "most"):
        return whole(low), None
    return (None, whole(high)) if bound == "most" else (whole(low), whole(high))


# "Not 2,160 but 2,131 people": what is counted stands behind the second number alone.
OTHER_VALUE = re.compile(r"\d,? (?:but|not|and not|rather than|instead of)(?: [a-z]+){0,3} $")


def _distinct(text: str, found: list[FigureDraft]) -> list[FigureDraft]:
    out: list[FigureDraft] = []
    for figure in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if out and figure.span.start < out[-1].span.end:
            previous = out[-1].span
            if figure.span.end - out[-1].span.end < 1 and not OTHER_VALUE.search(
                text, previous.start, figure.span.start
            ):
                continue
            out[-1] = replace(out[-1], span=Span(previous.start, figure.span.start))
            if previous.start == figure.span.start:
                out.pop()
        out.append(figure)
    return out


# Measures that are told twice, in two units: "up to one metre (three feet)", "$5bn (£4bn)".
TOLD_TWICE = frozenset("distance speed money area weight volume temperature rainfall depth height".split())


def _converted(text: str, found: list[FigureDraft]) -> list[FigureDraft]:
    """A size in brackets right behind another in other units has that one's bound."""
    out: list[FigureDraft] = []
    for figure in found:
        last = out[-1] if out else None
        same = last is not None and figure.measure in TOLD_TWICE and last.measure in TOLD_TWICE
        if last is None or not same or text[last.span.end : figure.span.start] != " (" or figure.low != figure.high:
            out.append(figure)
            continue
        low = None if last.low is None else figure.low
        high = None if last.high is None else figure.high
        measure = last.measure if figure.measure == "distance" else figure.measure
        out.append(replace(figure, low=low, high=high, approx=figure.approx or last.approx, measure=measure))
    return out
