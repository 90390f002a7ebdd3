"""Which block of a page is its headline, as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.page.blocks import RawBlock
from onrecord.page.declared import Head
from onrecord.page.linekinds import same_words
from onrecord.page.names import Zone

LONGEST_HEADLINE = 400  # code points; the longest of the tuning half has 187
# A heading that shares this much with a declared title is the headline: on the tuning half the headline shares at
# least .64 where outlets shorten their og:title, other headings .31 at most.
ALIKE = 0.5
NEAR_BODY = 4  # a headline stands above the body, or below a paragraph that the model takes for its first
FEWEST_WORDS = 3  # a tab's words prove a headline only where it has some
_APART = Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.CONSENT


def find_headline(blocks: Sequence[RawBlock], head: Head, first_body: int) -> RawBlock | None:
    """Return the block that is the headline; None where the page shows none.

    Args:
        first_body: number of the first block of the body.
    """
    titles = [frozenset(same_words(title)) for title in head.titles]
    tab = frozenset(same_words(head.tab))
    best: tuple[float, int] | None = None
    for block in blocks[: first_body + NEAR_BODY]:
        if len(block.text) <= LONGEST_HEADLINE:
            score = _score(block, titles, tab)
            if score >= ALIKE and (best is None or score > best[0] + 1e-9):
                best = (score, block.number)
    return None if best is None else blocks[best[1]]


def _score(block: RawBlock, titles: Sequence[frozenset[str]], tab: frozenset[str]) -> float:
    words = frozenset(same_words(block.text))
    if not words:
        return 0.0
    likeness = max((len(words & t) / len(words | t) for t in titles if t), default=0.0)
    if len(words) >= FEWEST_WORDS and words <= tab:
        likeness = max(likeness, len(words) / len(tab))
    is_h1 = block.frame.tag == "h1"
    if is_h1 and not block.frame.inherited & _APART and len(words) >= FEWEST_WORDS and likeness > 0:
        likeness = max(likeness, ALIKE)
    if is_h1 and not titles and not block.frame.inherited & _APART:
        likeness = max(likeness, ALIKE)
    return likeness + (0.3 if is_h1 else 0.1 if block.frame.tag in {"h2", "h3"} else 0.0) if likeness >= ALIKE else 0.0
