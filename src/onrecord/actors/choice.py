"""The choice among the actors that a phrase may mean, by a trained ranker.

Pronouns and descriptions alike: every actor near by, and "nobody named before", gets a row of features; the ranker
(gradient-boosted trees, ``training/speakers``) says how well each fits, and the best one is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.actors.query import QUERY_FEATURES, Query, query_features
from onrecord.actors.rivals import NOBODY, PAIR_FEATURES, Rivals, Stage, pair_features, rivals
from onrecord.model import load

if TYPE_CHECKING:
    from onrecord.model.loading import Matrix

MODEL = "speakers"
CONTEXT_FEATURES = ("rivals", "heads", "same", "inside", "best_shared", "gender_fits_one")
# Of what each rival has, how many others that fit in kind have more.
RANKED = ("tokens", "in_all", "sentences_subject", "sentences_spoke", "count", "ahead_tokens", "shared")
_RANKED = [PAIR_FEATURES.index(name) for name in RANKED]
_SIGNS = np.array([-1.0 if name in {"in_all", "count", "shared"} else 1.0 for name in RANKED])
RANK_FEATURES = (*(f"order.{name}" for name in RANKED), *(f"order_of_kind.{name}" for name in RANKED))
FEATURES = (*PAIR_FEATURES, *RANK_FEATURES, *CONTEXT_FEATURES, *QUERY_FEATURES)
_KIND = slice(PAIR_FEATURES.index("person"), PAIR_FEATURES.index("person") + 3)
_HEAD, _SAME = PAIR_FEATURES.index("head"), PAIR_FEATURES.index("same_name")
_GENDER = PAIR_FEATURES.index("gender_fits")
_INSIDE, _SHARED = PAIR_FEATURES.index("inside"), PAIR_FEATURES.index("shared")


def weighed(stage: Stage, query: Query, key: str) -> Rivals:
    """Return the actors that may be meant, with their features; the last row stands for nobody named before.

    Args:
        key: the phrase in lower case, articles left out.
    """
    seen = rivals(stage, query, key)
    named = stage.by_name.get(key)
    pairs = [pair_features(stage, query, n, one, same_name=n == named and bool(query.lemma)) for n, one in seen.items()]
    context = [
        float(len(pairs)),
        sum(row[_HEAD] for row in pairs),
        sum(row[_SAME] for row in pairs),
        sum(row[_INSIDE] for row in pairs),
        max((row[_SHARED] for row in pairs), default=0.0),
        sum(row[_GENDER] for row in pairs),
        *query_features(stage.parse, query, known=query.lemma in stage.by_head),
    ]
    orders = [*_orders(pairs), [-1.0] * len(RANK_FEATURES)]
    return Rivals(list(seen), [[*row, *order, *context] for row, order in zip((*pairs, NOBODY), orders, strict=True)])


def _orders(pairs: list[list[float]]) -> list[list[float]]:
    """For each rival how many stand before it by each measure, among all and among those of its kind."""
    if not pairs:
        return []
    rows = np.array(pairs, dtype=np.float64)
    values = rows[:, _RANKED] * _SIGNS
    alike = (rows[:, None, _KIND] == rows[None, :, _KIND]).all(axis=2)
    before = values[None, :, :] < values[:, None, :]
    orders: list[list[float]] = np.concatenate([before.sum(1), (before & alike[:, :, None]).sum(1)], axis=1).tolist()
    return orders


def likeliest(found: Rivals) -> int | None:
    """Return the number of the actor that fits best; None where nobody named before does."""
    if not found.numbers:
        return None
    fits: Matrix = load(MODEL)(np.array(found.rows, dtype=np.float32)).reshape(len(found.rows), -1)[:, -1]
    best = int(np.argmax(fits))
    return found.numbers[best] if best < len(found.numbers) else None
