"""Words, grammar and names of an article, block by block, in our own types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.text import tails
from onrecord.text.english import english
from onrecord.text.parse import Name, Parse, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record import Span
    from onrecord.text.english import Word
    from onrecord.text.english.entities import Entity

# The dependency parser's memory grows with a document's length (about 1 GB for 100,000 words). The longest of 33,388
# paragraphs of PolNeAR and ECB has 2,573 characters, so only odd pages are cut.
LONGEST_PIECE = 4_000
# Words. What reads a figure or a cue looks through its sentence, so that one of 4,000 words took a minute. The longest
# of those paragraphs' sentences has 979 characters, 200 words.
LONGEST_SENTENCE = 400
# The model learnt from news with straight marks; each of these is one code point, so no offset moves.
# The tokenizer takes quadratic time in a run without a space (8 s for 8,000 brackets); addresses are shorter than this.
LONGEST_RUN = 500
UNBROKEN = re.compile(rf"\S{{{LONGEST_RUN}}}")
SENTENCE_ENDS = ("\n", ". ", "! ", "? ", '." ', ".” ", '?" ', "?” ", '!" ', "!” ")
PLAIN_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"})


def annotate(text: str, blocks: Sequence[Span]) -> Parse:
    """Return the grammar of a text, block by block, so that no sentence or name crosses blocks.

    Args:
        text: ``article.text``.
        blocks: spans of the blocks to read, in order; what stands in none is not read.

    Raises:
        ModelError: the English model is not installed.
    """
    pieces = [(number, start, end) for number, block in enumerate(blocks) for start, end in _pieces(text, block)]
    plain = [_readable(text[start:end]) for _, start, end in pieces]
    parts: _Parts = [], [], []
    for (number, start, _), (words, entities) in zip(pieces, english().read(plain), strict=True):
        _add(words, entities, (text, start, number), parts)
    tokens, sentences, names = parts
    mended = tails.mended(tokens, sentences, names)
    return Parse(text, mended, tuple(sentences), tails.shortened(names, mended))


def _pieces(text: str, block: Span) -> Iterator[tuple[int, int]]:
    start = block.start
    while start < block.end:
        run = UNBROKEN.search(text, start, min(block.end, start + LONGEST_PIECE))
        if run is None and block.end - start <= LONGEST_PIECE:
            break
        cut = run.end() if run is not None else _cut(text, start)
        yield start, cut
        start = cut
    if start < block.end:
        yield start, block.end


def _cut(text: str, start: int) -> int:
    """Where a piece that begins at a code point ends: behind the last sentence of its second half, or a word."""
    half, end = start + LONGEST_PIECE // 2, start + LONGEST_PIECE
    sentence = max(text.rfind(mark, half, end) + len(mark) - 1 for mark in SENTENCE_ENDS)
    if sentence >= half:
        return sentence
    word = text.rfind(" ", half, end)
    return word if word > 0 else end


def _readable(piece: str) -> str:
    """Plain marks, and capitals lowered where all is in capitals; always as long as the original."""
    if piece.isupper() and piece.count(" ") > 1:
        piece = "".join(c.lower() if i and len(c.lower()) == 1 else c for i, c in enumerate(piece))
    piece = piece.translate(PLAIN_MARKS)
    if not piece.isascii():  # lone surrogates have no UTF-8, which spaCy's string store needs
        piece = "".join("?" if "\ud800" <= c <= "\udfff" else c for c in piece)
    return piece


_Parts = tuple[list[Token], list[Sentence], list[Name]]


def _add(words: list[Word], entities: list[Entity], piece: tuple[str, int, int], parts: _Parts) -> None:
    """Add a piece's words, sentences and names; white space is none of them, and nothing hangs on it.

    Args:
        piece: the article's text, where the piece begins in it, and the number of its block.
    """
    tokens, sentences, names = parts
    number: dict[int, int] = {}
    for i, word in enumerate(words):
        if not word.blank:
            number[i] = len(tokens) + len(number)
    for start, end in _sentences(words):
        inside = [i for i in range(start, end) if i in number]
        for at in range(0, len(inside), LONGEST_SENTENCE):
            part = inside[at : at + LONGEST_SENTENCE]
            first, past = number[part[0]], number[part[-1]] + 1
            heads = [number.get(words[i].head, -1) for i in part]
            whole = len(part) == len(inside)
            root = number.get(_top(words, start, end), first) if whole else _root(heads, first, past)
            for i, head in zip(part, heads, strict=True):
                within = head if first <= head < past else root
                tokens.append(_token(words[i], piece, (number[i], within, len(sentences))))
            sentences.append(Sentence(first, past, piece[2]))
    names.extend(_names(entities, number))


def _top(words: list[Word], start: int, end: int) -> int:
    """The root of a sentence; its first word where it has none."""
    return next((i for i in range(start, end) if words[i].head == i), start)


def _root(heads: list[int], first: int, past: int) -> int:
    """The word that the others of a part hang on: the sentence's own root, or the first that hangs on another part."""
    own = next((n for n, head in enumerate(heads, first) if head == n), None)
    return own if own is not None else next(n for n, head in enumerate(heads, first) if not first <= head < past)


def _sentences(words: list[Word]) -> Iterator[tuple[int, int]]:
    opened = [i for i, word in enumerate(words) if word.opens and i]
    yield from zip([0, *opened], [*opened, len(words)], strict=True)


def _token(word: Word, piece: tuple[str, int, int], place: tuple[int, int, int]) -> Token:
    text, offset, _ = piece
    i, head, sentence = place
    start, end = offset + word.start, offset + word.end
    lemma, pos, tag, _ = word.form
    written = text[start:end]
    if lemma == "hop" and not written.lower().startswith("hopp"):
        lemma = "hope"
    return Token(i, start, end, written, lemma, pos, tag, word.dep, head, sentence)


def _names(entities: list[Entity], number: dict[int, int]) -> Iterator[Name]:
    for first, last, label in entities:
        inside = [number[i] for i in range(first, last) if i in number]
        if inside:
            yield Name(inside[0], inside[-1] + 1, label)
