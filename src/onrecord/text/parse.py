"""What every later stage sees of a text: words, their grammar, sentences and names, in our own types.

Nothing here knows what computed it. Offsets are code points of ``article.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of the text.

    Args:
        i: number of the token in the article.
        start: first code point.
        end: one past the last code point.
        text: as printed.
        lemma: dictionary form, lower case except in names.
        pos: Universal Dependencies part of speech (``VERB``, ``NOUN`` …).
        tag: Penn Treebank tag (``VBD``, ``NNS`` …).
        dep: dependency label in the CLEAR style that spaCy's English models use.
        head: number of the head token; its own number at a sentence's root.
        sentence: number of its sentence.
        lower: as printed but in lower case, with typographic apostrophes made plain.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the token in lower case, with typographic apostrophes made plain: ten times asked for each token."""
        object.__setattr__(self, "lower", self.text.lower().replace("’", "'"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens, ``first`` to ``last`` exclusive, inside one block."""

    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the text gives, ``first`` to ``last`` exclusive in tokens.

    Args:
        label: OntoNotes type (``PERSON``, ``ORG``, ``GPE``, ``NORP`` …).
    """

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Parse:
    """The grammar of one article.

    Args:
        text: ``article.text``.
        tokens: in text order; white space is no token.
        sentences: in text order; none crosses a block.
        names: in text order, never overlapping.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the numbers of its dependents, in text order."""
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        return tuple(tuple(kids) for kids in below)

    @cached_property
    def edges(self) -> tuple[tuple[int, int], ...]:
        """For each token the first and last token of its subtree, both inclusive."""
        out = [(token.i, token.i) for token in self.tokens]
        for i in reversed(self._top_down):
            head = self.tokens[i].head
            if head != i:
                out[head] = (min(out[head][0], out[i][0]), max(out[head][1], out[i][1]))
        return tuple(out)

    @cached_property
    def _top_down(self) -> tuple[int, ...]:
        order = [token.i for token in self.tokens if token.head == token.i]
        for i in order:
            order.extend(self.children[i])
        return tuple(order)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """The name that each token belongs to, for tokens inside names."""
        return {i: name for name in self.names for i in range(name.first, name.last)}

    def token_at(self, offset: int) -> int:
        """Return the number of the last token that starts at or before a code point (0 before the first)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens_in(self, span: Span) -> range:
        """Return the numbers of the tokens that start inside a span."""
        first = bisect_right(self._starts, span.start - 1)
        return range(first, bisect_right(self._starts, span.end - 1))

    def span(self, first: int, last: int) -> Span:
        """Return the span from the start of one token to the end of another, both inclusive."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def kids(self, i: int, *deps: str) -> list[Token]:
        """Return the dependents of a token that have one of the labels, in text order."""
        return [self.tokens[k] for k in self.children[i] if self.tokens[k].dep in deps]

    def subtree(self, i: int) -> Iterator[int]:
        """Yield the numbers of a token and all below it, in no promised order."""
        stack = [i]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])
