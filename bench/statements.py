"""Statements beside what else can be installed from PyPI: ``python -m bench.statements ../shared``.

Every reader stands in a process of its own on one core and is given the same articles in turn, so that a change of the
machine's speed hits all alike. The development gold and the silver held back from training are scored by the gold's own
scorer; PolNeAR's development split gives the speed (processor time, models loaded, one article read before) and, with
the others, the peak memory. Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import peers
from bench.articles import Text, gold, held_back, held_back_gold, polnear_texts, scores
from bench.contender import Contender, ready
from bench.process import Reader

MEASURES = ("statements", "statements.triple", "statements.linked")


CONTENDERS = (
    Contender("onrecord", peers.onrecord, "onrecord", "onrecord"),
    Contender("textacy", peers.textacy, "textacy", "textacy"),
    Contender("spaCy and plain rules", peers.plain_rules, "spacy", "spacy"),
)


@dataclass
class Result:
    """What came of one contender.

    Args:
        seconds: processor time of each article of PolNeAR.
        peak: memory in MB.
        scores: of each set, as the scorer gives them.
    """

    seconds: list[float] = field(default_factory=list)
    peak: float = 0.0
    scores: dict[str, dict[str, Any]] = field(default_factory=dict)


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with gold, silver and corpora/polnear")
    parser.add_argument("--articles", type=int, help="no more than these of PolNeAR, for a quick look at the speed")
    chosen = parser.parse_args()
    speed = polnear_texts(chosen.shared, "dev")[: chosen.articles]
    with tempfile.TemporaryDirectory() as folder:
        results = measured(ready(CONTENDERS), chosen.shared, speed, Path(folder))
    print(f"{platform.machine()}, Python {platform.python_version()}; {len(speed)} articles for the speed\n")
    print("\n".join(table(results)))


def measured(contenders: list[Contender], shared: Path, speed: list[Text], folder: Path) -> dict[str, Result]:
    """Return a result for each contender, by its name and version."""
    sets = {"gold": gold(shared), "held": held_back(shared)}
    truth = {"gold": shared / "gold" / "dev", "held": held_back_gold(shared, folder / "truth")}
    results = {c.title: Result() for c in contenders}
    with ExitStack() as stack:
        readers = {name: stack.enter_context(Reader(c.load)) for name, c in zip(results, contenders, strict=True)}
        for chosen, articles in sets.items():
            for article in articles:
                for name, reader in readers.items():
                    record, _ = reader.read(article.text, article.published)
                    _write(folder / name / chosen / f"{article.name}.json", record)
        for article in speed:
            for name, reader in readers.items():
                results[name].seconds.append(reader.read(article.text, article.published)[1])
        for name, reader in readers.items():
            results[name].peak = reader.peak()
            results[name].scores = {s: scores(shared, truth[s], folder / name / s) for s in sets}
    return results


def _write(path: Path, record: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record), encoding="utf-8")


def table(results: dict[str, Result]) -> list[str]:
    """Return the lines of the table, as Markdown."""
    lines = [
        "| | gold: statements / source / speaker | beyond the words | held-back silver | articles a second | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, result in results.items():
        speed = len(result.seconds) / sum(result.seconds)
        beyond = result.scores["gold"]["speaker.resolved_beyond_mention"]
        cells = [name, _three(result.scores["gold"]), f"{beyond['accuracy']} % of {beyond['n']}"]
        cells += [_three(result.scores["held"]), f"{speed:.1f}", f"{result.peak:.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _three(found: dict[str, Any]) -> str:
    return " / ".join(str(found[measure]["F1"]) for measure in MEASURES)


if __name__ == "__main__":
    main()
