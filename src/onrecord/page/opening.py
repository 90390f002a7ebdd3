"""Bytes of a page from wherever they are: a file, standard input, bytes in hand or the web; bounded in size.

Everything is read as a stream and given up at the limit, so a page of 200 MB or a gzip bomb costs no more memory than
the limit itself (measured in ``tests/page/test_opening.py``).
"""

from __future__ import annotations

import io
import re
import sys
import zlib
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import NotAPageError, OpenError, TooLargeError
from onrecord.page.charset import utf16_without_mark
from onrecord.page.fetch import FetchPolicy, fetch
from onrecord.page.reading import RawPage

# The largest of 230 saved news pages in the page sets has 2.2 MB; live blogs with their images inlined are several
# times larger. Five times the largest is read in under 700 MB.
MAX_PAGE_BYTES = 12 * 1024 * 1024

_CHUNK = 64 * 1024
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib: largest window, gzip header and checksum

_URL = re.compile(r"\A([a-zA-Z][a-zA-Z0-9+.-]*)://")
_WEB = {"http", "https"}

# What files of other types begin with (https://en.wikipedia.org/wiki/List_of_file_signatures), and what to do.
_AS_PAGE = "save the page as HTML or text"
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "give the HTML page, or the PDF's text as .txt"),
    (b"PK\x03\x04", "a zip archive (or an office document)", "unpack it first and give the page in it"),
    (b"PK\x05\x06", "an empty zip archive", _AS_PAGE),
    (b"\x89PNG", "a PNG image", _AS_PAGE),
    (b"GIF87a", "a GIF image", _AS_PAGE),
    (b"GIF89a", "a GIF image", _AS_PAGE),
    (b"\xff\xd8\xff", "a JPEG image", _AS_PAGE),
    (b"\x7fELF", "a program", _AS_PAGE),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first and give the page in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first and give the page in it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first and give the page in it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first and give the page in it"),
    (b"\xd0\xcf\x11\xe0", "an office document", "give its text as .txt"),
    (b"{\\rtf", "an RTF document", "give its text as .txt"),
    (b"SQLite format 3", "a database", _AS_PAGE),
    (b"WARC/1.", "a WARC archive", "give the pages in it one by one"),
)

# Of 665 pages and texts of the sets one holds control bytes beside tab, line and form feed: eight in half a megabyte.
# Compressed data holds 10 %. A page with a few stray NUL bytes is a page.
_MAX_CONTROL = 0.02
_FEW_CONTROL = 8
_SAMPLE = 64 * 1024
_CONTROL = bytes(i for i in range(32) if i not in b"\t\n\x0b\x0c\r\x1b")

_PLAIN_NAME = re.compile(r"\.(?:txt|text|md)(?:\.gz)?\Z", re.IGNORECASE)
_HTML_NAME = re.compile(r"\.(?:html?|xhtml|shtml|mhtml)(?:\.gz)?\Z", re.IGNORECASE)
_HTML_TYPES = {"text/html", "application/xhtml+xml"}
_HTML_START = re.compile(
    r"(?:[\s\ufeff]|<!--(?>.*?-->)|<\?(?>.*?>))*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ANY_TAG = re.compile(r"<(?:!doctype|!--|/?[a-z][a-z0-9-]{0,30})(?=[\s/>-])", re.IGNORECASE)
_PAGE_TAG = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|article|section|main|meta|title|script|br|li|ul|ol|img|table)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_SNIFF = 64 * 1024
_FEW_TAGS = 3  # a text may print a tag or two


def open_page(page: str | Path | bytes, *, url: str | None = None, allow_local: bool = False) -> RawPage:
    """Return the bytes of one page, decompressed.

    Args:
        page: path of a file, ``http://`` or ``https://`` address, ``-`` for standard input, or the bytes themselves.
        url: where the page stands on the web, as the caller knows it; kept, never fetched.
        allow_local: fetch from private and loopback addresses too.

    Raises:
        OpenError: the file is missing, a directory, unreadable, or broken gzip.
        FetchError: the page is on the web and cannot be had.
        TooLargeError: more than ``MAX_PAGE_BYTES`` after decompression.
        NotAPageError: empty, white space only, or binary.
    """
    if isinstance(page, bytes):
        return checked(RawPage("(bytes)", _unpacked(io.BytesIO(page), "(bytes)"), url=url))
    address = _URL.match(page) if isinstance(page, str) else None
    if address is not None and isinstance(page, str):
        return _from_web(page, address[1].lower(), url, allow_local=allow_local)
    if str(page) == "-":
        return checked(RawPage("-", _unpacked(sys.stdin.buffer, "-"), url=url))
    return checked(RawPage(str(page), _from_file(Path(page), str(page)), url=url))


def unpacked_page(body: bytes, name: str) -> bytes:
    """Return a page's bytes, unpacked where gzip packed them.

    Raises:
        OpenError: broken gzip.
        TooLargeError: more than ``MAX_PAGE_BYTES`` after decompression.
    """
    return _unpacked(io.BytesIO(body), name)


