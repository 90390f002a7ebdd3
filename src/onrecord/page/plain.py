"""Plain text to an article: scrapes of pages as they were copied, and clean texts.

Blocks come from blank lines and from line breaks; lines that were wrapped to a width are put together again. What each
block is must be told from its words and from where it stands. Every code point of the article's text keeps its place in
the source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from onrecord.page.dateline import FoundDateline, agency, find_dateline
from onrecord.page.fold import join
from onrecord.page.language import language_of
from onrecord.page.linekinds import authors_of, is_closing_credit
from onrecord.page.notes import NO_ARTICLE, NO_DATE
from onrecord.page.plainkinds import Piece, sort_pieces
from onrecord.page.plainlines import pieces_of
from onrecord.page.reading import LeftOut, PageReading, RawPage, SourceMap
from onrecord.page.stampline import StampLine, read_stamp_line, stamp_in
from onrecord.record import Article, Block, Dateline, Page, Span, Stamp

_DATELINE_WITHIN = 3  # a correction's note or a second standfirst may stand before the paragraph with the dateline
_CLOSING = 2  # the agency signs the last paragraph, or a line of its own after it


def read_plain(raw: RawPage, text: str, published: str | None = None) -> PageReading:
    """Read an article from plain text.

    Args:
        raw: the page.
        text: its bytes decoded; offsets count its code points.
        published: RFC 3339 date or time that the caller knows; it counts more than what the text says.

    Returns:
        The article with ``at`` null in its blocks, the map to the source, and what was left out.
    """
    pieces = sort_pieces([Piece(folded, group) for folded, group in pieces_of(text)])
    kept = [piece for piece in pieces if piece.kind is not None]
    joined, offsets, spans = join([piece.folded for piece in kept])
    stamp, modified = _stamps(pieces, published, raw.published)
    lead = _lead(kept, spans)
    article = Article(
        text_sha256=hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest(),
        page=Page(hashlib.sha256(raw.body).hexdigest(), "text/plain", raw.url),
        title=_first(kept, "title"),
        standfirst=_first(kept, "standfirst"),
        authors=_authors(kept),
        outlet=None,
        agency=_agency(kept, lead[0].agency if lead else None),
        section=_first(kept, "section"),
        language=language_of(joined),
        published=stamp,
        modified=modified,
        dateline=_dateline(lead),
        text=joined,
        blocks=tuple(
            Block(piece.kind, span.start, span.end) for piece, span in zip(kept, spans, strict=True) if piece.kind
        ),
    )
    left_out = tuple(LeftOut(piece.text, piece.reason) for piece in pieces if piece.kind is None)
    notes = () if stamp else (NO_DATE,)
    if not any(piece.kind == "paragraph" for piece in kept):
        notes = (*notes, NO_ARTICLE)
    return PageReading(article, SourceMap(text, offsets), left_out, notes)


def _texts(kept: Iterable[Piece], kind: str) -> list[str]:
    return [piece.text for piece in kept if piece.kind == kind]


def _first(kept: Iterable[Piece], kind: str) -> str | None:
    return next(iter(_texts(kept, kind)), None)


def _authors(kept: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for byline in _texts(kept, "byline") for name in authors_of(byline)))


def _lead(kept: Sequence[Piece], spans: Sequence[Span]) -> tuple[FoundDateline, int] | None:
    """Return the article's dateline and where its block begins in ``article.text``."""
    blocks = [(p, s) for p, s in zip(kept, spans, strict=True) if p.kind in {"paragraph", "dateline"}]
    for piece, span in blocks[:_DATELINE_WITHIN]:
        alone = f"{piece.text} x" if piece.kind == "dateline" else piece.text
        found = find_dateline(alone)
        if found is not None:
            return found, span.start
    return None


def _dateline(lead: tuple[FoundDateline, int] | None) -> Dateline | None:
    if lead is None or lead[0].place is None:
        return None
    found, start = lead
    return Dateline(found.place or "", start + found.start, start + found.end)


def _agency(kept: Sequence[Piece], from_dateline: str | None) -> str | None:
    closing = [piece.text for piece in kept if piece.kind == "credit" and is_closing_credit(piece.text)]
    return from_dateline or agency(_texts(kept, "byline"), closing=[*_texts(kept, "paragraph")[-_CLOSING:], *closing])


def _stamps(pieces: Sequence[Piece], published: str | None, feed: str | None) -> tuple[Stamp | None, Stamp | None]:
    """Return when the text was published and changed: as given, as a feed says, else the first line that says so."""
    found = [stamp for piece in pieces if (stamp := _stamp(piece))]
    said = next((stamp.published for stamp in found if stamp.published), None)
    changed = next((stamp.modified for stamp in found if stamp.modified), None)
    given = Stamp(published, "given") if published else Stamp(feed, "feed") if feed else None
    return given or (Stamp(said, "text") if said else None), Stamp(changed, "text") if changed else None


def _stamp(piece: Piece) -> StampLine | None:
    if piece.kind is None:
        return read_stamp_line(piece.text)
    return stamp_in(piece.text) if piece.kind == "byline" else None
