"""An HTML page to its article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import turbohtml
from turbohtml import Document, Element, Text

from onrecord.page import metadata
from onrecord.page.blocks import MOST_BLOCKS, RawBlock, walk_blocks
from onrecord.page.dateline import FoundDateline, agency, find_dateline
from onrecord.page.declared import Head, read_head
from onrecord.page.fold import Folded, fold_text, join
from onrecord.page.hiding import hidden_names
from onrecord.page.kinds import NEAR, Piece, pieces_of
from onrecord.page.language import language_of
from onrecord.page.linekinds import credit_in_caption, is_closing_credit, is_credit, is_label
from onrecord.page.live import mark_updates
from onrecord.page.names import Zone
from onrecord.page.notes import CUT, MISPLACED, NO_ARTICLE, NO_DATE, NOT_FREE
from onrecord.page.origin import Source
from onrecord.page.reading import LeftOut, PageReading, RawPage, SourceMap
from onrecord.page.zones import declared, kinds_of
from onrecord.record import Article, Block, Dateline, Note, Page, Span

_BODY = frozenset({"paragraph", "subheading", "list-item", "quote", "live-update", "table"})
_DATELINE_WITHIN = (
    2  # paragraphs: an agency's dateline stands at the head of the first, below an editor's note of the second
)
_CLOSING = 2  # paragraphs at the end that may name the agency
_CRUMB_PARTS = re.compile(r"(?:(?<!\s)\s+)?(?:[»›>|/]|&raquo;)\s*")
_HOME = frozenset({"home", "homepage", "startseite", "start", "accueil", "inicio", "news home", "live"})
LONGEST_HIDDEN = 400  # code points of a hidden element that ``left_out`` quotes


@dataclass(frozen=True, slots=True)
class _Walked:
    """A page after the walk: its blocks, what they are, and where they stand."""

    document: Document
    head: Head
    pieces: list[Piece]
    unseen: list[Element]

    def texts(self, *kinds: str) -> list[str]:
        return [piece.block.text for piece in self.pieces if piece.kind in kinds]

    def near_headline(self) -> list[RawBlock]:
        """Return the blocks around the headline, in the order of their distance."""
        title = next((p.block.number for p in self.pieces if p.kind == "title"), None)
        body = next((p.block.number for p in self.pieces if p.kind == "paragraph"), None)
        start = title if title is not None else body
        if start is None:
            return []
        stop = max(start + NEAR, (body or 0) + 1)
        blocks = [p.block for p in self.pieces if start - NEAR // 2 <= p.block.number <= stop]
        return sorted(blocks, key=lambda block: (block.number < start, abs(block.number - start)))


def read_html(raw: RawPage, text: str, published: str | None = None) -> PageReading:
    """Read the article of an HTML page.

    Args:
        raw: the page.
        text: its bytes decoded; the map to the source counts its code points.
        published: RFC 3339 date or time that the caller knows; it counts more than what the page says.
    """
    walked = _walk(text)
    source = Source(text)
    parts = [part for piece in walked.pieces if piece.kind is not None for part in _parts(piece, source)]
    kept = [piece for piece, fold in parts if fold.text]
    joined, offsets, spans = join([fold for _, fold in parts if fold.text])
    article = _article(raw, walked, kept, (joined, spans), published)
    notes = (*_notes(article, walked), *((MISPLACED,) if source.misaligned else ()))
    return PageReading(article, SourceMap(text, offsets), _left_out(walked), notes)


def _walk(text: str) -> _Walked:
    document = turbohtml.parse(text, source_locations=True)
    head = read_head(document)
    blocks, unseen = walk_blocks(document, hidden_names(document))
    if not blocks:
        return _Walked(document, head, [], unseen)
    headings = [block.text for block in blocks if block.frame.tag == "h1"]
    thought = kinds_of(blocks, declared(head, headings, document.main_text()))
    return _Walked(document, head, mark_updates(pieces_of(blocks, thought, head), head), unseen)


def _parts(piece: Piece, source: Source) -> list[tuple[Piece, Folded]]:
    """Return a piece with its folded text; a caption's credit at its end becomes a piece of its own."""
    folded = source.block(_nodes(piece))
    at = _credit_in(piece.block, folded.text) if piece.kind == "caption" else None
    if at is None:
        return [(piece, folded)]
    before = folded.text[:at].rstrip()
    caption = Folded(before, folded.offsets[: len(before)])
    return [(piece, caption), (Piece(piece.block, "credit"), Folded(folded.text[at:], folded.offsets[at:]))]


def _credit_in(caption: RawBlock, text: str) -> int | None:
    """Return where the credit begins: in brackets at the end, or in an element of its own."""
    at = credit_in_caption(text)
    if at is not None:
        return at or None
    for number in range(1, len(caption.nodes)):
        tail = fold_text("".join(node.data if node is not None else " " for node in caption.nodes[number:]))
        if tail and text.endswith(tail) and len(tail) < len(text) and is_credit(tail):
            return len(text) - len(tail)
    return None


def _nodes(piece: Piece) -> list[Text | None]:
    nodes = list(piece.block.nodes)
    for block in piece.merged:
        nodes += [None, *block.nodes]
    return nodes


