"""The formats that can be written, and the one way to write each: a stream of rows in, a stream of bytes out.

    from onrecord.export.formats import named, stream

    feed = named("atom")
    for piece in stream(feed.name, rows, Said, Heading(title="dam")):
        …  # to a file, or to whoever asked; feed.media_type says what it is

Nothing is held but what is being written, whatever the number of rows. XLSX and the files of the Discourse Network
Analyzer are made in a temporary file first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

import msgspec

from onrecord.errors import UsageError
from onrecord.export import annotation, atom, columns, dna, ninjs, plover, schema_org, table, workbook
from onrecord.export.heading import PLAIN, Heading
from onrecord.export.rows import Document
from onrecord.store.frames import Rows

Pieces = Callable[[Iterable[msgspec.Struct], type[msgspec.Struct], Heading], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format.

    Args:
        takes: ``rows`` of any one type, or ``documents``: articles with what is exported of them.
        ending: of files, with its dot.
        media_type: as HTTP names it.
        about: what it is, in a line.
        pieces: writes it.
        extra: of the package, that brings what it needs.
    """

    name: str
    takes: Literal["rows", "documents"]
    ending: str
    media_type: str
    about: str
    pieces: Pieces
    extra: str | None = None

    def file_name(self, stem: str) -> str:
        """Return a name for a file of this format."""
        return stem + self.ending


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "rows", ".csv", "text/csv; charset=utf-8; header=present", "a table, CSV", table.pieces),
        Format(
            "parquet",
            "rows",
            ".parquet",
            "application/vnd.apache.parquet",
            "a table, Parquet",
            columns.pieces,
            "formats",
        ),
        Format(
            "xlsx", "rows", ".xlsx", workbook.MEDIA_TYPE, "a workbook with HXL tags, XLSX", workbook.pieces, "formats"
        ),
        Format("atom", "rows", ".atom", "application/atom+xml", "a feed, Atom", atom.pieces),
        Format(
            "annotation",
            "documents",
            ".jsonld",
            annotation.MEDIA_TYPE,
            "W3C Web Annotation, JSON-LD",
            annotation.pieces,
        ),
        Format("schema-org", "documents", ".jsonld", schema_org.MEDIA_TYPE, "schema.org, JSON-LD", schema_org.pieces),
        Format("ninjs", "documents", ".jsonl", ninjs.MEDIA_TYPE, "IPTC ninjs 3.1, an article a line", ninjs.pieces),
        Format(
            "dna", "documents", ".dna", dna.MEDIA_TYPE, "Discourse Network Analyzer, a database of DNA 3", dna.pieces
        ),
        Format("plover", "documents", ".jsonl", plover.MEDIA_TYPE, "PLOVER, an event a line", plover.pieces),
    )
}


def named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        UsageError: there is none of this name.
    """
    if name not in FORMATS:
        raise UsageError(f"{name!r} is no format of an export; choose from {', '.join(FORMATS)}")
    return FORMATS[name]


def stream(
    name: str, rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct] | None = None, heading: Heading = PLAIN
) -> Iterator[bytes]:
    """Return an export as a stream of bytes; rows are taken as the bytes are.

    Args:
        name: of the format.
        rows: all of one type.
        kind: their type; None for that of ``Rows``, else for documents.
        heading: what the export says of itself.

    Raises:
        UsageError: there is no such format, or rows of this type have no place in it.
        ExtraError: what the format needs is not installed.
    """
    wanted = named(name)
    of = kind or (rows.kind if isinstance(rows, Rows) else Document)
    if (wanted.takes == "documents") != (of is Document):
        what = "articles as a whole" if wanted.takes == "documents" else "one part of articles"
        raise UsageError(f"{wanted.name} is made of {what}, not of rows of {of.__name__}")
    return wanted.pieces(rows, of, heading)


def write(
    name: str,
    rows: Iterable[msgspec.Struct],
    out: BinaryIO,
    kind: type[msgspec.Struct] | None = None,
    heading: Heading = PLAIN,
) -> None:
    """Write an export; arguments and errors are those of :func:`stream`.

    Args:
        out: written to from its current place on, never sought in.
        kind: type of the rows; None for that of ``Rows``, else for documents.
        heading: what the export says of itself.
    """
    out.writelines(stream(name, rows, kind, heading))
