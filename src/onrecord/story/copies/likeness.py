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
# the most changed one shares 0.72. Between 0.5 and 0.6 lie briefs of two or three sentences, one of them the same.
MOSTLY = 0.6
# … and that many of the shorter's words the very same: two reports of what a company and its critics said shared 0.54
# of the shorter with many words changed, and 0.36 the very same.
ALIKE = 0.4
# … of a text of few words more: two briefs of one sentence on one robbery had 0.59 of their words in common.
ALIKE_SHORT = 0.65
# Above this an article has nothing of its own that could be told from changed words.
WHOLLY = 0.8
# In words. Of 60 looked at, passages of 14 to 23 words were lists of names, telephone numbers, the outlet's own
# standing phrases and, one in two, background that somebody copied; longer ones were copied.
LONG = 24
FEWEST = 14
TOGETHER = 40
# Fewer words than these tell nothing, be they the same; of a text with fewer outside quotation marks the others count.
LEAST = 20
QUOTED = 0.95
# Lines at the foot of a page (who writes, where to subscribe) are repeated, not copied.
FOOT_WORDS = 60
FOOT_BLOCKS = 2


@dataclass(frozen=True)
class Likeness:
    """What two texts share.

    Args:
        passages: what is shared, positions in words; only what is no chance.
        share: which part of the one text's words outside quotation marks stands in them, 0 to 1.
        of_share: the same for the other text.
        mostly: whether one of the two texts is mostly the other's, or a part of it.
    """

    passages: tuple[Passage, ...]
    share: float
    of_share: float
    mostly: bool


def likeness(one: Words, other: Words) -> Likeness | None:
    """Compare two texts; None where what they share is chance, quotation or a line at the foot of the page."""
    found = passages(one, other)
    shorter = min(one.quoted.count(False), other.quoted.count(False))
    quotation = shorter < LEAST
    share = _share(one, ((p.start, p.end) for p in found), quotation=quotation)
    of_share = _share(other, ((p.of_start, p.of_end) for p in found), quotation=quotation)
    most = max(share, of_share)
    if quotation:
        whole = most >= QUOTED and sum(p.same for p in found) >= TOGETHER
        return Likeness(found, share, of_share, mostly=True) if whole else None
    same = sum(p.plain for p in found)
    if most >= MOSTLY and same >= (ALIKE if same >= TOGETHER else ALIKE_SHORT) * shorter and same >= LEAST:
        return Likeness(found, share, of_share, mostly=True)
    kept = tuple(p for p in found if p.plain >= FEWEST and not _at_the_foot(p, one, other))
    telling = max((p.plain for p in kept), default=0) >= LONG and sum(p.plain for p in kept) >= TOGETHER
    return Likeness(kept, share, of_share, mostly=False) if telling else None


def _share(words: Words, runs: Iterable[tuple[int, int]], *, quotation: bool) -> float:
    """Return which part of a text's words stands in the given runs, which may overlap.

    Args:
        quotation: words between quotation marks count too.
    """
    inside = {at for start, end in runs for at in range(start, end) if quotation or not words.quoted[at]}
    counted = len(words) if quotation else words.quoted.count(False)
    return len(inside) / counted if counted else 0.0


def _at_the_foot(passage: Passage, one: Words, other: Words) -> bool:
    """Tell whether a passage is short and stands in the last few blocks of both texts."""
    last = one.blocks[-1] - one.blocks[passage.start], other.blocks[-1] - other.blocks[passage.of_start]
    return passage.end - passage.start <= FOOT_WORDS and max(last) < FOOT_BLOCKS
