"""Corrections by their two values: of a count that is told twice, a little different, one is the old one.

``superseded`` knows what stands right beside a number that has been replaced ("not 25", "down from 25"). Here two
values of one count in a sentence, or in two that follow each other, are weighed against each other: which of them is
told of the time before ("it had been 25", "the 25 it gave that morning"), and whether a mistake was mended.
A total of the dead does not fall but by a correction.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.standing import LATELY
from onrecord.extract.superseded import DAY_BEFORE, LIKE, TOLLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.figures import FigureDraft
    from onrecord.text import Parse

# Two values of one count stand at most so far from each other; between them stands at most one other toll.
REACH, APART = 260, 2
# Small counts differ by much, and are told of many things.
LEAST = 20
# Two bare numbers must be larger, and nearer to each other.
LEAST_BARE, LIKE_BARE = 100, 1.1
CLAUSE, BEHIND = 110, 130
# "It now bears 120, it had borne 135".
NOW = re.compile(r"\bnow\b[^.;\n]{0,30}$", re.IGNORECASE)
# Right before a value that was replaced, in a sentence that mends a mistake.
OLD_LEAD = re.compile(
    r"\b(?:not|from|instead of|rather than|against|where|what (?:was|were|had been)|which (?:was|were|had been)|"
    r"in place of|replac\w+|no longer|disregard\w*|ignor\w+|withdr\w+|retract\w*|(?:taken|took|takes|taking) back|"
    r"scrap\w*|"
    r"abandon\w*)(?: the| its| an?| their)?"
    r"(?: (?:earlier|previous|initial|first|old|former|original|figure|toll|count|number|total|of))* $",
    re.IGNORECASE,
)
# Of the time before, in the clause of a value.
EARLIER = re.compile(
    r"\b(?:earlier|previously|initially|originally|at first|first (?:said|reported|announced|given|put|gave)|formerly|"
    r"beforehand|(?:hours|minutes|a day|days|the day|the night|a week) (?:before|earlier|ago)|that morning|"
    r"(?:first|initial|original|previous|former|old) (?:count|figure|toll|number|total|estimate)|"
    r"(?:as )?(?:said|reported|announced|stated|given|published) before|before that|until then|"
    r"until (?:yesterday|today|now))\b",
    re.IGNORECASE,
)
# "Before, it held 25".
BEFORE = re.compile(r"\b(?:before|earlier|previously|until (?:then|now)),? (?:\w+ ){1,3}$", re.IGNORECASE)
PERFECT = re.compile(r"\bhad\b|\b(?:was|were) (?:first )?(?:told|given|announced|reported)\b", re.IGNORECASE)
# A value that somebody takes back, told behind it.
UNDONE = re.compile(
    r"\b(?:were|was|is|are|be|been) (?:\w+ )?(?:wrong|mistaken|incorrect|inaccurate|overstated|understated|inflated|"
    r"exaggerated|disregarded|ignored|withdrawn|retracted|scrapped|discarded|too high|too low|in error|an? error|"
    r"a mistake|out of date|dropped)\b",
    re.IGNORECASE,
)
# Right before the value that should have been told.
SHOULD = re.compile(
    r"\b(?:(?:it|that|this) is(?: now)?|"
    r"should (?:have been|have read|have said|be|read|say)|made (?:it|that)|makes (?:it|that)|"
    r"ought to (?:be|have been))"
    r"(?: (?:at least|more than|over|about|some|nearly))? $",
    re.IGNORECASE,
)
# Right before the value that stands now.
NEW_LEAD = re.compile(
    r"\b(?:to|now|became|become|becomes|leaving|leaves|left|down to|correct(?:ed)? (?:figure|number|toll|count|total) "
    r"(?:is|was|of)|in fact|actually|really|rather|stands at|which is)"
    r"(?: (?:at least|more than|over|about|some|nearly|no fewer than|not less than))? $",
    re.IGNORECASE,
)
# That a mistake was mended.
MENDED = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion|ions)|revis\w+|amend\w+|adjust\w+|restat\w+|recount\w*|re-count\w*|miscount\w*|"
    r"mis-?stat\w+|double[- ]count\w*|(?:count|list|record|register|enter)\w* (?:twice|double)|"
    r"duplicat\w+|overstat\w+|understat\w+|overcount\w*|"
    r"undercount\w*|inflated|exaggerated|wrong(?:ly)?|mistak\w+|error\w*|erroneous\w*|erratum|clarif\w+|retract\w*|"
    r"withdr[ae]w\w*|disregard\w*|back-?track\w*|backpedal\w*|(?:walk|row|back|roll|scal|dial)\w* (?:\w+ )?back|"
    r"climb\w* down|should (?:have been|have read|read)|put (?:things|it|that|matters|the record) (?:right|straight)|"
    r"too (?:high|low)|struck (?:\w+ ){0,8}(?:off|from)|(?:taken|took) (?:\w+ ){0,8}(?:out|off|back)|"
    r"remov\w+ (?:\w+ ){0,4}(?:from|names?|entries|cases)|audit\w*|lower(?:s|ed|ing)|downgrad\w+|"
    r"(?:bring|brought|put) (?:\w+ ){0,4}down)\b",
    re.IGNORECASE,
)
# "Substituted 120 for 135".
SWAPS = re.compile(r"\b(?:substitut|swap|exchang)\w+ (?:[a-z]+ ){0,3}$", re.IGNORECASE)
FOR = re.compile(r"(?: [a-z]+){0,2} for (?:[a-z]+ ){0,3}")
# What was wrong with a count: it held too many, or too few.
TOO_HIGH = re.compile(
    r"\b(?:overstat\w+|overcount\w*|inflated|exaggerat\w+|double[- ]count\w*|duplicat\w+|"
    r"(?:count|list|record|register|enter|includ)\w* (?:[a-z]+ ){0,3}(?:twice|in error)|too (?:many|high)|found alive|"
    r"turned (?:up|out) (?:to be )?alive|"
    r"(?:struck|remov\w+|taken|took|delet\w+) (?:[a-z]+ ){0,4}(?:names?|entries|cases|people|victims|persons)\b)",
    re.IGNORECASE,
)
TOO_LOW = re.compile(
    r"\b(?:understat\w+|undercount\w*|too (?:few|low)|unrecorded|unreported|"
    r"(?:came|come|sent|reported|submitted|registered|arrived) (?:[a-z]+ ){0,3}late|"
    r"late (?:submissions?|reports?|returns?))\b",
    re.IGNORECASE,
)
# Fewer in one year than in another are no correction.
OF_A_TIME = re.compile(
    r"\b(?:years?|months?|quarters?|weeks?|annual\w*|seasons?|compar\w+|(?:19|20)\d\d|decline\w*|rate)\b", re.IGNORECASE
)
# How a second sentence goes on with the same speaker.
GOES_ON = re.compile(
    r"[\s\"“”’.]{0,20}(?:it|they|he|she|we|this|that|earlier|previously|initially|originally|at first|before that|"
    r"(?:an?|the|its|their|our) (?:earlier|previous|initial|first|old|original|former))\b",
    re.IGNORECASE,
)
# Who is counted, where not all are: two of these are no two values of one count.
SOME = re.compile(r"^(?:\w+ )?(?:children|women|men|minors|girls|boys|medics|journalists|soldiers|fighters|police)\b")
ENDS = re.compile(r"[;:,–—(]|\s-\s|[.!?][”\"]?\s")


def with_corrections(parse: Parse, found: Sequence[FigureDraft]) -> list[FigureDraft]:
    """Return the figures, the two values of a correction marked as the former and the revised one.

    Args:
        found: the figures in text order, those marked that the words right beside them tell.
    """
    out = list(found)
    tolls = [at for at, one in enumerate(out) if _may_be(one)]
    for place, at in enumerate(tolls):
        for behind in tolls[place + 1 : place + 1 + APART]:
            old = _old_one(parse, out[at], out[behind])
            if old is None or {out[at].change, out[behind].change} == {"former", "revised"}:
                continue
            new = behind if old == 0 else at
            out[at if old == 0 else behind] = replace(out[at if old == 0 else behind], change="former")
            out[new] = replace(out[new], change="revised")
            out[at], out[behind] = _alike(out[at], out[behind])
            break
    return out


def _may_be(figure: FigureDraft) -> bool:
    bare = figure.measure == "count" and figure.what is None and figure.unit in {None, "people"}
    return (bare or figure.measure in TOLLS - {"count"}) and SOME.match(figure.what or "") is None


def _alike(one: FigureDraft, other: FigureDraft) -> tuple[FigureDraft, FigureDraft]:
    """Two values of one count, a bare number as what the other one counts."""
    if one.measure == "count":
        return replace(one, measure=other.measure, unit=other.unit), other
    return one, other if other.measure != "count" else replace(other, measure=one.measure, unit=one.unit)


def _old_one(parse: Parse, one: FigureDraft, other: FigureDraft) -> int | None:
    """Which of two values is the one that was taken back, 0 or 1; None where they are no correction."""
    if not _are_values_of_one_count(one, other) or other.span.start - one.span.end > REACH:
        return None
    first, last = (parse.tokens[parse.token_at(f.span.start)].sentence for f in (one, other))
    begin, end = parse.tokens[parse.sentences[first].first].start, parse.tokens[parse.sentences[last].last - 1].end
    goes_on = first == last or GOES_ON.match(parse.text, parse.tokens[parse.sentences[last].first].start)
    if last - first > 1 or not goes_on or "\n" in parse.text[one.span.end : other.span.start]:
        return None
    signs = [_age(parse.text, (begin, end), f, (one, other)) for f in (one, other)]
    told = _told_old(parse.text, (begin, end), one, other)
    if told is not None:
        return told
    if signs[0] == signs[1]:
        return None
    old = 0 if signs[0] > signs[1] else 1
    was, now = _value(one) if old == 0 else _value(other), _value(other) if old == 0 else _value(one)
    mended = MENDED.search(parse.text, begin, end) is not None
    passed = DAY_BEFORE.match(parse.text, (one if old == 0 else other).span.end) is not None
    new = other if old == 0 else one
    now_ = NOW.search(parse.text, max(begin, new.span.start - CLAUSE), new.span.start) is not None
    sure = now_ or max(signs) > 1 or min(signs) < 0 or "revised" in {one.change, other.change}
    gone = one if old == 0 else other
    exact = gone.low == gone.high and not gone.approx  # "nearly 300" became 297 without a correction
    fell = now < was and exact and sure and not passed and OF_A_TIME.search(parse.text, begin, end) is None
    if one.measure == other.measure == "count":
        return old if mended and sure else None  # of what, only other articles may tell
    fell = fell and LATELY.search(parse.text, begin, end) is None
    return old if mended or fell else None


def _told_old(text: str, sentence: tuple[int, int], one: FigureDraft, other: FigureDraft) -> int | None:
    """Which of two values was taken back by what was wrong with it, or by what was put in whose place."""
    swapped = SWAPS.search(text, sentence[0], one.span.start)
    if swapped is not None and FOR.fullmatch(text, one.span.end, other.span.start):
        return 1
    way = _way(text, *sentence)  # a count that was too high gave way to a lower one, whatever stands beside them
    larger = 0 if _value(one) > _value(other) else 1
    return None if way == 0 else larger if way < 0 else 1 - larger


def _way(text: str, begin: int, end: int) -> int:
    """Which way a mistake was mended, by what it was: -1 for a count that was too high, 1 for one that was too low."""
    high, low = TOO_HIGH.search(text, begin, end) is not None, TOO_LOW.search(text, begin, end) is not None
    return low - high


def _are_values_of_one_count(one: FigureDraft, other: FigureDraft) -> bool:
    values = sorted((_value(one), _value(other)))
    same = one.measure == other.measure or "count" in {one.measure, other.measure}
    bare = {one.measure, other.measure} == {"count"}
    near = values[0] < values[1] < (LIKE_BARE if bare else LIKE) * values[0]
    return same and near and values[0] >= (LEAST_BARE if bare else LEAST)


def _age(text: str, sentence: tuple[int, int], figure: FigureDraft, pair: tuple[FigureDraft, FigureDraft]) -> int:
    """How much says that a value is of the time before: 2 by its own words, 1 by a past perfect alone."""
    other = pair[1] if figure is pair[0] else pair[0]
    begin = max(sentence[0], figure.span.start - CLAUSE, other.span.end if other.span.end <= figure.span.start else 0)
    end = min(
        sentence[1], figure.span.end + BEHIND, other.span.start if other.span.start >= figure.span.end else 1 << 60
    )
    before, behind = text[begin : figure.span.start], text[figure.span.end : end]
    if SHOULD.search(before):
        return -1
    if NEW_LEAD.search(before):
        return 0
    clause = ENDS.split(before)[-1]
    near = ENDS.split(behind)[0]
    if (
        figure.change == "former"
        or OLD_LEAD.search(before)
        or BEFORE.search(before)
        or EARLIER.search(clause)
        or EARLIER.search(near)
        or UNDONE.search(behind)
    ):
        return 2
    return 1 if PERFECT.search(clause) or PERFECT.search(near) else 0


def _value(figure: FigureDraft) -> float:
    return figure.low or figure.high or 0
