"""Learns how alike two articles of one story are, and when a group of articles is a story of its own.

    python -m training.stories.train [SHARED]    write story/clusters/frequencies.tsv, likeness.tsv and newness.tsv

Likeness is a logistic regression on pairs of ECB+ articles, and of PolNeAR articles weeks apart. Newness is one
on the choices that putting groups together has: first by the mean log odds of their pairs, then by itself, so that it
learns from the groups it makes. The odds it learns from are those of topics that likeness had not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from training.details.fit import CLOSE, newton
from training.stories import frequencies
from training.stories.campaign import COUNTS
from training.stories.cases import Corpus, Decisions, corpus, decisions, folds, links

from onrecord.story.clusters import likeness, newness
from onrecord.story.clusters.cluster import Judges
from onrecord.story.clusters.weights import Array, Weights, parse

STORY = Path(__file__).resolve().parents[2] / "src/onrecord/story/clusters"
# Penalties of squared weights, of measures brought to a spread of one.
LIKENESS_PENALTY, NEWNESS_PENALTY = 3.0, 10.0
INNER, INNER_SEED, ROUNDS = 4, 9, 2
LIKENESS_HEAD = """How alike two articles of one story are (likeness.py): feature, middle, spread, weight in log odds.
Made by training/stories/train.py on ECB+ topics 1 to 35 (CC BY 3.0) and on pairs of PolNeAR that are weeks apart."""
NEWNESS_HEAD = """Whether two groups of articles are one story (newness.py): feature, middle, spread and
weight in log odds.
Made by training/stories/train.py on ECB+ topics 1 to 35 (CC BY 3.0)."""


def learned(of: Corpus, topics: Sequence[int]) -> tuple[str, str]:
    """Return the tables of likeness and newness, learned from some topics."""
    alike = likeness_table(of, topics)
    seen = [_unseen(of, topics, held) for held in folds(topics, INNER, INNER_SEED)]
    judge = Weights(newness.FEATURES, 0.0, np.eye(len(newness.FEATURES))[newness.FEATURES.index("mean")])
    cases: list[Decisions] = []
    for _ in range(ROUNDS):
        cases += [case for odds, cosines, same in seen for case in decisions(odds, cosines, same, judge)]
        new = newness_table(cases)
        judge = parse(new, newness.TABLE, newness.FEATURES)
    return alike, new


def judges_of(tables: tuple[str, str]) -> Judges:
    """Return the decisions that tables hold."""
    alike, new = tables
    return Judges(
        parse(alike, likeness.TABLE, likeness.FEATURES),
        parse(new, newness.TABLE, newness.FEATURES),
    )


def _unseen(of: Corpus, topics: Sequence[int], held: Sequence[int]) -> tuple[Array, Array, Array]:
    """Return log odds, cosines and answers of held topics, by a likeness that was learned without them."""
    others = [topic for topic in topics if topic not in held]
    model = parse(likeness_table(of, others), likeness.TABLE, likeness.FEATURES)
    here = of.of(held)
    odds, cosines = links(of, model, here)
    return odds, cosines, of.same[np.ix_(here, here)]


def likeness_table(of: Corpus, topics: Sequence[int]) -> str:
    """Return the table of likeness, learned from the pairs of some topics."""
    here = of.of(topics)
    pairs = np.triu(of.near & here[:, None] & here, 1)
    features = np.concatenate([of.features[pairs].astype(np.float64), of.strangers])
    answers = np.concatenate([of.same[pairs], np.zeros(len(of.strangers), dtype=bool)])
    counts = np.where(np.arange(len(features)) < len(features) - len(of.strangers), 1.0, COUNTS)
    return table(features, answers, counts, (likeness.FEATURES, LIKENESS_PENALTY, LIKENESS_HEAD))


def newness_table(cases: Sequence[Decisions]) -> str:
    """Return the table of newness, learned from choices."""
    counts = np.concatenate([case.counts for case in cases])
    return table(
        np.concatenate([case.features for case in cases]),
        np.concatenate([case.one_story for case in cases]),
        counts / counts.mean(),
        (newness.FEATURES, NEWNESS_PENALTY, NEWNESS_HEAD),
    )


def table(features: Array, answers: Array, counts: Array, made: tuple[Sequence[str], float, str]) -> str:
    """Return the text of a table of weights.

    Args:
        made: the names of the features, the penalty, and what the table says of itself.
    """
    names, penalty, head = made
    middle, spread = features.mean(0), features.std(0) + 1e-9
    design = np.column_stack([np.ones(len(features)), (features - middle) / spread])
    bias, *weights = newton(design, answers.tolist(), counts.tolist(), penalty, CLOSE)
    lines = [f"# {line}" for line in head.splitlines()] + [f"bias\t{bias:.3f}"]
    rows = zip(names, middle, spread, weights, strict=True)
    return "\n".join([*lines, *(f"{name}\t{m:.4f}\t{s:.4f}\t{w:.3f}" for name, m, s, w in rows)]) + "\n"


def main() -> None:
    """Write the tables that ship with the program."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    frequencies.write(shared, STORY / "frequencies.tsv")
    of = corpus(shared)
    alike, new = learned(of, sorted({article.topic for article in of.articles}))
    (STORY / likeness.TABLE).write_text(alike, encoding="utf-8")
    (STORY / newness.TABLE).write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
