"""Who may ask, and what a browser may do with the answer: the headers of every response, the hosts that are answered.

A page of another site must not read a store through its reader's browser: a request for a host name that is not this
server's is refused, which ends DNS rebinding; nothing allows another origin to read (no CORS); and a writing request
must come from this server's own pages, as browsers say in ``Sec-Fetch-Site`` and ``Origin``.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_CONTENT = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "connect-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _CONTENT,
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing; this one's own forms must say where they come from ("no-referrer" sends Origin: null).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a server allows.

    Args:
        hosts: host names, without ports, that it answers to.
        token: what a writing request must bear; None where only this machine can ask.
    """

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None


def guard(app: FastAPI, policy: Policy) -> None:
    """Put the policy around everything that an app answers."""
    app.add_middleware(_Guarded, policy=policy)


class _Guarded:
    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(scope)
        if refused is None:
            await self._app(scope, receive, headed)
        else:
            await PlainTextResponse(refused + "\n", status_code=403)(scope, receive, headed)

    def _refused(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name_of(host) not in self._policy.hosts:
            return f"this server does not answer to {host!r}; `onrecord serve --host NAME` says what it answers to"
        if scope["method"] in _READING:
            return None
        origin = headers.get("origin")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "a page of another site may not write here"
        if origin is not None and urlsplit(origin).netloc != host:
            return "a page of another site may not write here"
        return None


def _name_of(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
