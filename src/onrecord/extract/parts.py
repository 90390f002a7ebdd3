"""Which figure is part of which: "of which 129", "including 14 children", "two of the 23 seats", parts that add up."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.extract.figures import FigureDraft
    from onrecord.text import Parse

PART_BEFORE = re.compile(
    r"\b(?:of which|of whom|of them|includ(?:ing|es?|ed)|among them|of those|comprising|consisting of)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
PART_AFTER = re.compile(r"^ (?:\w+ )?(?:of|from among) (?:them|whom|those|these|which)\b", re.IGNORECASE)
# "two of the 23 seats", "284 out of 285", "32 percent of the 2.495 million trades": the whole stands behind.
WHOLE_BEHIND = re.compile(
    r"^,? (?:\w+ )?(?:out )?of (?:(?:the|its|their|his|her|all|these|those|some|about) )?"
    r"(?:[\w-]+[’'](?:s )? ?)?(?:\w+ ){0,2}$"
)
# "Of the 47 murders …, 31": the whole opens the sentence.
WHOLE_FIRST = re.compile(r"(?:^|[.!?”\"]\s|\n)Of (?:the |its |their )?(?:\w+ )?$")
# "five of them in one town and eight in another": the next part is joined on.
SIBLING = re.compile(r"^[^.;\n]{0,50}(?:,| and| while| with) $")
# "five of the leaders", "27 per cent of the overall cost": the whole is named again, its number is not.
NAMED_WHOLE = re.compile(r"^ (?:\w+ )?of (?:the|those|these|that|this|its|their) (?=[^\W\d_])")
# Acts on some of what was counted before: "destroyed 549 drones" of the 600 that were launched.
DEALT_WITH = frozenset(
    "destroy down intercept jam neutralise neutralize shoot rescue recover free release repel thwart miss fail".split()
)
# A share in words that names no whole: "more than half live in tents".
BARE_SHARE = re.compile(r"\b(?:half|thirds?|quarters?|fifths?)$", re.IGNORECASE)
SECONDS = {
    "seconds": 1,
    "minutes": 60,
    "hours": 3600,
    "days": 86_400,
    "weeks": 604_800,
    "months": 2_629_800,
    "years": 31_557_600,
    "decades": 315_576_000,
}
SUMS = frozenset("cost amount sum total money price bill budget".split())
# A part stands near its whole: of those in the silver records nine in ten within this many code points.
PART_REACH = 250
NAMED_REACH = 400
# Parts that add up to a third figure stand within this reach of it, at most this many figures apart.
SUM_REACH, SUM_FIGURES = 500, 8
# Small numbers add up by chance; from here on they hardly do.
TELLING = 10
DIGITS = 3
COUNTS = frozenset({"count", "killed", "injured", "missing", "hostages", "detained", "displaced", "votes"})
# Whoever is missing or hurt is none of the dead; of the missing and the hurt some may have died.
BESIDE = frozenset({("missing", "killed"), ("injured", "killed"), ("missing", "injured")})
NO_WHOLE = frozenset({"percent", "rank", "duration", "money", "age", "temperature", "distance"})


def with_parts(parse: Parse, found: list[FigureDraft]) -> Iterator[FigureDraft]:
    """Yield the figures with the number of the larger one that each is part of, where the text tells."""
    told = [_whole_of(parse, found, number) for number in range(len(found))]
    adding = _adding_up(found, told)
    done: list[FigureDraft] = []
    for number, figure in enumerate(found):
        whole_of = told[number]
        if whole_of is None and done:
            whole_of = _shared_whole(parse.text, found, done[-1], number)
        if whole_of is None:
            whole_of = adding.get(number)
        if _leads_to(done, whole_of, number):
            whole_of = None
        done.append(figure if whole_of is None else _as_part(figure, whole_of, found[whole_of]))
        yield done[-1]


def _leads_to(done: list[FigureDraft], at: int | None, number: int) -> bool:
    """Whether a figure is, by the wholes told so far, a part of another one or that one itself."""
    while at is not None and at != number:
        at = done[at].part_of if at < len(done) else None
    return at is not None


THEM = frozenset({"them", "those", "these", "whom"})


def _as_part(figure: FigureDraft, number: int, whole: FigureDraft) -> FigureDraft:
    """A bare number is of what its whole counts: the 129 of "250 hostages, of which 129 remain"."""
    if whole.change == "former":
        return figure
    if figure.measure == "count" and (figure.unit is None or figure.what in THEM) and whole.measure in COUNTS:
        return replace(figure, part_of=number, measure=whole.measure, unit=whole.unit, what=figure.what)
    return replace(figure, part_of=number)


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


def _whole_of(parse: Parse, found: list[FigureDraft], number: int) -> int | None:
    text, figure = parse.text, found[number]
    behind = found[number + 1] if number + 1 < len(found) else None
    if behind is not None and WHOLE_BEHIND.match(text[figure.span.end : behind.span.start]) and _fits(figure, behind):
        return number + 1
    named = NAMED_WHOLE.match(text[figure.span.end : figure.span.end + 60])
    if named is not None:
        whole = _named_whole(parse, found, number, _noun_at(parse, figure.span.end + named.end()))
        if whole is not None:
            return whole
    same = _same_noun_before(parse, found, number)
    if same is not None:
        return same
    after = PART_AFTER.match(text[figure.span.end : figure.span.end + 24]) or PART_AFTER.search(
        " " + figure.span.of(text)
    )
    for earlier in range(number - 1, max(-1, number - 4), -1):
        other = found[earlier]
        between = text[other.span.end : figure.span.start]
        if len(between) > PART_REACH:
            return None
        first = "." not in between and WHOLE_FIRST.search(text[max(0, other.span.start - 30) : other.span.start])
        joined = PART_BEFORE.search(between) and "\n" not in between
        if (after or first or joined) and _fits(figure, other):
            return earlier
    return None


def _noun_at(parse: Parse, offset: int) -> str:
    """The noun that heads the phrase that begins somewhere: "cost" of "overall cost"."""
    first = parse.token_at(offset)
    noun = ""
    for token in parse.tokens[first : first + 4]:
        if token.pos in {"NOUN", "PROPN"}:
            noun = token.lower
        elif noun or token.pos not in {"ADJ", "VERB"}:
            break
    return noun


def _named_whole(parse: Parse, found: list[FigureDraft], number: int, noun: str) -> int | None:
    """The figure before that counts what the words after "of the" name again; of sums of money the largest."""
    figure, best = found[number], None
    for earlier in range(number - 1, max(-1, number - SUM_FIGURES), -1):
        other = found[earlier]
        if not noun or figure.span.start - other.span.end > NAMED_REACH:
            break
        if noun in SUMS and other.measure == "money" and figure.measure in {"percent", "money"}:
            if best is None or (_size_of(other) or 0) > (_size_of(found[best]) or 0):
                best = earlier
        elif best is None and _counts(parse, other, noun) and _fits(figure, other):
            return earlier
    return best


def _same_noun_before(parse: Parse, found: list[FigureDraft], number: int) -> int | None:
    """The larger count before of the same things, where the text deals with some of them, or gives a bare share."""
    figure = found[number]
    share = figure.measure == "percent" and BARE_SHARE.search(figure.span.of(parse.text)) is not None
    if share and not parse.text.startswith(" of ", figure.span.end):
        before = found[number - 1] if number else None
        near = before is not None and figure.span.start - before.span.end < PART_REACH // 2
        same = near and before is not None and "\n" not in parse.text[before.span.end : figure.span.start]
        return number - 1 if same and before is not None and before.measure in COUNTS else None
    if figure.measure not in COUNTS or not _is_dealt_with(parse, figure):
        return None
    noun = figure.span.of(parse.text).split()[-1].lower()
    for earlier in range(number - 1, max(-1, number - SUM_FIGURES), -1):
        other = found[earlier]
        if figure.span.start - other.span.end > NAMED_REACH:
            return None
        if other.measure in COUNTS and _counts(parse, other, noun) and _fits(figure, other) and noun.isalpha():
            return earlier
    return None


def _is_dealt_with(parse: Parse, figure: FigureDraft) -> bool:
    """Whether a verb near above a number does away with what it counts."""
    at = parse.tokens[parse.token_at(figure.span.end - 1)]
    for _ in range(4):
        if at.pos == "VERB":
            return at.lemma.lower() in DEALT_WITH
        if at.head == at.i:
            return False
        at = parse.tokens[at.head]
    return False


def _counts(parse: Parse, figure: FigureDraft, noun: str) -> bool:
    """Whether a figure counts what a noun names, in the singular or plural."""
    if figure.measure in NO_WHOLE or figure.what is None:
        return False
    stems = {figure.span.of(parse.text).split()[-1].lower().removesuffix("s"), (figure.unit or "").removesuffix("s")}
    return noun.removesuffix("s") in stems


def _adding_up(found: list[FigureDraft], told: list[int | None]) -> dict[int, int]:
    """Parts that add up exactly to a figure near them: "500 in April", "a further 250", "takes us to 750".

    Args:
        told: what each is part of by its words; what is part of one does not add up to another.
    """
    out: dict[int, int] = {}
    for total, figure in enumerate(found):
        size = _exact(figure)
        if (
            size is None
            or size < TELLING
            or figure.change is not None
            or figure.measure in NO_WHOLE - {"money"}
            or not _is_telling(figure, size)
        ):
            continue
        near = [k for k in range(max(0, total - SUM_FIGURES), min(len(found), total + SUM_FIGURES)) if k != total]
        near = [k for k in near if told[k] in {None, total} and _is_addend(found[k], figure)]
        for one, two in combinations(near, 2):
            both = (_exact(found[one]) or 0) + (_exact(found[two]) or 0)
            if both == size and _exact(found[one]) != _exact(found[two]):
                out.setdefault(one, total)
                out.setdefault(two, total)
    return {part: whole for part, whole in out.items() if whole not in out}


def _is_telling(figure: FigureDraft, size: float) -> bool:
    """Whether a sum is no chance: round sums and prices in small change add up to one another anyway."""
    digits = len(str(int(size)).rstrip("0")) if size == int(size) else 0
    return digits >= DIGITS if figure.measure == "money" else size < TELLING**3 or digits >= DIGITS


def _is_addend(part: FigureDraft, whole: FigureDraft) -> bool:
    size, of = _exact(part), _exact(whole)
    if size is None or of is None or not 0 < size < of or part.approx:
        return False
    apart = max(part.span.start - whole.span.end, whole.span.start - part.span.end)
    kin = part.measure == whole.measure or {part.measure, whole.measure} <= COUNTS
    return (
        apart <= SUM_REACH and kin and (part.unit == whole.unit or None in {part.unit, whole.unit} or of >= TELLING**3)
    )


def _exact(figure: FigureDraft) -> int | float | None:
    return figure.low if figure.low == figure.high else None


def _fits(figure: FigureDraft, other: FigureDraft) -> bool:
    """Whether a figure can be a part of another: a share of it, or smaller and of its unit, or both counts."""
    if figure.measure == "percent":
        return other.measure not in NO_WHOLE
    kinds = figure.measure, other.measure
    if kinds in BESIDE or not {"rank", "age"}.isdisjoint(kinds):
        return False
    small, large = _size_of(figure), _size_of(other)
    if small is None or large is None:
        return False
    if figure.measure == other.measure == "duration":
        return small * SECONDS.get(figure.unit or "", 0) < large * SECONDS.get(other.unit or "", 0)
    if small >= large:
        return False
    return figure.unit == other.unit or figure.unit is None or {figure.measure, other.measure} <= COUNTS


def _size_of(figure: FigureDraft) -> int | float | None:
    return figure.low if figure.low is not None else figure.high
