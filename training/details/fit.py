"""Logistic regression on features that hold or do not, by Newton's method."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from onrecord.extract.linear import BIAS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    Matrix = npt.NDArray[np.float64]

STEPS = 30
CLOSE = 1e-6
FAR = 30.0  # log odds beyond which nothing is told apart


def fit(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], counts: Sequence[float], *, penalty: float, least: int
) -> dict[str, float]:
    """Return the weight of each feature.

    Args:
        rows: the features that hold, by case.
        labels: the answer of each case.
        counts: how much each case counts.
        penalty: of squared weights, which are drawn to nought.
        least: cases that a feature must hold in to have a weight.
    """
    names, held = design(rows, least)
    return dict(zip(names, newton(held, labels, counts, penalty, CLOSE).tolist(), strict=True))


def design(rows: Sequence[Sequence[str]], least: int) -> tuple[list[str], Matrix]:
    """Return the features that hold often enough, the bias first, and which hold in which case (cases x features)."""
    seen = Counter(f for row in rows for f in set(row))
    names = [BIAS, *sorted(f for f, n in seen.items() if n >= least)]
    column = {name: i for i, name in enumerate(names)}
    held = np.zeros((len(rows), len(names)))
    held[:, 0] = 1
    for k, row in enumerate(rows):
        held[k, [column[f] for f in row if f in column]] = 1
    return names, held


def newton(x: Matrix, labels: Sequence[bool], counts: Sequence[float], penalty: float, close: float) -> Matrix:
    """Return the weights of the columns of a design, of which the first is the bias and hardly drawn to nought.

    Args:
        close: a step smaller than this ends the search.
    """
    y, share = np.asarray(labels, dtype=float), np.asarray(counts)
    weights, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], penalty)
    ridge[0] = close
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -FAR, FAR)))
        slope = x.T @ (share * (p - y)) + ridge * weights
        step = np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + np.diag(ridge), slope)
        weights -= step
        if np.abs(step).max() < close:
            break
    return weights


def write(weights: dict[str, float], target: Path, head: str) -> None:
    """Write a table of weights, the bias first, features in alphabetical order, those of no weight left out."""
    lines = [f"# {line}" for line in head.splitlines()]
    lines += [f"{name}\t{weight:.2f}" for name, weight in weights.items() if name == BIAS or abs(weight) >= 0.005]  # noqa: PLR2004 - would print as nought
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
