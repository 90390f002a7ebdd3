"""A server process: a socket, the app, and an end on Ctrl-C."""

from __future__ import annotations

import socket
import webbrowser
from dataclasses import dataclass

import uvicorn

from onrecord.errors import UsageError
from onrecord.serve.api.live import Hub
from onrecord.serve.read import say
from onrecord.serve.web.app import create_app
from onrecord.store.store import Store


@dataclass(frozen=True, slots=True)
class Listening:
    """Where a server listens.

    Args:
        port: 0 for a free one.
        browser: open it in the user's browser.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    browser: bool = False


def run_server(store: Store, listening: Listening) -> int:
    """Serve a store until Ctrl-C, and return the exit status.

    Raises:
        UsageError: the port is taken, or the host is not this machine's.
    """
    with _socket(listening) as listener:
        address = f"http://{listening.host}:{listener.getsockname()[1]}/"
        say(f"{store.name}: {address} (Ctrl-C ends it)")
        if listening.browser:
            webbrowser.open(address)
        server(store).run(sockets=[listener])
    return 0


def server(store: Store) -> uvicorn.Server:
    """Return a server that is not running yet."""
    app = create_app(store)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=2)
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


def _socket(listening: Listening) -> socket.socket:
    try:
        return socket.create_server((listening.host, listening.port))
    except OSError as error:
        raise UsageError(
            f"cannot listen at {listening.host}:{listening.port}: {error.strerror}; choose another --port"
        ) from error
