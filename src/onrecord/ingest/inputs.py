"""From what a caller names to what is in it: one stream of pages, records and addresses, never all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import NotAPageError, OpenError, PageError
from onrecord.ingest.feeds import in_feed, in_sitemap, unpacked
from onrecord.ingest.files import Found, files_of
from onrecord.ingest.gold import gold_in, is_text_of_gold
from onrecord.ingest.items import Address, Item, Kind, PageItem, Problem
from onrecord.ingest.kinds import HEAD, head_of, kind_of, unpacked_head
from onrecord.ingest.listed import records_in, urls_in, urls_in_bytes
from onrecord.ingest.rows import articles_in_rows
from onrecord.ingest.told_articles import articles_in, ninjs_in
from onrecord.ingest.visits import Visited, page_item
from onrecord.ingest.warc import pages_in
from onrecord.page.opening import open_page

_URL = re.compile(r"https?://", re.IGNORECASE)
_TOLD: dict[Kind, Callable[[Path], Iterator[Item]]] = {
    "records": records_in,
    "urls": urls_in,
    "warc": pages_in,
    "articles": articles_in,
    "parquet": articles_in_rows,
    "ninjs": ninjs_in,
    "gold": gold_in,
}
# What a server may not give: it would speak for others.
_FILES_ALONE = {
    "warc": "this is a web archive",
    "records": "these are records",
    "articles": "these are articles",
    "parquet": "this is Parquet",
    "ninjs": "these are articles, ninjs",
    "gold": "this is gold",
}
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a caller names.

    Args:
        named: paths, directories, patterns, addresses, ``-`` for a page on standard input.
        kind: what all of them are, where they are not to be told by their bytes.
        date_of: the publication date of a page by its stem.
    """

    named: Iterable[str]
    kind: Kind | None = None
    date_of: Callable[[str], str | None] | None = None

    def items(self) -> Iterator[Item]:
        """Yield what is in them, in order."""
        for one in self.named:
            if _URL.match(one):
                yield Address(one, one, self._date("") if self.kind == "page" else None, named=True, expect=self.kind)
            elif one == STANDARD_INPUT:
                yield from self._page("-", Found(Path("-"), "stdin"))
            else:
                for found in files_of(one):
                    yield from self.in_file(found) if isinstance(found, Found) else [found]

    def _date(self, stem: str) -> str | None:
        return self.date_of(stem) if self.date_of else None

    def in_file(self, found: Found) -> Iterator[Item]:
        """Yield what is in a file."""
        name = str(found.path)
        if self.kind is None and is_text_of_gold(found.path):
            return
        try:
            with found.path.open("rb") as stream:
                kind = self.kind or kind_of(head_of(stream))
        except (OSError, ValueError) as error:
            kind = "page"  # which says best what is wrong
            del error
        if kind == "page":
            yield from self._page(name, found)
            return
        try:
            yield from list_in_file(found.path, kind)
        except OSError as error:
            yield Problem(OpenError(name, f"the file cannot be read ({error.strerror or error})", "check the disk"))

    def _page(self, name: str, found: Found) -> Iterator[Item]:
        source = name if name == STANDARD_INPUT else str(found.path.absolute())
        try:
            yield PageItem(open_page(name), source, given=self._date(found.stem))
        except PageError as error:
            yield Problem(error)


def list_in_file(path: Path, kind: Kind) -> Iterator[Item]:
    """Yield what a file lists that is no page itself.

    Raises:
        OSError: it cannot be read.
    """
    if kind in _TOLD:
        return _TOLD[kind](path)
    return list_in_bytes(path.read_bytes(), kind, str(path), str(path.absolute()), path.absolute().as_uri())


def list_in_bytes(body: bytes, kind: Kind, name: str, source: str, base: str, depth: int = 0) -> Iterator[Item]:
    """Yield what a feed or a sitemap lists.

    Args:
        base: what relative addresses stand against.
        depth: how many lists led here.
    """
    try:
        plain = unpacked(body, name)
    except PageError as error:
        return iter([Problem(error)])
    if kind == "sitemap":
        return in_sitemap(plain, name, source, depth)
    return in_feed(plain, name, source, base)


def in_fetched(visited: Visited) -> Iterator[Item]:
    """Yield what an address led to that may be a page or any list of pages."""
    address, raw = visited.address, visited.raw
    if raw is None:
        return
    kind = address.expect or kind_of(unpacked_head(raw.body[:HEAD]))
    if kind == "page":
        yield page_item(address, raw, visited.told)
    elif kind in ("feed", "sitemap"):
        yield from list_in_bytes(raw.body, kind, address.url, address.url, address.url, address.depth)
    elif kind == "urls":
        yield from urls_in_bytes(raw.body, address.url)
    else:
        yield Problem(NotAPageError(address.url, _FILES_ALONE[kind], "fetch the file, and give the file"), visited.told)
