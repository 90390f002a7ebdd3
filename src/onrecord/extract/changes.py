"""Whether a position is new, said again or a change of mind, and whether it hangs on a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.record import Span
from onrecord.text import clauses

if TYPE_CHECKING:
    from onrecord.extract.draft import Draft
    from onrecord.extract.stance_sites import Site
    from onrecord.record import Change
    from onrecord.text import Parse, Token

AGAIN = frozenset(
    "again repeatedly still long consistently always previously already continually steadfastly remain continue "
    "reiterate repeat reaffirm echo restate renew maintain reassert unchanged".split()
)
TURNING = frozenset(
    "reverse reversal backtrack u-turn about-face soften relent reconsider cave shift backpedal concede "
    "reluctantly longer abandon renege".split()
)
CHANGE = frozenset("position stance mind tune view course".split())
FIRST = frozenset("unveil announce launch introduce propose".split())
BOUND = frozenset({"unless", "provided", "providing"})
# Words beside a pivot in which its tense and adverbs stand.
AROUND = 6


def change_of(parse: Parse, draft: Draft | None, site: Site) -> Change:
    """Return what the text says of a position's age."""
    pivot = parse.tokens[site.pivot]
    near = parse.tokens[max(0, pivot.i - AROUND) : pivot.i + AROUND]
    beside = [t for t in near if t.sentence == pivot.sentence and (t.head == pivot.i or t.i in {pivot.i, pivot.head})]
    lemmas = {t.lemma.lower() for t in beside} | {t.lower for t in beside}
    if lemmas & TURNING or (pivot.lemma == "change" and _changes_its_mind(parse, pivot)) or _pressed(parse, pivot):
        return "shifted"
    if lemmas & AGAIN or (draft is not None and draft.reiterates):
        return "reiterated"
    return "unknown"


def _changes_its_mind(parse: Parse, pivot: Token) -> bool:
    return not clauses.negated(parse, pivot.i) and any(t.lemma in CHANGE for t in parse.kids(pivot.i, "dobj"))


def _pressed(parse: Parse, pivot: Token) -> bool:
    """Tell who agrees "under pressure"."""
    if pivot.lemma not in {"agree", "accept", "allow"}:
        return False
    return any(
        p.lemma == "pressure"
        for t in parse.kids(pivot.i, "prep")
        for p in parse.kids(t.i, "pobj")
        if t.lower == "under"
    )


def conditions(parse: Parse, site: Site) -> tuple[Span, bool]:
    """Return the evidence with the condition that the stance hangs on, and whether there is one.

    Only what the stance itself hangs on counts ("would sign unless", "only if"), not an "if" inside the issue.
    """
    evidence = site.evidence
    for head in (site.pivot, *(t.i for t in parse.kids(site.pivot, "ccomp", "xcomp"))):
        for clause in parse.kids(head, "advcl"):
            first, last = parse.edges[clause.i]
            marks = {t.lower for t in parse.kids(clause.i, "mark")}
            only = "if" in marks and any(t.lower == "only" for t in parse.tokens[max(0, first - 1) : first + 1])
            if marks & BOUND or only:
                span = parse.span(*clauses.trim(parse, first, last))
                return Span(min(evidence.start, span.start), max(evidence.end, span.end)), True
    return evidence, False
