"""Bytes of a page to text, once, whatever they claim to be.

Order of belief: a byte-order mark; UTF-8 that proves itself; what the server declares; what the page declares;
what the bytes look like. Labels and decoders are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org),
through turbohtml, whose decoders turn malformed bytes into U+FFFD and never raise.
"""

from __future__ import annotations

import codecs
import re

from turbohtml import detect

from onrecord.page.reading import RawPage
from onrecord.record import Note

# Browsers look for a declaration in the first 1,024 bytes; saved pages carry it later, behind a banner of the program
# that saved them. The window also bounds what a hostile page can make the pattern do.
_DECLARATION_WINDOW = 4096
_META = re.compile(rb"<meta\b[^>]{0,512}?\bcharset\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE)
_XML = re.compile(
    rb"\A\s{0,64}<\?xml\b[^>]{0,256}?\bencoding\s{0,8}=\s{0,8}[\"']([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_UTF32_MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"))

# UTF-16 without a mark: in Western text one byte of each pair is zero. Half of the pairs is far above what a page
# with stray NUL bytes shows and far below what UTF-16 in any alphabet with Western spaces and tags shows.
_SAMPLE = 4096
_ZERO_SHARE = 0.5
_MIN_UTF16 = 8

# A declared charset is believed while it cannot read at most one in ten of the characters beyond ASCII: one damaged
# advertisement in a UTF-8 page is common, a page in another charset fails at more than half of them.
_MAX_DAMAGE = 0.1

_FALLBACK = "windows-1252"
_ESC = b"\x1b"


def utf16_without_mark(body: bytes) -> str | None:
    """Return ``utf-16le`` or ``utf-16be`` where the bytes are UTF-16 without a byte-order mark, else None."""
    sample = body[: _SAMPLE - _SAMPLE % 2]
    if len(sample) < _MIN_UTF16 or b"\x00" not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > _ZERO_SHARE * pairs and even < odd / 4:
        return "utf-16le"
    if even > _ZERO_SHARE * pairs and odd < even / 4:
        return "utf-16be"
    return None


def declared_charset(body: bytes) -> str | None:
    """Return the charset that a page declares in its first 4 KiB (``meta``, XML declaration), else None."""
    head = body[:_DECLARATION_WINDOW]
    found = _XML.search(head) or _META.search(_COMMENT.sub(b"", head))
    return found[1].decode("ascii").lower() if found else None


def decode(raw: RawPage) -> tuple[str, tuple[Note, ...]]:
    """Decode a page; no bytes make it fail.

    Args:
        raw: the page; ``raw.charset`` is what a server declared.

    Returns:
        The text without its byte-order mark (offsets everywhere count code points of this text), and notes:
        ``charset-declared-wrong``, ``charset-guessed``, ``charset-damaged``.
    """
    body = raw.body
    marked = _by_mark(body)
    if marked is not None:
        return marked, _damage(marked, "its byte-order mark")
    bare = utf16_without_mark(body)
    if bare is not None:
        return _read(body, bare), (_guessed(bare),)
    declared = [label for label in (raw.charset, declared_charset(body)) if label and _usable(label, body)]
    proved = _as_utf8(body, declared)
    if proved is not None:
        return proved, _contradicted(proved, declared)
    return _by_declaration(body, declared)


def _by_mark(body: bytes) -> str | None:
    for mark, name in _UTF32_MARKS:
        if body.startswith(mark) and len(body) % 4 == 0:
            try:
                return body[len(mark) :].decode(name)
            except UnicodeDecodeError:
                break  # FF FE 00 00 is also UTF-16 that begins with a NUL
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :], name)
    return None


def _as_utf8(body: bytes, declared: list[str]) -> str | None:
    """Text that is valid UTF-8 is UTF-8, whatever is declared: no other charset gives such bytes by chance."""
    if _ESC in body and any(label.lower() == "iso-2022-jp" for label in declared):
        return None  # seven-bit, valid as UTF-8 and meaningless so
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _by_declaration(body: bytes, declared: list[str]) -> tuple[str, tuple[Note, ...]]:
    for label in declared:
        text = _read(body, label)
        if _share_lost(text) <= _MAX_DAMAGE:
            wrong = tuple(_wrong(other, label) for other in declared[: declared.index(label)])
            return text, wrong + _damage(text, label)
    guess = _guess(body)
    text = _read(body, guess)
    wrong = tuple(_wrong(label, guess) for label in dict.fromkeys(declared))
    return text, (*wrong, _guessed(guess), *_damage(text, guess))


def _guess(body: bytes) -> str:
    """Name the charset by the bytes alone: damaged UTF-8 first, then turbohtml's detector, then windows-1252."""
    if _share_lost(_read(body, "utf-8")) <= _MAX_DAMAGE:
        return "utf-8"
    # The detector believes a declaration in the page; those were tried, so it sees the page without tags' words.
    found = detect.detect(_META.sub(b"", body[:_DECLARATION_WINDOW]) + body[_DECLARATION_WINDOW:])
    return found.encoding.lower() if found.encoding and _usable(found.encoding, body) else _FALLBACK


def _usable(label: str, body: bytes) -> bool:
    """Tell whether a label is one of the WHATWG's and can be meant: text without a NUL byte is hardly UTF-16."""
    try:
        probe = b"ok".decode(f"whatwg-{label.strip().lower()}")
    except (LookupError, ValueError):
        return False
    return probe == "ok" or (label.strip().lower().startswith("utf-16") and b"\x00" in body)


def _read(body: bytes, label: str) -> str:
    if label == "utf-8":
        return body.decode("utf-8", "replace")
    return body.decode(f"whatwg-{label.strip().lower()}")


def _share_lost(text: str) -> float:
    """Return the share of the characters beyond ASCII that could not be read."""
    lost = text.count("\ufffd")
    if not lost:
        return 0.0
    ascii_only = len(text.encode("ascii", "ignore"))
    return lost / max(1, len(text) - ascii_only)


def _contradicted(text: str, declared: list[str]) -> tuple[Note, ...]:
    if text.isascii() or not declared or declared[0].strip().lower() in {"utf-8", "utf8"}:
        return ()
    return (_wrong(declared[0], "utf-8"),)


def _wrong(label: str, used: str) -> Note:
    return Note(
        "info",
        "charset-declared-wrong",
        f"the page is declared as {label.strip()}, but its bytes are {used}; read as {used}",
    )


def _guessed(used: str) -> Note:
    return Note("info", "charset-guessed", f"no usable charset is declared; read as {used} by the look of the bytes")


def _damage(text: str, used: str) -> tuple[Note, ...]:
    lost = text.count("\ufffd")
    if not lost:
        return ()
    return (Note("warning", "charset-damaged", f"{lost} characters cannot be read as {used}; they stand as U+FFFD"),)
