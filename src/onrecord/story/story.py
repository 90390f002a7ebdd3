"""The door of a story: its timeline, positions and more, as they stand now or stood on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Self

from sqlalchemy import Connection

from onrecord.store.articles import texts, with_voices
from onrecord.store.ask import encounters, figures, positions, statements
from onrecord.store.dates import dates
from onrecord.store.rows import ArticleRow, FigureRow, StatementRow
from onrecord.store.tallies import AROUND, COUNT, FigureTold
from onrecord.store.wanted import Wanted
from onrecord.story.asof import as_of
from onrecord.story.background.background import background as paragraph
from onrecord.story.background.latest import TOLL
from onrecord.story.background.paragraph import Background
from onrecord.story.checks import Finding
from onrecord.story.checks import checks as what_does_not_fit
from onrecord.story.positions.positions import Positions
from onrecord.story.positions.positions import positions as where_they_stand
from onrecord.story.tally import Tally, tally_of
from onrecord.story.timeline.timeline import Timeline
from onrecord.story.timeline.timeline import timeline as by_day
from onrecord.story.told import Told


def told_of(connection: Connection, wanted: Wanted) -> Told:
    """Return the rows of some articles, each kind in a handful of queries.

    Args:
        wanted: which articles: ``story``, ``articles``, ``as_of`` …
    """
    known, voices = with_voices(connection, wanted)
    return Told(
        articles=tuple(known),
        statements=tuple(statements(connection, wanted, voices)),
        figures=tuple(figures(connection, wanted, voices)),
        encounters=tuple(encounters(connection, wanted, voices)),
        positions=tuple(positions(connection, wanted, voices)),
        dates=tuple(dates(connection, wanted)),
        texts=texts(connection, [article.id for article in known]),
    )


def counted(told: Told, measures: Sequence[str] = TOLL) -> list[FigureTold]:
    """Return figures as tallies take them, in the order in which their articles were known."""
    articles = told.by_article()
    said = {row.id: row for row in told.statements}
    figures = (row for row in told.figures if row.measure in measures or row.measure == COUNT)
    ordered = sorted(figures, key=lambda row: (articles[row.article].known_on, row.article, row.id))
    return [_counted(row, articles[row.article], said, told.texts.get(row.article, "")) for row in ordered]


def _counted(row: FigureRow, article: ArticleRow, said: Mapping[int, StatementRow], text: str) -> FigureTold:
    statement = said.get(row.statement) if row.statement is not None else None
    return FigureTold(
        figure=row,
        article=article,
        said_on=statement.said_on if statement else None,
        relays=tuple(relay.actor for relay in statement.relays) if statement else (),
        teller=statement.speaker.article_actor if statement and statement.speaker else None,
        voice_of=statement.source if statement else None,
        before=text[max(0, row.span.start - AROUND) : row.span.start],
        after=text[row.span.end : row.span.end + AROUND],
    )


class Story:
    """What the articles of one story tell; each view is made once, when it is asked for first.

    Args:
        told: its rows.
        day: the day as of which it stands, ISO; None for now.
    """

    def __init__(self, told: Told, day: str | None = None) -> None:
        self._all = told
        self.day = day

    @classmethod
    def fetch(cls, connection: Connection, story: int, day: str | None = None) -> Self:
        """Read a story from a store.

        Args:
            story: its id.
            day: ISO date; only what was known by then.
        """
        return cls(told_of(connection, Wanted(story=story, as_of=day)), day)

    def as_of(self, day: str) -> Self:
        """Return the story as it stood at the end of a day, ISO."""
        return type(self)(self._all, min(day, self.day or day))

    @cached_property
    def told(self) -> Told:
        """The rows that were known."""
        return as_of(self._all, self.day)

    @cached_property
    def _positions(self) -> Positions:
        return where_they_stand(self.told)

    def positions(self) -> Positions:
        """Return where each party stands, and how that changed."""
        return self._positions

    @cached_property
    def _timeline(self) -> Timeline:
        return by_day(self.told, changes=self._positions.changes())

    def timeline(self, *, newest_first: bool = False, since: str | None = None) -> Timeline:
        """Return what happened and was said, by day.

        Args:
            since: ISO time in UTC, or day, at which the story was seen last; what came later is marked new.
        """
        if since is None:
            return self._timeline.turned() if newest_first else self._timeline
        return by_day(self.told, changes=self._positions.changes(), newest_first=newest_first, since=since)

    def tallies(self, *measures: str) -> Tally:
        """Return how its counts moved, one series for each thing, place and source.

        Args:
            measures: ``killed``, ``injured`` …; without one those of people who came to harm.
        """
        return tally_of(counted(self.told, measures or TOLL))

    def background(self) -> Background:
        """Return the paragraph that is written again every day, each clause with its source and date."""
        return paragraph(self.told, self._positions)

    def checks(self) -> tuple[Finding, ...]:
        """Return what contradicts itself, and what hangs by one relay or one voice."""
        return what_does_not_fit(self.told, self._positions, self._timeline)
