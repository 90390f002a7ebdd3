r"""The text rule of the record, for every kind of page: what a reader sees, and where each code point came from.

A block of a page is given as *runs*: pieces of its text, each with the place in the page's source where the piece
begins. Inside a run, code point ``i`` of the text comes from code point ``start + i`` of the source. A character
reference (``&nbsp;``) is a run of its own that begins at the ampersand. :func:`fold` makes one block of them,
:func:`join` makes ``article.text`` of the blocks. The walk of an HTML page and the walk of plain text both use it:

    blocks = [fold([("Two  people\u00a0", 10), ("&", 22), ("more", 27)]), fold([("Second.", 40)])]
    text, offsets, spans = join(blocks)      # "Two people &more\n\nSecond."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.record import Span

Offsets = npt.NDArray[np.int64]
Run = tuple[str, int]

JOIN = "\n\n"

# What no reader sees: control characters that are not white space, soft hyphen, zero-width space, word joiner,
# byte-order mark, marks and brackets of writing direction, the separators of mathematics, the vowel separator of
# Mongolian, annotation marks. Joiners (U+200C, U+200D), variation selectors and tag characters change the glyphs
# that a reader sees, so they stay.
_INVISIBLE_CLASS = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb"
)
INVISIBLE = re.compile(f"[{_INVISIBLE_CLASS}]")

# A block that holds none of these needs no folding.
_TO_FOLD = re.compile(rf"[^\S ]|  |[{_INVISIBLE_CLASS}]")

_BMP = 0x10000  # white space and invisible characters all stand in the first plane


def _table(pattern: re.Pattern[str]) -> npt.NDArray[np.bool_]:
    return np.fromiter((pattern.match(chr(point)) is not None for point in range(_BMP)), dtype=np.bool_, count=_BMP)


_IS_WHITE = _table(re.compile(r"\s"))
_IS_INVISIBLE = _table(INVISIBLE)


@dataclass(frozen=True, slots=True)
class Folded:
    """One block as the reader sees it.

    Args:
        text: white space folded to single U+0020 and cut from both ends, invisible characters left out.
        offsets: for each code point of ``text`` the code point of the source it comes from; a folded space comes
            from the first white space of its run.
    """

    text: str
    offsets: Offsets


def source_offsets(runs: Sequence[Run]) -> Offsets:
    """Return the source offset of each code point of the runs, one after the other."""
    if len(runs) == 1:
        shown, start = runs[0]
        return np.arange(start, start + len(shown), dtype=np.int64)
    if not runs:
        return np.empty(0, dtype=np.int64)
    lengths = np.array([len(shown) for shown, _ in runs], dtype=np.int64)
    starts = np.array([start for _, start in runs], dtype=np.int64)
    ends = np.cumsum(lengths)
    shifts: Offsets = np.repeat(starts - (ends - lengths), lengths)
    shifts += np.arange(shifts.size, dtype=np.int64)
    return shifts


def fold(runs: Sequence[Run]) -> Folded:
    """Fold the runs of one block.

    Args:
        runs: text with the code point of the source where it begins, in reading order.
    """
    return fold_mapped("".join([shown for shown, _ in runs]), source_offsets(runs))


def fold_mapped(shown: str, offsets: Offsets) -> Folded:
    """Fold one block whose code points are mapped already.

    Args:
        shown: the block's text before folding.
        offsets: code point of the source for each code point of ``shown``.
    """
    text = shown.strip()
    if _TO_FOLD.search(text) is None:
        start = len(shown) - len(shown.lstrip())
        return Folded(text, offsets[start : start + len(text)])
    points = np.frombuffer(shown.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    plane = np.minimum(points, _BMP - 1)  # U+FFFF itself is neither white nor invisible
    seen = np.flatnonzero(~_IS_INVISIBLE[plane])
    white = _IS_WHITE[plane[seen]]
    after_white = np.concatenate(([True], white[:-1]))  # white space at the head goes the same way as a repetition
    kept = ~(white & after_white)
    seen, white = seen[kept], white[kept]
    if white.size and white[-1]:
        seen, white = seen[:-1], white[:-1]
    folded = np.where(white, np.uint32(0x20), points[seen]).astype("<u4")
    return Folded(folded.tobytes().decode("utf-32-le", "surrogatepass"), offsets[seen])


def fold_text(shown: str) -> str:
    """Return text folded by the same rule where its place in the source does not matter: metadata, words left out."""
    text = shown.strip()
    if _TO_FOLD.search(text) is None:
        return text
    return " ".join(INVISIBLE.sub("", text).split())


def join(blocks: Iterable[Folded]) -> tuple[str, Offsets, tuple[Span, ...]]:
    """Make ``article.text`` of its blocks.

    Args:
        blocks: in reading order, none of them empty.

    Returns:
        The text, the source offset of each of its code points (-1 for the joins), and the span of each block.
    """
    texts: list[str] = []
    pieces: list[Offsets] = []
    spans: list[Span] = []
    gap = np.full(len(JOIN), -1, dtype=np.int64)
    at = 0
    for block in blocks:
        if texts:
            pieces.append(gap)
            at += len(JOIN)
        texts.append(block.text)
        pieces.append(block.offsets)
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text)
    offsets = np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)
    return JOIN.join(texts), offsets, tuple(spans)
