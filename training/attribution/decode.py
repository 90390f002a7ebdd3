"""From scores to spans: tags that may follow each other, sources in one piece, contents without holes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from training.attribution.layout import Run, Window

Floats = npt.NDArray[np.float64]
OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
LONGEST_HOLE = 5  # words; a shorter gap inside a content is closed (design/PROBE.md: content 49 -> 56)
_NEVER = -1e9
_FOLLOWS = np.zeros((5, 5))
_FOLLOWS[:, I_SOURCE] = _FOLLOWS[:, I_CONTENT] = _NEVER
_FOLLOWS[[B_SOURCE, I_SOURCE], I_SOURCE] = _FOLLOWS[[B_CONTENT, I_CONTENT], I_CONTENT] = 0.0
_KEPT_FIRST = frozenset("\"“‘«'$€£([#@")
_KEPT_LAST = frozenset("\"”’»'%)]€")


@dataclass(frozen=True)
class Found:
    """One statement as the model reads it; spans in code points.

    Args:
        cue_probability: of the cue's being one.
        role_confidence: mean probability of the tags of source and content.
    """

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    cue_probability: float
    role_confidence: float


def log_softmax(scores: npt.NDArray[np.float32]) -> Floats:
    """Return log probabilities along the last axis."""
    x = scores.astype(np.float64)
    x -= x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True))


def cue_runs(scores: npt.NDArray[np.float32], least: float) -> list[tuple[int, int, float]]:
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

    Args:
        chances: log probabilities, rows x words x 5.
        block: for each word its paragraph.
    """
    rows, count, _ = chances.shape
    score = chances[:, 0].copy()
    score[:, [I_SOURCE, I_CONTENT]] = _NEVER
    back = np.zeros((rows, count, 5), dtype=np.int64)
    apart = _FOLLOWS.copy()
    apart[:, [I_SOURCE, I_CONTENT]] = _NEVER
    for word in range(1, count):
        steps = score[:, :, None] + (_FOLLOWS if block[word] == block[word - 1] else apart)
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


def statements(
    text: str, window: Window, cues: list[tuple[int, int, float]], scores: npt.NDArray[np.float32]
) -> list[Found]:
    """Return the statements of a window.

    Args:
        cues: as `cue_runs` gives them.
        scores: of the roles, cues x words x 5.
    """
    chances = log_softmax(scores)
    for row, (start, end, _) in enumerate(cues):
        chances[row, start:end, 1:] = _NEVER
    tags = best_tags(chances, window.block)
    out = []
    for row, (start, end, probability) in enumerate(cues):
        sure = np.exp(np.take_along_axis(chances[row], tags[row][:, None], 1)[:, 0])
        sources = sorted(pieces(tags[row], B_SOURCE), key=lambda p: -float(sure[p[0] : p[1]].sum()))
        contents = closed(pieces(tags[row], B_CONTENT), tags[row], (start, end), window.block)
        spans = [s for p in contents if (s := tidied(text, window.words, *p))]
        own = sure[tags[row] != OUT]
        out.append(
            Found(
                tidied(text, window.words, *sources[0]) if sources else None,
                (window.words[start][0], window.words[end - 1][1]),
                tuple(spans),
                probability,
                float(own.mean()) if len(own) else 0.0,
            )
        )
    return out
