"""Whether two texts have so many words in common that one of them copies the other, or a part of it.

Words between quotation marks do not count: two reporters at one press conference print the same quotes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.story.copies.align import Passage, passages
from onrecord.story.copies.words import Words

# Measured on 3,720 pairs of PolNeAR, ECB+ and BASIL that share two bands or more, and on made copies (bench.copies):
# articles on look-alike events share at most 0.18 of the shorter; of the made copies that carry nothing of their own
# the most changed one shares 0.72.
MOSTLY = 0.5
# … and that many of the shorter's words the very same: two reports of what a company and its critics said shared 0.54
# of the shorter with many words changed, and 0.36 the very same.
ALIKE = 0.4
# Above this an article has nothing of its own that could be told from changed words.
WHOLLY = 0.8
# In words. Of 60 looked at, passages of 14 to 23 words were lists of names, telephone numbers, the outlet's own
# standing phrases and, one in two, background that somebody copied; longer ones were copied.
LONG = 24
FEWEST = 14
TOGETHER = 40
# Fewer words than these tell nothing, be they the same.
LEAST = 20
# Lines at the foot of a page (who writes, where to subscribe) are repeated, not copied.
FOOT_WORDS = 80
FOOT_BLOCKS = 3


@dataclass(frozen=True)
class Likeness:
    """What two texts share.

    Args:
        passages: what is shared, positions in words; only what is no chance.
        share: which part of the one text's words outside quotation marks stands in them, 0 to 1.
        of_share: the same for the other text.
        alike: how many words of the shorter text, 0 to 1, stand in the other, the very same and in the same order.
    """

    passages: tuple[Passage, ...]
    share: float
    of_share: float
    alike: float

    @property
    def mostly(self) -> bool:
        """Whether one of the two texts is mostly the other's."""
        return max(self.share, self.of_share) >= MOSTLY and self.alike >= ALIKE


def likeness(one: Words, other: Words) -> Likeness | None:
    """Compare two texts; None where what they share is chance, quotation or a line at the foot of the page."""
    found = passages(one, other)
    share = _share(one, ((p.start, p.end) for p in found))
    of_share = _share(other, ((p.of_start, p.of_end) for p in found))
    same = sum(p.plain for p in found)
    alike = same / max(1, min(one.quoted.count(False), other.quoted.count(False)))
    if Likeness(found, share, of_share, alike).mostly and same >= LEAST:
        return Likeness(found, share, of_share, alike)
    kept = tuple(p for p in found if p.plain >= FEWEST and not _at_the_foot(p, one, other))
    longest, together = max((p.plain for p in kept), default=0), sum(p.plain for p in kept)
    if longest < LONG or together < TOGETHER:
        return None
    return Likeness(kept, share, of_share, alike)


def _share(words: Words, runs: Iterable[tuple[int, int]]) -> float:
    """Return which part of the words outside quotation marks stands in the given runs, which may overlap."""
    inside = {at for start, end in runs for at in range(start, end) if not words.quoted[at]}
    plain = words.quoted.count(False)
    return len(inside) / plain if plain else 0.0


def _at_the_foot(passage: Passage, one: Words, other: Words) -> bool:
    """Tell whether a passage is short and stands in the last few blocks of both texts."""
    last = one.blocks[-1] - one.blocks[passage.start], other.blocks[-1] - other.blocks[passage.of_start]
    return passage.end - passage.start <= FOOT_WORDS and max(last) < FOOT_BLOCKS
