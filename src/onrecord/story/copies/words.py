"""The words of an article's prose, folded so that a copy-editor's changes do not show, each with its span.

Only prose is compared: headlines are rewritten by every outlet, captions and credits come with the picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.record.article import Block
from onrecord.record.span import Span

# Words in a row by which a passage that two texts share is found.
SEED = 3
PROSE = frozenset({"standfirst", "paragraph", "list-item", "quote", "live-update"})
# Of a folded word this much is compared: inflections and most of where spellings differ lies behind.
_STEM = 7
_LONGEST = 600  # code points between single quotation marks: beyond, the first was an apostrophe
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_OPENS = re.compile(r"[“„«]|(?<!\w)[\"‘'](?=\w|[$£€.…\[(])")
_SPELLED = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_CLOSES = {"“": '”"', "„": '“”"', "«": "»", '"': '"”', "‘": "’", "'": "'"}
_MERGED = (("z", "s"), ("our", "or"), ("ae", "e"), ("ll", "l"), ("tre", "ter"))


@dataclass(frozen=True)
class Words:
    """The folded words of a text, in order, with where each stands.

    Args:
        folded: the words as they are compared.
        starts: first code point of each.
        ends: one past the last code point of each.
        quoted: whether each stands between quotation marks.
        blocks: number of the block that each stands in, rising.
    """

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    blocks: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.folded)

    @cached_property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """Its runs of :data:`SEED` words, in order; the place of each is that of its first word."""
        return tuple(zip(*(self.folded[start:] for start in range(SEED)), strict=False))

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Its runs of words, each once."""
        return frozenset(self.runs)


def words_of(text: str, blocks: Sequence[Block]) -> Words:
    """Return the words of an article's prose.

    Args:
        text: ``article.text``.
        blocks: ``article.blocks``; where none is prose, the paragraphs of the text stand for them.
    """
    spans = [Span(block.start, block.end) for block in blocks if block.kind in PROSE and block.start < block.end]
    return words_in(text, spans or _paragraphs(text))


def words_in(text: str, spans: Sequence[Span]) -> Words:
    """Return the words that stand in the given parts of a text."""
    rows: list[tuple[str, int, int, bool, int]] = []
    inside_of = False
    for number, span in enumerate(spans):
        quotes, inside_of = _quotes(text, span, open_before=inside_of)
        at = 0
        for found in _WORD.finditer(text, span.start, span.end):
            start, end = found.span()
            while at < len(quotes) and quotes[at].end <= start:
                at += 1
            inside = at < len(quotes) and quotes[at].start <= start
            rows.append((_folded(found[0]), start, end, inside, number))
    folded, starts, ends, quoted, blocks = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return Words(folded, starts, ends, quoted, blocks)


def _paragraphs(text: str) -> list[Span]:
    spans, at = [], 0
    for part in text.split("\n\n"):
        if part:
            spans.append(Span(at, at + len(part)))
        at += len(part) + 2
    return spans


@lru_cache(maxsize=16_384)  # full within a thousand articles: memory does not grow after
def _folded(word: str) -> str:
    """Return a word as it is compared: without case, accents, possessive and thousands' commas, its stem alone."""
    plain = word.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    if plain[:1].isdigit():
        return plain.replace(",", "")
    if plain in _SPELLED:
        return _SPELLED[plain]
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    for before, after in _MERGED:
        bare = bare.replace(before, after)
    return bare[:_STEM]


def _quotes(text: str, span: Span, *, open_before: bool) -> tuple[list[Span], bool]:
    """Return what stands between quotation marks in a block, and whether the last quotation is left open.

    Args:
        open_before: the block before left one open: here it opens again, as newspapers print it, or just goes on.
    """
    quotes, at, left_open = [], span.start, False
    first = _OPENS.search(text, at, span.end)
    if open_before and (end := _closing(text, at, first.start() if first else span.end, "“")) is not None:
        quotes.append(Span(at, end))
        at = end
    while (opened := _OPENS.search(text, at, span.end)) is not None:
        end = _closing(text, opened.end(), span.end, opened[0])
        at = opened.end() if end is None else end
        if end is None and opened[0] in "‘'":
            continue  # an apostrophe before a word: 'tis, '90s
        left_open = end is None
        quotes.append(Span(opened.start(), span.end if end is None else end))
        if left_open:
            break
    return quotes, left_open


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    for at in range(start, min(end, start + _LONGEST) if mark in "‘'" else end):
        if text[at] in _CLOSES[mark] and not (mark in "‘'" and at + 1 < end and text[at + 1].isalnum()):
            return at + 1
    return None
