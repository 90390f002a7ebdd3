"""How alike two articles are: the log odds that they tell of the same events, from their signatures alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from onrecord.story.clusters.signature import DAYS_IN_YEAR, Signature
from onrecord.story.clusters.weights import Array

TABLE = "likeness.tsv"
FEATURES = (
    "words", "names", "lead", "lead names", "runs", "numbers",  # cosines
    "words shared", "names shared",  # of the weight of the article that has less
    "lead in other, less", "lead in other, more", "lead names in other, less", "lead names in other, more",
    "first names in other, less", "first names in other, more",
    "months", "weekdays", "days", "days apart", "years apart",
    "length, less", "length, more",
)  # fmt: skip
# The names that an article is most about.
FIRST_NAMES = 2
# Beyond this two articles are of different years, whatever more it is.
MOST_YEARS = 3
# Names that half of all articles have tell nothing, even where they are all the names there are: less weight than this,
# about that of one rare name, counts as if the rest of it were shared as little as by any two articles.
MASS, BY_CHANCE = 8.0, 0.2
# Reports of one event come within days of each other: each FADING days beyond FRESH take one from the log odds. Set by
# reading the stories of a year's campaign (docs/stories.md).
FRESH, FADING = 1, 4.0
# Log odds beyond which nothing is told apart.
FAR = 8.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A signature with what every comparison needs of it.

    Args:
        norms: of its weighted words, names, lead, lead names, runs and numbers.
        sums: of its words, names, lead and lead names.
        first: the names it is most about.
        day: ordinal of the day it was published; null where unknown.
    """

    of: Signature
    norms: tuple[float, ...]
    sums: tuple[float, ...]
    first: Mapping[str, float]
    day: int | None


def measured(signature: Signature) -> Measured:
    """Return a signature with its norms and sums."""
    parts = signature.words, signature.names, signature.lead, signature.lead_names, signature.runs, signature.numbers
    first = sorted(signature.names.items(), key=lambda item: (-item[1], item[0]))[:FIRST_NAMES]
    return Measured(
        signature,
        tuple(math.sqrt(sum(w * w for w in part.values())) for part in parts),
        tuple(sum(part.values()) for part in parts[:4]),
        dict(first),
        date.fromisoformat(signature.day).toordinal() if signature.day else None,
    )


def features(one: Measured, other: Measured) -> list[float]:
    """Return the features of two articles, in the order of :data:`FEATURES`; the same whichever comes first."""
    a, b = one.of, other.of
    parts = (
        (a.words, b.words), (a.names, b.names), (a.lead, b.lead), (a.lead_names, b.lead_names), (a.runs, b.runs),
        (a.numbers, b.numbers),
    )  # fmt: skip
    cosines = [_cosine(x, y, m, n) for (x, y), m, n in zip(parts, one.norms, other.norms, strict=True)]
    shared = [_shared(x, y, m, n) for (x, y), m, n in zip(parts[:2], one.sums, other.sums, strict=False)]
    lead = sorted((_held(a.lead, b.words, one.sums[2]), _held(b.lead, a.words, other.sums[2])))
    names = sorted((_held(a.lead_names, b.words, one.sums[3]), _held(b.lead_names, a.words, other.sums[3])))
    first = sorted(_held(x.first, y.of.words, sum(x.first.values())) for x, y in ((one, other), (other, one)))
    length = sorted((math.log(a.length + 1), math.log(b.length + 1)))
    return [*cosines, *shared, *lead, *names, *first, *_in_time(one, other), *length]


def matrix(pairs: list[tuple[Measured, Measured]]) -> Array:
    """Return the features of pairs, a row each."""
    return np.array([features(one, other) for one, other in pairs], dtype=np.float64).reshape(-1, len(FEATURES))


def _cosine(one: Mapping[str, float], other: Mapping[str, float], norm: float, other_norm: float) -> float:
    product = sum(one[word] * other[word] for word in one.keys() & other.keys())
    return product / (max(norm, MASS) * max(other_norm, MASS))


def _shared(one: Mapping[str, float], other: Mapping[str, float], total: float, other_total: float) -> float:
    shared = sum(min(one[word], other[word]) for word in one.keys() & other.keys())
    return shared / max(MASS, min(total, other_total))


def _held(part: Mapping[str, float], words: Mapping[str, float], total: float) -> float:
    """Return how much of the weight of some words another article has."""
    lack = max(0.0, MASS - total)
    return (sum(weight for word, weight in part.items() if word in words) + BY_CHANCE * lack) / (total + lack)


def _agree(one: tuple[object, ...], other: tuple[object, ...]) -> float:
    """Return 1 where two lists share an entry, -1 where they share none, 0 where one is empty."""
    if not one or not other:
        return 0.0
    return 1.0 if set(one) & set(other) else -1.0


def _in_time(one: Measured, other: Measured) -> list[float]:
    a, b = one.of, other.of
    days = [abs(x - y) for x in a.days for y in b.days]
    apart = math.log1p(min(min(gap, DAYS_IN_YEAR - gap) if gap < DAYS_IN_YEAR else 0 for gap in days)) if days else 2.0
    years = 1 if a.last_year is None or b.last_year is None else min(MOST_YEARS, abs(a.last_year - b.last_year))
    return [_agree(a.months, b.months), _agree(a.weekdays, b.weekdays), _agree(a.days, b.days), apart, float(years)]


def decay(one: Measured, other: Measured) -> float:
    """Return what time takes from the log odds of two articles; nothing where a page does not say its day."""
    if one.day is None or other.day is None:
        return 0.0
    return max(0, abs(one.day - other.day) - FRESH) / FADING
