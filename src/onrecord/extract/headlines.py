"""Headlines: "Source: content", "Content: source", "Content - source"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.draft import Draft
from onrecord.extract.pieces import tidy
from onrecord.record import Span
from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record import Block
    from onrecord.text import Parse

# A source in a headline is short: of those in the silver records nine in ten have at most five words.
COLON = 0.95  # share of right ones among the colons that silver's headlines have: 25 of 26
LONGEST_SOURCE = 6
# A content of fewer words than three is no statement ("Opinion: Spain").
LEAST_WORDS = 2
PLACES = frozenset({"ADP", "VERB", "AUX", "SCONJ", "PRON"})
KINDS = frozenset({"title", "standfirst", "subheading"})


def headline_drafts(parse: Parse, blocks: Sequence[Block]) -> Iterator[Draft]:
    """Yield what colons and dashes in headlines attribute."""
    posts: frozenset[str] | None = None
    for block in blocks:
        if block.kind in KINDS:
            words = [parse.tokens[i] for i in parse.tokens_in(Span(block.start, block.end))]
            for number, token in enumerate(words):
                if token.text == ":" and 0 < number < len(words) - 1:
                    posts = _posts(parse) if posts is None else posts
                    yield from _at_colon(parse, (words[0].i, token.i, words[-1].i), posts)
                    break


def _posts(parse: Parse) -> frozenset[str]:
    """What the article calls its people by: "Mara Quill, the chief engineer", in whose headline an engineer speaks."""
    named = (t for t in parse.tokens if t.dep == "appos" and t.pos == "NOUN")
    return frozenset(
        t.lower for t in named if (name := parse.name_at.get(t.head)) is not None and name.label == "PERSON"
    )


def _at_colon(parse: Parse, place: tuple[int, int, int], posts: frozenset[str]) -> Iterator[Draft]:
    first, colon, last = place
    mark = Span(parse.tokens[colon].start, parse.tokens[colon].end)
    sides = ((first, colon - 1), (colon + 1, last))
    for (a, b), (c, d) in (sides, sides[::-1]):
        if not _is_source(parse, a, b, posts) or d - c < LEAST_WORDS:
            continue
        content = tidy(parse.text, parse.span(c, d))
        if content is not None:
            head = next((t.i for t in parse.tokens[a : b + 1] if not a <= t.head <= b or t.head == t.i), b)
            yield Draft(colon, ":", mark, parse.span(a, b), head, (content,), "say", COLON)
            return


def _is_source(parse: Parse, first: int, last: int, posts: frozenset[str]) -> bool:
    words = parse.tokens[first : last + 1]
    if len(words) > LONGEST_SOURCE or any(t.pos in PLACES or t.text in {"?", "!", '"', "“", "‘"} for t in words):
        return False
    named = [name for t in words if (name := parse.name_at.get(t.i))]
    return any(n.label in {"PERSON", "ORG", "NORP"} for n in named) or words[-1].lower in SOURCES | nouns.PERSON | posts


SOURCES = frozenset(
    "official officials source sources report reports minister ministry police poll study survey experts analysts "
    "spokesman spokeswoman spokesperson lawyer lawyers president pm prosecutors media witnesses".split()
)
