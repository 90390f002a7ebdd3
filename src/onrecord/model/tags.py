"""From scores to spans: tags that may follow each other, sources in one piece, contents without holes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.model.windows import Run, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

Scores = npt.NDArray[np.float32]
Roles = tuple[Scores, Scores, Scores]
Floats = npt.NDArray[np.float64]
OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
LONGEST_HOLE = 5  # words; a shorter gap inside a content is closed (design/PROBE.md: content 49 -> 56)
_NEVER = -1e9
_FOLLOWS = np.zeros((5, 5))
_FOLLOWS[:, I_SOURCE] = _FOLLOWS[:, I_CONTENT] = _NEVER
_FOLLOWS[[B_SOURCE, I_SOURCE], I_SOURCE] = _FOLLOWS[[B_CONTENT, I_CONTENT], I_CONTENT] = 0.0
_OUT_ALONE = np.array([0.0, _NEVER, _NEVER, _NEVER, _NEVER])  # of what stands past a paragraph's end
_SHORT = 80  # words; paragraphs are searched side by side, so that a long one makes all those with it long
_KEPT_FIRST = frozenset("\"“‘«'$€£([#@")
_KEPT_LAST = frozenset("\"”’»'%)]€")


MODES, GRADES = (
    ("affirm", "deny", "decline", "ask"),
    ("named", "organisation", "role", "anonymous", "collective", "none"),
)
SPEAKER, ADDRESSEE = range(2)


@dataclass(frozen=True)
class Hints:
    """What the model thinks of a statement beyond its spans.

    Args:
        words: spans of the window's words, in code points and text order.
        actors: log odds, words x 2: is a word of a mention of the speaker, of an addressee?
        mode, grade: probabilities in the order of MODES and GRADES.
        reiterates, dated: probability that it repeats, that its day is known.
    """

    words: tuple[Run, ...]
    actors: Scores
    mode: tuple[float, ...]
    grade: tuple[float, ...]
    reiterates: float
    dated: float

    def odds(self, start: int, end: int, actor: int) -> float | None:
        """Return the log odds that a span names the speaker (0) or an addressee (1): those of its best word.

        Args:
            start: where the span begins, in code points; `end` where it ends.

        Returns:
            None where the span lies outside the window that the model saw.
        """
        first = bisect_right(self.words, (start, start)) - 1
        if first < 0 or self.words[first][1] <= start:
            first += 1
        last = bisect_left(self.words, (end, end))
        return float(self.actors[first:last, actor].max()) if first < last else None


@dataclass(frozen=True)
class Found:
    """One statement as the model reads it; spans in code points.

    Args:
        cue_probability: of the cue's being one.
        source_confidence, content_confidence: mean probability of the tags of each; 0 where there is none.
    """

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    cue_probability: float
    source_confidence: float
    content_confidence: float
    hints: Hints = field(repr=False)

    @property
    def role_confidence(self) -> float:
        """Mean probability of the tags of source and content."""
        parts = [c for c in (self.source_confidence, self.content_confidence) if c]
        return sum(parts) / len(parts) if parts else 0.0


def log_softmax(scores: Scores) -> Floats:
    """Return log probabilities along the last axis."""
    x = scores.astype(np.float64)
    x -= x.max(-1, keepdims=True)
    total: Floats = np.log(np.exp(x).sum(-1, keepdims=True))
    return x - total


def cue_runs(scores: Scores, least: float) -> list[tuple[int, int, float]]:
    """Return the cues of a window as words from, to and probability.

    Args:
        scores: words x 3.
        least: probability that the first word of a cue must reach.
    """
    chance = np.exp(log_softmax(scores))
    out, at, count = [], 0, len(chance)
    while at < count:
        if chance[at, 1] < least or chance[at, 1] < chance[at, 2]:
            at += 1
            continue
        end = at + 1
        while end < count and chance[end, 2] > max(chance[end, 0], chance[end, 1]):
            end += 1
        out.append((at, end, float(chance[at, 1])))
        at = end
    return out


def best_tags(chances: Floats, block: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the best allowed tags of every row at once; a piece ends with its paragraph.

    Where each word's own best tags may follow each other they are the best of all. Only paragraphs where they may not
    are searched (Viterbi), all at once.

    Args:
        chances: log probabilities, rows x words x 5.
        block: for each word its paragraph, in order.
    """
    tags: npt.NDArray[np.int64] = chances.argmax(-1)
    starts = np.flatnonzero(np.diff(block, prepend=block[:1] - 1))
    for rows, first, last in _not_allowed(tags, starts):
        length = int((last - first).max())
        places = first[:, None] + np.arange(length)
        beyond = places >= last[:, None]
        places[beyond] = 0
        some = chances[rows[:, None], places]
        some[beyond] = _OUT_ALONE
        inside = ~beyond
        tags[np.broadcast_to(rows[:, None], places.shape)[inside], places[inside]] = _searched(some)[inside]
    return tags


_Whole = npt.NDArray[np.int64]


