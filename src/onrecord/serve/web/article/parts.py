"""Long articles in parts: whatever was stored is served, and no page is larger than a browser likes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from onrecord.record import Article, Block, Record, Span, Statement
from onrecord.serve.cutting import anchor
from onrecord.serve.links import SentenceLinks

# The longest of 1,109 real articles has 33,665 code points, the densest 216 statements and 121 figures: each stands on
# one page, with room for one four times as long.
MOST_TEXT = 150_000  # code points of a part
MOST_ITEMS = 800  # statements and figures that begin in a part
_LONGEST_BLOCK = 20_000  # code points of a block; a longer one goes on in another
_NEAR = 600  # code points shown on either side of an item on a page of its own
_MOST_AROUND = 12  # blocks that are shown there


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article.

    Args:
        number: from 1; ``of`` how many there are.
        record: with the blocks, statements, figures, dates, encounters and positions that stand in the part.
        earlier: statements that stand in parts before.
        span: of the article's text.
        left: statements and figures that stand there and are not shown: a page made to hold thousands over one another.
    """

    number: int
    of: int
    record: Record
    earlier: int
    span: Span
    left: int = 0


class PartLinks:
    """Links into the page of an article, to words of one part; what is looked through is that part alone."""

    def __init__(self, article: Article, span: Span) -> None:
        self._start, self._end = span.start, span.end
        self._links = SentenceLinks(msgspec.structs.replace(article, text=article.text[span.start : span.end]))

    def to(self, span: Span) -> str | None:
        """Return the address that opens the page at the span; None without a URL."""
        start, end = max(span.start, self._start), min(span.end, self._end)
        return self._links.to(Span(start - self._start, max(end, start) - self._start))


def part_of(record: Record, number: int) -> Part | None:
    """Return a part of an article; None where it has none of that number."""
    parts = _cut(record)
    return _part(record, parts, number - 1) if 0 < number <= len(parts) else None


def around(record: Record, spans: Sequence[Span], beside: int = 0) -> Part:
    """Return the part of an article that an item stands in: its blocks, of long ones what is near.

    Args:
        spans: of the item.
        beside: blocks before and after those.
    """
    near = (min(s.start for s in spans) - _NEAR, max(s.end for s in spans) + _NEAR) if spans else (0, 0)
    every = record.article.blocks
    inside = [n for n, b in enumerate(every) if any(b.start < s.end and s.start < b.end for s in spans)]
    blocks = every[max(inside[0] - beside, 0) : inside[-1] + 1 + beside] if inside else every[:1]
    text = record.article.text
    kept = [
        msgspec.structs.replace(b, start=_after_space(text, b.start, near[0]), end=_before_space(text, b.end, near[1]))
        for b in blocks[:_MOST_AROUND]
    ]
    return _only(record, [b for b in kept if b.start < b.end] or list(record.article.blocks[:1]), 0, 1)


def _after_space(text: str, start: int, near: int) -> int:
    if near <= start:
        return start
    return text.find(" ", near, near + _NEAR) + 1 or near


def _before_space(text: str, end: int, near: int) -> int:
    if near >= end:
        return end
    space = text.rfind(" ", near - _NEAR, near)
    return space if space > 0 else near


def number_at(record: Record, place: int) -> int:
    """Return the number of the part that holds a place of the text."""
    starts = [blocks[0].start for blocks in _cut(record) if blocks]
    return max(bisect_right(starts, place), 1)


def _cut(record: Record) -> list[list[Block]]:
    """Return the blocks of each part."""
    begins = sorted(
        [where.start for s in record.statements if (where := anchor(s))] + [figure.start for figure in record.figures]
    )
    parts: list[list[Block]] = [[]]
    text = items = 0
    for block in _blocks(record.article, begins):
        inside = bisect_right(begins, block.end - 1) - bisect_right(begins, block.start - 1)
        text, items = text + block.end - block.start, items + inside
        if parts[-1] and (text > MOST_TEXT or items > MOST_ITEMS):
            parts.append([])
            text, items = block.end - block.start, inside
        parts[-1].append(block)
    return parts


def _blocks(article: Article, begins: Sequence[int]) -> Iterator[Block]:
    """Yield the blocks; what is too long, or tells too much, goes on in a block of its own after a space."""
    for block in article.blocks:
        start = block.start
        while (end := _end(begins, start, block.end)) < block.end:
            space = article.text.rfind(" ", start + 1, end)
            end = space + 1 if space > 0 else end
            yield msgspec.structs.replace(block, start=start, end=end)
            start = end
        yield msgspec.structs.replace(block, start=start) if start != block.start else block


def _end(begins: Sequence[int], start: int, end: int) -> int:
    last = bisect_right(begins, start - 1) + MOST_ITEMS // 2
    crowded = max(begins[last], start + 1) if last < len(begins) else end
    return min(end, start + _LONGEST_BLOCK, crowded)


def _part(record: Record, parts: Sequence[Sequence[Block]], place: int) -> Part:
    if len(parts) == 1 and len(record.statements) <= MOST_ITEMS and len(record.figures) <= MOST_ITEMS:
        return Part(1, 1, record, 0, Span(0, len(record.article.text)))
    return _only(record, parts[place], place, len(parts))


def _only(record: Record, blocks: Sequence[Block], place: int, of: int) -> Part:
    article = record.article
    span = Span(blocks[0].start, blocks[-1].end) if blocks else Span(0, 0)

    def here(start: int, end: int) -> bool:
        return start < span.end and span.start < end

    every = tuple(s for s in record.statements if any(here(piece.start, piece.end) for piece in _pieces(s)))
    counts = tuple(f for f in record.figures if here(f.start, f.end))
    statements, figures = every[: 2 * MOST_ITEMS], counts[: 2 * MOST_ITEMS]
    shown = msgspec.structs.replace(
        record,
        article=msgspec.structs.replace(article, blocks=tuple(blocks)),
        statements=statements,
        figures=figures,
        dates=tuple(d for d in record.dates if here(d.start, d.end)),
        encounters=tuple(e for e in record.encounters if span.start <= e.start < span.end),
        positions=tuple(p for p in record.positions if span.start <= p.evidence.start < span.end),
    )
    earlier = _before(record.statements, span.start) - _before(statements, span.start)
    left = len(every) + len(counts) - len(statements) - len(figures)
    return Part(place + 1, of, shown, earlier, span, left)


def _pieces(statement: Statement) -> list[Span]:
    return [span for span in (statement.source, statement.cue, *statement.content) if span]


def _before(statements: Sequence[Statement], place: int) -> int:
    return sum(1 for s in statements if (where := anchor(s)) and where.start < place)
