"""The part of the choice of positions that looks at meaning: weights for the vectors of a cue and of its words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model.loading import checked

if TYPE_CHECKING:
    import numpy.typing as npt

    from onrecord.model.meanings import Vector

NAME = "stances"
PLACES = 10_000  # weights are written as whole ten-thousandths


@lru_cache(maxsize=1)
def _weights() -> dict[str, npt.NDArray[np.float32]]:
    rows = (line.split("\t") for line in checked(NAME, ".tsv").decode("utf-8").splitlines() if line[:1] != "#")
    return {answer: np.array(numbers.split(), dtype=np.float32) / np.float32(PLACES) for answer, numbers in rows}


def log_odds(answer: str, *vectors: Vector) -> float:
    """Return how strongly the meaning of words speaks for an answer, in log odds.

    Args:
        answer: ``position`` or ``oppose``.
        vectors: of the cue and of the words that it introduces.

    Raises:
        ModelError: the weights are missing or changed.
    """
    return float(np.concatenate(vectors) @ _weights()[answer])
