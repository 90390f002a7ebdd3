"""What the page of an article shows: the annotated article of :mod:`onrecord.serve.layout`, and what the store adds."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.record import Encounter, Figure, Position, Record, Span, Statement
from onrecord.serve import timewords, wording
from onrecord.serve.layout import lay_out
from onrecord.serve.marks import UNCERTAIN, ArticleView, BlockView, Piece, RailNote, Row
from onrecord.serve.web import addresses
from onrecord.serve.web.article.parts import Part, PartLinks
from onrecord.serve.wording import Names
from onrecord.store.elsewhere import Elsewhere
from onrecord.store.rows import ArticleRow, Corrected
from onrecord.story.article import ArticleRead, Passage

_MOST_ACTORS = 100
_MOST_DATES = 100
_HEAD = frozenset({"title", "standfirst", "section"})
_TAGS = {"title": "h1", "subheading": "h2", "quote": "blockquote"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name, with the page of whoever bears it; None where there is none."""

    name: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside one statement.

    Args:
        note: of the margin.
        anchor: id of the statement on the page, its key.
        speaker: who says it.
        chain: the way it took to the reader, the speaker first, the outlet last.
        relayed: somebody stands between the speaker and the article.
        how: how it was read, in words: “direct quotation · source named · affirmed · act: say”.
        confidence: 0 to 1.
        topics: what it speaks of.
        event: of PLOVER, with how it is told; empty where it is none.
        told: who else tells it.
        hands: what users corrected in it.
    """

    note: RailNote
    anchor: str
    speaker: Named
    chain: tuple[Named, ...]
    relayed: bool
    how: str
    confidence: float
    topics: str
    event: str
    told: Elsewhere | None
    hands: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of the text with what the store marks in it.

    Args:
        opens: a passage that begins here and stood first in another article.
        closes: such a passage ends here.
        unsure: the innermost statement that tells it is likelier misread than not.
    """

    piece: Piece
    opens: Passage | None = None
    closes: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the article.

    Args:
        tag: of HTML.
        depth: most statements within one another.
        passages: that begin in it.
        time: of a live update, in words.
        wrong: statements that began in it and that users marked wrong.
        heads: it stands at the article's head.
    """

    kind: str
    tag: str
    bits: tuple[Bit, ...]
    cards: tuple[Card, ...]
    passages: tuple[Passage, ...]
    depth: int
    time: str
    wrong: tuple[Corrected, ...] = ()
    heads: bool = False

    @property
    def mended(self) -> bool:
        """Whether a user corrected something of it."""
        return bool(self.wrong) or any(card.hands for card in self.cards)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    Args:
        row: in words.
        anchor: id of the item on the page, its key; None where it stands in no block.
        confidence: 0 to 1.
        who: whom it is of, with their pages.
        hands: what users corrected in it.
    """

    row: Row
    anchor: str | None
    confidence: float
    who: tuple[Named, ...] = ()
    hands: tuple[Corrected, ...] = ()

    @property
    def unsure(self) -> bool:
        """Likelier misread than not."""
        return self.confidence < UNCERTAIN


