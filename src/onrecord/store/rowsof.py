"""From a record to the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Table

from onrecord.record import Figure, Span, Statement
from onrecord.store import schema
from onrecord.store.mending.anchors import ItemKind
from onrecord.store.mending.applying import Mended
from onrecord.store.order import in_order

Row = dict[str, Any]

# Between the pieces of a content that its source or cue interrupts.
JOIN = " … "


def record_rows(mended: Mended, article: int, known_on: str) -> Iterator[tuple[Table, list[Row]]]:
    """Yield the rows of each table that a record fills, parents first.

    Args:
        mended: the record, with its corrections; an item keeps the place that it had as it was read.
        article: the article's id in the store.
        known_on: the day it was published, else the day it was first seen.
    """
    rows, record = _Rows(mended, article, known_on), mended.record
    yield schema.BLOCKS, rows.numbered(msgspec.structs.asdict(b) for b in record.article.blocks)
    yield schema.ARTICLE_ACTORS, rows.actors()
    yield schema.MENTIONS, rows.mentions()
    yield schema.STATEMENTS, rows.statements()
    yield schema.CONTENTS, rows.contents()
    yield schema.HANDS, rows.hands()
    yield schema.FIGURES, rows.figures()
    yield schema.ENCOUNTERS, rows.encounters()
    yield schema.PARTICIPANTS, rows.participants()
    yield schema.POSITIONS, rows.positions()
    yield schema.DATES, rows.numbered({**msgspec.structs.asdict(d), **rows.words(d.start, d.end)} for d in record.dates)
    yield schema.NOTES, rows.numbered(msgspec.structs.asdict(n) for n in record.notes)


def item_id(article: int, place: int) -> int:
    """Return the id of an article's item by its place in the record, counted from nought."""
    return article * schema.ITEMS_PER_ARTICLE + place


