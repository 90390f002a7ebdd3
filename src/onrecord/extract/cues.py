"""The lexicon of cues: which words attribute, in which frame, how surely, and as which act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from onrecord.errors import ModelError
from onrecord.record import Act

# Below this, a place attributes less often than not. On the silver records statements F1 peaks between .45 and .55.
LEAST_RELIABILITY = 0.5


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
def lexicon() -> dict[tuple[str, str], Cue]:
    """Return the lexicon by key and frame (:mod:`onrecord.extract.candidates` says what these are).

    Raises:
        ModelError: a line of the table names an act that the record does not have.
    """
    acts: dict[str, Act] = {act: act for act in get_args(Act)}
    table: dict[tuple[str, str], Cue] = {}
    for line in files("onrecord.extract").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, frame, act, reliability = line.split("\t")
        if act not in acts:
            raise ModelError(f"cues.tsv: unknown act {act!r} of {key!r}; reinstall onrecord")
        table[key, frame] = Cue(acts[act], float(reliability))
    return table
