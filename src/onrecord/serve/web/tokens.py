"""The token that writing needs where others can reach a server: as programs bear it, and as a browser keeps it."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from onrecord.errors import OpenError, UsageError

COOKIE = "onrecord"
LASTS = 30 * 24 * 3600  # seconds that a browser stays signed in
SHORTEST = 16  # characters
_HOW = "`openssl rand -hex 32 > FILE` makes one"


def is_here(host: str) -> bool:
    """Whether an address is this machine's own, which nobody else can reach."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def token_of(file: Path | None, given: str | None, host: str) -> str | None:
    """Return the token that a server asks for; None where it asks for none.

    Args:
        file: that holds it; goes before ``given``, which the environment does.
        host: where the server listens.

    Raises:
        OpenError: the file cannot be read.
        UsageError: others can reach the server and there is no token, or it is too short.
    """
    token = _read(file) if file is not None else (given or "").strip()
    if not token:
        if file is None and is_here(host):
            return None
        raise UsageError(
            f"others can reach {host}: writing needs a token there; give --token-file FILE or $ONRECORD_TOKEN ({_HOW})"
            if file is None
            else f"{file} is empty; it has to hold a token ({_HOW})"
        )
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError(f"a token has {SHORTEST} characters at least, plain ones without spaces ({_HOW})")
    return token


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise OpenError(
            str(file), f"it cannot be read ({error})", f"name a file that holds a token ({_HOW})"
        ) from error


def same(given: str, token: str) -> bool:
    """Whether what was given is the token; takes as long whatever is wrong with it."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode())


def is_borne(authorization: str | None, token: str) -> bool:
    """Whether a request bears the token: ``Authorization: Bearer TOKEN``."""
    scheme, _, given = (authorization or "").partition(" ")
    return scheme.lower() == "bearer" and same(given.strip(), token)


def signed(token: str, until: int | None = None) -> str:
    """Return what a browser keeps: until when it is signed in, and the proof that it has shown the token.

    Args:
        until: seconds since 1970; in :data:`LASTS` from now, where it is left out.
    """
    ends = str(until if until is not None else int(time.time()) + LASTS)
    salt = secrets.token_hex(8)
    return f"{ends}.{salt}.{_proof(token, ends, salt)}"


def is_signed(cookies: str | None, token: str) -> bool:
    """Whether a browser is signed in."""
    try:
        morsel = SimpleCookie(cookies or "").get(COOKIE)
    except CookieError:
        return False
    ends, _, rest = (morsel.value if morsel else "").partition(".")
    salt, _, proof = rest.partition(".")
    is_ours = same(proof, _proof(token, ends, salt))
    return is_ours and ends.isascii() and ends.isdecimal() and int(ends) > time.time()


def _proof(token: str, ends: str, salt: str) -> str:
    words = f"onrecord sign-in {ends} {salt}".encode("utf-8", "surrogateescape")
    return hmac.new(token.encode(), words, "sha256").hexdigest()
