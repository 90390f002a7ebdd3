"""How alike two sayings are: whether they report one utterance, in the same words, cut or paraphrased.

What the same words tell depends on how rare they are, on whose they are and on when they were said. A small logistic
model weighs that; its weights (likeness.tsv) were learned from pairs that were labelled by hand.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from onrecord.story.utterances.folding import PERSON, Word, words_of
from onrecord.story.utterances.weights import rarities, weights

UNKNOWN = 7.5  # rarity of a word that no table has: log of 1,780 articles, one of which has it
CONTENT = 1.5  # rarer words carry meaning; commoner ones, in two of nine articles and more, hold sentences together
# Log odds of a contrary. Too few labelled pairs are one to learn it from: it outweighs every word in common but names.
CONTRARY = -9.0
_COMMON = 0.75  # rarer words can be denied or counted: "safe", "day", but not "of"
_ROOT = 5  # letters by which "endorse" and "endorsement" are one root
_MONTH = 30.0  # days
_ALL, _HALF = 0.9, 0.5  # how much of one the other covers
_SENSES = frozenset(("deny", "decline", "ask"))


@lru_cache(maxsize=4_096)  # full within a few hundred articles: memory does not grow after
def rarity(stem: str) -> float:
    """Return how rare a word is in news: 0 in every article, :data:`UNKNOWN` in none of 1,780."""
    if stem == PERSON:
        return 0.0
    return rarities("rarities.tsv").get(stem, UNKNOWN)


@dataclass(frozen=True)
class Saying:
    """What one statement says, as it is compared.

    Args:
        text: the words of its content.
        speaker: the name of who says it; empty where unknown.
        actor: id of the speaker across articles; None where unknown.
        source: the words that name the source.
        day: the day its article was known; ISO.
        said_on: the day it was said, where the text tells it; ISO.
        mode: of the statement.
        article: what it stands in; None for words that a user asks for.
    """

    text: str
    speaker: str = ""
    actor: int | None = None
    source: str = ""
    day: str = ""
    said_on: str = ""
    mode: str = "affirm"
    article: int | str | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, folded; what a reporter put in brackets left out."""
        return tuple(w for w in words_of(self.text) if not w.inserted)

    @cached_property
    def masses(self) -> dict[str, float]:
        """The words that carry meaning, each with its rarity."""
        return {w.stem: r for w in self.words if (r := rarity(w.stem)) >= CONTENT}

    @cached_property
    def mass(self) -> float:
        """How much its words tell: the sum of their rarities."""
        return sum(self.masses.values())

    @cached_property
    def roots(self) -> frozenset[str]:
        """The beginnings of the longer words."""
        return frozenset(stem[:_ROOT] for stem in self.masses)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it."""
        return frozenset(w.stem for w in self.words if w.is_number)

    @cached_property
    def quoted(self) -> int:
        """How many of its words stand in quotation marks."""
        return sum(w.quoted for w in self.words)

    @cached_property
    def negations(self) -> int:
        """How many of its words negate."""
        return sum(w.negates for w in self.words)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that two sayings share without a break.

    Args:
        mine: place of the first in one; ``theirs`` in the other.
        size: how many.
    """

    mine: int
    theirs: int
    size: int


def longest_run(one: Sequence[Word], other: Sequence[Word]) -> Run:
    """Return the longest run of words that two sayings share; gaps break it.

    The time is linear in the words of both for news, where few words recur in one sentence.
    """
    places = defaultdict(list)
    for j, word in enumerate(other):
        places[word.stem].append(j)
    best = Run(0, 0, 0)
    ending: dict[int, int] = {}
    for i, word in enumerate(one):
        now: dict[int, int] = {}
        for j in places.get(word.stem, ())[:_RECURS]:
            broken = word.after_gap or other[j].after_gap
            now[j] = 1 if broken else ending.get(j - 1, 0) + 1
            if now[j] > best.size:
                best = Run(i - now[j] + 1, j - now[j] + 1, now[j])
        ending = now
    return best


