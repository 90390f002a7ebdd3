"""Counts that take what they count from one before: "20 were killed, raising the total to 300"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.tolls import KNOWN

if TYPE_CHECKING:
    from onrecord.extract.figures import FigureDraft
    from onrecord.text import Parse

TOLLS = frozenset({"killed", "injured", "missing", "hostages", "detained", "displaced"})
# A total that only the toll before it can be of.
TOTAL_TO = re.compile(
    r"\b(?:the|its|their|an?|that) (?:(?:total|overall|cumulative|combined|earlier|previous|initial|original|"
    r"preliminary|provisional|prior|"
    r"official|new|old|corrected|revised) ){0,2}(?:total|count|figure|number|tally)(?: (?:to|at|of|is|was|stands at|"
    r"stood at|now))? "
    r"(?:(?:at least|more than|over|about|around|nearly|almost|some) )?$",
    re.IGNORECASE,
)
# "Figures showing 20 villagers had been killed", however that is parsed.
WERE = re.compile(
    r" (?:(?:had|have|has)(?: now| so far)? been|were|was) (?:now )?(?:(?P<who>killed|slain|wounded|injured)\b|"
    r"(?:treated|taken to (?:\w+ )?hospitals?|hospitali[sz]ed|admitted)[^.;,]{0,30} (?:for|with) (?:their |serious |"
    r"minor )?(?P<hurt>wounds|injuries|burns)\b)",
    re.IGNORECASE,
)
# The dead, or the wounded, and who is among them.
AMONG = re.compile(
    r"\b(?P<who>dead|death toll|toll|killed|slain|fatalities|victims|martyrs|deaths|wounded|injured|casualties) "
    r"(?:\w+ ){0,2}?(?:include[sd]?|including|comprised?|numbered?|are|were|has|holds|names) $",
    re.IGNORECASE,
)
# "Of all who have been killed since May, 12 were children", "among the dead counted by Friday were 12 nurses".
OF_ALL = re.compile(
    r"^\W*(?:listed |counted |found )?(?:of|among|amongst) (?:all |the |those |these |its |them )[^.;\n]{0,70}?\b"
    r"(?P<who>killed|slain|dead|died|perished|succumbed|fallen|deaths|fatalities|victims|injured|wounded)\b"
    r"[^.;\n]{0,110}$",
    re.IGNORECASE,
)
PERSONS = re.compile(
    r"\b(?:people|children|minors|women|men|girls|boys|babies|infants|medics|doctors|nurses|paramedics|staff|workers|"
    r"journalists|reporters|civilians|residents|students|teachers|soldiers|police|personnel|elderly)\b|^[A-Z]\w+s\b"
)
WERE_BEHIND = re.compile(r" (?:were|are|was)\b")
WERE_BEFORE = re.compile(
    r"\b(?:were|are|was|include[sd]?)(?:, [^,]{3,50},)? (?:(?:at least|more than|over|about|around|nearly|almost|some|"
    r"an estimated) )?$"
)
# Another source's value of the same count: "puts it at 53", "raised its own figure on the same day, to 47".
ITS_OWN = re.compile(
    r"(?:\b(?:put|puts|putting) (?:it|the (?:number|figure|count)|its)(?: (?:much|far|slightly))?(?: (?:higher|"
    r"lower))?,? at |\b(?:its|their) own (?:figure|count|tally|"
    r"total|number)\b[^.;]{0,40}"
    r"\b(?:to|at|of|is|was|stands at|stood at) |\b(?:tally|count) [^.;]{0,90}\b(?:stood|stands) at )(?:(?:at least|"
    r"more than|over|about|around|nearly|almost|some) )?$",
    re.IGNORECASE,
)
# "The number of people killed since the rains began stood at", "the number wounded rose to".
COUNTED = re.compile(
    r"\b(?:number|count|tally|total|toll) (?:of )?(?:[\w’'-]+ ){0,3}?(?P<who>killed|dead|deaths|fatalities|victims|"
    r"wounded|injured|injuries|missing|displaced)\b[^.;]{0,110}\b(?:at|to|was|is|reached|hit|passed|topped|exceeded) "
    r"(?:(?:at least|more than|over|about|around|nearly|almost|some|roughly) )?$",
    re.IGNORECASE,
)
# "The wounded now number", "the dead total".
DEATH_TOLL = re.compile(
    r"\b(?:(?:death|body|fatality) (?:toll|count|tally|number)s?|lives lost)\b[^.;]{0,110}\b(?:at|to|was|is|"
    r"now|reached|hit|passed|topped|exceeded|"
    r"of)(?: now)? $",
    re.IGNORECASE,
)
# "Fatalities stood at 300 and injuries at 400": each number is of the word before it.
STANDS = re.compile(
    r"\b(?P<who>fatalities|deaths|injuries|wounded|injured|missing|displaced|total dead|total killed)"
    r"(?:,|(?: (?:now|have|had|has))?"
    r"(?: (?:stood|stand|stands|rose|risen|reached|climbed|numbered))?(?: (?:at|to))?) $",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\b(?P<who>dead|killed|wounded|injured|missing|displaced)(?: [\w’'-]+){0,3}? (?:now |have |had )?"
    r"(?:numbers?|numbered|totals?|totall?ed|reached|amount(?:s|ed)? to|came to) $",
    re.IGNORECASE,
)
# "How many have died? 300": the number that answers; "300. That is how many have died"; a line that heads the next.
ASKED = re.compile(
    r"\b(?:how many|what|number|toll|count|total)\b[^.?!\n]{0,100}\b(?P<who>died|die|dead|deaths|fatalities|killed|"
    r"lost their lives|injured|wounded|hurt|injuries|missing|displaced|toll)\b[^.?!\n]{0,60}\? $",
    re.IGNORECASE,
)
THAT_IS = re.compile(
    r"[.:!]? (?:[-–—] )?[Tt]h(?:at|is) (?:is|was|[’']s)(?: now)? (?:how many|the number of|"
    r"the (?:latest |official |new )?(?:toll|count|number))\b[^.;\n]{0,60}\b(?P<who>died|dead|deaths|fatalities|"
    r"killed|lost their lives|injured|wounded|hurt|injuries|missing|displaced)\b"
)
HEADED = re.compile(
    r"(?<![^\n])(?:[\w’'() -]{0,30} )?(?P<who>deaths?|dead|killed|fatalities|death toll|injured|wounded|injuries|"
    r"missing|displaced)(?: [\w’' -]{0,24})?\n$",
    re.IGNORECASE,
)
# A sum that another is held against, and how far apart the two stand at most.
SCALE = re.compile(r"[mb]illion|\b(?:bn|mn|m|trillion)\b", re.IGNORECASE)
BESIDE_MONEY = re.compile(
    r"\b(?:from|to|against|versus|and|than|of|expected|forecast|predicted|estimated?) (?:an? )?$", re.IGNORECASE
)
NEAR = 120
ASKS = 180
# What a count itself does: "20 were counted by Friday", "20 remain".
COUNT_DOES = frozenset("count record register list stand remain tally log identify verify say state".split())
# Some of those that were told before: "among them were", "they include"; new ones on top of them: "the figure rose by".
OF_THEM = re.compile(
    r"(?:\b(?:among|of|including|include) (?:them|those|these)(?: killed| dead)?(?:,| were| are| was| is)? |"
    r"\b(?:they|these|those|it|that) includ(?:es?|ed) |"
    r"\b(?:toll|figure|number|total|count|tally) (?:[\w-]+ ){0,3}?(?:rose|increased|went up|grew|climbed|"
    r"jumped|swelled|"
    r"(?:is |was |edged |ticked |now )*up|has risen|had risen|has grown|has increased) by )$",
    re.IGNORECASE,
)
# "Breakdown by the port as of Friday: 12 children, 30 women".
BREAKDOWN = re.compile(r"\bbreakdown\b[^.;\n]{0,90}: $", re.IGNORECASE)
# "DEAD: 20 since May": what labels a line.
LABEL = re.compile(r"(?<![^\n])[A-Za-z ]{3,30}: $")
LABELS = 34
# "Killed: 20; injured: 30", "among the dead: 12 medics": what stands before a colon.
BEFORE_COLON = re.compile(
    r"\b(?P<who>dead|killed|deaths|fatalities|wounded|injured|injuries|missing|displaced)"
    r"(?:,? (?:as of|by|so far|to date|on|since)[^.;:]{0,30})?(?:: ?| [–—|-] )$",
    re.IGNORECASE,
)
# "Children make up 20 of the dead, and women 12".
AND_WHO = re.compile(r"(?:,|;|\band) (?:and )?(?P<who>women|children|men|minors|girls|boys|medics|journalists) $")
# The toll by itself is that of the dead: ", and the toll had reached 300".
THE_TOLL = re.compile(
    r"\b(?:the|its|a|death) (?:overall |total |official |latest )?toll(?: [-–—] [^-–—\n]{3,90} [-–—]|,"
    r" [^,.;\n]{3,90},| \([^()\n]{3,90}\))? (?:(?:has|had|now|is|was|of|at|stands|stood|which|to) ?){0,3}"
    r"(?:reached|risen to|rose to|climbed to|climbed|passed|hit|at|now|is|was|of|put at)? ?$",
    re.IGNORECASE,
)
# "Added 12 names to the list of the dead", "had 12 of them on its list of the dead".
NAMES = re.compile(
    r"(?: names?)? (?:to|on|in|from|off) (?:the|its|their) (?:official )?(?:list|register|roll|book|roster)s? of "
    r"(?:the )?"
    r"(?P<who>dead|killed|deaths|fatalities|victims|martyrs|wounded|injured|missing)\b",
    re.IGNORECASE,
)
# "Bears 120 names of the dead"
NAMED = re.compile(
    r"(?:names?|entries) (?:of|for) (?:the |those )?(?P<who>dead|killed|deaths|victims|martyrs|"
    r"wounded|injured|missing)\b"
)
# What is counted stands behind: "cut 25 to 20 in its count of the dead".
BEHIND = re.compile(
    r"(?: to [\d,]+)? (?:in|for|on|from) (?:its|the|their) (?:official )?(?:count|toll|tally|number|list|"
    r"total) of (?:the )?"
    r"(?P<who>dead|killed|deaths|fatalities|victims|wounded|injured|missing)\b",
    re.IGNORECASE,
)
# "The number of the wounded as 20", "raised the number of injured to 20".
PUT_AT = re.compile(
    r"\b(?P<who>dead|killed|wounded|injured|missing|injuries|deaths|fatalities) (?:as|at|to) $", re.IGNORECASE
)
# Any word of a toll before a bare number that something leads up to: "corrected the deaths reported on Monday to 20".
TOLL_WORD = re.compile(
    r"\b(?P<who>death toll|toll|body count|death count|dead|deaths|fatalities|killed|killings|lives lost|"
    r"injuries|injured|wounded|missing|"
    r"displaced)\b",
    re.IGNORECASE,
)
LED_UP_TO = re.compile(
    r"(?:\b(?:(?:put\w*|st[ao]nds?|stood|standing|set|remain\w*|now|toll|count|tally|number|total)\b[^.;]{0,60}\bat|to|from|of|is|was|as|now|read|not|against|than|with|number(?:s|ed)?|total(?:s|led)?|reach(?:ed|es|ing)?|"
    r"hit|pass(?:ed|es)|top(?:ped|s)|exceed(?:ed|s)|report(?:ed|ing)?|stands?|stood|being|just) |: ?| [–—-] )"
    r"(?:(?:at least|more than|over|about|around|nearly|almost|some|roughly|no fewer than|not less than|"
    r"an estimated) )?$",
    re.IGNORECASE,
)
MEASURE = {
    "wounded": "injured",
    "injured": "injured",
    "injuries": "injured",
    "hurt": "injured",
    "missing": "missing",
    "displaced": "displaced",
}
LISTED = re.compile(
    r"(?: [\w’'-]+){0,3}(?:,| and|, and|, as well as| as well as|, as (?:had|have|has|did|were)|"
    r"(?:, [^,.;\d]{3,90},)? (?:and|as well as|along with|"
    r"together with|plus))(?: (?:another|also))? "
)
# "12 children and 30 women killed": both.
AND = re.compile(r"(?:,| and|, and|, as well as| as well as) ")
# "120 of the dead were children, the ministry said, and 90 were women".
ARE_THEY = re.compile(r" (?:were|are|was) (?:\w+ )?(?:women|children|men|minors|girls|boys|civilians|medics|elderly)\b")
REACH = 160
# Other figures that may stand between a toll and its total: "in the past 24 hours".
BACK = 3
PEOPLE = frozenset({"people", "journalists", "medics", "doctors", "nurses", "paramedics", "reporters", "civilians"})
# How many figures back a toll may stand that another source has "its own figure" of.
FAR = 8


def with_measures(parse: Parse, found: list[FigureDraft]) -> list[FigureDraft]:
    """Return the figures, bare counts with the measure of the toll that they go with.

    Args:
        found: the figures in text order.
    """
    text = parse.text
    out: list[FigureDraft] = []
    for figure in found:
        begin = parse.tokens[parse.sentences[parse.tokens[parse.token_at(figure.span.start)].sentence].first].start
        label = LABEL.search(text, max(0, begin - LABELS), begin)  # often taken for a sentence of its own
        begin = begin if label is None else label.start()
        near = [k for k in reversed(out[-FAR:]) if k.measure in TOLLS]
        toll = next((k for k in near if k.measure == "killed"), near[0] if near else None)
        last = next((k for k in reversed(out[-BACK:]) if k.measure in TOLLS), None)
        if out and out[-1].span.start >= begin and out[-1].measure == "count" and out[-1].unit in PEOPLE:
            toll = None  # "treated 73 people, among them 12 children": none of the dead told before
        out.append(_measured(parse, _like_money(text, figure, out[-1] if out else None), (last, toll), begin))
    for at, (one, other) in enumerate(pairwise(out)):
        if one.measure == "count" and other.measure in TOLLS and one.unit in PEOPLE and other.unit in PEOPLE:
            joined = AND.fullmatch(text, one.span.end, other.span.start)
            out[at] = replace(one, measure=other.measure, unit="people") if joined else one
    return out


def _like_money(text: str, figure: FigureDraft, last: FigureDraft | None) -> FigureDraft:
    """A bare number beside a sum is one, too: "rose to 2.1 billion francs from 1.8 billion"; so are votes against."""
    if last is None or figure.measure != "count" or figure.what is not None or figure.unit is not None:
        return figure
    between = text[last.span.end : figure.span.start]
    scaled = SCALE.search(text, figure.span.start, figure.span.end)
    if last.currency is not None and scaled and len(between) <= NEAR and BESIDE_MONEY.search(between):
        return replace(figure, measure=last.measure, unit=last.unit, currency=last.currency)
    if last.measure == "votes" and between == " to ":
        return replace(figure, measure=last.measure, unit=last.unit)
    return figure


def _measured(
    parse: Parse, figure: FigureDraft, before_it: tuple[FigureDraft | None, FigureDraft | None], begin: int
) -> FigureDraft:
    if figure.measure not in TOLLS | {"count"}:
        return figure
    text = parse.text
    before = text[max(begin, figure.span.start - REACH) : figure.span.start]
    plain = (STANDS.search(before) or NUMBER.search(before)) if figure.what is None else None
    if figure.what is None and figure.measure in {"injured", "count"} and THE_TOLL.search(before):
        return replace(figure, measure="killed", unit="people")
    plain = plain or BEFORE_COLON.search(before) or (PUT_AT.search(before) if figure.what is None else None)
    if plain is not None:
        return replace(figure, measure=MEASURE.get(plain["who"].lower(), "killed"), unit="people")
    if figure.measure != "count":
        return figure
    measure = (
        _told_behind(text, figure)
        or (None if _does(parse, figure) else _answers(text, figure, begin))
        or _of_all(text, figure, before)
        or _said(before, figure)
        or _taken_over(text, figure, before_it, (begin, before))
    )
    return figure if measure is None else replace(figure, measure=measure, unit="people")


def _told_behind(text: str, figure: FigureDraft) -> str | None:
    """What the words behind a count say that it is of."""
    match = WERE.match(text, figure.span.end)
    if match is not None:
        return "injured" if match["hurt"] else MEASURE.get(match["who"].lower(), "killed")
    if figure.what is None or figure.what.split(" ", maxsplit=1)[0] in {"name", "names", "them"}:
        match = NAMES.match(text, figure.span.end)
        if match is not None:
            return MEASURE.get(match["who"].lower(), "killed")
    named = NAMED.match(figure.what or "")
    if named is not None:
        return MEASURE.get(named["who"].lower(), "killed")
    bare = figure.what is None
    match = BEHIND.match(text, figure.span.end) or THAT_IS.match(text, figure.span.end) if bare else None
    return None if match is None else MEASURE.get(match["who"].lower(), "killed")


def _of_all(text: str, figure: FigureDraft, before: str) -> str | None:
    """What the dead or hurt are that some are counted of: "Of all who have been killed, 12 were children"."""
    who = PERSONS.search(figure.what or "")
    were = who and (WERE_BEHIND.match(text, figure.span.end) or WERE_BEFORE.search(before))
    match = OF_ALL.match(before) if were else None
    return None if match is None else MEASURE.get(match["who"].lower(), "killed")


def _does(parse: Parse, figure: FigureDraft) -> bool:
    """Whether those counted do something else: under a headline of dead "hundreds gathered" are none of them."""
    number = parse.tokens[parse.token_at(figure.span.end - 1)]
    verb = parse.tokens[number.head]
    told = verb.lemma in KNOWN or verb.lemma in COUNT_DOES
    return number.dep in {"nsubj", "nsubjpass"} and verb.pos == "VERB" and verb.i > number.i and not told


def _answers(text: str, figure: FigureDraft, begin: int) -> str | None:
    """What the question is of that a bare number answers, or the line that heads it."""
    if figure.what is not None or figure.unit is not None or figure.span.start - begin > 1:
        return None
    match = ASKED.search(text, max(0, begin - ASKS), begin) or HEADED.search(text, max(0, begin - ASKS), begin)
    return None if match is None else MEASURE.get(match["who"].lower(), "killed")


def _said(before: str, figure: FigureDraft) -> str | None:
    """What the words before a count say that it is of."""
    if figure.what is None and DEATH_TOLL.search(before):
        return "killed"
    match = AMONG.search(before)
    if match is None and figure.what is None:
        match = COUNTED.search(before) or NUMBER.search(before)
    if match is None and figure.what is None and figure.unit is None and LED_UP_TO.search(before):
        match = next(reversed(list(TOLL_WORD.finditer(re.split(r"[;\n]", before)[-1]))), None)
    return None if match is None else MEASURE.get(match["who"].lower(), "killed")


def _taken_over(
    text: str,
    figure: FigureDraft,
    before_it: tuple[FigureDraft | None, FigureDraft | None],
    place: tuple[int, str],
) -> str | None:
    """What the toll is of that a count goes on with."""
    last, toll = before_it
    begin, before = place
    here = last is not None and last.span.start >= begin
    if here and last is not None and figure.what in {None, "women"} and AND_WHO.search(before):
        return last.measure
    if figure.what is None and toll is not None and ITS_OWN.search(before):
        return toll.measure
    if toll is not None and figure.unit in {None, *PEOPLE} and (OF_THEM.search(before) or BREAKDOWN.search(before)):
        return toll.measure
    if last is None or last.span.start < begin or last.measure not in TOLLS:
        return None
    if (figure.what or "women").split(",", maxsplit=1)[0] in {"women", "children"} and ARE_THEY.search(
        text, figure.span.start, figure.span.end + 25
    ):
        return last.measure
    listed = (figure.unit in PEOPLE or PERSONS.match(figure.what or "")) and LISTED.fullmatch(
        text[last.span.end : figure.span.start]
    )
    return last.measure if listed or (figure.what is None and TOTAL_TO.search(before)) else None
