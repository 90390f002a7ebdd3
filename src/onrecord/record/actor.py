"""Actors: who speaks, is spoken to, relays, counts, meets or takes a position."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.span import Span

ActorType = Literal["person", "organisation", "state", "group"]


class Actor(msgspec.Struct, frozen=True):
    """One actor of an article.

    Args:
        id: ``a1``, ``a2`` … in order of first mention.
        name: the fullest name in the article, or what the knowledge base gives.
        name_from: ``text``, or ``offices@VERSION`` where the name is not in the text.
        role: post or title as written.
        of: id of the actor whose post it is (a state, a body).
        members: ids of the members of a joint speaker.
        mentions: names, parts of names, descriptions and pronouns.
    """

    id: str
    name: str
    type: ActorType
    mentions: tuple[Span, ...]
    name_from: str = "text"
    role: str | None = None
    of: str | None = None
    wikidata: str | None = None
    members: tuple[str, ...] = ()
