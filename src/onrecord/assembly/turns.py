"""Question and answer: who asks is who the answer is for, and who answers is who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.assembly.carry import Statements

ANSWERING = frozenset("reply respond answer retort counter shoot".split())
# Acts to which what follows is an answer, where their hearer speaks next.
PROMPTING = frozenset({"ask", "urge", "demand"})
NEXT = 1


def with_turns(all_: Statements) -> list[tuple[int, ...]]:
    """Return the addressees of each draft, those of questions and answers filled in from each other."""
    out = list(all_.addressees)
    for first, second in zip(all_.order, all_.order[1:], strict=False):
        asker, answerer = all_.speakers[first], all_.speakers[second]
        if asker is None or answerer is None or asker == answerer or not _next_to(all_, first, second):
            continue
        prompted = answerer in out[first] and all_.drafts[first].act in PROMPTING
        answers = all_.parse.tokens[all_.drafts[second].pivot].lemma in ANSWERING
        asks = all_.drafts[first].mode == "ask"
        if not out[second] and (prompted or (answers and answerer in out[first]) or (answers and asks)):
            out[second] = (asker,)
        if not out[first] and answers and asks:
            out[first] = (answerer,)
    return out


def _next_to(all_: Statements, first: int, second: int) -> bool:
    one, two = all_.drafts[first], all_.drafts[second]
    tokens = all_.parse.tokens
    near = tokens[two.pivot].sentence - tokens[one.pivot].sentence <= NEXT
    return near and one.within == two.within
