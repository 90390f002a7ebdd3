"""Online clustering into stories: ``python -m bench.stories ../shared``.

ECB+ topics 1 to 35: each topic is two look-alike events. Topics are dealt to five folds; what is learned from four is
scored on the fifth, whose articles come one by one in a shuffled order. BCubed F1 and pairwise F1 are means over the
folds, in per cent, for each of some dealings and shuffles. Beside them stands plain TF-IDF with average linkage over
the same articles at once, its threshold chosen in hindsight.

    --seeds N      dealings and shuffles (5; the gate takes 1)
    --polnear      how large the stories of a year's campaign are: PolNeAR by its days, by the shipped weights
    --basil        the shipped weights on 50 political events told by three outlets each, which nothing was learned from
    --cost         milliseconds for the next article at 1,000, 10,000 and 100,000 stored (--sizes; it stores them first)
    --json         for the gate
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import fmean, median, pstdev
from typing import Any

import numpy as np
from msgspec.json import encode as json_of
from sqlalchemy import Connection, insert, select
from training.stories import frequencies
from training.stories.campaign import reports
from training.stories.cases import Corpus, corpus, folds
from training.stories.shelf import MemoryShelf
from training.stories.train import judges_of, learned

from onrecord.record import Article, Block, MadeBy, Page, Record, Stamp
from onrecord.record.record import RECORD_VERSION
from onrecord.store import schema, stories
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from onrecord.story.clusters import membership
from onrecord.story.clusters.cluster import judges
from onrecord.story.clusters.filed import characteristic, vocabulary
from onrecord.story.clusters.signature import Counted, Signature, counted, weighed
from onrecord.story.clusters.weights import Array
from onrecord.story.clusters.words import rarity

FOLDS = 5
THRESHOLDS = np.arange(0.5, 0.95, 0.02)
SIZES = (1_000, 10_000, 100_000)
TIMED = 60
PER_DAY, BATCH = 40, 500

Labels = Sequence[Hashable]


def bcubed(gold: Labels, found: Labels) -> float:
    """Return BCubed F1 in per cent (Bagga and Baldwin 1998)."""
    in_gold, in_found, in_both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    pairs = list(zip(gold, found, strict=True))
    precision = fmean(in_both[g, f] / in_found[f] for g, f in pairs)
    recall = fmean(in_both[g, f] / in_gold[g] for g, f in pairs)
    return 200 * precision * recall / (precision + recall)


def pairwise(gold: Labels, found: Labels) -> float:
    """Return F1 of the pairs of articles that are in one story, in per cent."""
    both, in_gold, in_found = (
        sum(n * (n - 1) // 2 for n in Counter(labels).values())
        for labels in (list(zip(gold, found, strict=True)), gold, found)
    )
    return 200 * both / max(1, in_gold + in_found)


def one_by_one(of: Corpus, held: Sequence[int], seed: int) -> tuple[float, float]:
    """Return the scores of the topics of a fold, learned from the others."""
    others = sorted({article.topic for article in of.articles} - set(held))
    shelf = MemoryShelf(judges_of(learned(of, others)))
    order = [at for at, article in enumerate(of.articles) if article.topic in held]
    random.Random(seed).shuffle(order)  # noqa: S311 - a shuffle, no secret
    for at in order:
        shelf.add(at, of.counts[at])
    gold = [of.articles[at].event for at in order]
    found = [shelf.story[at] for at in order]
    return bcubed(gold, found), pairwise(gold, found)


def in_hindsight(of: Corpus, dealt: Sequence[Sequence[int]]) -> tuple[float, float]:
    """Return the scores of TF-IDF with average linkage, at the one threshold that is best for its mean BCubed F1."""
    scores = [[_linked(of, held, threshold) for held in dealt] for threshold in THRESHOLDS]
    means = [tuple(fmean(column) for column in zip(*rows, strict=True)) for rows in scores]
    best = max(means)
    return best[0], best[1]


def _linked(of: Corpus, held: Sequence[int], threshold: float) -> tuple[float, float]:
    here = [at for at, article in enumerate(of.articles) if article.topic in held]
    likeness = _tfidf([of.counts[at] for at in here])
    groups = [[at] for at in range(len(here))]
    sums = likeness.copy()
    np.fill_diagonal(sums, -np.inf)
    sizes = np.ones(len(here))
    while True:
        mean = sums / np.outer(sizes, sizes)
        one, other = sorted(int(x) for x in np.unravel_index(int(np.argmax(mean)), mean.shape))
        if mean[one, other] < 1 - threshold:
            break
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[other] = sums[:, other] = sums[one, one] = -np.inf
        sizes[one] += sizes[other]
        groups[one] += groups[other]
        groups[other] = []
    found = {row: at for at, rows in enumerate(groups) for row in rows}
    gold = [of.articles[at].event for at in here]
    labels = [found[row] for row in range(len(here))]
    return bcubed(gold, labels), pairwise(gold, labels)


def _tfidf(counts: Sequence[Counted]) -> Array:
    articles: Counter[str] = Counter()
    for count in counts:
        articles.update(count.words.keys())
    column = {word: at for at, word in enumerate(sorted(word for word, n in articles.items() if n > 1))}
    weights = np.zeros((len(counts), len(column)))
    for row, count in enumerate(counts):
        for word, n in count.words.items():
            if word in column:
                weights[row, column[word]] = (1 + math.log(n)) * (1 + math.log(len(counts) / articles[word]))
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)
    cosines: Array = weights @ weights.T
    return cosines


def ecbplus(shared: Path, seeds: int) -> dict[str, Any]:
    """Return the scores of ECB+, mean and spread over dealings and shuffles, and the baseline's."""
    of = corpus(shared)
    topics = [article.topic for article in of.articles]
    runs = []
    for seed in range(seeds):
        scores = [one_by_one(of, held, seed) for held in folds(topics, FOLDS, seed)]
        runs.append([fmean(column) for column in zip(*scores, strict=True)])
    plain = in_hindsight(of, folds(topics, FOLDS, 0))
    named = ("bcubed", "pairwise")
    return {
        "articles": len(topics),
        "runs": [dict(zip(named, run, strict=True)) for run in runs],
        **{name: fmean(run[at] for run in runs) for at, name in enumerate(named)},
        "spread": {name: pstdev(run[at] for run in runs) for at, name in enumerate(named)},
        "tf-idf, in hindsight": dict(zip(named, plain, strict=True)),
    }


