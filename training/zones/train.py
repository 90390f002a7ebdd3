"""Train the zone model and export it: ``python -m training.zones.train ../shared``.

Two gradient-boosted looks (LightGBM): the first sees each block's own features, the second also what the first
thought of the blocks around. The first look that the second is trained on comes from folds in which the page's
publisher was held back. ``--held-back`` prints the scores on publishers held back and exports nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import lightgbm as lgb
import numpy as np
import onnxmltools
from onnxmltools.convert.common.data_types import FloatTensorType
from training.zones.pages import Rows, rows
from training.zones.score import report

from onrecord.page.zone_features import Matrix, context
from onrecord.page.zones import KINDS, MODELS

FOLDS = 5
ROUNDS = 130
PARAMETERS = {
    "objective": "multiclass", "num_class": len(KINDS), "learning_rate": 0.06, "num_leaves": 15,
    "min_data_in_leaf": 30, "feature_fraction": 0.2, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
    "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "seed": 0,
}  # fmt: skip
MODEL_FOLDER = Path(__file__).parents[2] / "src" / "onrecord" / "model"


Sight = Callable[[Rows], Matrix]


def fit(pages: list[Rows], sight: Sight) -> lgb.Booster:
    """Train one look on pages."""
    rows_of = lgb.Dataset(
        np.concatenate([sight(page) for page in pages]),
        np.concatenate([page.kinds for page in pages]),
        weight=np.concatenate([page.weights for page in pages]),
    )
    return lgb.train(PARAMETERS, rows_of, ROUNDS)


def folds(pages: list[Rows], seed: int) -> dict[str, int]:
    """Return the fold of each publisher."""
    groups = sorted({page.group for page in pages})
    np.random.RandomState(seed).shuffle(groups)
    return {group: number % FOLDS for number, group in enumerate(groups)}


def held_back(pages: list[Rows], sight: Sight, fold: dict[str, int]) -> dict[str, Matrix]:
    """Return what a look thinks of each page when trained without the page's publisher."""
    thought: dict[str, Matrix] = {}
    for number in range(FOLDS):
        look = fit([page for page in pages if fold[page.group] != number], sight)
        for page in pages:
            if fold[page.group] == number:
                thought[page.page] = np.asarray(look.predict(sight(page)), dtype=np.float32)
    return thought


def first_sight(page: Rows) -> Matrix:
    """Return what the first look sees of a page."""
    return page.seen


def second_sight(thought: dict[str, Matrix]) -> Sight:
    """Return what the second look sees of a page."""
    return lambda page: np.concatenate([page.seen, context(thought[page.page], page.blocks)], axis=1)


def export(look: lgb.Booster, name: str, width: int) -> str:
    """Write a look as ONNX; return the file's hash."""
    shape = [("features", FloatTensorType([None, width]))]
    model = onnxmltools.convert_lightgbm(look, initial_types=shape, zipmap=False, target_opset=15)
    weights = model.SerializeToString()
    (MODEL_FOLDER / f"{name}.onnx").write_bytes(weights)
    return hashlib.sha256(weights).hexdigest()


def train(pages: list[Rows]) -> None:
    """Train both looks on all pages and put them, with their hashes, into the package."""
    sights = first_sight, second_sight(held_back(pages, first_sight, folds(pages, 0)))
    listed = MODEL_FOLDER / "models.json"
    hashes = json.loads(listed.read_text()) if listed.exists() else {}
    for name, sight in zip(MODELS, sights, strict=True):
        hashes[name] = export(fit(pages, sight), name, sight(pages[0]).shape[1])
    listed.write_text(json.dumps(hashes, indent=2, sort_keys=True) + "\n")


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with pages/fundus and pages/article-extraction")
    parser.add_argument("--held-back", type=int, default=0, metavar="N", help="only score N partitions")
    chosen = parser.parse_args()
    pages = rows(chosen.shared)
    for seed in range(chosen.held_back):
        fold = folds(pages, seed)
        thought = held_back(pages, second_sight(held_back(pages, first_sight, fold)), fold)
        print(f"partition {seed}", report(pages, thought))
    if not chosen.held_back:
        train(pages)


if __name__ == "__main__":
    main()
