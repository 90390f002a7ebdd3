"""A document's text read as an article; every code point of it keeps its place in the document."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from onrecord.errors import TooLargeError
from onrecord.offices import Offices
from onrecord.page import LONGEST_TEXT
from onrecord.page.fold import Offsets, join
from onrecord.page.language import language_of
from onrecord.page.plain import read_plain
from onrecord.page.plainlines import pieces_of
from onrecord.page.reading import RawPage
from onrecord.pipe.given import Given, Layout
from onrecord.reader import read_text
from onrecord.record import Article, Block, Note, Page, Record, Stamp

_NAME = "the document"


def read(text: str, given: Given, layout: Layout, offices: Offices | Literal[False] | None) -> tuple[Record, Offsets]:
    """Return the record of a text, and for each code point of its article the one of the text that it comes from.

    Args:
        layout: ``article``: headline, byline, captions and the like are told apart; ``prose``: all is paragraphs.

    Raises:
        TooLargeError: the text is longer than any article.
        ModelError: a model is missing or changed.
    """
    if len(text) > LONGEST_TEXT:
        cause = f"a text of {len(text):,} characters is longer than the limit of {LONGEST_TEXT:,}"
        raise TooLargeError(_NAME, cause, "give each article as a document of its own")
    raw = RawPage(_NAME, text.encode("utf-8", "surrogatepass"), url=given.url, media_type="text/plain")
    if layout == "prose":
        article, offsets, notes = _prose(raw, text, given)
    else:
        page = read_plain(raw, text, given.published)
        article, offsets, notes = page.article, page.source_map.offsets, page.notes
    told = {name: value for name in ("title", "outlet") if (value := getattr(given, name)) is not None}
    return read_text(msgspec.structs.replace(article, **told), notes, offices), offsets


def _prose(raw: RawPage, text: str, given: Given) -> tuple[Article, Offsets, tuple[Note, ...]]:
    joined, offsets, spans = join([folded for folded, _ in pieces_of(text)])
    nothing = dict.fromkeys(("title", "standfirst", "outlet", "agency", "section", "modified", "dateline"))
    article = Article(
        text_sha256=hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest(),
        page=Page(hashlib.sha256(raw.body).hexdigest(), "text/plain", raw.url),
        authors=(),
        language=language_of(joined),
        published=Stamp(given.published, "given") if given.published else None,
        text=joined,
        blocks=tuple(Block("paragraph", span.start, span.end) for span in spans),
        **nothing,
    )
    return article, offsets, ()
