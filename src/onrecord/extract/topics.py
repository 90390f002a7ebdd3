"""What an article keeps coming back to, and its fullest words for each: "the law" is "the water law of Vellmar"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.record import Span
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.record import Block
    from onrecord.text import Parse

Run = tuple[int, int]
# A fuller phrase is a name for a thing, not a description of it.
LONGEST = 9
MOST_PHRASES = 40  # with one head, looked at backwards
DEFINITE = frozenset("the this that these those his her its their".split())
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})


class Topics:
    """The noun phrases of an article by their heads.

    Args:
        parse: the article's grammar.
        blocks: its blocks, of which titles tell what it is about.
    """

    def __init__(self, parse: Parse, blocks: Sequence[Block]) -> None:
        self._parse = parse
        self.often: dict[str, int] = defaultdict(int)
        self._phrases: dict[str, list[Run]] = defaultdict(list)
        for token in parse.tokens:
            if token.pos in CONTENT:
                self.often[token.lemma.lower()] += 1
            if token.pos == "NOUN" and token.dep != "compound":
                run = clauses.noun_phrase(parse, token.i)
                if run[1] - run[0] < LONGEST:
                    self._phrases[token.lemma.lower()].append(run)
        for runs in self._phrases.values():
            runs.sort()
        self.titled = frozenset(
            parse.tokens[i].lemma.lower()
            for block in blocks
            if block.kind in {"title", "standfirst", "subheading"}
            for i in parse.tokens_in(Span(block.start, block.end))
            if parse.tokens[i].pos in CONTENT
        )

    def fuller(self, run: Run, head: int) -> Run:
        """Return the fullest phrase for what a bare definite one means: itself, or an earlier one with the same head.

        Args:
            run: first and last token of the phrase, inclusive.
            head: its head token.
        """
        lemma = self._parse.tokens[head].lemma.lower()
        words = [self._parse.tokens[i] for i in range(run[0], run[1] + 1)]
        own = {t.lemma.lower() for t in words if t.pos in CONTENT}
        before = self._parse.tokens[run[0] - 1] if run[0] else None
        bare = words[0].lower in DEFINITE or (before is not None and before.lower in DEFINITE)
        if not bare or len(own) > 1:
            return run
        earlier = self._phrases[lemma]
        at = bisect_left(earlier, run)
        near = ((r, self._content(r)) for r in earlier[max(0, at - MOST_PHRASES) : at])
        found = [(len(content), -r[0], r) for r, content in near if own <= content]
        best = max(found, default=None)
        return best[2] if best is not None and best[0] > len(own) else run

    def _content(self, run: Run) -> set[str]:
        words = (self._parse.tokens[i] for i in range(run[0], run[1] + 1))
        return {t.lemma.lower() for t in words if t.pos in CONTENT}
