"""Which counts no longer stand, and which ones take their place: "revised its toll down to 20 from 25"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.extract.figures import FigureDraft
    from onrecord.record.figure import Change
    from onrecord.text import Parse

TOLLS = frozenset({"killed", "injured", "missing", "hostages", "detained", "displaced", "count"})

# Right before a value that another one has replaced or passed.
FORMER = re.compile(
    r"\b(?:(?:up|down|higher|lower|changed) from|(?:rise|increase|fall|drop|ris\w+|rose|jump\w*|climb\w*|rais\w+|"
    r"lower\w*|cut|reduc\w+|revis\w+|"
    r"chang\w+|correct\w+|adjust\w+|amend\w+|downgrad\w+|upgrad\w+|increas\w+|f[ae]ll\w*|"
    r"gr[eo]w\w*)\b[^.;]{0,60}?\bfrom|"
    r"compared (?:with|to)|instead of|rather than|(?:,|and|but) not|not the|no longer|against|replac\w+|supersed\w+|"
    r"(?:earlier|previous|initial|original|former|preliminary|provisional|old|prior|last) (?:(?:official|daily|"
    r"death|overall) )?"
    r"(?:figure|toll|tally|count|total|number|estimate|report)(?: of| was| had been| stood at)?|"
    r"(?:had |having )?(?:previously|earlier|initially|originally|first)(?: been)? (?:\w+ (?:the |its |"
    r"a )?(?:\w+ ){0,3}?)?(?:at|of|to|as)?)"
    r"(?: (?:an?|the|its|their) (?:(?:earlier|previous|initial|original|preliminary|provisional|former|prior|old)\b ?)"
    r"(?:(?:official|death) )?(?:figure|toll|tally|count|total|number|estimate|report)? ?(?:of)?)? ?$",
    re.IGNORECASE,
)
# Right behind it: "the 25 reported on Monday", "25 as it had said".
FORMER_BEHIND = re.compile(
    r"^ (?:(?:\w+ )?(?:reported|announced|given|stated|recorded|published|counted|put out) (?:earlier|previously|"
    r"before|a day)|"
    r"as (?:it|they|he|she|was|were|had|previously|earlier|first|initially)\b|(?:that |which )?(?:it|"
    r"they) had (?:earlier |previously |first )?"
    r"(?:reported|announced|given|said|put)|(?:previously|earlier|initially) (?:reported|announced|given|said|put|"
    r"counted))",
    re.IGNORECASE,
)
REVISED = re.compile(
    r"\b(?:revis\w+|re-?count\w*|correct(?:ed|ing|ion|s)\b|amend\w+|adjusted|restated|downgraded|scaled back|"
    r"(?:lower(?:ed|ing|s)?|cut|cuts|cutting|reduc(?:ed|ing|es)|brought down|rais(?:ed|ing|es))(?: (?:its|their|the|"
    r"his|her|a))?"
    r"(?: (?:official|overall|total|cumulative|death))* (?:toll|tally|count|total|figure|number|estimate)\b)",
    re.IGNORECASE,
)
# Raising a toll is news of the dead; taking back one is a revision only where it is said to be.
RAISED = re.compile(r"\brais", re.IGNORECASE)
REACH, BEHIND = 140, 60


# What leads up to the new value: "revised its toll to", "the corrected figure is now".
LEADS = re.compile(
    r"\b(?:to|at|was|is|as|of|now|stands at|stood at|being)(?: (?:at least|more than|over|about|around|nearly|"
    r"almost|some))? $",
    re.IGNORECASE,
)


def with_changes(parse: Parse, found: Iterable[FigureDraft]) -> Iterator[FigureDraft]:
    """Yield the figures, counts that no longer stand and those that replace them marked."""
    last: FigureDraft | None = None
    for figure in found:
        if figure.measure not in TOLLS:
            yield figure
            continue
        sentence = parse.sentences[parse.tokens[parse.token_at(figure.span.start)].sentence]
        span = parse.span(sentence.first, sentence.last - 1)
        marked = replace(figure, change=_change(parse.text, (span.start, span.end), figure))
        if marked.change == "former" and marked.measure == "count" and marked.what is None and last is not None:
            marked = replace(marked, measure=last.measure, unit=last.unit)
        yield marked
        last = marked if marked.measure != "count" else last


def _change(text: str, sentence: tuple[int, int], figure: FigureDraft) -> Change | None:
    before = text[max(sentence[0], figure.span.start - REACH) : figure.span.start]
    if FORMER.search(before) or FORMER_BEHIND.match(text[figure.span.end : min(sentence[1], figure.span.end + BEHIND)]):
        return "former"
    match = REVISED.search(before)
    return "revised" if match is not None and LEADS.search(before) and not RAISED.match(match.group()) else None
