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

SUPPORTING = frozenset(
    "support back endorse favor favour champion embrace advocate n:support n:backing n:endorsement n:call defend welcome "
    "a:supportive p:for p:behind urge demand n:demand approve call".split()
)
OPPOSING = frozenset(
    "oppose object reject condemn denounce resist disagree protest n:opposition n:objection n:rejection n:condemnation "
    "a:opposed p:against refuse criticize criticise n:criticism dismiss".split()
)
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
        spans = [draft.cue, draft.content[0], *([draft.source] if draft.source else [])]
        evidence = Span(min(s.start for s in spans), max(s.end for s in spans))
        found.append(PositionDraft(number, issue, stance, evidence, "reiterated" if draft.reiterates else "unknown", 0.5))
    return tuple(found)


def _stance(parse: Parse, draft: Draft) -> Stance | None:
    call = draft.key == "call" and "for" not in {t.lower for t in parse.kids(draft.pivot, "prep")} | {"on"}
    if call and not parse.text[draft.content[0].start :].lower().startswith("for ") if draft.content else False:
        return None
    if draft.key in OPPOSING:
        return "oppose"
    if draft.key in SUPPORTING:
        return "oppose" if draft.mode == "deny" else "support"
    return None


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
