"""Content pieces and quotation marks: where a content begins and ends, and whether it is quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.record import Span
from onrecord.text.quotes import MARKS, around, overlapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import StatementKind
    from onrecord.text import Parse
    from onrecord.text.quotes import Quotation

# A quotation that stands by itself is the speaker's at most this many sentences on.
NEAR = 2
# An introducing word before the marks makes no quotation mixed (GUIDE, rule 25).
LEAD = re.compile(r"(?:that|whether|if|of|for|to|about|as|on)\s+(?=[\"“‘'])")


def stretch(text: str, cue: Span, content: tuple[Span, ...], quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """Return the pieces with every quotation they touch taken whole, and nothing of the cue in them.

    A cue that itself stands in a quotation has its content inside that quotation.
    """
    home = around(cue.start, quotations)
    out: list[Span] = []
    for piece in content:
        grown = _clipped(piece, home) if home else _grown(piece, cue, quotations)
        if grown is not None:
            out.extend(without(text, grown, cue))
    return _merged(out)


def _clipped(piece: Span, home: Quotation) -> Span | None:
    inner = home.inner
    start, end = max(piece.start, inner.start), min(piece.end, inner.end)
    return Span(start, end) if start < end else None


def _grown(piece: Span, cue: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = piece.start, piece.end
    for quotation in overlapping(piece, quotations):
        if quotation.end <= cue.start or quotation.start >= cue.end:
            start, end = min(start, quotation.start), max(end, quotation.end)
    return Span(start, end)


def without(text: str, piece: Span, other: Span) -> list[Span]:
    """Return what is left of a piece beside another span, tidied."""
    if not piece.overlaps(other):
        return [piece]
    parts = [(piece.start, other.start), (other.end, piece.end)]
    return [s for a, b in parts if a < b and (s := tidy(text, Span(a, b))) is not None]


def tidy(text: str, span: Span) -> Span | None:
    """Return the span without white space, commas and stops at its ends; None where nothing else is in it."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",.;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:–—-"):
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def closed(text: str, source: Span) -> Span:
    """Return a source with the comma that closes its apposition: "Mara Quill, an engineer," is one phrase.

    So PolNeAR's annotators have 921 of 1,027 (https://aclanthology.org/L18-1567); silver has both ways.
    """
    inside = "," in text[source.start : source.end]
    return Span(source.start, source.end + 1) if inside and text[source.end : source.end + 1] == "," else source


def _merged(pieces: list[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for piece in sorted(pieces):
        if out and piece.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return tuple(out)


def kind_of(text: str, cue: Span, content: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    """Return direct, mixed or indirect, read off the quotation marks (GUIDE, rule 25).

    What stands inside another's quotation, cue and all, is indirect.
    """
    if around(cue.start, quotations) is not None:
        return "indirect"
    letters = quoted = 0
    for number, piece in enumerate(content):
        lead = LEAD.match(text, piece.start, piece.end) if number == 0 else None
        start = lead.end() if lead else piece.start
        letters += sum(c.isalnum() for c in text[start : piece.end])
        for quotation in overlapping(piece, quotations):
            inside = text[max(start, quotation.start) : min(piece.end, quotation.end)]
            quoted += sum(c.isalnum() for c in inside)
    if not quoted:
        return "indirect"
    return "direct" if quoted == letters else "mixed"


def with_following(parse: Parse, found: list[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Give quotations that stand by themselves to the statement before them (GUIDE, rule 24).

    That is a quotation which goes on from the block before, and one that fills its sentences right after a sentence
    with its speaker.
    """
    outer = [d for d in found if around(d.cue.start, quotations) is None]
    claimed = {q.start for d in outer for piece in d.content for q in overlapping(piece, quotations)}
    cues = [d.cue.start for d in found]
    out = list(found)
    for number, quotation in enumerate(quotations):
        if quotation.start in claimed:
            continue
        owner = _owner(parse, out, cues, quotations, number)
        if owner is not None:
            grown = _merged([*out[owner].content, Span(quotation.start, quotation.end)])
            out[owner] = replace(out[owner], content=grown)
    return out


def _owner(
    parse: Parse, found: list[Draft], cues: list[int], quotations: Sequence[Quotation], number: int
) -> int | None:
    quotation = quotations[number]
    if not (quotation.goes_on or _stands_alone(parse, quotation)):
        return None
    before = bisect_left(cues, quotation.start) - 1
    while before >= 0 and around(found[before].cue.start, quotations) is not None:
        before -= 1
    if before < 0:
        return None
    draft = found[before]
    reach = max([draft.cue.end, *(piece.end for piece in draft.content)])
    between = parse.text[reach : quotation.start] if reach <= quotation.start else ""
    near = parse.tokens[parse.token_at(draft.cue.start)].sentence
    here = parse.tokens[parse.token_at(quotation.start)].sentence
    direct = any(overlapping(piece, quotations) for piece in draft.content)
    plain = "\n" not in between.strip(" ") or quotation.goes_on
    return before if direct and ((plain and here - near <= NEAR) or quotation.goes_on or not between.strip()) else None


def _stands_alone(parse: Parse, quotation: Quotation) -> bool:
    """Whether the quotation begins a sentence and ends one."""
    text = parse.text
    before = text[max(0, quotation.start - 2) : quotation.start].strip(" ")
    begins = not before or before[-1] in ".!?\n" or before[-1] in MARKS
    return begins and text[quotation.end - 1 - quotation.closed] in ".!?…"
