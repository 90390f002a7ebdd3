"""What the zone model sees of each block of a page.

The features follow shallow text features (Kohlschütter et al., WSDM 2010) and readability's container score,
with the names of a template's parts and what the page declares about its article.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.page.blocks import Frame, RawBlock
from onrecord.page.names import ZONES

Matrix = npt.NDArray[np.float32]

_TAG_NAMES = (
    "p div li h1 h2 h3 h4 h5 h6 tr table figcaption blockquote section article aside header footer dd dt ul body"
)
_TAGS = {tag: number for number, tag in enumerate(_TAG_NAMES.split())}
_ZONE_BITS = ZONES
_SHIFTS = np.arange(_ZONE_BITS, dtype=np.int64)
_SENTENCE_END = tuple('.?!…”"’»。！？」')
_OPENS_QUOTE = tuple("\"“„«‘‚»「『'-–—")
_CREDIT = re.compile(
    r"(?i:photo|image|foto|bild|picture|credit|source|quelle|crédit|courtesy|getty|reuters|afp|shutterstock|istock|"
    r"alamy|epa|imago|dpa|\bap\b|\bpa\b)|[©®]"
)
_STAMP = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d\b")
_WORD = re.compile(r"\w+")
LONG_TEXT = 100  # characters: a paragraph of prose rather than a label
FEW_LINKS = 0.4  # share of link characters above which a block is a list of links
FAR = 30  # blocks: beyond this, nearness says nothing more
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)


class Declared:
    """What the page declares about itself and what a second opinion takes for its text, to compare blocks with.

    Args:
        body: JSON-LD ``articleBody``; None where the page has none.
        description: the descriptions in JSON-LD and meta tags.
        title: headline candidates.
        main: the main text as turbohtml scores it.
    """

    def __init__(self, body: str | None, description: Iterable[str], title: Iterable[str], main: str) -> None:
        self.body = shingles(body) if body else None
        self.main = shingles(main)
        self.description = set().union(*map(shingles, description))
        self.title = set().union(*(set(words(t)) for t in title))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(text.lower())


def shingles(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words of a text."""
    return _runs(words(text))


