"""How much a statement's confidence means: ``python -m bench.calibration ../shared``.

Of the statements that say .9, nine in ten should be right. Right is what the set's own scorer matches with its truth:
on PolNeAR's development split the outermost statements alone (``triple.half``: half the words of source and content),
since it marks no others; on the development gold and the held-back silver all of them. The expected calibration error
is the mean distance between confidence and share of right ones in ten bins of equal width, weighted by the statements
in each. ``--picture docs/pictures/calibration.svg`` draws them. ``--records`` keeps what was read, and ``--again``
measures it without reading.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.articles import Text, gold, held_back, held_back_gold, polnear_texts, unpacked
from bench.peers import onrecord
from bench.process import Reader
from bench.reliability import picture

BINS = 10
Judged = list[tuple[float, bool]]  # confidence of a statement, and whether it is right


@dataclass(frozen=True)
class Bin:
    """Statements whose confidence lies in one tenth.

    Args:
        sure: mean confidence.
        right: share of right ones.
    """

    count: int
    sure: float
    right: float


def bins_of(judged: Judged) -> list[Bin]:
    """Return the bins that hold anything, from the least sure."""
    inside: dict[int, Judged] = {}
    for sure, right in judged:
        inside.setdefault(min(int(sure * BINS), BINS - 1), []).append((sure, right))
    return [
        Bin(len(held), sum(s for s, _ in held) / len(held), sum(r for _, r in held) / len(held))
        for _, held in sorted(inside.items())
    ]


def calibration_error(bins: list[Bin]) -> float:
    """Return the expected calibration error, 0 to 1 (Naeini, Cooper and Hauskrecht, 2015)."""
    return sum(b.count * abs(b.sure - b.right) for b in bins) / sum(b.count for b in bins)


def main() -> None:
    """Parse the command line, print the bins and draw the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold, silver and corpora/polnear")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help="draw the bins")
    parser.add_argument("--records", type=Path, metavar="FOLDER", help="keep what was read here")
    parser.add_argument("--json", action="store_true", help="print the calibration errors alone, as JSON")
    parser.add_argument("--again", action="store_true", help="measure what lies in --records")
    chosen = parser.parse_args()
    if chosen.again and not chosen.records:
        parser.error("--again measures what lies in --records FOLDER")
    with tempfile.TemporaryDirectory() as folder:
        records = chosen.records or Path(folder) / "records"
        if not chosen.again:
            _read(chosen.shared, records)
        found = judged_sets(chosen.shared, records, Path(folder))
    bins = {name: bins_of(judged) for name, judged in found.items()}
    if chosen.json:
        print(json.dumps({name: calibration_error(each) for name, each in bins.items()}))
    else:
        _tell(bins, found)
    if chosen.picture:
        shown = {
            f"{name}: ECE {calibration_error(each):.3f}": [(b.sure, b.right, b.count) for b in each]
            for name, each in bins.items()
        }
        chosen.picture.write_text(picture(shown), encoding="utf-8")


def _tell(bins: dict[str, list[Bin]], found: dict[str, Judged]) -> None:
    for name, each in bins.items():
        print(f"{name}: {len(found[name])} statements, ECE {calibration_error(each):.3f}")
        for b in each:
            print(f"    says {b.sure:.2f}  right {b.right:.2f}  of {b.count}")


def _read(shared: Path, records: Path) -> None:
    sets: dict[str, list[Text]] = {"polnear": polnear_texts(shared, "dev"), "gold": gold(shared)}
    sets["held"] = held_back(shared)
    with Reader(onrecord) as reader:
        for name, articles in sets.items():
            (records / name).mkdir(parents=True, exist_ok=True)
            for article in articles:
                made = json.dumps(reader.read(article.text, article.published)[0])
                (records / name / f"{article.name}.json").write_text(made, encoding="utf-8")


def judged_sets(shared: Path, records: Path, folder: Path) -> dict[str, Judged]:
    """Return confidence and rightness of the statements of each set."""
    sys.path.insert(0, str(shared / "gold"))
    polnear = _on_polnear(unpacked(shared, "dev", folder), records / "polnear")
    truth = held_back_gold(shared, folder / "truth")
    return {
        "PolNeAR dev": polnear,
        "gold": _on_gold(shared / "gold" / "dev", records / "gold"),
        "silver held back": _on_gold(truth, records / "held"),
    }


def _on_polnear(split: Path, records: Path) -> Judged:
    scorer = importlib.import_module("score_polnear")
    read = [json.loads((records / f"{stem}.json").read_text()) for stem, *_ in scorer.read_gold(split)]
    with _matches(scorer) as matched:
        scorer.document(split, records)
    out: Judged = []
    for record, pairs in zip(read, matched, strict=True):
        outermost = [s for s in record["statements"] if not s.get("within")]
        out.extend(_judged(outermost, pairs))
    return out


def _on_gold(truth: Path, records: Path) -> Judged:
    scorer = importlib.import_module("score")
    out: Judged = []
    for path in sorted(truth.glob("*.json")):
        right, record = json.loads(path.read_text()), json.loads((records / path.name).read_text())
        text = (truth / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        with _matches(scorer) as matched:
            scorer.score_one(right, text, record, scorer.Tally(), misses=False)
        out.extend(_judged(record["statements"], matched[0]))  # statements are what the scorer pairs first
    return out


class _matches:  # noqa: N801 - reads as a function where it is used
    """The pairs that a scorer makes, call by call, so that right is what it says and no copy of its rule."""

    def __init__(self, scorer: Any) -> None:  # noqa: ANN401 - a module of ../shared
        self._made: list[list[tuple[int, int]]] = []
        pair = scorer.pair

        def spy(*given: object) -> list[tuple[int, int]]:
            self._made.append(pair(*given))
            return self._made[-1]

        self._patch = patch.object(scorer, "pair", spy)

    def __enter__(self) -> list[list[tuple[int, int]]]:
        self._patch.start()
        return self._made

    def __exit__(self, *_: object) -> None:
        self._patch.stop()


def _judged(statements: list[dict[str, Any]], pairs: list[tuple[int, int]]) -> Iterator[tuple[float, bool]]:
    right = {predicted for _, predicted in pairs}
    for number, statement in enumerate(statements):
        yield statement["confidence"], number in right


if __name__ == "__main__":
    main()
