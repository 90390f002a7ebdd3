"""Pairs of statements labelled by hand: one utterance or not.

``bench/utterances_pairs.tsv`` names articles of PolNeAR (those to score by are of its training split) and spans of code
points in their text files; the words are not ours to ship. Who speaks is told by the record of the article where there
is one, else by the words of PolNeAR's own annotation, which leaves "he" unknown.
"""

from __future__ import annotations

import csv
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from training.attribution.corpora import Attribution, Document, polnear

from onrecord.record import Record, Statement
from onrecord.story.utterances.likeness import Saying

LABELS = Path(__file__).parents[2] / "bench" / "utterances_pairs.tsv"
_LEAST = 0.4  # share of letters that a statement and a labelled span must have in common to be the same
_PRONOUNS = frozenset("he she they we i it who which that you his her their one others".split())

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Side:
    """One statement of a pair.

    Args:
        article: stem of its file.
        spans: of its content, in code points of the text file.
    """

    article: str
    spans: Spans


@dataclass(frozen=True)
class Labelled:
    """A pair.

    Args:
        part: ``score`` or ``train``; no month of 2015 and 2016 has articles in both.
        same: whether both report one utterance.
    """

    part: str
    one: Side
    other: Side
    same: bool


def labelled(part: str) -> list[Labelled]:
    """Return the pairs of a part, in the file's order."""
    with LABELS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["set"] == part]
    return [
        Labelled(
            part,
            Side(row["article_a"], _spans(row["spans_a"])),
            Side(row["article_b"], _spans(row["spans_b"])),
            row["same"] == "1",
        )
        for row in rows
    ]


def _spans(cell: str) -> Spans:
    return tuple((int(a), int(b)) for a, _, b in (piece.partition("-") for piece in cell.split(",")))


class Corpus:
    """PolNeAR's articles, with their days and, where a folder is given, their records.

    Args:
        shared: the folder with ``corpora/polnear``.
        records: folder of records, one ``STEM.json`` an article; None to go by PolNeAR's own annotation.
    """

    def __init__(self, shared: Path, records: Path | None = None) -> None:
        self._folder = shared / "corpora" / "polnear"
        self._records = records
        self._read: dict[str, Record | None] = {}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The articles of both splits that are here."""
        splits = (self._folder / f"{split}.tar.xz" for split in ("train", "dev"))
        return {document.name: document for split in splits for document in polnear(split)}

    @cached_property
    def days(self) -> dict[str, str]:
        """The day each article was published."""
        with (self._folder / "metadata.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {row["filename"]: row["publication_date"][:10] for row in rows}

    def saying(self, side: Side) -> Saying:
        """Return a statement as it is compared."""
        text = self.documents[side.article].text
        words = " … ".join(text[a:b] for a, b in side.spans)
        record = self.record(side.article)
        if record is not None:
            known = Saying(words, day=self.days[side.article], article=side.article)
            return _recorded(record, statement_at(record, text, side.spans), known)
        return Saying(words, speaker=self._marked_speaker(side), day=self.days[side.article], article=side.article)

    def record(self, article: str) -> Record | None:
        """Return an article's record; None where none is at hand."""
        if article not in self._read:
            path = self._records and self._records / f"{article}.json"
            self._read[article] = Record.from_json(path.read_bytes()) if path and path.is_file() else None
        return self._read[article]

    def _marked_speaker(self, side: Side) -> str:
        document = self.documents[side.article]
        wanted = {at for a, b in side.spans for at in range(a, b)}
        best = max(document.attributions, key=lambda found: _alike(wanted, found), default=None)
        if best is None or not best.source or _alike(wanted, best) < _LEAST:
            return ""
        source = " ".join(document.text[a:b] for a, b in best.source)
        return "" if source.lower() in _PRONOUNS else source


def _alike(wanted: set[int], found: Attribution) -> float:
    theirs = {at for a, b in found.content for at in range(a, b)}
    return len(wanted & theirs) / max(1, len(wanted | theirs))


def statement_at(record: Record, text: str, spans: Sequence[tuple[int, int]]) -> Statement | None:
    """Return the statement of a record that says what stands at spans of the text file it was read from.

    A record's text folds white space and leaves furniture out, so that the words are looked for, nearest first.
    """
    letters = re.sub(r"\s", "", record.article.text)
    before = [0]
    for c in record.article.text:
        before.append(before[-1] + (not c.isspace()))
    wanted: set[int] = set()
    for start, end in spans:
        words = re.sub(r"\s", "", text[start:end])
        about = len(re.sub(r"\s", "", text[:start]))
        found = min(_all(letters, words), key=lambda at: abs(at - about), default=None)
        if found is not None:
            wanted.update(range(found, found + len(words)))
    best, most = None, _LEAST
    for statement in record.statements:
        theirs = {at for piece in statement.content for at in range(before[piece.start], before[piece.end])}
        share = len(wanted & theirs) / max(1, len(wanted | theirs))
        if share > most:
            best, most = statement, share
    return best


def _all(letters: str, words: str) -> Iterator[int]:
    at = letters.find(words) if words else -1
    while at >= 0:
        yield at
        at = letters.find(words, at + 1)


def _recorded(record: Record, statement: Statement | None, known: Saying) -> Saying:
    if statement is None:
        return known
    names = {actor.id: actor.name for actor in record.actors}
    return replace(
        known,
        speaker=names.get(statement.speaker or "", ""),
        source=statement.source.of(record.article.text) if statement.source else "",
        said_on=statement.said_on.value if statement.said_on else "",
        mode=statement.mode,
    )


def texts_of(archive: Path) -> Iterator[str]:
    """Yield the text files of an archive."""
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.endswith(".txt") else None
            if handle is not None:
                yield handle.read().decode("utf-8", "replace")
