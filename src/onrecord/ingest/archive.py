"""The records of a WARC file, one after another; a broken one costs itself alone.

The frame of each record is read here, so that its place is known, a record that ends too soon is noticed, and reading
goes on at the next one: fastwarc 2.0 gives up an archive at its first broken record, and hands on a page that was cut
off as if it were whole.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.ingest.kinds import GZIP

_MARK = b"WARC/"
_VERSION = re.compile(rb"WARC/\d\.\d\r?\n")
_LONGEST_VERSION = len(b"WARC/1.1\r\n")
_CHUNK = 256 * 1024
_LONGEST_LINE = 64 * 1024
_MOST_LINES = 200
_GZIP_WINDOW = 31  # zlib: largest window, gzip header and checksum
_MEMBER = GZIP + b"\x08"


@dataclass(frozen=True, slots=True)
class Framed:
    """One record.

    Args:
        offset: where in the file it begins, in bytes; of its gzip member, where it is packed.
        headers: by their names in small letters.
        block: None where it was passed over.
        broken: what is wrong with it; None where it is whole.
    """

    offset: int
    headers: dict[str, str]
    block: bytes | None = None
    broken: str | None = None


class _BrokenError(Exception):
    """A record is not what it should be."""


class _Plain:
    """Bytes as they stand in a file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._pos = 0
        self._ahead = b""

    def offset(self) -> int:
        return self._pos

    def at_end(self) -> bool:
        return not self._fill()

    def _fill(self) -> bytes:
        if not self._ahead:
            self._ahead = self._file.read(_CHUNK)
        return self._ahead

    def read(self, count: int) -> bytes:
        """Return up to ``count`` bytes, nothing at the end."""
        piece, self._ahead = self._fill()[:count], self._ahead[count:]
        self._pos += len(piece)
        return piece

    def line(self) -> bytes:
        line = b""
        while not line.endswith(b"\n") and len(line) < _LONGEST_LINE:
            end = self._fill().find(b"\n") + 1
            piece = self.read(end or _LONGEST_LINE)
            if not piece:
                break
            line += piece
        return line

    def ends_here(self, _start: int) -> bool:
        """Whether a record that began at ``start`` cannot go on."""
        return self.at_end()

    def find_next(self, start: int) -> None:
        """Go to the first record after a place."""
        self._go(start + 1)
        while True:
            piece = self._file.read(_CHUNK)
            found = _VERSION.search(piece)
            if found is not None or len(piece) < _CHUNK:
                self._go(self._pos + (found.start() if found else len(piece)))
                return
            self._go(self._pos + len(piece) - _LONGEST_VERSION)

    def _go(self, to: int) -> None:
        self._file.seek(to)
        self._pos, self._ahead = to, b""


class _Packed(_Plain):
    """Bytes as they stand in the members of a gzip file; offsets are those of members."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._packed = b""
        self._next = 0  # where in the file what is not unpacked yet begins
        self._unpacker: zlib._Decompress | None = None

    def _fill(self) -> bytes:
        while not self._ahead:
            self._packed = self._packed or self._file.read(_CHUNK)
            if not self._packed:
                if self._unpacker is not None:
                    self._unpacker = None
                    raise _BrokenError("the gzip member breaks off before its end")
                return b""
            if self._unpacker is None:
                self._pos, self._unpacker = self._next, zlib.decompressobj(_GZIP_WINDOW)
            self._unpack(self._unpacker)
        return self._ahead

    def _unpack(self, unpacker: zlib._Decompress) -> None:
        before = len(self._packed)
        try:
            self._ahead = unpacker.decompress(self._packed, _CHUNK)
        except zlib.error as error:
            raise _BrokenError(f"the gzip member is damaged ({error})") from error
        self._packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        self._next += before - len(self._packed)
        if unpacker.eof:
            self._unpacker = None

    def read(self, count: int) -> bytes:
        piece, self._ahead = self._fill()[:count], self._ahead[count:]
        return piece

    def ends_here(self, start: int) -> bool:
        # A member that ends is the end of its record, if the next one begins with another.
        if self._ahead or self._unpacker is not None:
            return False
        return self.at_end() or (self._pos > start and self._ahead.startswith(_MARK))

    def find_next(self, start: int) -> None:
        self._go(start + 1)
        while True:
            packed = self._file.read(_CHUNK)
            found = packed.find(_MEMBER)
            if found < 0:
                if len(packed) < _CHUNK:
                    self._go(self._next + len(packed))
                    return
                self._go(self._next + len(packed) - len(_MEMBER) + 1)
                continue
            place = self._next + found
            self._go(place)
            with suppress(_BrokenError):
                if self._fill().startswith(_MARK):
                    return
            self._go(place + 1)

    def _go(self, to: int) -> None:
        super()._go(to)
        self._packed, self._next, self._unpacker = b"", to, None


def framed(file: BinaryIO, wanted: frozenset[str], limit: int) -> Iterator[Framed]:
    """Yield the records of an archive.

    Args:
        file: opened for reading, plain or packed with gzip; it can be sought in.
        wanted: the types of records whose block is read; the others are passed over.
        limit: bytes; a longer block is passed over.

    Raises:
        OSError: the file cannot be read.
    """
    packed = file.read(len(GZIP)) == GZIP
    file.seek(0)
    stream = _Packed(file) if packed else _Plain(file)
    while True:
        start = None
        try:
            if stream.at_end():
                return
            start = stream.offset()
            record = _record(stream, start, wanted, limit)
        except _BrokenError as error:
            start = stream.offset() if start is None else start
            record = Framed(start, {}, broken=str(error))
            stream.find_next(start)
        if record is not None:
            yield record


def _record(stream: _Plain, start: int, wanted: frozenset[str], limit: int) -> Framed | None:
    """Read one record; None for the blank lines after one."""
    version = stream.line()
    if not version.strip():
        return None
    if not version.startswith(_MARK):
        raise _BrokenError("no WARC record begins here")
    headers = _headers(stream)
    try:
        length = int(headers.get("content-length", ""))
    except ValueError:
        length = -1
    if length < 0:
        raise _BrokenError("the record does not say how long it is")
    keep = headers.get("warc-type", "").lower() in wanted and length <= limit
    block = _block(stream, start, length, keep=keep)
    if not stream.at_end() and stream.line().strip():
        raise _BrokenError("the record is not as long as it says")
    return Framed(start, headers, block)


def _headers(stream: _Plain) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = stream.line()
        if not line.strip():
            return headers
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon:
            raise _BrokenError("its headers are damaged")
        headers[name.strip().lower()] = value.strip()
    raise _BrokenError("its headers do not end")


def _block(stream: _Plain, start: int, length: int, *, keep: bool) -> bytes | None:
    pieces: list[bytes] = []
    left = length
    while left:
        if stream.ends_here(start):
            raise _BrokenError("the record breaks off before its end")
        piece = stream.read(left)
        left -= len(piece)
        if keep:
            pieces.append(piece)
    return b"".join(pieces) if keep else None
