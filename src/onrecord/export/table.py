"""Rows as CSV (RFC 4180): a header, UTF-8, no line break inside a cell, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

import msgspec

from onrecord.export.cells import cells_of
from onrecord.export.heading import Heading
from onrecord.export.inert import cell
from onrecord.store.frames import Cell, columns_of

# Bytes that are handed on at a time, about.
_PIECE = 64 * 1024


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield a table of rows, a piece at a time.

    Args:
        kind: their type; it gives the columns.
        heading: a table has no place for it.
    """
    del heading
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns_of(kind))
    for row in rows:
        writer.writerow([as_words(value) for value in cells_of(row).values()])
        if out.tell() > _PIECE:
            yield _taken(out)
    yield _taken(out)


def as_words(value: Cell) -> str:
    """Return a cell as words: nothing for null, whole numbers without a point, nothing that a spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return cell(value)


def _taken(out: StringIO) -> bytes:
    words = out.getvalue()
    out.seek(0)
    out.truncate()
    return words.encode()