@dataclass(frozen=True, slots=True)
class Person:
    """An actor of the article, with how many statements it makes there."""

    named: Named
    about: str
    statements: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of an article, as its page shows it.

    Args:
        anchors: ids on the page, by those of the record.
        numbers: of the statements, by those of the record.
        dates: time expressions, each value once, with the words that tell it.
        people: who speaks most first; ``more`` of them are left out.
        hands: what users corrected in this part, but for what stands beside the text.
    """

    view: ArticleView
    part: Part
    anchors: Mapping[str, str]
    numbers: Mapping[str, int]
    blocks: tuple[Block, ...]
    figures: tuple[Entry, ...]
    meetings: tuple[Entry, ...]
    positions: tuple[Entry, ...]
    dates: tuple[Row, ...]
    people: tuple[Person, ...]
    more: int
    hands: tuple[Corrected, ...]


def shown(read: ArticleRead, part: Part, told: Mapping[str, Elsewhere]) -> Shown:
    """Return what the page of a part of an article shows.

    Args:
        told: who else tells a statement, by its id in the record.
    """
    return _Shown(read, part, told).all()


def anchors_of(record: Record) -> dict[str, str]:
    """Return the id that each statement, figure, encounter and position has on a page, by its id in the record."""
    taken: Counter[str] = Counter()
    found = {}
    items: tuple[Statement | Figure | Encounter | Position, ...]
    items = (*record.statements, *record.figures, *record.encounters, *record.positions)
    for item in items:
        taken[item.key] += 1
        found[item.id] = item.key if taken[item.key] == 1 else f"{item.key}-{taken[item.key]}"
    return found


class People:
    """The actors of an article, with their pages.

    Args:
        read: whose actors they are.
        record: another than the one that is shown, in whose terms they are named.
    """

    def __init__(self, read: ArticleRead, record: Record | None = None) -> None:
        self._read = read
        self._names = Names(record or read.record)
        self._by_short: dict[str, str | None] = {}

    def named(self, actor: str | None, name: str | None = None) -> Named | None:
        """Return an actor by its id in the record; None where it has none.

        Args:
            name: as it is to be shown; None for the article's name in full.
        """
        shown_as = name or self._names.full(actor)
        return Named(shown_as, self._page(actor)) if shown_as else None

    def several(self, actors: Iterable[str | None]) -> tuple[Named, ...]:
        """Return actors by their ids in the record."""
        return tuple(named for actor in actors if (named := self.named(actor)))

    def speaker(self, statement: Statement) -> Named:
        """Return who makes a statement, in words even where nobody is named."""
        return Named(self._names.speaker(statement), self._page(statement.speaker))

    def chain(self, statement: Statement) -> tuple[Named, ...]:
        """Return the way a statement took to the reader: speaker, relays, agency, outlet."""
        article = self._read.record.article
        first = self._names.short(statement.speaker) if statement.speaker else None
        relays = [self.named(actor, self._names.short(actor)) for actor in statement.relayed_by]
        ends = [Named(name) for name in (article.agency, article.outlet) if name]
        speaker = Named(first, self._page(statement.speaker)) if first else self.speaker(statement)
        return (speaker, *(relay for relay in relays if relay), *ends)

    def _page(self, actor: str | None) -> str | None:
        found = self._read.actors.get(actor or "")
        # An actor that is linked with none across articles has no page.
        return addresses.actor(found.actor, as_of=self._read.day) if found is not None and found.actor > 0 else None


class _Shown:
    def __init__(self, read: ArticleRead, part: Part, told: Mapping[str, Elsewhere]) -> None:
        self._read, self._part, self._told = read, part, told
        self._people = People(read)
        passages = [p for p in read.whose.passages if p.start < part.span.end and part.span.start < p.end]
        self._passages = sorted(passages, key=lambda p: p.start)
        borders = [place for p in self._passages for place in (p.start, p.end)]
        links = PartLinks(read.record.article, part.span)
        self._view = lay_out(part.record, links=links, borders=borders, earlier=part.earlier)
        self._names = Names(part.record)
        self._amounts = {figure.id: wording.amount(figure) for figure in read.record.figures}
        self._anchors = anchors_of(read.as_read)
        self._statements = {s.id: s for s in part.record.statements}
        self._hands = [one for one in read.corrected if _begins_in(one, part.span)]
        self._by_item: dict[int, tuple[Corrected, ...]] = {}
        for one in self._hands:
            self._by_item[one.item] = (*self._by_item.get(one.item, ()), one)
        self._unsure = {s.id for s in part.record.statements if s.confidence < UNCERTAIN}

    def all(self) -> Shown:
        record, view = self._part.record, self._view
        people = _people(self._read, self._people)
        return Shown(
            view=view,
            part=self._part,
            anchors=self._anchors,
            numbers={note.id: note.number for block in view.blocks for note in block.notes},
            blocks=self._blocks(),
            figures=tuple(map(self._figure, record.figures)),
            meetings=tuple(map(self._meeting, record.encounters, view.meetings)),
            positions=tuple(map(self._position, record.positions, view.positions)),
            dates=_dates(record),
            people=tuple(people[:_MOST_ACTORS]),
            more=max(0, len(people) - _MOST_ACTORS),
            hands=tuple(one for one in self._hands if one.kind != "statement" and (one.wrong or one.kind == "mention")),
        )

    # ---- the text ---------------------------------------------------------------------------------------------------

    def _blocks(self) -> tuple[Block, ...]:
        found: list[Block] = []
        titled, heading, time = False, True, ""
        for block in self._view.blocks:
            tag = "p" if block.kind == "title" and titled else _TAGS.get(block.kind, "p")
            titled = titled or block.kind == "title"
            heading = heading and block.kind in _HEAD
            made = self._block(block, tag)
            # The paragraphs of one update have one time.
            found.append(replace(made, heads=heading, time="" if made.time == time else made.time))
            time = made.time or time
        return tuple(found)

    def _block(self, block: BlockView, tag: str) -> Block:
        bits = tuple(self._bit(piece) for piece in block.pieces)
        return Block(
            kind=block.kind,
            tag=tag,
            bits=bits,
            cards=tuple(self._card(note) for note in block.notes),
            passages=tuple(bit.opens for bit in bits if bit.opens),
            depth=max((bit.piece.depth for bit in bits), default=0),
            time=block.time,
            wrong=self._wrong_in(bits[0].piece.start, _end_of(bits[-1].piece)) if bits else (),
        )

    def _bit(self, piece: Piece) -> Bit:
        if not self._passages:
            return Bit(piece, unsure=self._is_unsure(piece))
        starts = [p.start for p in self._passages]
        last = bisect_right(starts, piece.start) - 1
        opens = self._passages[last] if last >= 0 and starts[last] == piece.start else None
        closes = last >= 0 and self._passages[last].end == _end_of(piece)
        return Bit(piece, opens, closes, self._is_unsure(piece))

    def _is_unsure(self, piece: Piece) -> bool:
        return bool(piece.content_of) and piece.content_of[-1] in self._unsure

    def _card(self, note: RailNote) -> Card:
        s = self._statements[note.id]
        return Card(
            note=note,
            anchor=self._anchors[note.id],
            speaker=self._people.speaker(s),
            chain=self._people.chain(s),
            relayed=bool(note.chain),
            how=how_read(s),
            confidence=s.confidence,
            topics=", ".join(s.topics),
            event=event_of(s),
            told=self._told.get(note.id),
            hands=self._hands_of("statement", note.id),
        )

    def _hands_of(self, kind: str, ident: str) -> tuple[Corrected, ...]:
        several = self._by_item.get(self._read.items.get(ident, 0), ())
        return tuple(one for one in several if one.kind == kind)

    def _wrong_in(self, start: int, end: int) -> tuple[Corrected, ...]:
        wrong = (one for one in self._hands if one.wrong and one.kind == "statement")
        return tuple(one for one in wrong if start <= one.spans[0].start < end)

    # ---- the ledger -------------------------------------------------------------------------------------------------

    def _figure(self, figure: Figure) -> Entry:
        record = self._read.record
        day = record.article.published.value if record.article.published else None
        whole = self._amounts.get(figure.part_of or "")
        facts = (
            wording.counted(figure),
            f"as of {wording.day(figure.as_of.value, day)}" if figure.as_of else "",
            f"part of {whole}" if whole else "",
        )
        row = Row(wording.amount(figure), " · ".join(fact for fact in facts if fact))
        chain = dict.fromkeys((figure.source, *figure.chain))
        return Entry(
            row,
            self._anchors[figure.id],
            figure.confidence,
            self._people.several(chain),
            self._hands_of("figure", figure.id),
        )

    def _meeting(self, met: Encounter, row: Row) -> Entry:
        anchor = self._anchors[met.id] if row.target else None
        who = self._people.several(met.participants)
        facts = row.facts.removeprefix(self._names.meeting(met)).removeprefix(" · ")
        return Entry(Row(row.label, facts), anchor, met.confidence, who, self._hands_of("encounter", met.id))

    def _position(self, position: Position, row: Row) -> Entry:
        anchor = self._anchors[position.id] if row.target else None
        stance = f"{wording.GLYPHS[position.stance]} {wording.stance(position)}"
        change = "" if position.change == "unknown" else f" · {position.change}"
        who = self._people.several([position.holder])
        hands = self._hands_of("position", position.id)
        return Entry(Row(stance, f"{position.issue}{change}"), anchor, position.confidence, who, hands)


def _end_of(piece: Piece) -> int:
    return piece.start + len(piece.words)


def _begins_in(one: Corrected, span: Span) -> bool:
    return bool(one.spans) and span.start <= one.spans[0].start < max(span.end, 1)


_KINDS = {"direct": "direct quotation", "mixed": "quoted in part", "indirect": "indirect speech"}
_GRADES = {
    "named": "source named", "organisation": "source an organisation", "role": "source by post",
    "anonymous": "source anonymous", "collective": "source several together", "none": "no source",
}  # fmt: skip
_MODES = {"affirm": "affirmed", "deny": "denied", "decline": "declined", "ask": "asked"}


def how_read(statement: Statement) -> str:
    """Return how a statement was read, in words."""
    parts = (
        _KINDS[statement.kind],
        _GRADES[statement.grade],
        _MODES[statement.mode],
        f"act: {statement.act}",
        "said before" if statement.reiterates else "",
    )
    return " · ".join(part for part in parts if part)


def event_of(statement: Statement) -> str:
    """Return the event of PLOVER that a statement is; empty where it is none."""
    event = statement.event
    return "" if event is None else " ".join(part for part in (event.type, event.mode) if part)


def _dates(record: Record) -> tuple[Row, ...]:
    words: dict[tuple[str, str], dict[str, None]] = {}
    for date in record.dates:
        words.setdefault((date.value, timewords.timex(date)), {}).setdefault(record.article.text[date.start : date.end])
    quoted = {key: ", ".join(f"“{told}”" for told in several) for key, several in words.items()}
    return tuple(Row(label, told) for (_, label), told in sorted(quoted.items()))[:_MOST_DATES]


def _people(read: ArticleRead, people: People) -> list[Person]:
    record = read.record
    said = Counter(s.speaker for s in record.statements)
    order = sorted(enumerate(record.actors), key=lambda pair: (-said[pair[1].id], pair[0]))
    found = []
    for _, actor in order:
        named = people.named(actor.id)
        across = read.actors.get(actor.id)
        if named is None:
            continue
        known_as = across.name if across is not None and across.name != actor.name else ""
        about = (actor.type, actor.role or "", f"on record as {known_as}" if known_as else "")
        found.append(Person(named, " · ".join(part for part in about if part), said[actor.id]))
    return found


def kicker(row: ArticleRow, record: Record) -> tuple[str, ...]:
    """Return outlet, day and agency, as they stand above the headline."""
    article = record.article
    when = wording.stamp(article.published) if article.published else f"seen {wording.day(row.known_on)}"
    # What stands among the blocks is shown there, as the page has it.
    kinds = {block.kind for block in article.blocks}
    by = "" if "byline" in kinds else ", ".join(name for name in article.authors if name != article.agency)
    section = None if "section" in kinds else article.section
    outlet = row.outlet or article.outlet
    return tuple(part for part in (outlet, when, article.agency, section, by and f"by {by}") if part)
