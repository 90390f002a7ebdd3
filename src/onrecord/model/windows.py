"""Words and windows: what the network sees of an article. Needs no torch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.model.wordpieces import WordPieces

Run = tuple[int, int]
Ints = npt.NDArray[np.int64]
LONGEST = 512  # word pieces of a window
CLS, SEP = 101, 102
SHAPES, PLACES = 5, 6  # how a word is written; where it stands
_WORD = re.compile(r"\w+|[^\w\s]")
_STOPS = frozenset(".!?")
_OPENS, _CLOSES, _EITHER = frozenset("“«„"), frozenset("”»"), frozenset('"')


@dataclass(frozen=True)
class Window:
    """Whole paragraphs of an article, as many as fit.

    Args:
        words: spans of the words, in code points.
        pieces: word pieces with the marks around and between paragraphs.
        first: for each word its first piece.
        shape: for each piece how its word is written.
        place: for each piece whether it stands in a quotation and in the headline.
        block: for each word the number of its paragraph.
    """

    words: tuple[Run, ...]
    pieces: Ints
    first: Ints
    shape: Ints
    place: Ints
    block: Ints


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int
    place: int
    block: int


def _shape(word: str) -> int:
    if not word[0].isalnum():
        return 4
    if word[0].isdigit():
        return 3
    if word.islower() or not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _quoted(words: Iterable[str]) -> list[int]:
    """Tell for each word of a paragraph whether it stands outside a quotation (0), inside (1) or is its mark (2)."""
    inside, out = False, []
    for word in words:
        if word in _OPENS or word in _CLOSES or word in _EITHER:
            inside = word in _OPENS or (word in _EITHER and not inside)
            out.append(2)
        else:
            out.append(int(inside))
    return out


def _block_words(text: str, block: Run, number: int, wordpieces: WordPieces, *, headline: bool) -> list[_Word]:
    spans = [m.span() for m in _WORD.finditer(text, *block)]
    written = [text[a:b] for a, b in spans]
    if not spans:
        return []
    marks = _quoted(written)
    head = 3 if headline else 0
    return [
        _Word(a, b, wordpieces.pieces(written[n]), _shape(written[n]), marks[n] + head, number)
        for n, (a, b) in enumerate(spans)
    ]


def _portions(words: list[_Word], text: str) -> list[list[_Word]]:
    """Cut a paragraph that is longer than a window, at a sentence's end where there is one in its second half."""
    out, at = [], 0
    while at < len(words):
        end, size, stop = at, 0, 0
        while end < len(words) and size + len(words[end].pieces) <= LONGEST - 2:
            size += len(words[end].pieces)
            end += 1
            if text[words[end - 1].start] in _STOPS and size > LONGEST // 2:
                stop = end
        end = max(stop if stop and end < len(words) else end, at + 1)
        out.append(words[at:end])
        at = end
    return out


def _window(words: Sequence[_Word]) -> Window:
    pieces, shape, place, first = [CLS], [4], [0], []
    for n, word in enumerate(words):
        if n and word.block != words[n - 1].block:
            pieces.append(SEP)
            shape.append(4)
            place.append(0)
        first.append(len(pieces))
        kept = word.pieces[: LONGEST - 2]
        pieces += kept
        shape += [word.shape] * len(kept)
        place += [word.place] * len(kept)
    rows = ([*pieces, SEP], first, [*shape, 4], [*place, 0], [w.block for w in words])
    return Window(tuple((w.start, w.end) for w in words), *(np.array(row, dtype=np.int64) for row in rows))


def windows(text: str, blocks: Sequence[Run], wordpieces: WordPieces, *, headline: bool = True) -> list[Window]:
    """Pack the paragraphs of an article into windows.

    Args:
        blocks: spans of the paragraphs in text order.
        headline: is the first of them the headline?
    """
    out: list[Window] = []
    held: list[_Word] = []
    size = 2
    for number, block in enumerate(blocks):
        words = _block_words(text, block, number, wordpieces, headline=headline and number == 0)
        for portion in _portions(words, text):
            length = sum(len(w.pieces) for w in portion) + 1
            if held and size + length > LONGEST:
                out.append(_window(held))
                held, size = [], 2
            held += portion
            size += length
    return [*out, _window(held)] if held else out


def around(marks: Ints, block: Ints, farthest: int) -> tuple[Ints, Ints]:
    """Return for each cue and word the words and the paragraphs between them, clipped and made positive.

    Args:
        marks: cues x words, 1 where a word is of the cue.
        block: for each word its paragraph.
        farthest: the distance in words beyond which all are alike.
    """
    count = len(block)
    at = np.arange(count)
    distance, paragraph = np.zeros(marks.shape, dtype=np.int64), np.zeros(marks.shape, dtype=np.int64)
    for row, mark in enumerate(marks):
        own = np.flatnonzero(mark)
        nearest = own[np.abs(at[:, None] - own[None]).argmin(1)]
        distance[row] = np.clip(at - nearest, -farthest, farthest) + farthest
        paragraph[row] = np.clip(block - block[own[0]], -2, 2) + 2
    return distance, paragraph
