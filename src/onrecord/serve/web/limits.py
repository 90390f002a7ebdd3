"""How much may be asked of a server, and how large and slow a request may be."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import Message, Receive, Scope

BODY = 2_000_000  # bytes; an official series of ten years has half a million
ADDRESS = 8_192  # bytes of path and query
HEADERS = 16_384  # bytes
PATIENCE = 30.0  # seconds that a body may take
# Clients that are remembered; whoever has not asked for longest is forgotten first.
_CLIENTS = 10_000


@dataclass
class Buckets:
    """Who may ask how often: each client has a bucket that fills again by and by, and each request takes one out.

    Args:
        rate: requests a second, in the long run.
        burst: how many may come at once.
        clock: seconds that only ever grow; replaced in tests.
    """

    rate: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, client: str) -> float:
        """Take one out of a client's bucket; return 0, or how many seconds it has to wait where there is none."""
        now = self.clock()
        left, at = self._left.pop(client, (float(self.burst), now))
        left = min(float(self.burst), left + (now - at) * self.rate)
        missing = max(0.0, 1.0 - left)
        self._left[client] = (left - 1.0 if not missing else left, now)
        if len(self._left) > _CLIENTS:
            self._left.popitem(last=False)
        return missing / self.rate


def client_of(scope: Scope) -> str | None:
    """Return whose request it is: an address, of IPv6 the network; None for this machine."""
    client = scope.get("client")
    host = str(client[0]) if client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host or None
    if address.is_loopback:
        return None
    if address.version == 6:  # noqa: PLR2004 - of the Internet Protocol; one customer has a network of so many bits
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def too_long(scope: Scope) -> tuple[int, str] | None:
    """Return status and reason where a request is refused for its length before its body is read."""
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > ADDRESS:
        return 414, f"the address has more than {ADDRESS} bytes"
    if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS:
        return 431, f"the headers have more than {HEADERS} bytes"
    told = dict(scope["headers"]).get(b"content-length", b"0")
    if not told.isdigit() or len(told) > len(str(BODY)) or int(told) > BODY:
        return 413, f"the body has more than {BODY} bytes"
    return None


class BodyRefusedError(Exception):
    """A body is too large or comes too slowly.

    Args:
        status: of HTTP.
    """

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Body:
    """A body as it comes, counted and timed.

    Args:
        receive: of the server.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0
        self._is_whole = False
        self._ends = time.monotonic() + PATIENCE

    async def receive(self) -> Message:
        """Return the next piece.

        Raises:
            BodyRefusedError: it is too large, or comes too slowly.
        """
        if self._is_whole:
            return await self._receive()  # that the client has gone: there is no hurry
        try:
            message = await asyncio.wait_for(self._receive(), max(0.0, self._ends - time.monotonic()))
        except TimeoutError as error:
            raise BodyRefusedError(408, f"the body took more than {PATIENCE:.0f} seconds") from error
        self._size += len(message.get("body", b""))
        self._is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        if self._size > BODY:
            raise BodyRefusedError(413, f"the body has more than {BODY} bytes")
        return message
