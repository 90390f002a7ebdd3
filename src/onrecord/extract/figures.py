"""Figures: every number that tells a fact, with its bound, what it counts, and the statement that carries it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract import measures
from onrecord.extract.draft import innermost
from onrecord.record import Span
from onrecord.text.numbers import Number, find_numbers, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import Timex
    from onrecord.text import Parse, Token

LEAST = (
    r"at least|(?:just |slightly |well )?(?:more than|over|above)|no (?:fewer|less) than|not less than|upwards? of|"
    r"in excess of|a minimum of|minimum|exceeding|greater than"
)
MOST = (
    r"at most|up to|within|as (?:many|much|high) as|(?:just |slightly |well )?(?:fewer than|less than|under|below)|"
    r"no more than|not more than|a maximum of|maximum"
)
ABOUT = (
    r"(?:just )?about|some|around|nearly|roughly|approximately|almost|an estimated|estimated|close to|circa|approx\.?|"
    r"an average of|~|as few as"
)
LEAD = re.compile(
    rf"(?:\b(?:(?P<least>{LEAST})|(?P<most>{MOST})|(?P<about>{ABOUT})) )(?:(?:a |an |the |another |about |some )?)$",
    re.IGNORECASE,
)
# A qualifier stands right before its number; the longest has 17 code points ("slightly more than").
LEAD_REACH = 40
CURRENCY_SIGN = re.compile(r"(?:US|U\.S\.|A|AU|C|CA|NZ|HK|S|R|Z)?[$£€¥₹₽₩₪₦]$|\b(?:Rs\.?|USD|EUR|GBP|CHF|RMB|R) ?$")
NAMED = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "GPE", "LOC", "NORP"})
CODES = frozenset(
    "article section chapter flight room gate route highway interstate title no no. number page act "
    "amendment resolution "
    "form type level phase stage season episode version window boeing airbus iphone class grade week day "
    "group formula "
    "covid-19 covid channel radio apollo proposition".split()
)
PEOPLE = frozenset(
    "person people man woman child boy girl soldier civilian death victim hostage policeman officer".split()
)


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """One number before its actors are known; fields as in :class:`onrecord.record.Figure`.

    Args:
        statement: number of the innermost draft whose content holds it.
        part_of: number of the larger figure.
        told_by: number of the draft on whose word a headline gives it.
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
    statement: int | None = None
    part_of: int | None = None
    told_by: int | None = None


def figures(
    parse: Parse, blocks: Sequence[Span], dates: Sequence[Timex], drafts: Sequence[Draft]
) -> tuple[FigureDraft, ...]:
    """Return the figures of an article in text order.

    Args:
        blocks: spans of the blocks to read.
        dates: the article's time expressions; numbers in dates and clock times are no figures.
        drafts: the article's attributions, to tell on whose word a number stands.
    """
    found: list[FigureDraft] = []
    taken = _calendar(parse.text, dates)
    for block in blocks:
        numbers = [n for n in find_numbers(parse.text, block.start, block.end) if not _inside(taken, n)]
        found.extend(_of_block(parse, block, numbers))
    found = _distinct(found)
    found = _with_statements(parse.text, found, drafts)
    if blocks:
        found = _as_told_below(found, blocks[0].end)
    return tuple(_with_parts(parse.text, found))


def _calendar(text: str, dates: Sequence[Timex]) -> list[tuple[int, int]]:
    """What of the dates' words holds no figure: all of a date or clock time, but not "six weeks" of "six weeks ago"."""
    out = []
    for timex in dates:
        words = text[timex.start : timex.end].lower()
        if timex.type in {"DATE", "TIME"} and not words.endswith(("ago", "earlier", "later", "before")):
            out.append((timex.start, timex.end))
    return out


def _inside(taken: list[tuple[int, int]], number: Number) -> bool:
    at = bisect_right(taken, (number.start, 1 << 60)) - 1
    return at >= 0 and taken[at][0] <= number.start < taken[at][1]


