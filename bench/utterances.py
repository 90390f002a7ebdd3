"""The same utterance across articles: ``python -m bench.utterances ../shared``.

F1 of 200 pairs of statements of PolNeAR's training split that were labelled by hand (``bench/utterances_pairs.tsv``:
places and labels, no words): verbatim, cut and paraphrased ones, and as many look-alikes. The pairs that the weights
were learned from are of other months.

Who speaks is told by PolNeAR's own annotation, which leaves pronouns unknown; with ``--records`` by records of the
articles. Then they are also stored, day by day, and a pair is found where both statements have one utterance in the
store. ``--misses`` lists what went wrong.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from training.utterances.pairs import Corpus, Labelled, Side, labelled, statement_at

from onrecord.store.keep import Arrival, keep
from onrecord.store.rowsof import item_id
from onrecord.store.store import Store
from onrecord.store.utterances import utterances_of
from onrecord.story.utterances.joining import SAME, arrive
from onrecord.story.utterances.likeness import Pair, Saying, probability

HOST = "https://polnear.example/"


def scores(pairs: Sequence[Labelled], found: Sequence[bool]) -> dict[str, float]:
    """Return precision, recall and F1 of the pairs that are the same, in per cent."""
    both = sum(pair.same and yes for pair, yes in zip(pairs, found, strict=True))
    same, told = sum(pair.same for pair in pairs), sum(found)
    return {
        "f1": 200 * both / max(1, same + told),
        "precision": 100 * both / max(1, told),
        "recall": 100 * both / max(1, same),
        "pairs": len(pairs),
    }


def likeness(one: Saying, other: Saying) -> float:
    """Return how likely two sayings are one utterance."""
    return probability(Pair(one, other).odds())


def shared_words(one: Saying, other: Saying) -> float:
    """Return the share of words that two sayings have in common: the baseline (Jaccard)."""
    mine, theirs = {w.stem for w in one.words}, {w.stem for w in other.words}
    return len(mine & theirs) / max(1, len(mine | theirs))


def decided(corpus: Corpus, pairs: Sequence[Labelled], measure: Callable[[Saying, Saying], float]) -> list[float]:
    """Return a measure of each pair."""
    return [measure(corpus.saying(pair.one), corpus.saying(pair.other)) for pair in pairs]


def best_bound(corpus: Corpus, measure: Callable[[Saying, Saying], float]) -> float:
    """Return the bound of a measure with the best F1 of the pairs to train on, all of them seen."""
    pairs = labelled("train")
    values = decided(corpus, pairs, measure)
    return max(sorted(set(values)), key=lambda bound: scores(pairs, [v >= bound for v in values])["f1"])


class Stored:
    """PolNeAR's articles in a store, as they arrived day by day.

    Args:
        corpus: with records.
    """

    def __init__(self, corpus: Corpus, folder: Path, store: Store) -> None:
        self._corpus = corpus
        self._store = store
        self.seconds = 0.0
        stems = sorted((corpus.days[path.stem], path.stem) for path in folder.glob("*.json"))
        self.articles = {stem: self._arrive(stem, day) for day, stem in stems}

    def _arrive(self, stem: str, day: str) -> int:
        record = self._corpus.record(stem)
        assert record is not None  # noqa: S101 - it lies in the folder
        with self._store.writing() as connection:
            arrival = Arrival(record, source=stem, seen_at=f"{day}T00:00:00Z", url=f"{HOST}{stem}")
            article = keep(connection, arrival).article
            assert article is not None  # noqa: S101 - nothing was taken down
            begun = time.process_time()
            arrive(connection, article)
            self.seconds += time.process_time() - begun
        return article

    def found(self, pairs: Sequence[Labelled]) -> list[bool]:
        """Tell which pairs have one utterance."""
        with self._store.reading() as connection:
            utterances = utterances_of(connection, {s for p in pairs for s in self._statements(p) if s is not None})
        sides = [[s and utterances.get(s, s) for s in self._statements(pair)] for pair in pairs]
        return [one is not None and one == other for one, other in sides]

    def _statements(self, pair: Labelled) -> list[int | None]:
        return [self._statement(side) for side in (pair.one, pair.other)]

    def _statement(self, side: Side) -> int | None:
        record = self._corpus.record(side.article)
        text = self._corpus.documents[side.article].text
        statement = statement_at(record, text, side.spans) if record else None
        if record is None or statement is None:
            return None
        return item_id(self.articles[side.article], record.statements.index(statement))


def told(corpus: Corpus, pairs: Sequence[Labelled], found: Sequence[bool]) -> None:
    """Print the pairs that went wrong."""
    for pair, yes in zip(pairs, found, strict=True):
        if yes != pair.same:
            print(
                f"\n{'missed' if pair.same else 'false'}  {likeness(*map(corpus.saying, (pair.one, pair.other))):.2f}"
            )
            for side in (pair.one, pair.other):
                saying = corpus.saying(side)
                print(f"  {saying.day} {side.article.split('_')[0]} [{saying.speaker}] {' '.join(saying.text.split())}")


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--records", type=Path, help="folder of records of PolNeAR's articles, STEM.json")
    parser.add_argument("--misses", action="store_true", help="list the pairs that went wrong")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    corpus, pairs = Corpus(given.shared, given.records), labelled("score")
    bound = best_bound(corpus, shared_words)
    found = [value >= SAME for value in decided(corpus, pairs, likeness)]
    out = {
        "pairs": scores(pairs, found),
        "words in common": scores(pairs, [value >= bound for value in decided(corpus, pairs, shared_words)]),
    }
    if given.records is not None:
        with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "store.db") as store:
            stored = Stored(corpus, given.records, store)
            out["in the store"] = scores(pairs, stored.found(pairs))
            out["in the store"]["ms an article"] = 1000 * stored.seconds / len(stored.articles)
    if given.json:
        print(json.dumps(out))
    else:
        for name, values in out.items():
            print(f"{name:16}", "  ".join(f"{key} {value:.1f}" for key, value in values.items()))
    if given.misses:
        told(corpus, pairs, found)


if __name__ == "__main__":
    main()