def is_html(text: str, media_type: str | None = None, name: str = "") -> bool:
    """Tell an HTML page from plain text.

    What the text begins with counts most, then what a server declared, then the file's name; a text without a single
    tag is plain text even where it is called HTML, so that its line breaks are kept.

    Args:
        text: the decoded page.
        media_type: as a server declared it.
        name: the page's name.
    """
    head = text[:_SNIFF]
    if _HTML_START.match(head):
        return True
    declared = (media_type or "").partition(";")[0].strip().lower()
    if declared in _HTML_TYPES or (not declared and _HTML_NAME.search(name)):
        return _ANY_TAG.search(text) is not None
    if declared == "text/plain" or _PLAIN_NAME.search(name):
        return False
    return next(islice(_PAGE_TAG.finditer(head), _FEW_TAGS - 1, None), None) is not None


def _from_web(page: str, scheme: str, url: str | None, *, allow_local: bool) -> RawPage:
    if scheme not in _WEB:
        raise OpenError(
            page, f"pages are not read from {scheme}:// addresses", "give a path, or an http:// or https:// address"
        )
    fetched = fetch(page, FetchPolicy(max_bytes=MAX_PAGE_BYTES, allow_local=allow_local))
    body = _unpacked(io.BytesIO(fetched.body), page)
    return checked(RawPage(page, body, url=url or page, media_type=fetched.media_type, charset=fetched.charset))


def _from_file(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return _unpacked(stream, name)
    except FileNotFoundError as error:
        raise OpenError(name, "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise OpenError(name, "this is a directory, not a page", "give the pages in it") from error
    except PermissionError as error:
        raise OpenError(name, "the file may not be read", "check its permissions") from error
    except ValueError as error:  # a NUL in the path
        raise OpenError(name, f"this is no path ({error})", "check the path") from error
    except OSError as error:
        raise OpenError(
            name, f"the file cannot be read ({error.strerror or error})", "check the path and the disk"
        ) from error


def _unpacked(stream: BinaryIO, name: str) -> bytes:
    """Read a stream to its end, unpacking gzip, and give up at the limit."""
    head = stream.read(len(_GZIP))
    if head != _GZIP:
        return _whole(head, stream, name)
    body = _inflate(head, stream, name)
    # A saved response may have been compressed by the server and once more by who saved it.
    return _inflate(b"", io.BytesIO(body), name) if body.startswith(_GZIP) else body


def _whole(head: bytes, stream: BinaryIO, name: str) -> bytes:
    pieces, size = [head], len(head)
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_PAGE_BYTES:
            raise _too_large(name)
        pieces.append(chunk)
    return b"".join(pieces)


def _inflate(head: bytes, stream: BinaryIO, name: str) -> bytes:
    """Unpack gzip, all members of it, without ever holding more than the limit and one chunk."""
    unpacker, pieces, size, packed = zlib.decompressobj(_GZIP_WINDOW), [], 0, head
    try:
        while True:
            packed = packed or stream.read(_CHUNK)
            if not packed:
                break
            piece = unpacker.decompress(packed, _CHUNK)
            packed, size = unpacker.unconsumed_tail, size + len(piece)
            if size > MAX_PAGE_BYTES:
                raise _too_large(name)
            pieces.append(piece)
            if unpacker.eof:
                packed = unpacker.unused_data or stream.read(_CHUNK)
                if not packed.startswith(_GZIP):
                    return b"".join(pieces)  # padding after the last member, as gzip itself accepts it
                unpacker = zlib.decompressobj(_GZIP_WINDOW)
    except zlib.error as error:
        raise OpenError(name, f"the gzip file is damaged ({error})", "fetch or save the page again") from error
    raise OpenError(name, "the gzip file breaks off before its end", "fetch or save the page again")


def _too_large(name: str) -> TooLargeError:
    size = MAX_PAGE_BYTES // (1024 * 1024)
    return TooLargeError(
        name, f"the page has more than {size} MB", "give the article's page alone, or its text as .txt"
    )


def checked(raw: RawPage) -> RawPage:
    """Let through what can be a page.

    Raises:
        NotAPageError: empty, white space only, or binary.
    """
    body = raw.body
    if not body.strip(b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xff\xfe"):
        what = "the page is empty" if not body else "the page holds nothing but white space"
        raise NotAPageError(raw.name, what, "fetch or save the page again")
    for signature, what, remedy in _SIGNATURES:
        if body.startswith(signature):
            raise NotAPageError(raw.name, f"this is {what}, not a page", remedy)
    sample = body[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(body)
    if control > max(_FEW_CONTROL, _MAX_CONTROL * len(sample)) and not utf16:
        raise NotAPageError(raw.name, "this is binary, not a page", _AS_PAGE)
    return raw
