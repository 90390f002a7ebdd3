"""Learn what kind of actor a name stands for, and write the weights: ``python -m training.kinds ../shared/silver``.

An example is a name of a silver article whose actor has one of its mentions; its features are what the article says
about it (``onrecord.actors.evidence``). A softmax regression with a quadratic penalty, by full gradient steps.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from training.attribution.corpora import Document, silver, split_silver

from onrecord.actors.evidence import evidence
from onrecord.actors.names import grouped
from onrecord.record import Span
from onrecord.text import annotate
from onrecord.text.nouns import TITLES

Matrix = npt.NDArray[np.float64]

NAME = "name-kinds"
ANSWERS = ("group", "organisation", "person", "state")
# Chosen by five-fold cross-validation over the articles: 92.4, 93.3, 93.6 and 93.4 % right at 20, 10, 3.3 and 1.
PENALTY = 3.3
# Rarer features are noise.
LEAST_SEEN = 6
STEPS = 3000
MOMENTUM = 0.9
Example = tuple[dict[str, float], str]
HEAD = "# How each thing that an article says about a name speaks for each kind of actor, by training/kinds.py.\n"


def examples(document: Document, actors: list[dict[str, Any]]) -> Iterator[Example]:
    """Return the features and the kind of each name of an article whose actor is known."""
    parse = annotate(document.text, [Span(*run) for run in document.blocks])
    kinds: dict[str, set[str]] = {}
    for actor in actors:
        for mention in (*actor["mentions"], actor["name"]):
            kinds.setdefault(_folded(mention), set()).add(actor["type"])
    for group in grouped(parse):
        found = {kind for run in group.runs for kind in kinds.get(_folded(parse.span(*run).of(parse.text)), ())}
        if len(found) == 1:
            yield evidence(parse, group.words, group.runs, group.labels), found.pop()


def _folded(name: str) -> str:
    words = [word for word in re.findall(r"\w+", name.lower()) if word not in {"the", "a", "an"}]
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def fit(known: list[Example]) -> tuple[list[str], Matrix]:
    """Return the features that are common enough and a row of weights for each."""
    seen = Counter(feature for features, _ in known for feature in features)
    names = sorted(feature for feature, n in seen.items() if n >= LEAST_SEEN)
    column = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(known), len(names)))
    y = np.zeros((len(known), len(ANSWERS)))
    for row, (features, kind) in enumerate(known):
        y[row, ANSWERS.index(kind)] = 1
        for feature in features.keys() & column.keys():
            x[row, column[feature]] = features[feature]
    return names, _descend(x, y)


def _descend(x: Matrix, y: Matrix) -> Matrix:
    """Gradient descent with momentum on the penalised likelihood, which has one minimum."""
    weights = speed = np.zeros((x.shape[1], y.shape[1]))
    rate = 4 / (np.linalg.norm(x, 2) ** 2 + PENALTY)
    for _ in range(STEPS):
        scores = x @ weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        speed = MOMENTUM * speed - rate * (x.T @ (likely - y) + PENALTY * weights)
        weights = weights + speed
    return weights


def right(names: list[str], weights: Matrix, known: list[Example]) -> float:
    """Return the share of examples whose likeliest kind is theirs."""
    column = {name: at for at, name in enumerate(names)}
    hits = 0
    for features, kind in known:
        scores = sum((x * weights[column[f]] for f, x in features.items() if f in column), start=np.zeros(len(ANSWERS)))
        hits += ANSWERS[int(np.argmax(scores))] == kind
    return hits / len(known)


def main() -> None:
    """Learn from all silver articles but those held back; print how many names of either are told right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("silver", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/model"))
    chosen = parser.parse_args()
    sides = []
    for documents in split_silver(list(silver(chosen.silver))):
        side: list[Example] = []
        for document in documents:
            record = json.loads((chosen.silver / "records" / f"{document.name}.json").read_text(encoding="utf-8"))
            side.extend(examples(document, record["actors"]))
        sides.append(side)
    names, weights = fit(sides[0])
    shares = [right(names, weights, side) for side in sides]
    print(f"{len(sides[0])} names, {shares[0]:.1%} right; {len(sides[1])} held back, {shares[1]:.1%} right")
    rows = ["\t".join((name, *(f"{w:.3f}" for w in row))) for name, row in zip(names, weights.tolist(), strict=True)]
    path = chosen.out / f"{NAME}.tsv"
    path.write_text(HEAD + "\n".join(["\t".join(("feature", *ANSWERS)), *rows]) + "\n", encoding="utf-8")
    known = chosen.out / "models.json"
    hashes = json.loads(known.read_text(encoding="utf-8"))
    hashes[NAME] = hashlib.sha256(path.read_bytes()).hexdigest()
    known.write_text(json.dumps(hashes, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
