"""Where in a text the words stand that were looked for, as spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, literal_column, select

from onrecord.record import Span
from onrecord.store.rowsof import JOIN
from onrecord.store.who import chunks
from onrecord.store.words import Term, match_of, tsquery

# Code points for private use, which no text of a page should hold; one that does gets no marks.
_OPEN, _CLOSE = "\ue000", "\ue001"
# A line and a half on a wide screen, as search engines show.
_SNIPPET = 180
_BETWEEN_BLOCKS = "\n\n"


def marks_of(
    connection: Connection, table: Table, columns: Sequence[str], terms: tuple[Term, ...], idents: Iterable[int]
) -> dict[int, list[tuple[Span, ...]]]:
    """Return where terms stand in columns of rows, by their ids, columns in the order given.

    Args:
        table: ``statements`` or ``articles``.
        columns: of those that are in the index, all of them, in its order.
    """
    marked_of = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    found: dict[int, list[tuple[Span, ...]]] = {}
    for part in chunks(idents):
        query = select(table.c.id, table.c.in_order, *(table.c[name] for name in columns)).where(table.c.id.in_(part))
        rows = connection.execute(query).all()
        marked = marked_of(connection, table, columns, terms, {row.in_order: row.id for row in rows})
        for ident, _, *texts in rows:
            shown = marked.get(ident, [None] * len(columns))
            found[ident] = [tuple(_marks(text or "", more or "")) for text, more in zip(texts, shown, strict=True)]
    return found


def _sqlite(
    connection: Connection, table: Table, columns: Sequence[str], terms: tuple[Term, ...], ids: Mapping[int, int]
) -> dict[int, list[str | None]]:
    # The index alone, row by row: joined with the table it would be read through from its beginning.
    number, match = match_of(connection, table.name, terms)
    index: ColumnElement[Any] = literal_column(f"{table.name}_words")
    shown = [func.highlight(index, place, _OPEN, _CLOSE) for place, _ in enumerate(columns)]
    rows = connection.execute(select(number, *shown).where(match, number.in_(list(ids))))
    return {ids[row[0]]: list(row[1:]) for row in rows}


def _postgresql(
    connection: Connection, table: Table, columns: Sequence[str], terms: tuple[Term, ...], ids: Mapping[int, int]
) -> dict[int, list[str | None]]:
    wanted = tsquery(terms)
    how = f"StartSel={_OPEN}, StopSel={_CLOSE}, HighlightAll=true"
    shown = [func.ts_headline("onrecord", func.onrecord_plain(table.c[name]), wanted, how) for name in columns]
    rows = connection.execute(select(table.c.id, *shown).where(table.c.id.in_(list(ids.values()))))
    return {row[0]: list(row[1:]) for row in rows}


def _marks(text: str, shown: str) -> Iterator[Span]:
    pieces = shown.replace(_CLOSE, _OPEN).split(_OPEN)
    if sum(map(len, pieces)) != len(text):
        return  # the text itself holds one of the two
    place = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            yield Span(place, place + len(piece))
        place += len(piece)


def in_article(marks: Iterable[Span], pieces: Iterable[Span]) -> tuple[Span, ...]:
    """Move marks in a statement's words to the article's text.

    Args:
        pieces: of the content, in the article's text; the words are theirs, joined.
    """
    starts: list[tuple[int, Span]] = []
    place = 0
    for piece in pieces:
        starts.append((place, piece))
        place += piece.end - piece.start + len(JOIN)
    moved = []
    for mark in marks:
        for begin, piece in starts:
            start, end = max(mark.start, begin), min(mark.end, begin + piece.end - piece.start)
            if start < end:
                moved.append(Span(piece.start + start - begin, piece.start + end - begin))
    return tuple(moved)


def snippet(text: str, marks: Sequence[Span]) -> Span:
    """Return the piece of a text that shows most of the marks, whole words of one block.

    Args:
        marks: in order; without any, the piece is the text's beginning.
    """
    best = _densest(marks)
    start, end = _block_around(text, best.start)
    if end - start <= _SNIPPET:
        return Span(start, end)
    # A quarter of the room goes before the first mark.
    begin = max(start, min(best.start - _SNIPPET // 4, end - _SNIPPET))
    stop = max(min(begin + _SNIPPET, end), best.end)
    if begin > start:
        space = text.find(" ", begin, best.start)
        begin = best.start if space < 0 else space + 1
    if stop < end:
        space = text.rfind(" ", best.end, stop + 1)
        stop = stop if space < 0 else space
    return Span(begin, stop)


def _densest(marks: Sequence[Span]) -> Span:
    """Return the first of the marks that has the most others in the room after it."""
    best, most, last = Span(0, 0), 0, 0
    for number, mark in enumerate(marks):
        while last < len(marks) and marks[last].start < mark.start + _SNIPPET // 2:
            last += 1
        if last - number > most:
            best, most = mark, last - number
    return best


def _block_around(text: str, place: int) -> tuple[int, int]:
    before, after = text.rfind(_BETWEEN_BLOCKS, 0, place), text.find(_BETWEEN_BLOCKS, place)
    return before + len(_BETWEEN_BLOCKS) if before >= 0 else 0, after if after >= 0 else len(text)
