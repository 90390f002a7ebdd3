"""The words of events, after PLOVER: what verbs, nouns and adjectives say, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

from onrecord.errors import ModelError
from onrecord.record import Event, EventMode, EventType


@dataclass(frozen=True, slots=True)
class Words:
    """The table of words: for each kind what a word says, and the events of a verb's class with a thing."""

    by_kind: dict[str, dict[str, tuple[str, ...]]]
    pairs: dict[tuple[str, str], Event] = field(default_factory=dict)

    def of(self, kind: str, word: str) -> tuple[str, ...]:
        """Return the classes and events of a word, in the order of the table."""
        return self.by_kind.get(kind, {}).get(word, ())


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the table of words.

    Raises:
        ModelError: a line of it names an event that PLOVER does not have.
    """
    text = (files("onrecord.extract") / "plover.tsv").read_text(encoding="utf-8")
    found = Words({})
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, name, listed = line.split("\t")
            if kind == "pair":
                verb, thing = name.split()
                found.pairs[verb, thing] = event(listed)
                continue
            if name[0].isupper():
                event(name)
            for word in listed.split():
                known = found.by_kind.setdefault(kind, {})
                known[word] = (*known.get(word, ()), name)
    return found


def event(code: str) -> Event:
    """Return the event that ``TYPE`` or ``TYPE:mode`` names.

    Raises:
        ModelError: PLOVER has no such event.
    """
    kind, _, mode = code.partition(":")
    if kind not in get_args(EventType) or (mode and mode not in get_args(EventMode)):
        raise ModelError(f"plover.tsv: PLOVER has no event {code!r}; mend the table")
    return Event(cast("EventType", kind), cast("EventMode", mode) if mode else None)
