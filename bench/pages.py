"""The page stage beside trafilatura with metadata: ``python -m bench.pages ../shared``.

Body F1 of trafilatura on both sets by the sets' own measure (ours: ``make gate``), then the speed of both.

Both read the same pages in one process on one core, page by page in turn, so that a change of the machine's speed
hits both alike. Files are read and decompressed before the clock starts; each page is read once to warm up.
"""

from __future__ import annotations

import argparse
import gzip
import platform
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from training.zones.pages import pages as pages_of
from training.zones.score import best_counts, f1

from onrecord.page import RawPage, read_article

# As score_pages.py has it: folders of English pages, and the outlets in them that are not.
ENGLISH = frozenset("us uk au ca ind my za na".split())
NOT_ENGLISH = frozenset("Bhaskar Dizindaba EyethuNews Ilanga Isolezwe IsolezweLesiXhosa".split())


def ours(page: RawPage) -> object:
    """Read a page with onrecord: blocks, kinds, metadata and the map to the source."""
    return read_article(page)


def peer(page: RawPage) -> object:
    """Read a page with trafilatura: main text and metadata, as its documentation advises for precision."""
    return trafilatura.bare_extraction(page.body, favor_precision=True, include_comments=False, with_metadata=True)


def seconds(read: Callable[[RawPage], object], page: RawPage) -> float:
    """Return the processor seconds that one reading takes."""
    started = time.process_time()
    read(page)
    return time.process_time() - started


def peer_quality(shared: Path) -> dict[str, tuple[float, int]]:
    """Return trafilatura's body F1 and the number of pages of each set."""
    counts: dict[str, list[tuple[int, int, int]]] = {"article-extraction": [], "fundus, English": [], "fundus": []}
    for name, _, page, truth in pages_of(shared):
        text = trafilatura.extract(page, favor_precision=True, include_comments=False) or ""
        found = best_counts(truth, text, "")
        counts["fundus" if truth.others else "article-extraction"].append(found)
        if truth.others and name.split("/")[0] in ENGLISH and name.split("/")[1].split("_")[0] not in NOT_ENGLISH:
            counts["fundus, English"].append(found)
    return {name: (f1(found), len(found)) for name, found in counts.items()}


def main() -> None:
    """Parse the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with pages/fundus and pages/article-extraction")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for name, (score, count) in peer_quality(chosen.shared).items():
        print(f"trafilatura, body F1 on {name}: {score} ({count} pages)")
    files = sorted((chosen.shared / "pages").glob("*/*/*.html.gz"))
    pages = [RawPage(file.name, gzip.decompress(file.read_bytes())) for file in files]
    for page in pages[:20]:
        ours(page), peer(page)
    taken: dict[str, list[float]] = {"onrecord": [], "trafilatura": []}
    for _ in range(chosen.rounds):
        spent = [(seconds(ours, page), seconds(peer, page)) for page in pages]
        taken["onrecord"].append(sum(mine for mine, _ in spent))
        taken["trafilatura"].append(sum(theirs for _, theirs in spent))
    ratios = [theirs / mine for mine, theirs in zip(taken["onrecord"], taken["trafilatura"], strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print(f"{len(pages)} pages, {chosen.rounds} rounds, one core")
    for name, totals in taken.items():
        print(f"{name:12} {len(pages) / statistics.median(totals):6.1f} pages/s")
    print(f"onrecord at {statistics.median(ratios):.2f} times trafilatura's speed; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
