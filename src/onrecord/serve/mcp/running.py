"""Opening the store and serving it, once the extra is known to be there."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass

from onrecord.errors import ExtraError
from onrecord.serve.asking.options import opened


@dataclass(frozen=True, slots=True)
class Way:
    """How a store is served to agents.

    Args:
        http: over streamable HTTP, else on standard input and output.
        host: address to bind; ``names`` host names that clients may use beside it.
        token: what requests over HTTP must bear.
        fetch: whether read_page may fetch.
    """

    http: bool = False
    host: str = "127.0.0.1"
    port: int = 8321
    names: tuple[str, ...] = ()
    token: str | None = None
    fetch: bool = True


def run_server(where: str, way: Way) -> None:
    """Serve a store until the client leaves or the program is stopped.

    Raises:
        ExtraError: the SDK is not installed.
        UsageError: it would be open to others without a token.
        StoreError: the store cannot be opened.
    """
    try:
        import anyio  # noqa: PLC0415 - an extra

        from onrecord.serve.mcp.overhttp import Binding, serve  # noqa: PLC0415 - an extra
        from onrecord.serve.mcp.server import over_stdio, server_of  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ExtraError("a server for agents", "agents") from error
    from onrecord.serve.mcp.door import Door  # noqa: PLC0415 - as above
    from onrecord.serve.mcp.visiting import PoliteVisit  # noqa: PLC0415 - as above

    binding = Binding(way.host, way.port, way.names, way.token)
    if way.http:
        binding.check()
    with opened(where) as store:
        server = server_of(Door(store, PoliteVisit() if way.fetch else None))
        if way.http:
            print(f"agents reach {store.name} at http://{way.host}:{way.port}/mcp", file=sys.stderr, flush=True)  # noqa: T201 - standard output may be a protocol's
            serve(server, binding)
        else:
            # A thread waits for the client's next line, and cannot be told to stop: Ctrl-C ends the program as it is.
            # Nothing is written, so nothing is lost.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            anyio.run(over_stdio, server)
