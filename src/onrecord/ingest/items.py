"""What comes out of the places that pages are taken from: pages, records, addresses to ask, problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.errors import OnRecordError, PageError
from onrecord.page.reading import RawPage
from onrecord.record import MadeBy, Record

# What an input can be; "any" is found out from its bytes.
Kind = Literal["page", "records", "urls", "feed", "sitemap", "warc", "articles", "parquet", "ninjs", "gold"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a server told of an address, beside the page.

    Args:
        status: of HTTP; 0 where no answer came.
        etag: what names this version of the page.
        last_modified: as the server writes it.
    """

    url: str
    status: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class PageItem:
    """A page whose bytes are at hand.

    Args:
        source: the file, feed or archive it came through.
        fixed: whether the source is a place that holds this one page for ever, as a record of an archive is.
        given: the publication date that the caller gives, RFC 3339.
        seen_at: when it was fetched, where its source tells (ISO 8601 in UTC); None for now.
        told: what the server told, where it was fetched just now.
    """

    raw: RawPage
    source: str
    fixed: bool = False
    given: str | None = None
    seen_at: str | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class RecordItem:
    """An article that was read before.

    Args:
        name: what messages call it.
        source: the file it stands in, with its line where there are several.
    """

    record: Record
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Address:
    """A page, or a list of pages, that has to be fetched.

    Args:
        source: the feed, sitemap or list that names it; the address itself where the caller did.
        given: the publication date that the caller gives, RFC 3339.
        published: the publication date that a feed or sitemap gives.
        changed: when the feed or sitemap says that it changed last, ISO 8601 in UTC.
        named: whether the caller named it: it is then asked in any case.
        expect: what it must be; None for a page or any list of pages.
        depth: how many lists led here.
    """

    url: str
    source: str
    given: str | None = None
    published: str | None = None
    changed: str | None = None
    named: bool = False
    expect: Kind | None = "page"
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that should have been a page."""

    error: PageError
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page that the server says is what it was.

    Args:
        source: the feed, sitemap or list that named it.
    """

    source: str
    told: Told


@dataclass(frozen=True, slots=True)
class Known:
    """An address that was asked not long ago, and has not changed since."""

    url: str


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page that was read: its record's JSON, or why there is none."""

    item: PageItem
    made: bytes | OnRecordError


@dataclass(frozen=True, slots=True)
class ReadElsewhere:
    """A page that was read before, on another machine.

    Args:
        read: the page, its bytes empty where they were not kept.
        sha256: of its bytes.
        made_by: the program and the models that were in force there.
    """

    read: PageRead
    sha256: str
    made_by: MadeBy


Taken = PageItem | RecordItem | ReadElsewhere | Problem | Unchanged | Known
Item = Taken | Address
