"""What the words of a phrase tell about whom it means, before anybody is looked at who might be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.actors.words import EPITHETS, LOOSE, MANY, PAPERS, PERSONAL, PLAIN, POSTS
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from onrecord.text import Parse, Token
    from onrecord.text.nouns import Gender

I_WORDS = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
# What a short word for a post holds beside the post: a "PM" is a prime minister.
WITHIN = {"pm": frozenset({"prime"}), "premier": frozenset({"prime"}), "veep": frozenset({"vice"})}
FORMER = frozenset({"ex", "then", "former"})
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "several", "many", "two", "three"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
# A clause under more clauses than this is a wrong parse.
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Query:
    """One phrase that stands for an actor.

    Args:
        token: its head.
        word: class of a pronoun (``he``, ``it``, ``they``, ``i``, ``we``), ``one`` for a description in the singular,
            ``many`` for one in the plural.
        lemma: head noun of a description, titles written out; empty for a pronoun.
        first: first token of the phrase.
        last: last token of the phrase, inclusive.
        gender: what the word tells, None where it tells nothing.
        owner: body or state named in it, by number of the entity.
        details: lower-case words beside the noun.
        around: entity that speaks around it, by number.
        quoted: whether it stands in a quotation.
        above: heads of the subjects of the clauses around it, innermost first.
        fresh: whether "a" or "another" person is spoken of, who is nobody named before.
        names: people and states named in it, by number of the entity.
    """

    token: Token
    word: str
    lemma: str
    first: int
    last: int
    gender: Gender | None
    owner: int | None
    details: frozenset[str]
    around: int | None
    quoted: bool
    above: tuple[int, ...]
    fresh: bool = False
    names: frozenset[int] = frozenset()


def word_class(token: Token) -> str | None:
    """Return the class of a pronoun, None for any other word."""
    word = token.lower
    if word in nouns.MASCULINE | nouns.FEMININE:
        return "he"
    if word in nouns.SPEAKER:
        return "i" if word in I_WORDS else "we"
    if word in nouns.PLURAL:
        return "they"
    return "it" if word in nouns.NEUTER else None


def query_of(
    parse: Parse,
    token: Token,
    owner: int | None,
    around: int | None,
    *,
    quoted: bool,
    names: frozenset[int] = frozenset(),
) -> Query:
    """Return what a phrase tells.

    Args:
        token: its head.
        owner: body or state that it names.
        names: people and states that it names.
        around: entity that speaks around it.
        quoted: whether it stands in a quotation.
    """
    word = word_class(token)
    above = _subjects_above(parse, token)
    if word is not None:
        gender = nouns.gender_of_pronoun(token.lower)
        return Query(token, word, "", token.i, token.i, gender, None, frozenset(), around, quoted, above)
    lemma = token.lemma.lower()
    first, last = clauses.noun_phrase(parse, token.i)
    if "-" in lemma and lemma.partition("-")[0] in FORMER:
        lemma = lemma.partition("-")[2]
    many = "many" if token.tag in PLURAL_TAGS and lemma != "police" else "one"
    beside = (t for t in parse.kids(token.i, "amod", "compound", "nmod") if t.i < token.i)
    return Query(
        token,
        many,
        nouns.SHORT_TITLES.get(lemma, lemma),
        first,
        last,
        nouns.gender_of([lemma]),
        owner,
        (frozenset(t.lower for t in beside) | WITHIN.get(lemma, frozenset())) - PLAIN,
        around,
        quoted,
        above,
        _is_fresh(parse, token, lemma),
        names,
    )


def _is_fresh(parse: Parse, token: Token, lemma: str) -> bool:
    if lemma in nouns.BODY | nouns.ARTEFACTS or not parse.sentences[token.sentence].block:
        return False
    return any(t.lower in {"a", "an", "another"} for t in parse.kids(token.i, "det"))


def _subjects_above(parse: Parse, token: Token) -> tuple[int, ...]:
    at = token
    out: list[int] = []
    for _ in range(DEEPEST):
        if at.head == at.i:
            break
        at = parse.tokens[at.head]
        out.extend(t.i for t in parse.kids(at.i, "nsubj", "nsubjpass") if t.i != token.i)
    return tuple(out)


WORDS = ("he", "it", "they", "i", "we", "one", "many")
ROLES = ("nsubj", "nsubjpass", "poss", "pobj", "dobj")
QUERY_FEATURES = (
    *(f"word.{word}" for word in WORDS),
    *(f"dep.{dep}" for dep in ROLES),
    "possessive", "gendered", "definite", "indefinite", "bare", "possessed", "details", "after_of", "long", "person",
    "body", "state", "loose", "epithet", "artefact", "paper", "many", "post", "personal", "head_known", "quoted",
    "around", "title", "block", "place_in_block", "proper",
)  # fmt: skip


def query_features(parse: Parse, query: Query, *, known: bool) -> list[float]:
    """Return numbers in the order of ``QUERY_FEATURES``.

    Args:
        known: whether an actor goes by the head noun.
    """
    token, lemma = query.token, query.lemma
    kids = [parse.tokens[k] for k in parse.children[token.i]]
    determiners = {t.lower for t in kids if t.dep in {"det", "nummod"}}
    sentence = parse.sentences[token.sentence]
    possessed = any(t.dep == "poss" for t in kids)
    described = query.word in {"one", "many"}
    return [
        *(float(query.word == word) for word in WORDS),
        *(float(token.dep == dep) for dep in ROLES),
        float(token.tag == "PRP$"),
        float(query.gender is not None),
        float(bool(determiners & DEFINITE)),
        float(bool(determiners & INDEFINITE)),
        float(described and not determiners and not possessed),
        float(possessed),
        float(len(query.details)),
        float(any(t.dep == "prep" for t in kids)),
        float(query.last - query.first),
        float(lemma in nouns.PERSON),
        float(lemma in nouns.BODY),
        float(lemma in nouns.STATES),
        float(lemma in LOOSE),
        float(lemma in EPITHETS),
        float(lemma in nouns.ARTEFACTS),
        float(lemma in PAPERS),
        float(lemma in MANY),
        float(lemma in POSTS),
        float(bool(PERSONAL.search(lemma))),
        float(known),
        float(query.quoted),
        float(query.around is not None),
        float(sentence.block == 0),
        float(min(sentence.block, 20)),
        float(min(token.i - sentence.first, 30)),
        float(token.pos == "PROPN"),
    ]