def basil(shared: Path) -> dict[str, Any]:
    """Return the scores of BASIL, which nothing was learned from: 50 political events, each told by three outlets."""
    articles = []
    with tarfile.open(shared / "corpora/basil/basil.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.startswith("articles/") else None
            if file:
                told = json.loads(file.read())
                blocks = [told["title"], *(" ".join(paragraph) for paragraph in told["body-paragraphs"])]
                articles.append((Path(member.name).stem.rpartition("_")[0], counted(blocks, None)))
    runs = []
    for seed in range(3):
        order = random.Random(seed).sample(sorted(articles, key=lambda one: one[0]), len(articles))  # noqa: S311 - as above
        shelf = MemoryShelf(judges())
        for at, (_, counts) in enumerate(order):
            shelf.add(at, counts)
        gold, found = [event for event, _ in order], [shelf.story[at] for at in range(len(order))]
        runs.append((bcubed(gold, found), pairwise(gold, found)))
    return {"articles": len(articles), "bcubed": fmean(b for b, _ in runs), "pairwise": fmean(p for _, p in runs)}


def polnear(shared: Path) -> dict[str, Any]:
    """Return how many stories of each size PolNeAR has, in the order of its days, and the longest of them in days."""
    shelf = MemoryShelf(judges(), membership.WINDOW)
    for at, (day, counts) in enumerate(reports(shared)):
        shelf.add(at, counts, date.fromisoformat(day).toordinal())
    found = [[shelf.day[at] for at in members] for members in shelf.members.values() if members]
    return {
        "articles": len(shelf.kept),
        "stories": len(found),
        "sizes": dict(sorted(Counter(map(len, found)).items())),
        "longest, days": max(max(days) - min(days) for days in found),
        "changes": dict(Counter(change.kind for _, change in shelf.changes)),
    }


def cost(shared: Path, sizes: Sequence[int]) -> dict[str, float]:
    """Return the milliseconds that the next article takes to be grouped, at each size of the store.

    The store is filled with what is kept of real articles, half of the words they are filed under changed, forty a day
    and each in a story of its own; then real articles arrive on its last days.
    """
    counts = [count for _, count in islice(reports(shared), 400)]
    weights = {word: rarity(word, 0, 0) for count in counts for word in vocabulary(count)}
    signatures = [weighed(count, weights) for count in counts]
    texts = list(islice(frequencies.texts(shared, ("polnear",)), TIMED))
    return {str(size): 1000 * _next(size, signatures, texts) for size in sizes}


def _next(size: int, signatures: Sequence[Signature], texts: Sequence[str]) -> float:
    """Return the median seconds that one of some articles takes in a store of a size."""
    times = []
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "store.db") as store:
        with store.writing() as connection:
            keep(connection, _arrival("The first.", 0))
            first = connection.execute(select(schema.ARTICLES)).mappings().one()
            for start in range(2, size, BATCH):
                _fill(connection, range(start, min(size, start + BATCH)), signatures, dict(first))
        for number, text in enumerate(texts):
            with store.writing() as connection:
                article = keep(connection, _arrival(text, size + number)).article
                begun = time.process_time()
                if article is not None:
                    membership.arrive(connection, article)
                times.append(time.process_time() - begun)
    return median(times)


