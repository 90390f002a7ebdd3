"""Every place that could show where somebody stands.

That is each attribution, each sentence of its content, and words of the narrator's own that take a side ("voted
against", "opposition to", "a supporter of").

A site says whose stance it would be and which words would show it. Whether it shows one is
:mod:`onrecord.extract.positions`' to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record import Span
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.text import Parse, Token

Run = tuple[int, int]
# Evidence in the silver records has ten words in the middle, at most 16 in nine of ten.
LONGEST_EVIDENCE = 22
SHORTEST_EVIDENCE = 6
SHORTEST_SENTENCE = 3
# Acts of the narrator's telling that take a side though nobody speaks.
DEEDS = frozenset(
    "approve pass vote veto sue boycott filibuster block protest rally march demonstrate campaign lobby nominate "
    "cosponsor sponsor ratify reject resist fight oppose support back endorse favor favour condemn criticize criticise "
    "denounce dismiss appeal contest champion embrace thwart repeal abandon ban challenge defy welcome press "
    "pressure push quash scrap shun slam boo side distance defeat overturn torpedo stall obstruct".split()
)
PEOPLE = frozenset(
    "supporter opponent critic backer advocate proponent foe champion sponsor ally defender detractor".split()
)
SIDES = frozenset(
    "support opposition backing endorsement approval disapproval objection resistance backlash discontent protest "
    "criticism rejection veto lawsuit condemnation outcry nomination".split()
)
LEANING = frozenset("opposed supportive critical wary sympathetic".split())


@dataclass(frozen=True, slots=True)
class Site:
    """One place that may show a stance.

    Args:
        draft: number of the attribution; None for the narrator's words.
        holder: head token of whose stance it is, where no attribution says it.
        pivot: token that it turns on.
        key: the pivot's key, as those of attributions.
        evidence: the words that would show it.
        stretch: first and last token, inclusive, of the words that name the issue.
        place: 0 for the first sentence of a content, then 1, 2 …
    """

    draft: int | None
    holder: int | None
    pivot: int
    key: str
    evidence: Span
    stretch: Run
    place: int = 0


def sites(parse: Parse, drafts: Sequence[Draft]) -> Iterator[Site]:
    """Yield the places of an article that may show a stance: attributions in their order, then the narrator's words."""
    for number, draft in enumerate(drafts):
        if draft.content and draft.source_head is not None:
            yield from _of_draft(parse, number, draft)
    pivots = {draft.pivot for draft in drafts}
    for token in parse.tokens:
        if token.i not in pivots:
            yield from _told(parse, token)


def _of_draft(parse: Parse, number: int, draft: Draft) -> Iterator[Site]:
    place = 0
    for piece in draft.content:
        for first, last in _sentences(parse, piece):
            if last - first + 1 < SHORTEST_SENTENCE and place:
                continue
            near = place == 0 and parse.tokens[first].sentence == parse.tokens[draft.pivot].sentence
            evidence = _evidence(parse, draft.cue if near else None, first, last)
            yield Site(number, None, draft.pivot, draft.key, evidence, (first, last), place)
            place += 1


def _sentences(parse: Parse, piece: Span) -> Iterator[Run]:
    words = parse.tokens_in(piece)
    at = words.start
    while at < words.stop:
        end = min(parse.sentences[parse.tokens[at].sentence].last, words.stop)
        yield at, end - 1
        at = end


def _evidence(parse: Parse, cue: Span | None, first: int, last: int) -> Span:
    """The cue, where it stands before, and the first words of a stretch."""
    start = parse.tokens[first].start
    if cue is not None and cue.start < start:
        first = parse.token_at(cue.start)
    last = min(_before_relative(parse, first, last), first + LONGEST_EVIDENCE - 1)
    while last > first and parse.tokens[last].pos == "PUNCT":
        last -= 1
    end = parse.tokens[last].end
    if cue is not None and cue.start > start and cue.start < end + 2:
        end = max(end, cue.end)
    return Span(parse.tokens[first].start, end)


