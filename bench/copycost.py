"""What it costs to find the copies of the next article in a store of 1,000, 10,000 and 100,000 articles.

    python -m bench.copycost ../shared --sizes 1000 10000 100000

The store is filled with invented articles, whose words follow each other as they do in ECB+, BASIL and PolNeAR (a chain
of word pairs), so that they share turns of phrase as real ones do; then the same real articles and their copies arrive
at each size.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Connection, insert

from bench.copies import Paper, basil, ecb, made_copies, polnear, record, strangers_of
from onrecord.store import copies as kept
from onrecord.store import schema
from onrecord.store.keep import Arrival, keep
from onrecord.store.order import in_order
from onrecord.store.store import Store
from onrecord.story import copies
from onrecord.story.copies.sketch import sketch_of
from onrecord.story.copies.words import words_of

WORDS = 500
ARRIVALS = 300
BATCH = 500


class Chain:
    """Invents paragraphs whose words follow each other as in a corpus."""

    def __init__(self, papers: list[Paper], seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - articles, not secrets
        self._after: dict[str, list[str]] = defaultdict(list)
        for paper in papers:
            words = paper.text.split()
            for word, after in pairwise(words):
                self._after[word].append(after)
        self._starts = sorted(self._after)

    def paper(self, number: int) -> Paper:
        """Return an invented article."""
        word, words = self._random.choice(self._starts), []
        for _ in range(WORDS):
            words.append(word)
            word = self._random.choice(self._after.get(word) or self._starts)
        paragraphs = tuple(" ".join(words[k : k + 50]) for k in range(0, WORDS, 50))
        return Paper(f"made/{number}", "", f"Outlet {number % 200}", f"2015-{number % 12 + 1:02}-01", paragraphs)


def fill(connection: Connection, chain: Chain, first: int, last: int) -> None:
    """Write articles and their sketches as if they had arrived, without looking for what they copy."""
    start = keep(connection, Arrival(record(chain.paper(first)), source=f"{first}", seen_at="2015-01-01T12:00:00Z"))
    query = schema.ARTICLES.select().where(schema.ARTICLES.c.id == start.article)
    model = dict(connection.execute(query).mappings().one())
    articles, blocks, sketches = [], [], []
    for number in range(first + 1, last + 1):
        paper = chain.paper(number)
        article = record(paper).article
        own = {"id": number, "text": article.text, "text_sha256": article.text_sha256, "outlet": paper.outlet}
        own["in_order"] = in_order(str(model["known_on"]), number)
        articles.append({**model, **own})
        for place, block in enumerate(article.blocks):
            row = {"id": number * schema.ITEMS_PER_ARTICLE + place, "article": number, "kind": block.kind}
            blocks.append({**row, "start": block.start, "end": block.end, "at": None, "published": None})
        sketches.append((number, sketch_of(words_of(article.text, article.blocks))))
    connection.execute(insert(schema.ARTICLES), articles)
    connection.execute(insert(schema.BLOCKS), blocks)
    for number, bands in sketches:
        kept.keep_sketch(connection, number, bands, kept.holders(connection, bands))


class _NothingStaysError(Exception):
    """Takes back what arrived."""


def arrivals(store: Store, papers: list[Paper]) -> list[float]:
    """Return the milliseconds of processor time that each arrival took; nothing of it stays."""
    milliseconds = []
    with suppress(_NothingStaysError), store.writing() as connection:
        for paper in papers:
            seen = f"{paper.published}T12:00:00Z"
            receipt = keep(connection, Arrival(record(paper), source=paper.name, seen_at=seen))
            start = time.process_time()
            copies.arrive(connection, receipt.article or 0)
            milliseconds.append(1000 * (time.process_time() - start))
        raise _NothingStaysError
    return milliseconds


def main() -> None:
    """Print the milliseconds of processor time that an arrival takes at each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--store", help="where to keep it, a path or a URL; else in a temporary folder")
    options = parser.parse_args()
    everything = polnear(options.shared)
    strangers = strangers_of(everything)
    some = everything[1::6][: ARRIVALS // 2]
    arriving = [*some, *(paper for _, paper in made_copies(everything, strangers, 7)[: ARRIVALS // 2])]
    chain = Chain([*everything, *basil(options.shared), *ecb(options.shared)], 5)
    with tempfile.TemporaryDirectory() as folder, Store.create(options.store or Path(folder) / "cost.db") as store:
        filled = 0
        for size in options.sizes:
            for start in range(filled, size, BATCH):
                with store.writing() as connection:
                    fill(connection, chain, start + 1, min(start + BATCH, size))
            filled = size
            arrivals(store, arriving[:50])  # what is read first is read from the disk
            spent = arrivals(store, arriving)
            median, mean = statistics.median(spent), statistics.fmean(spent)
            print(f"{size:7} articles: {median:6.1f} ms median, {mean:6.1f} mean, {max(spent):6.1f} most", flush=True)


if __name__ == "__main__":
    main()
