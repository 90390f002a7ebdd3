"""Whether two groups of articles are one story, or the one is new beside the other: a learned decision.

A group is one article or many. What is measured is how alike their articles are on the whole, at best and at worst
(``likeness.py``), how alike the middles of the two groups are, how closely each holds together, and how large each is.
``newness.tsv`` weighs that; training/stories makes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.story.clusters.likeness import FAR
from onrecord.story.clusters.weights import Array, Weights

TABLE = "newness.tsv"
# The cosines of two articles that are kept beside their log odds, by their column in likeness.FEATURES.
KINDS = ("words", "names", "lead", "runs")
FEATURES = (
    "mean", "most", "least", "mean chance", "size, less", "size, more", "held, less", "held, more", "fall",
    *(f"middles: {kind}" for kind in KINDS),
)  # fmt: skip
# Two articles that were never compared share none of their rare words.
UNLIKE = -5.0
# One article alone holds together as two do that tell the same.
ALONE = 3.0


@dataclass(slots=True)
class Groups:
    """Groups of articles that may be one story, and the sums that tell it: one row and column for each group.

    Args:
        size: articles in each group.
        odds: sum of log odds of the articles of two groups; inside a group of each pair twice.
        most: the largest of them; ``least`` the smallest.
        chance: sum of their chances.
        cosines: sums of the cosines, by kind; inside a group each article's own, 1, counts too.
    """

    size: Array
    odds: Array
    most: Array
    least: Array
    chance: Array
    cosines: Array

    @classmethod
    def alone(cls, odds: Array, cosines: Array) -> Groups:
        """Return groups of one article each.

        Args:
            odds: log odds of every two articles; the diagonal does not count.
            cosines: kinds x articles x articles.
        """
        odds = np.clip(odds, UNLIKE, FAR)
        np.fill_diagonal(odds, 0.0)
        chance = 1 / (1 + np.exp(-odds))
        np.fill_diagonal(chance, 0.0)
        cosines = cosines.copy()
        diagonal = np.arange(len(odds))
        cosines[:, diagonal, diagonal] = 1.0
        return cls(np.ones(len(odds)), odds, odds.copy(), odds.copy(), chance, cosines)

    def join(self, one: int, other: int) -> None:
        """Put a group into another; its own row stays and is to be used no more."""
        self.size[one] += self.size[other]
        for sums in (self.odds, self.chance, *self.cosines):
            inside = sums[one, one] + sums[other, other] + 2 * sums[one, other]
            sums[one] += sums[other]
            sums[:, one] = sums[one]
            sums[one, one] = inside
        np.maximum(self.most[one], self.most[other], out=self.most[one])
        self.most[:, one] = self.most[one]
        np.minimum(self.least[one], self.least[other], out=self.least[one])
        self.least[:, one] = self.least[one]

    def features(self, one: int) -> Array:
        """Return the features of a group beside every group, in the order of :data:`FEATURES`, a row each."""
        pairs = self.size[one] * self.size
        inside = self.held()
        mean = self.odds[one] / pairs
        held = np.minimum(inside[one], inside)
        own = np.maximum(np.diagonal(self.cosines, axis1=1, axis2=2), 1e-9)
        middles = self.cosines[:, one] / np.sqrt(own[:, one, None] * own)
        return np.column_stack(
            [
                mean,
                self.most[one],
                self.least[one],
                self.chance[one] / pairs,
                np.log(np.minimum(self.size[one], self.size)),
                np.log(np.maximum(self.size[one], self.size)),
                held,
                np.maximum(inside[one], inside),
                mean - held,
                *middles,
            ]
        )

    def held(self) -> Array:
        """Return how closely each group holds together: the mean log odds of its pairs."""
        pairs = self.size * (self.size - 1)
        return np.where(pairs > 0, np.diagonal(self.odds) / np.maximum(pairs, 1), ALONE)


def agglomerate(groups: Groups, live: list[int], model: Weights, least: float) -> list[tuple[int, int, float]]:
    """Join the two groups that most likely are one story, again and again while any are likely enough.

    Args:
        live: the rows of the groups that stand.
        least: log odds below which two groups stay two.

    Returns:
        What was joined in order: the row that went on, the row that went into it, and the log odds.
    """
    count = len(groups.size)
    odds = np.full((count, count), -np.inf)
    alive = np.zeros(count, dtype=bool)
    alive[live] = True
    for row in live:
        _score(odds, groups, model, row, alive)
    joins: list[tuple[int, int, float]] = []
    while True:
        one, other = sorted(np.unravel_index(int(np.argmax(odds)), odds.shape))
        best = float(odds[one, other])
        if not best >= least:
            return joins
        groups.join(int(one), int(other))
        alive[other] = False
        odds[other] = odds[:, other] = -np.inf
        _score(odds, groups, model, int(one), alive)
        joins.append((int(one), int(other), best))


def _score(odds: Array, groups: Groups, model: Weights, row: int, alive: npt.NDArray[np.bool_]) -> None:
    """Write the log odds of one group beside all others."""
    scores = np.where(alive, model.log_odds(groups.features(row)), -np.inf)
    scores[row] = -np.inf
    odds[row] = scores
    odds[:, row] = scores
