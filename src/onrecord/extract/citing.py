"""Whoever is cited speaks, and whoever cites passes it on: "The Post, citing two diplomats, reported that …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.hearers import is_somebody
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.text import Parse, Token

# Key of who is cited for what another statement holds: its figures stand on that one's word.
CITED = "cited"
CITING = frozenset({"cite", "quote"})
# Whoever cites stands so many steps up the parse at most; so many words name who is cited.
TELLING = frozenset("source report study survey poll statement data figures review letter memo document".split())
STEPS, LONGEST = 3, 14


def with_cited(parse: Parse, found: Sequence[Draft]) -> list[Draft]:
    """Return the attributions, those of "citing" with who is cited as source and who cites as relay.

    Args:
        found: in text order of their cues.
    """
    above = {draft.pivot: draft for draft in found}
    return [_cited(parse, draft, above) for draft in found]


def _cited(parse: Parse, draft: Draft, above: dict[int, Draft]) -> Draft:
    pivot = parse.tokens[draft.pivot]
    if pivot.lemma not in CITING or pivot.tag != "VBG" or not draft.content:
        return draft
    who, verb = _who_cites(parse, pivot, above)
    if who is None:
        return draft
    if draft.source is not None and draft.source.start > draft.cue.start:
        return replace(draft, relays=(who,)) if draft.source_head != who else draft
    outer = None if verb is None else above.get(verb)
    head = _somebody(parse, draft)
    if outer is None or head is None or not outer.content:
        return draft
    return replace(draft, key=CITED, source=draft.content[0], source_head=head, content=outer.content, relays=(who,))


def _who_cites(parse: Parse, pivot: Token, above: dict[int, Draft]) -> tuple[int | None, int | None]:
    """The head of who cites, and the verb that he is the subject of: the next one up that tells, else the next one."""
    first: tuple[int | None, int | None] = None, None
    at = pivot
    for _ in range(STEPS):
        if at.head == at.i:
            break
        at = parse.tokens[at.head]
        if at.pos in {"NOUN", "PROPN"} and at.dep in {"nsubj", "nsubjpass"}:
            return at.i, at.head
        subjects = parse.kids(at.i, "nsubj") if at.pos in {"VERB", "AUX"} else []
        if subjects and at.i in above:
            return subjects[0].i, at.i
        if subjects and first[0] is None:
            first = subjects[0].i, at.i
    return first


def _somebody(parse: Parse, draft: Draft) -> int | None:
    """The head of a content that is no more than whom somebody cites; None for what is said, and for reasons."""
    inside = parse.tokens_in(draft.content[0])
    if len(draft.content) > 1 or not 0 < len(inside) <= LONGEST:
        return None
    head = next((i for i in inside if parse.tokens[i].head not in inside), inside[0])
    noun = parse.tokens[head]
    if parse.tokens[inside[0]].tag == "PRP$" and noun.lemma.lower() not in nouns.PERSON:
        return None  # "its own survey" is nobody else's
    speaks = noun.lemma.lower() in TELLING or is_somebody(parse, head)
    return head if speaks and clauses.noun_phrase(parse, head)[0] >= inside[0] else None
