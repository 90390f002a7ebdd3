"""Clauses and phrases on a parse: verb groups, subjects, noun phrases, complements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record import Span
    from onrecord.text import Parse, Token

SUBJECTS = ("nsubj", "csubj", "nsubjpass", "csubjpass")
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Verbs whose object, not subject, does what the infinitive after it says ("urged the council to act").
OBJECT_CONTROL = frozenset(
    "advise allow ask authorize beg call command convince direct encourage expect force instruct invite order permit "
    "persuade press push remind request require tell trust urge warn want".split()
)
REPORTING = frozenset(
    "say add tell warn note urge call ask announce state stress insist claim report write argue explain "
    "accuse deny".split()
)
# A noun phrase is followed through at most this many tokens: a longer one is a wrong parse (longest source in the
# silver records: 38 tokens).
LONGEST_PHRASE = 40
DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does what a verb says.

    Args:
        head: head token of the noun phrase; None where the text names nobody.
        passive: whether ``head`` undergoes instead.
        far: whether it was taken over from another clause.
    """

    head: int | None
    passive: bool = False
    far: bool = False


def verb_group(parse: Parse, verb: int) -> tuple[int, int]:
    """Return first and last token of a verb with its auxiliaries, negation and particle, both inclusive."""
    wanted = {t.i for t in parse.kids(verb, "aux", "auxpass", "neg", "prt", "advmod") if _in_group(t, verb)}
    first = verb
    while first - 1 in wanted:
        first -= 1
    while parse.tokens[first].dep == "advmod" and first < verb:
        first += 1
    last = verb
    while last + 1 in wanted and parse.tokens[last + 1].dep == "prt":
        last += 1
    return first, last


def _in_group(token: Token, verb: int) -> bool:
    return token.dep != "advmod" or (token.i < verb and token.pos == "ADV")


