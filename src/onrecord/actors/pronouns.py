"""Pronouns: which actor before it a pronoun stands for.

A score of distance, grammar and prominence, after Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora
Resolution": subjects before objects, near before far, who speaks and who is named often before others.
"""

from __future__ import annotations

from bisect import bisect_left
from math import log1p
from typing import TYPE_CHECKING

from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from typing import Literal

    from onrecord.actors.entity import Entity
    from onrecord.text import Parse, Token

    Kind = Literal["person", "organisation", "state"]

# How many sentences a pronoun looks back.
LOOK_BACK = 5
# Named things that the tagger takes for bodies and that never speak.
MUTE = frozenset("hurricane typhoon cyclone storm earthquake covid-19 covid coronavirus olympics".split())
# Weights set on the silver records: of several tried, those with the most speakers right where the source is a pronoun.
PER_SENTENCE = -0.5
SUBJECT = 0.9
POSSESSIVE = -0.5
SPOKE = 0.9
PROMINENCE = 0.3
OWN_CLAUSE = -3.0
NESTED = 1.0
KNOWN_GENDER = 0.7


def antecedent(
    parse: Parse,
    entities: Sequence[Entity],
    mentions: Sequence[tuple[int, int]],
    token: Token,
    spoke: AbstractSet[int],
    around: int | None,
    *,
    like: Kind | None = None,
) -> int | None:
    """Return the number of the entity that a pronoun stands for, None where nothing before it fits.

    Args:
        mentions: head token and entity of all mentions known so far, sorted.
        spoke: head tokens of mentions that are sources of statements.
        like: what is looked for by a description, whatever the word ("the company": a body).
        around: entity in whose indirect speech the pronoun stands.
    """
    word = token.lower
    first = parse.sentences[max(0, token.sentence - LOOK_BACK)].first
    low, high = bisect_left(mentions, (first, -1)), bisect_left(mentions, (token.i, -1))
    best: dict[int, float] = {}
    for at, number in mentions[low:high]:
        if agrees(entities[number], word) if like is None else _is_like(entities[number], token, like):
            score = _mention_score(parse, at, token, spoke) + _sure_gender(entities[number], word)
            best[number] = max(best.get(number, score), score)
    if around is not None and like is None and agrees(entities[around], word):
        best[around] = best.get(around, 0.0) + NESTED
    scored = [(score + PROMINENCE * log1p(len(entities[n].tokens)), n) for n, score in best.items()]
    return max(scored)[1] if scored else None


def _sure_gender(entity: Entity, word: str) -> float:
    known = entity.gender is not None and word in nouns.MASCULINE | nouns.FEMININE
    return KNOWN_GENDER if known else 0.0


def _is_like(entity: Entity, token: Token, like: Kind) -> bool:
    if like == "person":
        gender = nouns.gender_of([token.lemma.lower()])
        return entity.grade == "named" and (gender is None or entity.gender in {gender, None})
    return entity.kind == like and not entity.plural and not entity.words & MUTE


def _mention_score(parse: Parse, at: int, token: Token, spoke: AbstractSet[int]) -> float:
    other = parse.tokens[at]
    score = PER_SENTENCE * (token.sentence - other.sentence)
    if other.dep in {"nsubj", "nsubjpass"}:
        score += SUBJECT
    elif other.dep == "poss":
        score += POSSESSIVE
    if at in spoke:
        score += SPOKE
    if other.head == token.head and other.dep != "poss":
        score += OWN_CLAUSE
    return score


def agrees(entity: Entity, word: str) -> bool:
    """Tell whether a pronoun, in lower case, can stand for an actor."""
    if word in nouns.MASCULINE:
        return entity.kind == "person" and entity.gender != "f"
    if word in nouns.FEMININE:
        return entity.kind == "person" and entity.gender != "m"
    if word in nouns.PLURAL:
        return entity.plural or entity.kind == "group"
    return entity.kind in {"organisation", "state"} and not entity.plural and not entity.words & MUTE
