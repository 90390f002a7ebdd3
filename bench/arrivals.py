"""What the next article costs, step by step, in stores that grew by arrivals: kept, copies, actors, utterances, story.

    python -m bench.arrivals RECORDS --sizes 1000 10000

The articles are real records over and over, most of their words moved each time (:mod:`bench.bigstore`), so that they
are neither copies nor stories of one another more often than real ones. Processor time of the writing process, without
reading the page.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench.bigstore import Varied
from onrecord.record import Record
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from onrecord.story.arrivals import STEPS

MOVED = 0.8  # share of the words that change places
MEASURED = 200  # arrivals at each size
NAMES = ("kept", "copies", "actors", "utterances", "story", "written")


def main() -> int:
    """Fill a store and say what each step costs on the way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path, help="a folder of records, one JSON file each")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    options = parser.parse_args()
    records = [Record.from_json(path.read_bytes()) for path in sorted(options.records.glob("*.json"))]
    print("stored", *NAMES, "all, mean", "median", "MB", sep="\t")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arrivals.db"
        with Store.create(path) as store:
            for size, costs in measured(store, Varied(records, MOVED), sorted(options.sizes)):
                means = [statistics.fmean(step) * 1000 for step in zip(*costs, strict=True)]
                whole = [sum(cost) * 1000 for cost in costs]
                row = [f"{ms:.1f}" for ms in (*means, statistics.fmean(whole), statistics.median(whole))]
                print(size, *row, path.stat().st_size // 2**20, sep="\t", flush=True)
    return 0


def measured(store: Store, varied: Varied, sizes: Sequence[int]) -> Iterator[tuple[int, list[list[float]]]]:
    """Yield each size with what its next arrivals cost, step by step, in seconds."""
    stored = 0
    for size in sizes:
        for arrival in varied.articles(stored, size):
            cost_of(store, arrival)
        stored = size + MEASURED
        yield size, [cost_of(store, arrival) for arrival in varied.articles(size, stored)]


def cost_of(store: Store, arrival: Arrival) -> list[float]:
    """Let an article arrive in a transaction of its own, and return the processor time of each step."""
    marks = [time.process_time()]
    with store.writing() as connection:
        article = keep(connection, arrival).article
        marks.append(time.process_time())
        for step in STEPS:
            if article is not None:
                step(connection, article)
            marks.append(time.process_time())
    marks.append(time.process_time())
    return [after - before for before, after in pairwise(marks)]


if __name__ == "__main__":
    sys.exit(main())
