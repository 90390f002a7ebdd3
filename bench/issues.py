"""How well issues told in other words are known again: pairs of positions, labelled the same or not.

    python -m bench.issues ../shared RECORDS        RECORDS: a folder of PolNeAR's records, STEM.json

Pairs stand in ``bench/issue-pairs.tsv`` by ids alone; a pair whose position a reading no longer gives is left out and
counted. Figures are of five folds, the weights learned on the other four; the baseline's threshold is chosen in
hindsight.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.details.fit import newton

from onrecord.story.positions.issues import features, logistic, sameness, wording
from onrecord.story.terms import stems

PAIRS = Path(__file__).with_name("issue-pairs.tsv")
FOLDS = 5
# In the middle of those that five folds were tried with (.5 to 2): no matter.
PENALTY = 1.0
CLOSE = 1e-6


@dataclass(frozen=True)
class Named:
    """The issue of a position and who holds it."""

    issue: str
    holder: str | None


@dataclass(frozen=True)
class Pair:
    """Two positions of different articles, and whether a reader took their issue for the same."""

    one: Named
    other: Named
    same: bool

    @property
    def features(self) -> dict[str, float]:
        """What speaks for and against."""
        return features(wording(self.one.issue), wording(self.other.issue), same_holder=self.same_holder)

    @property
    def same_holder(self) -> bool:
        """Whether one actor holds both."""
        return self.one.holder is not None and self.one.holder == self.other.holder


class Positions:
    """The positions that pairs name."""

    def __init__(self, shared: Path, records: Path) -> None:
        self._folders = {"polnear": records, "silver": shared / "silver/records"}

    def named(self, where: str, article: str, position: str) -> Named | None:
        """Return a position; None where the reading gives it no more."""
        path = self._folders[where] / f"{article}.json"
        if not path.is_file():
            return None
        record = json.loads(path.read_text("utf-8"))
        if where == "silver":
            found = record["positions"][int(position[1:]) - 1]
            return Named(found["issue"], found["holder"])
        names = {a["id"]: a["name"] for a in record["actors"]}
        return next(
            (Named(p["issue"], names.get(p["holder"])) for p in record["positions"] if p["key"] == position), None
        )


def pairs(shared: Path, records: Path) -> tuple[list[Pair], int]:
    """Return the pairs that can be found, and how many cannot."""
    positions = Positions(shared, records)
    found: list[Pair] = []
    rows = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if not line.startswith("#")]
    for label, *ids in rows:
        one, other = positions.named(*ids[:3]), positions.named(*ids[3:])
        if one is not None and other is not None:
            found.append(Pair(one, other, label != "other"))
    return found, len(rows) - len(found)


def fitted(cases: Sequence[Pair]) -> dict[str, float]:
    """Return the weights of a logistic regression, the bias first."""
    names = list(cases[0].features)
    x = np.array([[1.0, *(case.features[name] for name in names)] for case in cases])
    weights = newton(x, [case.same for case in cases], [1.0] * len(cases), PENALTY, CLOSE)
    return dict(zip(["bias", *names], map(float, weights), strict=True))


@dataclass(frozen=True)
class Counted:
    """Pairs found, found rightly, and to be found."""

    found: int
    right: int
    there: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.there, 1)

    def __str__(self) -> str:
        return f"{100 * self.f1:.1f} (P {self.right}/{self.found}, R {self.right}/{self.there})"


def counted(cases: Sequence[Pair], says: Callable[[int], bool]) -> Counted:
    """Count what a decision finds."""
    found = [case for n, case in enumerate(cases) if says(n)]
    return Counted(len(found), sum(case.same for case in found), sum(case.same for case in cases))


def in_folds(cases: Sequence[Pair]) -> list[float]:
    """Return the probability of each pair by weights that were learned without its fold."""
    given = [0.0] * len(cases)
    for fold in range(FOLDS):
        weights = fitted([case for n, case in enumerate(cases) if n % FOLDS != fold])
        for n in range(fold, len(cases), FOLDS):
            given[n] = logistic(cases[n].features, weights)
    return given


def overlap(case: Pair) -> float:
    """Return the share of stems that two wordings have in common."""
    one, other = stems(case.one.issue), stems(case.other.issue)
    return len(one & other) / max(len(one | other), 1)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("--least", type=float, default=0.5, help="probability from which a pair is one issue")
    options = parser.parse_args()
    cases, lost = pairs(options.shared, options.records)
    folds = in_folds(cases)
    shipped = [sameness(wording(c.one.issue), wording(c.other.issue), same_holder=c.same_holder) for c in cases]
    shares = [overlap(case) for case in cases]
    best = max((counted(cases, lambda n, t=t / 20: shares[n] >= t) for t in range(1, 20)), key=lambda c: c.f1)
    print(f"{len(cases)} pairs, {sum(c.same for c in cases)} the same, {lost} not found")
    print(f"share of stems, best threshold in hindsight  {best}")
    print(f"model, five folds                            {counted(cases, lambda n: folds[n] >= options.least)}")
    print(f"shipped weights (seen these pairs)           {counted(cases, lambda n: shipped[n] >= options.least)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
