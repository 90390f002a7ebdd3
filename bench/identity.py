"""Actors across articles, scored by pairs: ``python -m bench.identity ../shared``.

Two sets. ``bench/identity-polnear.tsv`` labels 1,110 mentions in 549 articles of PolNeAR with numbers of our own: one
number, one person or body; families of many names were chosen, so that most pairs of one last name are two people.
ECB+ (``--ecb``) has its own coreference of people and organisations across the articles of a topic. Articles arrive in
the order of their days (ECB+: shuffled, all its topics in one store). A pair is two mentions of one actor in two
articles; BCubed is over mentions. Beside it: the same name, and the same last word.

``--records FOLDER`` takes what was read before (``FOLDER/polnear``, ``FOLDER/ecb``, one JSON each); ``--articles N``
takes the N articles with the most labels, as the quality gate does.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import tarfile
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sqlalchemy import Connection, select

from bench.articles import polnear_texts
from bench.peers import onrecord
from bench.process import Reader
from onrecord.record import Record
from onrecord.store.keep import Arrival, keep
from onrecord.store.schema import ARTICLE_ACTORS, MENTIONS
from onrecord.store.store import Store
from onrecord.story.actors.arrival import arrive

LABELS = Path(__file__).with_name("identity-polnear.tsv")
# The punctuation marks that ECB+ writes in the way of the Penn Treebank.
WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
NEAR = 400


@dataclass(frozen=True)
class Label:
    """Words of an article, and the number of the person or body they name."""

    stem: str
    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class Item:
    """A labelled actor of an article, as the store has it.

    Args:
        actor: across articles; a number of its own where it is linked with none.
        name: as the article gives it.
        world: pairs are made inside one alone.
    """

    stem: str
    entity: str
    actor: int
    name: str
    world: str = ""

    @property
    def last(self) -> str:
        """The last word of its name, without accents of titles such as "Jr."."""
        words = [w for w in self.name.lower().replace(",", " ").split() if w.rstrip(".") not in {"jr", "sr"}]
        return words[-1]


def main() -> None:
    """Parse the command line, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/polnear and corpora/ecbplus")
    parser.add_argument("--records", type=Path, metavar="FOLDER", help="take the records that lie here")
    parser.add_argument("--articles", type=int, metavar="N", help="the N articles with the most labels alone")
    parser.add_argument("--ecb", choices=("odd", "even", "all"), help="ECB+ instead, these of its topics")
    parser.add_argument("--misses", action="store_true", help="list the pairs that are wrong and missed")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    chosen = parser.parse_args()
    items = ecb(chosen.shared, chosen.records, chosen.ecb) if chosen.ecb else polnear(chosen.shared, chosen)
    ways: dict[str, Callable[[Item], object]] = {
        "onrecord": lambda i: i.actor,
        "same name": lambda i: i.name.lower(),
        "same last word": lambda i: i.last,
    }
    found = {name: scores(items, way) for name, way in ways.items()}
    if chosen.json:
        print(json.dumps({"mentions": len(items), **found["onrecord"], "baselines": found}))
        return
    print(f"{len(items)} mentions in {len({i.stem for i in items})} articles")
    for name, values in found.items():
        print(f"{name:15}", "  ".join(f"{key} {value:6.1f}" for key, value in values.items()))
    if chosen.misses:
        _tell_misses(items)


# ---- scoring --------------------------------------------------------------------------------------------------------


def scores(items: list[Item], way: Callable[[Item], object]) -> dict[str, float]:
    """Return precision, recall and F1 in per cent: of all pairs, of the hard ones, and of BCubed.

    Hard are pairs of one last word and two entities, and pairs of one entity and two names.
    """
    return {
        **_pairs("pairs", pairs(items), way),
        **_pairs("hard", [(a, b) for a, b in pairs(items) if is_hard(a, b)], way),
        **bcubed(items, way),
    }


