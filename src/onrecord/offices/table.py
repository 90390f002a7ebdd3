"""The table of offices: how a file is read and checked.

A file is UTF-8 text with tabs: a line of column names, then a line for each term of office. Lines that begin with ``#``
and blank lines are passed over. docs/offices.md explains the columns.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import OfficesError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.offices.lookup import Offices

COLUMNS = ("of", "office", "holder", "wikidata", "start", "end", "checked", "source")
NEEDED = ("of", "office", "holder", "start", "checked", "source")
# Names what a row of the package's table is about: raised whenever offices.tsv or bodies.tsv changes.
VERSION = "1"
# A table that a person wrote is far below this; a file beyond it was given by mistake.
MOST_BYTES = 16 * 1024 * 1024
DIGEST = 8  # hexadecimal digits that tell one file of the caller's from another

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office.

    Args:
        of: state or body, under its first name in the file.
        titles: what the office is called, lower case.
        holder: the person's full name.
        wikidata: the person's id; null where the source has none.
        first: first day on which the term has certainly begun.
        last: last day on which it has certainly not ended: where no end is known, the day of the source.
        own: whether the caller's file says so.
    """

    of: str
    titles: tuple[str, ...]
    holder: str
    wikidata: str | None
    first: date
    last: date
    own: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the person certainly holds the office on a day."""
        return self.first <= day <= self.last


def load_offices(own: Path | None = None) -> Offices:
    """Return the table of the package, extended by the caller's.

    Args:
        own: the caller's file; where it has a holder of an office on a day, its word goes before the package's.

    Raises:
        OfficesError: the caller's file cannot be read or says what cannot be.
    """
    shipped = _shipped()
    if own is None:
        return shipped
    content = _bytes(own)
    rows = list(_rows(content, str(own), own=True))
    version = f"{VERSION}+{sha256(content).hexdigest()[:DIGEST]}"
    terms = (*shipped.terms, *(term for _, term in rows))
    return replace(shipped, version=version, terms=terms, names=(*shipped.names, *(of for of, _ in rows)))


@lru_cache(maxsize=1)
def _shipped() -> Offices:
    from onrecord.offices.lookup import Offices  # noqa: PLC0415 - lookup needs the type that stands here

    package = files("onrecord.offices")
    rows = list(_rows(package.joinpath("offices.tsv").read_bytes(), "offices.tsv"))
    names = _names(package.joinpath("bodies.tsv").read_text(encoding="utf-8"))
    return Offices(VERSION, tuple(term for _, term in rows), (*names, *(of for of, _ in rows)))


def _names(text: str) -> list[tuple[str, ...]]:
    """The names of each body, the first of them its own."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(name.strip() for name in re.split(r"[\t;]", line) if name.strip()) for line in lines]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OfficesError(f"{path}: larger than {MOST_BYTES // 2**20} MiB; give a table of offices")
        return path.read_bytes()
    except OSError as error:
        raise OfficesError(f"{path}: the offices cannot be read ({error.strerror or error})") from error


def _rows(content: bytes, name: str, *, own: bool = False) -> Iterator[tuple[tuple[str, ...], Term]]:
    """Each row's names of its state or body, and its term."""
    header: list[str] | None = None
    number = 0
    for number, line in _lines(content, name):
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = _header(cells, f"{name}:{number}")
            continue
        if len(cells) > len(header):
            raise OfficesError(f"{name}:{number}: {len(cells)} columns, and the first line names {len(header)}")
        yield _row(dict(zip(header, cells, strict=False)), f"{name}:{number}", own=own)
    if header is None:
        raise OfficesError(f"{name}: the file is empty; its first line names the columns: {', '.join(COLUMNS)}")


def _lines(content: bytes, name: str) -> Iterator[tuple[int, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise OfficesError(f"{name}:{number}: not UTF-8 text; save the file as UTF-8") from error
    for number, line in enumerate(text.split("\n"), 1):
        if "\0" in line:
            raise OfficesError(f"{name}:{number}: a null character; give a text file with tabs")
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r")


def _header(cells: list[str], where: str) -> list[str]:
    unknown = [cell for cell in cells if cell not in COLUMNS]
    missing = [column for column in NEEDED if column not in cells]
    if unknown:
        raise OfficesError(f"{where}: unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}, with tabs")
    if missing:
        raise OfficesError(f"{where}: no column {missing[0]!r}; these are needed: {', '.join(NEEDED)}")
    if len(set(cells)) < len(cells):
        raise OfficesError(f"{where}: a column stands twice")
    return cells


def _row(row: dict[str, str], where: str, *, own: bool) -> tuple[tuple[str, ...], Term]:
    for column in NEEDED:
        if not row.get(column):
            raise OfficesError(f"{where}: nothing under {column!r}; it is needed")
    wikidata = row.get("wikidata") or None
    if wikidata is not None and not _WIKIDATA.fullmatch(wikidata):
        raise OfficesError(f"{where}: {wikidata!r} is no Wikidata id; write it as Q42, or leave it empty")
    names, titles = _listed(row["of"]), _listed(row["office"])
    if not names or not titles:
        raise OfficesError(f"{where}: a name is needed under 'of' and under 'office'")
    first, last = _certain(row, where)
    return names, Term(names[0], tuple(t.lower() for t in titles), row["holder"], wikidata, first, last, own)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def _certain(row: dict[str, str], where: str) -> tuple[date, date]:
    """First and last day on which a term certainly holds, whatever the days that the file leaves open."""
    start, checked = _span(row["start"], "start", where), _span(row["checked"], "checked", where)
    if start[0] > checked[1]:
        raise OfficesError(f"{where}: it was checked ({row['checked']}) before its start ({row['start']})")
    if not row.get("end"):
        return start[1], checked[0]
    end = _span(row["end"], "end", where)
    if end[1] < start[0]:
        raise OfficesError(f"{where}: the end ({row['end']}) is before the start ({row['start']})")
    return start[1], end[0]


def _span(written: str, column: str, where: str) -> tuple[date, date]:
    """The first and the last day that a date may mean: 2024 means any day of that year."""
    parts = _DAY.fullmatch(written)
    try:
        if parts is None:
            raise ValueError  # noqa: TRY301 - one message for both
        year, month, day = (int(part) if part else None for part in parts.groups())
        assert year is not None  # noqa: S101 - the pattern has it
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        remedy = "write it as 2024-05-01, 2024-05 or 2024"
        raise OfficesError(f"{where}: {written!r} under {column!r} is no date; {remedy}") from error
