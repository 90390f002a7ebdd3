"""Who is who in GUM: its texts, paragraphs and mentions, from its CoNLL-U.

GUM (Zeldes 2017, https://gucorpling.org/gum/, annotations CC BY 4.0) has texts of sixteen kinds, Wikinews among them.
"""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.record import Span
from onrecord.text import nouns

ARCHIVE = "corpora/gum/gum-train-dev.tar.xz"
KINDS = frozenset({"person", "organization", "place"})
THIRD = nouns.MASCULINE | nouns.FEMININE | nouns.NEUTER | nouns.PLURAL
_BRACKET = re.compile(r"\((?P<opened>\d+)(?P<about>(?:-[^()-]*)*)(?P<shut>\))?|(?P<closed>\d+)\)")
COLUMNS = 10  # of CoNLL-U
NEWSLIKE = frozenset({"news", "interview", "bio", "speech", "letter", "court"})


@dataclass(frozen=True)
class Mention:
    """One mention of GUM.

    Args:
        entity: its number in the document.
        span: code points of the text.
        head: code point where its head word begins.
        word: that word in lower case.
        tag: its part of speech (UPOS).
        kind: GUM's type of entity.
    """

    entity: str
    span: Span
    head: int
    word: str
    tag: str
    kind: str


@dataclass
class Gum:
    """One document of GUM: its text, its paragraphs and who is mentioned."""

    name: str
    text: str = ""
    blocks: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


@dataclass
class _Reading:
    """A document while its CoNLL-U is read.

    Args:
        gum: what is known of it so far.
        words: start, form and part of speech of each word.
        block: where the paragraph begins.
        open: for each entity where its mentions that are not closed yet begin, and what is said of them.
    """

    gum: Gum
    words: list[tuple[int, str, str]] = field(default_factory=list)
    block: int = 0
    open: dict[str, list[tuple[int, list[str]]]] = field(default_factory=lambda: defaultdict(list))

    def end_block(self) -> None:
        """Close a paragraph."""
        self.gum.text = self.gum.text.rstrip(" ")
        if len(self.gum.text) > self.block:
            self.gum.blocks.append(Span(self.block, len(self.gum.text)))
            self.gum.text += "\n\n"
            self.block = len(self.gum.text)

    def add(self, row: list[str]) -> None:
        """Add a word and the mentions that begin or end with it."""
        self.words.append((len(self.gum.text), row[1], row[3]))
        self.gum.text += row[1] if "SpaceAfter=No" in row[9] else row[1] + " "
        last = len(self.words) - 1
        marked = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for found in _BRACKET.finditer(marked):
            if found["opened"]:
                self.open[found["opened"]].append((last, found["about"].split("-")))
            number = found["opened"] if found["shut"] else found["closed"]
            if number and self.open[number]:
                self.gum.mentions.append(self._mention(number, *self.open[number].pop(), last))

    def _mention(self, number: str, first: int, about: list[str], last: int) -> Mention:
        least = next((f for f in about[4:] if f and f[0].isdigit()), "1")  # "2,3": numbers of its chief words
        start, word, tag = self.words[min(first + int(least.split(",")[0]) - 1, last)]
        end, form, _ = self.words[last]
        span = Span(self.words[first][0], end + len(form))
        return Mention(number, span, start, word.lower(), tag, about[1] if len(about) > 1 else "")


def documents(shared: Path, split: str) -> Iterator[Gum]:
    """Yield the documents of a part of GUM, by name.

    Args:
        shared: folder with ``corpora/gum``.
        split: "dev" or "train".
    """
    listed = (shared / "corpora/gum/splits.md").read_text(encoding="utf-8").partition(f"## {split}\n")[2]
    wanted = set(re.findall(r"GUM_\w+", listed.partition("\n## ")[0]))
    with tarfile.open(shared / ARCHIVE) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            path = Path(member.name)
            if path.suffix == ".conllu" and path.parent.name == "dep" and path.stem in wanted:
                file = archive.extractfile(member)
                if file is not None:
                    yield read_document(path.stem, file.read().decode())


def read_document(name: str, conllu: str) -> Gum:
    """Return a document from its CoNLL-U, entities in the last column."""
    reading = _Reading(Gum(name))
    for line in conllu.splitlines():
        row = line.split("\t")
        if line.startswith("# newpar_block"):
            reading.end_block()
        elif len(row) == COLUMNS and row[0].isdigit():
            reading.add(row)
    reading.end_block()
    reading.gum.text = reading.gum.text.rstrip()
    return reading.gum


def asked(gum: Gum) -> list[Mention]:
    """Return the mentions whose entity must be told, in text order."""
    out: list[Mention] = []
    named: set[str] = set()
    for mention in sorted(gum.mentions, key=lambda m: (m.span.start, -m.span.end)):
        told = (mention.tag == "PRON" and mention.word in THIRD) or mention.tag == "NOUN"
        if told and mention.kind in KINDS and mention.entity in named:
            out.append(mention)
        if mention.tag in {"PROPN", "NOUN"}:
            named.add(mention.entity)
    return out


def entity_at(gum: Gum, at: int) -> str | None:
    """Return the entity of the smallest mention whose head stands at a code point."""
    found = [m for m in gum.mentions if m.head <= at < m.span.end and m.span.start <= at]
    found = [m for m in found if m.head <= at < m.head + len(m.word)] or found
    return min(found, key=lambda m: m.span.end - m.span.start).entity if found else None
