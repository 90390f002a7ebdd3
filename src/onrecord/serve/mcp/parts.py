"""The parts of one record, item by item, with their citations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from onrecord.record import Actor as RecordActor
from onrecord.record import Encounter, Figure, Position, Record, Span, Statement, Timex
from onrecord.serve import wording
from onrecord.serve.links import SentenceLinks
from onrecord.serve.mcp.citing import Citation, of_record
from onrecord.serve.mcp.claims import Actor, Amount, StatementClaim, actor_of, names
from onrecord.serve.mcp.quoting import quoted
from onrecord.store.rows import ActorName

_MENTIONS = 12


class FigureClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="figure"):
    """A number that tells a fact, and on whose word.

    Args:
        counts: what it counts, in words.
        covers: what time the count covers, from and to.
        as_of: the day it stood so, only where the text says it.
        source: on whose word; missing for the article's own.
        chain: from whom the source has it.
        statement: id of the statement that carries it.
    """

    id: int | str
    value: Amount
    measure: str
    counts: str
    currency: str | None = None
    place: str | None = None
    covers: tuple[str | None, str | None] | None = None
    as_of: str | None = None
    cumulative: bool | None = None
    source: Actor | None = None
    chain: tuple[Actor, ...] = ()
    statement: int | str | None = None
    confidence: float
    corrected: bool = False
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        facts = [
            self.value.words + (f" {quoted(self.counts)}" if self.counts else ""),
            f"in {quoted(self.place)}" if self.place else "",
            f"as of {self.as_of}" if self.as_of else "",
            f"on the word of {names([self.source])}" if self.source else "in the article's own voice",
            f"figure {self.id}, confidence {self.confidence:.2f}",
        ]
        return ["; ".join(filter(None, facts)), *(line for one in self.citations for line in one.lines())]


class EncounterClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="encounter"):
    """A meeting, visit, call, talks, conference or hearing."""

    id: int | str
    kind: str
    status: str
    who: tuple[Actor, ...]
    host: Actor | None = None
    place: str | None = None
    day: str | None = None
    duration: str | None = None
    confidence: float
    corrected: bool = False
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        place = f"in {quoted(self.place)}" if self.place else ""
        head = [f"{self.kind}, {self.status}: {names(self.who)}", place, self.day, f"encounter {self.id}"]
        return ["; ".join(filter(None, head)), *(line for one in self.citations for line in one.lines())]


class PositionClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="position"):
    """Where an actor stands on an issue."""

    id: int | str
    holder: Actor | None = None
    issue: str
    stance: str
    change: str
    statement: int | str | None = None
    confidence: float
    corrected: bool = False
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        who = names([self.holder]) if self.holder else "a holder not known"
        head = f"{who}: {self.stance} on {quoted(self.issue)}, {self.change}; position {self.id}"
        return [head, *(line for one in self.citations for line in one.lines())]


class ActorNamed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="actor"):
    """An actor of the article.

    Args:
        id: in this record alone.
        mentions: names, parts of names, descriptions and pronouns, the first of them.
    """

    id: str
    name: str
    type: str
    role: str | None = None
    wikidata: str | None = None
    all_mentions: int
    mentions: tuple[str, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        role = f", {quoted(self.role)}" if self.role else ""
        mentions = ", ".join(map(quoted, self.mentions))
        return [f"{self.id} {quoted(self.name)}, {self.type}{role}; {self.all_mentions} mentions: {mentions}"]


class DateFound(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="date"):
    """A time expression with its TIMEX3 value."""

    type: str
    value: str
    citations: tuple[Citation, ...]

    def lines(self) -> list[str]:
        """Return it as lines of text."""
        return [f"{self.type} {self.value}", *(line for one in self.citations for line in one.lines())]


class StatementItem(StatementClaim, frozen=True, kw_only=True, omit_defaults=True, tag_field="item", tag="statement"):
    """Who said what in this article."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What the store tells of an article beyond its record; of a page that is not in it, nothing.

    Args:
        told: of the article itself: ``article``, ``outlet``, ``day`` …
        actors: who its actors are across articles, by their ids in the record.
        items: ids of the store, by those of the record.
        corrected: ids in the record of what users corrected.
    """

    told: dict[str, Any]
    actors: Mapping[str, ActorName] = {}
    items: Mapping[str, int] = {}
    corrected: frozenset[str] = frozenset()


Item = StatementItem | FigureClaim | EncounterClaim | PositionClaim | ActorNamed | DateFound


def items_of(record: Record, links: SentenceLinks, standing: Standing) -> Callable[[Any], Item]:
    """Return what puts the items of a record into shape."""
    maker = _Maker(record, links, standing)
    shapes: dict[type, Callable[[Any], Item]] = {
        Statement: maker.statement,
        Figure: maker.figure,
        Encounter: maker.encounter,
        Position: maker.position,
        RecordActor: maker.actor,
        Timex: maker.date,
    }
    return lambda item: shapes[type(item)](item)


class _Maker:
    def __init__(self, record: Record, links: SentenceLinks, standing: Standing) -> None:
        self._record = record
        self._text = record.article.text
        self._links = links
        told = ("article", "outlet", "agency", "day", "url", "report")
        self._standing = {name: value for name in told if (value := standing.told.get(name)) is not None}
        self._actors = {actor.id: Actor(name=actor.name, type=actor.type) for actor in record.actors}
        self._actors |= {ident: actor_of(row) for ident, row in standing.actors.items()}
        self._ids = standing.items
        self._corrected = standing.corrected

    def _cite(self, *spans: Span) -> tuple[Citation, ...]:
        made = (of_record(self._record, span, self._links) for span in spans)
        return tuple(msgspec.structs.replace(one, **self._standing) for one in made)

    def _words(self, span: Span | None) -> str | None:
        return self._text[span.start : span.end] if span else None

    def _all(self, idents: tuple[str, ...]) -> tuple[Actor, ...]:
        return tuple(self._actors[one] for one in idents if one in self._actors)

    def _id(self, ident: str) -> int | str:
        return self._ids.get(ident, ident)

    def _of(self, ident: str | None) -> int | str | None:
        return None if ident is None else self._id(ident)

    def _one(self, ident: str | None) -> Actor | None:
        return self._actors.get(ident or "")

    def statement(self, row: Statement) -> Item:
        shown = row.content or tuple(span for span in (row.cue or row.source,) if span is not None)
        return StatementItem(
            id=self._id(row.id),
            speaker=self._one(row.speaker),
            source=self._words(row.source),
            cue=self._words(row.cue),
            kind=row.kind,
            mode=row.mode,
            act=row.act,
            grade=row.grade,
            to=self._all(row.addressee),
            through=self._all(row.relayed_by),
            said_on=row.said_on.value if row.said_on else None,
            said_before=row.reiterates,
            event=row.event.type if row.event else None,
            topics=row.topics,
            confidence=round(row.confidence, 3),
            within=self._of(row.within),
            corrected=row.id in self._corrected,
            did=wording.verb(row),
            citations=self._cite(*shown),
        )

    def figure(self, row: Figure) -> Item:
        return FigureClaim(
            id=self._id(row.id),
            corrected=row.id in self._corrected,
            value=Amount(words=wording.amount(row), low=row.low, high=row.high, about=row.approx),
            measure=row.measure,
            counts=wording.counted(row),
            currency=row.currency,
            place=row.place,
            covers=(row.period.from_, row.period.to) if row.period else None,
            as_of=row.as_of.value if row.as_of else None,
            cumulative=row.cumulative,
            source=self._one(row.source),
            chain=self._all(tuple(one for one in row.chain if one != row.source)),
            statement=self._of(row.statement),
            confidence=round(row.confidence, 3),
            citations=self._cite(Span(row.start, row.end)),
        )

    def encounter(self, row: Encounter) -> Item:
        return EncounterClaim(
            id=self._id(row.id),
            corrected=row.id in self._corrected,
            kind=row.type,
            status=row.status,
            who=self._all(row.participants),
            host=self._one(row.host),
            place=row.place,
            day=row.date.value if row.date else None,
            duration=row.duration,
            confidence=round(row.confidence, 3),
            citations=self._cite(Span(row.start, row.end)),
        )

    def position(self, row: Position) -> Item:
        return PositionClaim(
            id=self._id(row.id),
            corrected=row.id in self._corrected,
            holder=self._one(row.holder),
            issue=row.issue,
            stance=row.stance,
            change=row.change,
            statement=self._of(row.statement),
            confidence=round(row.confidence, 3),
            citations=self._cite(row.evidence),
        )

    def actor(self, row: RecordActor) -> Item:
        mentions = dict.fromkeys(self._text[span.start : span.end] for span in row.mentions)
        return ActorNamed(
            id=row.id,
            name=row.name,
            type=row.type,
            role=row.role,
            wikidata=row.wikidata,
            all_mentions=len(row.mentions),
            mentions=tuple(mentions)[:_MENTIONS],
        )

    def date(self, row: Timex) -> Item:
        return DateFound(type=row.type, value=row.value, citations=self._cite(Span(row.start, row.end)))
