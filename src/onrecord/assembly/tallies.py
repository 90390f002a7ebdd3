"""Whose count a figure is where no statement gives it: "a tally by MPA was 55", "the port raised its toll to 47"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.assembly.bearing import RECORDS
from onrecord.assembly.behind import keepers_of
from onrecord.text import clauses

if TYPE_CHECKING:
    from onrecord.actors.resolve import Resolver
    from onrecord.record import Span
    from onrecord.text import Parse, Token

# Records that count. Not "index" and "record": of silver's figures those gave seven a false source.
COUNTED = RECORDS - {"index", "record", "number", "report", "study", "toll", "forecast"}
COUNTS = COUNTED | {"toll", "total"}
REVISE = frozenset("raise lower revise put give cut increase reduce update correct set keep".split())
# A figure hangs at most so many words under its verb.
STEPS = 8


def tallied(resolver: Resolver, figure: Span) -> tuple[int, ...]:
    """Return the actor whose count a figure is and those whose records he has it from; empty where none is named.

    Args:
        resolver: of the article's actors.
        figure: its code points.
    """
    parse = resolver.parse
    verb = _verb(parse, parse.tokens[parse.token_at(figure.start)])
    subject = None if verb is None else next(iter(parse.kids(verb.i, "nsubj", "nsubjpass")), None)
    if verb is None or subject is None or subject.start >= figure.start:
        return ()
    if subject.lemma.lower() in COUNTED or subject.lower in COUNTED:
        number = resolver.named(subject)
        number = _maker(resolver, subject) if number is None else number
        return () if number is None else tuple(dict.fromkeys([number, *keepers_of(resolver, subject)]))
    number = resolver.resolve(subject.i) if _revises(parse, verb, subject) else None
    return () if number is None else (number,)


def _maker(resolver: Resolver, count: Token) -> int | None:
    """Who made a count, whatever noun of it the parser hangs him on: "a tally of deaths by MPA"."""
    parse = resolver.parse
    first, last = clauses.noun_phrase(parse, count.i)
    for token in parse.tokens[first : last + 1]:
        for inner in parse.kids(token.i, "pobj") if token.lower == "by" else []:
            return resolver.resolve(inner.i)
    return None


def _verb(parse: Parse, token: Token) -> Token | None:
    """The verb of the clause that a figure stands in."""
    for _ in range(STEPS):
        if token.pos in {"VERB", "AUX"} or token.head == token.i:
            break
        token = parse.tokens[token.head]
    return token if token.pos in {"VERB", "AUX"} and not clauses.negated(parse, token.i) else None


def _revises(parse: Parse, verb: Token, subject: Token) -> bool:
    """Whether a body gives a count: "the ministry gave a toll of 22", not "the toll rose to 22"."""
    if verb.lemma not in REVISE or subject.dep == "nsubjpass" or subject.lemma.lower() in COUNTS:
        return False
    return any(t.lemma.lower() in COUNTS for t in parse.kids(verb.i, "dobj"))
