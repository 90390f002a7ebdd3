"""States: their names, the adjectives that stand for them and the capitals that speak for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class _Table:
    names: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = _Table({}, {}, {})
    for line in files("onrecord.text").joinpath("states.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        name, adjectives, capital, others = (*line.lower().split("\t"), "", "", "")[:4]
        for short in (name, *filter(None, others.split(";"))):
            table.names[short] = name
        for word in filter(None, adjectives.split(";")):
            table.adjectives[word] = table.adjectives[f"{word}s"] = name
        if capital:
            table.capitals[capital] = name
    return table


def state_of_name(name: str) -> str | None:
    """Return the usual name of a state, in lower case, for any name of it in lower case; None for other words."""
    return _table().names.get(name)


def state_of_adjective(word: str) -> str | None:
    """Return the state, in lower case, that an adjective or a word for its people belongs to."""
    return _table().adjectives.get(word)


def state_of_capital(city: str) -> str | None:
    """Return the state, in lower case, of a capital in lower case."""
    return _table().capitals.get(city)
