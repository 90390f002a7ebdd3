"""Words of a row with what was looked for in them, as pieces that a template can mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.record import Span
from onrecord.store.rowsof import JOIN
from onrecord.store.search import ArticleHit, StatementHit
from onrecord.story.searching import Around

Piece = tuple[str, bool]


def statement_pieces(hit: StatementHit) -> list[Piece]:
    """Return the words of a statement in pieces, each with whether it was looked for."""
    row = hit.statement
    pieces: list[Piece] = []
    place = 0
    for number, span in enumerate(row.content):
        if number:
            pieces.append((JOIN, False))
            place += len(JOIN)
        length = span.end - span.start
        pieces += cut(row.words[place : place + length], span, hit.marks)
        place += length
    return pieces


def article_pieces(hit: ArticleHit) -> list[Piece]:
    """Return the words that show an article, in pieces, each with whether it was looked for."""
    return cut(hit.words, hit.span, hit.marks)


def around_pieces(around: Around, span: Span) -> list[Piece]:
    """Return the words around something in pieces, each with whether it is the thing itself."""
    return cut(around.words, around.span, [span])


def cut(words: str, span: Span, marks: Iterable[Span]) -> list[Piece]:
    """Return words in pieces, each with whether it is marked.

    Args:
        words: those of the article's text at ``span``.
        marks: in the article's text.
    """
    inside = [
        (max(m.start, span.start) - span.start, min(m.end, span.end) - span.start)
        for m in marks
        if m.start < span.end and m.end > span.start
    ]
    return list(_pieces(words, sorted(inside)))


def _pieces(words: str, marks: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    last = 0
    for start, end in marks:
        if start > last:
            yield words[last:start], False
        if end > max(start, last):
            yield words[max(start, last) : end], True
        last = max(last, end)
    if last < len(words):
        yield words[last:], False
