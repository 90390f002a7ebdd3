"""What the annotated page shows, laid out: blocks cut into pieces of text that each have one set of marks.

Templates receive these types and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.record import Block, Figure, Span
from onrecord.serve import timewords, wording
from onrecord.serve.links import SentenceLinks
from onrecord.serve.safe import web_address
from onrecord.serve.wording import Names, Nesting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.record import BlockKind, Encounter, Position, Record, Statement, Timex

_UNCERTAIN = 0.5  # below it an item is likelier wrong than right, and is shown lighter
_DEEPEST = 3  # tints and rules that can still be told apart


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a block with one set of marks.

    Args:
        words: the text.
        content_of: ids of the statements whose content this is, outermost first.
        source_of: ids of the statements whose source this is.
        cue_of: ids of the statements whose cue this is.
        opens: ids of the statements that begin here, which the keyboard reaches here.
        figure: id of the figure that this is part of.
        tip: about that figure, at its first piece; empty elsewhere.
        day: what these words stand for, as the ``datetime`` of HTML; None where it has no form for it.
        when: the same in words, with the value; None where they are no time expression.
        anchors: ids of the encounters and positions that begin here.
    """

    words: str
    content_of: tuple[str, ...] = ()
    source_of: tuple[str, ...] = ()
    cue_of: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    figure: str | None = None
    tip: tuple[str, ...] = ()
    day: str | None = None
    when: str | None = None
    anchors: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """How many statements tell these words, one within another; at most three are told apart."""
        return min(len(self.content_of), _DEEPEST)

    @property
    def statements(self) -> tuple[str, ...]:
        """All statements that these words belong to."""
        return tuple(dict.fromkeys((*self.content_of, *self.source_of, *self.cue_of)))

    @property
    def classes(self) -> str:
        """The marks as CSS classes."""
        marks = (
            f"c c{self.depth}" if self.depth else "",
            "who" if self.source_of else "",
            "cue" if self.cue_of else "",
            "fig" if self.figure else "",
        )
        return " ".join(mark for mark in marks if mark)


@dataclass(frozen=True, slots=True)
class RailNote:
    """What the margin says about one statement.

    Args:
        id: of the statement.
        number: its number in the article, from 1, in reading order.
        speaker: who says it.
        role: the speaker's post; empty where unknown or said already.
        verb: what the speaker did: “warned”.
        facts: to whom, when.
        chain: the way it took to the reader; empty where nobody relays it.
        link: opens the page at that sentence; None without a URL.
        depth: how many statements it stands within.
        uncertain: likelier wrong than right.
    """

    id: str
    number: int
    speaker: str
    role: str
    verb: str
    facts: str
    chain: str
    link: str | None
    depth: int
    uncertain: bool


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block: its kind, its pieces, and the notes beside it.

    Args:
        time: of a live update, in words.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...]
    notes: tuple[RailNote, ...]
    time: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ledger below the article: a label, and facts in words."""

    label: str
    facts: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that one article's template receives.

    Args:
        facts: outlet, day, agency, in one line.
        url: where the page stands; None unless a browser may be sent there.
    """

    title: str
    facts: str
    language: str
    url: str | None
    has_title: bool
    blocks: tuple[BlockView, ...]
    figures: tuple[Row, ...]
    meetings: tuple[Row, ...]
    positions: tuple[Row, ...]
    notes: tuple[Row, ...]
    statements: int


def lay_out(record: Record) -> ArticleView:
    """Return what the annotated page shows of a record."""
    article, ledger = record.article, _Ledger(record)
    notes = _notes(record)
    cutter = _Cutter(record, ledger, notes)
    blocks = tuple(cutter.block(block) for block in article.blocks)
    when = wording.stamp(article.published) if article.published else "no date"
    # A byline that stands among the blocks is shown there, as the page has it.
    by = "" if any(block.kind == "byline" for block in article.blocks) else ", ".join(article.authors)
    facts = (article.outlet, when, article.agency, article.section, by and f"by {by}")
    return ArticleView(
        title=article.title or "",
        facts=" · ".join(fact for fact in facts if fact),
        language=_language(article.language or ""),
        url=web_address(article.page.url),
        has_title=any(block.kind == "title" for block in article.blocks),
        blocks=blocks,
        figures=ledger.figures(),
        meetings=ledger.meetings(),
        positions=ledger.positions(),
        notes=tuple(Row(note.code, note.message) for note in record.notes),
        statements=len(record.statements),
    )


