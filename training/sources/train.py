"""Train the choice on whose word a figure stands and write its table: ``python -m training.sources.train ../shared``.

Each article of silver is read by the reader itself; each figure that silver has too is a case for every statement that
may give it. Nothing is random but the articles held back, which a seed draws (the attribution model's).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.details.fit import fit, write
from training.sources.cases import Case, cases
from training.speakers.answers import scorer
from training.speakers.train import held_back

from onrecord.assembly.on_whose_word import likeliest
from onrecord.extract.linear import Linear

PENALTY = 3.0
LEAST_SEEN = 5
FOLDS = 5
TABLE = Path(__file__).parents[2] / "src" / "onrecord" / "assembly" / "on_whose_word.tsv"
HEAD = """How a figure stands to a statement on whose word it may be (assembly/bearing.py).
In log odds; made by training/sources/train.py."""


def fitted(cases: Iterable[Case]) -> Linear:
    """Return the model of some cases."""
    rows = [(option.features, right) for case in cases for option, right in zip(case.options, case.right, strict=True)]
    features, labels = zip(*rows, strict=True)
    return Linear(fit(features, labels, [1.0] * len(rows), penalty=PENALTY, least=LEAST_SEEN))


def chosen(model: Linear, cases: Sequence[Case]) -> Counter[str]:
    """Return how often the model chooses right, and how it errs."""
    out: Counter[str] = Counter()
    for case in cases:
        draft = likeliest(model, case.options)
        right = {o.draft for o, good in zip(case.options, case.right, strict=True) if good}
        if draft is None:
            out["none, missed" if right else "none" if not case.sourced else "none, no statement"] += 1
        else:
            out["right" if draft in right else "another's" if case.sourced else "the article's own"] += 1
    return out


def in_folds(read: Sequence[Sequence[Case]]) -> Counter[str]:
    """Return how models of four fifths of the articles choose in the fifth."""
    out: Counter[str] = Counter()
    for fold in range(FOLDS):
        model = fitted(case for k, article in enumerate(read) if k % FOLDS != fold for case in article)
        out += chosen(model, [case for k, article in enumerate(read) if k % FOLDS == fold for case in article])
    return out


def shares(found: Counter[str]) -> str:
    """Return the share of right choices and the counts behind it."""
    good = found["none"] + found["right"]
    return f"{100 * good / max(1, found.total()):.1f} % of {found.total()}  " + "  ".join(
        f"{k} {n}" for k, n in sorted(found.items())
    )


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with silver/ and gold/score.py")
    parser.add_argument(
        "--held-back", action="store_true", help="score in folds and on articles held back, write nothing"
    )
    given = parser.parse_args()
    score, (names, held) = scorer(given.shared), held_back(given.shared)
    read = [list(cases(score, given.shared / "silver", name)) for name in names]
    model = fitted(case for article in read for case in article)
    if given.held_back:
        others = [case for name in held for case in cases(score, given.shared / "silver", name)]
        print("in folds ", shares(in_folds(read)))
        print("held back", shares(chosen(model, others)))
    else:
        write(dict(model.weights), TABLE, HEAD)


if __name__ == "__main__":
    main()
