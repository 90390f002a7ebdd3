"""Train the choice of speakers and export it: ``python -m training.speakers.train ../shared``.

Gradient-boosted trees (LightGBM) say of each actor that a pronoun or a description may mean how well it fits. They
learn from the silver records, 34 articles held back. ``--held-back`` prints how often the right actor is chosen, in
five folds of the articles trained on and in those held back, and exports nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import lightgbm as lgb
import numpy as np
import onnxmltools
from onnxmltools.convert.common.data_types import FloatTensorType
from training.speakers.questions import Question, nearest, questions, read_articles

from onrecord.actors.choice import FEATURES, MODEL
from onrecord.actors.query import WORDS

# The same draw as for the attribution model, so that no article held back there is learnt from here.
HELD_BACK, DRAW = 34, 9
FOLDS = 5
ROUNDS = 500
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 31, "min_data_in_leaf": 20, "feature_fraction": 0.3,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1,
    "deterministic": True, "force_row_wise": True, "seed": 0,
}  # fmt: skip
MODEL_FOLDER = Path(__file__).parents[2] / "src" / "onrecord" / "model"


def held_back(shared: Path) -> tuple[list[str], list[str]]:
    """Return the names of the articles to train on and of those held back."""
    names = sorted(path.stem for path in (shared / "silver" / "records").glob("*.json"))
    draw = random.Random(DRAW)  # noqa: S311 - a seeded choice, no secret
    held = set(draw.sample(names, min(HELD_BACK, len(names) // 2)))
    return [name for name in names if name not in held], sorted(held)


def fit(asked: Sequence[Question], rounds: int = ROUNDS) -> lgb.Booster:
    """Train on choices; a pronoun whose actor is not among the rivals teaches nothing."""
    known = [q for q in asked if q.word in {"one", "many"} or not q.right[-1]]
    rows = lgb.Dataset(np.concatenate([q.rows for q in known]), np.concatenate([q.right for q in known]))
    return lgb.train(PARAMETERS, rows, rounds)


def right(asked: Sequence[Question], look: lgb.Booster) -> list[tuple[str, bool]]:
    """Return for each choice of a source the class of its word and whether the model chooses right."""
    sources = [q for q in asked if q.source]
    fits = np.asarray(look.predict(np.concatenate([q.rows for q in sources])))
    out, at = [], 0
    for question in sources:
        best = int(np.argmax(fits[at : at + len(question.right)]))
        out.append((question.word, bool(question.right[best])))
        at += len(question.right)
    return out


def shares(chosen: Sequence[tuple[str, bool]]) -> str:
    """Return the share of right choices for each class of words, and of all."""
    of, hit = Counter(word for word, _ in chosen), Counter(word for word, good in chosen if good)
    parts = [f"{word} {100 * hit[word] / of[word]:.1f} (n {of[word]})" for word in WORDS if of[word]]
    return "  ".join([*parts, f"all {100 * hit.total() / max(1, of.total()):.1f} (n {of.total()})"])


def in_folds(asked: Sequence[Question]) -> list[tuple[str, bool]]:
    """Return how models trained on four fifths of the articles choose in the fifth."""
    names = sorted({q.article for q in asked})
    random.Random(0).shuffle(names)  # noqa: S311 - a seeded choice, no secret
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    out: list[tuple[str, bool]] = []
    for number in range(FOLDS):
        look = fit([q for q in asked if fold[q.article] != number])
        out += right([q for q in asked if fold[q.article] == number], look)
    return out


def export(look: lgb.Booster) -> None:
    """Write the model as ONNX and its hash beside it."""
    shape = [("features", FloatTensorType([None, len(FEATURES)]))]
    model = onnxmltools.convert_lightgbm(look, initial_types=shape, zipmap=False, target_opset=15)
    weights = model.SerializeToString()
    (MODEL_FOLDER / f"{MODEL}.onnx").write_bytes(weights)
    listed = MODEL_FOLDER / "models.json"
    hashes = json.loads(listed.read_text())
    hashes[MODEL] = hashlib.sha256(weights).hexdigest()
    listed.write_text(json.dumps(hashes, indent=2, sort_keys=True) + "\n")


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with silver/ and gold/score.py")
    parser.add_argument("--held-back", action="store_true", help="only score, export nothing")
    chosen = parser.parse_args()
    names, held = held_back(chosen.shared)
    asked = questions(read_articles(chosen.shared, chosen.shared / "silver", names), nearest, more=True)
    print(f"{len(asked)} choices, {sum(q.source for q in asked)} of them sources")
    if chosen.held_back:
        print("in folds ", shares(in_folds(asked)))
        others = questions(read_articles(chosen.shared, chosen.shared / "silver", held), nearest)
        print("held back", shares(right(others, fit(asked))))
    else:
        export(fit(asked))


if __name__ == "__main__":
    main()