def _language(code: str) -> str:
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", code) else ""


def anchor(statement: Statement) -> Span | None:
    """Return the words at which a statement is shown: the first of its source, cue and content."""
    return min((span for span in (statement.source, statement.cue, *statement.content) if span), default=None)


def _notes(record: Record) -> dict[str, RailNote]:
    names, links, nesting = Names(record), SentenceLinks(record.article), Nesting(record.statements)
    depths = {s.id: depth for root in nesting.roots for s, depth in nesting.walk(root)}
    placed = [(where, depths[s.id], s) for s in record.statements if (where := anchor(s))]
    # Where two begin with the same word, the one that tells the other comes first.
    placed.sort(key=lambda p: (p[0].start, p[1]))
    return {s.id: _note(record, s, number, depth, names, links) for number, (_, depth, s) in enumerate(placed, 1)}


def _note(
    record: Record, statement: Statement, number: int, depth: int, names: Names, links: SentenceLinks
) -> RailNote:
    beside = record.article.published.value if record.article.published else None
    to = names.all(statement.addressee)
    facts = (
        "to " + ", ".join(to) if to else "",
        wording.day(statement.said_on.value, beside) if statement.said_on else "",
    )
    where = next(iter(statement.content), None) or anchor(statement)
    return RailNote(
        id=statement.id,
        number=number,
        speaker=names.speaker(statement),
        role=names.role(statement.speaker) or "",
        verb=wording.verb(statement) + (" again" if statement.reiterates else ""),
        facts=" · ".join(fact for fact in facts if fact),
        chain=wording.ARROW.join(names.chain(statement)),
        link=links.to(where) if where else None,
        depth=min(depth, _DEEPEST - 1),
        uncertain=statement.confidence < _UNCERTAIN,
    )


def _placed(record: Record) -> list[tuple[Encounter | Position, int]]:
    """The encounters and positions that begin in a block, where a link of the ledger can lead, and at which place."""
    starts: list[tuple[Encounter | Position, int]] = [(e, e.start) for e in record.encounters]
    starts += [(p, p.evidence.start) for p in record.positions]
    blocks = sorted((block.start, block.end) for block in record.article.blocks)
    found: list[tuple[Encounter | Position, int]] = []
    for item, start in starts:
        at = bisect_right(blocks, (start, len(record.article.text) + 1)) - 1
        if at >= 0 and start < blocks[at][1]:
            found.append((item, start))
    return found