def _not_allowed(tags: _Whole, starts: _Whole) -> list[tuple[_Whole, _Whole, _Whole]]:
    """Rows and paragraphs (first word, one past the last) whose tags may not stand; the short ones first."""
    before = np.roll(tags, 1, axis=1)
    before[:, starts] = OUT
    source = (tags == I_SOURCE) & (before != B_SOURCE) & (before != I_SOURCE)
    content = (tags == I_CONTENT) & (before != B_CONTENT) & (before != I_CONTENT)
    rows, words = np.nonzero(source | content)
    number = np.searchsorted(starts, words, side="right") - 1
    pairs = np.unique(np.stack([rows, number], axis=1), axis=0)
    ends = np.append(starts[1:], tags.shape[1])
    first, last = starts[pairs[:, 1]], ends[pairs[:, 1]]
    short = last - first <= _SHORT
    return [(pairs[part, 0], first[part], last[part]) for part in (short, ~short) if part.any()]


def _searched(chances: Floats) -> npt.NDArray[np.int64]:
    """The best allowed tags of rows that each begin with their paragraph."""
    rows, count, _ = chances.shape
    score = chances[:, 0].copy()
    score[:, [I_SOURCE, I_CONTENT]] = _NEVER
    back = np.zeros((rows, count, 5), dtype=np.int64)
    for word in range(1, count):
        steps = score[:, :, None] + _FOLLOWS
        back[:, word] = steps.argmax(1)
        score = steps.max(1) + chances[:, word]
    tags = np.zeros((rows, count), dtype=np.int64)
    tags[:, -1] = score.argmax(1)
    for word in range(count - 1, 0, -1):
        tags[:, word - 1] = back[np.arange(rows), word, tags[:, word]]
    return tags


def pieces(tags: npt.NDArray[np.int64], begin: int) -> list[tuple[int, int]]:
    """Return the pieces that begin with a tag, as words from and to."""
    out: list[tuple[int, int]] = []
    for at, tag in enumerate(tags.tolist()):
        if tag == begin:
            out.append((at, at + 1))
        elif tag == begin + 1 and out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1)
    return out


def closed(
    found: list[tuple[int, int]], tags: npt.NDArray[np.int64], cue: tuple[int, int], block: npt.NDArray[np.int64]
) -> list[tuple[int, int]]:
    """Close short gaps in a content, where neither cue nor source nor the end of a paragraph lies in them."""
    out: list[tuple[int, int]] = []
    for start, end in found:
        if out:
            gap = range(out[-1][1], start)
            free = not any(tags[w] in {B_SOURCE, I_SOURCE} or cue[0] <= w < cue[1] for w in gap)
            if len(gap) <= LONGEST_HOLE and free and block[out[-1][0]] == block[start]:
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return out


def tidied(text: str, words: tuple[Run, ...], start: int, end: int) -> Run | None:
    """Return the span of some words without punctuation at its ends; None where nothing else is there."""
    while start < end and not (text[words[start][0]].isalnum() or text[words[start][0]] in _KEPT_FIRST):
        start += 1
    while start < end and not (text[words[end - 1][0]].isalnum() or text[words[end - 1][0]] in _KEPT_LAST):
        end -= 1
    if not any(text[words[w][0]].isalnum() for w in range(start, end)):
        return None
    return words[start][0], words[end - 1][1]


def _hints(window: Window, actors: Scores, traits: Scores) -> Iterator[Hints]:
    parts = (np.exp(log_softmax(part)).tolist() for part in np.split(traits, [4, 10, 12], axis=1))
    for row, (mode, grade, again, dated) in enumerate(zip(*parts, strict=True)):
        yield Hints(window.words, actors[row], tuple(mode), tuple(grade), again[1], dated[1])


def _mean(sure: Floats, tags: npt.NDArray[np.int64], begin: int) -> float:
    own = sure[(tags == begin) | (tags == begin + 1)]
    return float(own.mean()) if len(own) else 0.0


def statements(text: str, window: Window, cues: list[tuple[int, int, float]], roles: Roles) -> list[Found]:
    """Return the statements of a window.

    Args:
        cues: as `cue_runs` gives them.
        roles: scores of the tags, cues x words x 5; of speaker and addressee, cues x words x 2; of the traits.
    """
    chances = log_softmax(roles[0])
    for row, (start, end, _) in enumerate(cues):
        chances[row, start:end, 1:] = _NEVER
    tags = best_tags(chances, window.block)
    sureness = np.exp(np.take_along_axis(chances, tags[:, :, None], 2)[:, :, 0])
    out = []
    for row, ((start, end, probability), hints) in enumerate(zip(cues, _hints(window, *roles[1:]), strict=True)):
        sure = sureness[row]
        sources = sorted(pieces(tags[row], B_SOURCE), key=lambda p: -float(sure[p[0] : p[1]].sum()))
        contents = closed(pieces(tags[row], B_CONTENT), tags[row], (start, end), window.block)
        source = tidied(text, window.words, *sources[0]) if sources else None
        cue = window.words[start][0], window.words[end - 1][1]
        content = tuple(s for p in contents if (s := tidied(text, window.words, *p)))
        means = _mean(sure, tags[row], B_SOURCE), _mean(sure, tags[row], B_CONTENT)
        out.append(Found(source, cue, content, probability, *means, hints))
    return out
