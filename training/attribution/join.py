"""Fit the join of rules and model on held-back silver: `python -m training.attribution.join --out FILE`.

Needs the model in the package. The articles that fit it are those that no training of the model saw
(`corpora.split_silver`); of the figures printed those of the cross-validation are to be believed.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from training.attribution import corpora
from training.attribution.corpora import Attribution, Document

from onrecord.extract import joined
from onrecord.extract.attribution import by_model, by_rules
from onrecord.extract.draft import Draft, innermost
from onrecord.record import Block, Span
from onrecord.text import annotate
from onrecord.text.quotes import quotations

Floats = npt.NDArray[np.float64]
FOLDS, STEPS = 5, 30
PENALTY = 3.0  # of the squared weights, but for the constant
HALF = 0.5  # of the words of a content that must be the same
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
POLNEAR_EVERY = 14  # every so manyth article of PolNeAR calibrates: 60 of 840
HEAD = "# feature, its weight in the choice, its weight in the confidence; made by training/attribution/join.py"


@dataclass(frozen=True)
class Article:
    """What rules and model find in one article, beside the truth.

    Args:
        names: of the features.
        rows: features of each pair.
        right: for each pair, whether its statement is one of the article's, and whether its source is right too.
        outer: whether it lies in no other's content.
        true: number of the article's statements.
    """

    names: tuple[str, ...]
    rows: Floats
    right: npt.NDArray[np.bool_]
    outer: npt.NDArray[np.bool_]
    true: int


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> set[int]:
    """Return where the words of spans begin."""
    return {m for a, b in spans for m in range(a, b) if text[m].isalnum() and (m == 0 or not text[m - 1].isalnum())}


def _runs(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in spans)


def _likeness(text: str, draft: Draft, true: Attribution) -> tuple[float, bool]:
    mine, theirs = _words(text, _runs(draft.content)), _words(text, true.content)
    # A colon is a cue without a word, so cues are held together by their characters.
    if not any(draft.cue.start < end and start < draft.cue.end for start, end in true.cue):
        return 0.0, False
    source, written = _words(text, _runs((draft.source,) if draft.source else ())), _words(text, true.source)
    same = bool(source & written) or not (source or written)
    return (len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0), same


def collect(document: Document) -> Article:
    """Read one article with rules and model; its first paragraph is the headline."""
    text, spans = document.text, tuple(Span(*run) for run in document.blocks)
    blocks = [Block("paragraph" if n else "title", s.start, s.end) for n, s in enumerate(spans)]
    parse = annotate(text, spans)
    pairs = joined.pairs(by_rules(parse, blocks, quotations(text, spans)), by_model(text, blocks))
    known = [joined.features(parse, *pair) for pair in pairs]
    drafts = [joined.choose(parse, *pair) for pair in pairs]
    right = []
    for draft in drafts:
        like, same = max((_likeness(text, draft, a) for a in document.attributions), default=(0.0, False))
        right.append((like >= HALF, like >= HALF and same))
    rows = np.array([list(row.values()) for row in known])
    return Article(tuple(known[0]), rows, np.array(right), _outer(drafts, known), len(document.attributions))


def _outer(drafts: list[Draft], known: list[dict[str, float]]) -> npt.NDArray[np.bool_]:
    """Tell which drafts lie in the content of no other that is kept."""
    kept = [d for d, row in zip(drafts, known, strict=True) if joined.chance(row) >= joined.LEAST]
    around = innermost(kept, [d.cue for d in drafts])
    return np.array([n is None for n in around])


def fit(rows: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1e-3
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - penalty * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        weights += np.linalg.solve(curve, slope)
    return weights


def score(articles: list[Article], weights: Floats, least: float) -> npt.NDArray[np.int64]:
    """Return how many statements are right, right with their source, kept and true."""
    total = np.zeros(4, dtype=np.int64)
    for article in articles:
        kept = 1 / (1 + np.exp(-article.rows @ weights)) >= least
        total += np.array([*article.right[kept].sum(0), kept.sum(), article.true])
    return total


def _fitted(articles: list[Article]) -> Floats:
    """Return the weights that tell which pairs make a statement."""
    rows = np.concatenate([a.rows for a in articles])
    return fit(rows, np.concatenate([a.right[:, 0] for a in articles]).astype(float))


def _calibrated(silver: list[Article], polnear: list[Article], keep: Floats) -> Floats:
    """Return the weights of the confidence: of the pairs kept, which are right with their source.

    PolNeAR marks the outermost attributions alone, so only those of its articles are looked at.
    """
    rows, right = [], []
    for article in [*silver, *polnear]:
        kept = 1 / (1 + np.exp(-article.rows @ keep)) >= joined.LEAST
        looked = kept & (article.outer if any(article is other for other in polnear) else True)
        rows.append(article.rows[looked])
        right.append(article.right[looked, 1])
    return fit(np.concatenate(rows), np.concatenate(right).astype(float))


def _tell(name: str, least: float, counts: npt.NDArray[np.int64]) -> None:
    right, sourced, kept, true = counts.tolist()
    line = f"{name} {least:.2f}: F1 {200 * right / (kept + true):.1f}, with source {200 * sourced / (kept + true):.1f}"
    print(f"{line}, precision {100 * right / max(kept, 1):.1f}, recall {100 * right / true:.1f}")


def main() -> None:
    """Fit, tell what comes out, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="holds silver/ and gold/")
    parser.add_argument("--out", type=Path, help="extract/join.tsv")
    arguments = parser.parse_args()
    silver, gold = arguments.shared / "silver", arguments.shared / "gold" / "dev"
    _, held = corpora.split_silver(list(corpora.silver(silver)))
    articles = [collect(d) for d in held]
    unseen = [collect(d) for d in corpora.records(gold, gold / "texts")]
    folds = [_fitted([a for n, a in enumerate(articles) if n % FOLDS != k]) for k in range(FOLDS)]
    keep = _fitted(articles)
    for least in THRESHOLDS:
        _tell("held back", least, sum(score(articles[k::FOLDS], folds[k], least) for k in range(FOLDS)))
        _tell("gold     ", least, score(unseen, keep, least))
    polnear = list(corpora.polnear(arguments.shared / "corpora" / "polnear" / "train.tar.xz"))[::POLNEAR_EVERY]
    sure = _calibrated(articles, [collect(d) for d in polnear], keep)
    lines = [f"{name}\t{a:.3f}\t{b:.3f}" for name, a, b in zip(articles[0].names, keep, sure, strict=True)]
    text = "\n".join([HEAD, *lines]) + "\n"
    print(text) if arguments.out is None else arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