def _before_relative(parse: Parse, first: int, last: int) -> int:
    """The last token before a relative clause that is no part of the first words."""
    for token in parse.tokens[first : min(last, first + LONGEST_EVIDENCE) + 1]:
        start = parse.edges[token.i][0]
        if token.dep == "relcl" and token.head >= first and start >= first + SHORTEST_EVIDENCE:
            return start - 1
    return last


def _told(parse: Parse, token: Token) -> Iterator[Site]:
    lemma = token.lemma.lower()
    if token.pos == "VERB" and lemma in DEEDS:
        holder = _doer(parse, token)
    elif token.pos == "NOUN" and lemma in PEOPLE:
        holder = _who_is(parse, token)
    elif token.pos == "NOUN" and lemma in SIDES:
        holder = clauses.holder(parse, token.i) or _among(parse, token)
    elif token.pos == "ADJ" and lemma in LEANING:
        holder = _described(parse, token)
    else:
        return
    if holder is None or parse.tokens[holder].sentence != token.sentence or not is_actor(parse, holder):
        return
    first, last = _phrase(parse, token)
    key = lemma if token.pos == "VERB" else f"{token.pos[0].lower()}:{lemma}"
    yield Site(None, holder, token.i, key, _evidence(parse, None, first, last), (token.i, last))


def _doer(parse: Parse, verb: Token) -> int | None:
    for agent in parse.kids(verb.i, "agent"):
        for inner in parse.kids(agent.i, "pobj"):
            return inner.i
    who = clauses.subject(parse, verb.i)
    return None if who.passive else who.head


def _who_is(parse: Parse, noun: Token) -> int | None:
    """Whom a noun describes: "Lind, a critic of the tax", "Lind is a critic"; else the people themselves."""
    head = parse.tokens[noun.head]
    if noun.dep == "appos":
        return head.i
    if noun.dep == "attr":
        return clauses.subject(parse, head.i).head
    return noun.i if parse.kids(noun.i, "prep") else None


def _among(parse: Parse, noun: Token) -> int | None:
    found = (p.i for t in parse.kids(noun.i, "prep") if t.lower in {"among", "of"} for p in parse.kids(t.i, "pobj"))
    return next(found, None)


def _described(parse: Parse, adjective: Token) -> int | None:
    head = parse.tokens[adjective.head]
    if adjective.dep in {"acomp", "oprd"}:
        return clauses.subject(parse, head.i).head
    return head.i if adjective.dep == "amod" and adjective.i > head.i else None


def is_actor(parse: Parse, head: int) -> bool:
    """Tell whether a noun phrase can hold a stance: a named person or body, people, a body, or a pronoun."""
    token = parse.tokens[head]
    name = parse.name_at.get(head)
    if name is not None:
        return name.label in {"PERSON", "ORG", "GPE", "NORP"}
    if token.pos == "PRON":
        return token.lower in nouns.PRONOUNS or token.lower in {"who", "which", "many", "some", "others"}
    lemma = token.lemma.lower()
    return token.pos == "PROPN" or lemma in nouns.PERSON or lemma in nouns.BODY or lemma in GROUPS


GROUPS = frozenset(
    "protester demonstrator critic opponent supporter activist conservative liberal progressive union government "
    "voter public people republican democrat lawmaker legislator official leader regime rebel militant "
    "opposition student worker teacher resident farmer doctor scientist expert advocate "
    "campaigner".split()
)


def _phrase(parse: Parse, token: Token) -> Run:
    """The words of a verb or noun that takes a side, with what it takes a side on."""
    if token.pos == "VERB":
        first = clauses.verb_group(parse, token.i)[0]
        own = [parse.edges[t.i][1] for t in parse.kids(token.i, "dobj", "prep", "xcomp", "ccomp", "prt", "dative")]
        return first, clauses.trim(parse, first, max([token.i, *own]))[1]
    first, last = clauses.noun_phrase(parse, token.i)
    if token.pos == "ADJ":
        last = max([token.i, *(parse.edges[t.i][1] for t in parse.kids(token.i, "prep", "xcomp"))])
    return first, last
