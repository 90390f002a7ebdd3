"""How alike two sayings are: whether they report one utterance, in the same words, cut or paraphrased.

What the same words tell depends on how rare they are, on whose they are and on when they were said. A small logistic
model weighs that; its weights (likeness.tsv) were learned from pairs that were labelled by hand.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
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
    def stems(self) -> frozenset[str]:
        """All its words as they are compared."""
        return frozenset(w.stem for w in self.words)

    @cached_property
    def neighbours(self) -> frozenset[tuple[str, str]]:
        """Words beside each other, one of which at least carries meaning."""
        return frozenset(_neighbours(self.words))

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
        mine, theirs = self.less.neighbours, self.more.neighbours
        return len(mine & theirs) / len(mine) if mine else 0.0

    def features(self) -> dict[str, float]:
        """Return what the model weighs."""
        return dict(self._features())

    @cached_property
    def agree(self) -> float:
        """Whether the speakers are the same, as :func:`speakers_agree` has it."""
        return speakers_agree(self.less, self.more)

    @cached_property
    def near(self) -> float:
        """How near their days are: 1 for the same day, towards 0 for days far apart."""
        return 1 / (1 + _days(self.less.day, self.more.day) / 3)

    @cached_property
    def within(self) -> float:
        """1 where both stand in one article."""
        return float(self.less.article is not None and self.less.article == self.more.article)

    def _features(self) -> Iterator[tuple[str, float]]:
        yield from self._of_words()
        yield from self._of_run()

    def _of_words(self) -> Iterator[tuple[str, float]]:
        """Yield what the model weighs, but for what needs the words laid beside each other."""
        less, more, same, near, within = self.less, self.more, self.agree, self.near, self.within
        wide = self.shared_mass / (less.mass + more.mass - self.shared_mass) if more.mass else 0.0
        roots = less.roots & more.roots
        yield "bias", 1.0
        yield "within an article", within
        yield "within an article, covered", within * self.covered
        yield "one word", float(len(less.masses) <= 1)
        yield "covered", self.covered
        yield "covered both ways", wide
        yield "roots covered", len(roots) / max(1, len(less.roots))
        yield "shared", math.log1p(self.shared_mass)
        yield "rarest shared", max((less.masses[s] for s in self.shared), default=0.0) / UNKNOWN
        yield "same speaker", max(0.0, same)
        yield "other speaker", float(same == -1)
        yield "other speaker, covered", float(same == -1) * self.covered
        yield "same speaker, covered", max(0.0, same) * self.covered
        yield "near", near
        yield "near, covered", near * self.covered
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

    def _of_run(self) -> Iterator[tuple[str, float]]:
        """Yield what the model weighs of the words that stand in the same order in both."""
        theirs = self.more.words[self.run.theirs : self.run.theirs + self.run.size]
        quoted = sum(a.quoted or b.quoted for a, b in zip(self.run_words, theirs, strict=True))
        both = sum(a.quoted and b.quoted for a, b in zip(self.run_words, theirs, strict=True))
        yield from self._of_a_run(self.run.size, math.log1p(mass_of(self.run_words)), self.pairs_covered)
        yield "run quoted", math.log1p(quoted)
        yield "run quoted in both", math.log1p(both)

    def _of_a_run(self, size: int, mass: float, covered: float) -> Iterator[tuple[str, float]]:
        share, unlike = size / max(1, len(self.less.words)), float(self.agree <= 0)
        yield "run", mass
        yield "run words", math.log1p(size)
        yield "run share", share
        yield "within an article, run share", self.within * share
        yield "neighbours covered", covered
        yield "run, not the same speaker", unlike * mass
        yield "run share, not the same speaker", unlike * share
        yield "run, far", (1 - self.near) * mass

    @cached_property
    def contrary(self) -> bool:
        """Whether one says of the same words what the other denies, or another number of the same things."""
        return any(_denied(a, b) or _renumbered(a, b) for a, b in ((self.less, self.more), (self.more, self.less)))

    def odds(self) -> float:
        """Return the log odds that both report one utterance."""
        learned = self._learned + _weighed(self._of_run())
        return learned + (CONTRARY if self.contrary else 0.0)

    @cached_property
    def _learned(self) -> float:
        return _weighed(self._of_words())

    def at_most(self) -> float:
        """Return log odds that :meth:`odds` does not exceed; it costs a fifth of the time.

        No run of words is longer than the longest stretch of the one whose words the other has too, in whatever order,
        and each feature of the run weighs nothing or as much as it does for the longest and rarest one.
        """
        longest = _longest_stretch(self.less.words, self.more.stems)
        mass = math.log1p(self.shared_mass + CONTENT * longest)
        there = float(longest > 1)
        table = weights("likeness.tsv")
        most = self._learned + math.log1p(longest) * sum(max(0.0, table.get(name, 0.0)) for name in _QUOTED)
        sized = _weighed(self._of_a_run(longest, 0.0, there))
        least = _weighed(self._of_a_run(0, 0.0, 0.0))
        massed = _weighed(self._of_a_run(0, mass, 0.0)) - least
        return most + max(sized, least) + max(massed, 0.0)


_QUOTED = ("run quoted", "run quoted in both")


def _weighed(features: Iterable[tuple[str, float]]) -> float:
    table = weights("likeness.tsv")
    return sum(table.get(name, 0.0) * value for name, value in features)


def _longest_stretch(words: Sequence[Word], stems: Collection[str]) -> int:
    longest = length = 0
    for word in words:
        length = length + 1 if word.stem in stems else 0
        longest = max(longest, length)
    return longest


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
