"""Which counts no longer stand, and which ones take their place: "revised its toll down to 20 from 25"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.heading import heading
from onrecord.extract.standing import LATELY, UP, UP_ON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.extract.figures import FigureDraft
    from onrecord.record import Span
    from onrecord.record.figure import Change
    from onrecord.text import Parse

TOLLS = frozenset({"killed", "injured", "missing", "hostages", "detained", "displaced", "count"})

# How a count is given.
SAID = (
    r"(?:put|gave|given|reported|announced|said|stated|set|claimed|counted|told|thought|believed|feared|issued|published|"
    r"recorded|estimated|listed|confirmed)"
)
# Right before a value that another one has replaced or passed.
FORMER = re.compile(
    r"\b(?:(?:up|down|higher|lower|changed) from(?: the)?|"
    r"(?:rise|increase|fall|drop|ris\w+|rose|jump\w*|climb\w*|rais\w+|"
    r"lower\w*|cut|reduc\w+|revis\w+|"
    r"chang\w+|correct\w+|adjust\w+|amend\w+|downgrad\w+|upgrad\w+|increas\w+|f[ae]ll\w*|"
    r"gr[eo]w\w*|bring\w*|brought|taking|took|scal\w+|trim\w*|slash\w*|dropp\w+)\b[^.;]{0,60}?\bfrom|"
    r"compared (?:with|to)|instead of|rather than|(?:,|and|but) not|not the|no longer|against|replac\w+|"
    r"supersed\w+|"
    r"(?:earlier|previous|initial|original|former|preliminary|provisional|old|prior|last) (?:(?:official|daily|"
    r"death|overall) )?"
    r"(?:figure|toll|tally|count|total|number|estimate|report)(?: of| was| had been| stood at)?|"
    r"(?:had |having )?(?:previously|earlier(?! (?:today|this|on|in|that)\b)|initially|originally)(?: been)? "
    r"(?:\w+ (?:the |its |a )?(?:\w+ ){0,3}?)?(?:at|of|to|as)?|"
    rf"(?:had |having |was |were )?(?:at )?first(?: been)? (?:{SAID} (?:the |its |a )?(?:\w+ ){{0,3}}?)?"
    r"(?:at|of|to|as)?|"
    r"(?:previously|earlier|initially|originally) \w+:|"
    r"(?:wrong|mistaken)(?:ly)? (?:to )?\w+)"
    r"(?: (?:an?|the|its|their) (?:(?:earlier|previous|initial|original|preliminary|provisional|former|prior|old)\b ?)"
    r"(?:(?:official|death) )?(?:figure|toll|tally|count|total|number|estimate|report)? ?(?:of)?)? ?$",
    re.IGNORECASE,
)
# In a sentence that takes something back: "which it had put at 25", "after announcing 25", "having said 25 before".
GIVEN = r"(?:put\w*|gave|giv\w+|report\w*|announc\w*|stat\w+|set\w*|said|say\w*|claim\w*)"
TAKEN_BACK = re.compile(
    rf"\b(?:had|has|having|after) (?:earlier |previously |first |initially |just )?{GIVEN}[^.;,:]{{0,45}}$",
    re.IGNORECASE,
)
# "Cut 25 to 20 in its count".
CUT = re.compile(
    r"\b(?:cut|lowered|reduced|revised|corrected|changed|adjusted|trimmed|slashed)(?: its| the)?(?: figure|"
    r" number)?(?: of)? $",
    re.IGNORECASE,
)
TO_ANOTHER = re.compile(r"(?: \w+)? to (?:[a-z]+ ){0,3}\d")
# The old value in brackets behind the new one, led in by "before".
IN_BRACKETS = re.compile(
    r"[(\[](?:before|was|were|earlier|previously|formerly|up from|down from|from):? $", re.IGNORECASE
)
# Right behind it: "the 25 reported on Monday", "25 as it had said".
TOLD = r"(?:reported|announced|given|stated|recorded|published|issued|released|counted|said|put out|put)"
FORMER_BEHIND = re.compile(
    r"^ ?(?:→|⟶|➝|[-=–]>) ?(?:[a-z]+ ){0,3}\d|"
    r"^(?: dead| deaths| fatalities| people)? (?:(?:which |that |had |has |have |was |were |been )*"
    rf"(?:{TOLD} (?:earlier|previously|before|a day|initially)|(?:previously|earlier|initially|originally) {TOLD})\b|"
    r"as (?:it|they|he|she|was|were|had|previously|earlier|first|initially)\b|(?:that |which )?(?:it|they) had "
    rf"(?:earlier |previously |first )?{TOLD})",
    re.IGNORECASE,
)
# "An earlier version of this article gave the number of missing as 21".
VERSION = re.compile(
    r"\b(?:earlier|previous|prior|original|initial|older|first) versions? of th(?:is|e) "
    r"(?:article|story|report|piece|page|text|post|dispatch)\b[^;]*$",
    re.IGNORECASE,
)
# "Seven victims had been counted twice": so many too many, and no toll.
TOO_MANY = re.compile(
    r"(?: [\w-]+){0,3}? (?:had|have|has|was|were|is|are)(?: been)?(?: \w+)? (?:(?:counted|listed|registered|recorded|"
    r"included|entered|reported|named) (?:twice|two times|double|in error|by mistake|wrongly)|double[- ]counted|"
    r"duplicated|duplicates)\b",
    re.IGNORECASE,
)
# "77 have died, after 68 the day before": of the day before, and passed.
AFTER = re.compile(
    r"\b(?:after|following|versus|against|from|up on|down on|compared (?:with|to))(?: [a-z]+){0,3} $", re.IGNORECASE
)
DAY_BEFORE = re.compile(
    r"(?: (?:dead|deaths|people|killed|injured))?,? (?:(?:on |for )?the (?:previous day|day before)|"
    r"a day (?:earlier|before)|(?:on |reported )?yesterday)\b",
    re.IGNORECASE,
)
# In a sentence about a correction: "it is 20; 25 had been reported".
FORMER_THERE = re.compile(
    rf"^(?: dead| deaths| fatalities| people)? (?:had|was|were) (?:been )?{TOLD}\b", re.IGNORECASE
)
REVISED = re.compile(
    r"\b(?:correct|right|true|proper|actual|real) (?:figure|number|toll|count|total)\b|"
    r"\b(?:revis\w+|re-?count\w*|correct(?:ed|ing|ion|s)\b|amend\w+|adjusted|restated|downgraded|scaled back|"
    r"(?:lower(?:ed|ing|s)?|cut|cuts|cutting|reduc(?:ed|ing|es)|brought down|rais(?:ed|ing|es))(?: (?:its|their|the|"
    r"his|her|a))?"
    r"(?: (?:official|overall|total|cumulative|death))* (?:toll|tally|count|total|figure|number|estimate)\b|"
    r"(?:lower|reduc|revis|chang|amend|adjust)\w{1,20} (?:that|this|it) to\b|"
    r"(?:toll|tally|count|number|figure)\b[^.;]{0,90}\b(?:was|were|been) (?:then |later |since )?(?:lowered|"
    r"cut|reduced|"
    r"trimmed)\b)",
    re.IGNORECASE,
)
# Raising a toll is news of the dead; taking back one is a revision only where it is said to be.
RAISED = re.compile(r"\brais", re.IGNORECASE)
REACH, BEHIND, WHOLE = 140, 60, 300
# A count in a sentence with one that was wrong is the right one where it is neither twice nor half as many.
ALIKE = 2.0
# Among so many tolls before it the one that a correction is of is looked for.
FAR = 30
# Two sources' values of one count differ by less.
LIKE = 1.3
WRONG = re.compile(
    r"\b(?:revis\w+|correct(?:ed|ing|ion|s)\b|amend\w+|adjust\w+|restated|wrong(?:ly)?|mistake\w*|error|erroneous\w*|"
    r"(?:true|right|correct|proper) (?:number|figure|toll|total|count)|miscount\w*|too (?:high|low)|erratum|"
    r"recount\w*|replac\w+|in fact|back-?track\w*|"
    r"backpedal\w*|lowered|changed (?:that|this|it)|scal\w+ back|cut (?=\d)|counted twice|"
    r"(?:walk|row|back)\w* back|climb\w* down|retract\w*|withdr[ae]w\w*|took back|down from)\b",
    re.IGNORECASE,
)
# A toll of the dead does not fall but by a correction.
FELL = re.compile(
    r"\b(?:toll|tally|count|total|number of (?:the )?(?:dead|deaths|fatalities|killed)[^.;]{0,20}) (?:has |"
    r"had |was |is )?"
    r"(?:fell|fallen|dropped|declined|decreased|went down|gone down|came down|come down|down|shrank|"
    r"brought down) (?:to|by)\b",
    re.IGNORECASE,
)
# "20 have died, and not 25", "20 have died, rather than 25".
NOT_AS_TOLD = re.compile(
    r"(?:(?:\b(?:and|but)|,) not|\brather than|\binstead of) (?:the )?(?:[a-z]+ ){0,3}$", re.IGNORECASE
)
CORRECTS = re.compile(
    r"\b(?:revis\w+|correct(?:ed|ing|ion|s)\b|amend\w+|adjust\w+|wrong\w*|mistake\w*|error|miscount\w*|"
    r"lowered|scal\w+ back|"
    r"cut|reduc\w+|back(?:ed|s|ing)? ?(?:track|pedal|down)\w*|(?:walk|row)\w* back|in fact|actually|rather|instead|"
    r"chang\w+ (?:that|this|it))\b",
    re.IGNORECASE,
)
MISTAKE = re.compile(
    r"\b(?:erratum|correction|wrong(?:ly)?|mistake\w*|error|erroneous\w*|too (?:high|low)|miscount\w*|counted twice|"
    r"(?:correct|right|true|proper|actual|real) (?:figure|number|toll|count|total))\b",
    re.IGNORECASE,
)
# "That takes the total to 300", "the overall number is now 300", "an increase of 12": of what was counted before.
THE_TOTAL = re.compile(
    r"(?:\b(?:the|that|this|its|their) (?:(?:overall|total|cumulative|running|new|latest|combined|correct|right|true|"
    r"actual|proper|corrected|revised|real) )*"
    r"(?:total|number|figure|count|tally|toll)(?: now)? (?:to|at|is|was|is now|now stands at|stands at|stood at|"
    r"reached|has reached|has passed|higher, at)|\ban? (?:increase|rise|jump) of|\bit (?:was|is) (?:in fact|"
    r"actually|really|rather|instead)|\bthe (?:increase|"
    r"rise) [^.;]{0,40}\b(?:was|is|came to)|"
    r"\bwhich (?:makes|made|brings it to|takes it to)(?: it)?|\btotal (?:number |toll )?(?:reaching|of now)|"
    r"\bit (?:now |had )?(?:stands at|stood at|came to|amounts to|amounted to|reached)|"
    r"(?:lower|reduc|revis|chang|amend|adjust)\w{1,20} (?:that|this|it) to) (?:[a-z]+ ){0,3}$",
    re.IGNORECASE,
)
INCREASE = re.compile(r"\b(?:increase|rise|jump)\b", re.IGNORECASE)
# "That was 12 more than a day earlier".
THAT_WAS = re.compile(
    r"\b(?:that|this|which|it|the (?:figure|number|toll|count|total))(?: is| was|[’']s) (?:[a-z]+ ){0,3}$",
    re.IGNORECASE,
)
MORE_THAN = re.compile(
    r" (?:more(?: \w+)?|higher|up) than (?:a |the |on |in |yesterday|one )| up (?:on|from) (?:a |the |yesterday|mon|"
    r"tues|wednes|thurs|fri|sat|sun)",
    re.IGNORECASE,
)
# "Thirty of these were recorded overnight".
OF_THESE = re.compile(r"\bof (?:these|those|them)\b(?! (?:\w+ )?[a-z]+s\b)", re.IGNORECASE)
OF_REACH = 12
# A total goes on with a toll at most so many sentences later.
TOTAL_AFTER = 2
# Such a count stands in the sentence of the toll or in the next one.
TAKEN_UP = 1
UP_REACH = 40


# What leads up to the new value: "revised its toll to", "the corrected figure is now".
LEADS = re.compile(
    r"\b(?:to|at|was|is|as|of|now|stands at|stood at|being)(?: (?:at least|more than|over|about|around|nearly|"
    r"almost|some))? $",
    re.IGNORECASE,
)


def with_changes(parse: Parse, found: Iterable[FigureDraft]) -> Iterator[FigureDraft]:
    """Yield the figures, counts that no longer stand and those that replace them marked."""
    sentence: list[FigureDraft] = []
    here, first = -1, None
    tolls: list[FigureDraft] = []
    for figure in found:
        at = parse.tokens[parse.token_at(figure.span.start)].sentence
        if at != here:
            yield from _of_the_toll(_replacing(parse, sentence), tolls)
            toll = next((one for one in sentence if one.measure in TOLLS - {"count"}), None)
            first = toll if toll is not None and at - here <= TAKEN_UP else first if at - here <= 1 else None
            sentence, here = [], at
        sentence.append(_marked(parse, figure, sentence, first))
    yield from _of_the_toll(_replacing(parse, sentence), tolls)


def with_totals(parse: Parse, found: Iterable[FigureDraft]) -> Iterator[FigureDraft]:
    """Yield the figures, bare counts measured as the toll that they go on with: "that takes the total to 300"."""
    tolls: list[FigureDraft] = []
    before: list[FigureDraft] = []
    here = -1
    for figure in found:
        at = parse.tokens[parse.token_at(figure.span.start)].sentence
        if at != here:
            before = tolls if at - here <= TOTAL_AFTER else []
            here, tolls = at, []
        last = most_alike(figure, tolls or before)
        if last is not None and figure.measure == "count" and _goes_on(parse, figure, last):
            yield replace(figure, measure=last.measure, unit=last.unit)
            continue
        if figure.measure in TOLLS - {"count"}:
            tolls.append(figure)
        yield figure


def most_alike(figure: FigureDraft, tolls: Sequence[FigureDraft]) -> FigureDraft | None:
    """Return which of some tolls a bare number is another value of: the first nearly as large, else the first."""
    value = figure.low or figure.high or 0
    like = (one for one in tolls if (was := one.low or one.high) and 1 / LIKE < value / was < LIKE)
    return next(like, next(iter(tolls), None))


def _goes_on(parse: Parse, figure: FigureDraft, last: FigureDraft) -> bool:
    """Whether the words of a bare number say that it goes on with a count told before."""
    sentence = parse.sentences[parse.tokens[parse.token_at(figure.span.start)].sentence]
    span = parse.span(sentence.first, sentence.last - 1)
    start, end_of = figure.span.start, figure.span.end
    end = min(span.end, end_of + OF_REACH)
    more = MORE_THAN.match(parse.text, end_of) or MORE_THAN.search(parse.text, start, end)
    more = more and THAT_WAS.search(parse.text, max(span.start, start - REACH), start)
    up = UP_ON.match(parse.text, end_of) and UP.search(parse.text, max(span.start, start - UP_REACH), start)
    if more or up or OF_THESE.search(parse.text, start, end):
        return True
    total = THE_TOTAL.search(parse.text, max(span.start, start - REACH), start) if figure.what is None else None
    if total is None or INCREASE.search(total.group()):
        return total is not None
    return LIKE * (figure.low or figure.high or 0) > (last.low or last.high or 0)  # no less than what it holds


def _marked(parse: Parse, figure: FigureDraft, before: Sequence[FigureDraft], first: FigureDraft | None) -> FigureDraft:
    """A figure with its change, and with the measure of the count that it goes on with.

    Args:
        before: the figures of its sentence before it.
        first: the first toll of the sentence before.
    """
    if figure.measure not in TOLLS:
        return figure
    text, start = parse.text, figure.span.start
    sentence = parse.sentences[parse.tokens[parse.token_at(start)].sentence]
    span = parse.span(sentence.first, sentence.last - 1)
    if TOO_MANY.match(text, figure.span.end, span.end):
        return replace(figure, measure="count")
    marked = replace(figure, change=_change(text, (span.start, span.end), figure))
    beside = any(figure.measure in {one.measure, "count"} for one in before if one.measure in TOLLS - {"count"})
    if marked.change is None and beside and DAY_BEFORE.match(text, figure.span.end, span.end):
        marked = replace(marked, change="former")  # "77 were killed, 68 the day before"
    if marked.measure != "count":
        return marked
    tolls = [one for one in before if one.measure in TOLLS - {"count"}]
    last = tolls[-1] if tolls else first
    if marked.change == "former" and marked.what is None and last is not None:
        return replace(marked, measure=last.measure, unit=last.unit)
    return marked


def _of_the_toll(sentence: Iterable[FigureDraft], tolls: list[FigureDraft]) -> Iterator[FigureDraft]:
    """Yield the figures of a sentence; a correction that never says of what is one of the last toll of about that size.

    Args:
        tolls: those told before, which the sentence's are added to.
    """
    before = len(tolls)
    for figure in sentence:
        bare = figure.change is not None and figure.measure == "count" and figure.what is None
        last = _last_like(figure, tolls[max(0, before - FAR) : before]) if bare else None
        yield figure if last is None else replace(figure, measure=last.measure, unit=last.unit)
        if figure.measure in TOLLS - {"count"}:
            tolls.append(figure)


def _last_like(figure: FigureDraft, tolls: Sequence[FigureDraft]) -> FigureDraft | None:
    value = figure.low or figure.high or 0
    return next((t for t in reversed(tolls) if (was := t.low or t.high) and 1 / LIKE < value / was < LIKE), None)


def _replacing(parse: Parse, figures: list[FigureDraft]) -> list[FigureDraft]:
    """The figures of a sentence, those marked that stand beside the value they replace: "20 have died, not 25"."""
    former = next((one for one in figures if one.change == "former"), None)
    if former is None:
        return _replaced(parse, figures)
    sentence = parse.sentences[parse.tokens[parse.token_at(former.span.start)].sentence]
    span = parse.span(sentence.first, sentence.last - 1)
    head = heading(parse.text, former.span.start)
    begin = span.start if head is None else min(span.start, head[0])
    wrong = next((m for m in WRONG.finditer(parse.text, begin, span.end) if not _of_a_day(parse.text, m, span)), None)
    wrong = wrong or FELL.search(parse.text, span.start, former.span.start)
    wrong = wrong or NOT_AS_TOLD.search(parse.text, max(span.start, former.span.start - UP_REACH), former.span.start)
    if not wrong or any(one.change == "revised" for one in figures):
        return figures
    return [replace(one, change="revised") if _takes_the_place(one, former) else one for one in figures]


def _of_a_day(text: str, wrong: re.Match[str], sentence: Span) -> bool:
    """Whether "down from 20" tells of fewer new ones than the day before, and takes nothing back."""
    return wrong.group().lower() == "down from" and LATELY.search(text, sentence.start, sentence.end) is not None


def _replaced(parse: Parse, figures: list[FigureDraft]) -> list[FigureDraft]:
    """The figures of a sentence that tells of a mistake, the other value beside the right one marked as the old one."""
    right = next((one for one in figures if one.change == "revised"), None)
    if right is None:
        return figures
    sentence = parse.sentences[parse.tokens[parse.token_at(right.span.start)].sentence]
    span = parse.span(sentence.first, sentence.last - 1)
    if not MISTAKE.search(parse.text, span.start, span.end):
        return figures
    wrong = [one for one in figures if one is not right and _takes_the_place(one, right)]
    return [replace(one, change="former") if wrong and one is wrong[0] else one for one in figures]


def _takes_the_place(one: FigureDraft, former: FigureDraft) -> bool:
    """Whether a figure counts the same as one that was wrong, and nearly as many."""
    if one.change is not None or one.measure not in TOLLS or former.measure not in {one.measure, "count"}:
        return False
    value, was = one.low or one.high, former.low or former.high
    return bool(value and was and 1 / ALIKE < value / was < ALIKE)


def _change(text: str, sentence: tuple[int, int], figure: FigureDraft) -> Change | None:
    before = text[max(sentence[0], figure.span.start - REACH) : figure.span.start]
    behind = text[figure.span.end : min(sentence[1], figure.span.end + BEHIND)]
    if VERSION.search(before) or FORMER.search(before) or IN_BRACKETS.search(before) or FORMER_BEHIND.match(behind):
        return "former"
    if AFTER.search(before) and DAY_BEFORE.match(behind):
        return "former"
    whole = text[max(sentence[0], figure.span.start - WHOLE) : min(sentence[1], figure.span.end + WHOLE)]
    plain = figure.what is None or figure.what in {"deaths", "dead", "fatalities", "people"}
    if plain and FORMER_THERE.match(behind) and WRONG.search(before):
        return "former"
    if (TAKEN_BACK.search(before) and CORRECTS.search(whole)) or (CUT.search(before) and TO_ANOTHER.match(behind)):
        return "former"
    match = REVISED.search(before) if figure.measure != "count" or figure.what is None else None
    return "revised" if match is not None and LEADS.search(before) and not RAISED.match(match.group()) else None
