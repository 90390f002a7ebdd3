"""Words of a page made harmless where programs read them: spreadsheets, XML."""

from __future__ import annotations

import re

# What XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets): most control characters, lone surrogates, and the
# two that end a plane's first block. Other controls, and the marks that turn the direction of writing, would move what
# stands around them.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029 ]+")
_LINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# A cell that begins so is run as a formula by one spreadsheet or another (https://owasp.org/www-community/attacks/CSV_Injection);
# some take the wide forms for the narrow ones.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")


def plain(words: str) -> str:
    """Return words on one line, without control characters and direction overrides."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", words))


def plain_lines(words: str) -> str:
    """Return the same with line breaks left standing."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _LINES.sub("\n", words))


def cell(words: str) -> str:
    """Return words as a cell of a spreadsheet that never runs them: what begins like a formula has ``'`` before it."""
    inert = plain(words)
    return "'" + inert if _FORMULA.match(inert) else inert


def web_address(url: str | None) -> str | None:
    """Return the URL if it is one of the web, ``http`` or ``https``, without spaces and control characters."""
    if not url or _UNSAFE.search(url) or _BREAKS.search(url):
        return None
    return url if re.match(r"https?://[^/?#]", url, re.IGNORECASE) else None
