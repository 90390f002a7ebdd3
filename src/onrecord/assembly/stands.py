"""Positions with their holders: one for each of several, and each told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.record import Position, item_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.actors.resolve import Resolver
    from onrecord.extract.positions import PositionDraft

# A holder's surest positions that a further one is held against, so that no page takes a step for each pair.
MOST_COMPARED = 50
# Two issues are one where they share this part of the words of the shorter.
SAME_ISSUE = 0.5


@dataclass(frozen=True, slots=True)
class Stand:
    """One position of one holder.

    Args:
        holder: number of the actor.
    """

    draft: PositionDraft
    holder: int


def stands(
    resolver: Resolver, speakers: Mapping[int, int | None], drafts: Sequence[PositionDraft]
) -> tuple[Stand, ...]:
    """Return each holder's positions, once each at its surest place, in text order.

    Args:
        speakers: of each attribution, by its number.
        drafts: the article's positions.
    """
    found = [Stand(draft, holder) for draft in drafts for holder in _holders(resolver, speakers, draft)]
    return tuple(sorted(_once(found), key=lambda s: (s.draft.evidence, s.draft.issue.spans, s.holder)))


def _holders(resolver: Resolver, speakers: Mapping[int, int | None], draft: PositionDraft) -> tuple[int, ...]:
    """Who holds a position: of a joint speaker ("the Blue and the Green party want") each member for itself."""
    number = None
    if draft.draft is not None:
        number = speakers.get(draft.draft)
    elif draft.holder is not None:
        number = resolver.resolve(draft.holder)
    return () if number is None else resolver.entities[number].members or (number,)


def _once(found: Iterable[Stand]) -> list[Stand]:
    kept: dict[int, list[Stand]] = {}
    for stand in sorted(found, key=lambda s: (-s.draft.confidence, s.draft.evidence)):
        own = kept.setdefault(stand.holder, [])
        at = next((n for n, known in enumerate(own[:MOST_COMPARED]) if _same(stand, known)), None)
        if at is None:
            own.append(stand)
        elif _tells_in_full(stand.draft, own[at].draft):
            own[at] = stand
    return [stand for own in kept.values() for stand in own]


def _tells_in_full(draft: PositionDraft, known: PositionDraft) -> bool:
    """Whether the text tells what a headline told in short."""
    return known.headline and not draft.headline and known.stance == draft.stance


def _same(one: Stand, other: Stand) -> bool:
    if one.draft.evidence.overlaps(other.draft.evidence):
        return True
    a, b = one.draft.issue.heads, other.draft.issue.heads
    return len(a & b) >= SAME_ISSUE * min(len(a), len(b)) and bool(a & b)


def positions_of(
    found: Sequence[Stand], text: str, ids: Mapping[int, str], statements: Mapping[int, str]
) -> tuple[Position, ...]:
    """Return the record's positions.

    Args:
        ids: of the actors, by number.
        statements: their ids, by number of the attribution.
    """
    return tuple(
        Position(
            f"p{at}",
            item_key("position", text, [stand.draft.evidence, *stand.draft.issue.spans]),
            stand.draft.confidence,
            ids[stand.holder],
            stand.draft.issue.text,
            stand.draft.issue.spans,
            stand.draft.stance,
            stand.draft.evidence,
            statement=None if stand.draft.draft is None else statements[stand.draft.draft],
            change=stand.draft.change,
        )
        for at, stand in enumerate(found, 1)
    )