_REACH = 3  # words before one in which a negation reaches it
_RECURS = 24  # places of one word that are looked at: "the" in a long speech


def mass_of(words: Sequence[Word]) -> float:
    """Return how much some words tell."""
    return sum(rarity(w.stem) for w in words)


def _days(one: str, other: str) -> float:
    try:
        return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
    except ValueError:
        return _MONTH


def _whole_day(saying: Saying) -> bool:
    return len(saying.said_on) == len("2031-03-04")


def _last(name: str) -> str:
    folded = [w.stem for w in words_of(name) if not w.is_number]
    return folded[-1] if folded else ""


def speakers_agree(one: Saying, other: Saying) -> float:
    """Return 1 for the same speaker, 0 where one is unknown, −1 for two different ones."""
    if one.actor is not None and one.actor == other.actor:
        return 1.0
    if not one.speaker or not other.speaker:
        return 0.0
    mine, theirs = {w.stem for w in words_of(one.speaker)}, {w.stem for w in words_of(other.speaker)}
    if _last(one.speaker) == _last(other.speaker):
        return 1.0
    return 0.5 if max((rarity(stem) for stem in mine & theirs), default=0.0) > CONTENT else -1.0


class Pair:
    """Two sayings beside each other, the one that tells less first."""

    def __init__(self, one: Saying, other: Saying) -> None:
        self.less, self.more = (one, other) if one.mass <= other.mass else (other, one)
        self.shared = self.less.masses.keys() & self.more.masses.keys()

    @cached_property
    def shared_mass(self) -> float:
        """How much the words tell that both have."""
        return sum(self.less.masses[stem] for stem in self.shared)

    @property
    def covered(self) -> float:
        """How much of the one that tells less is in the other, 0 to 1."""
        return self.shared_mass / self.less.mass if self.less.mass else 0.0

    @cached_property
    def run(self) -> Run:
        """The longest run of words that both have."""
        return longest_run(self.less.words, self.more.words)

    @cached_property
    def run_words(self) -> tuple[Word, ...]:
        """The words of that run, as the one that tells less has them."""
        return self.less.words[self.run.mine : self.run.mine + self.run.size]

    @cached_property
    def pairs_covered(self) -> float:
        """How many of the one's neighbouring words are neighbours in the other too, 0 to 1."""
        mine, theirs = set(_neighbours(self.less.words)), set(_neighbours(self.more.words))
        return len(mine & theirs) / len(mine) if mine else 0.0

    def features(self) -> dict[str, float]:
        """Return what the model weighs."""
        return dict(self._features())

    def _features(self) -> Iterator[tuple[str, float]]:
        less, more = self.less, self.more
        same = speakers_agree(less, more)
        near = 1 / (1 + _days(less.day, more.day) / 3)
        wide = self.shared_mass / (less.mass + more.mass - self.shared_mass) if more.mass else 0.0
        run_mass = mass_of(self.run_words)
        run_share = self.run.size / max(1, len(less.words))
        roots = less.roots & more.roots
        theirs = more.words[self.run.theirs : self.run.theirs + self.run.size]
        quoted = sum(a.quoted or b.quoted for a, b in zip(self.run_words, theirs, strict=True))
        both = sum(a.quoted and b.quoted for a, b in zip(self.run_words, theirs, strict=True))
        within = float(less.article is not None and less.article == more.article)
        yield "bias", 1.0
        yield "within an article", within
        yield "within an article, covered", within * self.covered
        yield "within an article, run share", within * run_share
        yield "one word", float(len(less.masses) <= 1)
        yield "covered", self.covered
        yield "covered both ways", wide
        yield "roots covered", len(roots) / max(1, len(less.roots))
        yield "shared", math.log1p(self.shared_mass)
        yield "rarest shared", max((less.masses[s] for s in self.shared), default=0.0) / UNKNOWN
        yield "run", math.log1p(run_mass)
        yield "run words", math.log1p(self.run.size)
        yield "run share", run_share
        yield "neighbours covered", self.pairs_covered
        yield "run quoted", math.log1p(quoted)
        yield "run quoted in both", math.log1p(both)
        yield "same speaker", max(0.0, same)
        yield "other speaker", float(same == -1)
        yield "other speaker, covered", float(same == -1) * self.covered
        yield "same speaker, covered", max(0.0, same) * self.covered
        yield "near", near
        yield "near, covered", near * self.covered
        yield "run, not the same speaker", float(same <= 0) * math.log1p(run_mass)
        yield "run share, not the same speaker", float(same <= 0) * run_share
        yield "run, far", (1 - near) * math.log1p(run_mass)
        yield "all of it", float(self.covered > _ALL)
        yield "half of it", float(self.covered > _HALF)
        yield "said on one day", float(_whole_day(less) and less.said_on == more.said_on)
        yield "said on other days", float(_whole_day(less) and _whole_day(more) and less.said_on != more.said_on)
        yield "number in both", float(bool(less.numbers & more.numbers))
        yield "numbers differ", float(bool(less.numbers and more.numbers and not less.numbers & more.numbers))
        yield "number of one", float(bool(less.numbers) != bool(more.numbers))
        yield "negation differs", float((less.negations > 0) != (more.negations > 0)) * (self.covered)
        yield "mode differs", float((less.mode in _SENSES or more.mode in _SENSES) and less.mode != more.mode)
        yield "few words", 1 / max(1.0, len(less.masses))
        yield "length differs", math.log((1 + len(more.words)) / (1 + len(less.words)))

    @cached_property
    def contrary(self) -> bool:
        """Whether one says of the same words what the other denies, or another number of the same things."""
        return any(_denied(a, b) or _renumbered(a, b) for a, b in ((self.less, self.more), (self.more, self.less)))

    def odds(self) -> float:
        """Return the log odds that both report one utterance."""
        table = weights("likeness.tsv")
        learned = sum(table.get(name, 0.0) * value for name, value in self._features())
        return learned + (CONTRARY if self.contrary else 0.0)


