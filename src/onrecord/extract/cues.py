"""The lexicon of cues: which words attribute, in which frame, how surely, and as which act.

``acts.tsv`` has the words and their acts; ``cues.tsv`` how often each attributes in a frame, counted by
``training/cues.py`` over the silver records. A known word in a frame that was never counted has what words of its kind
have in that frame on average.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from onrecord.errors import ModelError
from onrecord.record import Act

# Below this, a place attributes less often than not. On the silver records statements F1 is 75.3 here, 75.4 at .45 and
# 75.2 at .4.
LEAST_RELIABILITY = 0.5
# What words of a kind have on average in a frame (silver records).
USUAL = {
    "": {"clause": 0.8, "to": 0.6, "pass-to": 0.5, "pass-clause": 0.55},
    "n:": {"clause": 0.75, "to": 0.55, "prep:about": 0.6, "lv-to": 0.55, "lv-prep:about": 0.6},
    "a:": {"clause": 0.75, "to": 0.5, "prep:about": 0.65},
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What the lexicon knows of a word in a frame.

    Args:
        act: what kind of saying it is.
        reliability: share of such places that attribute, 0 to 1.
    """

    act: Act
    reliability: float


def reliability(key: str, frame: str) -> float:
    """Return how often a word in a frame attributes, 0 where the lexicon does not have it."""
    cue = lexicon().get((key, frame))
    return 0.0 if cue is None else cue.reliability


@lru_cache(maxsize=1)
def words() -> dict[str, Act]:
    """Return the act of each word that attributes.

    Raises:
        ModelError: a line of the table names an act that the record does not have.
    """
    return {word: _act(act) for act, listed in _rows("acts.tsv") for word in listed.split()}


@lru_cache(maxsize=1)
def lexicon() -> dict[tuple[str, str], Cue]:
    """Return the lexicon by key and frame (:mod:`onrecord.extract.candidates` says what these are).

    Raises:
        ModelError: a line of a table names an act that the record does not have.
    """
    table = {
        (prefix + word, frame): Cue(act, usual)
        for prefix, frames in USUAL.items()
        for frame, usual in frames.items()
        for word, act in words().items()
    }
    for key, frame, act, share in _rows("cues.tsv"):
        table[key, frame] = Cue(_act(act), float(share))
    return table


def _rows(name: str) -> Iterator[list[str]]:
    for line in files("onrecord.extract").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _act(name: str) -> Act:
    for act in get_args(Act):
        if act == name:
            known: Act = act
            return known
    raise ModelError(f"the table of cues names an unknown act {name!r}; install onrecord again")
