"""Positions: where an actor stands on something that people disagree about.

Every place that could show a stance (:mod:`onrecord.extract.stance_sites`) is judged twice by linear models: does it
show one, and is it against? Both see the same traits (``positions.tsv``, ``stances.tsv``) and the meaning of the cue
and of its words (``model/stances.tsv``). Training: ``python -m training.stances.train``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract import linear
from onrecord.extract.changes import change_of, conditions
from onrecord.extract.issues import Issue, issue_of
from onrecord.extract.stance_sites import Site, sites
from onrecord.extract.stance_traits import IN_TITLE, Ground, traits
from onrecord.model.stances import log_odds
from onrecord.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.model.meanings import Meanings, Vector
    from onrecord.record import Block, Change, Stance
    from onrecord.text import Parse

PACKAGE = "onrecord.extract"
# A position is kept where it and its stance are together at least as likely as this. On silver's training part, five
# folds, F1 is 27.8 at 0.18, 28.6 at 0.20, 28.8 at 0.22 and 28.6 at 0.25; the gold marks more positions
# an article, and its development half was looked at when this was put at the low end (docs/experiments.md).
LEAST = 0.19
# Words of a content that are looked at: an issue stands near its cue.
NEAR = 24


@dataclass(frozen=True, slots=True)
class PositionDraft:
    """One position before its holder is known.

    Args:
        draft: number of the statement that shows it; None where the narrator tells it.
        holder: head token of the holder, for the narrator's.
        confidence: how likely somebody's stance is told here, and is this one; 0 to 1.
        headline: whether a title or standfirst tells it.
    """

    draft: int | None
    holder: int | None
    issue: Issue
    stance: Stance
    evidence: Span
    change: Change
    confidence: float
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A site with all that is known of it.

    Args:
        names: the traits that hold.
        vectors: what the model makes of its cue and of its words.
    """

    site: Site
    issue: Issue | None
    names: tuple[str, ...]
    vectors: tuple[Vector, Vector]


def positions(
    parse: Parse, blocks: Sequence[Block], drafts: Sequence[Draft], meanings: Meanings
) -> tuple[PositionDraft, ...]:
    """Return the positions that an article shows; the same one told again is merged where holders are known.

    Args:
        blocks: the article's blocks.
        drafts: its attributions.
        meanings: what the attribution model makes of its words.
    """
    found = (_judged(parse, drafts, place) for place in places(parse, blocks, drafts, meanings))
    return tuple(position for position in found if position is not None)


def places(parse: Parse, blocks: Sequence[Block], drafts: Sequence[Draft], meanings: Meanings) -> Iterator[Place]:
    """Yield every place that may show a stance, with its traits."""
    ground = Ground.of(parse, drafts, blocks)
    for site in sites(parse, drafts):
        issue = issue_of(parse, ground.topics, site.stretch, site.pivot)
        pivot = parse.tokens[site.pivot]
        first, last = site.stretch
        words = parse.span(first, min(last, first + NEAR))
        vectors = meanings.mean(Span(pivot.start, pivot.end)), meanings.mean(words)
        yield Place(site, issue, tuple(traits(ground, site, issue)), vectors)


def _judged(parse: Parse, drafts: Sequence[Draft], place: Place) -> PositionDraft | None:
    if place.issue is None:
        return None
    shows = linear.load(PACKAGE, "positions.tsv").probability(place.names, log_odds("position", *place.vectors))
    if shows < LEAST:
        return None
    against = linear.load(PACKAGE, "stances.tsv").probability(place.names, log_odds("oppose", *place.vectors))
    sure = shows * max(against, 1 - against)
    if sure < LEAST:
        return None
    site = place.site
    draft = None if site.draft is None else drafts[site.draft]
    evidence, conditional = conditions(parse, site)
    stance: Stance = "conditional" if conditional else "oppose" if against > 0.5 else "support"  # noqa: PLR2004 - the likelier
    change = change_of(parse, draft, site)
    return PositionDraft(
        site.draft, site.holder, place.issue, stance, evidence, change, round(sure, 2), IN_TITLE in place.names
    )
