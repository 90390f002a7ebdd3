"""What the page of an actor shows."""

from __future__ import annotations

import msgspec

from onrecord.serve import wording
from onrecord.serve.web import addresses
from onrecord.serve.web.actors.asked import ActorQuery
from onrecord.serve.web.actors.lanes import Lanes, lanes
from onrecord.serve.web.search.facets import Choice, Chooser
from onrecord.store.log import Correction
from onrecord.store.search import StatementHit
from onrecord.store.store import Store
from onrecord.story import asking, searching
from onrecord.story.correcting import corrections_naming
from onrecord.story.profile import Beside, Profile
from onrecord.story.searching import Searched

_FILTERS = (
    ("act", "who", "said, in any way"),
    ("story", "in the story", "any"),
    ("outlet", "in", "any outlet"),
    ("month", "known in", "any month"),
)


class ActorShown(msgspec.Struct, frozen=True):
    """What the page of an actor shows.

    Args:
        company: who stands beside it, by how.
        corrections: what users said of it, the latest first.
        api: where programs get what it said.
    """

    profile: Profile
    query: ActorQuery
    said: Searched[StatementHit]
    choosers: tuple[Chooser, ...]
    lanes: Lanes | None
    company: tuple[tuple[str, tuple[Beside, ...]], ...]
    corrections: tuple[Correction, ...]
    earlier: str | None
    later: str | None
    api: str


def actor_shown(store: Store, number: int, query: ActorQuery) -> ActorShown:
    """Return what the page of an actor shows.

    Raises:
        UsageError: there is no such actor, or a day is none.
    """
    profile = asking.who(store, str(number), query.as_of)
    ident = profile.actor.id
    said = searching.search_said(store, query.said(ident))
    shown = query.offset + len(said.found.hits)
    return ActorShown(
        profile=profile,
        query=query,
        said=said,
        choosers=tuple(_chooser(ident, query, said, *one) for one in _FILTERS),
        lanes=lanes(profile, query.as_of),
        company=_company(profile),
        corrections=_corrections(store, profile),
        earlier=query.address(ident, offset=max(query.offset - query.shown, 0) or None) if query.offset else None,
        later=query.address(ident, offset=shown) if said.found.hits and shown < said.found.total else None,
        api=addresses.of("/api/v1/statements", by=ident, as_of=query.as_of, **query.filters),
    )


def _chooser(
    ident: int, query: ActorQuery, said: Searched[StatementHit], name: str, label: str, anything: str
) -> Chooser:  # fmt: skip
    facets = [facet for facet in said.found.facets if facet.by == name]
    if name == "month":
        facets.sort(key=lambda facet: facet.value, reverse=True)
    chosen = query.chosen(name)
    named = next((facet.value for facet in facets if chosen is not None and chosen == facet.id), chosen)
    return Chooser(
        name=name,
        label=label,
        anything=anything,
        chosen=None if named is None else _label(name, str(named)),
        clear=query.address(ident, **query.without(name)),
        choices=tuple(
            Choice(_label(name, facet.value), facet.count, query.address(ident, **query.choice(name, facet)))
            for facet in facets
        ),
        typed=False,
    )


def _label(name: str, value: str) -> str:
    if name == "act":
        return wording.past(value)
    return wording.day(value) if name == "month" else value


def _company(profile: Profile) -> tuple[tuple[str, tuple[Beside, ...]], ...]:
    several = (
        ("Spoken for by", profile.relayed_by),
        ("Speaks for", profile.relays),
        ("Spoke to", profile.addressees),
        ("Spoken to by", profile.answers),
    )
    return tuple((label, beside) for label, beside in several if beside)


def _corrections(store: Store, profile: Profile) -> tuple[Correction, ...]:
    """Return what users said of an actor: corrections hold on to names, so that one that shares them is listed too."""
    found = corrections_naming(store, {profile.actor.name, *(count.name for count in profile.names)})
    return tuple(c for c in reversed(found) if c.active)
