"""Tables of weights that lie beside the modules which read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import ModelError


@lru_cache(maxsize=8)
def weights(name: str) -> Mapping[str, float]:
    """Return a table of weights by feature.

    Args:
        name: of the file in this package.

    Raises:
        ModelError: a line of the table has no weight.
    """
    return {feature: _number(weight, name) for feature, weight in _lines(name)}


@lru_cache(maxsize=2)
def rarities(name: str) -> Mapping[str, float]:
    """Return how rare each word of a table is: each line has a rarity and the words that share it.

    Args:
        name: of the file in this package.

    Raises:
        ModelError: a line of the table has no rarity.
    """
    return {word: _number(rarity, name) for rarity, words in _lines(name) for word in words.split()}


def _lines(name: str) -> Iterator[tuple[str, str]]:
    for line in files("onrecord.story.utterances").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, _, rest = line.partition("\t")
            yield first, rest


def _number(value: str, name: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise ModelError(f"{name} is damaged at {value!r}; install onrecord again") from None
