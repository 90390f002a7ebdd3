"""How many independent sources stand behind rows of the store, and who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

import msgspec
from sqlalchemy import Connection

from onrecord.store import copies as kept

Kind = Literal["agency", "outlet", "article"]


class Item(Protocol):
    """A row of the store that stands in an article: a statement, a figure, an encounter, a position."""

    @property
    def article(self) -> int:
        """The article's id."""

    @property
    def voice(self) -> int | None:
        """Id of the article whose report it stands in; None where nobody has told."""


class Heard(msgspec.Struct, frozen=True):
    """An independent source, with the articles that carry it.

    Args:
        voice: id of the article that stands for it, the first of its reports here.
        name: of the agency, else of the outlet; null where neither is known.
        kind: what the name names: an agency, an outlet, or nothing more than an article.
        articles: ids of the articles that print it, in the order of their ids.
    """

    voice: int
    name: str | None
    kind: Kind
    articles: tuple[int, ...]


def independent(rows: Iterable[Item], names: Mapping[int, str] | None = None) -> int:
    """Return how many independent sources stand behind rows: voices, not articles.

    Args:
        rows: what is counted, their ``voice`` as the store tells it.
        names: who speaks in a voice (:func:`names_of`): two reports of one agency or outlet are one source. None
            counts each report.
    """
    voices = {row.article if row.voice is None else row.voice for row in rows}
    return len({(names or {}).get(voice, voice) for voice in voices})


def names_of(connection: Connection, voices: Iterable[int]) -> dict[int, str]:
    """Return who speaks in each voice: the agency, else the outlet; where neither is known, the voice is missing."""
    named = {voice: agency or outlet for voice, (agency, outlet) in _named(connection, voices).items()}
    return {voice: name for voice, name in named.items() if name}


def heard(connection: Connection, rows: Iterable[Item]) -> tuple[Heard, ...]:
    """Return the independent sources behind rows, in the order of the ids of their first reports."""
    articles: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        articles[row.article if row.voice is None else row.voice].add(row.article)
    named = _named(connection, articles)
    groups: dict[str | int, list[int]] = defaultdict(list)
    for voice in sorted(articles):
        agency, outlet = named[voice]
        groups[agency or outlet or voice].append(voice)
    return tuple(_heard(voices, named[voices[0]], articles) for voices in groups.values())


def _named(connection: Connection, voices: Iterable[int]) -> dict[int, tuple[str | None, str | None]]:
    """Return the agency and the outlet of each voice."""
    ids = sorted(set(voices))
    rows, outlets = kept.voices(connection, ids), kept.printed(connection, ids)
    return {voice: (rows[voice].agency if voice in rows else None, outlets.get(voice)) for voice in ids}


def _heard(voices: list[int], named: tuple[str | None, str | None], articles: Mapping[int, set[int]]) -> Heard:
    agency, outlet = named
    carried = tuple(sorted(set().union(*(articles[voice] for voice in voices))))
    kind: Kind = "agency" if agency else "outlet" if outlet else "article"
    return Heard(voices[0], agency or outlet, kind, carried)