def _article(
    raw: RawPage, walked: _Walked, kept: Sequence[Piece], joined: tuple[str, Sequence[Span]], published: str | None
) -> Article:
    text, spans = joined
    head, titles = walked.head, walked.texts("title")
    title = titles[0] if titles else next(iter(head.titles), None) or head.tab or None
    outlet = metadata.outlet(head, title, _logos(walked.document))
    near = walked.near_headline()
    stamp = metadata.published(head, _times(near), [b.text for b in near], _urls(raw, walked), published, raw.published)
    lead = _lead(kept, spans)
    return Article(
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        page=Page(hashlib.sha256(raw.body).hexdigest(), "text/html", raw.url),
        title=title,
        standfirst=next(iter(walked.texts("standfirst")), None),
        authors=metadata.authors(head, _author_links(walked.document, near), walked.texts("byline"), outlet),
        outlet=outlet,
        agency=_agency(walked, kept),
        section=metadata.section(head, [*walked.texts("section"), *_crumbs(walked, title)]),
        language=language_of("\n".join(walked.texts(*_BODY))) or _declared_language(walked.document),
        published=stamp,
        modified=metadata.modified(head, stamp),
        dateline=lead,
        text=text,
        blocks=tuple(_block(piece, span) for piece, span in zip(kept, spans, strict=True)),
    )


def _block(piece: Piece, span: Span) -> Block:
    return Block(
        piece.kind or "paragraph", span.start, span.end, piece.block.frame.element.xpath_path(), piece.published
    )


def _leads(kept: Sequence[Piece]) -> list[tuple[int, FoundDateline]]:
    """Return the datelines at the head of the article, each with the number of its piece."""
    heads = [(n, piece) for n, piece in enumerate(kept) if piece.kind in {"paragraph", "dateline"}]
    texts = [(n, f"{p.block.text} x" if p.kind == "dateline" else p.block.text) for n, p in heads[:_DATELINE_WITHIN]]
    return [(n, found) for n, text in texts if (found := find_dateline(text)) is not None]


def _lead(kept: Sequence[Piece], spans: Sequence[Span]) -> Dateline | None:
    for number, found in _leads(kept):
        if found.place is not None:
            start = spans[number].start
            return Dateline(found.place, start + found.start, start + found.end)
    return None


def _agency(walked: _Walked, kept: Sequence[Piece]) -> str | None:
    paragraphs = [piece.block.text for piece in kept if piece.kind == "paragraph"]
    named = [*walked.texts("byline"), *metadata.declared_authors(walked.head)]
    for _, found in _leads(kept):
        if found.agency is not None:
            return found.agency
    credits_ = [text for text in walked.texts("credit") if is_closing_credit(text)]
    return agency(named, closing=[*paragraphs[-_CLOSING:], *credits_])


def _times(near: Iterable[RawBlock]) -> list[Element]:
    """Return the time elements in or around blocks, in the blocks' order."""
    found: list[Element] = []
    for block in near:
        element = block.frame.element
        inside = [element] if element.tag == "time" else element.find_all("time", limit=4)
        found += [time for time in inside if time not in found]
    return found


def _author_links(document: Document, near: Iterable[RawBlock]) -> list[str]:
    marked = [fold_text(link.text) for link in document.find_all("a", attrs={"rel": "author"}, limit=6)]
    hinted = [b.text for b in near if (b.frame.zones | b.inline) & Zone.AUTHOR and b.inline & Zone.LINK]
    return marked or hinted


def _crumbs(walked: _Walked, title: str | None) -> list[str]:
    """Return the labels above the headline (breadcrumbs, a kicker), the nearest first."""
    number = next((p.block.number for p in walked.pieces if p.kind == "title"), 0)
    above = [p.block for p in reversed(walked.pieces[:number])]
    marked = [b.text for b in above if (b.frame.inherited | b.inline) & Zone.CRUMB or _is_trail(b.text)]
    names = [part.strip() for text in marked for part in reversed(_CRUMB_PARTS.split(text))]
    return [name for name in names if is_label(name) and name != title and name.lower() not in _HOME]


def _is_trail(text: str) -> bool:
    """Tell a breadcrumb trail by its words: ``Home > Region``."""
    first, *others = _CRUMB_PARTS.split(text)
    return bool(others) and first.strip().lower() in _HOME


def _logos(document: Document) -> list[str]:
    pictures = document.find_all("img", limit=12)
    return [fold_text(str(picture.attrs.get("alt") or "")) for picture in pictures if picture.attrs.get("alt")]


def _urls(raw: RawPage, walked: _Walked) -> list[str]:
    links = [str(e.attrs.get("href") or "") for e in walked.document.find_all("link", attrs={"rel": "canonical"})]
    return [url for url in (raw.url or "", *links, *walked.head.named("og:url")) if url]


def _declared_language(document: Document) -> str | None:
    root = document.find("html")
    declared_code = str(root.attrs.get("lang") or "").strip().replace("_", "-") if root is not None else ""
    primary = declared_code.split("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else None  # noqa: PLR2004 - ISO 639 codes


def _left_out(walked: _Walked) -> tuple[LeftOut, ...]:
    blocks = [
        LeftOut(piece.block.text, piece.reason, piece.block.frame.element.xpath_path())
        for piece in walked.pieces
        if piece.kind is None
    ]
    hidden = [(element, fold_text(element.text)) for element in walked.unseen]
    return (*blocks, *(LeftOut(w[:LONGEST_HIDDEN], "hidden by the page", e.xpath_path()) for e, w in hidden if w))


def _notes(article: Article, walked: _Walked) -> tuple[Note, ...]:
    notes: list[Note] = []
    if article.published is None:
        notes.append(NO_DATE)
    if not any(block.kind in _BODY for block in article.blocks):
        notes.append(NO_ARTICLE)
    if len(walked.pieces) >= MOST_BLOCKS:
        notes.append(CUT)
    if str(walked.head.article.get("isAccessibleForFree")).lower() == "false":
        notes.append(NOT_FREE)
    return tuple(notes)
