"""Connections that do not speak: each has its time to send a whole request, then it is closed."""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds until a request's headers must be there; a reader of a page far away needs one or two.
HEADERS_WITHIN = 15.0


def _at_once(transport: asyncio.Transport) -> None:
    """Send each piece when it is there: else the body of an answer waits 40 ms until its headers are acknowledged.

    asyncio does so of itself, but only of sockets that say that they speak TCP, as those of our listener do not.
    """
    connected = transport.get_extra_info("socket")
    if connected is not None and connected.family in (socket.AF_INET, socket.AF_INET6):
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, for clients that do not hold a connection with half a request."""

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Wait for a request, but not for ever."""
        super().connection_made(transport)
        _at_once(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; half a request begins the wait, a whole one ends it."""
        super().data_received(data)
        if self._is_answering():
            self._stop()
        elif self._due is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._due = self.loop.call_later(HEADERS_WITHIN, self._too_slow)

    def _stop(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _too_slow(self) -> None:
        self._due = None
        if not self._is_answering() and not self.transport.is_closing():
            self.transport.close()
