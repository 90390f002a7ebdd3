"""What the network is to say of a window: cue tags, and for each cue the tags of its source and its content."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from training.attribution.corpora import Document, Run

from onrecord.model.attributor import CORPORA
from onrecord.model.windows import Ints, Window, windows
from onrecord.model.wordpieces import WordPieces

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
        actors: one row a cue, for each word whether it is of a mention of the speaker, of an addressee.
        traits: one row a cue; no rows where the corpus does not mark them.
    """

    window: Window
    corpus: int
    cue: Ints
    marks: Ints
    roles: Ints
    actors: Ints
    traits: Ints


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


def _row(count: int, words: list[range]) -> Ints:
    row = np.zeros(count, dtype=np.int64)
    for piece in words:
        row[piece.start : piece.stop] = 1
    return row


def _stacked(rows: list[Ints], *shape: int) -> Ints:
    return np.stack(rows) if rows else np.zeros((0, *shape), dtype=np.int64)


def _example(window: Window, document: Document) -> Example:
    count = len(window.words)
    cue = np.zeros(count, dtype=np.int64)
    marks: list[Ints] = []
    roles: list[Ints] = []
    actors: list[Ints] = []
    traits: list[Ints] = []
    for found in document.attributions:
        words = _covered(window, found.cue)
        if not words or any(cue[w] for piece in words for w in piece):
            continue
        _tag(cue, words, 1)
        mark, row = _row(count, words), np.zeros(count, dtype=np.int64)
        _tag(row, _covered(window, found.content), B_CONTENT, taken=mark)
        _tag(row, _covered(window, found.source)[:1], B_SOURCE, taken=mark)
        marks.append(mark)
        roles.append(row)
        if found.traits:
            named = [_row(count, _covered(window, runs)) for runs in (found.speaker, found.addressee)]
            actors.append(np.stack(named, axis=1))
            traits.append(np.array(found.traits, dtype=np.int64))
    own = _stacked(marks, count), _stacked(roles, count), _stacked(actors, count, 2), _stacked(traits, 4)
    return Example(window, CORPORA.index(document.corpus), cue, *own)


def examples(document: Document, wordpieces: WordPieces) -> list[Example]:
    """Cut a document into windows with their truth; of two attributions with the same cue the first counts."""
    return [_example(w, document) for w in windows(document.text, document.blocks, wordpieces)]
