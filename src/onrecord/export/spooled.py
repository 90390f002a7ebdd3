"""Bytes of formats that are written out of order, or in blocks of their own: made aside, handed on in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_PIECE = 256 * 1024


def read_out(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file from its start, a piece at a time."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


class Sink:
    """Where a library writes that only knows files; what it has written is taken out as it goes."""

    def __init__(self) -> None:
        self._written: list[bytes] = []
        self._at = 0
        self.closed = False

    def write(self, piece: bytes | memoryview) -> int:
        """Take a piece."""
        whole = bytes(piece)
        self._written.append(whole)
        self._at += len(whole)
        return len(whole)

    def tell(self) -> int:
        """Return how many bytes have been written in all."""
        return self._at

    def flush(self) -> None:
        """Do nothing: what is written waits to be taken."""

    def close(self) -> None:
        """Take no more."""
        self.closed = True

    def readable(self) -> bool:
        """Say no."""
        return False

    def writable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say no."""
        return False

    def take(self) -> bytes:
        """Return what was written since the last time."""
        piece, self._written = b"".join(self._written), []
        return piece
