"""Files with a line for each page: addresses, or records that were read before."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import msgspec

from onrecord.errors import NotAPageError, OnRecordError, PageError, RecordError, UsageError
from onrecord.ingest.items import Address, Item, PageItem, Problem, RecordItem
from onrecord.ingest.kinds import GZIP
from onrecord.ingest.published import parse_date
from onrecord.page.opening import open_page
from onrecord.record import Record

# The record of the longest article that is read has 60 MB of JSON.
LONGEST_LINE = 128 * 1024 * 1024
# PostgreSQL's indexes take values up to 2,700 bytes; browsers and servers give up at about this length as well.
LONGEST_ADDRESS = 2_000

_WEB = re.compile(r"https?://", re.IGNORECASE)
_BLANK = re.compile(rb"\s+")


class _Listed(msgspec.Struct):
    """A line of a list: an address or a file, and what is known of the page."""

    url: str | None = None
    file: str | None = None
    published: str | None = None


def opened(path: Path) -> BinaryIO:
    """Open a file that may be packed with gzip.

    Raises:
        OSError: it cannot be read.
    """
    stream = path.open("rb")
    if stream.read(len(GZIP)) != GZIP:
        stream.seek(0)
        return stream
    stream.close()
    return cast("BinaryIO", gzip.open(path, "rb"))


def records_in(path: Path) -> Iterator[Item]:
    """Yield the records of a file: one a line, or a single one over many lines.

    Raises:
        OSError: it cannot be read.
    """
    with opened(path) as stream:
        yield from records_in_stream(stream, str(path), str(path.absolute()))


def records_in_stream(stream: BinaryIO, name: str, source: str) -> Iterator[Item]:
    """Yield the records of a stream: one a line, or a single one over many lines.

    Args:
        name: what messages call it.
        source: where it stands.

    Raises:
        OSError: it cannot be read.
    """
    first = stream.readline(LONGEST_LINE)
    if not _is_whole(first):
        yield _record(first + stream.read(LONGEST_LINE), name, source)
        return
    second = stream.readline(LONGEST_LINE)
    if not second.strip():
        yield _record(first, name, source)
        return
    for number, line in enumerate(_chain(first, second, stream), 1):
        if line.strip():
            yield _record(line, f"{name}:{number}", f"{source}:{number}")


def _chain(first: bytes, second: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield first
    yield second
    while line := stream.readline(LONGEST_LINE):
        yield line


def _is_whole(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True


def _record(line: bytes, name: str, source: str) -> Item:
    try:
        return RecordItem(Record.from_json(line), name, source)
    except RecordError as error:
        return Problem(NotAPageError(name, f"this is JSON but {error}"[:500], "give records, or a list of addresses"))


def urls_in(path: Path) -> Iterator[Item]:
    """Yield the pages that a list names: JSON objects with ``url`` or ``file``, or an address and a date, a line each.

    Raises:
        OSError: it cannot be read.
    """
    with opened(path) as stream:
        yield from _urls(stream, str(path), str(path.absolute()), path.parent)


def urls_in_bytes(body: bytes, url: str) -> Iterator[Item]:
    """Yield the pages that a list from the web names; it cannot name files of this machine."""
    yield from _urls(io.BytesIO(body), url, url, None)


def _urls(stream: BinaryIO, name: str, source: str, folder: Path | None) -> Iterator[Item]:
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if line.strip() and not line.startswith(b"#"):
            yield _listed(line.strip(b"\xef\xbb\xbf \t\r\n"), f"{name}:{number}", source, folder)


def _listed(line: bytes, name: str, source: str, folder: Path | None) -> Item:
    try:
        listed = _from_json(line) if line.startswith(b"{") else _from_words(line)
        given = parse_date(listed.published) if listed.published else None
        if listed.file and folder is not None:
            page = folder / listed.file
            return PageItem(open_page(str(page), url=listed.url), str(page.absolute()), given=given)
        if not listed.url or not _WEB.match(listed.url) or len(listed.url) > LONGEST_ADDRESS:
            return _problem(name, "no address of a page", "write an http:// or https:// address on each line")
        return Address(listed.url, source, given)
    except PageError as error:
        return Problem(error)
    except (msgspec.MsgspecError, UnicodeDecodeError, UsageError) as error:
        return _problem(name, f"no line of a list of pages ({error})", 'write {"url": "https://…", "published": "…"}')
    except OnRecordError as error:
        return _problem(name, str(error), "check the line")


def _from_json(line: bytes) -> _Listed:
    return msgspec.json.decode(line, type=_Listed)


def _from_words(line: bytes) -> _Listed:
    words = _BLANK.split(line, maxsplit=1)
    return _Listed(words[0].decode(), None, words[1].decode() if len(words) > 1 else None)


def _problem(name: str, cause: str, remedy: str) -> Problem:
    return Problem(NotAPageError(name, cause, remedy))
