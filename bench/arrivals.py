"""What the next article costs, step by step, in stores of several sizes: kept, copies, actors, utterances, story.

    python -m bench.arrivals RECORDS --sizes 1000 10000
    python -m bench.arrivals RECORDS --sizes 1000 10000 --store COPY_OF_BIG

The stores grow by arrivals: real records over and over, most of their words moved each time (:mod:`bench.bigstore`), so
that they are neither copies nor stories of one another more often than real ones. Then the same articles arrive at
every store, batch by batch in turn, as ingest writes them: what they cost differs more from article to article than
from store to store, and on a shared machine from minute to minute. Processor time of the writing process, without
reading the page; ``written`` is the commit. ``--store`` adds a store that is there (:mod:`bench.replicas`) and is
written to.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from bench.bigstore import Varied
from onrecord.ingest.keeping import BATCH
from onrecord.record import Record, Stamp
from onrecord.store import schema
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from onrecord.story.arrivals import STEPS

MOVED = 0.8  # share of the words that change places
MEASURED = 192  # articles that arrive at each store
DAYS = 7  # on which they arrive
WARM = 16  # … the first of which are not counted
NAMES = ("kept", "copies", "actors", "utterances", "story", "written")
_LATER = 1_000_000  # what is measured is no article that a store has grown by


def main() -> int:
    """Grow the stores, let the same articles arrive at each, and say what each step cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path, help="a folder of records, one JSON file each")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--store", type=Path, action="append", default=[], help="one that is there, and is written to")
    options = parser.parse_args()
    records = [Record.from_json(path.read_bytes()) for path in sorted(options.records.glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        paths = [*grown(Path(folder), Varied(records, MOVED), sorted(options.sizes)), *options.store]
        stores = [opened.enter_context(Store.open(path)) for path in paths]
        sizes = [size_of(store) for store in stores]
        costs = measured(stores, some_of(records))
        print("stored", *NAMES, "all, mean", "median", "MB", sep="\t")
        for path, size, taken in zip(paths, sizes, costs, strict=True):
            means = [statistics.fmean(step) * 1000 for step in zip(*taken, strict=True)]
            whole = [sum(cost) * 1000 for cost in taken]
            row = [f"{ms:.1f}" for ms in (*means, statistics.fmean(whole), statistics.median(whole))]
            print(size, *row, path.stat().st_size // 2**20, sep="\t", flush=True)
    return 0


def grown(folder: Path, varied: Varied, sizes: Sequence[int]) -> Iterator[Path]:
    """Yield stores that grew by arrivals to some sizes."""
    growing = folder / "growing.db"
    Store.create(growing).close()
    for before, size in pairwise([0, *sizes]):
        with Store.open(growing) as store:
            for some in _batches(varied.articles(before, size)):
                cost_of(store, some)
        shutil.copy(growing, folder / f"{size}.db")
        yield folder / f"{size}.db"


def size_of(store: Store) -> int:
    """Return how many articles a store holds."""
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar_one()


def some_of(records: Sequence[Record]) -> list[Arrival]:
    """Return the articles that are measured, of records from all over."""
    draw = random.Random(0)  # noqa: S311 - no secret
    drawn = draw.sample(records, min(MEASURED, len(records)))
    return list(Varied(drawn, MOVED).articles(_LATER * len(drawn), (_LATER + 1) * len(drawn)))


def measured(stores: Sequence[Store], arrivals: Sequence[Arrival]) -> list[list[list[float]]]:
    """Return what each article cost at each store, step by step, in seconds."""
    days = [middle_of(store) for store in stores]
    costs: list[list[list[float]]] = [[] for _ in stores]
    for some in _batches(iter(arrivals)):
        for store, day, taken in zip(stores, days, costs, strict=True):
            taken.extend(cost_of(store, [_on(arrival, day, place) for place, arrival in enumerate(some)]))
    return [taken[WARM:] for taken in costs]


def _batches(arrivals: Iterator[Arrival]) -> Iterator[list[Arrival]]:
    while some := list(islice(arrivals, BATCH)):
        yield some


def middle_of(store: Store) -> str:
    """Return the day in the middle of a store's articles."""
    day = schema.ARTICLES.c.known_on
    with store.reading() as connection:
        count = connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar_one()
        return connection.execute(select(day).order_by(day).offset(count // 2).limit(1)).scalar_one()


def _on(arrival: Arrival, middle: str, place: int) -> Arrival:
    day = date.fromisoformat(middle) + timedelta(place % DAYS)
    article = msgspec.structs.replace(arrival.record.article, published=Stamp(day.isoformat(), "given"))
    return msgspec.structs.replace(arrival, record=msgspec.structs.replace(arrival.record, article=article))


def cost_of(store: Store, arrivals: Sequence[Arrival]) -> list[list[float]]:
    """Let articles arrive in a transaction, and return the processor time of each step for each of them."""
    costs = []
    with store.writing() as connection:
        for arrival in arrivals:
            marks = [time.process_time()]
            article = keep(connection, arrival).article
            marks.append(time.process_time())
            for step in STEPS:
                if article is not None:
                    step(connection, article)
                marks.append(time.process_time())
            costs.append([after - before for before, after in pairwise(marks)])
        begun = time.process_time()
    written = (time.process_time() - begun) / len(costs)
    return [[*cost, written] for cost in costs]


if __name__ == "__main__":
    sys.exit(main())
