"""A connection to a host on the public internet, and to no other: what fetching a page and calling a webhook share.

The address that was checked is the address that is connected to, so a name cannot point elsewhere in between.
"""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.errors import FetchError
from onrecord.page.addresses import Target, local_reason
from onrecord.page.deadline import Deadline, TimedSocket

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
AS_FILE = "save the page in a browser and give the file"

Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system resolves it, each once.

    Raises:
        OSError: the name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class FetchPolicy:
    """What may be fetched, and how much of it.

    Args:
        max_bytes: of the body, after decompression.
        seconds: for everything together: names, connections, redirects, the last byte.
        max_redirects: how many redirects are followed.
        allow_local: fetch from private, loopback and other addresses that are not on the public internet.
        resolve: host and port to addresses; replaced in tests.
        refuse: an address to the reason why it is not fetched from, or None; replaced in tests.
        types: the media types that are taken; None for all.
        may_visit: where a redirect leads to the reason why it is not followed, or None.
    """

    max_bytes: int = 32 * 1024 * 1024
    seconds: float = 30.0
    max_redirects: int = 5
    allow_local: bool = False
    resolve: Resolve = resolve
    refuse: Callable[[str], str | None] = local_reason
    types: frozenset[str] | None = PAGE_TYPES
    may_visit: Callable[[str], str | None] = lambda _url: None


def connect(url: str, target: Target, policy: FetchPolicy, deadline: Deadline) -> TimedSocket:
    """Connect to the first address of a host that may be spoken to and answers.

    Args:
        url: what messages call it.

    Raises:
        FetchError: none of its addresses is on the public internet.
        OSError: none can be connected to in time.
    """
    last: OSError | None = None
    for address in _permitted(url, target, policy, deadline):
        try:
            plain = socket.create_connection((address, target.port), timeout=deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            last = error
            continue
        return _secured(plain, target, deadline)
    raise last or OSError("the name has no address")


def _secured(plain: socket.socket, target: Target, deadline: Deadline) -> TimedSocket:
    if not target.secure:
        return TimedSocket(plain, deadline)
    try:
        plain.settimeout(deadline.left())
        tls = ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise
    return TimedSocket(tls, deadline)


def _permitted(url: str, target: Target, policy: FetchPolicy, deadline: Deadline) -> list[str]:
    addresses = _resolved(target, policy, deadline)
    if policy.allow_local:
        return addresses
    reasons = {address: policy.refuse(address) for address in addresses}
    permitted = [address for address, reason in reasons.items() if reason is None]
    if addresses and not permitted:
        address, reason = next(iter(reasons.items()))
        shown = target.host if target.host == address else f"{target.host} ({address})"
        raise FetchError(url, f"{shown} is {reason}, which is not fetched from", "use --allow-local if you mean it")
    return permitted


def _resolved(target: Target, policy: FetchPolicy, deadline: Deadline) -> list[str]:
    """Resolve in a thread of its own: the system's resolver knows no deadline."""
    answers: queue.SimpleQueue[list[str] | OSError | ValueError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(policy.resolve(target.host, target.port))
        except (OSError, ValueError) as error:  # ValueError: a name that cannot be one
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, list):
        return answer
    raise socket.gaierror(str(answer)) from answer


def explained(error: Exception, target: Target, seconds: float) -> tuple[str, str]:
    """Return the cause and the remedy of what the network did; the first type that fits counts.

    Args:
        seconds: that it was given.
    """
    host, later = target.host, f"try again later, or {AS_FILE}"
    check = "check the address and the network"
    invalid = getattr(error, "verify_message", "")
    broken = getattr(error, "reason", None) or "TLS failed"
    known: tuple[tuple[tuple[type[Exception], ...], str, str], ...] = (
        ((TimeoutError,), f"{host} took more than {seconds:g} seconds", later),
        ((ssl.SSLCertVerificationError,), f"the certificate of {host} is not valid ({invalid})", AS_FILE),
        ((ssl.SSLError,), f"no secure connection to {host} ({broken})", AS_FILE),
        ((socket.gaierror,), f"there is no host named {host}", check),
        ((ConnectionRefusedError,), f"{host} refuses the connection on port {target.port}", "check the address"),
        ((http.client.IncompleteRead, ConnectionError), f"{host} breaks off its answer", later),
        ((zlib.error,), f"{host} sends damaged compressed bytes", later),
        (
            (http.client.HTTPException,),
            f"{host} does not answer in HTTP ({type(error).__name__})",
            "check the address",
        ),
        ((OSError,), f"no connection to {host} ({error})", check),
    )
    return next((cause, remedy) for types, cause, remedy in known if isinstance(error, types))
