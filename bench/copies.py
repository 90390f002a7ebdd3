"""How many made copies are found, and how many articles are taken for copies that are none.

    python -m bench.copies ../shared                  500 copies made from PolNeAR, and ECB+ and BASIL as they are
    python -m bench.copies ../shared --seed 8         other copies
    python -m bench.copies ../shared --json           for the gate

Everything goes through a store, article by article as at ingest: originals and other articles first, each on its day,
then the copies in a shuffled order, one to three days after their originals, each by an outlet of its own.

- recall: of the copies, how many carry the voice of their original, as a whole or in passages.
- precision: of the voices that copies carry, how many are their original's.
- passages: of the letters that come from the original, how many are marked; of those marked, how many come from it.
- merges: pairs of articles of PolNeAR, ECB+ and BASIL that have one voice though less than a tenth of the shorter
  one's word 5-grams stand in the other; pairs of one voice that tell of other events are counted beside.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import tarfile
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.copying import KINDS, MIXED, SEVERITIES, Copier, Copy
from onrecord.record import Article, Block, MadeBy, Page, Record, Stamp
from onrecord.store import copies as kept
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from onrecord.story import copies

COPIES = 500
SEED = 7
# A pair whose shorter text has less than this part of its word 5-grams in the other is no copy.
NO_COPY = 0.1
STRANGERS = 8  # every eighth article of PolNeAR is not stored: what copying outlets write by themselves
ALONE = 0.03  # unless so many of its word 5-grams stand in others
_SPLITS = ("train", "dev")


@dataclass(frozen=True)
class Paper:
    """An article to be kept.

    Args:
        name: corpus and name, ``polnear/…``.
        group: articles of one group may tell of one event; others never do.
        published: ISO date.
    """

    name: str
    group: str
    outlet: str
    published: str
    paragraphs: tuple[str, ...]
    titled: bool = True

    @property
    def text(self) -> str:
        """Return the article's text."""
        return "\n\n".join(self.paragraphs)


def polnear(shared: Path) -> list[Paper]:
    """Return the articles of PolNeAR, in the order of their days."""
    folder = shared / "corpora" / "polnear"
    rows = [line.split("\t") for line in (folder / "metadata.tsv").read_text("utf-8").splitlines()[1:]]
    told = {row[1]: (row[4], row[5]) for row in rows}
    papers = []
    for name, raw in _members(*(folder / f"{split}.tar.xz" for split in _SPLITS), ending=".txt"):
        outlet, day = told[name]
        parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", raw.decode("utf-8"))]
        papers.append(Paper(f"polnear/{name}", name, outlet, day, tuple(part for part in parts if part)))
    return sorted(papers, key=lambda paper: (paper.published, paper.name))


def basil(shared: Path) -> list[Paper]:
    """Return the articles of BASIL: in each group one event, told by three outlets."""
    papers = []
    for name, raw in _members(shared / "corpora" / "basil" / "basil.tar.xz", ending=".json", under="articles/"):
        told = json.loads(raw)
        body = tuple(" ".join(part) for part in told["body-paragraphs"])
        group = f"basil/{name.rpartition('_')[0]}"
        papers.append(Paper(f"basil/{name}", group, told["source"], told["date"], (told["title"], *body)))
    return sorted(papers, key=lambda paper: (paper.published, paper.name))


def ecb(shared: Path) -> list[Paper]:
    """Return the articles of ECB+: in each group one event, told by many; all of one day, of no known outlet."""
    papers = []
    for name, raw in _members(shared / "corpora" / "ecbplus" / "ecbplus-topics-1-35.tar.xz", ending=".xml"):
        lines: dict[str, list[str]] = defaultdict(list)
        for token in ET.fromstring(raw).iter("token"):  # noqa: S314 - a corpus, read from this disk
            lines[str(token.get("sentence"))].append(token.text or "")
        sentences = tuple(line for words in lines.values() if not (line := _joined(words)).startswith("http"))
        group = f"ecb/{name.split('_')[0]}{'plus' if name.endswith('plus') else ''}"
        papers.append(Paper(f"ecb/{name}", group, "", "2010-01-01", sentences, titled=False))
    return sorted(papers, key=lambda paper: paper.name)


def _members(*archives: Path, ending: str, under: str = "") -> Iterator[tuple[str, bytes]]:
    for path in archives:
        with tarfile.open(path) as archive:
            for member in archive:
                if member.name.endswith(ending) and member.name.startswith(under):
                    file = archive.extractfile(member)
                    yield Path(member.name).stem, file.read() if file else b""