def _of_block(parse: Parse, block: Span, numbers: list[Number]) -> Iterator[FigureDraft]:
    at = 0
    while at < len(numbers):
        number, nxt = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        token = parse.tokens[parse.token_at(number.start)] if parse.tokens else None
        at += 1
        if token is None or _is_name(parse, token, number) or _is_nothing(parse, number, token):
            continue
        high = None
        if nxt is not None and _is_share(parse.text, number, nxt):
            yield _share(number, nxt)
            at += 1
            continue
        if nxt is not None and _is_range(parse.text, number, nxt):
            high, at = nxt, at + 1
        made = _figure(parse, block, number, high)
        if made is not None:
            yield made


def _is_name(parse: Parse, token: Token, number: Number) -> bool:
    name = parse.name_at.get(token.i)
    if name is not None and name.label in NAMED and number.kind in {"cardinal", "ordinal"}:
        span = parse.span(name.first, name.last - 1)
        return span.end - span.start > number.end - number.start
    following = parse.tokens[token.i + 1].lower if token.i + 1 < len(parse.tokens) else ""
    if number.digits and following in {"images", "photos", "comments"}:
        return True
    if token.i and number.digits:
        before = parse.tokens[token.i - 1]
        if before.lower in {"p", "poor's", "poor", "nasdaq", "ftse", "nikkei", "dow", "fortune", "stoxx"} or (
            before.text in {"'s", "’s"} and parse.tokens[token.i - 2].lower in {"poor", "standard"}
        ):
            return True
        if before.lower in CODES and before.end + 1 >= number.start and before.text[:1].isupper():
            return True
        if before.lower in {"no.", "no", "number", "#", "article", "section", "page", "room"}:
            return before.lower != "no"
    return False


def _is_nothing(parse: Parse, number: Number, token: Token) -> bool:
    """Words that look like numbers and count nothing: "one of them", "the second half", "a third party"."""
    word = parse.text[number.start : number.end].lower()
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if word in {"one", "zero"}:
        return following is None or following.lemma.lower() not in PEOPLE
    if number.kind == "ordinal":
        return _idle_ordinal(parse, token, word)
    if number.kind == "fraction" and word == "half":
        return token.dep not in {
            "nummod",
            "nsubj",
            "dobj",
            "pobj",
            "predet",
            "quantmod",
            "det",
            "attr",
            "npadvmod",
            "advmod",
        }
    return False


def _idle_ordinal(parse: Parse, token: Token, word: str) -> bool:
    if word in {"first", "second"} and token.dep != "amod":
        return True
    head = parse.tokens[token.head]
    return (
        token.dep not in {"amod", "nummod", "compound", "advmod", "attr"}
        or head.i <= token.i
        or head.lemma.lower()
        in {
            "half",
            "party",
            "world",
            "thing",
            "place",
            "century",
            "floor",
            "lady",
            "degree",
            "hand",
            "amendment",
            "quarter",
            "wife",
            "husband",
            "part",
            "resort",
            "name",
            "step",
            "class",
            "congress",
            "pillar",
            "cousin",
            "person",
            "trimester",
            "avenue",
            "street",
        }
    )


def _is_range(text: str, number: Number, nxt: Number) -> bool:
    between = text[number.end : nxt.start]
    bare = re.sub(r"[$£€]|percent|per cent|%", "", between).strip()
    if bare in {"-", "–", "—", "‑", "to"}:
        return nxt.value > number.value or nxt.value >= 1000  # noqa: PLR2004 - "1-2bn"
    if bare == "or" and number.kind == nxt.kind == "cardinal":
        return nxt.value == number.value + 1
    before = text[max(0, number.start - 10) : number.start].lower()
    return bare == "and" and ("between " in before)


SHARES = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100})


def _is_share(text: str, number: Number, nxt: Number) -> bool:
    """Tell a share told as "3 in 10" or "one out of five" (GUIDE, rule 11)."""
    between = text[number.end : nxt.start]
    return between in {" in ", " out of ", " in every "} and nxt.value in SHARES and 0 < number.value < nxt.value


def _share(number: Number, nxt: Number) -> FigureDraft:
    value = whole(round(100 * number.value / nxt.value, 1))
    return FigureDraft(Span(number.start, nxt.end), value, value, False, "percent", None, "percent", None, None, 0.7)


