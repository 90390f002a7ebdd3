"""Linear models of measured features: the weight of each, in a readable table beside the module.

``training/stories`` writes the tables. A line is a feature, its middle, its spread and its weight in log odds, between
tabs; the line ``bias`` has the weight alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError

PACKAGE = "onrecord.story.clusters"
BIAS = "bias"

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model of measured features.

    Args:
        names: of the features, in the order of their columns.
        bias: log odds where every feature is nought.
        slopes: log odds for one unit of each feature.
    """

    names: tuple[str, ...]
    bias: float
    slopes: Array

    def log_odds(self, features: Array) -> Array:
        """Return the log odds of each row of features."""
        odds: Array = features @ self.slopes + self.bias
        return odds


def parse(text: str, name: str, expected: tuple[str, ...]) -> Weights:
    """Return the model that a table's text holds.

    Args:
        name: of the table, for messages.
        expected: the features that the program measures, in order.

    Raises:
        ModelError: the table has other features, or a line is damaged.
    """
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    try:
        bias = next(float(parts[1]) for parts in lines if parts[0] == BIAS)
        rows = {parts[0]: [float(part) for part in parts[1:4]] for parts in lines if parts[0] != BIAS}
        middle, spread, weight = np.array([rows[feature] for feature in expected]).T
    except (ValueError, IndexError, KeyError, StopIteration):
        raise ModelError(f"{name} is damaged; install onrecord again") from None
    if len(rows) != len(expected):
        raise ModelError(f"{name} is of another version; install onrecord again")
    slopes = weight / spread
    return Weights(expected, float(bias - middle @ slopes), slopes)


@lru_cache(maxsize=8)
def load(name: str, expected: tuple[str, ...]) -> Weights:
    """Return the model of a table of this package; see :func:`parse`."""
    return parse(files(PACKAGE).joinpath(name).read_text(encoding="utf-8"), name, expected)
