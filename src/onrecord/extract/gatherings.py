"""Every word that could tell of an encounter, with its type and with whoever the grammar puts at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.stance_sites import is_actor
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.extract.draft import Draft
    from onrecord.record import EncounterType
    from onrecord.text import Parse, Token

NOUNS: dict[str, EncounterType] = {
    "meeting": "meeting",
    "summit": "meeting",
    "get-together": "meeting",
    "visit": "visit",
    "trip": "visit",
    "tour": "visit",
    "call": "call",
    "conversation": "call",
    "talk": "talks",
    "negotiation": "talks",
    "discussion": "talks",
    "consultation": "talks",
    "dialogue": "talks",
    "conference": "conference",
    "briefing": "conference",
    "convention": "conference",
    "forum": "conference",
    "panel": "conference",
    "roundtable": "conference",
    "congress": "conference",
    "gathering": "conference",
    "hearing": "hearing",
    "trial": "hearing",
    "sentencing": "hearing",
    "arraignment": "hearing",
    "testimony": "hearing",
}
VERBS: dict[str, EncounterType] = {
    "meet": "meeting",
    "convene": "meeting",
    "visit": "visit",
    "travel": "visit",
    "arrive": "visit",
    "fly": "visit",
    "tour": "visit",
    "phone": "call",
    "telephone": "call",
    "negotiate": "talks",
    "confer": "talks",
    "consult": "talks",
    "testify": "hearing",
    "arraign": "hearing",
}
BY_PHONE = frozenset("phone telephone video".split())
# With one of these before it, a conference is for the press.
PRESS = frozenset("news press".split())
WITH = frozenset("with between among by of alongside for before".split())
TOWARDS = frozenset("to in at into for on".split())
STEPS = 4  # from a noun up to the verb whose subject takes part: "said at a news conference at the end of the talks"


@dataclass(frozen=True, slots=True)
class Gathering:
    """One mention of what may be an encounter.

    Args:
        token: the noun or verb that tells it.
        heads: head tokens of those who take part, the surest first.
        ways: how each of them stands to it.
        host: head token of who invites.
    """

    token: int
    type: EncounterType
    heads: tuple[int, ...]
    ways: tuple[str, ...]
    host: int | None = None


def gatherings(parse: Parse, speaking: Mapping[int, Draft]) -> Iterator[Gathering]:
    """Yield the mentions of an article that somebody takes part in, in text order.

    Args:
        speaking: for each sentence the attribution in it.
    """
    for token in parse.tokens:
        lemma = token.lemma.lower()
        if token.pos == "VERB":
            kind = VERBS.get(lemma) or _spoken_by_phone(parse, token)
            found = _of_verb(parse, token) if kind else {}
        elif token.pos in {"NOUN", "PROPN"}:
            kind = _kind_of_noun(parse, token, lemma)
            found = _of_noun(parse, token) if kind else {}
            draft = speaking.get(token.sentence)
            if kind == "conference" and not found and draft is not None and draft.source_head is not None:
                found = {draft.source_head: "speaker"}
        else:
            continue
        if kind and found:
            hosts = [head for head, way in found.items() if way == "host"]
            yield Gathering(token.i, kind, tuple(found), tuple(found.values()), hosts[0] if hosts else None)


def _spoken_by_phone(parse: Parse, verb: Token) -> EncounterType | None:
    if verb.lemma not in {"speak", "talk"}:
        return None
    inner = [p for t in parse.kids(verb.i, "prep") if t.lower in {"by", "on", "over"} for p in parse.kids(t.i, "pobj")]
    return "call" if any(p.lemma.lower() in BY_PHONE for p in inner) else None


def _kind_of_noun(parse: Parse, token: Token, lemma: str) -> EncounterType | None:
    words = {parse.tokens[k].lower for k in parse.children[token.i]}
    if lemma in {"call", "conversation"}:
        if words & {"conference", "press"}:
            return "conference"
        return "call" if words & BY_PHONE else None
    if lemma == "talk" and token.tag not in {"NNS", "NNPS"}:
        return None
    if lemma == "summit" and any(_is_body(parse, k) for k in parse.children[token.i]):
        return "conference"
    return NOUNS.get(lemma) if token.dep != "compound" else None


def _is_body(parse: Parse, i: int) -> bool:
    """A name of many states before a summit: "the G9 summit"."""
    token = parse.tokens[i]
    name = parse.name_at.get(i)
    return token.dep in {"compound", "nmod"} and name is not None and name.label in {"ORG", "EVENT"}


def _of_verb(parse: Parse, verb: Token) -> dict[int, str]:
    found: dict[int, str] = {}
    if clauses.negated(parse, verb.i):
        return found
    for agent in parse.kids(verb.i, "agent"):
        _take(parse, found, [p.i for p in parse.kids(agent.i, "pobj")], "agent")
    who = clauses.subject(parse, verb.i)
    if who.head is not None:
        _take(parse, found, [who.head], "passive" if who.passive else "far" if who.far else "subject")
    _take(parse, found, [t.i for t in parse.kids(verb.i, "dobj", "dative")], "object")
    _take(parse, found, _after(parse, verb.i, {"with", "alongside", "before"}), "with")
    if verb.lemma == "meet" and len(found) < 2 and not any(_joined(parse, h) for h in found):  # noqa: PLR2004 - it takes two
        return {}
    return found if any(way in {"subject", "far", "agent", "passive"} for way in found.values()) else {}


def _joined(parse: Parse, head: int) -> bool:
    """Whether a noun phrase names several: "Lind and Osk", "the ministers"."""
    return (
        bool(parse.kids(head, "conj"))
        or parse.tokens[head].tag in {"NNS", "NNPS"}
        or parse.tokens[head].lower == "they"
    )


def _of_noun(parse: Parse, noun: Token) -> dict[int, str]:
    found: dict[int, str] = {}
    _take(parse, found, [t.i for t in parse.kids(noun.i, "poss")], "holder")
    _take(parse, found, _after(parse, noun.i, {"with", "between", "among"}), "with")
    _take(parse, found, _after(parse, noun.i, {"by", "of", "for"}), "of")
    verb, steps = noun, 0
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i and steps < STEPS:
        verb, steps = parse.tokens[verb.head], steps + 1
    if verb.pos in {"VERB", "AUX"}:
        who = clauses.subject(parse, verb.i)
        if who.head is not None and who.head != noun.i:
            _take(parse, found, [who.head], "host" if verb.lemma == "host" else "far" if who.far else "doer")
        agents = [p.i for t in parse.kids(verb.i, "agent") for p in parse.kids(t.i, "pobj")]
        _take(parse, found, agents, "host" if verb.lemma == "host" else "agent")
        if steps <= 1:
            _take(parse, found, _after(parse, verb.i, {"with"}), "with")
    for hosting in parse.kids(noun.i, "acl"):
        agents = [
            p.i for t in parse.kids(hosting.i, "agent", "prep") if t.lower == "by" for p in parse.kids(t.i, "pobj")
        ]
        _take(parse, found, agents, "host" if hosting.lemma == "host" else "agent")
    _take(parse, found, [t.i for t in parse.kids(noun.i, "compound", "nmod", "amod") if t.i in parse.name_at], "name")
    return found


def _after(parse: Parse, head: int, words: set[str]) -> list[int]:
    return [p.i for t in parse.kids(head, "prep") if t.lower in words for p in parse.kids(t.i, "pobj")]


def _take(parse: Parse, found: dict[int, str], heads: list[int], way: str) -> None:
    for head in heads:
        if head not in found and is_actor(parse, head) and parse.tokens[head].lemma.lower() not in NOUNS:
            found[head] = way


def towards(parse: Parse, token: int) -> list[Token]:
    """Return the words that say where an encounter is: objects of "in", "at", "to"."""
    found = [p for t in parse.kids(token, "prep") if t.lower in TOWARDS for p in parse.kids(t.i, "pobj")]
    return found + [p for t in parse.kids(token, "dobj") for p in [t] if parse.tokens[token].lemma in {"visit", "tour"}]
