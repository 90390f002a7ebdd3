"""Attributions in a phrase: "per the ministry", "by the ministry's count", "put the toll at 35", "…, its figures show".

They are too seldom in silver for the lexicon to count them and for the join to judge them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.cues import words
from onrecord.extract.draft import Draft
from onrecord.extract.pieces import stretch
from onrecord.text import clauses, nouns, tails

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.text import Parse, Token
    from onrecord.text.quotes import Quotation

    Run = tuple[int, int]

# Annotators marked 13 of the first 16 such places in the training texts of silver and PolNeAR; of the others two are of
# the same kind ("by the agency's count").
RELIABILITY = 0.8
COUNTS = frozenset("count tally reckoning estimate account admission calculation telling".split())
SHOWING = frozenset({"show", "find", "reveal", "suggest", "indicate"})
SPEAKERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def phrase_drafts(parse: Parse, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield what phrases attribute, in text order.

    Args:
        quotations: of the text, in text order.
    """
    for sentence in parse.sentences:
        for token in parse.tokens[sentence.first : sentence.last]:
            if token.lower == "per" and token.pos == "ADP":
                yield from _per(parse, token, quotations)
            elif token.lemma in COUNTS and token.dep == "pobj":
                yield from _by_count(parse, token, quotations)
            elif token.lemma == "put" and token.pos == "VERB":
                yield from _put_at(parse, token, quotations)
            elif token.lemma in SHOWING and token.pos == "VERB" and token.dep == "ROOT":
                yield from _shown(parse, token, quotations)


def _per(parse: Parse, per: Token, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Read "per the ministry" and "as per the ministry", but not "per person"."""
    for inner in parse.kids(per.i, "pobj"):
        source = clauses.noun_phrase(parse, inner.i)
        before = parse.tokens[per.i - 1] if per.i else None
        first = before.i if before is not None and before.lower == "as" else per.i
        if _is_somebody(parse, inner, source):
            yield _beside(parse, (first, per.i), source, inner.i, (first, source[1]), quotations)


def _is_somebody(parse: Parse, head: Token, phrase: Run) -> bool:
    if head.i in parse.name_at:
        return _is_named(parse, head)
    owned = any(t.dep in {"det", "poss"} for t in parse.tokens[phrase[0] : head.i]) or head.tag == "NNS"
    return owned and head.lemma in nouns.PERSON | nouns.BODY | nouns.ARTEFACTS


def _by_count(parse: Parse, count: Token, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Read "by the ministry's count", "by his own account", "by an AP tally"."""
    by = parse.tokens[count.head]
    if by.lower != "by" or by.i > count.i:
        return
    owners = [t for t in parse.kids(count.i, "poss", "compound") if t.tag != "WP$"]
    owner = next((t for t in owners if t.dep == "poss" or _is_named(parse, t)), None)
    if owner is not None:
        source = clauses.noun_phrase(parse, owner.i)
        phrase = by.i, max(count.i, parse.edges[count.i][1])
        yield _beside(parse, (count.i, count.i), source, owner.i, phrase, quotations)


def _is_named(parse: Parse, token: Token) -> bool:
    name = parse.name_at.get(token.i)
    return name is not None and name.label in SPEAKERS


def _put_at(parse: Parse, verb: Token, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Read "officials put the toll at 35", "the damage was put at $3 million by insurers"."""
    at = next((t for t in parse.kids(verb.i, "prep") if t.lower == "at" and _has_number(parse, t)), None)
    if at is None:
        return
    cue, under = clauses.verb_group(parse, verb.i), clauses.subject(parse, verb.i)
    value = clauses.trim(parse, *parse.edges[at.i])
    agents = [t for by in parse.kids(verb.i, "agent") for t in parse.kids(by.i, "pobj")]
    objects = parse.kids(verb.i, "dobj")
    if under.passive and under.head is not None:
        source, runs = (agents[0].i if agents else None), [clauses.noun_phrase(parse, under.head), value]
    elif objects and under.head is not None and objects[0].i < at.i:
        source, runs = under.head, [clauses.trim(parse, parse.edges[objects[0].i][0], value[1])]
    else:
        return
    span = None if source is None else clauses.noun_phrase(parse, source)
    yield _draft(parse, cue, span, source, runs, quotations)


def _has_number(parse: Parse, at: Token) -> bool:
    inner = [t for t in parse.kids(at.i, "pobj") if t.i > at.i]
    return any(t.pos == "NUM" or parse.kids(t.i, "nummod") for t in inner)


def _shown(parse: Parse, verb: Token, quotations: Sequence[Quotation]) -> Iterator[Draft]:
    """Read "…, figures from the ministry show": something written, behind what it shows."""
    who = next((t for t in parse.kids(verb.i, "nsubj") if t.lemma in tails.WRITTEN or t.lower in tails.WRITTEN), None)
    shown = next((t for t in parse.kids(verb.i, "ccomp") if who is not None and parse.edges[t.i][1] < who.i), None)
    if who is not None and shown is not None:
        runs = [clauses.trim(parse, *parse.edges[shown.i])]
        cue = clauses.verb_group(parse, verb.i)
        yield _draft(parse, cue, clauses.noun_phrase(parse, who.i), who.i, runs, quotations)


def _beside(parse: Parse, cue: Run, source: Run, head: int, phrase: Run, quotations: Sequence[Quotation]) -> Draft:
    """A phrase ascribes what stands before and behind it in its sentence, as "according to" does."""
    sentence = parse.sentences[parse.tokens[cue[0]].sentence]
    runs = ((sentence.first, phrase[0] - 1), (phrase[1] + 1, sentence.last - 1))
    kept = tuple(clauses.trim(parse, a, b) for a, b in runs if a <= b and clauses.has_word(parse, a, b))
    return _draft(parse, cue, source, head, kept, quotations)


def _draft(
    parse: Parse, cue: Run, source: Run | None, head: int | None, runs: Sequence[Run], quotations: Sequence[Quotation]
) -> Draft:
    span = parse.span(*cue)
    content = stretch(parse.text, span, tuple(parse.span(*run) for run in runs), quotations)
    pivot = cue[1]
    written = None if source is None else parse.span(*source)
    lemma = parse.tokens[pivot].lemma.lower()
    return Draft(pivot, lemma, span, written, head, content, words().get(lemma, "say"), RELIABILITY)