def _fill(connection: Connection, numbers: range, signatures: Sequence[Signature], first: dict[str, Any]) -> None:
    kept = [(number, signatures[number % len(signatures)]) for number in numbers]
    connection.execute(
        insert(schema.ARTICLES),
        [
            {
                **first,
                "id": n,
                "url": f"https://made.example/{n}",
                "known_on": _day(n),
                "in_order": first["in_order"] + n,
            }
            for n, _ in kept
        ],
    )
    day = [
        {"id": n, "first_on": _day(n), "last_on": _day(n), "articles": 1, "voices": 1, "closed": False} for n, _ in kept
    ]
    connection.execute(insert(schema.STORIES), day)
    connection.execute(insert(schema.STORY_ARTICLES), [{"article": n, "story": n} for n, _ in kept])
    for number, signature in kept:
        words = enumerate(characteristic(signature))
        filed = [(word if at % 2 else f"{word}~{number // 400}", weight) for at, (word, weight) in words]
        both = json_of(signature).decode(), "{}"
        stories.keep_signature(connection, number, both, filed, _day(number))


def _day(number: int) -> str:
    return (date(2015, 1, 1) + timedelta(number // PER_DAY)).isoformat()


def _arrival(text: str, number: int) -> Arrival:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    sha256 = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
    page, day = Page(sha256, "text/plain"), Stamp(_day(number), "given")
    article = Article(sha256, page, None, None, (), None, None, None, "en", day, None, None, text, tuple(blocks))
    url = f"https://news.example/{number}"
    return Arrival(
        Record(RECORD_VERSION, MadeBy("0"), article), source=url, seen_at=f"{_day(number)}T12:00:00Z", url=url
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--polnear", action="store_true")
    parser.add_argument("--basil", action="store_true")
    parser.add_argument("--cost", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.polnear:
        found: dict[str, Any] = polnear(asked.shared)
    elif asked.basil:
        found = basil(asked.shared)
    elif asked.cost:
        found = dict(cost(asked.shared, asked.sizes))
    else:
        found = ecbplus(asked.shared, asked.seeds)
    print(json.dumps(found, indent=None if asked.json else 1))


if __name__ == "__main__":
    main()
