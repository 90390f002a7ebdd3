"""Web archives: the pages in a WARC file, each with its address and the moment it was fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from fastwarc import ArchiveIterator

from onrecord.errors import NotAPageError, PageError
from onrecord.ingest.archive import Framed, framed
from onrecord.ingest.items import Item, PageItem, Problem
from onrecord.ingest.listed import LONGEST_ADDRESS
from onrecord.page.opening import MAX_PAGE_BYTES, checked
from onrecord.page.reading import RawPage

_HTML = {"text/html", "application/xhtml+xml"}
_OK = 200
_WANTED = frozenset({"response"})
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?Z", re.ASCII)
_REST = "the rest of the archive is read; fetch the archive again, if it should be whole"


def pages_in(path: Path) -> Iterator[Item]:
    """Yield the HTML pages of an archive; what is broken is a problem that names file and offset.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        for record in framed(file, _WANTED, MAX_PAGE_BYTES):
            if record.broken is not None:
                yield _problem(path, record.offset, record.broken)
            elif record.block is not None:
                yield from _page(path, record)


def _page(path: Path, record: Framed) -> Iterator[Item]:
    url = record.headers.get("warc-target-uri", "").strip("<> ")
    try:
        raw = _answer(record, url)
        if raw is not None:
            yield PageItem(checked(raw), f"{path.absolute()}@{record.offset}", fixed=True, seen_at=_seen_at(record))
    except PageError as error:
        yield Problem(error)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield _problem(path, record.offset, f"its answer cannot be read ({' '.join(str(error).split())[:100]})")


def _answer(record: Framed, url: str) -> RawPage | None:
    """Return the page that a server answered with; None for what is no page."""
    if len(url) > LONGEST_ADDRESS or not url.lower().startswith(("http://", "https://")):
        return None
    for answer in ArchiveIterator(io.BytesIO(_single(record)), auto_decode="all"):
        headers = answer.http_headers
        if headers is None or headers.status_code != _OK or (answer.http_content_type or "").lower() not in _HTML:
            return None
        announced = headers.get("Content-Length")
        body = answer.reader.read(MAX_PAGE_BYTES + 1)
        if len(body) > MAX_PAGE_BYTES:
            raise ValueError(f"more than {MAX_PAGE_BYTES // 2**20} MB when unpacked")
        as_sent = not headers.get("Content-Encoding") and not headers.get("Transfer-Encoding")
        if announced and announced.isdigit() and as_sent and len(body) < min(int(announced), MAX_PAGE_BYTES):
            raise ValueError(f"{len(body)} of {announced} bytes are there")
        return RawPage(url, body, url=url, media_type="text/html", charset=answer.http_charset)
    return None


def _single(record: Framed) -> bytes:
    """The record as a file of its own, as fastwarc reads it."""
    block = record.block or b""
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def _seen_at(record: Framed) -> str | None:
    found = _MOMENT.match(record.headers.get("warc-date", ""))
    return f"{found[1]}Z" if found else None


def _problem(path: Path, offset: int, cause: str) -> Problem:
    return Problem(NotAPageError(f"{path}@{offset}", f"a broken WARC record: {cause}", _REST))
