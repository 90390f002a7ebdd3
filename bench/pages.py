"""The page stage beside other readers of pages: ``python -m bench.pages ../shared``.

Body F1 on both sets by the sets' own measure, pages a second (processor time) and peak memory. Every reader stands in
a process of its own on one core and is given the same pages in turn, so that a change of the machine's speed hits all
alike. Files are read and decompressed before; some pages are read to warm up.

This program's weights were learnt from these very pages: what it does on publishers it has not seen is in docs/page.md.
"""

from __future__ import annotations

import argparse
import gzip
import platform
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from training.zones.pages import Truth
from training.zones.pages import pages as pages_of
from training.zones.score import best_counts, f1

from bench import pagepeers
from bench.contender import Contender, ready
from bench.process import Reader

# As score_pages.py has it: folders of English pages, and the outlets in them that are not.
ENGLISH = frozenset("us uk au ca ind my za na".split())
NOT_ENGLISH = frozenset("Bhaskar Dizindaba EyethuNews Ilanga Isolezwe IsolezweLesiXhosa".split())
SETS = ("article-extraction", "fundus, English", "fundus")
WARM = 20

CONTENDERS = (
    Contender("onrecord", pagepeers.onrecord, "onrecord", "onrecord"),
    Contender("trafilatura", pagepeers.trafilatura, "trafilatura", "trafilatura"),
    Contender("readability", pagepeers.readability, "readability-lxml", "readability"),
)


@dataclass
class Result:
    """What came of one reader.

    Args:
        counts: of each set: shingles right, too many, missing.
        failed: pages that it could not read; they count as without words.
        seconds: of the processor, all pages.
        peak: memory in MB.
    """

    counts: dict[str, list[tuple[int, int, int]]] = field(default_factory=lambda: {name: [] for name in SETS})
    failed: int = 0
    seconds: float = 0.0
    peak: float = 0.0

    def add(self, name: str, truth: Truth, body: str, standfirst: str) -> None:
        """Count a page's words; those of publishers with or without the standfirst, whichever is best."""
        found = best_counts(truth, body, standfirst if truth.others else "")
        for chosen in sets_of(name, truth):
            self.counts[chosen].append(found)


def sets_of(name: str, truth: Truth) -> list[str]:
    """Return the sets that a page is of."""
    if not truth.others:
        return ["article-extraction"]
    folder, _, file = name.partition("/")
    english = folder in ENGLISH and file.split("_")[0] not in NOT_ENGLISH
    return ["fundus", "fundus, English"] if english else ["fundus"]


def measured(contenders: list[Contender], shared: Path, rounds: int) -> tuple[dict[str, Result], int]:
    """Return a result for each reader, and how many pages there are for the speed."""
    results = {c.title: Result() for c in contenders}
    files = sorted((shared / "pages").glob("*/*/*.html.gz"))
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    with ExitStack() as stack:
        readers = {c.title: stack.enter_context(Reader(c.load)) for c in contenders}
        for page in pages[:WARM]:
            for reader in readers.values():
                reader.answer(page, None)
        for _ in range(rounds):
            for page in pages:
                for title, reader in readers.items():
                    results[title].seconds += reader.answer(page, None).seconds / rounds
        for name, _, page, truth in pages_of(shared):
            for title, reader in readers.items():
                answer = reader.answer(page, None)
                results[title].failed += answer.error is not None
                results[title].add(name, truth, answer.record.get("body", ""), answer.record.get("standfirst", ""))
        for title, reader in readers.items():
            results[title].peak = reader.peak()
    return results, len(pages)


def table(results: dict[str, Result], pages: int) -> list[str]:
    """Return the lines of the table, as Markdown."""
    numbers = {name: len(counts) for name, counts in next(iter(results.values())).counts.items()}
    lines = [
        "| body F1 | "
        + " | ".join(f"{name}, {n}" for name, n in numbers.items())
        + " | not read | pages/s | peak MB |",
        "|---" * (len(numbers) + 4) + "|",
    ]
    for title, result in results.items():
        cells = [title, *(f"{f1(counts):.3f}" for counts in result.counts.values()), str(result.failed)]
        cells += [f"{pages / result.seconds:.1f}", f"{result.peak:.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with pages/fundus and pages/article-extraction")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    results, pages = measured(ready(CONTENDERS), chosen.shared, chosen.rounds)
    print(
        f"{platform.machine()}, Python {platform.python_version()}; {pages} pages, {chosen.rounds} rounds, one core\n"
    )
    print("\n".join(table(results, pages)))


if __name__ == "__main__":
    main()
