"""What feeds and sitemaps list: addresses, when their pages were published and when they changed last."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import feedparser
import msgspec

from onrecord.errors import NotAPageError
from onrecord.ingest.items import Address, Item, Problem
from onrecord.ingest.kinds import GZIP
from onrecord.ingest.listed import LONGEST_ADDRESS
from onrecord.page.metadata import moment

# The protocol allows a sitemap 50 MB and an index one level below it; feeds are smaller.
LARGEST_LIST = 64 * 1024 * 1024
_DEEPEST = 2

_GZIP_WINDOW = 31  # zlib: largest window, gzip header and checksum
_WEB = re.compile(r"https?://", re.IGNORECASE)
_ALTERNATE = re.compile(r"<link\b[^<>]{0,400}type=[\"']?application/(?:rss|atom)\+xml[^<>]{0,400}>", re.IGNORECASE)
_HREF = re.compile(r"href=[\"']?([^\"'\s<>]{1,500})", re.IGNORECASE)
_LOOKED_AT = 256 * 1024


class _JsonItem(msgspec.Struct):
    url: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class _JsonFeed(msgspec.Struct):
    items: list[_JsonItem]


def unpacked(body: bytes, name: str) -> bytes:
    """Return a list's bytes, unpacked if they came packed.

    Raises:
        NotAPageError: it is larger than any list, or its gzip is damaged.
    """
    if not body.startswith(GZIP):
        return body
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        plain = unpacker.decompress(body, LARGEST_LIST)
    except zlib.error as error:
        raise NotAPageError(name, f"the gzip file is damaged ({error})", "try again later") from error
    if unpacker.unconsumed_tail:
        size = LARGEST_LIST // (1024 * 1024)
        raise NotAPageError(name, f"a list of more than {size} MB", "give its parts")
    return plain


def in_feed(body: bytes, name: str, source: str, base: str) -> Iterator[Item]:
    """Yield the pages that a feed lists, in its order: RSS, Atom, RDF or JSON Feed.

    Args:
        base: what relative addresses stand against.
    """
    if body.lstrip()[:1] == b"{":
        yield from _in_json_feed(body, name, source, base)
        return
    found: Any = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        yield Problem(no_feed(body, name, base))
        return
    for entry in found.entries:
        link = entry.get("link")
        if link:
            published, changed = (_moment(dict.get(entry, part)) for part in ("published", "updated"))
            yield _address(urljoin(base, link.strip()), source, published or changed, changed or published)


def _in_json_feed(body: bytes, name: str, source: str, base: str) -> Iterator[Item]:
    try:
        feed = msgspec.json.decode(body, type=_JsonFeed)
    except msgspec.MsgspecError as error:
        yield Problem(NotAPageError(name, f"a damaged JSON feed ({error})", "try again later"))
        return
    for item in feed.items:
        if item.url:
            published, changed = _moment(item.date_published), _moment(item.date_modified)
            yield _address(urljoin(base, item.url), source, published, changed or published)


def in_sitemap(body: bytes, name: str, source: str, depth: int) -> Iterator[Item]:
    """Yield the pages that a sitemap lists, or the sitemaps of an index.

    Args:
        depth: how many lists led here.
    """
    listed: dict[str, str] = {}
    try:
        for _, element in ET.iterparse(io.BytesIO(body)):  # noqa: S314 - expat bounds what entities may grow to
            tag = str(element.tag).rpartition("}")[2]
            if tag in ("loc", "lastmod", "publication_date") and tag not in listed:
                listed[tag] = (element.text or "").strip()
            elif tag in ("url", "sitemap"):
                yield from _in_sitemap_entry(listed, tag, source, depth)
                listed = {}
                element.clear()
    except ET.ParseError as error:
        yield Problem(NotAPageError(name, f"the sitemap is damaged ({error})", "what stands before is read"))


def _in_sitemap_entry(listed: dict[str, str], tag: str, source: str, depth: int) -> Iterator[Item]:
    url, changed = listed.get("loc", ""), _moment(listed.get("lastmod"))
    if not _WEB.match(url) or len(url) > LONGEST_ADDRESS:
        return
    if tag == "url":
        published = _moment(listed.get("publication_date"))
        yield Address(url, source, published=published, changed=_utc(changed or published))
    elif depth < _DEEPEST:
        yield Address(url, source, changed=_utc(changed), expect="sitemap", depth=depth + 1)


def _address(url: str, source: str, published: str | None, changed: str | None) -> Item:
    if not _WEB.match(url) or len(url) > LONGEST_ADDRESS:
        return Problem(NotAPageError(url[:200], "no address of a page", f"tell the publisher of {source}"))
    return Address(url, source, published=published, changed=_utc(changed))


def _moment(written: object) -> str | None:
    """Return a date as RFC 3339 writes it, with the offset and the precision that it was written with."""
    if not isinstance(written, str) or not written.strip():
        return None
    known = moment(written.strip())
    if known is not None:
        return known
    try:
        parsed = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")


def _utc(written: str | None) -> str | None:
    """Return a moment in UTC, as the store writes those; None for a day, which says too little."""
    if written is None or "T" not in written:
        return None
    try:
        return datetime.fromisoformat(written).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def no_feed(body: bytes, name: str, base: str) -> NotAPageError:
    """Return the error that tells what is no feed, and where the page says that its feed is."""
    text = body[:_LOOKED_AT].decode("utf-8", "replace")
    link = _ALTERNATE.search(text)
    where = _HREF.search(link[0]) if link else None
    remedy = f"its feed is {urljoin(base, where[1])}" if where else "give the address of the feed"
    return NotAPageError(name, "this is a page, not a feed" if "<html" in text.lower() else "this is no feed", remedy)
