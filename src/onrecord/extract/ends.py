"""Contents that end where a phrase does: with the word that introduces them, and not in the middle of "a meeting"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.pieces import tidy, without
from onrecord.record import Span
from onrecord.text.quotes import CLOSERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.text import Parse
    from onrecord.text.parse import Token

# The word that opens a content belongs to it (GUIDE, rule 18); silver leaves "that" out of three in four.
OPENING = frozenset({"that", "whether", "to"})
# Words that are nothing without the one they hang on, which follows.
UNFINISHED = frozenset("det predet amod compound poss nummod quantmod aux auxpass neg mark case".split())
BEFORE = frozenset("det predet amod compound poss nummod quantmod".split())
PREPOSITIONS = frozenset({"prep", "agent"})
LONGEST_OBJECT = 8  # words; a longer one tells how and when the thing was said, as often as what
OBJECTS = ("pobj", "pcomp")
COMPLEMENTS = ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp")  # what a verb at the end still asks for


def whole(parse: Parse, draft: Draft) -> Draft:
    """Return the draft with whole phrases for its source and its content, the word that opens it included."""
    if draft.source:
        source = _ended(parse, _begun(parse, draft.source, draft.cue), [draft.cue, *draft.content])
        draft = replace(draft, source=source)
    if not draft.content:
        return draft
    announced = _announced(parse, draft)
    if announced is not None:
        return replace(draft, content=(announced,))
    kept = [draft.cue, *([draft.source] if draft.source else [])]
    first, *others = _beside(parse, draft)
    pieces = [_opened(parse, first, kept), *others]
    pieces[-1] = _ended(parse, pieces[-1], kept)
    return replace(draft, content=tuple(pieces))


def _beside(parse: Parse, draft: Draft) -> tuple[Span, ...]:
    """The content without the source, which a widened one or the model may have in it."""
    if draft.source is None:
        return draft.content
    return tuple(s for piece in draft.content for s in without(parse.text, piece, draft.source)) or draft.content


def unshared(found: Sequence[Draft]) -> list[Draft]:
    """Leave a further piece that two statements have, neither within the other, to the one whose cue is nearer."""
    owners: dict[int, list[Draft]] = {}
    for draft in found:
        for piece in draft.content:
            owners.setdefault(piece.start, []).append(draft)
    out = []
    for draft in found:
        first, *others = draft.content or (None,)
        kept = [piece for piece in others if not any(_nearer(piece, o, draft) for o in owners[piece.start])]
        out.append(replace(draft, content=(first, *kept)) if first and len(kept) < len(others) else draft)
    return out


def _nearer(piece: Span, other: Draft, draft: Draft) -> bool:
    apart = not any(one.cue.overlaps(p) for one, two in ((other, draft), (draft, other)) for p in two.content)
    return apart and _away(piece, other.cue) < _away(piece, draft.cue)


def _away(piece: Span, cue: Span) -> int:
    """Code points between a piece and a cue."""
    return max(piece.start - cue.end, cue.start - piece.end)


def _announced(parse: Parse, draft: Draft) -> Span | None:
    """The whole paragraph after "Quill added:" where a part of it is the content; a quotation ends with its marks."""
    cue, first = (parse.tokens[parse.token_at(at)].sentence for at in (draft.cue.start, draft.content[0].start))
    here, there = parse.sentences[cue], parse.sentences[first]
    if there.block != here.block + 1 or parse.tokens[here.last - 1].text != ":":
        return None
    block = [s for s in parse.sentences[cue + 1 : first + 1] if s.block == there.block]
    if parse.tokens[block[0].first].text in CLOSERS:
        return None
    end = first
    while end + 1 < len(parse.sentences) and parse.sentences[end + 1].block == there.block:
        end += 1
    return tidy(parse.text, parse.span(block[0].first, parse.sentences[end].last - 1))


def _begun(parse: Parse, source: Span, cue: Span) -> Span:
    """A source with what stands before its first word and hangs on it: "skittish" Democrats, "senator" Mara Quill."""
    inside = parse.tokens_in(source)
    if not inside:
        return source
    first = inside[0]
    while first and (before := parse.tokens[first - 1]).dep in BEFORE and before.head in inside:
        first -= 1
    start = parse.tokens[first].start
    return source if cue.start < source.start and start < cue.end else Span(start, source.end)


def _opened(parse: Parse, piece: Span, kept: Sequence[Span]) -> Span:
    inside = parse.tokens_in(piece)
    if not inside or not inside[0]:
        return piece
    first, before = parse.tokens[inside[0]], parse.tokens[inside[0] - 1]
    opens = before.lower in OPENING and before.pos in {"SCONJ", "PART"} and before.sentence == first.sentence
    grown = Span(before.start, piece.end)
    return grown if opens and not any(span.overlaps(grown) for span in kept if not span.overlaps(piece)) else piece


def _ended(parse: Parse, piece: Span, kept: Sequence[Span]) -> Span:
    inside = parse.tokens_in(piece)
    if not inside:
        return piece
    last = parse.tokens[inside[-1]]
    wanted, shorter = _wanted(parse, last), Span(piece.start, parse.tokens[inside[0 if len(inside) == 1 else -2]].end)
    if last.pos == "CCONJ":
        return shorter
    if wanted is None:
        return piece
    end = _edge(parse, wanted)
    if last.dep in PREPOSITIONS and end - last.i > LONGEST_OBJECT:
        return shorter
    grown = Span(piece.start, parse.tokens[end].end)
    return piece if any(span.overlaps(grown) for span in kept if not span.overlaps(piece)) else grown


def _edge(parse: Parse, head: int) -> int:
    """The last token of a phrase; of a clause, without what is added to it by "and"."""
    if parse.tokens[head].pos not in {"VERB", "AUX"}:
        return parse.edges[head][1]
    return max([head, *(parse.edges[k][1] for k in parse.children[head] if parse.tokens[k].dep not in {"conj", "cc"})])


def _wanted(parse: Parse, last: Token) -> int | None:
    """The later word of its sentence without which the last one is nothing."""
    if last.dep in PREPOSITIONS:
        return next((t.i for t in parse.kids(last.i, *OBJECTS) if t.i > last.i), None)
    if last.pos in {"VERB", "AUX"}:
        follows = (t.i for t in parse.kids(last.i, *COMPLEMENTS) if parse.edges[t.i][0] == last.i + 1)
        if (complement := next(follows, None)) is not None:
            return complement
    relative = last.dep in {"nsubj", "nsubjpass"} and last.pos == "PRON"
    return last.head if last.head > last.i and (relative or last.dep in UNFINISHED) else None
