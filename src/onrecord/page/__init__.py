"""Bytes to article: what a news page shows its reader, in blocks, each code point mapped to the page's source."""

from __future__ import annotations

from onrecord.errors import TooLargeError
from onrecord.page.charset import decode
from onrecord.page.html import read_html
from onrecord.page.opening import is_html
from onrecord.page.plain import read_plain
from onrecord.page.reading import LeftOut, PageReading, RawPage, SourceMap
from onrecord.page.told import read_told, told_article

# The longest article of the tuning half has 30,000 code points; this is a book of 80,000 words.
LONGEST_TEXT = 500_000

__all__ = ["LeftOut", "PageReading", "RawPage", "SourceMap", "read_article"]


def read_article(raw: RawPage, published: str | None = None) -> PageReading:
    """Read the article of a page.

    Args:
        raw: the page.
        published: RFC 3339 time or ISO date that the caller knows; it counts more than what the page says.

    Raises:
        TooLargeError: the text is longer than any article.
        ModelError: the zone model is missing or changed.
    """
    text, notes = decode(raw)
    told = told_article(text)
    if told is not None:
        reading = read_told(raw, told, published)
        _check_length(raw, reading.article.text)
        return reading
    html = is_html(text, raw.media_type, raw.name)
    if not html:
        _check_length(raw, text)
    reading = (read_html if html else read_plain)(raw, text, published)
    _check_length(raw, reading.article.text)
    return PageReading(reading.article, reading.source_map, reading.left_out, (*notes, *reading.notes))


def _check_length(raw: RawPage, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        cause = f"a text of {len(text):,} characters is longer than the limit of {LONGEST_TEXT:,}"
        raise TooLargeError(raw.name, cause, "give each article as a page of its own")
