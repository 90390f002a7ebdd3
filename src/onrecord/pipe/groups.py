"""Which spans a record gives a document, group by group, each with an id that leads back to its item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.record import Record, Span

PREFIX = "onrecord."


@dataclass(frozen=True, slots=True)
class Marked:
    """One span of a group.

    Args:
        id: ``group:item``, and ``group:item:number`` where an item has several spans in a group.
        label: what a reader of the group wants to tell apart: the act, the measure, the type of actor …
        span: code points of the article's text.
        wikidata: of the actor; empty where none is known.
    """

    id: str
    label: str
    span: Span
    wikidata: str = ""


def _statements(record: Record) -> Iterator[Marked]:
    for row in record.statements:
        parts = [span for span in (row.source, row.cue, *row.content) if span is not None]
        if parts:
            whole = Span(min(span.start for span in parts), max(span.end for span in parts))
            yield Marked(f"statements:{row.id}", row.act, whole)


def _sources(record: Record) -> Iterator[Marked]:
    for row in record.statements:
        if row.source is not None:
            yield Marked(f"sources:{row.id}", row.grade, row.source)


def _cues(record: Record) -> Iterator[Marked]:
    for row in record.statements:
        if row.cue is not None:
            yield Marked(f"cues:{row.id}", row.act, row.cue)


def _contents(record: Record) -> Iterator[Marked]:
    for row in record.statements:
        for number, span in enumerate(row.content):
            yield Marked(f"contents:{row.id}:{number}", row.kind, span)


def _figures(record: Record) -> Iterator[Marked]:
    for row in record.figures:
        yield Marked(f"figures:{row.id}", row.measure, Span(row.start, row.end))


def _encounters(record: Record) -> Iterator[Marked]:
    for row in record.encounters:
        for number, span in enumerate(row.mentions):
            yield Marked(f"encounters:{row.id}:{number}", row.type, span)


def _positions(record: Record) -> Iterator[Marked]:
    for row in record.positions:
        yield Marked(f"positions:{row.id}", row.stance, row.evidence)


def _mentions(record: Record) -> Iterator[Marked]:
    for row in record.actors:
        for number, span in enumerate(row.mentions):
            yield Marked(f"mentions:{row.id}:{number}", row.type, span, row.wikidata or "")


def _dates(record: Record) -> Iterator[Marked]:
    for number, row in enumerate(record.dates):
        yield Marked(f"dates:{number}", row.type, Span(row.start, row.end))


GROUPS: dict[str, Callable[[Record], Iterator[Marked]]] = {
    "statements": _statements,
    "sources": _sources,
    "cues": _cues,
    "contents": _contents,
    "figures": _figures,
    "encounters": _encounters,
    "positions": _positions,
    "mentions": _mentions,
    "dates": _dates,
}


def marked(record: Record, group: str) -> list[Marked]:
    """Return the spans of a group in the order of the text, the longer first of those that begin together."""
    return sorted(GROUPS[group](record), key=lambda one: (one.span.start, -one.span.end))
