"""Words of a page made harmless where programs read them: spreadsheets, XML."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

# What XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets): most control characters, lone surrogates, and the
# two that end a plane's first block. Other controls, and the marks that turn the direction of writing, would move what
# stands around them.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029 ]+")
# A cell that begins so is run as a formula by one spreadsheet or another (https://owasp.org/www-community/attacks/CSV_Injection);
# some take the wide forms for the narrow ones.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")
# https://www.rfc-editor.org/rfc/rfc3986#section-2.2, brackets apart: those stand in hosts alone.
_SAFE = "!$&'()*+,;=:@/?%-._~"
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def plain(words: str) -> str:
    """Return words on one line, without control characters and direction overrides."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", words))


def as_long(words: str) -> str:
    """Return words without control characters and direction overrides, each code point at its place."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", words)


def cell(words: str) -> str:
    """Return words as a cell of a spreadsheet that never runs them: what begins like a formula has ``'`` before it."""
    inert = plain(words)
    return "'" + inert if _FORMULA.match(inert) else inert


def web_address(url: str | None) -> str | None:
    """Return the address if it is one of the web, ``http`` or ``https``, written as RFC 3986 has it; else nothing.

    What an address may not hold as it is, letters beyond ASCII too, is percent-encoded.
    """
    if not url or _UNSAFE.search(url) or _BREAKS.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    kept = (quote(_STRAY.sub("%25", part), safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, quote(_STRAY.sub("%25", parts.netloc), safe=_SAFE + "[]"), *kept))