def _joined(words: Iterable[str]) -> str:
    """Put the tokens of a sentence together as they were printed, as near as need be."""
    text = " ".join(words).replace("``", '"').replace("''", '"')
    text = re.sub(r" (['’](?:s|re|ve|ll|d|m|t)\b|n['’]t\b|[,.;:!?%)\]])", r"\1", text)
    marks = re.split(r'\s*"\s*', re.sub(r"([(\[$]) ", r"\1", text))
    return "".join(part + (' "', '" ')[k % 2] * (k < len(marks) - 1) for k, part in enumerate(marks)).strip()


def record(paper: Paper) -> Record:
    """Return a record without statements: copies are told by the text alone."""
    text, at, blocks = paper.text, 0, list[Block]()
    for number, paragraph in enumerate(paper.paragraphs):
        blocks.append(Block("title" if paper.titled and not number else "paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 2
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article(
        text_sha256=sha256, page=Page(sha256, "text/plain"), title=paper.paragraphs[0] if paper.titled else None,
        standfirst=None, authors=(), outlet=paper.outlet or None, agency=None, section=None, language="en",
        published=Stamp(paper.published, "given"), modified=None, dateline=None, text=text, blocks=tuple(blocks),
    )  # fmt: skip
    return Record(
        record_version="1", made_by=MadeBy("bench", {}), article=article, actors=(), statements=(), figures=(),
        encounters=(), positions=(), dates=(), notes=(),
    )  # fmt: skip


@dataclass
class Desk:
    """A store that articles arrive in.

    Args:
        ids: name of each article -> its id.
        seconds: how long each took to be placed, in the order of arrival.
    """

    store: Store
    ids: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def take(self, papers: Iterable[Paper]) -> None:
        """Let articles arrive in turn."""
        for paper in papers:
            with self.store.writing() as connection:
                seen = f"{paper.published}T12:00:00Z"
                receipt = keep(connection, Arrival(record(paper), source=paper.name, seen_at=seen))
                if receipt.article is None:
                    raise RuntimeError(f"{paper.name} was not kept")
                self.ids[paper.name] = receipt.article
                start = time.perf_counter()
                copies.arrive(connection, receipt.article)
                self.seconds.append(time.perf_counter() - start)


def made_copies(papers: list[Paper], strangers: list[Paper], seed: int) -> list[tuple[Copy, Paper]]:
    """Return copies of articles, in a shuffled order.

    Args:
        papers: what is copied.
        strangers: what the copying outlets write by themselves comes from these.
    """
    by_name = {paper.name: paper for paper in papers if len(paper.paragraphs) > 1}
    bodies = {name: (paper.paragraphs[0], list(paper.paragraphs[1:])) for name, paper in by_name.items()}
    own = [list(paper.paragraphs) for paper in strangers if len(paper.paragraphs) > 1]
    rows = []
    for number, copy in enumerate(Copier(bodies, own, seed).copies(COPIES)):
        source = by_name[copy.source]
        day = (date.fromisoformat(source.published) + timedelta(days=1 + number % 3)).isoformat()
        name, outlet = f"copy/{number:03}", f"Outlet {number % 40}"
        rows.append((copy, Paper(name, source.group, outlet, day, (copy.title, *copy.paragraphs))))
    random.Random(seed).shuffle(rows)  # noqa: S311 - the order of arrival
    return rows


def measure(shared: Path, seed: int = SEED) -> dict[str, Any]:
    """Run everything; return scores in per cent, and counts."""
    everything, others = polnear(shared), [*basil(shared), *ecb(shared)]
    strangers = strangers_of(everything)
    originals = [paper for paper in everything if paper not in strangers]
    random.Random(seed).shuffle(others)  # noqa: S311 - the order of arrival
    made = made_copies(originals, strangers, seed)
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "bench.db") as store:
        desk = Desk(store)
        desk.take(originals)
        desk.take(others)
        desk.take(paper for _, paper in made)
        with store.reading() as connection:
            told = Told(desk.ids, kept.voices(connection, desk.ids.values()))
            told.passages = kept.passages(connection, desk.ids.values())
    return {
        **told.of_copies(made),
        **told.of_events([*originals, *others]),
        "milliseconds": round(1000 * sum(desk.seconds) / len(desk.seconds), 1),
    }


def strangers_of(papers: list[Paper]) -> list[Paper]:
    """Return articles whose words stand in no other."""
    counts = Counter(gram for paper in papers for gram in _grams(paper.text))
    alone = []
    for paper in papers[::STRANGERS]:
        grams = _grams(paper.text)
        if sum(counts[gram] > 1 for gram in grams) <= ALONE * len(grams):
            alone.append(paper)
    return alone


@dataclass
class Told:
    """What the store tells of copies, by name, to be scored.

    Args:
        ids: name -> id.
    """

    ids: dict[str, int]
    voices: dict[int, kept.VoiceRow]
    passages: dict[int, tuple[kept.PassageRow, ...]] = field(default_factory=dict)

    def speakers(self, name: str) -> set[int]:
        """Return whose voices an article carries, itself left out."""
        number = self.ids[name]
        return ({self.voices[number].voice} | {p.voice for p in self.passages.get(number, ())}) - {number}

    def of_copies(self, made: list[tuple[Copy, Paper]]) -> dict[str, Any]:
        """Score the made copies; an original may itself be a copy in PolNeAR, then its voice is right too."""
        found, counts, letters = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[bool, bool]]()
        claims, misses, wrong = 0, list[str](), list[str]()
        names = {number: name for name, number in self.ids.items()}
        for copy, paper in made:
            right = {self.ids[copy.source], *self.speakers(copy.source)}
            speakers = self.speakers(paper.name)
            kind = copy.kind, copy.severity
            counts[kind] += 1
            found[kind] += bool(speakers & right)
            misses += [] if speakers & right else [f"{paper.name} {' '.join(kind)} {copy.source}"]
            claims += len(speakers)
            wrong += [f"{paper.name} {' '.join(kind)} {names[speaker]}" for speaker in sorted(speakers - right)]
            letters.update(self._letters(copy, paper))
        return {
            "recall": 100 * found.total() / counts.total(),
            "precision": 100 * (1 - len(wrong) / max(1, claims)),
            "passages": {
                "recall": 100 * letters[True, True] / (letters[True, True] + letters[True, False]),
                "precision": 100 * letters[True, True] / (letters[True, True] + letters[False, True]),
            },
            "by kind": {k: {s: f"{found[k, s]}/{counts[k, s]}" for s in SEVERITIES} for k in (*KINDS, MIXED)},
            "misses": misses,
            "wrong": wrong,
        }

    def _letters(self, copy: Copy, paper: Paper) -> Counter[tuple[bool, bool]]:
        """Count letters of a copy's body by whether they come from the original and whether they are told to."""
        at = len(copy.title) + 2
        told = {k for p in self.passages.get(self.ids[paper.name], ()) for k in range(p.start, p.end)}
        counts = Counter[tuple[bool, bool]]()
        for paragraph, copied in zip(copy.paragraphs, copy.copied, strict=True):
            counts.update((copied, k in told) for k in range(at, at + len(paragraph)))
            at += len(paragraph) + 2
        return counts

    def of_events(self, papers: list[Paper]) -> dict[str, Any]:
        """Count pairs of articles that tell of one event, or of look-alike events, and have one voice."""
        groups: dict[int, list[Paper]] = defaultdict(list)
        for paper in papers:
            groups[self.voices[self.ids[paper.name]].voice].append(paper)
        pairs = [pair for group in groups.values() for pair in combinations(sorted(group, key=lambda p: p.name), 2)]
        shares = sorted((round(_overlap(a.text, b.text), 2), a.name, b.name) for a, b in pairs)
        merges = sum(share < NO_COPY for share, _, _ in shares)
        return {
            "apart": 100 * (1 - merges / max(1, len(pairs))),
            "one voice": len(pairs),
            "other events": sum(a.group != b.group for a, b in pairs if not a.name.startswith("polnear")),
            "merges": merges,
            "least alike": shares[:20],
        }


def _overlap(one: str, other: str) -> float:
    """Return which part of the shorter text's word 5-grams stands in the other: a judge of another kind."""
    grams = [_grams(text) for text in (one, other)]
    return len(grams[0] & grams[1]) / max(1, min(map(len, grams)))


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k : k + 5]) for k in range(len(words) - 4)}


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scores = measure(options.shared, options.seed)
    if options.json:
        json.dump(scores, sys.stdout, indent=1)
        return
    for name, score in scores.items():
        rows = score.items() if isinstance(score, dict) else enumerate(score) if isinstance(score, list) else ()
        print(f"{name}: {'' if rows else score}")
        for key, row in rows:
            print(f"    {key}: {row}")


if __name__ == "__main__":
    main()