class _Ledger:
    """Figures, meetings and positions in words."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._names = Names(record)
        self._placed = frozenset(item.id for item, _ in _placed(record))
        self._amounts = {figure.id: wording.amount(figure) for figure in record.figures}
        self._beside = record.article.published.value if record.article.published else None

    def tip(self, figure: Figure) -> tuple[str, ...]:
        """Return the lines shown at a figure: how much of what, on whose word."""
        what = wording.counted(figure)
        source = self._names.on_whose_word(figure) or "the article's own voice"
        when = f"as of {wording.day(figure.as_of.value, self._beside)}" if figure.as_of else ""
        part = f"part of {self._amounts[figure.part_of]}" if figure.part_of in self._amounts else ""
        first = wording.amount(figure) + (f" – {what}" if what else "")
        return tuple(line for line in (first, source, when, part) if line)

    def figures(self) -> tuple[Row, ...]:
        rows = []
        for figure in self._record.figures:
            what = wording.counted(figure)
            facts = [what, *self.tip(figure)[1:]] if what else list(self.tip(figure)[1:])
            rows.append(Row(wording.amount(figure), " · ".join(facts), figure.id))
        return tuple(rows)

    def meetings(self) -> tuple[Row, ...]:
        rows = []
        for met in self._record.encounters:
            kind = "encounter" if met.type == "other" else met.type
            facts = (
                self._names.meeting(met),
                self._names.hosted(met),
                met.place,
                wording.day(met.date.value, self._beside) if met.date else "",
                wording.duration(met.duration) if met.duration else "",
                f"the {wording.ordinal(met.ordinal)}" if met.ordinal else "",
            )
            label = kind if met.status == "held" else f"{kind}, {met.status}"
            target = met.id if met.id in self._placed else None
            rows.append(Row(label, " · ".join(fact for fact in facts if fact), target))
        return tuple(rows)

    def positions(self) -> tuple[Row, ...]:
        rows = []
        for position in self._record.positions:
            change = "" if position.change == "unknown" else f" · {position.change}"
            said = f"{wording.GLYPHS[position.stance]} {wording.stance(position)} {position.issue}{change}"
            target = position.id if position.id in self._placed else None
            rows.append(Row(self._names.full(position.holder) or "somebody", said, target))
        return tuple(rows)


class _Cutter:
    """Cuts blocks into pieces."""

    def __init__(self, record: Record, ledger: _Ledger, notes: Mapping[str, RailNote]) -> None:
        self._text = record.article.text
        self._ledger = ledger
        self._notes = notes
        shown = ((where, s) for s in record.statements if (where := anchor(s)))
        self._statements = sorted(shown, key=lambda pair: notes[pair[1].id].number)
        self._figures = record.figures
        self._dates = record.dates
        self._anchors: dict[int, tuple[str, ...]] = {}
        for item, start in _placed(record):
            self._anchors[start] = (*self._anchors.get(start, ()), item.id)
        self._anchored = sorted(self._anchors)
        self._shown: set[str] = set()

    def block(self, block: Block) -> BlockView:
        span = Span(block.start, block.end)
        statements = [s for _, s in self._statements if any(part.overlaps(span) for part in _parts(s))]
        figures = [f for f in self._figures if _span(f).overlaps(span)]
        dates = [d for d in self._dates if _span(d).overlaps(span)]
        marks = [*(p for s in statements for p in _parts(s)), *map(_span, figures), *map(_span, dates)]
        ends = [*(e for mark in marks for e in (mark.start, mark.end)), *self._anchored_in(span)]
        edges = {e for e in ends if span.start < e < span.end}
        cuts = sorted({span.start, span.end} | edges)
        return BlockView(
            kind=block.kind,
            pieces=tuple(self._piece(Span(a, b), statements, figures, dates) for a, b in pairwise(cuts)),
            notes=tuple(self._notes[s.id] for where, s in self._statements if span.start <= where.start < span.end),
            time=wording.clock(block.published) if block.published else "",
        )

    def _anchored_in(self, span: Span) -> list[int]:
        return self._anchored[bisect_right(self._anchored, span.start) : bisect_right(self._anchored, span.end - 1)]

    def _piece(
        self, span: Span, statements: Iterable[Statement], figures: Iterable[Figure], dates: Iterable[Timex]
    ) -> Piece:
        here = list(statements)
        telling = [s for s in here if any(c.holds(span) for c in s.content)]
        # The wider content is the outer statement: its rule and tint stand outside.
        telling.sort(key=lambda s: -sum(c.end - c.start for c in s.content))
        figure = min((f for f in figures if f.start <= span.start < f.end), key=lambda f: f.end - f.start, default=None)
        date = next((d for d in dates if d.start <= span.start < d.end), None)
        piece = Piece(
            words=self._text[span.start : span.end],
            content_of=tuple(s.id for s in telling),
            source_of=tuple(s.id for s in here if s.source and s.source.holds(span)),
            cue_of=tuple(s.id for s in here if s.cue and s.cue.holds(span)),
            opens=tuple(s.id for where, s in self._statements if where.start == span.start),
            day=date.value if date and _is_datetime(date) else None,
            when=f"{timewords.timex(date)} ({date.value})" if date else None,
            anchors=self._anchors.get(span.start, ()),
        )
        if figure is None:
            return piece
        first = figure.id not in self._shown
        self._shown.add(figure.id)
        return replace(piece, figure=figure.id, tip=self._ledger.tip(figure) if first else ())


def _parts(statement: Statement) -> list[Span]:
    return [span for span in (statement.source, statement.cue, *statement.content) if span]


def _span(marked: Figure | Timex) -> Span:
    return Span(marked.start, marked.end)


# What HTML's <time> takes: a day, a month, a year, a week, a time of a day, a duration in days and less or weeks.
_DATETIME = re.compile(
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?)?)?)?|\d{4}-W\d{2}|P\d+[DW]|P(\d+D)?T(\d+H)?(\d+M)?(\d+S)?"
)


def _is_datetime(date: Timex) -> bool:
    return date.type != "SET" and _DATETIME.fullmatch(date.value) is not None and not date.value.endswith("T")
