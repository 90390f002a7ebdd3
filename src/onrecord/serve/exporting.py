"""What ``onrecord export`` does: out of a store, or of records, into a file that is whole or not there."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from onrecord.errors import OpenError, UsageError
from onrecord.export.formats import Format, named, stream
from onrecord.export.heading import Heading
from onrecord.export.loose import loose_documents
from onrecord.export.rows import KINDS, Document, Part, rows_of
from onrecord.ingest.files import Found, files_of
from onrecord.ingest.items import Item, Problem, RecordItem
from onrecord.ingest.listed import records_in, records_in_stream
from onrecord.ingest.write import replacing
from onrecord.record import Record, Span
from onrecord.serve.links import SentenceLinks
from onrecord.serve.read import complain, put, say

if TYPE_CHECKING:
    from onrecord.store.store import Store
    from onrecord.story.asking import Asked

STANDARD = "-"
TALLY = "tally"
PARTS = (*get_args(Part), TALLY)
# A feed is for what is new; all of a store would be no feed.
_ENTRIES = 100
_FOR_EYES = ("text/", "application/atom", "application/ld+json", "application/x-ndjson")
_FILTERS = {
    "words": "WORDS", "by": "--by", "to": "--to", "act": "--act", "mode": "--mode", "grade": "--grade",
    "outlet": "--outlet", "story": "--story", "place": "--place", "source": "--source", "since": "--since",
    "until": "--until", "as_of": "--as-of",
}  # fmt: skip


_ALWAYS = frozenset({"words", "story", "since", "until", "as_of"})
_CHOSEN_BY = {
    "statements": _ALWAYS | {"by", "to", "act", "mode", "grade", "outlet"},
    "articles": _ALWAYS | {"by", "outlet", "place"},
    "figures": _ALWAYS | {"by", "outlet", "place"},
    "encounters": _ALWAYS | {"by", "outlet", "place"},
    "positions": _ALWAYS | {"by", "outlet"},
    TALLY: _ALWAYS | {"place", "source"},
}


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """What the command line says.

    Args:
        name: of the format.
        out: a file, or ``-`` for standard output.
        part: of articles, or ``tally``; None for what the format is made of by default.
        records: files and directories of records, ``-`` for standard input; then no store is asked.
        source: whose count, of a tally.
        limit: rows at most, or articles; None for all, of a feed a hundred.
    """

    name: str
    out: str = STANDARD
    part: str | None = None
    records: list[str] = field(default_factory=list)
    words: str | None = None
    by: str | None = None
    to: str | None = None
    act: str | None = None
    mode: str | None = None
    grade: str | None = None
    outlet: str | None = None
    story: int | None = None
    place: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    min_confidence: float = 0.0
    newest: bool = False
    limit: int | None = None


def export(options: ExportOptions, store: Store | None, made_at: str) -> int:
    """Write an export and return the exit status: 1 where a file of records could not be read.

    Args:
        store: what is asked, where no records are named.
        made_at: when it is made, ISO 8601 in UTC.

    Raises:
        UsageError: what is asked for does not go together.
        StoreError: the store cannot be read.
        OutputError: the export cannot be written; a file that was there is as it was.
    """
    wanted = named(options.name)
    part = part_of(wanted, options)
    _check_terminal(wanted, options)
    loose = _Loose(options)
    if store is None:
        heading = Heading(title=_title(options), made_at=made_at, opener=_opened_at)
        size = _write(stream(wanted.name, *loose.rows(part), heading), options.out)
    else:
        size = _write(pieces(store, options, made_at), options.out)
    if options.out != STANDARD:
        say(f"{options.out}: {wanted.about}; {size:,} bytes")
    return 1 if loose.failed else 0


def pieces(store: Store, options: ExportOptions, made_at: str, address: str | None = None) -> Iterator[bytes]:
    """Return an export out of a store as bytes that come as they are taken.

    Args:
        made_at: when it is made, ISO 8601 in UTC.
        address: where it stands, if it stands in the web.

    Raises:
        UsageError: what is asked for does not go together.
        StoreError: the store cannot be read.
    """
    part = part_of(named(options.name), options)
    heading = Heading(title=_title(options), made_at=made_at, opener=_opened_at, address=address)
    rows, kind = _of_store(store, part, options)
    if isinstance(rows, Iterator):  # what cannot be asked is said before anything is written
        rows = chain(list(islice(rows, 1)), rows)
    return stream(options.name, rows, kind, heading)


def part_of(wanted: Format, options: ExportOptions) -> str | None:
    """Return the part that an export is made of; None for articles, chosen by their statements where any are asked for.

    Raises:
        UsageError: what is asked for does not go together.
    """
    if options.part is not None and options.part not in PARTS:
        raise UsageError(f"{options.part!r} is no part of an export; choose from {', '.join(PARTS)}")
    if wanted.takes == "documents" and options.part not in (None, "articles"):
        raise UsageError(f"{wanted.name} is made of whole articles; other parts are for tables and feeds")
    if options.part == TALLY and (options.records or wanted.name == "atom"):
        raise UsageError("a tally is counted in a store, and is a table: csv, parquet or xlsx")
    part = options.part if wanted.takes == "documents" else options.part or "statements"
    given = [name for name in _FILTERS if getattr(options, name) is not None]
    if options.records and given:
        told = ", ".join(_FILTERS[name] for name in given)
        raise UsageError(f"{told}: a store is asked so; records are exported whole, or with --min-confidence, --limit")
    if useless := [_FILTERS[name] for name in given if name not in _CHOSEN_BY[part or "statements"]]:
        raise UsageError(f"{', '.join(useless)}: {part or 'whole articles'} cannot be chosen so")
    return part


def _check_terminal(wanted: Format, options: ExportOptions) -> None:
    if options.out == STANDARD and _at_a_terminal() and not wanted.media_type.startswith(_FOR_EYES):
        raise UsageError(f"{wanted.name} is not made for a terminal; name a file with --out FILE, or send it on (| …)")


def _at_a_terminal() -> bool:
    return sys.stdout.isatty()


def _title(options: ExportOptions) -> str:
    given = {name: value for name in _FILTERS if (value := getattr(options, name)) is not None}
    told = [str(value) if name == "words" else f"{name.replace('_', ' ')} {value}" for name, value in given.items()]
    return ", ".join(told) or "onrecord"


def _write(pieces: Iterator[bytes], out: str) -> int:
    """Write an export, and return how many bytes it has."""
    size = 0
    if out == STANDARD:
        for piece in pieces:
            put(piece)
        return size
    with replacing(Path(out)) as file:
        for piece in pieces:
            size += file.write(piece)
    return size


@lru_cache(maxsize=2)
def _links(text: str, address: str) -> SentenceLinks:
    return SentenceLinks.into(text, address)


def _opened_at(address: str, text: str, span: Span) -> str | None:
    return _links(text, address).to(span)


# ---- out of a store -------------------------------------------------------------------------------------------------


def _of_store(
    store: Store, part: str | None, options: ExportOptions
) -> tuple[Iterable[msgspec.Struct], type[msgspec.Struct]]:
    from onrecord.export import gather  # noqa: PLC0415 - brings the database; records do without
    from onrecord.story import asking  # noqa: PLC0415 - as above
    from onrecord.story.tally import TallyAsked  # noqa: PLC0415 - as above

    if part == TALLY:
        counted = TallyAsked(
            words=options.words or "killed", place=options.place, source=options.source, story=options.story,
            since=options.since, until=options.until, as_of=options.as_of,
        )  # fmt: skip
        return asking.points(asking.tally(store, counted)), asking.TallyPoint
    if part is None:
        return gather.documents(store, _asked(options)), Document
    if named(options.name).takes == "documents":
        return gather.articles_with(store, _asked(options), options.place), Document
    known = next(one for one in KINDS if one == part)
    return gather.rows(store, known, _asked(options), options.place), KINDS[known]


def _asked(options: ExportOptions) -> Asked:
    from onrecord.story.asking import Asked  # noqa: PLC0415 - as above

    feed = options.name == "atom"
    same = ("words", "by", "to", "act", "mode", "grade", "outlet", "story", "since", "until", "as_of", "min_confidence")
    limit = _ENTRIES if feed and options.limit is None else options.limit
    return Asked(**{name: getattr(options, name) for name in same}, newest=feed or options.newest, limit=limit)


# ---- out of records -------------------------------------------------------------------------------------------------


class _Loose:
    """Records that stand in files; what cannot be read is named, and the others go on."""

    def __init__(self, options: ExportOptions) -> None:
        self._options = options
        self.failed = 0

    def rows(self, part: str | None) -> tuple[Iterable[msgspec.Struct], type[msgspec.Struct]]:
        many = loose_documents(self._records(), self._options.min_confidence)
        if named(self._options.name).takes == "documents":
            return islice(many, self._options.limit), Document
        known = next(one for one in KINDS if one == part)
        return islice(rows_of(known, many), self._options.limit), KINDS[known]

    def _records(self) -> Iterator[Record]:
        for name in self._options.records:
            for item in self._items(name):
                if isinstance(item, RecordItem):
                    yield item.record
                elif isinstance(item, Problem):
                    self.failed += 1
                    complain(str(item.error))

    def _items(self, name: str) -> Iterator[Item]:
        if name == STANDARD:
            yield from records_in_stream(sys.stdin.buffer, "standard input", name)
            return
        for found in files_of(name):
            if not isinstance(found, Found):
                yield found
                continue
            try:
                yield from records_in(found.path)
            except OSError as error:
                cause = f"the file cannot be read ({error.strerror or error})"
                yield Problem(OpenError(str(found.path), cause, "check its name and its permissions"))
