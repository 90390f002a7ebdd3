"""Windows in batches: drawn anew for each epoch, of like lengths together, padded to the longest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor

from onrecord.model.windows import Window

POOL = 64  # windows among which those of like length are put together


class Windowed(Protocol):
    """Whatever belongs to a window."""

    @property
    def window(self) -> Window:
        """The window."""


Piece = TypeVar("Piece", bound=Windowed)


def epoch(silver: list[Piece], polnear: list[Piece], number: int, seed: int, size: int) -> Iterator[list[Piece]]:
    """Yield the batches of an epoch, always the same for the same seed; windows of like length go together.

    Args:
        silver: all that stands in an epoch, an example as often as it stands there.
        polnear: what stands in this epoch of it.
        size: windows of a batch.
    """
    draw = random.Random(seed * 1000 + number)  # noqa: S311 - a seeded shuffle, no secret
    chosen = [*silver, *polnear]
    draw.shuffle(chosen)
    batches = []
    for at in range(0, len(chosen), POOL):
        pool = sorted(chosen[at : at + POOL], key=lambda e: len(e.window.pieces))
        batches += [pool[i : i + size] for i in range(0, len(pool), size)]
    draw.shuffle(batches)
    yield from batches


def padded(rows: list[np.ndarray], fill: int = 0) -> Tensor:
    """Stack rows of numbers, those that are shorter than the longest filled up."""
    out = np.full((len(rows), max(len(r) for r in rows)), fill, dtype=np.int64)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return torch.from_numpy(out)
