"""Making the words of a page harmless where they are shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Control characters (a terminal obeys them), lone surrogates (no output can hold them) and the marks
# that turn the direction of writing (they reorder what stands around them). LRM, RLM and the joiners
# stay: Persian, Arabic and Hindi need them, and they move nothing but their neighbours.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")
_LONGEST = 100
_SPACE = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029 ]+")


def harmless(words: str) -> str:
    """Return the words without control characters and direction overrides; line breaks become spaces."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _SPACE.sub(" ", words))


def shortened(words: str) -> str:
    """Return the words harmless and cut to a hundred characters, for lists that shall be looked over."""
    short = harmless(words)
    return short if len(short) <= _LONGEST else short[: _LONGEST - 1].rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """Return the URL if a browser may be sent there: http and https with a host, nothing else."""
    if not url or _UNSAFE.search(url) or _SPACE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
