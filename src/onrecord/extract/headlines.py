"""Headlines: "Source: content", "Content: source", "Content – source"."""

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
DASHES = frozenset({"-", "–", "—"})
KINDS = frozenset({"title", "standfirst", "subheading"})


def headline_drafts(parse: Parse, blocks: Sequence[Block]) -> Iterator[Draft]:
    """Yield what colons and dashes in headlines attribute."""
    posts: frozenset[str] | None = None
    for block in blocks:
        if block.kind in KINDS:
            words = [parse.tokens[i] for i in parse.tokens_in(Span(block.start, block.end))]
            colon = next((n for n, token in enumerate(words[:-1]) if n and token.text == ":"), None)
            dash = max((n for n, token in enumerate(words[:-1]) if n and token.text in DASHES), default=None)
            if colon is None and dash is None:
                continue
            posts = _posts(parse) if posts is None else posts
            if colon is not None:
                yield from _at_colon(parse, (words[0].i, words[colon].i, words[-1].i), posts)
            elif dash is not None:
                yield from _at_dash(parse, (words[0].i, words[dash].i, words[-1].i), posts)


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
            yield Draft(colon, ":", mark, parse.span(a, b), _head(parse, a, b), (content,), "say", COLON)
            return


def _at_dash(parse: Parse, place: tuple[int, int, int], posts: frozenset[str]) -> Iterator[Draft]:
    """A source behind a headline's last dash, known by its noun: a name there is the page's own more often."""
    first, dash, last = place
    mark, source = parse.tokens[dash], (dash + 1, last)
    if dash - 1 - first < LEAST_WORDS or not _is_source(parse, *source, posts):
        return
    content = tidy(parse.text, parse.span(first, dash - 1))
    if content is not None and parse.tokens[last].lower in SOURCES | posts:
        span = Span(mark.start, mark.end)
        yield Draft(dash, ":", span, parse.span(*source), _head(parse, *source), (content,), "say", COLON)


def _head(parse: Parse, first: int, last: int) -> int:
    """The token that a source's others hang on."""
    return next((t.i for t in parse.tokens[first : last + 1] if not first <= t.head <= last or t.head == t.i), last)


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
