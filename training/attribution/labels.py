"""What the network is to say of a window: cue tags, and for each cue the tags of its source and its content."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from training.attribution.corpora import Document, Run
from training.attribution.layout import Ints, Window, windows
from training.attribution.wordpieces import WordPieces

OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
IGNORED = -100


@dataclass(frozen=True)
class Example:
    """One window with its truth.

    Args:
        corpus: number of the cue head that learns from it: 0 silver, 1 PolNeAR.
        cue: tag of each word: 0 none, 1 first word of a cue, 2 further one.
        marks: one row a cue, 1 where a word is of it.
        roles: one row a cue, the tag of each word.
    """

    window: Window
    corpus: int
    cue: Ints
    marks: Ints
    roles: Ints


def _covered(window: Window, runs: tuple[Run, ...]) -> list[range]:
    """Return the words of each run; none where the run lies outside the window."""
    starts = [a for a, _ in window.words]
    out = []
    for a, b in runs:
        first = bisect_left(starts, a)
        if first and window.words[first - 1][1] > a:
            first -= 1
        words = range(first, bisect_left(starts, b))
        if words.start < words.stop:
            out.append(words)
    return out


def _tag(row: Ints, pieces: list[range], begin: int, *, taken: Ints | None = None) -> None:
    for piece in pieces:
        tag = begin
        for word in piece:
            if taken is None or not taken[word]:
                row[word] = tag
                tag = begin + 1


def examples(document: Document, wordpieces: WordPieces) -> list[Example]:
    """Cut a document into windows with their truth; of two attributions with the same cue the first counts."""
    out = []
    for window in windows(document.text, document.blocks, wordpieces):
        count = len(window.words)
        cue = np.zeros(count, dtype=np.int64)
        marks, roles = [], []
        for found in document.attributions:
            words = _covered(window, found.cue)
            if not words or any(cue[w] for piece in words for w in piece):
                continue
            _tag(cue, words, 1)
            mark, row = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
            _tag(mark, words, 1)
            mark = np.minimum(mark, 1)
            _tag(row, _covered(window, found.content), B_CONTENT, taken=mark)
            _tag(row, _covered(window, found.source)[:1], B_SOURCE, taken=mark)
            marks.append(mark)
            roles.append(row)
        empty = np.zeros((0, count), dtype=np.int64)
        out.append(
            Example(
                window,
                int(document.corpus == "polnear"),
                cue,
                np.stack(marks) if marks else empty,
                np.stack(roles) if roles else empty,
            )
        )
    return out
