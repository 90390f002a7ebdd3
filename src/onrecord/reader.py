"""One page in, its record out: the only module that knows the order of the stages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord._version import __version__
from onrecord.assembly import assemble
from onrecord.extract.attribution import attributions
from onrecord.extract.encounters import encounters
from onrecord.extract.events import with_events
from onrecord.extract.figures import figures
from onrecord.extract.positions import positions
from onrecord.model import model_versions
from onrecord.model.meanings import Meanings
from onrecord.offices import load_offices
from onrecord.page.dateline import find_dateline
from onrecord.record import RECORD_VERSION, Article, MadeBy, Note, Record, Span
from onrecord.record.sure import check_confidence, surer
from onrecord.text import annotate, model_version
from onrecord.text.dates import find_dates
from onrecord.text.graphemes import snapped, torn_offsets
from onrecord.text.quotes import quotations

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.offices import Offices, OnDay
    from onrecord.page.reading import PageReading, RawPage
    from onrecord.record import Block

# A time of publication begins with its day.
PUBLISHED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What is no prose of the article's: a credit names a photographer, a byline the authors, a section the desk.
UNREAD = frozenset({"byline", "dateline", "section", "credit", "table"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A record with the page it was read from."""

    record: Record
    page: PageReading


def read(
    page: str | Path | bytes,
    published: str | None = None,
    url: str | None = None,
    min_confidence: float = 0.0,
    offices: Path | Literal[False] | None = None,
) -> Record:
    """Read one news page.

    Args:
        page: a path, an ``http(s)`` address, ``-`` for standard input, or the bytes of a page.
        published: RFC 3339 time or ISO date of publication, which goes before what the page says.
        url: where the page stands, for bytes and files.
        min_confidence: 0 to 1; statements below it are left out, see docs/record.md.
        offices: a table of offices that extends the package's own; False to do without any.

    Returns:
        Its record; what could not be read stands in its notes.

    Raises:
        PageError: the page cannot be had or is no page.
        UsageError: ``min_confidence`` is not a number from 0 to 1.
        OfficesError: the table of offices cannot be read.
        ModelError: the English model is not installed.
    """
    check_confidence(min_confidence)
    from onrecord.page.opening import open_page  # noqa: PLC0415 - fetching is loaded only where a page is opened

    table = offices if offices is False else load_offices(offices)
    return surer(read_page(open_page(page, url=url), published, table).record, min_confidence)


def read_page(raw: RawPage, published: str | None = None, offices: Offices | Literal[False] | None = None) -> Reading:
    """Read one page whose bytes are at hand.

    Args:
        published: RFC 3339 time or ISO date of publication, which goes before what the page says.
        offices: who held which office when; null for the package's own table, False to do without.

    Raises:
        PageError: it is no page.
        ModelError: the English model is not installed.
    """
    from onrecord.page import read_article  # noqa: PLC0415 - what reads an article at hand needs no page stage

    page = read_article(raw, published)
    return Reading(read_text(page.article, page.notes, offices), page)


def read_text(
    article: Article, notes: tuple[Note, ...] = (), offices: Offices | Literal[False] | None = None
) -> Record:
    """Read an article that the page stage has made.

    Args:
        notes: what the page stage could not do; they come first in the record.
        offices: who held which office when; null for the package's own table, False to do without.

    Raises:
        ModelError: the English model is not installed.
    """
    notes = (*notes, *_notes(article, notes))
    if not _is_english(article):
        return Record(RECORD_VERSION, MadeBy(__version__), article, notes=notes)
    blocks = tuple(b for b in article.blocks if b.kind not in UNREAD and b.start < b.end)
    spans = _prose(article, blocks)
    parse = annotate(article.text, spans)
    dates = find_dates(
        parse,
        _with_dateline(blocks, spans),
        article.published.value if article.published else None,
        _cut(blocks, spans),
    )
    quoted = quotations(article.text, spans)
    meanings = Meanings()
    drafts = with_events(parse, attributions(parse, blocks, quoted, dates, meanings))
    numbers = figures(parse, spans, dates)
    meetings = encounters(parse, dates, drafts)
    stances = positions(parse, blocks, drafts, meanings)
    table = load_offices() if offices is None else offices or None
    roles = assemble(parse, article, drafts, quoted, (numbers, meetings, stances), _on_day(article, table))
    used = table and any(actor.wikidata or actor.name_from != "text" for actor in roles[0])
    return _whole(Record(RECORD_VERSION, made_by(table if used else None), article, *roles, dates=dates, notes=notes))


def made_by(offices: Offices | None) -> MadeBy:
    """Return what makes records here and now; no model is loaded for it.

    Args:
        offices: the table that names are taken from; None for a record with no name from a table.

    Raises:
        ModelError: the English model is not installed.
    """
    versions = {**dict([model_version()]), **model_versions()}
    return MadeBy(__version__, versions | ({"offices": offices.version} if offices else {}))


def _cut(blocks: tuple[Block, ...], spans: tuple[Span, ...]) -> Span | None:
    """The dateline that was cut off the first paragraph."""
    return next((Span(b.start, s.start) for b, s in zip(blocks, spans, strict=True) if b.start < s.start), None)


def _with_dateline(blocks: tuple[Block, ...], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans to read, and the dateline before its paragraph: its day is a date of the text too."""
    dateline = _cut(blocks, spans)
    return spans if dateline is None else tuple(sorted((*spans, dateline), key=lambda s: s.start))


def _on_day(article: Article, offices: Offices | None) -> OnDay | None:
    """The table as it stood when the article appeared; null where that day is not known."""
    day = PUBLISHED_DAY.match(article.published.value) if article.published else None
    if offices is None or day is None:
        return None
    try:
        return offices.on(date.fromisoformat(day[0]))
    except ValueError:  # a page may declare a day that no calendar has
        return None


def _prose(article: Article, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The blocks' spans; that of the first paragraph begins after its dateline."""
    spans = [Span(b.start, b.end) for b in blocks]
    number = next((n for n, b in enumerate(blocks) if b.kind == "paragraph"), None)
    if number is not None:
        found = find_dateline(spans[number].of(article.text))
        if found is not None and found.body < blocks[number].end - blocks[number].start:
            spans[number] = Span(blocks[number].start + found.body, blocks[number].end)
    return tuple(spans)


def _whole(record: Record) -> Record:
    """The record with no span that ends inside a grapheme cluster."""
    text = record.article.text
    torn = torn_offsets(text)
    if not torn:
        return record
    plain = msgspec.to_builtins(record)
    moved = {key: part if key == "article" else snapped(part, torn, len(text)) for key, part in plain.items()}
    return msgspec.convert(moved, Record)


def _is_english(article: Article) -> bool:
    return article.language is None or article.language.lower().split("-")[0] in {"en", "eng"}


def _notes(article: Article, known: tuple[Note, ...]) -> list[Note]:
    codes = {note.code for note in known}
    out: list[Note] = []
    if not _is_english(article) and "language-not-read" not in codes:
        out.append(
            Note(
                "warning",
                "language-not-read",
                f"the article is in {article.language!r}; only English is read: no statements, no figures",
            )
        )
    if article.published is None and "no-publication-date" not in codes:
        out.append(
            Note(
                "warning",
                "no-publication-date",
                "the page gives no date of publication, so weekdays and the like stay open; give it with --published",
            )
        )
    return out


__all__ = ["Block", "Reading", "made_by", "read", "read_page", "read_text"]