class _Rows:
    """The rows of one record; ids of the record become ids of the store."""

    def __init__(self, mended: Mended, article: int, known_on: str) -> None:
        record, read = mended.record, mended.read
        self._mended = mended
        self._record = record
        self._article = article
        self._known_on = known_on
        self._text = record.article.text
        self._actors = self._ids(record.actors)
        self._statements = self._ids(read.statements)
        self._figures = self._ids(read.figures)
        self._encounters = self._ids(read.encounters)
        self._positions = self._ids(read.positions)

    def _ids(self, items: Iterable[Any]) -> dict[str | None, int]:
        return {item.id: item_id(self._article, place) for place, item in enumerate(items)}

    def _many(self, ids: Iterable[str]) -> str:
        return _json([self._actors[i] for i in ids])

    def numbered(self, rows: Iterable[Row]) -> list[Row]:
        """Give each row its id and its article."""
        return [{"id": item_id(self._article, n), "article": self._article, **row} for n, row in enumerate(rows)]

    def _placed(self, kind: ItemKind, ids: Mapping[str | None, int], rows: Iterable[tuple[str, Row]]) -> list[Row]:
        """Give each row the id that its item had as it was read, its article and its last correction."""
        marks = self._mended.marks(kind) if self._mended.effects else {}
        return [{"id": ids[i], "article": self._article, "mended": marks.get(i), **row} for i, row in rows]

    def words(self, start: int, end: int) -> Row:
        return {"words": self._text[start:end]}

    def actors(self) -> list[Row]:
        return self.numbered(
            {
                "name": a.name,
                "name_from": a.name_from,
                "type": a.type,
                "role": a.role,
                "of": self._actors.get(a.of),
                "wikidata": a.wikidata,
                "members": self._many(a.members),
            }
            for a in self._record.actors
        )

    def mentions(self) -> list[Row]:
        return self.numbered(
            {"actor": self._actors[a.id], "start": m.start, "end": m.end, **self.words(m.start, m.end)}
            for a in self._record.actors
            for m in a.mentions
        )

    def statements(self) -> list[Row]:
        return [
            {"in_order": in_order(self._known_on, row["id"]), **row}
            for row in self._placed(
                "statement", self._statements, ((s.id, self._statement(s)) for s in self._record.statements)
            )
        ]

    def _statement(self, s: Statement) -> Row:
        start, end = (s.content[0].start, s.content[-1].end) if s.content else (None, None)
        return {
            "known_on": self._known_on,
            "key": s.key,
            **self._named("source", s.source),
            **self._named("cue", s.cue),
            "start": start,
            "end": end,
            "content": JOIN.join(self._text[c.start : c.end] for c in s.content),
            "kind": s.kind,
            "speaker": self._actors.get(s.speaker),
            "grade": s.grade,
            "within": self._statements.get(s.within),
            "mode": s.mode,
            "act": s.act,
            "reiterates": s.reiterates,
            "said_on": s.said_on and s.said_on.value,
            "topics": _json(s.topics),
            "event": s.event and s.event.type,
            "event_mode": s.event and s.event.mode,
            "confidence": s.confidence,
        }

    def _named(self, name: str, span: Span | None) -> Row:
        start, end = (span.start, span.end) if span else (None, None)
        return {f"{name}_start": start, f"{name}_end": end, name: span and self._text[span.start : span.end]}

    def contents(self) -> list[Row]:
        return self.numbered(
            {"statement": self._statements[s.id], "start": c.start, "end": c.end}
            for s in self._record.statements
            for c in s.content
        )

    def hands(self) -> list[Row]:
        return self.numbered(
            {"statement": self._statements[s.id], "part": part, "place": place, "actor": self._actors[actor]}
            for s in self._record.statements
            for part, ids in (("relay", s.relayed_by), ("addressee", s.addressee))
            for place, actor in enumerate(ids)
        )

    def figures(self) -> list[Row]:
        return self._placed("figure", self._figures, ((f.id, self._figure(f)) for f in self._record.figures))

    def _figure(self, f: Figure) -> Row:
        same = ("key", "start", "end", "low", "high", "approx", "measure", "what", "unit", "currency", "place")
        return {
            **{name: getattr(f, name) for name in (*same, "cumulative", "confidence", "change")},
            **self.words(f.start, f.end),
            "period_from": f.period and f.period.from_,
            "period_to": f.period and f.period.to,
            "as_of": f.as_of and f.as_of.value,
            "source": self._actors.get(f.source),
            "chain": self._many(f.chain),
            "statement": self._statements.get(f.statement),
            "part_of": self._figures.get(f.part_of),
        }

    def encounters(self) -> list[Row]:
        same = ("key", "start", "end", "type", "place", "duration", "ordinal", "status", "confidence")
        rows = (
            {
                **{name: getattr(e, name) for name in same},
                **self.words(e.start, e.end),
                "mentions": _spans(e.mentions),
                "host": self._actors.get(e.host),
                "date": e.date and e.date.value,
                "statement": self._statements.get(e.statement),
                "event": e.event and e.event.type,
                "event_mode": e.event and e.event.mode,
            }
            for e in self._record.encounters
        )
        named = zip((e.id for e in self._record.encounters), rows, strict=True)
        return self._placed("encounter", self._encounters, named)

    def participants(self) -> list[Row]:
        return self.numbered(
            {"encounter": self._encounters[e.id], "actor": self._actors[actor]}
            for e in self._record.encounters
            for actor in e.participants
        )

    def positions(self) -> list[Row]:
        rows = (
            {
                "key": p.key,
                "holder": self._actors.get(p.holder),
                "issue": p.issue,
                "issue_spans": _spans(p.issue_spans),
                "stance": p.stance,
                "start": p.evidence.start,
                "end": p.evidence.end,
                **self.words(p.evidence.start, p.evidence.end),
                "statement": self._statements.get(p.statement),
                "change": p.change,
                "confidence": p.confidence,
            }
            for p in self._record.positions
        )
        named = zip((p.id for p in self._record.positions), rows, strict=True)
        return self._placed("position", self._positions, named)


def _spans(spans: Iterable[Span]) -> str:
    return _json([[s.start, s.end] for s in spans])


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
