"""Whether the clause around a time expression looks ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.text.clauses import REPORTING

if TYPE_CHECKING:
    from onrecord.text.parse import Parse, Token

# In the present tense these speak of what is set down for a day: "the vote is on Friday", "talks begin on Monday".
TIMETABLE = frozenset("be begin start open close end expire resume leave depart arrive fly run fall".split())
# So many verbs and nouns a day may hang under the verb that tells its tense.
STEPS = 6


def is_ahead(parse: Parse, at: int, *, surely: bool = False) -> bool:
    """Tell whether the clause around a code point speaks of what is to come.

    Args:
        surely: by a verb that says so ("will meet"), not by an infinitive or a timetable ("to meet", "is on Friday").
    """
    if not parse.tokens:
        return False
    token = parse.tokens[parse.token_at(at)]
    verb = _verb(parse, token)
    return verb is not None and not _is_told(parse, token) and _looks_ahead(parse, verb, surely=surely)


def is_past(parse: Parse, at: int) -> bool:
    """Tell whether the clause around a code point speaks of what has been."""
    if not parse.tokens:
        return False
    verb = _verb(parse, parse.tokens[parse.token_at(at)])
    return verb is not None and (verb.tag == "VBD" or any(w.tag == "VBD" for w in parse.kids(verb.i, "aux", "auxpass")))


def _verb(parse: Parse, token: Token) -> Token | None:
    """The verb that tells the tense: the nearest above that is no bare participle."""
    for _ in range(STEPS):
        if token.pos in {"VERB", "AUX"} and (token.tag != "VBG" or token.head == token.i or parse.kids(token.i, "aux")):
            return token
        if token.head == token.i:
            break
        token = parse.tokens[token.head]
    return None


def _looks_ahead(parse: Parse, verb: Token, *, surely: bool) -> bool:
    words = parse.kids(verb.i, "aux", "auxpass")
    if any(w.lemma == "have" for w in words):
        return False
    if verb.tag in {"VBZ", "VBP"} and verb.lemma in TIMETABLE and not surely:
        return True
    # "could not be reached on Friday" looks back, "could win in May" does not.
    back = any(w.dep == "auxpass" for w in words) or bool(parse.kids(verb.i, "neg"))
    return any((w.tag == "TO" and not surely) or (w.tag == "MD" and not (back and w.lower == "could")) for w in words)


def _is_told(parse: Parse, token: Token) -> bool:
    """Whether a verb of saying in the past stands right before: "said on Monday it would rain"."""
    before = token.i - 1
    while before > 0 and parse.tokens[before].lower in {"on", "late", "early"}:
        before -= 1
    verb = parse.tokens[max(before, 0)]
    return verb.sentence == token.sentence and verb.tag in {"VBD", "VBN"} and verb.lemma in REPORTING