def pairs(items: list[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs of mentions that stand in two articles of one world."""
    for a, b in combinations(items, 2):
        if a.stem != b.stem and a.world == b.world:
            yield a, b


def is_hard(a: Item, b: Item) -> bool:
    """Tell whether names alone mislead."""
    return a.name != b.name if a.entity == b.entity else a.last == b.last


def _pairs(name: str, several: Iterable[tuple[Item, Item]], way: Callable[[Item], object]) -> dict[str, float]:
    right = wrong = missed = 0
    for a, b in several:
        same, said = a.entity == b.entity, way(a) == way(b)
        right += same and said
        wrong += said and not same
        missed += same and not said
    return _percent(name, right / max(1, right + wrong), right / max(1, right + missed))


def _percent(name: str, precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    told = {f"{name} P": precision, f"{name} R": recall, f"{name} F1": f1}
    return {key: round(100 * value, 2) for key, value in told.items()}


def bcubed(items: list[Item], way: Callable[[Item], object]) -> dict[str, float]:
    """Return BCubed over mentions (Bagga and Baldwin, 1998)."""
    truth, found = defaultdict(set), defaultdict(set)
    for number, item in enumerate(items):
        truth[item.world, item.entity].add(number)
        found[item.world, way(item)].add(number)
    precision = recall = 0.0
    for item in items:
        ours, theirs = found[item.world, way(item)], truth[item.world, item.entity]
        precision += len(ours & theirs) / len(ours)
        recall += len(ours & theirs) / len(theirs)
    return _percent("B3", precision / len(items), recall / len(items))


def _tell_misses(items: list[Item]) -> None:
    wrong = Counter(_both(a, b) for a, b in pairs(items) if a.actor == b.actor and a.entity != b.entity)
    missed = Counter(_both(a, b) for a, b in pairs(items) if a.actor != b.actor and a.entity == b.entity)
    for title, told in (("wrong", wrong), ("missed", missed)):
        for names, count in told.most_common():
            print(f"{title:7}{count:4}  {' = '.join(names)}")


def _both(a: Item, b: Item) -> tuple[str, str]:
    first, second = sorted((a.name, b.name))
    return first, second


# ---- PolNeAR --------------------------------------------------------------------------------------------------------


def polnear(shared: Path, chosen: argparse.Namespace) -> list[Item]:
    """Return the labelled mentions of PolNeAR, linked."""
    with LABELS.open(encoding="utf-8") as lines:
        labels = [
            Label(r["stem"], int(r["start"]), int(r["end"]), r["entity"]) for r in csv.DictReader(lines, delimiter="\t")
        ]
    counted = Counter(label.stem for label in labels)
    stems = sorted(counted, key=lambda stem: (-counted[stem], stem))[: chosen.articles]
    days = _days(shared)
    records = _records_of(chosen.records / "polnear", stems) if chosen.records else _read(shared, stems, days)
    order = sorted(records, key=lambda stem: (days[stem], stem))
    wanted: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        wanted[label.stem].append(label)
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "bench.db") as store:
        articles = linked(store, [(stem, records[stem]) for stem in order])
        with store.reading() as connection:
            return [item for stem in order for item in _items(connection, articles[stem], wanted[stem])]


def _days(shared: Path) -> dict[str, str]:
    with (shared / "corpora" / "polnear" / "metadata.tsv").open(encoding="utf-8") as lines:
        return {
            r["filename"]: r["publication_date"] for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def _read(shared: Path, stems: list[str], days: dict[str, str]) -> dict[str, Record]:
    wanted = set(stems)
    texts = [text for text in polnear_texts(shared, "train", "dev") if text.name in wanted]
    with Reader(onrecord) as reader:
        return {t.name: Record.from_json(json.dumps(reader.read(t.text, days[t.name])[0])) for t in texts}


def _records_of(folder: Path, stems: Iterable[str]) -> dict[str, Record]:
    there = {stem: folder / f"{stem}.json" for stem in stems}
    return {stem: Record.from_json(path.read_bytes()) for stem, path in there.items() if path.is_file()}


def linked(store: Store, records: list[tuple[str, Record]]) -> dict[str, int]:
    """Keep articles one after the other and link their actors; return their ids by stem."""
    articles: dict[str, int] = {}
    for stem, record in records:
        with store.writing() as connection:
            kept = keep(connection, Arrival(record, stem, "2016-01-01T00:00:00Z"))
            if kept.article is not None:
                arrive(connection, kept.article)
                articles[stem] = kept.article
    return articles


def _items(connection: Connection, article: int, labels: list[Label]) -> list[Item]:
    """The labelled actors of an article; words that no actor has are no item."""
    spans = [(label.start, label.end, label.entity) for label in labels]
    return [Item(labels[0].stem, *told) for told in _matched(connection, article, spans, exact=True)] if labels else []


def _matched(
    connection: Connection, article: int, spans: list[tuple[int, int, str]], *, exact: bool
) -> Iterator[tuple[str, int, str]]:
    """Yield entity, actor and name of the actors whose mentions are the labelled words, or end with their head."""
    mentions, actors = MENTIONS.c, ARTICLE_ACTORS.c
    rows = connection.execute(
        select(actors.id, actors.actor, actors.name, mentions.start, mentions.end)
        .join(ARTICLE_ACTORS, actors.id == mentions.actor)
        .where(mentions.article == article)
        .order_by(mentions.id)
    ).all()
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    known: dict[int, tuple[int, str]] = {}
    for row in rows:
        known[row.id] = (row.actor or -row.id, row.name)
        for start, end, entity in spans:
            same = (row.start, row.end) == (start, end) if exact else _is_same(row.start, row.end, start, end)
            votes[row.id][entity] += same
    for ident, told in votes.items():
        ranked = told.most_common(2)
        if ranked and ranked[0][1] and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            yield ranked[0][0], *known[ident]


def _is_same(start: int, end: int, other: int, last: int) -> bool:
    shared = min(end, last) - max(start, other)
    return abs(end - last) <= 1 and shared >= 0.5 * min(end - start, last - other)


# ---- ECB+ -----------------------------------------------------------------------------------------------------------


def ecb(shared: Path, records: Path | None, topics: str) -> list[Item]:
    """Return the actors of ECB+ that its coreference names, linked."""
    documents = {stem: root for stem, root in _documents(shared) if _is_wanted(stem, topics)}
    read = _records_of(records / "ecb", documents) if records else _read_ecb(documents)
    order = sorted(read, key=lambda stem: hashlib.sha256(stem.encode()).hexdigest())
    items: list[Item] = []
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "bench.db") as store:
        articles = linked(store, [(stem, read[stem]) for stem in order])
        with store.reading() as connection:
            for stem in order:
                spans = _spans(documents[stem], read[stem].article.text)
                told = _matched(connection, articles[stem], spans, exact=False) if stem in articles else ()
                items.extend(Item(stem, *one, world=stem.split("_")[0]) for one in told)
    # Groups are nobody across articles, on purpose; those without a name are not scored.
    return [item for item in items if item.name[:1].isupper()]


def _is_wanted(stem: str, topics: str) -> bool:
    odd = int(stem.split("_", maxsplit=1)[0]) % 2
    return topics == "all" or (topics == "odd") == bool(odd)


def _documents(shared: Path) -> Iterator[tuple[str, ET.Element]]:
    with tarfile.open(shared / "corpora" / "ecbplus" / "ecbplus-topics-1-35.tar.xz") as archive:
        for member in archive:
            held = archive.extractfile(member) if member.name.endswith(".xml") else None
            if held is not None:
                yield Path(member.name).stem, ET.parse(held).getroot()  # noqa: S314 - a corpus that lies on this disk


def _read_ecb(documents: dict[str, ET.Element]) -> dict[str, Record]:
    with Reader(onrecord) as reader:
        return {
            stem: Record.from_json(json.dumps(reader.read(_text(root), None)[0])) for stem, root in documents.items()
        }


def _text(root: ET.Element) -> str:
    sentences: dict[int, list[str]] = defaultdict(list)
    for token in root.iter("token"):
        sentences[int(token.get("sentence", "0"))].append(_written(token))
    joined = (" ".join(words) for _, words in sorted(sentences.items()))
    for mark in ",.;:!?%)]":
        joined = (line.replace(f" {mark}", mark) for line in joined)
    return "\n\n".join(line.replace(" 's", "'s").replace("( ", "(") for line in joined if "http" not in line) + "\n"


def _written(token: ET.Element) -> str:
    return WRITTEN.get(token.text or "", token.text or "")


def _spans(root: ET.Element, text: str) -> list[tuple[int, int, str]]:
    """The people and bodies of a document's coreference, where its tokens stand in the text."""
    at: dict[str | None, tuple[int, int]] = {}
    last = 0
    for token in root.iter("token"):
        start = text.find(_written(token), last, last + NEAR)
        if start >= 0 and token.text:
            last = start + len(_written(token))
            at[token.get("t_id")] = (start, last)
    named = {
        mark.get("m_id"): [a.get("t_id") for a in mark.findall("token_anchor")]
        for mark in root.iter()
        if mark.tag.startswith("HUMAN") and mark.find("token_anchor") is not None
    }
    spans = []
    for relation in root.iter("CROSS_DOC_COREF"):
        for source in relation.findall("source"):
            tokens = named.get(source.get("m_id"), [])
            if tokens and all(token in at for token in tokens):
                spans.append((at[tokens[0]][0], at[tokens[-1]][1], relation.get("note") or ""))
    return spans


if __name__ == "__main__":
    main()
