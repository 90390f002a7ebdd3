"""One statement, figure, meeting or position on a page of its own: its words, how it was read, who else tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import NoSuchError
from onrecord.record import Encounter, Figure, Position, Record, Span, Statement
from onrecord.serve import wording
from onrecord.serve.links import SentenceLinks
from onrecord.serve.web import addresses
from onrecord.serve.web.article.parts import Part, around
from onrecord.serve.web.article.view import Named, People, Shown, anchors_of, event_of, shown
from onrecord.store.rows import Corrected
from onrecord.store.rowsof import JOIN
from onrecord.story.article import ArticleRead, Item

Kind = Literal["statement", "figure", "encounter", "position"]
_LONGEST = 120  # code points of the words of another statement
NAMES = {"statement": "Statement", "figure": "Figure", "encounter": "Meeting", "position": "Position"}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that was read of an item.

    Args:
        words: as people read it; empty where actors stand in their place.
        who: actors.
    """

    label: str
    words: str = ""
    who: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An item of an article.

    Args:
        anchor: its key on the page.
        spans: where its words stand.
        number: its id in the store; None where it stands in an older text alone.
        corrected: what users said of it, the last word last.
    """

    kind: Kind
    item: Item
    anchor: str
    spans: tuple[Span, ...]
    number: int | None
    corrected: tuple[Corrected, ...]

    @property
    def wrong(self) -> bool:
        """Whether a user said that it is wrong: it is shown nowhere else then."""
        return any(one.wrong for one in self.corrected)

    @property
    def name(self) -> str:
        """What it is, in a word."""
        return NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class ItemShown:
    """What the page of an item shows.

    Args:
        words: that tell it.
        shown: the blocks that it stands in.
        chain: of a statement, the way it took to the reader.
        fields: how it was read.
        link: opens the page at the sentence; None without an address.
    """

    found: Found
    words: str
    shown: Shown
    chain: tuple[Named, ...]
    fields: tuple[Field, ...]
    confidence: float
    link: str | None


def find(read: ArticleRead, key: str) -> Found:
    """Return an item of an article.

    Args:
        key: as the page of the article has it: the item's key, with a number behind it where several have the same.

    Raises:
        NoSuchError: the article, as it stands, has none.
    """
    # What was marked wrong is in the record as it was read alone, and can still be looked at and brought back.
    anchors = anchors_of(read.as_read)
    for kind, item, spans in (*_items(read.record), *_items(read.as_read)):
        if anchors[item.id] == key:
            number = read.items.get(item.id)
            hands = tuple(one for one in read.corrected if (one.kind, one.item) == (kind, number))
            return Found(kind, item, key, spans, number, hands)
    raise NoSuchError(f"article {read.row.id} has no statement, figure, meeting or position {key}, as it is read now")


def item_shown(read: ArticleRead, found: Found) -> ItemShown:
    """Return what the page of an item shows."""
    record = read.as_read if found.wrong else read.record
    text, item = record.article.text, found.item
    part: Part = around(record, found.spans, beside=1)
    people = People(read, record)
    where = next(iter(_told(item, found.spans)), None)
    fields = (*_fields(item, people, record), *_around(item, read))
    return ItemShown(
        found=found,
        words=JOIN.join(text[s.start : s.end] for s in _told(item, found.spans)),
        shown=shown(read, part, {}),
        chain=people.chain(item) if isinstance(item, Statement) else (),
        fields=tuple(field for field in fields if field.words or field.who),
        confidence=item.confidence,
        link=SentenceLinks(record.article).to(where) if where else None,
    )


def _items(record: Record) -> Iterator[tuple[Kind, Item, tuple[Span, ...]]]:
    for s in record.statements:
        yield "statement", s, tuple(span for span in (s.source, s.cue, *s.content) if span)
    for f in record.figures:
        yield "figure", f, (Span(f.start, f.end),)
    for e in record.encounters:
        yield "encounter", e, tuple(e.mentions) or (Span(e.start, e.end),)
    for p in record.positions:
        yield "position", p, (p.evidence,)


def _told(item: Item, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return item.content or spans if isinstance(item, Statement) else spans[:1]


def _around(item: Item, read: ArticleRead) -> Iterator[Field]:
    """Yield what an item stands in: the statement that tells it, the figure that it is part of."""
    outer = item.within if isinstance(item, Statement) else item.statement
    whole = item.part_of if isinstance(item, Figure) else None
    text, anchors = read.record.article.text, anchors_of(read.as_read)

    def page_of(ident: str) -> str:
        return addresses.item(read.row.id, anchors[ident], as_of=read.day)

    for s in read.record.statements:
        if s.id == outer:
            words = JOIN.join(text[span.start : span.end] for span in s.content)
            yield Field("told in", who=(Named(_short(words), page_of(s.id)),))
    for f in read.record.figures:
        if f.id == whole:
            yield Field("part of", who=(Named(wording.amount(f), page_of(f.id)),))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"


def _fields(item: Item, people: People, record: Record) -> Iterator[Field]:
    if isinstance(item, Statement):
        yield from _of_statement(item, people, record)
    elif isinstance(item, Figure):
        yield from _of_figure(item, people)
    elif isinstance(item, Encounter):
        yield from _of_meeting(item, people)
    else:
        yield from _of_position(item, people)


def _of_statement(s: Statement, people: People, record: Record) -> Iterator[Field]:
    text = record.article.text
    yield Field("said by", who=(people.speaker(s),))
    yield Field("in the words", s.source.of(text) if s.source else "")
    yield Field("cue", s.cue.of(text) if s.cue else "")
    yield Field("told", _TOLD[s.kind])
    yield Field("source", _GRADES[s.grade])
    yield Field("mode", _MODES[s.mode])
    yield Field("act", s.act)
    yield Field("said before", "yes, says the article" if s.reiterates else "")
    yield Field("to", who=people.several(s.addressee))
    yield Field("on", wording.day(s.said_on.value) if s.said_on else "")
    yield Field("told through", who=people.several(s.relayed_by))
    yield Field("about", ", ".join(s.topics))
    yield Field("event", event_of(s))


def _of_figure(f: Figure, people: People) -> Iterator[Field]:
    yield Field("value", wording.amount(f))
    yield Field("counts", f.what or "")
    yield Field("measure", f.measure)
    yield Field("place", f.place or "")
    period = f.period
    yield Field("in the time", " to ".join(wording.day(d) for d in (period.from_, period.to) if d) if period else "")
    yield Field("as of", wording.day(f.as_of.value) if f.as_of else "")
    yield Field("sum", {True: "a running total", False: "the new ones only", None: ""}[f.cumulative])
    yield Field("on the word of", who=people.several(dict.fromkeys((f.source, *f.chain))))


def _of_meeting(e: Encounter, people: People) -> Iterator[Field]:
    yield Field("kind", e.type)
    yield Field("who", who=people.several(e.participants))
    yield Field("host", who=people.several([e.host]))
    yield Field("place", e.place or "")
    yield Field("on", wording.day(e.date.value) if e.date else "")
    yield Field("lasted", wording.duration(e.duration) if e.duration else "")
    yield Field("whether", e.status)


def _of_position(p: Position, people: People) -> Iterator[Field]:
    yield Field("who", who=people.several([p.holder]))
    yield Field("stands", f"{wording.GLYPHS[p.stance]} {wording.stance(p)}")
    yield Field("on", p.issue)
    yield Field("change", "" if p.change == "unknown" else p.change)


_TOLD = {"direct": "direct: quoted", "mixed": "mixed: quoted in part", "indirect": "indirect: in the writer’s words"}
_GRADES = {
    "named": "named", "organisation": "organisation: a body speaks", "role": "role: by post, without a name",
    "anonymous": "anonymous: not to be named", "collective": "collective: several together", "none": "none is given",
}  # fmt: skip
_MODES = {"affirm": "affirm", "deny": "deny: says it is not so", "decline": "decline: will not say", "ask": "ask"}
