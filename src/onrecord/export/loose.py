"""Records that stand in no store, in the rows that exports are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from onrecord.export.rows import Document
from onrecord.export.times import day_of
from onrecord.record import Actor, Encounter, Figure, Position, Record, Span, Statement
from onrecord.store.rows import (
    ActorName,
    ArticleRow,
    ArticleWhole,
    EncounterRow,
    FigureRow,
    PositionRow,
    StatementRow,
)

# As in a store, whose own constants would bring the database along: ids of items, and what joins pieces of a content.
ITEMS_PER_ARTICLE = 100_000
JOIN = " … "

Row = TypeVar("Row", bound=msgspec.Struct)


def loose_documents(records: Iterable[Record], min_confidence: float = 0.0) -> Iterator[Document]:
    """Yield records as what is exported; articles are numbered from one on, items as a store numbers them.

    Args:
        min_confidence: 0 to 1; what it is less sure of is left out.
    """
    for number, record in enumerate(records, 1):
        yield _Loose(number, record).document(min_confidence)


class _Loose:
    """One record."""

    def __init__(self, number: int, record: Record) -> None:
        self._number = number
        self._record = record
        self._text = record.article.text
        self._actors: dict[str | None, ActorName] = {
            actor.id: self._actor(place, actor) for place, actor in enumerate(record.actors)
        }
        self._statements = {one.id: self._id(place) for place, one in enumerate(record.statements)}
        self._said_on = {one.id: one.said_on.value for one in record.statements if one.said_on}
        self._figures = {one.id: self._id(place) for place, one in enumerate(record.figures)}

    def document(self, min_confidence: float) -> Document:
        record = self._record

        def sure(rows: Iterable[Row]) -> tuple[Row, ...]:
            return tuple(row for row in rows if getattr(row, "confidence", 1.0) >= min_confidence)

        return Document(
            article=self._article(),
            whole=self._whole(),
            statements=sure(self._statement(*one) for one in enumerate(record.statements)),
            figures=sure(self._figure(*one) for one in enumerate(record.figures)),
            encounters=sure(self._encounter(*one) for one in enumerate(record.encounters)),
            positions=sure(self._position(*one) for one in enumerate(record.positions)),
            bodies={
                self._actors[actor.id].article_actor: self._actors[actor.of].name
                for actor in record.actors
                if actor.of in self._actors
            },
        )

    def _id(self, place: int) -> int:
        return self._number * ITEMS_PER_ARTICLE + place

    def _actor(self, place: int, actor: Actor) -> ActorName:
        return ActorName(-self._id(place), actor.name, actor.type, self._id(place))

    def _many(self, actors: Iterable[str]) -> tuple[ActorName, ...]:
        return tuple(self._actors[actor] for actor in actors if actor in self._actors)

    def _words(self, span: Span | None) -> str | None:
        return None if span is None else self._text[span.start : span.end]

    def _article(self) -> ArticleRow:
        article = self._record.article
        published = article.published.value if article.published else None
        return ArticleRow(
            id=self._number, url=article.page.url, outlet=article.outlet, agency=article.agency, title=article.title,
            published=published, known_on=day_of(published) or "", first_seen="", voice=self._number,
        )  # fmt: skip

    def _whole(self) -> ArticleWhole:
        article = self._record.article
        return ArticleWhole(
            text=article.text,
            text_sha256=article.text_sha256,
            authors=article.authors,
            standfirst=article.standfirst,
            section=article.section,
            language=article.language,
            modified=article.modified.value if article.modified else None,
            dateline=article.dateline.place if article.dateline else None,
            blocks=article.blocks,
        )

    def _statement(self, place: int, one: Statement) -> StatementRow:
        same = ("key", "content", "kind", "grade", "mode", "act", "reiterates", "confidence", "topics")
        return StatementRow(
            id=self._id(place), article=self._number, words=JOIN.join(str(self._words(span)) for span in one.content),
            source=self._words(one.source), source_span=one.source, cue=self._words(one.cue), cue_span=one.cue,
            speaker=self._actors.get(one.speaker), within=self._statements.get(one.within or ""),
            relays=self._many(one.relayed_by), addressees=self._many(one.addressee),
            said_on=one.said_on.value if one.said_on else None, event=one.event.type if one.event else None,
            event_mode=one.event.mode if one.event else None, utterance=self._id(place), voice=self._number,
            **{name: getattr(one, name) for name in same},
        )  # fmt: skip

    def _figure(self, place: int, one: Figure) -> FigureRow:
        same = (
            "key", "low", "high", "approx", "measure", "what", "unit", "currency", "place", "cumulative", "confidence",
            "change",
        )  # fmt: skip
        span = Span(one.start, one.end)
        return FigureRow(
            id=self._id(place), article=self._number, span=span, words=str(self._words(span)),
            period_from=one.period.from_ if one.period else None, period_to=one.period.to if one.period else None,
            as_of=one.as_of.value if one.as_of else None, source=self._actors.get(one.source),
            chain=self._many(one.chain), statement=self._statements.get(one.statement or ""),
            part_of=self._figures.get(one.part_of or ""), voice=self._number,
            **{name: getattr(one, name) for name in same},
        )  # fmt: skip

    def _encounter(self, place: int, one: Encounter) -> EncounterRow:
        same = ("key", "type", "place", "duration", "ordinal", "status", "confidence")
        span = Span(one.start, one.end)
        return EncounterRow(
            id=self._id(place), article=self._number, span=span, words=str(self._words(span)),
            participants=self._many(one.participants), host=self._actors.get(one.host),
            date=one.date.value if one.date else None, statement=self._statements.get(one.statement or ""),
            event=one.event.type if one.event else None, event_mode=one.event.mode if one.event else None,
            voice=self._number, **{name: getattr(one, name) for name in same},
        )  # fmt: skip

    def _position(self, place: int, one: Position) -> PositionRow:
        statement = self._statements.get(one.statement or "")
        return PositionRow(
            id=self._id(place), article=self._number, key=one.key, holder=self._actors.get(one.holder), issue=one.issue,
            issue_spans=one.issue_spans, stance=one.stance, span=one.evidence, words=str(self._words(one.evidence)),
            statement=statement, change=one.change, confidence=one.confidence,
            said_on=self._said_on.get(one.statement or ""), voice=self._number,
        )  # fmt: skip
