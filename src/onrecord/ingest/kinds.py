"""What an input is, told from its first bytes: a page, a feed, a sitemap, a list, records, articles, an archive."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from onrecord.ingest.items import Kind

HEAD = 64 * 1024
GZIP = b"\x1f\x8b"
PARQUET = b"PAR1"
_GZIP_WINDOW = 31  # zlib: largest window, gzip header and checksum

_PROLOGUE = re.compile(
    r"(?:[\s\ufeff]|<\?(?>[^>]*)>|<!--(?>.*?-->)|<!DOCTYPE(?>[^>\[]*)(?:\[(?>[^\]]*)\]\s*)?>)*+",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ROOTS: dict[str, Kind] = {"rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap"}
_RECORD = re.compile(r'"record_version"\s*:')
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')
_LISTED = re.compile(r'"(?:url|file)"\s*:')
# A quotation mark inside a string has a backslash before it, so that these are names of fields.
_NINJS = re.compile(
    r'"(?:headlines|bodies|body_(?:text|html|xhtml)|description_text|versionCreated|versioncreated)"\s*:'
)
_LIST = re.compile(r"\[\s*\{\s*\"")
_URI = re.compile(r'"uri"\s*:')
_GOLD = re.compile(r'"(?:annotator|statements|figures|actors)"\s*:')
_TOLD = re.compile(r'"(?:text|html|body|content|articleBody|maintext)"\s*:\s*"')
# What JSON is, the surest sign first; all patterns of a row must be there.
_JSON: tuple[tuple[Kind, tuple[re.Pattern[str], ...]], ...] = (
    ("records", (_RECORD,)),
    ("feed", (_JSON_FEED,)),
    ("ninjs", (_URI, _NINJS)),
    ("gold", (_GOLD,)),
    ("articles", (_TOLD,)),
    ("urls", (_LISTED,)),
)
_ADDRESS = re.compile(r"https?://\S+(?:[\t ]+\S+)?", re.IGNORECASE)


def unpacked_head(packed: bytes) -> bytes:
    """Return the first bytes of what may be packed with gzip."""
    if not packed.startswith(GZIP):
        return packed
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(packed, HEAD)
    except zlib.error:
        return b""


def kind_of(head: bytes) -> Kind:
    """Tell what an input is; whatever is nothing else is a page.

    Args:
        head: its first bytes, up to ``HEAD``, unpacked.
    """
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(PARQUET):
        return "parquet"
    text = _decoded(head)
    root = _ROOT.match(text, _end_of_prologue(text))
    if root is not None:
        return _ROOTS.get(root[1].lower(), "page")
    start = text.lstrip().lstrip("\ufeff").lstrip()
    if start.startswith("{") or _LIST.match(start):
        return _kind_of_json(start)
    lines = start.splitlines()
    if len(head) >= HEAD and len(lines) > 1:
        lines.pop()  # it may be cut off
    lines = [line for line in lines if line.strip() and line[0] != "#"]
    return "urls" if lines and all(_ADDRESS.fullmatch(line.strip()) for line in lines) else "page"


def head_of(stream: BinaryIO) -> bytes:
    """Return the first bytes of a file, unpacked; the file is left at its start."""
    head = unpacked_head(stream.read(HEAD))
    stream.seek(0)
    return head


def _kind_of_json(start: str) -> Kind:
    return next((kind for kind, signs in _JSON if all(sign.search(start) for sign in signs)), "records")


def _end_of_prologue(text: str) -> int:
    found = _PROLOGUE.match(text)
    return found.end() if found else 0


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")