def _figure(parse: Parse, block: Span, number: Number, upper: Number | None) -> FigureDraft | None:
    text = parse.text
    start, bound, approx = _lead(text, block, number)
    last = upper or number
    low: int | float = number.value
    high: int | float = last.value
    if upper is not None and low > 0 and high / low >= 1000 and high % 1000 == 0:  # noqa: PLR2004 - "$1-2bn": the scale goes for both
        low = _scaled(low, high)
    setting = measures.around(parse, number.start, last.end, number.kind)
    if setting is None:
        return None
    if number.kind == "fraction":
        low, high = (round(low * 100, 1), round(high * 100, 1)) if setting.measure == "percent" else (low, high)
    start = min(start, setting.start)
    ends = _bounds(low, high, bound, number.kind)
    approx = approx or number.kind == "vague"
    span = Span(max(block.start, start), min(block.end, max(last.end, setting.end)))
    return FigureDraft(
        span,
        ends[0],
        ends[1],
        approx,
        setting.measure,
        setting.what,
        setting.unit,
        setting.currency,
        setting.place,
        0.8 if number.digits else 0.65,
    )


def _scaled(low: float, high: float) -> int | float:
    scale = 10 ** (3 * ((len(str(int(high))) - 1) // 3))
    return whole(low * scale)


def _bounds(low: float, high: float, bound: str | None, kind: str) -> tuple[int | float | None, int | float | None]:
    if bound == "least" or (kind == "vague" and bound != "most"):
        return whole(low), None
    return (None, whole(high)) if bound == "most" else (whole(low), whole(high))


def _lead(text: str, block: Span, number: Number) -> tuple[int, str | None, bool]:
    """Where the qualifier before a number begins, which bound it sets, and whether it makes it approximate."""
    start = number.start
    sign = CURRENCY_SIGN.search(text, max(block.start, start - 6), start)
    if sign and sign.end() == start:
        start = sign.start()
    begin = max(block.start, start - LEAD_REACH)
    window = text[begin:start]
    m = LEAD.search(window)
    if m is None:
        after = text[number.end : number.end + 16].lower()
        if re.match(r" or (?:more|older|above|over|higher|greater|longer)\b", after):
            return start, "least", False
        if re.match(r" or (?:less|fewer|younger|under|below|lower)\b", after):
            return start, "most", False
        return start, None, bool(re.match(r"[ -]?(?:or so|-ish)\b", after))
    bound = "least" if m["least"] else "most" if m["most"] else None
    return begin + m.start(), bound, bool(m["about"])


def _distinct(found: list[FigureDraft]) -> list[FigureDraft]:
    out: list[FigureDraft] = []
    for figure in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if out and figure.span.start < out[-1].span.end:
            previous = out[-1].span
            if figure.span.end - out[-1].span.end < 1:
                continue
            out[-1] = replace(out[-1], span=Span(previous.start, figure.span.start))
            if previous.start == figure.span.start:
                out.pop()
        out.append(figure)
    return out


# Acts that put no number in their source's mouth, and acts that do so only where nobody tells of them: on the silver
# records figures inside them are the article's own, or the outer source's.
SILENT = frozenset({"deny", "order", "oppose", "support", "fear", "criticise", "decline"})
SILENT_INSIDE = SILENT | {"expect", "plan", "hope", "accuse", "promise"}


def _with_statements(text: str, found: list[FigureDraft], drafts: Sequence[Draft]) -> list[FigureDraft]:
    telling = [n for n, d in enumerate(drafts) if d.act not in (SILENT if d.within is None else SILENT_INSIDE)]
    holding = innermost([drafts[n] for n in telling], [Span(f.span.start, f.span.start + 1) for f in found])
    return [
        figure if n is None or _is_bare_age(text, figure) else replace(figure, statement=telling[n])
        for figure, n in zip(found, holding, strict=True)
    ]


def _as_told_below(found: list[FigureDraft], head: int) -> list[FigureDraft]:
    """A headline's figure has the statement that tells the same figure below."""
    told = {
        (f.low, f.high, f.measure): f.statement
        for f in reversed(found)
        if f.span.start >= head and f.statement is not None
    }
    return [
        replace(f, told_by=told.get((f.low, f.high, f.measure))) if f.span.start < head and f.statement is None else f
        for f in found
    ]


def _is_bare_age(text: str, figure: FigureDraft) -> bool:
    """An age between commas after a name, which the article gives itself."""
    before, after = text[max(0, figure.span.start - 2) : figure.span.start], text[figure.span.end : figure.span.end + 1]
    return figure.measure == "age" and before == ", " and after in {",", ".", ";", ")"}


PART_BEFORE = re.compile(r"\b(?:of which|of whom|of them|including|among them|of those)\b[^.;]{0,60}$", re.IGNORECASE)
PART_AFTER = re.compile(r"^,? (?:\w+ )?(?:of|from among) (?:them|whom|those|these|which)\b", re.IGNORECASE)
# "two of the 23 seats", "12 out of its 14 districts": the whole stands behind.
WHOLE_BEHIND = re.compile(r"^ (?:\w+ )?(?:out )?of (?:the|its|their|his|her|all) (?:\w+ )?$")
# "Of the 47 murders …, 31": the whole opens the sentence.
WHOLE_FIRST = re.compile(r"(?:^|[.!?”\"]\s|\n)Of (?:the |its |their )?(?:\w+ )?$")
# "five of them in one town and eight in another": the next part is joined on.
SIBLING = re.compile(r"^[^.;\n]{0,50}(?:,| and| while) $")
# A part stands near its whole: of those in the silver records nine in ten within this many code points.
PART_REACH = 250


def _with_parts(text: str, found: list[FigureDraft]) -> Iterator[FigureDraft]:
    """A number with "including", "of which" or "of them" is part of the larger one before it."""
    done: list[FigureDraft] = []
    for number, figure in enumerate(found):
        whole_of = _whole_of(text, found, number)
        if whole_of is None and done:
            whole_of = _shared_whole(text, found, done[-1], number)
        done.append(figure if whole_of is None else replace(figure, part_of=whole_of))
        yield done[-1]


def _shared_whole(text: str, found: list[FigureDraft], before: FigureDraft, number: int) -> int | None:
    """The whole that the part before it belongs to, where both fit into that."""
    figure = found[number]
    if before.part_of is None or before.measure != figure.measure or figure.unit not in {before.unit, None}:
        return None
    if not SIBLING.match(text[before.span.end : figure.span.start]):
        return None
    one, two, whole = _size_of(before), _size_of(figure), _size_of(found[before.part_of])
    known = one is not None and two is not None and whole is not None
    fits = known and (figure.measure == "percent" or (one or 0) + (two or 0) <= (whole or 0))
    return before.part_of if fits else None


def _whole_of(text: str, found: list[FigureDraft], number: int) -> int | None:
    figure = found[number]
    behind = found[number + 1] if number + 1 < len(found) else None
    if (
        behind is not None
        and WHOLE_BEHIND.match(text[figure.span.end : behind.span.start])
        and _is_smaller(figure, behind)
    ):
        return number + 1
    after = PART_AFTER.match(text[figure.span.end : figure.span.end + 24]) or PART_AFTER.search(
        " " + figure.span.of(text)
    )
    for earlier in range(number - 1, max(-1, number - 4), -1):
        other = found[earlier]
        between = text[other.span.end : figure.span.start]
        if len(between) > PART_REACH:
            return None
        first = "." not in between and WHOLE_FIRST.search(text[max(0, other.span.start - 30) : other.span.start])
        if not (after or first or (PART_BEFORE.search(between) and "\n" not in between)):
            continue
        if figure.measure == "percent" and other.measure not in {"percent", "rank", "duration", "money"}:
            return earlier
        if _is_smaller(figure, other):
            return earlier
    return None


COUNTS = frozenset({"count", "killed", "injured", "missing", "hostages", "detained", "displaced", "votes"})


def _is_smaller(figure: FigureDraft, other: FigureDraft) -> bool:
    """Whether a figure can be a part of another: of its unit, or both counts of somebody or something."""
    small, large = _size_of(figure), _size_of(other)
    if small is None or large is None or small > large:
        return False
    return figure.unit == other.unit or figure.unit is None or {figure.measure, other.measure} <= COUNTS


def _size_of(figure: FigureDraft) -> int | float | None:
    return figure.low if figure.low is not None else figure.high
