"""Plain text to blocks: blank lines, line breaks, and lines that were wrapped to a width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.page.fold import Folded, fold

# Every line end of Unicode (UAX #14, mandatory breaks), so that no line of a block holds another.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# Mail and old archives wrap at 60 to 80 columns, some at 132; longer lines are paragraphs.
_WIDEST = 132
_NARROWEST = 40
# A text counts as wrapped where several lines break as if the next word had not fitted, most of them in mid-sentence:
# of the 435 texts beside the checkout, whose lines are whole paragraphs, none does.
_WRAPPED_LINES = 4
_MID_SENTENCE = 0.6
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*\s*\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line with words: its place in the source, its group (lines without a blank line between them)."""

    start: int
    end: int
    group: int
    text: str
    indented: bool


def pieces_of(text: str) -> list[tuple[Folded, int]]:
    """Cut a text into blocks.

    Args:
        text: the decoded page.

    Returns:
        Each block folded, with the number of its group: blocks of one group have no blank line between them.
    """
    lines = _lines(text)
    width = _wrapped_to(lines)
    starts = [i for i, line in enumerate(lines) if i == 0 or not _goes_on(lines[i - 1], line, width)]
    pieces = []
    for i, end in pairwise([*starts, len(lines)]):
        first, last = lines[i], lines[end - 1]
        pieces.append((fold([(text[first.start : last.end], first.start)]), first.group))
    return pieces


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    group = breaks = at = 0
    for found in _LINE.finditer(text):
        breaks += len(_BREAK.findall(text, at, found.start()))
        at = found.end()
        shown = fold([(found[0], 0)]).text
        if not shown:
            continue
        group += breaks > 1
        breaks = 0
        indented = found[0][:1].isspace()
        lines.append(_Line(found.start(), found.end(), group, shown, indented))
    return lines


def _overflows(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this one."""
    word = following.text.partition(" ")[0]
    return _NARROWEST <= len(line.text) <= width < len(line.text) + 1 + len(word)


def _wrapped_to(lines: list[_Line]) -> int:
    """Return the width that a text is wrapped to; 0 where it is not."""
    if not lines or max(len(line.text) for line in lines) > _WIDEST:
        return 0
    width = max(len(line.text) for line in lines)
    pairs = [(a, b) for a, b in pairwise(lines) if a.group == b.group]
    broken = [line for line, following in pairs if _overflows(line, following, width)]
    if len(broken) < _WRAPPED_LINES or 2 * len(broken) < len(pairs):
        return 0
    inside = sum(_SENTENCE_END.search(line.text) is None for line in broken)
    return width if inside >= _MID_SENTENCE * len(broken) else 0


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether a line goes on in the next one."""
    if not width or line.group != following.group:
        return False
    return _overflows(line, following, width) and not (following.indented and not line.indented)
