"""Articles from plain words, for tests of the reading stages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from onrecord.reader import read_text
from onrecord.record import Article, Block, Page, Record, Stamp

Reader = Callable[..., Record]


def make_article(*blocks: str, published: str | None = "2024-05-01", language: str = "en") -> Article:
    """Return an article whose first block is its title where there is more than one."""
    made, at = [], 0
    for number, words in enumerate(blocks):
        kind = "title" if number == 0 and len(blocks) > 1 else "paragraph"
        made.append(Block(kind, at, at + len(words)))
        at += len(words) + 2
    text = "\n\n".join(blocks)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    stamp = Stamp(published, "given") if published else None
    page = Page("0" * 64, "text/plain")
    return Article(
        digest,
        page,
        None,
        None,
        (),
        None,
        None,
        None,
        language,
        stamp,
        None,
        None,
        text,
        tuple(b for b in made if b.start < b.end),
    )


@pytest.fixture(scope="session")
def read() -> Reader:
    """Read blocks of words to a record."""

    def run(*blocks: str, published: str | None = "2024-05-01", language: str = "en") -> Record:
        return read_text(make_article(*blocks, published=published, language=language))

    return run


class Quoted:
    """A record's statements in words."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.names = {a.id: a.name for a in record.actors}

    def words(self, span: object) -> str | None:
        return None if span is None else span.of(self.record.article.text)  # type: ignore[attr-defined]

    def rows(self) -> list[tuple[str | None, str | None, tuple[str | None, ...], str | None]]:
        """Source, cue, content and speaker of each statement."""
        return [
            (
                self.words(s.source),
                self.words(s.cue),
                tuple(self.words(p) for p in s.content),
                self.names.get(s.speaker or ""),
            )
            for s in self.record.statements
        ]


@pytest.fixture(scope="session")
def quoted() -> type[Quoted]:
    """What puts a record's statements into words."""
    return Quoted
