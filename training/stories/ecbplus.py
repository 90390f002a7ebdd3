"""Reads ECB+ (topics 1 to 35): the articles of pairs of look-alike events, as text that a newspaper might have printed.

A topic's files ``*ecb.xml`` are about one event, its files ``*ecbplus.xml`` about another of the same kind.
"""

from __future__ import annotations

import re
import tarfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ARCHIVE = "corpora/ecbplus/ecbplus-topics-1-35.tar.xz"
ADDRESS = re.compile(r"https?\s?:")
QUOTE = re.compile(r' ?" ?')
# Treebank's way of writing, turned back.
BACK = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"-LRB-"), "("),
    (re.compile(r"-RRB-"), ")"),
    (re.compile(r" (['’](?:s|re|ve|ll|d|m)\b|n['’]t\b)"), r"\1"),
    (re.compile(r" ([,.;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[$]) "), r"\1"),
    (re.compile(r"(\d) ?, (\d{3})(?!\d)"), r"\1,\2"),
    (re.compile(r"(\d) ?([:.]) (\d)"), r"\1\2\3"),
    (re.compile(r"\b([A-Z])\. (?=[A-Z]\.)"), r"\1."),
    (re.compile(r"(\w) - (\w)"), r"\1-\2"),
)


@dataclass(frozen=True)
class EcbArticle:
    """One article.

    Args:
        name: of its file, without the ending.
        topic: number of the pair of events.
        event: the topic's number, with a ``+`` for the second event.
        sentences: its text; the first is often its headline.
    """

    name: str
    topic: int
    event: str
    sentences: tuple[str, ...]


def articles(shared: Path) -> list[EcbArticle]:
    """Return the articles in the order of their names.

    Args:
        shared: the folder that holds ``corpora``.
    """
    with tarfile.open(shared / ARCHIVE) as archive:
        members = [member for member in archive if member.name.endswith(".xml")]
        found = [_article(Path(member.name).stem, archive.extractfile(member).read()) for member in members]  # type: ignore[union-attr]
    return sorted(found, key=lambda article: (article.topic, article.name))


def _article(name: str, xml: bytes) -> EcbArticle:
    sentences: dict[int, list[str]] = {}
    for token in ET.fromstring(xml).iter("token"):  # noqa: S314 - a corpus, not the web
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    lines = [line_of(words) for _, words in sorted(sentences.items())]
    topic = name.partition("_")[0]
    event = topic + "+" * name.endswith("plus")
    return EcbArticle(name, int(topic), event, tuple(line for line in lines if line and not ADDRESS.match(line)))


def line_of(words: list[str]) -> str:
    """Return words of Treebank as a line of print."""
    line = " ".join(word for word in words if word)
    for pattern, printed in BACK:
        line = pattern.sub(printed, line)
    pieces = QUOTE.split(line)
    quoted = pieces[0] + "".join((' "' if at % 2 else '" ') + piece for at, piece in enumerate(pieces[1:], 1))
    return re.sub(r'" ([,.;])', r'"\1', quoted).strip()
