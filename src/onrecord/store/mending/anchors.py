"""What corrections hold on to: items of a record and actors, in terms that survive a re-reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

import msgspec

from onrecord.record import Record, Span
from onrecord.store.mending.quotes import Quote, locate, quote_of

ItemKind = Literal["statement", "figure", "encounter", "position", "mention"]
KINDS: tuple[ItemKind, ...] = get_args(ItemKind)

# Share of the words of two places that both must have to be taken for one; the scorer of our gold asks for as much.
ALIKE = 0.5


class Anchor(msgspec.Struct, frozen=True):
    """Where an article names an actor, in terms that survive a re-reading.

    Args:
        text_sha256: of the article's text, for articles without an address.
        name: as the article gives it.
        statements: keys of statements that it makes there.
    """

    url: str | None
    text_sha256: str
    name: str
    statements: tuple[str, ...] = ()


class Face(msgspec.Struct, frozen=True):
    """An actor, in terms that survive a re-reading."""

    name: str
    type: str
    wikidata: str | None
    seen: tuple[Anchor, ...]


class Place(msgspec.Struct, frozen=True):
    """An article, by its address and its text."""

    url: str | None
    text_sha256: str

    def shown(self) -> str:
        """Return what tells a reader which it is."""
        return self.url or f"the text {self.text_sha256[:12]}"


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item of an article's record, by its words.

    Args:
        key: the item's key in the record; mentions have none.
        content: the pieces of what was said; of others the one place that tells them.
        source: of a statement; ``cue`` likewise.
        nth: how many items of that key stood before it.
    """

    kind: ItemKind
    at: Place
    content: tuple[Quote, ...]
    key: str = ""
    source: Quote | None = None
    cue: Quote | None = None
    nth: int = 0

    def quoted(self) -> str:
        """Return the words that tell a reader which it is."""
        quote = next(iter(self.content), None) or self.cue or self.source
        return quote.exact if quote else ""


class Shape(msgspec.Struct, frozen=True):
    """Where an item of a record stands.

    Args:
        place: of the item in the record, counted from nought among its kind.
    """

    place: int
    key: str
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None


def shapes(record: Record, kind: ItemKind) -> Iterator[Shape]:
    """Yield the items of one kind; mentions in the order of the actors that they are of."""
    if kind == "statement":
        for place, s in enumerate(record.statements):
            yield Shape(place, s.key, s.content, s.source, s.cue)
    elif kind == "figure":
        yield from (Shape(n, f.key, (Span(f.start, f.end),)) for n, f in enumerate(record.figures))
    elif kind == "encounter":
        yield from (Shape(n, e.key, (Span(e.start, e.end),)) for n, e in enumerate(record.encounters))
    elif kind == "position":
        yield from (Shape(n, p.key, (p.evidence,)) for n, p in enumerate(record.positions))
    else:
        spans = (span for actor in record.actors for span in actor.mentions)
        yield from (Shape(n, "", (span,)) for n, span in enumerate(spans))


def item_of(record: Record, kind: ItemKind, place: int, url: str | None) -> Item:
    """Return an item of a record as a correction remembers it.

    Args:
        place: of the item among its kind.
        url: of the article in the store.

    Raises:
        IndexError: the record has no such item.
    """
    all_of_them = list(shapes(record, kind))
    shape, text = all_of_them[place], record.article.text
    return Item(
        kind,
        Place(url, record.article.text_sha256),
        tuple(quote_of(text, span) for span in shape.content),
        shape.key,
        quote_of(text, shape.source) if shape.source else None,
        quote_of(text, shape.cue) if shape.cue else None,
        sum(other.key == shape.key for other in all_of_them[:place]),
    )


def find(record: Record, item: Item) -> int | None:
    """Return the place of an item in a record, which may be another reading or another text than it was seen in.

    It is the one of the same key; else the one whose words are where its words stand now. None where its words are
    gone, or where it cannot be told which of several it is.
    """
    known = list(shapes(record, item.kind))
    same = [shape.place for shape in known if item.key and shape.key == item.key]
    if item.nth < len(same):
        return same[item.nth]
    if len(same) == 1:
        return same[0]
    return None if same else _by_words(record.article.text, known, item)


def _by_words(text: str, known: Sequence[Shape], item: Item) -> int | None:
    content = [locate(text, quote) for quote in item.content]
    source, cue = (locate(text, quote) if quote else None for quote in (item.source, item.cue))
    if None in content or (item.cue is not None and cue is None):
        return None
    here = Shape(-1, item.key, tuple(span for span in content if span), source, cue)
    rated = [(score, shape.place) for shape in known if (score := _likeness(here, shape)) >= ALIKE]
    best = max((score for score, _ in rated), default=0.0)
    there = [place for score, place in rated if score == best]
    return there[0] if len(there) == 1 else None


def _likeness(here: Shape, other: Shape) -> float:
    """Return how much of their words two items share; nought where their cues are two."""
    if (here.cue is None) != (other.cue is None) or (here.cue and other.cue and not here.cue.overlaps(other.cue)):
        return 0.0
    both = sum(_overlap(one, two) for one in here.content for two in other.content)
    all_of_it = _length(here.content) + _length(other.content) - both
    source = 0.01 * (here.source is not None and other.source is not None and here.source.overlaps(other.source))
    return (both / all_of_it if all_of_it else float(here.cue is not None)) + source


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)
