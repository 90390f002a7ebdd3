"""Sentences of an article's text, each with its place; a story knows texts and no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record import Span

# A full stop after these, or after one capital, ends no sentence.
_ABBREVIATED = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt st sr jr no vs etc inc ltd co corp jan feb mar apr jun jul aug sept "
    "sep oct nov dec u.s u.n u.k e.u a.m p.m".split()
)
_STOP = re.compile(r"(?<![.!?])[.!?]++[”’\"')\]]*+(?= +[\"“‘'(\[]?[A-Z0-9])")
_ENDS = re.compile(r"[.!?][”’\"')\]]*$")
_LAST_WORD = re.compile(r"(?<![\w.])([\w.]+)\.[”’\"')\]]*$")
_PARAGRAPH = re.compile(r"[^\n]+")


def sentences(text: str) -> Iterator[Span]:
    """Yield the whole sentences of a text, paragraph by paragraph; lines that end without a stop are headings."""
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for stop in _STOP.finditer(paragraph[0]):
            end = paragraph.start() + stop.end()
            if not _is_abbreviated(text[start:end]):
                yield Span(start, end)
                start = _next_word(text, end)
        if _ENDS.search(text, start, paragraph.end()):
            yield Span(start, paragraph.end())


def _is_abbreviated(sentence: str) -> bool:
    last = _LAST_WORD.search(sentence[-20:])
    if last is None:
        return False
    word = last[1]
    return word.casefold() in _ABBREVIATED or (len(word) == 1 and word.isupper())


def _next_word(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start
