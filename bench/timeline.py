"""How well what several articles tell of one event becomes one entry: ECB+'s events across articles.

    python -m bench.timeline ../shared RECORDS        RECORDS: a folder of ECB+'s records, 12_1ecb.json …

Every topic is a store of its own: two look-alike events, some forty articles, fed in order of their names. Pairs of
encounters, and pairs of statements of different articles, count where ECB+ has marked an event at the words that tell
them (an encounter's phrase, a statement's cue): the same where the marks are one chain. ECB+'s texts have no day of
publication, so days cannot help here.
"""

from __future__ import annotations

import argparse
import re
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from onrecord.record import Record, Span
from onrecord.store.keep import Arrival, keep
from onrecord.store.rows import EncounterRow, StatementRow
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted
from onrecord.story.arrivals import arrive
from onrecord.story.story import told_of
from onrecord.story.timeline.merging import gatherings, sayings
from onrecord.story.told import Told

Marks = list[tuple[Span, str]]
FAR = 60  # code points in which the next token of a text is looked for
SEEN_AT = "2010-01-01T00:00:00Z"


def documents(shared: Path) -> dict[str, ET.Element]:
    """Return ECB+'s files by their names without ending."""
    found = {}
    with tarfile.open(shared / "corpora/ecbplus/ecbplus-topics-1-35.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is not None:
                found[Path(member.name).stem] = ET.fromstring(file.read())  # noqa: S314 - a corpus of ours, not of the web
    return found


def marks(document: ET.Element, text: str) -> Marks:
    """Return the events that a file marks, as spans of the text that was read, with their chains."""
    places: dict[str, Span] = {}
    end = 0
    for token in document.iter("token"):
        start = text.find(token.text or "\0", end, end + FAR + len(token.text or ""))
        if start >= 0:
            places[token.get("t_id", "")] = Span(start, start + len(token.text or ""))
            end = start + len(token.text or "")
    anchors = {
        mark.get("m_id", ""): [places[a.get("t_id", "")] for a in mark.iter("token_anchor") if a.get("t_id") in places]
        for mark in document.iter()
        if mark.tag.startswith(("ACTION", "NEG_ACTION"))
    }
    found: Marks = []
    for chain in document.iter("CROSS_DOC_COREF"):
        for source in chain.iter("source"):
            found += [(span, chain.get("note", "")) for span in anchors.get(source.get("m_id", ""), ())]
    return found


def topic(records: list[tuple[str, Record]], folder: Path) -> tuple[Told, dict[str, int]]:
    """Keep a topic's records in a fresh store; return what they tell, and their ids by name."""
    idents = {}
    with Store.create(folder / f"{records[0][0]}.db") as store:
        for name, record in records:
            with store.writing() as connection:
                article = keep(connection, Arrival(record, name, SEEN_AT, url=f"https://{name}.example/")).article
                if article is not None:
                    arrive(connection, article)
                    idents[name] = article
        with store.reading() as connection:
            return told_of(connection, Wanted()), idents


class Pairs:
    """Pairs that are the same, that were put together, and both."""

    def __init__(self) -> None:
        self.same = self.together = self.right = self.all = 0

    def add(self, chains: dict[int, frozenset[str]], groups: Iterable[Iterable[int]], article: dict[int, int]) -> None:
        """Count the pairs of different articles that ECB+ says something of."""
        of = {item: n for n, group in enumerate(groups) for item in group}
        for one, other in combinations(sorted(chains), 2):
            if article[one] != article[other] and one in of and other in of:
                same, together = bool(chains[one] & chains[other]), of[one] == of[other]
                self.all += 1
                self.same += same
                self.together += together
                self.right += same and together

    def __str__(self) -> str:
        f1 = 2 * self.right / max(self.same + self.together, 1)
        counts = f"P {self.right}/{self.together}, R {self.right}/{self.same}, of {self.all}"
        return f"{100 * f1:.1f} ({counts})"


def chained(spans: Iterable[tuple[int, int, Span]], found: dict[int, Marks]) -> dict[int, frozenset[str]]:
    """Return the chains that ECB+ marks in an item's words; items: id, article, span."""
    by_item = {
        ident: frozenset(chain for span, chain in found.get(article, ()) if where.holds(span))
        for ident, article, where in spans
    }
    return {ident: chains for ident, chains in by_item.items() if chains}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("records", type=Path)
    options = parser.parse_args()
    gold = documents(options.shared)
    topics: dict[int, list[tuple[str, Record]]] = defaultdict(list)
    for path in sorted(options.records.glob("*.json")):
        topics[int(re.match(r"\d+", path.stem)[0])].append((path.stem, Record.from_json(path.read_bytes())))  # type: ignore[index]
    met, said, baseline = Pairs(), Pairs(), Pairs()
    sizes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in sorted(topics):
            told, idents = topic(topics[number], Path(folder))
            found = {idents[name]: marks(gold[name], record.article.text) for name, record in topics[number]}
            articles = told.by_article()
            rows: list[EncounterRow] = list(told.encounters)
            chains = chained(((r.id, r.article, r.span) for r in rows), found)
            where = {r.id: r.article for r in rows}
            groups = gatherings(rows, articles)
            met.add(chains, [[r.id for r in group] for group in groups], where)
            by_type: dict[str, list[int]] = defaultdict(list)
            for row in rows:
                by_type[row.type].append(row.id)
            baseline.add(chains, by_type.values(), where)
            cued: list[StatementRow] = [r for r in told.statements if r.cue_span is not None]
            cues = chained(((r.id, r.article, r.cue_span) for r in cued if r.cue_span is not None), found)
            spoken = [[r.id for r in group] for group in sayings(told.statements, articles)]
            said.add(cues, spoken, {r.id: r.article for r in cued})
            sizes["encounters"] += len(rows)
            sizes["marked"] += len(chains)
            sizes["entries"] += len(groups)
    print(dict(sizes))
    print(f"encounters                      {met}")
    print(f"encounters, by their type alone {baseline}")
    print(f"statements by their cues        {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
