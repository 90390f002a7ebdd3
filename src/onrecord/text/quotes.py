"""Quotations: what stands between quotation marks of any shape.

A page mixes shapes, so either of a family closes. A single mark opens only where a word begins, and closes only where
none goes on, so that apostrophes are none. A quotation that its block leaves open goes on into the next block
where that one begins with an opening mark, as newspapers print quotations of several paragraphs; otherwise an open mark
ends with its block when it began as a curly mark, and is no quotation when it is a lone straight one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CLOSERS = {
    "“": '”"',
    "”": '”"',  # Scandinavian pages open with it
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    '"': '"”',
    "‘": "’'",
    "'": "'’",
    "「": "」",
    "『": "』",
}
SINGLE = "‘'"
MARKS = frozenset("".join(CLOSERS) + "".join(CLOSERS.values()))


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation inside one block.

    Args:
        start: the opening mark.
        end: one past the closing mark, or the end of the block where it runs on.
        closed: whether the block closes it.
        goes_on: whether it continues the quotation before it, from another block.
    """

    start: int
    end: int
    closed: bool = True
    goes_on: bool = False

    @property
    def inner(self) -> Span:
        """What stands between the marks (never empty)."""
        return Span(self.start + 1, max(self.start + 2, self.end - self.closed))


def quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text, in order.

    Args:
        text: ``article.text``.
        blocks: spans of its blocks, in order.
    """
    found: list[Quotation] = []
    for number, block in enumerate(blocks):
        following = text[blocks[number + 1].start] if number + 1 < len(blocks) else ""
        before = found[-1] if found and not found[-1].closed else None
        runs_on = before is not None and before.end == blocks[number - 1].end if number else False
        for quotation in _in_block(text, block, following):
            first = runs_on and quotation.start == block.start
            found.append(Quotation(quotation.start, quotation.end, quotation.closed, first))
    return tuple(found)


def _in_block(text: str, block: Span, following: str) -> Iterator[Quotation]:
    at = block.start
    unclosed: set[str] = set()  # marks that nothing closes from here on: looked for once, so that time stays linear
    # Straight marks in an odd number: one is missing, and which of them open is told by the words around them alone.
    odd = text.count('"', block.start, block.end) % 2 == 1
    while (at := _opening(text, at, block)) >= 0:
        close = -1 if text[at] in unclosed else _closing(text, at, block)
        if close < 0:
            unclosed.add(text[at])
        elif odd and text[at] == '"' and text[close] == '"' and _opens_word(text, close, block):
            at = close
            continue
        if close > at + 1:
            yield Quotation(at, close + 1)
            at = close + 1
        elif close < 0 and _runs_on(text[at], following) and block.end - at > 1:
            yield Quotation(at, block.end, closed=False)
            return
        else:
            at += 1


def _runs_on(mark: str, following: str) -> bool:
    """Whether an open quotation goes on in the next block, or is curly and so surely one."""
    return mark == "“" or (mark not in SINGLE and bool(following) and following in CLOSERS and following not in SINGLE)


def _opening(text: str, at: int, block: Span) -> int:
    for i in range(at, block.end - 1):
        mark = text[i]
        if mark in CLOSERS and not text[i + 1].isspace() and (i == block.start or not text[i - 1].isalnum()):
            if mark == "”" and i > block.start and not text[i - 1].isspace():
                continue
            return i
    return -1


def _closing(text: str, at: int, block: Span) -> int:
    """The mark that closes the one at ``at``; -1 where the block has none."""
    mark = text[at]
    closers = CLOSERS[mark]
    depth = 0
    for i in range(at + 1, block.end):
        c = text[i]
        if c == mark == "“":
            depth += 1
        if c not in closers or (mark in SINGLE and _apostrophe(text, i, block)):
            continue
        if c == '"' and mark != '"' and _opens_word(text, i, block):
            continue
        if not depth or mark != "“":
            return i
        depth -= 1
    return -1


def _apostrophe(text: str, i: int, block: Span) -> bool:
    after = text[i + 1] if i + 1 < block.end else " "
    return after.isalnum() or (text[i - 1] in "sS" and after == " " and _letter_follows(text, i, block))


def _letter_follows(text: str, i: int, block: Span) -> bool:
    """A plural's apostrophe ("the workers' union") stands before a word; a closing mark mostly at a pause."""
    return i + 2 < block.end and text[i + 2].islower()


def _opens_word(text: str, i: int, block: Span) -> bool:
    return i + 1 < block.end and text[i + 1].isalnum() and text[i - 1].isspace()


def overlapping(span: Span, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations that share a code point with a span."""
    low = bisect_right(quotations, span.start, key=lambda q: q.end)
    high = bisect_left(quotations, span.end, key=lambda q: q.start)
    return list(quotations[low:high])


def around(offset: int, quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that a code point stands in."""
    return next(iter(overlapping(Span(offset, offset + 1), quotations)), None)
