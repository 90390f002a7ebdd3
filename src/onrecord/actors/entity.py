"""An actor while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record import ActorType, Grade, Span
    from onrecord.text.nouns import Gender


@dataclass
class Entity:
    """One actor in the making.

    Args:
        number: in order of creation.
        kind: type of actor.
        grade: what its statements are graded.
        name: fullest name so far.
        name_from: where it is from: the text, or a version of the table of offices.
        wikidata: its id where the table of offices has one.
        spans: its mentions.
        heads: lemmas of the nouns that describe it.
        words: lower-case words of its names and posts, to tell one minister from another.
        names: people and states named in the description that introduced it, by number.
        tokens: head tokens of its mentions, for pronouns to look back to.
    """

    number: int
    kind: ActorType
    grade: Grade
    name: str
    spans: set[Span] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    tokens: set[int] = field(default_factory=set)
    names: frozenset[int] = frozenset()
    role: str | None = None
    of: int | None = None
    gender: Gender | None = None
    plural: bool = False
    members: tuple[int, ...] = ()
    name_from: str = "text"
    wikidata: str | None = None