def _denied(one: Saying, other: Saying) -> bool:
    """Whether one negates words that the other has without a negation: "is not safe at night", "safe at night"."""
    places = defaultdict(list)
    for j, word in enumerate(other.words):
        places[word.stem].append(j)
    for i, word in enumerate(one.words):
        after = one.words[i + 1 : i + 3]
        if word.negates and len(after) > 1 and rarity(after[0].stem) >= _COMMON:
            there = [j for j in places[after[0].stem][:_RECURS] if _follows(other.words, j, after[1].stem)]
            if there and not any(_negated(other.words, j) for j in places[after[0].stem][:_RECURS]):
                return True
    return False


def _follows(words: Sequence[Word], place: int, stem: str) -> bool:
    return place + 1 < len(words) and words[place + 1].stem == stem


def _negated(words: Sequence[Word], place: int) -> bool:
    return any(word.negates for word in words[max(0, place - _REACH) : place])


def _renumbered(one: Saying, other: Saying) -> bool:
    """Whether both count the same things and agree on no number: "12 miners", "nine miners"."""
    if not one.numbers or one.numbers & other.numbers:
        return False
    return bool(_counted(one.words) & _counted(other.words))


def _counted(words: Sequence[Word]) -> set[str]:
    pairs = pairwise(words)
    return {b.stem for a, b in pairs if a.is_number and not b.is_number and rarity(b.stem) >= _COMMON}


def probability(odds: float) -> float:
    """Return how likely something is, from its log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _neighbours(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    for one, two in pairwise(words):
        if not two.after_gap and (rarity(one.stem) >= CONTENT or rarity(two.stem) >= CONTENT):
            yield one.stem, two.stem
