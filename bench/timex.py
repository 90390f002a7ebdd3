"""Time expressions of a corpus in TimeML, and TempEval-3's measures of what a reader finds in it.

TempEval-3 (UzZaman et al. 2013): an expression found counts where it overlaps one that was marked (relaxed) or has its
very ends (strict); type and value are looked at where it overlaps, and their F1 is the relaxed F1 times the share that
is right. Values are compared letter by letter.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from xml.etree import ElementTree as ET

# Every fifth article by name is held back: the fifth, the tenth …
EVERY = 5
FOLDERS = frozenset({"AQUAINT", "TimeBank"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A time expression: code points of the text, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Article:
    """One article of the corpus.

    Args:
        text: its paragraphs, white space folded to one space, parted by blank lines.
        published: the day it was written, ISO.
        marks: what the annotators marked, in order.
    """

    name: str
    text: str
    published: str
    marks: tuple[Mark, ...]


def articles(archive: Path) -> list[Article]:
    """Return the articles of TempEval-3's training set, by name."""
    with tarfile.open(archive) as tar:
        files = [m for m in tar.getmembers() if m.name.endswith(".tml") and Path(m.name).parent.name in FOLDERS]
        found = [_article(Path(m.name).stem, tar.extractfile(m).read()) for m in files]  # type: ignore[union-attr]
    return sorted(found, key=lambda article: article.name)


def split(all_of_them: Sequence[Article]) -> tuple[list[Article], list[Article]]:
    """Return the articles to work with and those held back."""
    held = [a for n, a in enumerate(all_of_them, 1) if n % EVERY == 0]
    return [a for n, a in enumerate(all_of_them, 1) if n % EVERY], held


def _article(name: str, raw: bytes) -> Article:
    root = ET.fromstring(raw)  # noqa: S314 - a corpus that lies beside the checkout
    created = next(
        t for t in root.iter("TIMEX3") if t.get("functionInDocument") in {"CREATION_TIME", "PUBLICATION_TIME"}
    )
    body = root.find("TEXT")
    if body is None:
        raise ValueError(name)
    paper = _Paper()
    paper.read(body)
    day = re.match(r"\d{4}-\d\d-\d\d", created.get("value", ""))
    return Article(name, paper.text(), day[0] if day else "", tuple(paper.marks))


class _Paper:
    """Text put together from an element, white space folded."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._gap = ""
        self.marks: list[Mark] = []

    def text(self) -> str:
        return "".join(self._pieces)

    def read(self, element: ET.Element) -> None:
        self._add(element.text or "")
        for child in element:
            number, before = len(self.marks), self._size
            if child.tag == "TIMEX3":
                self.marks.append(Mark(before, before, child.get("type", ""), child.get("value", "")))
            self.read(child)
            if child.tag == "TIMEX3":
                words = self.text()[before:]
                start = before + len(words) - len(words.lstrip())
                self.marks[number] = Mark(start, self._size, child.get("type", ""), child.get("value", ""))
            self._add(child.tail or "")

    def _add(self, text: str) -> None:
        for part in re.split(r"(\s+)", text):
            if part.isspace():
                self._gap += part
            elif part:
                gap = ("\n\n" if self._gap.count("\n") > 1 else " ") if self._gap and self._size else ""
                self._pieces += [gap, part]
                self._size += len(gap) + len(part)
                self._gap = ""


@dataclass
class Tally:
    """What was counted over articles; scores in per cent."""

    found: int = 0
    marked: int = 0
    relaxed: int = 0
    strict: int = 0
    right: dict[str, int] = field(default_factory=lambda: {"type": 0, "value": 0})
    missed: list[str] = field(default_factory=list)

    def add(self, article: Article, found: Iterable[Mark]) -> Self:
        """Count one article."""
        got = sorted(found, key=lambda m: (m.start, m.end))
        self.found += len(got)
        self.marked += len(article.marks)
        free = list(got)
        for mark in article.marks:
            over = [m for m in free if m.start < mark.end and mark.start < m.end]
            best = max(over, key=lambda m: (m.start, m.end) == (mark.start, mark.end), default=None)
            if best is not None:
                free.remove(best)
                self._match(article, mark, best)
            else:
                self.missed.append(_line(article, mark, None))
        self.missed += [_line(article, None, m) for m in free]
        return self

    def _match(self, article: Article, mark: Mark, got: Mark) -> None:
        self.relaxed += 1
        self.strict += (mark.start, mark.end) == (got.start, got.end)
        self.right["type"] += mark.type == got.type
        self.right["value"] += mark.value == got.value
        if mark.value != got.value or mark.type != got.type:
            self.missed.append(_line(article, mark, got))

    def scores(self) -> dict[str, float]:
        """Return F1 of each measure, and precision and recall of the relaxed one, in per cent."""
        both = (self.found + self.marked) or 1
        share = {
            "relaxed": self.relaxed,
            "strict": self.strict,
            "value": self.right["value"],
            "type": self.right["type"],
        }
        f1 = {name: round(200 * right / both, 1) for name, right in share.items()}
        precision, recall = self.relaxed / (self.found or 1), self.relaxed / (self.marked or 1)
        return {**f1, "precision": round(100 * precision, 1), "recall": round(100 * recall, 1)}


def _line(article: Article, mark: Mark | None, got: Mark | None) -> str:
    """A miss in words, for work on the articles that are not held back."""
    where = mark or got
    if where is None:
        return ""
    context = article.text[max(0, where.start - 50) : where.start] + "[" + article.text[where.start : where.end] + "]"
    context += article.text[where.end : where.end + 35]
    sides = [f"{m.type} {m.value}" if m else "-" for m in (mark, got)]
    words = article.text[got.start : got.end] if got else ""
    return " | ".join([article.published, *sides, words, " ".join(context.split())])
