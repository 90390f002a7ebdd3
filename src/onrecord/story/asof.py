"""What was known on a day: the same views over the articles that were known by then."""

from __future__ import annotations

from onrecord.story.told import Told


def as_of(told: Told, day: str | None) -> Told:
    """Return what the articles known by the end of a day tell.

    Views take rows and nothing else, so a view of these rows is the view as it stood.

    Args:
        day: ISO date; None for all that is known.
    """
    if day is None:
        return told
    articles = tuple(a for a in told.articles if a.known_on <= day)
    kept = frozenset(a.id for a in articles)
    return Told(
        articles=articles,
        statements=tuple(r for r in told.statements if r.article in kept),
        figures=tuple(r for r in told.figures if r.article in kept),
        encounters=tuple(r for r in told.encounters if r.article in kept),
        positions=tuple(r for r in told.positions if r.article in kept),
        dates=tuple(r for r in told.dates if r.article in kept),
        texts={article: text for article, text in told.texts.items() if article in kept},
    )
