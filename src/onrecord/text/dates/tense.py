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
    if any(w.tag == "TO" for w in words) and is_over(parse, verb):
        return False
    return any((w.tag == "TO" and not surely) or (w.tag == "MD" and not (back and w.lower == "could")) for w in words)


def is_over(parse: Parse, verb: Token) -> bool:
    """Tell whether the clause above an infinitive had come before something: "it had been due to end on Friday"."""
    for _ in range(STEPS):
        if any(w.lower == "had" for w in parse.kids(verb.i, "aux")):
            return True
        if verb.head == verb.i:
            break
        verb = parse.tokens[verb.head]
    return verb.tag == "VBD" and verb.lemma not in PLANNING


# What these are followed by is still to come: "they planned to meet on Friday".
PLANNING = frozenset(
    "be plan schedule set expect intend hope due slate vow promise threaten want prepare invite".split()
)


def _is_told(parse: Parse, token: Token) -> bool:
    """Whether a saying stands right before: "said on Monday it would rain", "warnings on Monday that it would rain"."""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else token
    if after.lower == "that" and after.sentence == token.sentence and after.dep == "mark":
        return True
    before = token.i - 1
    while before > 0 and parse.tokens[before].lower in {"on", "late", "early"}:
        before -= 1
    verb = parse.tokens[max(before, 0)]
    return verb.sentence == token.sentence and verb.tag in {"VBD", "VBN"} and verb.lemma in REPORTING
