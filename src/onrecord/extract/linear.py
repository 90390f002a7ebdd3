"""Small linear models: a probability from the features that hold, by weights in a readable table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BIAS = "bias"


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic model of features that hold or do not.

    Args:
        weights: by feature, in log odds; that of ``bias`` always counts.
    """

    weights: Mapping[str, float]

    def probability(self, features: Iterable[str], beside: float = 0.0) -> float:
        """Return how likely the answer is yes; features without a weight do not count.

        Args:
            beside: log odds that speak for yes from elsewhere.
        """
        total = beside + self.weights.get(BIAS, 0.0) + sum(self.weights.get(f, 0.0) for f in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=8)
def load(package: str, name: str) -> Linear:
    """Return the model of a table.

    Args:
        package: where the table lies.
        name: of the file, as ``said_on.tsv``.

    Raises:
        ModelError: a line of the table has no weight.
    """
    weights = {}
    for line in files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            feature, _, weight = line.partition("\t")
            try:
                weights[feature] = float(weight)
            except ValueError:
                raise ModelError(f"{name} has no weight for {feature!r}; install onrecord again") from None
    return Linear(weights)