def _runs(tokens: list[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set(zip(tokens, tokens[1:], tokens[2:], strict=False))
    return found or ({tuple(tokens)} if tokens else set())


def _share(parts: set[tuple[str, ...]], whole: set[tuple[str, ...]] | None) -> float:
    if whole is None:
        return -1.0
    return len(parts & whole) / len(parts) if parts else 0.0


def _own(block: RawBlock, declared: Declared) -> list[float]:
    text, length = block.text, len(block.text)
    tokens = words(text)
    parts, known, head = _runs(tokens), set(tokens), text[:200]
    return [
        _TAGS.get(block.frame.tag, -1),
        math.log1p(length),
        len(tokens),
        length / (len(tokens) or 1),
        min(1.0, block.link_chars / length),
        min(1.0, block.strong_chars / length),
        text.endswith(_SENTENCE_END),
        text.endswith(":"),
        text.startswith(_OPENS_QUOTE),
        text[0].isupper(),
        text[0].isdigit(),
        text.count(",") + text.count("，") + text.count("、"),
        sum(map(text.count, ".?!。")),
        sum(map(str.isdigit, head)) / len(head),
        sum(map(str.isupper, head)) / len(head),
        text.count("|") + text.count("·") + text.count("•"),
        _CREDIT.search(text[:400]) is not None,
        _STAMP.search(head) is not None,
        "@" in text or "http" in text,
        block.after_picture,
        block.frame.depth,
        _share(parts, declared.body),
        _share(parts, declared.main),
        _share(parts, declared.description) if declared.description else -1.0,
        len(declared.title & known) / (len(known) or 1),
        length < 300 and len(known) > 0 and known <= declared.title,  # noqa: PLR2004 - no headline is longer
    ]


def _bits(values: Sequence[int]) -> Matrix:
    return ((np.array(values, dtype=np.int64)[:, None] >> _SHIFTS) & 1).astype(np.float32)


def _is_prose(block: RawBlock) -> bool:
    return len(block.text) >= LONG_TEXT and block.link_chars <= FEW_LINKS * len(block.text)


def _ancestors(frame: Frame | None, most: int) -> list[Frame]:
    found: list[Frame] = []
    while frame is not None and len(found) < most:
        found.append(frame)
        frame = frame.parent
    return found


def _container_scores(blocks: Sequence[RawBlock]) -> dict[int, float]:
    """Score each frame by the prose under it, halved at each level up, as readability does."""
    scores: dict[int, float] = defaultdict(float)
    for block in blocks:
        if _is_prose(block):
            weight = math.sqrt(len(block.text))
            for level, frame in enumerate(_ancestors(block.frame, 6)):
                scores[id(frame)] += weight / (1 << max(0, level - 1))
    return scores


def _below_best(blocks: Sequence[RawBlock], scores: dict[int, float]) -> list[int]:
    """Return the hints between each block and the best container; all of its hints where it stands outside.

    A name high up ("has-sidebar" on the body) says nothing about one block; a name inside the container does.
    """
    best = max(scores, key=scores.__getitem__, default=0)
    found: list[int] = []
    for block in blocks:
        zones, frame = 0, block.frame
        while id(frame) != best and frame.parent is not None:
            zones |= frame.zones
            frame = frame.parent
        found.append(zones)
    return found


def _groups(blocks: Sequence[RawBlock]) -> Matrix:
    """Sums over blocks of the same path, and over the containers around each block."""
    lengths = np.array([len(b.text) for b in blocks], dtype=np.float64)
    links = np.array([b.link_chars for b in blocks], dtype=np.float64)
    prose = lengths * np.array([_is_prose(b) for b in blocks])
    total = prose.sum() or 1.0
    columns: list[npt.NDArray[np.float64]] = []
    keys: list[list[int]] = [[b.frame.path for b in blocks]]
    chains = [_ancestors(b.frame, 4) for b in blocks]
    keys += [[id(c[min(level, len(c) - 1)]) for c in chains] for level in (0, 1, 2, 3)]
    for key in keys:
        _, inverse = np.unique(np.array(key, dtype=np.uint64), return_inverse=True)
        count = np.bincount(inverse)[inverse]
        length = np.bincount(inverse, lengths)[inverse]
        columns += [
            np.log1p(count),
            np.log1p(length / count),
            np.bincount(inverse, links)[inverse] / length,
            np.bincount(inverse, prose)[inverse] / total,
        ]
    return np.stack(columns, axis=1).astype(np.float32)


def _places(blocks: Sequence[RawBlock], scores: dict[int, float]) -> Matrix:
    """Where each block stands: from the headline, the best container, the nearest prose."""
    n = len(blocks)
    index = np.arange(n)
    best = max(scores.values(), default=0.0)
    top = next((b.number for b in blocks if b.frame.tag == "h1"), -1)
    prose = np.array([_is_prose(b) for b in blocks])
    last = np.maximum.accumulate(np.where(prose, index, -FAR))
    following = np.minimum.accumulate(np.where(prose, index, n + FAR)[::-1])[::-1]
    seen: dict[str, int] = {}
    repeated = [seen.setdefault(b.text, b.number) != b.number for b in blocks]
    chain = [[scores.get(id(f), 0.0) / (best or 1.0) for f in _ancestors(b.frame, 5)] for b in blocks]
    columns = [
        index / n,
        np.full(n, math.log1p(n)),
        np.clip(index - top, -FAR, 3 * FAR) if top >= 0 else np.full(n, -2 * FAR),
        np.clip(index - last, 0, FAR),
        np.clip(following - index, 0, FAR),
        np.cumsum(prose) - prose,
        np.full(n, prose.sum()),
        np.array(repeated),
        np.array([c[0] for c in chain]),
        np.array([max(c) for c in chain]),
        np.array([c[1] if len(c) > 1 else 0.0 for c in chain]),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _shifted(column: npt.NDArray[np.floating], by: int, fill: float) -> npt.NDArray[np.floating]:
    out = np.full_like(column, fill)
    if abs(by) >= len(column):
        return out
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


def features(blocks: Sequence[RawBlock], declared: Declared) -> Matrix:
    """Return what the zone model sees, one row a block (float32, shape ``(blocks, features)``)."""
    own = np.array([_own(b, declared) for b in blocks], dtype=np.float32)
    scores = _container_scores(blocks)
    parents = [b.frame.parent.zones if b.frame.parent else 0 for b in blocks]
    zones = [
        _bits([b.frame.zones for b in blocks]),
        _bits(parents),
        _bits([b.frame.inherited for b in blocks]),
        _bits(_below_best(blocks, scores)),
        _bits([b.inline for b in blocks]),
    ]
    paths = np.array([b.frame.path for b in blocks], dtype=np.int64)
    near: list[Matrix] = []
    for by in NEIGHBOURS:
        near += [_shifted(own[:, k], by, -1.0) for k in (0, 1, 4)]
        near.append((_shifted(paths.astype(np.float64), by, -1.0) == paths).astype(np.float32))
    return np.concatenate([own, *zones, _groups(blocks), _places(blocks, scores), np.stack(near, axis=1)], axis=1)


def context(first: Matrix, blocks: Sequence[RawBlock]) -> Matrix:
    """Return what the second look adds: what the first look thought of the blocks around.

    Args:
        first: probability of each kind for each block (shape ``(blocks, kinds)``).
    """
    columns: list[Matrix] = [first]
    columns += [np.stack([_shifted(first[:, k], by, -1.0) for k in range(first.shape[1])], axis=1) for by in NEIGHBOURS]
    body = first[:, 1]
    paths = np.array([b.frame.path for b in blocks], dtype=np.uint64)
    _, inverse = np.unique(paths, return_inverse=True)
    count = np.bincount(inverse)[inverse]
    lengths = np.array([len(b.text) for b in blocks], dtype=np.float64)
    columns.append((np.bincount(inverse, body)[inverse] / count)[:, None].astype(np.float32))
    weight = np.bincount(inverse, lengths * body)[inverse] / np.bincount(inverse, lengths)[inverse]
    columns.append(weight[:, None].astype(np.float32))
    before = np.concatenate([[0.0], np.maximum.accumulate(body)[:-1]])
    after = np.concatenate([np.maximum.accumulate(body[::-1])[::-1][1:], [0.0]])
    columns.append(np.stack([before, after], axis=1).astype(np.float32))
    return np.concatenate(columns, axis=1)
