"""The article: what a page shows a reader, in blocks."""

from __future__ import annotations

from typing import Literal

import msgspec

BlockKind = Literal[
    "title",
    "standfirst",
    "byline",
    "dateline",
    "section",
    "caption",
    "credit",
    "subheading",
    "paragraph",
    "list-item",
    "quote",
    "live-update",
    "table",
]
StampOrigin = Literal["json-ld", "meta", "time-element", "url", "feed", "text", "given"]


class Stamp(msgspec.Struct, frozen=True):
    """A publication or modification date and where it was found.

    Args:
        value: RFC 3339 with the page's own offset; a date without a time stays a date (``YYYY-MM-DD``).
        origin: where it was found (``from`` in JSON).
    """

    value: str
    origin: StampOrigin = msgspec.field(name="from")


class Page(msgspec.Struct, frozen=True):
    """The page that an article was read from.

    Args:
        sha256: hash of the bytes read (after decompression), hexadecimal.
        media_type: ``text/html`` or ``text/plain``.
        url: as the caller gave it; never guessed from the page.
    """

    sha256: str
    media_type: str
    url: str | None = None


class Block(msgspec.Struct, frozen=True):
    """One block of the article, in reading order; blocks never overlap.

    Args:
        kind: what the block is on the page.
        start: first code point in ``article.text``.
        end: one past the last code point.
        at: where in the page's DOM (an absolute XPath); null for plain text.
        published: RFC 3339 time of a live update.
    """

    kind: BlockKind
    start: int
    end: int
    at: str | None = None
    published: str | None = None


class Dateline(msgspec.Struct, frozen=True):
    """The place a report was filed from, with the words that say so."""

    place: str
    start: int
    end: int


class Article(msgspec.Struct, frozen=True):
    """What the page shows a reader.

    Args:
        text_sha256: hash of ``text`` in UTF-8, hexadecimal.
        title: the headline a reader sees, null where the page has none.
        published: null where the page does not say; never a guess.
        text: blocks joined by a blank line; spans count its code points.
    """

    text_sha256: str
    page: Page
    title: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    outlet: str | None
    agency: str | None
    section: str | None
    language: str | None
    published: Stamp | None
    modified: Stamp | None
    dateline: Dateline | None
    text: str
    blocks: tuple[Block, ...]
