"""Counts that take what they count from one before: "20 were killed, raising the total to 300"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

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
# The dead, or the wounded, and who is among them.
AMONG = re.compile(
    r"\b(?P<who>dead|death toll|toll|killed|slain|fatalities|victims|martyrs|deaths|wounded|injured|casualties) "
    r"(?:\w+ ){0,2}?(?:include[sd]?|including|comprised?|numbered?|are|were) $",
    re.IGNORECASE,
)
# Another source's value of the same count: "puts it at 53", "raised its own figure on the same day, to 47".
ITS_OWN = re.compile(
    r"(?:\b(?:put|puts|putting) (?:it|the (?:number|figure)|its) at |\b(?:its|their) own (?:figure|count|tally|"
    r"total|number)\b[^.;]{0,40}"
    r"\b(?:to|at|of|is|was|stands at|stood at) |\b(?:tally|count) [^.;]{0,90}\b(?:stood|stands) at )(?:(?:at least|"
    r"more than|over|about|around|nearly|almost|some) )?$",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?: [\w’'-]+){0,3}(?:,| and|, and|, as well as| as well as)(?: (?:another|also))? ")
HURT = frozenset({"wounded", "injured"})
REACH = 80
# Other figures that may stand between a toll and its total: "in the past 24 hours".
BACK = 3
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
        near = [k for k in reversed(out[-FAR:]) if k.measure in TOLLS]
        toll = next((k for k in near if k.measure == "killed"), near[0] if near else None)
        last = next((k for k in reversed(out[-BACK:]) if k.measure in TOLLS), None)
        out.append(_measured(text, figure, (last, toll), begin))
    return out


def _measured(
    text: str, figure: FigureDraft, before_it: tuple[FigureDraft | None, FigureDraft | None], begin: int
) -> FigureDraft:
    last, toll = before_it
    if figure.measure != "count":
        return figure
    before = text[max(begin, figure.span.start - REACH) : figure.span.start]
    among = AMONG.search(before)
    if among is not None:
        return replace(figure, measure="injured" if among["who"].lower() in HURT else "killed", unit="people")
    if figure.what is None and toll is not None and ITS_OWN.search(before):
        return replace(figure, measure=toll.measure, unit=toll.unit)
    if last is None or last.span.start < begin or last.measure not in TOLLS:
        return figure
    listed = figure.unit == "people" and LISTED.fullmatch(text[last.span.end : figure.span.start])
    if listed or (figure.what is None and TOTAL_TO.search(before)):
        return replace(figure, measure=last.measure, unit=last.unit)
    return figure
