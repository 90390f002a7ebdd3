"""The words that show on which side somebody stands, by class (``stance_words.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.text import Token

# Before a verb these tell what should be.
DUTY = frozenset("should must ought need shall".split())
NEGATIVE = frozenset("not n't never no neither nor none without nobody nothing cannot".split())


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """Return the words of each class, in lower case."""
    out: dict[str, frozenset[str]] = {}
    for line in files("onrecord.extract").joinpath("stance_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition("\t")
            out[name] = frozenset(words.split())
    return out


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in classes().items():
        for word in sorted(words):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def classes_of(token: Token) -> tuple[str, ...]:
    """Return the classes of a word, in the table's order."""
    return _by_word().get(token.lemma.lower(), ())
