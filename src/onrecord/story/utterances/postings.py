"""By what a saying is found among all that are stored: a few numbers, each of a run of its words or of a rare one.

The store keeps them and gives back the latest sayings that have one of them, so that looking up costs the same however
many are stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from onrecord.story.utterances.folding import Word, words_of
from onrecord.story.utterances.likeness import CONTENT, UNKNOWN, Saying, rarity

RUN = 4  # words; 3 find "the United States of" again and again, 5 lose quotations that are cut short
RUNS = 16  # of each saying, the most
RARE = 5  # words of each saying
PAIRS = 6  # of words beside each other
_LEAST_MASS = 5.0  # of a run: its words tell something
_WINDOW = 4  # of any so many runs in a row one is kept, so that two sayings with seven words in common meet
_RARE = 4.0  # rarity of a word that leads anywhere by itself: one of fifty-five articles has it


@dataclass(frozen=True, slots=True)
class Posting:
    """One way to a saying.

    Args:
        key: 32 bits of a hash.
        weight: how much it tells that two sayings share it.
        lasts: whether it leads to sayings of any day, or only to those of days near.
    """

    key: int
    weight: float
    lasts: bool


def postings(saying: Saying) -> tuple[Posting, ...]:
    """Return the ways to a saying, each key once."""
    found = {posting.key: posting for posting in _postings(saying)}
    return tuple(found.values())


def _postings(saying: Saying) -> Iterator[Posting]:
    yield from sorted(_kept(_runs(saying.words)), key=lambda p: p.key)[:RUNS]
    who = last_name(saying.speaker)
    for stem in rarest(saying):
        if rarity(stem) >= _RARE:
            yield Posting(_hash(stem), rarity(stem), lasts=False)
        if who:
            yield Posting(_hash(f"{who} {stem}"), rarity(stem) + rarity(who), lasts=True)
    for mass, pair in sorted(_pairs(saying), reverse=True)[:PAIRS]:
        yield Posting(_hash(pair), mass, lasts=False)


def run_keys(words: Sequence[Word]) -> list[int]:
    """Return the keys of all runs of some words, for one who asks by a few words of a long saying."""
    return list(dict.fromkeys(posting.key for posting in _runs(words)))


def word_keys(saying: Saying) -> list[int]:
    """Return the keys of a saying's rarest words."""
    return [_hash(stem) for stem in rarest(saying)]


def _pairs(saying: Saying) -> Iterator[tuple[float, str]]:
    """Yield pairs of words that carry meaning and stand beside each other, but for the small words between them."""
    before = None
    for word in saying.words:
        if word.stem in saying.masses:
            if before is not None and not word.after_gap and before != word.stem:
                one, two = sorted((before, word.stem))
                yield saying.masses[one] + saying.masses[two], f"{one} {two}"
            before = word.stem


def rarest(saying: Saying) -> list[str]:
    """Return a saying's rarest words, the rarest first."""
    stems = sorted((-mass, stem) for stem, mass in saying.masses.items())
    return [stem for _, stem in stems[:RARE]]


def last_name(speaker: str) -> str:
    """Return the last word of a name that is one."""
    stems = [w.stem for w in words_of(speaker) if rarity(w.stem) >= CONTENT]
    return stems[-1] if stems else ""


def _runs(words: Sequence[Word]) -> list[Posting]:
    found = []
    for start in range(len(words) - RUN + 1):
        run = words[start : start + RUN]
        mass = sum(rarity(word.stem) for word in run)
        if mass >= _LEAST_MASS and not any(word.after_gap for word in run[1:]):
            found.append(Posting(_hash(" ".join(word.stem for word in run)), mass + UNKNOWN, lasts=True))
    return found


def _kept(runs: Sequence[Posting]) -> Iterator[Posting]:
    """Yield the least key of each window: the same words keep the same ones, wherever they stand (winnowing)."""
    for start in range(max(1, len(runs) - _WINDOW + 1)):
        window = runs[start : start + _WINDOW]
        if window:
            yield min(window, key=lambda posting: posting.key)


def _hash(words: str) -> int:
    return crc32(words.encode())
