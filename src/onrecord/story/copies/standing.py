"""Lines that an outlet repeats from article to article: an editor's note, a request to subscribe, who the writer is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.story.copies.align import Passage
from onrecord.story.copies.likeness import FOOT_WORDS, Likeness

# So many articles of one outlet that share this one passage, and nothing else.
REPEATED = 3


def standing(likes: Sequence[tuple[str | None, Likeness]]) -> list[bool]:
    """Tell which of an article's likenesses are no more than a line that the other's outlet repeats.

    Args:
        likes: the other article's outlet, where it is known, and what the two share.
    """
    lines = [(outlet, _only(like)) for outlet, like in likes]
    return [
        line is not None
        and outlet is not None
        and sum(_same(line, other) for beside, other in lines if beside == outlet) >= REPEATED
        for outlet, line in lines
    ]


def _only(like: Likeness) -> Passage | None:
    if like.mostly or len(like.passages) != 1 or like.passages[0].end - like.passages[0].start > FOOT_WORDS:
        return None
    return like.passages[0]


def _same(line: Passage, other: Passage | None) -> bool:
    """Tell whether two passages are the same words of the article, at least half of them."""
    if other is None:
        return False
    shared = min(line.end, other.end) - max(line.start, other.start)
    return 2 * shared >= max(line.end - line.start, other.end - other.start)
