"""Positions: where an actor stands on something that people disagree about, read from its statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import Change, Stance
    from onrecord.text import Parse

# Acts and cues that show a stance; of others that might (vows, plans, hopes) the silver records count one in six.
SUPPORTING = frozenset({"support", "urge"})
OPPOSING = frozenset({"oppose", "criticise"})
SUPPORTING_KEYS = frozenset("call demand n:demand n:call welcome praise insist n:proposal propose pledge vow".split())
OPPOSING_KEYS = frozenset("reject dismiss refuse n:rejection n:refusal blame".split())
OPENERS = ("that ", "for ", "to ", "of ", "on ", "about ", "whether ", "against ")
# An issue is a phrase: of those in the silver records nine in ten have at most fourteen words.
LONGEST_ISSUE = 16


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """One position before its holder is known.

    Args:
        draft: number of the statement that shows it.
    """

    draft: int
    issue: Span
    stance: Stance
    evidence: Span
    change: Change
    confidence: float


def positions(parse: Parse, drafts: Sequence[Draft]) -> tuple[PositionDraft, ...]:
    """Return the positions that an article's attributions show, in text order.

    Args:
        drafts: the article's attributions.
    """
    found = []
    for number, draft in enumerate(drafts):
        stance = _stance(parse, draft)
        if stance is None or draft.source_head is None or not draft.content:
            continue
        issue = _issue(parse, draft.content[0])
        if not _is_telling(parse, issue):
            continue
        spans = [draft.cue, issue, *([draft.source] if draft.source and draft.source.end <= draft.cue.start else [])]
        evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
        found.append(
            PositionDraft(number, issue, stance, evidence, "reiterated" if draft.reiterates else "unknown", 0.5)
        )
    return tuple(found)


def _stance(parse: Parse, draft: Draft) -> Stance | None:
    if draft.key == "call" and not _calls_for(parse, draft):
        return None
    if draft.act in OPPOSING or draft.key in OPPOSING_KEYS:
        return "oppose"
    if draft.act in SUPPORTING or draft.key in SUPPORTING_KEYS:
        return "oppose" if draft.mode == "deny" else "support"
    return "oppose" if draft.mode == "deny" and draft.act in {"plan", "demand", "agree"} else None


def _calls_for(parse: Parse, draft: Draft) -> bool:
    """Whether "call" asks for something, rather than naming it."""
    return any(t.lower in {"for", "on"} for t in parse.kids(draft.pivot, "prep"))


def _is_telling(parse: Parse, issue: Span) -> bool:
    """Whether an issue says what it is: a noun or a verb with something beside it, not "it" or "them" alone."""
    words = [parse.tokens[i] for i in parse.tokens_in(issue)]
    return any(t.pos in {"NOUN", "PROPN"} for t in words) or (len(words) > 2 and any(t.pos == "VERB" for t in words))  # noqa: PLR2004 - a verb and its object


def _issue(parse: Parse, piece: Span) -> Span:
    words = parse.tokens_in(piece)
    start = piece.start
    for opener in OPENERS:
        if parse.text[start : start + len(opener)].lower() == opener and piece.end - start > len(opener) + 2:
            start += len(opener)
            break
    last = words[min(len(words), LONGEST_ISSUE) - 1] if words else None
    end = min(piece.end, parse.tokens[last].end) if last is not None and parse.tokens[last].end > start else piece.end
    return Span(start, end)
