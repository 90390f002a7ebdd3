"""Bytes to article: what a news page shows its reader, in blocks, each code point mapped to the page's source."""

from __future__ import annotations

from onrecord.page.charset import decode
from onrecord.page.html import read_html
from onrecord.page.opening import is_html
from onrecord.page.plain import read_plain
from onrecord.page.reading import LeftOut, PageReading, RawPage, SourceMap

__all__ = ["LeftOut", "PageReading", "RawPage", "SourceMap", "read_article"]


def read_article(raw: RawPage, published: str | None = None) -> PageReading:
    """Read the article of a page.

    Args:
        raw: the page.
        published: RFC 3339 time or ISO date that the caller knows; it counts more than what the page says.

    Raises:
        NotAPageError: the bytes are no page.
        ModelError: the zone model is missing or changed.
    """
    text, notes = decode(raw)
    reading = (read_html if is_html(text, raw.media_type, raw.name) else read_plain)(raw, text, published)
    return PageReading(reading.article, reading.source_map, reading.left_out, (*notes, *reading.notes))
