"""Scores of zones by page, as the benchmark's own measure: four-word shingles, F1 of mean precision and recall."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from training.zones.pages import BODY, STANDFIRST, Rows, Truth

from onrecord.page.zone_features import Matrix

_TOKEN = re.compile(r"\w+")
_SIZE = 4


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + _SIZE]) for i in range(max(1, len(tokens) - _SIZE + 1)) if tokens)


def _counts(true: str, read: str) -> tuple[int, int, int]:
    wanted, found = _shingles(true), _shingles(read)
    shared = sum((wanted & found).values())
    return shared, sum(found.values()) - shared, sum(wanted.values()) - shared


def best_counts(truth: Truth, body: str, standfirst: str) -> tuple[int, int, int]:
    """Return shingles right, too many and missing, with or without the standfirst on either side, whichever is best."""
    truths = ["\n".join(truth.body), "\n".join([*truth.standfirst, *truth.body])]
    tries = [_counts(t, r) for t in truths for r in (body, f"{standfirst}\n{body}")]
    return max(tries, key=lambda c: 2 * c[0] / ((2 * c[0] + c[1] + c[2]) or 1))


def report(pages: list[Rows], thought: dict[str, Matrix]) -> dict[str, tuple[float, int]]:
    """Return body F1 and number of pages of each set."""
    counts: dict[str, list[tuple[int, int, int]]] = {"benchmark": [], "publishers": []}
    for page in pages:
        kinds = thought[page.page].argmax(axis=1)
        texts = {
            kind: [b.text for b, k in zip(page.blocks, kinds, strict=True) if k == kind] for kind in (BODY, STANDFIRST)
        }
        body, standfirst = "\n".join(dict.fromkeys(texts[BODY])), "\n".join(texts[STANDFIRST])
        counts["publishers" if page.truth.others else "benchmark"].append(best_counts(page.truth, body, standfirst))
    return {name: (f1(found), len(found)) for name, found in counts.items()}


def f1(counts: list[tuple[int, int, int]]) -> float:
    """Return the F1 of mean precision and mean recall over pages."""
    precision = float(np.mean([t / (t + p) if t + p else 0.0 for t, p, _ in counts]))
    recall = float(np.mean([t / (t + n) if t + n else 0.0 for t, _, n in counts]))
    return round(2 * precision * recall / (precision + recall), 4)
