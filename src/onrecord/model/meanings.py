"""What the attribution model makes of each word: vectors of its one pass, kept for those who choose by meaning."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from onrecord.record import Span

    Vector = npt.NDArray[np.float32]

WIDTH = 384
# Words whose vectors are kept: 12 MB. An article has 700 of them; memory must not grow with a page that is a book.
MOST_WORDS = 16_000


class Meanings:
    """Vectors of an article's first words, in text order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._vectors: list[npt.NDArray[np.float16]] = []

    def add(self, words: Sequence[tuple[int, int]], vectors: npt.NDArray[np.float32]) -> None:
        """Take the next words.

        Args:
            words: spans in code points.
            vectors: words x 384.
        """
        room = MOST_WORDS - len(self._starts)
        for (start, end), vector in zip(words[:room], vectors[:room].astype(np.float16), strict=True):
            self._starts.append(start)
            self._ends.append(end)
            self._vectors.append(vector)

    def mean(self, span: Span) -> Vector:
        """Return the mean vector of the words that touch a span, zeros where none is kept."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)
        if first >= last:
            return np.zeros(WIDTH, dtype=np.float32)
        mean: Vector = np.mean(self._vectors[first:last], axis=0, dtype=np.float32)
        return mean
