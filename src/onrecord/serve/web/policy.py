"""Who may ask, and what a browser may do with the answer: the headers of every response, the hosts that are answered.

A page of another site must not read a store through its reader's browser: a request for a host name that is not this
server's is refused, which ends DNS rebinding; nothing allows another origin to read (no CORS); and a writing request
must come from this server's own pages, as browsers say in ``Sec-Fetch-Site`` and ``Origin``.
"""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import FastAPI, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.record.urls import parts_of
from onrecord.serve.api.problems import is_api, problem
from onrecord.serve.web.limits import Body, BodyRefusedError, Buckets, client_of, too_long
from onrecord.serve.web.pages import rendered
from onrecord.serve.web.tokens import is_borne, is_signed

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
SIGN_IN = "/sign-in"
# Sent like what writes, and writing nothing.
_WRITES_NOTHING = (SIGN_IN, "/sign-out", "/api/v1/tallies/official")
_TRIES = 10  # a minute
_READING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Policy:
    """What a server allows.

    Args:
        hosts: host names, without ports, that it answers to.
        token: what a writing request must bear; None where only this machine can ask.
        any_address: whether it answers to every address written as a number too: names can be rebound, numbers cannot.
        rate: requests a second that another machine may make in the long run; ``burst`` how many at once.
    """

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None
    any_address: bool = False
    rate: float = 20.0
    burst: int = 200


def guard(app: FastAPI, policy: Policy) -> None:
    """Put the policy around everything that an app answers."""
    app.add_middleware(_Guarded, policy=policy)


def may_write(request: Request) -> bool:
    """Whether a browser may write as it is: nobody asks for a token, or it is signed in."""
    policy: Policy = request.app.state.policy
    return policy.token is None or is_signed(request.headers.get("cookie"), policy.token)


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    why: str
    headers: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None  # to go back to after signing in

    def answer(self, scope: Scope) -> Response:
        """Return it in the form that its reader understands."""
        if is_api(scope["path"]):
            return problem(self.status, self.why, self.headers)
        if self.page is not None:
            return HTMLResponse(rendered("sign-in", SIGN_IN, back=self.page, wrong=False), self.status, self.headers)
        return PlainTextResponse(self.why + "\n", self.status, dict(self.headers))


class _Guarded:
    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app = app
        self._policy = policy
        self._buckets = Buckets(policy.rate, policy.burst)
        # Whoever guesses at the token has fewer tries.
        self._tries = Buckets(_TRIES / 60, _TRIES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def headed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(scope)
        if refused is None:
            body = Body(receive)
            try:
                await self._app(scope, body.receive, headed)
            except BodyRefusedError as error:
                if begun:
                    raise
                refused = _Refusal(error.status, str(error), {"Connection": "close"})
        if refused is not None:
            await refused.answer(scope)(scope, receive, headed)

    def _refused(self, scope: Scope) -> _Refusal | None:
        """Say why a request is not even looked at, the cheapest reason first."""
        headers = Headers(scope=scope)
        if not self._answers_to(headers.get("host", "")):
            host = headers.get("host", "")
            why = f"this server does not answer to {host!r}; `onrecord serve --allow-host NAME` adds a name"
            return _Refusal(403, why)
        if long := too_long(scope):
            return _Refusal(*long, {"Connection": "close"})
        return self._asks_too_much(scope) or (
            None if scope["method"] in _READING else _from_elsewhere(headers) or self._may_not_write(scope, headers)
        )

    def _answers_to(self, host: str) -> bool:
        name = _name_of(host)
        return name in self._policy.hosts or (self._policy.any_address and _is_number(name))

    def _asks_too_much(self, scope: Scope) -> _Refusal | None:
        client = client_of(scope)
        if client is None:
            return None
        wait = self._buckets.wait(client)
        if not wait and scope["method"] not in _READING and scope["path"] == SIGN_IN:
            wait = self._tries.wait(client)
        return _Refusal(429, "too many requests", {"Retry-After": str(math.ceil(wait))}) if wait else None

    def _may_not_write(self, scope: Scope, headers: Headers) -> _Refusal | None:
        token = self._policy.token
        if token is None or scope["path"] in _WRITES_NOTHING:
            return None
        if is_borne(headers.get("authorization"), token) or is_signed(headers.get("cookie"), token):
            return None
        if is_api(scope["path"]):
            why = "writing needs the token: Authorization: Bearer TOKEN"
            return _Refusal(401, why, {"WWW-Authenticate": 'Bearer realm="onrecord"'})
        return _Refusal(401, "", {"WWW-Authenticate": 'Bearer realm="onrecord"'}, page=_back(headers))


def _from_elsewhere(headers: Headers) -> _Refusal | None:
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _Refusal(403, "a page of another site may not write here")
    if origin is not None and parts_of(origin).netloc != headers.get("host", ""):
        return _Refusal(403, "a page of another site may not write here")
    return None


def _back(headers: Headers) -> str:
    """Return the page that a form stood on, of this server."""
    parts = parts_of(headers.get("referer", ""))
    return parts.path + (f"?{parts.query}" if parts.query else "") if parts.netloc == headers.get("host") else "/"


def _name_of(host: str) -> str:
    return (parts_of(f"//{host}").hostname or "").lower()


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
