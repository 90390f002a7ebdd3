"""A server process: a socket, the app, and an end on Ctrl-C."""

from __future__ import annotations

import gc
import os
import socket
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from onrecord.alerts.running import beside
from onrecord.errors import UsageError
from onrecord.serve import logs
from onrecord.serve.api.live import Hub
from onrecord.serve.read import say
from onrecord.serve.web.app import create_app
from onrecord.serve.web.patience import PatientProtocol
from onrecord.serve.web.policy import LOOPBACK, Policy
from onrecord.serve.web.tokens import is_here
from onrecord.store.store import Store

# More than is answered (limits.py), so that it is answered why.
_LONGEST_HEAD = 65_536
_MOST_CONNECTIONS = 2_000
# Fifty readers who never pause took 29 % of an ingest's speed on two cores, both being equal (bench/readers.py).
_NICER = 10
_YOUNG = 10_000  # objects; 700 is Python's own


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Args:
        host: address or name of this machine.
        port: 0 for a free one.
        policy: who may ask, and who may write.
        browser: open it in the user's browser.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    policy: Policy = field(default_factory=Policy)
    browser: bool = False


def run_server(store: Store, listening: Listening) -> int:
    """Serve a store until Ctrl-C, and return the exit status.

    Raises:
        UsageError: the port is taken, or the host is not this machine's.
    """
    _step_back()
    with _socket(listening) as listener:
        address = f"http://{_shown(listening.host)}:{listener.getsockname()[1]}/"
        if not logs.event("info", "serving", store=store.name, address=address):
            say(f"{store.name}: {address} (Ctrl-C ends it)")
        if listening.browser:
            webbrowser.open(address)
        # uvicorn ends in order, and then raises the interrupt that it was asked by.
        with suppress(KeyboardInterrupt), beside(store):
            made = server(store, listening.policy)
            _set_aside()
            made.run(sockets=[listener])
        logs.event("info", "ended")
    return 0


def _step_back() -> None:
    """Let what fills the store go first: a page may come a moment later, news may not."""
    if hasattr(os, "nice"):  # POSIX
        with suppress(OSError):
            os.nice(_NICER)


def _set_aside() -> None:
    """Let no reader wait while Python looks for garbage among what the program itself is made of.

    That took 110 ms each time, of 120,000 objects that never go (``python -m bench.readers pages``: one first look at a
    large story in eight). A story's page is made of some ten thousand, which younger looks would meet half made.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def policy_of(host: str, token: str | None, names: Sequence[str] = ()) -> Policy:
    """Return what a server allows that listens at a host.

    Args:
        token: what writing needs; None where only this machine can ask.
        names: host names that it answers to, beside its own.
    """
    here = is_here(host)
    own = () if here else (socket.gethostname().lower(),)
    known = dict.fromkeys((*LOOPBACK, host.lower(), *own, *(name.lower() for name in names)))
    return Policy(tuple(known), token, any_address=not here)


def server(store: Store, policy: Policy | None = None) -> uvicorn.Server:
    """Return a server that is not running yet.

    Args:
        policy: who may ask, and who may write; for this machine alone where it is left out.
    """
    app = create_app(store, policy)
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="warning",
        log_config=None if logs.is_on() else LOGGING_CONFIG,
        server_header=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        limit_concurrency=_MOST_CONNECTIONS,
    )
    return _Server(config, app.state.hub)


class _Server(uvicorn.Server):
    """A server that lets its readers go before it waits for them to be gone.

    Args:
        hub: of those that follow changes, who would stay for ever.
    """

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, the readers of changes first."""
        self._hub.close()
        await super().shutdown(sockets)


def _shown(host: str) -> str:
    """Return a host as an address has it: one that stands for all of them leads to this machine."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared with, not bound to
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _socket(listening: Listening) -> socket.socket:
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    try:
        return socket.create_server((listening.host, listening.port), family=family)
    except OSError as error:
        raise UsageError(
            f"cannot listen at {listening.host}:{listening.port}: {error.strerror or error}; choose another --port"
        ) from error
