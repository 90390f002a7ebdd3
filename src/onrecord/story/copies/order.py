"""Which of two texts that share words had them first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from onrecord.store.copies import Text
from onrecord.story.copies.likeness import Likeness
from onrecord.story.copies.words import Words

# An agency's text comes out before its copies; one that names it may be printed some days after one that does not.
CREDIT_DAYS = 3
# Times of one day are those of printing, not of writing; far apart they tell more than which text is shorter.
FAR = timedelta(hours=6)
# Part of the words: a text that has so much less of its own is a cut of the other.
FULLER = 0.25
# Part of the longer text within which a cut begins: editors cut from the end.
TOP = 0.15
HALF = 0.5


def copies(one: Text, other: Text, like: Likeness, words: Words, of_words: Words) -> bool:
    """Tell whether ``one`` copies ``other``, and not the other way round.

    By agency, where one of them names one; by day; by time, where both give it and it lies apart; on the same day the
    one that is a cut of the other's beginning is the copy; else the one that came later into the store.
    """
    days = (date.fromisoformat(one.known_on) - date.fromisoformat(other.known_on)).days
    if (one.agency is None) != (other.agency is None) and abs(days) <= CREDIT_DAYS:
        return one.agency is None
    if days:
        return days > 0
    apart = _apart(one, other)
    if apart is not None and abs(apart) >= FAR:
        return apart > timedelta(0)
    if like.share - like.of_share >= FULLER and _from_the_top([p.of_start for p in like.passages], of_words):
        return True
    if like.of_share - like.share >= FULLER and _from_the_top([p.start for p in like.passages], words):
        return False
    return apart > timedelta(0) if apart else one.id > other.id


def joins(one: Text, other: Text, like: Likeness, of_words: Words) -> bool:
    """Tell whether ``one``, which copies ``other``, is one voice with it, should most of its words be the other's.

    Of texts of one day and no agency a longer one may have been put together from shorter ones. It is theirs where it
    came first by day or agency, is half the same or begins as they do.
    """
    told = one.known_on != other.known_on or other.agency is not None or like.of_share >= HALF
    return told or _from_the_top([p.of_start for p in like.passages], of_words)


def _apart(one: Text, other: Text) -> timedelta | None:
    """Return how much later the one was published; None where one of them gives no time with its zone."""
    times = [datetime.fromisoformat(t.published) for t in (one, other) if t.published and "T" in t.published]
    return times[0] - times[1] if len(times) == 2 and all(t.tzinfo for t in times) else None  # noqa: PLR2004 - both


def _from_the_top(starts: list[int], words: Words) -> bool:
    return min(starts) <= TOP * len(words)
