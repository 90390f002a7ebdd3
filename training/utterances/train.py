"""Train what tells whether two statements are one utterance: ``python -m training.utterances.train ../shared``.

Logistic regression on the features of onrecord.story.utterances.likeness, by the pairs of the part ``train``; same and
different count as much as each other. ``--records`` says who speaks in each; without it PolNeAR's annotation does,
which leaves pronouns unknown. ``--folds`` trains on the pairs of four fifths of the months, scores on the fifth, and
writes nothing. The part ``score`` is never looked at here.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from training.details.fit import newton
from training.utterances.pairs import Corpus, Labelled, labelled

from onrecord.story.utterances.likeness import Pair, probability

Matrix = npt.NDArray[np.float64]

PENALTY = 1.0
CLOSE = 1e-6
FOLDS = 5
TABLE = Path(__file__).parents[2] / "src" / "onrecord" / "story" / "utterances" / "likeness.tsv"
HEAD = """# Whether two statements are one utterance (likeness.py), in log odds for each unit of a feature.
# Made by training/utterances/train.py.
"""


def design(corpus: Corpus, pairs: Sequence[Labelled]) -> tuple[list[str], Matrix]:
    """Return the features' names, the bias first, and their values (pairs x features)."""
    rows = [Pair(corpus.saying(pair.one), corpus.saying(pair.other)).features() for pair in pairs]
    names = list(rows[0])
    return names, np.array([[row[name] for name in names] for row in rows])


def fitted(x: Matrix, same: Sequence[bool]) -> Matrix:
    """Return the weights; pairs of each answer count half of all."""
    y = np.asarray(same, dtype=float)
    counts = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    return newton(x, list(same), counts.tolist(), PENALTY, CLOSE)


def in_folds(corpus: Corpus, pairs: Sequence[Labelled]) -> list[float]:
    """Return how likely each pair is the same, by a model that saw no pair of its months."""
    x = design(corpus, pairs)[1]
    months = [pair.one.article.split("_")[1][:7] for pair in pairs]
    fold = {month: number % FOLDS for number, month in enumerate(sorted(set(months)))}
    out = [0.0] * len(pairs)
    for number in range(FOLDS):
        rest = [i for i, month in enumerate(months) if fold[month] != number]
        weights = fitted(x[rest], [pairs[i].same for i in rest])
        for i, month in enumerate(months):
            if fold[month] == number:
                out[i] = probability(float(x[i] @ weights))
    return out


def f1(same: Sequence[bool], found: Sequence[bool]) -> float:
    """Return F1 of the pairs that are the same, 0 to 1."""
    both = sum(a and b for a, b in zip(same, found, strict=True))
    return 2 * both / max(1, sum(same) + sum(found))


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--records", type=Path, help="folder of records of PolNeAR's training split, STEM.json")
    parser.add_argument("--folds", action="store_true", help="score in folds by month, write nothing")
    given = parser.parse_args()
    pairs = labelled("train")
    corpus = Corpus(given.shared, given.records)
    same = [pair.same for pair in pairs]
    if given.folds:
        likely = in_folds(corpus, pairs)
        for bound in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            print(f"{bound}: F1 {100 * f1(same, [p >= bound for p in likely]):.1f} of {sum(same)} in {len(same)}")
        return
    names, x = design(corpus, pairs)
    weights = fitted(x, same)
    lines = [f"{name}\t{weight:.2f}\n" for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.005]  # noqa: PLR2004 - would print as nought
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