def negated(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is negated ("did not say", "never said", "no longer wants", "nobody said")."""
    if parse.kids(verb, "neg"):
        return True
    if any(t.lower in {"never", "hardly"} or (t.lower == "longer") for t in parse.kids(verb, "advmod")):
        return True
    return parse.tokens[verb].lemma == "deny"


def subject(parse: Parse, verb: int) -> Subject:
    """Return the subject of a verb, taken over from the clause around it where it has none of its own."""
    far = False
    for _ in range(6):  # a chain of this many clauses without a subject is a wrong parse
        found = _own_subject(parse, verb)
        if found is not None:
            return Subject(found.head, found.passive, far)
        upper = _upper(parse, verb)
        if isinstance(upper, Subject):
            return Subject(upper.head, upper.passive, far=True)
        if upper is None:
            return Subject(None)
        verb, far = upper, True
    return Subject(None)


def beside(parse: Parse, verb: int) -> int | None:
    """Return the head of the noun phrase that stands right before or after a verb whose subject the parser missed.

    Appositions between commas are stepped over: "Ana Lopez, a spokeswoman, said".
    """
    at = verb_group(parse, verb)[0] - 1
    sentence = parse.sentences[parse.tokens[verb].sentence]
    if at >= sentence.first and parse.tokens[at].text == ",":
        at -= 1
    if at < sentence.first or parse.tokens[at].pos not in {"NOUN", "PROPN", "PRON"}:
        at = verb + 1
        if at >= sentence.last or parse.tokens[at].pos not in {"PROPN", "PRON"}:
            return None
    head, steps = at, 0
    nominal = {"compound", "appos", "pobj", "prep", "nmod", "poss", "amod", "flat"}
    while parse.tokens[head].dep in nominal and steps < LONGEST_PHRASE:
        up = parse.tokens[head].head
        if not sentence.first <= up < verb or (up < at and parse.tokens[up].pos in {"VERB", "AUX"}):
            break
        head, steps = up, steps + 1
    return head if parse.tokens[head].pos in {"NOUN", "PROPN", "PRON"} else at


def _own_subject(parse: Parse, verb: int) -> Subject | None:
    for token in parse.kids(verb, *SUBJECTS):
        passive = token.dep.endswith("pass")
        if token.lower in RELATIVE and token.tag in {"WP", "WDT"} and parse.tokens[verb].dep == "relcl":
            return Subject(parse.tokens[verb].head, passive)
        return Subject(token.i, passive)
    if parse.kids(verb, "expl"):
        return Subject(None)
    return None


def _upper(parse: Parse, verb: int) -> Subject | int | None:
    """The verb whose subject a verb without one shares, or that subject itself."""
    token = parse.tokens[verb]
    head = parse.tokens[token.head]
    if token.dep in {"acl", "relcl"} and head.i != verb:
        return _of_noun(parse, token, head)
    if token.dep == "conj" and head.pos in {"VERB", "AUX"}:
        return head.head if goes_on(parse, token) else head.i
    if token.dep in {"xcomp", "ccomp"} and head.lemma in OBJECT_CONTROL:
        objects = parse.kids(head.i, "dobj")
        if objects:
            return Subject(objects[0].i)
    if token.dep in {"xcomp", "advcl", "ccomp"} and head.pos in {"VERB", "AUX"}:
        return head.i
    if token.dep == "pcomp" and head.dep in {"prep", "agent"} and parse.tokens[head.head].pos in {"VERB", "AUX"}:
        return head.head
    return None


def goes_on(parse: Parse, token: Token) -> bool:
    """Tell whether a verb goes on with who spoke, though the parser put it into the content: "said A but added B"."""
    head = parse.tokens[token.head]
    speaker = parse.tokens[head.head]
    return (
        token.dep == "conj"
        and head.dep == "ccomp"
        and token.lemma in REPORTING
        and speaker.lemma in REPORTING
        and token.tag == speaker.tag
        and token.i > head.i > speaker.i
        and not parse.kids(token.i, *SUBJECTS)
    )


def _of_noun(parse: Parse, token: Token, head: Token) -> Subject | int | None:
    """Whose saying a participle or infinitive after a noun is: the noun's ("a report saying"), or its holder's."""
    if token.tag == "VBG":
        return Subject(head.i)
    if token.tag == "VBN":
        return Subject(head.i, passive=True)
    owner = holder(parse, head.i)
    return Subject(owner) if owner is not None else None


def holder(parse: Parse, noun: int) -> int | None:
    """Return the head token of the phrase that holds a noun: "X's plan", "US opposition", "a call by X"."""
    for token in parse.kids(noun, "poss"):
        return token.i
    for token in parse.kids(noun, "prep"):
        if token.lower in {"by", "from"}:
            for inner in parse.kids(token.i, "pobj"):
                return inner.i
    for token in parse.kids(noun, "agent"):
        for inner in parse.kids(token.i, "pobj"):
            return inner.i
    for token in parse.kids(noun, "compound", "amod", "nmod"):
        name = parse.name_at.get(token.i)
        if name is not None and name.label in {"GPE", "NORP", "ORG", "PERSON"} and token.i < noun:
            return token.i
    return None


def noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """Return first and last token of a noun phrase, both inclusive, relative clauses left out."""
    first, last = parse.edges[head]
    for token in (parse.tokens[k] for k in parse.children[head]):
        clause = token.dep in {"relcl", "advcl", "ccomp", "parataxis"} or (token.dep == "acl" and token.tag != "VBN")
        if clause and token.i > head:
            last = min(last, parse.edges[token.i][0] - 1)
        elif clause:
            first = max(first, parse.edges[token.i][1] + 1)
        elif token.dep == "conj" and token.pos in {"VERB", "AUX"}:
            last = min(last, parse.edges[token.i][0] - 1)
    first, last = max(first, head - LONGEST_PHRASE), min(last, head + LONGEST_PHRASE)
    return trim(parse, min(first, head), max(last, head))


def description(parse: Parse, head: int) -> tuple[int, int]:
    """Return first and last token of what a noun phrase calls somebody, both inclusive.

    Left out are appositions, examples and when it was: "a judge in May", "residents of Oaks, a town of 900".
    """
    first, last = noun_phrase(parse, head)
    for token in parse.kids(head, "prep", "acl", "npadvmod"):
        if head < token.i <= last and (token.dep != "prep" or _is_beside(parse, token)):
            last = min(last, parse.edges[token.i][0] - 1)
    for token in parse.tokens[head + 1 : last + 1]:
        if token.dep == "appos":
            last = min(last, parse.edges[token.i][0] - 1)
    return trim(parse, first, max(last, head))


def _is_beside(parse: Parse, preposition: Token) -> bool:
    """Whether a preposition opens a time or an example: "in May", "including two mayors"."""
    inside = parse.kids(preposition.i, "pobj")
    return preposition.lower in {"including", "like"} or any(
        (name := parse.name_at.get(t.i)) is not None and name.label in {"DATE", "TIME"} for t in inside
    )


def trim(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """Take commas, stops, dashes and conjunctions off both ends of a run of tokens, one token being kept."""
    while first < last and _loose(parse.tokens[first]):
        first += 1
    while last > first and (_loose(parse.tokens[last]) or parse.tokens[last].dep in {"cc", "preconj"}):
        last -= 1
    if first < last and parse.tokens[last].lower in {"'s", "'"} and parse.tokens[last].tag == "POS":
        last -= 1
    return first, last


def _loose(token: Token) -> bool:
    return token.text in {",", ".", ";", ":", "…", "..."} or token.text in DASHES or token.dep == "cc"


def has_word(parse: Parse, first: int, last: int) -> bool:
    """Tell whether a run of tokens, both ends inclusive, holds more than marks."""
    return any(t.pos not in {"PUNCT", "SPACE", "SYM"} for t in parse.tokens[first : last + 1])


def has_to(parse: Parse, verb: int) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(t.tag == "TO" for t in parse.kids(verb, "aux"))


def phrase_span(parse: Parse, head: int) -> Span:
    """Return the span of the noun phrase around a head token."""
    return parse.span(*noun_phrase(parse, head))
