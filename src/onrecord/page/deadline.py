"""One deadline over a whole exchange, so that a server which drips a byte now and then cannot hold us."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

    from _typeshed import ReadableBuffer, WriteableBuffer


class Deadline:
    """A moment after which nothing is waited for.

    Args:
        seconds: from now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: none are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class TimedSocket:
    """A connected socket, as far as ``http.client`` uses one, whose every wait ends at the deadline.

    ``http.client`` closes its socket while the answer is still being read and counts on ``makefile`` to keep it open;
    here ``close`` does nothing and :meth:`shut` ends the connection.
    """

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._connected = connected
        self._deadline = deadline
        self._readers: list[_Reader] = []

    def sendall(self, message: ReadableBuffer) -> None:
        """Send all of it."""
        self._connected.settimeout(self._deadline.left())
        self._connected.sendall(message)

    def receive(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with what has come; 0 at the end."""
        self._connected.settimeout(self._deadline.left())
        return self._connected.recv_into(buffer)

    def receive_what_is_there(self, buffer: WriteableBuffer) -> int | None:
        """Fill a buffer with what has come already; None where nothing has."""
        self._connected.settimeout(0)
        try:
            return self._connected.recv_into(buffer)
        except OSError:
            return None

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return a reader, as ``socket.makefile`` does."""
        if mode != "rb":
            raise ValueError(f"only read as bytes, not {mode!r}")
        self._readers.append(_Reader(_TimedReader(self)))
        return self._readers[-1]

    def surplus(self) -> bytes:
        """Return what has come beyond what was read, or the beginning of it, without waiting."""
        return b"".join(reader.rest() for reader in self._readers)

    def close(self) -> None:
        """Do nothing: the answer may still be read."""

    def shut(self) -> None:
        """End the connection."""
        self._connected.close()


class _TimedReader(io.RawIOBase):
    def __init__(self, timed: TimedSocket) -> None:
        self._timed = timed
        self.waits = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int | None:
        return self._timed.receive(buffer) if self.waits else self._timed.receive_what_is_there(buffer)


class _Reader(io.BufferedReader):
    """A reader that knows, also when it is closed, what nobody has read of it."""

    def __init__(self, raw: _TimedReader) -> None:
        super().__init__(raw)
        self._timed = raw
        self._rest = b""

    def rest(self) -> bytes:
        if not self.closed:
            self._timed.waits = False
            self._rest = self.peek(1)
        return self._rest

    def close(self) -> None:
        self.rest()
        super().close()
