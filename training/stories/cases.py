"""What stories are learned from: the articles of ECB+, how alike two are, and groups that are one story or two."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from training.stories.campaign import strangers
from training.stories.ecbplus import EcbArticle, articles

from onrecord.story.clusters import likeness, newness
from onrecord.story.clusters.cluster import COLUMNS
from onrecord.story.clusters.filed import vocabulary
from onrecord.story.clusters.newness import Groups
from onrecord.story.clusters.signature import Counted, counted, weighed
from onrecord.story.clusters.weights import Array, Weights
from onrecord.story.clusters.words import rarity

Flags = npt.NDArray[np.bool_]

# Each article is compared with as many others as an arrival is: beyond them two are told apart without learning.
NEAREST = 60
# Cases from putting groups together: the likeliest pairs at each step, and of those that stand at the end.
BESIDE, LAST = 12, 60
# Log odds down to which groups are put together to see what a wrong step looks like.
TOO_FAR = -2.0
# Two articles whose log odds are below this are no case of a decision.
NO_CASE = -4.0


@dataclass(frozen=True)
class Corpus:
    """Articles with the features of every two.

    Args:
        counts: the words of each article.
        features: articles x articles x :data:`onrecord.story.clusters.likeness.FEATURES`.
        near: whether two articles are compared.
        strangers: features of pairs of another corpus that are of two events each, see ``campaign.py``.
    """

    articles: Sequence[EcbArticle]
    counts: Sequence[Counted]
    features: npt.NDArray[np.float32]
    near: Flags
    strangers: Array

    @property
    def topics(self) -> Array:
        """Return the topic of each article."""
        return np.array([article.topic for article in self.articles], dtype=np.float64)

    @property
    def same(self) -> Flags:
        """Tell of every two articles whether they are about one event."""
        events = np.array([article.event for article in self.articles])
        same: Flags = events[:, None] == events
        return same

    def of(self, topics: Sequence[int]) -> Flags:
        """Tell which articles are of some topics."""
        flags: Flags = np.isin(self.topics, topics)
        return flags


@dataclass(frozen=True)
class Decisions:
    """Cases of the decision whether two groups are one story.

    Args:
        features: cases x :data:`onrecord.story.clusters.newness.FEATURES`.
        one_story: most pairs of articles across the two are about one event.
        counts: how much each case counts: the root of the number of such pairs.
    """

    features: Array
    one_story: Flags
    counts: Array


def corpus(shared: Path) -> Corpus:
    """Read ECB+ and compare every two of its articles.

    Args:
        shared: the folder that holds ``corpora``.
    """
    read = articles(shared)
    counts = [counted(article.sentences, None) for article in read]
    weights = {word: rarity(word, 0, 0) for count in counts for word in vocabulary(count)}
    measured = [likeness.measured(weighed(count, weights)) for count in counts]
    features = np.zeros((len(read), len(read), len(likeness.FEATURES)), dtype=np.float32)
    for at, one in enumerate(measured):
        for before in range(at):
            features[at, before] = features[before, at] = likeness.features(one, measured[before])
    near = np.zeros(features.shape[:2], dtype=bool)
    for at, row in enumerate(features[..., 0]):
        near[at, np.argsort(-row, kind="stable")[:NEAREST]] = True
    near |= near.T
    np.fill_diagonal(near, val=False)
    return Corpus(read, counts, features, near, strangers(shared))


def links(of: Corpus, model: Weights, here: Flags) -> tuple[Array, Array]:
    """Return the log odds and cosines of every two of some articles, as clustering has them."""
    features = of.features[np.ix_(here, here)].astype(np.float64)
    odds = model.log_odds(features.reshape(-1, features.shape[-1])).reshape(features.shape[:2])
    return (odds + odds.T) / 2, np.ascontiguousarray(np.moveaxis(features[..., COLUMNS], -1, 0))


def decisions(odds: Array, cosines: Array, same: Flags, model: Weights) -> list[Decisions]:
    """Put articles together by a model, past where it would stop, and return the choices it had on the way.

    Args:
        same: of every two articles, whether they are about one event.
    """
    groups = Groups.alone(odds, cosines)
    members = {row: [row] for row in range(len(odds))}
    found = []
    while True:
        rows, others, features, scores = _choices(groups, list(members), model)
        if not len(scores):
            return found
        order = np.argsort(-scores, kind="stable")
        done = scores[order[0]] < TOO_FAR
        chosen = order[: LAST if done else BESIDE]
        shares = [same[np.ix_(members[rows[at]], members[others[at]])].mean() for at in chosen]
        pairs = [len(members[rows[at]]) * len(members[others[at]]) for at in chosen]
        found.append(Decisions(features[chosen], np.array(shares) > 0.5, np.sqrt(pairs)))  # noqa: PLR2004 - most of them
        if done:
            return found
        one, other = rows[order[0]], others[order[0]]
        groups.join(one, other)
        members[one] += members.pop(other)


def _choices(groups: Groups, live: list[int], model: Weights) -> tuple[list[int], list[int], Array, Array]:
    """Return the pairs of groups that come near each other, with features and log odds."""
    rows: list[int] = []
    others: list[int] = []
    parts = [np.zeros((0, len(newness.FEATURES)))]
    for at, row in enumerate(live):
        beside = [other for other in live[at + 1 :] if groups.most[row, other] > NO_CASE]
        if beside:
            rows += [row] * len(beside)
            others += beside
            parts.append(groups.features(row)[beside])
    features = np.concatenate(parts)
    return rows, others, features, model.log_odds(features)


def folds(topics: Sequence[int], count: int, seed: int) -> list[list[int]]:
    """Return topics shuffled and dealt to folds."""
    order = sorted(set(topics))
    random.Random(seed).shuffle(order)  # noqa: S311 - folds, no secrets
    return [order[at::count] for at in range(count)]
