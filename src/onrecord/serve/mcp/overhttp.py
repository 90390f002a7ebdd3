"""Streamable HTTP: on this machine for its own programs, elsewhere for those who bear the token."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.errors import OutputError, UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 - named here to be told apart, not to be bound
PATH = "/mcp"


@dataclass(frozen=True, slots=True)
class Binding:
    """Where clients reach the server.

    Args:
        host: address to bind.
        names: host names, beside the address, that requests may be addressed to.
        token: what every request must bear; None where only this machine can ask.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    names: tuple[str, ...] = ()
    token: str | None = None

    def check(self) -> None:
        """Refuse to be open to others without a token.

        Raises:
            UsageError: the address is not this machine's alone, and no token or no name is given.
        """
        if self.host in LOOPBACK:
            return
        if not self.token:
            raise UsageError(
                f"{self.host} can be reached by other machines: set ONRECORD_MCP_TOKEN, and give it to clients"
            )
        if self.host in _EVERY_ADDRESS and not self.names:
            raise UsageError("say by which name clients reach this machine: --name NAME")

    def security(self) -> TransportSecuritySettings:
        """Return which hosts and origins are answered: a page of another site must not ask through a browser."""
        known = (*(LOOPBACK if self.host in LOOPBACK else ()), self.host, *self.names)
        hosts = [_bracketed(name) for name in dict.fromkeys(known) if name not in _EVERY_ADDRESS]
        allowed = [form for name in hosts for form in (name, f"{name}:*")]
        origins = [f"{scheme}://{form}" for form in allowed for scheme in ("http", "https")]
        return TransportSecuritySettings(allowed_hosts=allowed, allowed_origins=origins)


def app_of(server: Server[Any], binding: Binding) -> ASGIApp:
    """Return the server as an ASGI application; each request stands for itself, no session is kept."""
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        host=binding.host,
        transport_security=binding.security(),
    )
    return _Bearer(app, binding.token) if binding.token else app


def serve(server: Server[Any], binding: Binding) -> None:
    """Serve until stopped.

    Raises:
        UsageError: it would be open to others without a token.
        OutputError: the port cannot be had.
    """
    binding.check()
    config = uvicorn.Config(
        app_of(server, binding), host=binding.host, port=binding.port, log_level="warning", access_log=False
    )
    try:
        uvicorn.Server(config).run()
    except SystemExit as error:  # uvicorn's way to say that it could not begin
        raise OutputError(f"{binding.host}:{binding.port} cannot be had; another program may have it") from error


class _Bearer:
    """Lets through requests that bear the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._wanted = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._bears(scope):
            refusal = PlainTextResponse("a bearer token is needed\n", 401, {"WWW-Authenticate": "Bearer"})
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _bears(self, scope: Scope) -> bool:
        given = Headers(scope=scope).get("authorization", "")
        return hmac.compare_digest(given.encode("latin-1", "replace"), self._wanted)


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name
