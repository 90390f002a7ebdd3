"""Whether two phrases name one issue: their words, heads, names and numbers, weighed by a model that can be read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import takewhile

import msgspec

from onrecord.story.terms import Term, head_of, stem, terms

_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z]{2,6}\b")
_JOINED = re.compile(r"\b(?:and|or)\b")
_CAPITALS = re.compile(r"\b[A-Z](?=[a-z])")
# What a word weighs in telling one issue from another.
_OF_NAME = 2.0
_OF_WORD = 1.0
_OF_LITTLE = 0.4
# "Lind" and "Mara Lind": of nine such pairs labelled, seven were the same (bench/issues.py).
_NAME_WITHIN_NAME = 0.9
_SHORTEST = 3  # letters of a stem that says something


class Wording(msgspec.Struct, frozen=True):
    """A phrase that names an issue, ready to be compared.

    Args:
        words: what its content words mean: stems, or the first word of a row of synonyms; each with its weight.
        head: the word that it is about, among ``words``.
        names: those of its words that are names; ``numbers`` those that are figures.
        acronyms: of it, in small letters; ``initials`` of its capitals, in order.
        turned: it names the end of something: whoever supports the one opposes the other.
        bare: it says too little to be the same issue elsewhere.
        person: it is a name and nothing more.
        joined: it names several things.
    """

    words: Mapping[str, float]
    head: str | None
    names: frozenset[str]
    numbers: frozenset[str]
    acronyms: frozenset[str]
    initials: str
    turned: bool
    bare: bool
    person: bool
    joined: bool


@cache
def _table() -> dict[str, list[list[str]]]:
    rows: dict[str, list[list[str]]] = {}
    text = (resources.files("onrecord.story.positions") / "issue-words.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t", 1)
            rows.setdefault(kind, []).append(re.split(r"[\t ]+" if kind != "whole" else r"\t", words))
    return rows


@cache
def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(stem(word) for row in _table()[kind] for word in row)


@cache
def _synonyms(kind: str) -> dict[str, str]:
    return {stem(word): stem(row[0]) for row in _table()[kind] for word in row}


@lru_cache(maxsize=65_536)
def wording(phrase: str) -> Wording:
    """Return what a phrase says of its issue."""
    for several, one in _table()["whole"]:
        phrase = phrase.replace(several, one)
    core, turned = _core(terms(phrase))
    head = head_of(core)
    return Wording(
        words={_meaning(t): _weight(t) for t in core},
        head=None if head is None else _meaning(head),
        names=frozenset(_meaning(t) for t in core if t.is_name),
        numbers=frozenset(t.stem for t in core if t.is_number),
        acronyms=frozenset(a.replace(".", "").casefold() for a in _ACRONYM.findall(phrase)),
        initials="".join(_CAPITALS.findall(phrase)).casefold(),
        turned=turned,
        bare=all(_says_little(t) for t in core),
        person=bool(core) and all(t.is_name for t in core),
        joined=_JOINED.search(phrase) is not None,
    )


def turns(term: Term) -> bool:
    """Tell whether a word names the end of something: "repeals", "withdrawal"."""
    return term.stem in _of_kind("turn")


def _core(found: tuple[Term, ...]) -> tuple[list[Term], bool]:
    """Take off what brings the issue about, what ends it, and the titles of names."""
    head = head_of(found)
    solid = [t for t in found if t.is_name or t.stem not in _of_kind("empty") | _of_kind("backing")]
    core = [t for t in solid if t.is_name or t.stem not in _of_kind("further")]
    core = solid if all(t.is_name for t in core) else core
    turned = False
    if head is not None and head.stem in _of_kind("turn") and not head.is_name and len(core) > 1:
        core = [t for t in core if t is not head]
        turned = True
    return _without_titles(core or list(found)), turned


def _without_titles(core: list[Term]) -> list[Term]:
    """Take titles off the name of a person: what comes before the name, a party with them."""
    titles = _of_kind("title")
    before = list(takewhile(lambda t: not t.part and t.stem in titles | _of_kind("party"), core))
    while before and before[-1].stem not in titles:
        before.pop()
    rest = core[len(before) :]
    return rest if before and rest and all(t.is_name for t in rest if t.part == rest[0].part) else core


def _meaning(term: Term) -> str:
    if term.is_name:
        return _synonyms("name").get(term.stem, term.stem)
    return _synonyms("same").get(term.stem, term.stem)


def _weight(term: Term) -> float:
    if term.is_name or term.is_number:
        return _OF_NAME
    return _OF_LITTLE if term.stem in _of_kind("vague") | _of_kind("weak") else _OF_WORD


def _says_little(term: Term) -> bool:
    return not term.is_name and (len(term.stem) < _SHORTEST or term.stem in _of_kind("vague") | _of_kind("weak"))


def features(one: Wording, other: Wording, *, same_holder: bool) -> dict[str, float]:
    """Return what speaks for and against two phrases naming one issue."""
    common = _common(one, other)
    shared = sum(max(one.words.get(w, 0.0), other.words.get(w, 0.0)) for w in sorted(common))
    weights = [sum(w.words.values()) for w in (one, other)]
    heads = one.head is not None and one.head == other.head
    within = one.words.keys() <= common or other.words.keys() <= common
    lone = [[n for n in sorted(w.names) if n not in common] for w in (one, other)]
    return {
        "jaccard": shared / max(sum(weights) - shared, shared, 0.1),
        "contained": min(shared / max(min(weights), 0.1), 1.0),
        "all": float(len(common) >= max(len(one.words), len(other.words))),
        "heads": float(heads),
        "heads-within": float((one.head in common) + (other.head in common)) / 2,
        "names-shared": float(bool(one.names & other.names)),
        "names-differ": float(bool(lone[0] and lone[1])),
        "name-more": float(bool(lone[0]) != bool(lone[1])),
        "numbers-differ": float(bool(one.numbers - other.numbers and other.numbers - one.numbers)),
        "bare": float(one.bare or other.bare),
        "person": float(one.person and other.person),
        "person-and-more": float(one.person != other.person),
        "shared": min(math.log1p(shared), 2.0),
        "further": min(sum(weights) - 2 * shared, 8.0) / 8,
        "joined": float(one.joined != other.joined),
        "heads-and-all-of-one": float(heads and within),
        "person-within-person": float(one.person and other.person and heads and within),
        "turned": float(one.turned != other.turned),
        "holder": float(same_holder),
    }


def _common(one: Wording, other: Wording) -> frozenset[str]:
    common = frozenset(one.words) & frozenset(other.words)
    if (one.acronyms and _spelt(one.acronyms, other)) or (other.acronyms and _spelt(other.acronyms, one)):
        common |= one.names | other.names
    return common


def _spelt(acronyms: Iterable[str], other: Wording) -> bool:
    return any(acronym in other.initials for acronym in acronyms)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = {}
    for line in (resources.files("onrecord.story.positions") / "issues.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            feature, weight = line.split("\t")
            weights[feature] = float(weight)
    return weights


@lru_cache(maxsize=65_536)
def alike(one: str, other: str, *, same_holder: bool) -> float:
    """Return :func:`sameness` of two phrases, which come again and again."""
    return sameness(wording(one), wording(other), same_holder=same_holder)


def sameness(one: Wording, other: Wording, *, same_holder: bool) -> float:
    """Return how likely two phrases name one issue, whichever way round it is turned.

    Args:
        same_holder: somebody takes a position on both.
    """
    if one.words == other.words and one.head == other.head:
        return 0.0 if one.bare else 1.0
    common = _common(one, other)
    if not common:
        return 0.0
    within = one.words.keys() <= common or other.words.keys() <= common
    if one.person and other.person and one.head == other.head and within and not (one.joined or other.joined):
        return _NAME_WITHIN_NAME
    return logistic(features(one, other, same_holder=same_holder), _weights())


def logistic(held: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability that a linear model gives; the weight of ``bias`` always counts."""
    total = weights.get("bias", 0.0) + sum(value * weights.get(name, 0.0) for name, value in held.items())
    return 1 / (1 + math.exp(-total))
