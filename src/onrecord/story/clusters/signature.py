"""The signature of an article: what of it is compared when articles are grouped into stories.

Weighted words and names of all of it and of its beginning, names that stand side by side, numbers, and the days it
names. Pure: the same text, day and word counts give the same signature. It is kept as JSON, so that an article is
compared without being read again.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from onrecord.story.clusters.words import COMMON, MONTH, WEEKDAYS, Word, name_flags, words_of

# Words of the beginning: title, first paragraph and a half.
LEAD = 60
# Of the other words the heaviest are kept; most articles of ECB+ have fewer.
KEPT = 160
NAMES, RUNS, NUMBERS = 60, 40, 40
# Days of the year that are kept; more of them are a calendar.
DAYS = 24
YEARS = range(1990, 2100)
MONTH_DAY = re.compile(r"\b([A-Z][A-Za-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?(?:, ?| )?((?:19|20)\d\d)?\b")
DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z][A-Za-z]{2,8})\.?,? ?((?:19|20)\d\d)?\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DAYS_IN_YEAR, DAYS_IN_MONTH = 365, 30.4


class Signature(msgspec.Struct, frozen=True):
    """What of an article is compared.

    Args:
        words: the heaviest stems, with their weights: how often, times how rare.
        names: those that are part of names.
        lead: the stems of the beginning; ``lead_names`` those of them that are part of names.
        runs: pairs of stems that stand side by side in names.
        numbers: as they are written, without commas.
        days: days of the year that it names, 1 to 366; ``months`` 1 to 12; ``weekdays`` of the beginning.
        last_year: the latest year it names; null where it names none.
        day: ISO day it was published; null where the page does not say.
        length: in words.
    """

    words: dict[str, float]
    names: dict[str, float]
    lead: dict[str, float]
    lead_names: dict[str, float]
    runs: dict[str, float]
    numbers: dict[str, float]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[str, ...]
    last_year: int | None
    day: str | None
    length: int


class Counted(msgspec.Struct, frozen=True):
    """The words of an article before they are weighed; see :class:`Signature`."""

    words: Counter[str]
    names: Counter[str]
    lead: Counter[str]
    lead_names: Counter[str]
    runs: Counter[str]
    numbers: Counter[str]
    days: tuple[int, ...]
    months: tuple[int, ...]
    weekdays: tuple[str, ...]
    last_year: int | None
    day: str | None
    length: int


def counted(blocks: Sequence[str], published: str | None) -> Counted:
    """Count the words of an article.

    Args:
        blocks: its blocks of text in reading order, the title first where it has one.
        published: ISO day, where the page says it.
    """
    words = [list(words_of(block)) for block in blocks]
    flags = name_flags(words)
    marked = [pair for block, named in zip(words, flags, strict=True) for pair in zip(block, named, strict=True)]
    begins = marked[:LEAD]
    dates = [found for block in blocks for found in _dates(block)]
    years = [int(year) for block in (*blocks, published or "") for year in YEAR.findall(block)]
    small = {word.small for word, _ in marked if word.capital and word.small in MONTH}
    return Counted(
        Counter(word.stem for word, _ in marked if word.small not in COMMON),
        Counter(word.stem for word, named in marked if named),
        Counter(word.stem for word, _ in begins if word.small not in COMMON),
        Counter(word.stem for word, named in begins if named),
        Counter(_runs(words, marked)),
        Counter(word.stem for word, _ in marked if word.small[0].isdigit()),
        tuple(sorted({int((month - 1) * DAYS_IN_MONTH + day) for _, month, day in dates}))[:DAYS],
        tuple(sorted({MONTH[word] for word in small} | {month for _, month, _ in dates})),
        tuple(sorted({word.small for word, _ in begins if word.small in WEEKDAYS})),
        max((year for year in years if year in YEARS), default=None),
        published,
        len(marked),
    )


def weighed(counts: Counted, rarity: Mapping[str, float]) -> Signature:
    """Return the signature of counted words.

    Args:
        rarity: the weight of each word, see :func:`onrecord.story.clusters.words.rarity`.
    """
    lead, names = _weights(counts.lead, rarity), _heaviest(_weights(counts.names, rarity), NAMES)
    every = _weights(counts.words, rarity)
    words = _heaviest(every, KEPT) | {word: every[word] for word in (*lead, *names) if word in every}
    runs = {
        run: round(_often(n) * sum(rarity[word] for word in run.split(" ")) / 2, 3) for run, n in counts.runs.items()
    }
    return Signature(
        words,
        names,
        lead,
        _weights(counts.lead_names, rarity),
        _heaviest(runs, RUNS),
        _heaviest(_weights(counts.numbers, rarity), NUMBERS),
        counts.days,
        counts.months,
        counts.weekdays,
        counts.last_year,
        counts.day,
        counts.length,
    )


def _often(count: int) -> float:
    return 1 + math.log(count)


def _weights(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    return {word: round(_often(n) * rarity[word], 3) for word, n in counts.items()}


def _heaviest(weights: Mapping[str, float], most: int) -> dict[str, float]:
    """Return the heaviest of the weights; of equal ones the first in the alphabet."""
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most])


def _runs(blocks: Sequence[Sequence[Word]], marked: Sequence[tuple[Word, bool]]) -> Iterator[str]:
    """Yield names of two words, of longer ones each pair, where both are in one block."""
    at = 0
    for block in blocks:
        here = marked[at : at + len(block)]
        at += len(block)
        for (one, named), (other, too) in pairwise(here):
            if named and too:
                yield f"{one.stem} {other.stem}"


def _dates(block: str) -> Iterator[tuple[int | None, int, int]]:
    """Yield the year, month and day of each day that a block names in full or without its year."""
    for match in MONTH_DAY.finditer(block):
        yield from _date(match[1], match[2], match[3])
    for match in DAY_MONTH.finditer(block):
        yield from _date(match[2], match[1], match[3])


def _date(month: str, day: str, year: str | None) -> Iterator[tuple[int | None, int, int]]:
    number = MONTH.get(month.lower())
    if number is not None and 1 <= int(day) <= 31:  # noqa: PLR2004 - days of a month
        yield (int(year) if year else None, number, int(day))
