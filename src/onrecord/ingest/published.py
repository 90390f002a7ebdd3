"""The publication dates that a caller gives: one for all pages, or a table of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.ingest.sources import Source

_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?", re.ASCII
)
_REMEDY = "write it as 2024-05-01 or 2024-05-01T17:03:00+03:00"


def with_dates(sources: Iterable[Source], given: str) -> list[Source]:
    """Return the sources with the publication dates that the caller gives.

    Args:
        given: a date (RFC 3339, the time may be left out), or the path of a table with a
            stem, a tab and a date on each line; blank lines and those that begin with ``#`` are passed over.
            The stem of a page in a subdirectory may be written with or without its directories.

    Raises:
        UsageError: neither a date nor a table, or the table holds something else.
    """
    date_of = given_dates(given)
    return [replace(source, published=date_of(source.stem)) for source in sources]


def given_dates(given: str) -> Callable[[str], str | None]:
    """Return what gives a page's publication date by its stem.

    Args:
        given: as for :func:`with_dates`.

    Raises:
        UsageError: neither a date nor a table, or the table holds something else.
    """
    if _looks_like_date(given):
        day = parse_date(given)
        return lambda _stem: day
    dates = _read_table(Path(given))
    return lambda stem: dates.get(stem, dates.get(PurePosixPath(stem).name))


def parse_date(written: str) -> str:
    """Return a date as RFC 3339 writes it.

    Raises:
        UsageError: no such date.
    """
    if not _RFC_3339.fullmatch(written):
        raise UsageError(f"{written!r} is no date; {_REMEDY}")
    date = written.replace(" ", "T").replace("t", "T").replace("z", "Z")
    try:
        datetime.fromisoformat(date)
    except ValueError as error:
        raise UsageError(f"{written!r} is no date ({error}); {_REMEDY}") from error
    return date


def _looks_like_date(given: str) -> bool:
    return re.match(r"\d{4}-\d", given) is not None and not Path(given).exists()


def _read_table(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise UsageError(f"{str(path)!r} is neither a date nor a file of dates; {_REMEDY}") from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "not UTF-8 text"
        raise UsageError(f"{path}: the dates cannot be read ({cause}); give a text file: stem, tab, date") from error
    dates: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            stem, date = _parse_line(line, f"{path}:{number}")
            if dates.setdefault(stem, date) != date:
                raise UsageError(f"{path}:{number}: a second date for {stem}; keep one")
    return dates


def _parse_line(line: str, where: str) -> tuple[str, str]:
    stem, tab, date = line.partition("\t")
    if not tab:
        raise UsageError(f"{where}: no tab between stem and date; write: stem, tab, date")
    try:
        return stem.strip(), parse_date(date.strip())
    except UsageError as error:
        raise UsageError(f"{where}: {error}") from error
