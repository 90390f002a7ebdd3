"""What a teacher says of a window, as it is kept between asking it and learning from it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.model.windows import Ints, Window

Halves = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Taught:
    """One window with probabilities for targets.

    Args:
        cues: words x 6, the tags of silver's cues and of PolNeAR's.
        marks: cues x words, 1 where a word is of the cue.
        corpus: for each cue after whose rules its roles are marked.
        roles: cues x words x 5.
        actors: cues x words x 2.
        traits: cues x 14, probabilities of each trait's answers.
    """

    window: Window
    cues: Halves
    marks: Ints
    corpus: Ints
    roles: Halves
    actors: Halves
    traits: Halves


def load(path: Path) -> Iterator[Taught]:
    """Yield the windows that a run of this module wrote."""
    with path.open("rb") as handle:
        while True:
            try:
                yield pickle.load(handle)  # noqa: S301 - written by ourselves a step before
            except EOFError:
                return
