"""Read every page with a model that has not seen its publisher: ``python -m training.zones.held_back ../shared OUT``.

Writes OUT/article-extraction/ID.json and OUT/fundus/CC/STEM.json for ``score_pages.py``: what the page stage, rules
included, does on publishers that are new to it. The shipped weights are trained on all pages of the tuning half.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import lightgbm as lgb
import numpy as np
from training.zones.pages import Rows, pages, rows
from training.zones.train import FOLDS, first_sight, fit, folds, held_back, second_sight

from onrecord import __version__
from onrecord.page import RawPage, html, read_article
from onrecord.page.blocks import RawBlock
from onrecord.page.zone_features import Declared, Matrix, context, features
from onrecord.record import RECORD_VERSION, MadeBy, Record

Looks = tuple[lgb.Booster, lgb.Booster]


def looks_by_fold(read: list[Rows], fold: dict[str, int]) -> list[Looks]:
    """Return both looks for each fold, trained on the other folds."""
    sight = second_sight(held_back(read, first_sight, fold))
    others = [[page for page in read if fold[page.group] != number] for number in range(FOLDS)]
    return [(fit(kept, first_sight), fit(kept, sight)) for kept in others]


def think(looks: Looks, blocks: Sequence[RawBlock], compared: Declared) -> Matrix:
    """Return what a fold's looks think of a page's blocks, as ``kinds_of`` does with the shipped ones."""
    seen = features(blocks, compared)
    first = np.asarray(looks[0].predict(seen), dtype=np.float32)
    return np.asarray(looks[1].predict(np.concatenate([seen, context(first, blocks)], axis=1)), dtype=np.float32)


def main() -> None:
    """Parse the command line and read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    read = rows(chosen.shared)
    fold = folds(read, 1)
    looks = looks_by_fold(read, fold)
    for name, group, page, truth in pages(chosen.shared):
        own = looks[fold.get(group, 0)]
        html.kinds_of = lambda blocks, compared, own=own: think(own, blocks, compared)  # type: ignore[assignment]
        reading = read_article(RawPage(name, page))
        path = chosen.out / ("fundus" if truth.others else "article-extraction") / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Record(RECORD_VERSION, MadeBy(__version__), reading.article).to_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
