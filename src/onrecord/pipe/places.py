"""From the record's spans to a document's characters, and from those to its tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Run = list[int]  # first code point of the article's text, of the document's, and how many follow one another in both


def runs_of(offsets: npt.NDArray[np.int64]) -> list[Run]:
    """Return the stretches that stand in both texts as they are, in order.

    Args:
        offsets: code point of the document's text for each of the article's; -1 for the joins between blocks.
    """
    if not offsets.size:
        return []
    breaks = np.flatnonzero(np.diff(offsets) != 1) + 1
    starts = [0, *breaks.tolist()]
    ends = [*breaks.tolist(), int(offsets.size)]
    return [[a, int(offsets[a]), b - a] for a, b in zip(starts, ends, strict=True) if offsets[a] >= 0]


class Characters:
    """Leads from code points of the article's text to characters of the document's.

    Args:
        runs: of :func:`runs_of`.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._starts = [run[0] for run in runs]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters that a span covers, half-open; nothing (equal ends) where it covers none."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end) - 1
        if last < first or start >= end:
            return (0, 0)
        a, at, many = self._runs[first]
        begin = at + start - a if start < a + many else self._next(first)
        b, to, length = self._runs[last]
        return (begin, to + min(end - b, length))

    def _next(self, number: int) -> int:
        """Return where the run after one begins: a span that begins in a join begins with the next block."""
        return self._runs[min(number + 1, len(self._runs) - 1)][1]


class Tokens:
    """Leads from characters of a document to its tokens.

    Args:
        starts: first character of each token; ``ends`` one past its last.
    """

    def __init__(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._starts = starts
        self._ends = ends

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the tokens that hold any of the characters, half-open; None where none does."""
        if start >= end:
            return None
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return (first, last) if first < last else None
