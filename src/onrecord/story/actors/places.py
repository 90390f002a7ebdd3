"""States, and a few bodies, by any of their names; for names that hold one: "the Iranian army", "Iran's army"."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from onrecord.story.actors.folding import folded


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """Usual folded name of a state by each folded name, adjective and word for its people.

    The table lies with the stages that read; it is words, not code, and both wings read the same one.
    """
    states: dict[str, str] = {}
    text = files("onrecord").joinpath("text", "states.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, adjectives, _, others = (*line.split("\t"), "", "", "")[:4]
        for word in (name, *adjectives.split(";"), *others.split(";")):
            if word:
                states[_key(word)] = _key(name)
    return states


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    """Usual folded name of a state by its folded capital."""
    text = files("onrecord").joinpath("text", "states.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {_key(row[2]): _key(row[0]) for row in rows if len(row) > 2 and row[2]}  # noqa: PLR2004 - the third column


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    bodies: dict[str, str] = {}
    text = files("onrecord").joinpath("offices", "bodies.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, others = (*line.split("\t"), "")[:2]
            bodies.update((_key(word), _key(name)) for word in (name, *others.split(";")) if word)
    return bodies


def known_body(name: str) -> str | None:
    """Return the usual folded name of a body that everybody knows by several, the United Nations say."""
    return _bodies().get(_key(name))


def _key(words: str) -> str:
    return " ".join(filter(None, (folded(w) for w in words.replace("-", " ").split() if folded(w) != "the")))


def state_of(words: str) -> str | None:
    """Return the usual folded name of the state that words name or belong to; None for other words."""
    return _states().get(_key(words))


def state_spoken_for(words: str) -> str | None:
    """Return the state that words name or belong to, or whose capital they are: a ministry in Beirut is Lebanon's."""
    return _states().get(_key(words)) or _capitals().get(_key(words))


def place_key(name: str) -> str:
    """Return what a place is compared by: the state's usual name, else its own name folded."""
    key = _key(name)
    return _states().get(key, key)
