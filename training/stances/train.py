"""Train the choices of positions and of encounters, and write their tables of weights.

    python -m training.stances.train ../shared/silver ../shared/gold/score.py src/onrecord

Each article of silver is read up to its places that may show a stance. A place shows one where a position of the record
has its holder and shares its evidence or its issue, by the scorer's own measure. The tables are written again whenever
the attribution model is, whose vectors they weigh. A mention tells of an encounter where one of the record has its type
and somebody who takes part. Nothing is random but the articles held back, which a seed draws.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from training.details.fit import fit as fit_names
from training.details.fit import write
from training.details.train import HELD_BACK, split
from training.stances.cases import Case, cases, load_scorer
from training.stances.fit import Fitted, fit

from onrecord.extract.encounters import mentions
from onrecord.extract.encounters import traits as encounter_traits
from onrecord.extract.positions import Place, places
from onrecord.model.stances import NAME, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

LEAST_SEEN, LEAST_SEEN_STANCE = 8, 8
PENALTY, PENALTY_STANCE, PENALTY_MET = 10.0, 20.0, 2.0
SAME = 0.3  # as the scorer pairs positions
COVERED = 0.6
# How much a place counts that shows a position of somebody else (a wrong holder), one whose evidence holds the
# record's, and one that has the words of an issue of its holder's: the last is no case at all, rather than a wrong one.
OTHER_HOLDER, HOLDS, TOLD_AGAIN = 0.5, 0.3, 0.2
# Annotators who mark fewer positions an article than this leave out some that others mark: their blanks count less.
RICH = 3.0
STEEPER = 1.5


class Row(NamedTuple):
    """One place.

    Args:
        stance: what the record says of it; None where it says nothing.
        counts: how much it counts.
    """

    names: tuple[str, ...]
    vector: Any
    stance: str | None
    counts: float


class Meeting(NamedTuple):
    """One mention of what may be an encounter."""

    names: list[str]
    told: bool


def rows(case: Case, scorer: ModuleType, rate: float) -> list[Row]:
    """Return the places of an article with their stance.

    Args:
        rate: positions an article that its annotator marks.
    """
    held = [(p, case.aligned.quote(p["evidence"]), _words(scorer, p["issue"])) for p in case.record["positions"]]
    out = []
    for place in places(case.parse, case.blocks, case.drafts, case.meanings):
        stance, counts = _shown(case, scorer, place, held)
        if stance is None:
            counts *= min(1.0, rate / RICH) ** STEEPER
        out.append(Row(place.names, np.concatenate(place.vectors).astype(float), stance, counts))
    return out


def _words(scorer: ModuleType, phrase: str) -> frozenset[str]:
    return frozenset(scorer.name_words(phrase))


def _shown(case: Case, scorer: ModuleType, place: Place, held: Sequence[Any]) -> tuple[str | None, float]:
    """What a record says of a place, and how much that counts."""
    evidence = case.words(place.site.evidence)
    issue = _words(scorer, place.issue.text) if place.issue else None
    said = {w[2] for w in scorer.words(case.parse.span(*place.site.stretch).of(case.parse.text))}
    near, holds, told = [], [], False
    for number, (position, quote, words) in enumerate(held):
        alike = max(scorer.jaccard(quote, evidence), 0.0 if issue is None else scorer.jaccard(words, issue))
        own = any(case.who.same(position["holder"], n) for n in _holders(case, place))
        if alike >= SAME:
            near.append((own, alike, number))
        elif quote and len(quote & evidence) >= COVERED * len(quote):
            holds.append(number)
        told = told or (own and len(words & said) >= COVERED * max(1, len(words)))
    if near:
        own, _, number = max(near)
        return held[number][0]["stance"], 1.0 if own else OTHER_HOLDER
    if holds:
        return held[holds[0]][0]["stance"], HOLDS
    return None, TOLD_AGAIN if told else 1.0


def _holders(case: Case, place: Place) -> tuple[int, ...]:
    site, assembly = place.site, case.assembly
    if site.draft is not None:
        return case.who.members(assembly.speakers[site.draft])
    return () if site.holder is None else case.who.members(assembly.resolver.resolve(site.holder))


def rates(silver: Path, names: Sequence[str]) -> dict[str, float]:
    """Return for each article how many positions its annotator marks in one."""
    marked, by = Counter[str](), {}
    for name in names:
        record = json.loads((silver / "records" / f"{name}.json").read_text(encoding="utf-8"))
        by[name] = record["annotator"]
        marked[record["annotator"]] += len(record["positions"])
    articles = Counter(by.values())
    return {name: marked[who] / articles[who] for name, who in by.items()}


def shows(found: Sequence[Row]) -> Fitted:
    """Return the model of whether a place shows a stance."""
    return fit(
        [r.names for r in found],
        np.array([r.vector for r in found]),
        [r.stance is not None for r in found],
        [r.counts for r in found],
        penalty=PENALTY,
        least=LEAST_SEEN,
    )


def against(found: Sequence[Row]) -> Fitted:
    """Return the model of whether a stance is against."""
    sided = [r for r in found if r.stance in {"support", "oppose"} and r.counts >= OTHER_HOLDER]
    return fit(
        [r.names for r in sided],
        np.array([r.vector for r in sided]),
        [r.stance == "oppose" for r in sided],
        [r.counts for r in sided],
        penalty=PENALTY_STANCE,
        least=LEAST_SEEN_STANCE,
    )


def meetings(case: Case) -> list[Meeting]:
    """Return the mentions of encounters of an article, and whether its record has one like it."""
    out = []
    for mention in mentions(case.parse, case.drafts):
        people = {m for head in mention.heads for m in case.who.members(case.assembly.resolver.resolve(head))}
        told = any(
            known["type"] == mention.type
            and any(case.who.same(name, n) for name in known["participants"] for n in people)
            for known in case.record["encounters"]
        )
        out.append(Meeting(encounter_traits(case.parse, case.dates, mention), told))
    return out


def write_vectors(models: dict[str, Fitted], folder: Path) -> None:
    """Write the weights of the vectors, with the hash of the encoder whose vectors they are, and note their own."""
    encoder = hashlib.sha256((folder / "attribution-encoder.onnx").read_bytes()).hexdigest()
    lines = [
        "# Weights of the vectors of a cue and of its words, in ten-thousandths of log odds.",
        f"# encoder {encoder}",
    ]
    lines += [f"{a}\t{' '.join(str(round(w * PLACES)) for w in m.numbers.tolist())}" for a, m in models.items()]
    text = "\n".join(lines) + "\n"
    (folder / f"{NAME}.tsv").write_text(text, encoding="utf-8")
    hashes = json.loads((folder / "models.json").read_text(encoding="utf-8"))
    hashes[NAME] = hashlib.sha256(text.encode()).hexdigest()
    (folder / "models.json").write_text(json.dumps(dict(sorted(hashes.items())), indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("silver", type=Path, help="folder with records/ and texts/")
    parser.add_argument("scorer", type=Path, help="the scorer of the gold, score.py")
    parser.add_argument("target", type=Path, help="the package, src/onrecord")
    parser.add_argument("--held-back", type=int, default=HELD_BACK, help="articles not to train on")
    given = parser.parse_args()
    names = split([f.stem for f in (given.silver / "records").glob("*.json")], given.held_back)
    scorer, rate = load_scorer(given.scorer), rates(given.silver, names)
    found, met = [], []
    for case in cases(given.silver, names, scorer):
        found += rows(case, scorer, rate[case.name])
        met += meetings(case)
    weights = fit_names([m.names for m in met], [m.told for m in met], [1.0] * len(met), penalty=PENALTY_MET, least=3)
    head = "What speaks for an encounter at a word (extract/encounters.py)."
    made = f"{head}\nIn log odds; made by training/stances/train.py."
    write(weights, given.target / "extract" / "encounters.tsv", made)
    models = {"position": shows(found), "oppose": against(found)}
    for answer, name, head in (
        ("position", "positions.tsv", "What speaks for a stance at a place of the text (extract/positions.py)."),
        ("oppose", "stances.tsv", "What speaks for its being against (extract/positions.py)."),
    ):
        made = f"{head}\nIn log odds; made by training/stances/train.py."
        write(models[answer].names, given.target / "extract" / name, made)
    write_vectors(models, given.target / "model")


if __name__ == "__main__":
    main()
