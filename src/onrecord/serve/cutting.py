"""Blocks of text cut where marks begin and end, in one pass from left to right.

The work grows with the text, the marks and what is printed of them, not with their product: a page of five thousand
statements is cut in as many steps as it has pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.record import Block, Figure, Span, Statement, Timex
from onrecord.serve import timewords, wording
from onrecord.serve.marks import BlockView, Piece, RailNote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from onrecord.record import Record

# Statements that may tell the same words. Of 2,183 records of real articles one has five over one another, none more;
# a page made to have thousands would print each of them with each piece.
_MOST_AT_ONCE = 12
# Marks of any kind that are kept in view at once.
_MOST_HELD = 64
_CONTENT, _SOURCE, _CUE, _FIGURE, _DATE = range(5)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Words that an item lays claim to.

    Args:
        what: one of the five kinds above.
        order: of the item among its kind; ``size`` of all that it claims.
    """

    start: int
    end: int
    what: int
    order: int
    size: int


class Cutter:
    """Cuts the blocks of one record into pieces.

    Args:
        notes: of the statements that are shown, by their ids.
        tip: what is said of a figure where it stands.
        anchored: places where a link of the ledger leads, with what begins there.
        borders: further places to cut at.
    """

    def __init__(
        self,
        record: Record,
        notes: Mapping[str, RailNote],
        tip: Callable[[Figure], tuple[str, ...]],
        anchored: Iterable[tuple[str, int]],
        borders: Iterable[int] = (),
    ) -> None:
        self._text = record.article.text
        self._notes = notes
        self._tip = tip
        placed = sorted((notes[s.id].number, where.start, s) for s in record.statements if (where := anchor(s)))
        self._statements = [s for _, _, s in placed]
        self._figures = record.figures
        self._dates = record.dates
        self._opens: defaultdict[int, list[str]] = defaultdict(list)
        for _, start, statement in placed:
            self._opens[start].append(statement.id)
        self._anchors: defaultdict[int, list[str]] = defaultdict(list)
        for item, start in anchored:
            self._anchors[start].append(item)
        self._opened, self._borders = sorted(self._opens), sorted({*self._anchors, *borders})
        self._marks = _by_block(record.article.blocks, self._all_marks())
        self._shown: set[str] = set()

    def blocks(self, blocks: Sequence[Block]) -> tuple[BlockView, ...]:
        """Return the blocks of the record, cut."""
        return tuple(self._block(block, self._marks.get(place, ())) for place, block in enumerate(blocks))

    def _all_marks(self) -> list[_Mark]:
        marks = []
        for order, s in enumerate(self._statements):
            size = sum(piece.end - piece.start for piece in s.content)
            marks += [_Mark(piece.start, piece.end, _CONTENT, order, size) for piece in s.content]
            marks += [
                _Mark(span.start, span.end, what, order, 0)
                for what, span in ((_SOURCE, s.source), (_CUE, s.cue))
                if span
            ]
        marks += [_Mark(f.start, f.end, _FIGURE, n, f.end - f.start) for n, f in enumerate(self._figures)]
        marks += [_Mark(d.start, d.end, _DATE, n, 0) for n, d in enumerate(self._dates)]
        return sorted(marks, key=lambda mark: mark.start)

    def _block(self, block: Block, marks: Sequence[_Mark]) -> BlockView:
        ends = {end for mark in marks for end in (mark.start, mark.end)}
        ends |= set(_between(self._borders, block.start, block.end))
        cuts = sorted({block.start, block.end} | {end for end in ends if block.start < end < block.end})
        pieces, here, coming = [], list[_Mark](), 0
        for start, end in pairwise(cuts):
            here = [mark for mark in here if mark.end > start]
            while coming < len(marks) and marks[coming].start <= start:
                here += [marks[coming]] if marks[coming].end > start else []
                coming += 1
            if len(here) > _MOST_HELD:
                here = sorted(here, key=lambda mark: mark.end)[:_MOST_HELD]
            pieces.append(self._piece(Span(start, end), here))
        opening = [s for start in _between(self._opened, block.start, block.end) for s in self._opens[start]]
        notes = sorted((self._notes[s] for s in opening), key=lambda note: note.number)
        time = wording.clock(block.published) if block.published else ""
        return BlockView(kind=block.kind, pieces=tuple(pieces), notes=tuple(notes), time=time)

    def _piece(self, span: Span, here: Sequence[_Mark]) -> Piece:
        # The wider content is the outer statement: its rule and tint stand outside.
        telling = sorted((m for m in here if m.what == _CONTENT), key=lambda m: (-m.size, m.order))[-_MOST_AT_ONCE:]
        date = min((m.order for m in here if m.what == _DATE), default=None)
        timex = None if date is None else self._dates[date]
        piece = Piece(
            words=self._text[span.start : span.end],
            content_of=tuple(dict.fromkeys(self._statements[m.order].id for m in telling)),
            source_of=self._named(here, _SOURCE),
            cue_of=self._named(here, _CUE),
            opens=tuple(self._opens.get(span.start, ())),
            day=timex.value if timex and _is_datetime(timex) else None,
            when=f"{timewords.timex(timex)} ({timex.value})" if timex else None,
            anchors=tuple(self._anchors.get(span.start, ())),
            start=span.start,
        )
        figures = [(m.size, m.order) for m in here if m.what == _FIGURE]
        return self._with_figure(piece, self._figures[min(figures)[1]]) if figures else piece

    def _named(self, here: Sequence[_Mark], what: int) -> tuple[str, ...]:
        return tuple(self._statements[order].id for order in sorted(m.order for m in here if m.what == what))[
            :_MOST_AT_ONCE
        ]

    def _with_figure(self, piece: Piece, figure: Figure) -> Piece:
        first = figure.id not in self._shown
        self._shown.add(figure.id)
        return replace(piece, figure=figure.id, tip=self._tip(figure) if first else ())


def anchor(statement: Statement) -> Span | None:
    """Return the words at which a statement is shown: the first of its source, cue and content."""
    return min((span for span in (statement.source, statement.cue, *statement.content) if span), default=None)


def _by_block(blocks: Sequence[Block], marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    """Return the marks that each block has words of, by the block's place; those of one block by their starts."""
    order = sorted(range(len(blocks)), key=lambda place: blocks[place].start)
    starts = [blocks[place].start for place in order]
    found: dict[int, list[_Mark]] = defaultdict(list)
    for mark in marks:
        first = max(bisect_right(starts, mark.start) - 1, 0)
        for place in order[first : bisect_left(starts, mark.end)]:
            if mark.start < blocks[place].end and blocks[place].start < mark.end:
                found[place].append(mark)
    return found


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


# What HTML's <time> takes: a day, a month, a year, a week, a time of a day, a duration in days and less or weeks.
_DATETIME = re.compile(
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?)?)?)?|\d{4}-W\d{2}|P\d+[DW]|P(\d+D)?T(\d+H)?(\d+M)?(\d+S)?"
)


def _is_datetime(date: Timex) -> bool:
    return date.type != "SET" and _DATETIME.fullmatch(date.value) is not None and not date.value.endswith("T")
