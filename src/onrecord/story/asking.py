"""What a store is asked: functions that return typed rows and objects, the same for programs and for the screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

import msgspec
from sqlalchemy import Connection

from onrecord.errors import NoSuchError, UsageError
from onrecord.record.statement import Act, Grade, Mode
from onrecord.store.articles import article_at, articles_of
from onrecord.store.ask import actors as actor_rows
from onrecord.store.ask import statements
from onrecord.store.frames import Rows
from onrecord.store.rows import ActorName, ActorRow, StoryRow
from onrecord.store.rows import Said as Said  # noqa: PLC0414 - part of what is asked here, declared where exports need no database
from onrecord.store.search import ArticleHit, Found, search_articles
from onrecord.store.store import Store
from onrecord.store.storylist import stories as listed
from onrecord.store.wanted import Wanted
from onrecord.story.actor_named import actor_named
from onrecord.story.overview import Overview, story_row
from onrecord.story.overview import overview as at_a_glance
from onrecord.story.positions.positions import Positions
from onrecord.story.profile import Profile, profile
from onrecord.story.revisions import Revision, history
from onrecord.story.story import Story
from onrecord.story.tally import Compared, Tally, TallyAsked, compare, read_official
from onrecord.story.tally import tally as tally_of_store
from onrecord.story.utterances.first import First
from onrecord.story.utterances.first import first as printed_first

MOST = 50  # rows, unless the caller says otherwise


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements are asked for; what is None filters nothing.

    Args:
        words: plain words, ``"a phrase"``, ``-without``, ``begin*``.
        by: id or name of the speaker; ``to`` of whom it was said to.
        mode: ``affirm``, ``deny``, ``decline`` or ``ask``.
        since: first day on which its article was known, ``YYYY-MM-DD``; ``until`` the last.
        as_of: only from what had been published by that day.
        limit: rows at most; None for all.
    """

    words: str | None = None
    by: str | None = None
    to: str | None = None
    act: str | None = None
    mode: str | None = None
    grade: str | None = None
    outlet: str | None = None
    story: int | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    min_confidence: float = 0.0
    newest: bool = True
    limit: int | None = MOST
    offset: int = 0


def said(store: Store, asked: Asked) -> Rows[Said]:
    """Return who said what, the newest first unless asked otherwise.

    Raises:
        UsageError: a name is nobody's, or that of several.
    """
    with store.reading() as connection:
        rows = statements(connection, wanted_of(connection, asked))
        there = articles_of(connection, (row.article for row in rows))
    return Rows(Said, [Said(row, there[row.article]) for row in rows])


def actors(store: Store, name: str | None = None, *, limit: int = MOST, as_of: str | None = None) -> Rows[ActorRow]:
    """Return actors across articles, those who say most first.

    Args:
        name: words of it; case does not matter.
        as_of: named, and counted, in what had been published by that day, ``YYYY-MM-DD``.

    Raises:
        UsageError: the day is none.
    """
    day = checked_day(as_of)
    with store.reading() as connection:
        return Rows(ActorRow, actor_rows(connection, name, most_first=True, as_of=day, limit=limit))


def who(store: Store, name: str, as_of: str | None = None) -> Profile:
    """Return what one actor said, to whom, through whom, and where it stands.

    Args:
        name: its id or name.
        as_of: only what had been published by that day, ``YYYY-MM-DD``.

    Raises:
        UsageError: the name is nobody's or several's, or the day is none.
    """
    with store.reading() as connection:
        return profile(connection, actor_named(connection, name), checked_day(as_of))


class Stance(msgspec.Struct, frozen=True):
    """One stand that an actor took, with the issue and the first words that show it."""

    holder: ActorName
    issue: str
    day: str
    told: bool
    stance: str
    change: str
    words: str
    article: int
    articles: int
    voices: int
    confidence: float


def story(store: Store, number: int, as_of: str | None = None) -> Story:
    """Return a story; one that was merged into another leads to that.

    Args:
        as_of: day, ``YYYY-MM-DD``: only what had been published by then.

    Raises:
        UsageError: the store has no such story, or the day is none.
    """
    day = checked_day(as_of)
    with store.reading() as connection:
        return Story.fetch(connection, story_row(connection, number, day).id, day)


class StoriesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which stories are asked for; what is None filters nothing.

    Args:
        words: plain words that an article of theirs holds.
        about: id or name of an actor that an article of theirs names.
        since: moved on that day or later, ``YYYY-MM-DD``.
        as_of: counted from what had been published by that day.
        least: articles that they hold at least.
    """

    words: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: str | None = None
    as_of: str | None = None
    least: int = 1
    limit: int = MOST
    offset: int = 0


def stories(store: Store, asked: StoriesAsked) -> Rows[StoryRow]:
    """Return stories, those that moved last first.

    Raises:
        UsageError: a name is nobody's or several's, or a day is none.
    """
    with store.reading() as connection:
        wanted = Wanted(
            words=asked.words,
            actor=actor_named(connection, asked.about).id if asked.about else None,
            outlet=asked.outlet,
            since=checked_day(asked.since),
            as_of=checked_day(asked.as_of),
            limit=asked.limit,
            offset=asked.offset,
        )
        return Rows(StoryRow, listed(connection, wanted, asked.least))


def overview(store: Store, number: int, as_of: str | None = None) -> Overview:
    """Return a story at a glance; one that was merged into another leads to that.

    Raises:
        UsageError: the store has no such story, or the day is none.
    """
    with store.reading() as connection:
        return at_a_glance(connection, number, checked_day(as_of))


def stands(positions: Positions) -> Rows[Stance]:
    """Return every stand of every actor as one table, by actor and issue, the oldest first."""
    names = {issue.id: issue.name for issue in positions.issues}
    rows = [
        Stance(
            cell.holder, names[cell.issue], stand.day, stand.told, stand.stance, stand.change,
            stand.evidence[0].words, stand.evidence[0].article, stand.sources.articles, stand.sources.voices,
            stand.confidence,
        )
        for cell in positions.cells
        for stand in cell.history
    ]  # fmt: skip
    return Rows(Stance, rows)


class SearchAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which articles are searched for; what is None filters nothing.

    Args:
        words: plain words, ``"a phrase"``, ``-without``, ``begin*``.
        about: id or name of an actor that they name.
        since: first day on which they were known, ``YYYY-MM-DD``; ``until`` the last.
        newest: the newest first, not the best match.
    """

    words: str
    outlet: str | None = None
    story: int | None = None
    about: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    newest: bool = False
    limit: int = 20
    offset: int = 0


def search(store: Store, asked: SearchAsked) -> Found[ArticleHit]:
    """Return the articles that hold words, with what was found marked.

    Raises:
        UsageError: there is nothing to look for, a name is nobody's or several's, or a day is none.
    """
    with store.reading() as connection:
        wanted = Wanted(
            words=asked.words,
            outlet=asked.outlet,
            story=asked.story,
            actor=actor_named(connection, asked.about).id if asked.about else None,
            since=checked_day(asked.since),
            until=checked_day(asked.until),
            as_of=checked_day(asked.as_of),
            limit=asked.limit,
            offset=asked.offset,
        )
        return search_articles(connection, wanted, "newest" if asked.newest else "match")


def first(store: Store, quote: str, as_of: str | None = None) -> First:
    """Return who printed a quotation first, who copied it, who paraphrased it.

    Args:
        as_of: only from what had been published by that day, ``YYYY-MM-DD``.

    Raises:
        UsageError: the quotation has no word, or the day is none.
    """
    with store.reading() as connection:
        return printed_first(connection, quote, checked_day(as_of))


def revisions(store: Store, article: str) -> Rows[Revision]:
    """Return the texts that stood at an article's address, each with what changed since the one before.

    Args:
        article: its id or its address.

    Raises:
        UsageError: the store has no such article.
    """
    with store.reading() as connection:
        ident = int(article) if article.isdecimal() else article_at(connection, article)
        if ident is None:
            raise NoSuchError(f"the store has no article at {article}")
        return Rows(Revision, history(connection, ident))


class TallyPoint(msgspec.Struct, frozen=True):
    """What one source's count stood at on one day: a row of a tally's table."""

    measure: str
    who: str
    place: str | None
    source: ActorName | None
    kind: str
    since: str | None
    day: str
    dated: str
    low: float | None
    high: float | None
    approx: bool
    revised: int
    voices: int
    articles: tuple[int, ...]


def tally(store: Store, asked: TallyAsked) -> Tally:
    """Return how a count moved, one series for each thing, place and source.

    Raises:
        UsageError: the words name nothing that tallies count, or a day is none.
    """
    days = {name: checked_day(getattr(asked, name)) for name in ("since", "until", "as_of")}
    return tally_of_store(store, msgspec.structs.replace(asked, **days))


def points(found: Tally) -> Rows[TallyPoint]:
    """Return every point of a tally as one table, series by series."""
    rows = [
        TallyPoint(
            series.measure, series.who, series.place, series.source, series.kind, series.since, point.day,
            point.dated, point.low, point.high, point.approx, len(point.revisions), point.voices,
            tuple(sorted({shown.article for shown in point.evidence})),
        )
        for series in found.series
        for point in series.points
    ]  # fmt: skip
    return Rows(TallyPoint, rows)


def beside_official(found: Tally, file: Path, columns: Mapping[str, str] | None = None) -> Rows[Compared]:
    """Return a tally's points beside an official series.

    Args:
        file: CSV with a head line, or JSON.
        columns: what each of its columns counts, where the name does not say.

    Raises:
        OfficialSeriesError: the file cannot be read as a series.
    """
    return Rows(Compared, compare(found, read_official(file, columns=columns)))


def checked_day(day: str | None) -> str | None:
    """Return a day that a user gave.

    Raises:
        UsageError: it is none.
    """
    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise UsageError(f"{day!r} is no day; write it as 2024-05-01") from error


_CHOICES = {"act": get_args(Act), "mode": get_args(Mode), "grade": get_args(Grade)}


def wanted_of(connection: Connection, asked: Asked) -> Wanted:
    """Return the filters of what is asked for, names looked up.

    Raises:
        UsageError: a name is nobody's or several's, a day is none, or an act, mode or grade is unknown.
    """
    for name, choices in _CHOICES.items():
        if (value := getattr(asked, name)) is not None and value not in choices:
            raise UsageError(f"{value!r} is no {name}; choose from {', '.join(choices)}")
    same = {name: getattr(asked, name) for name in Asked.__struct_fields__ if name not in ("by", "to")}
    return Wanted(
        **same | {name: checked_day(same[name]) for name in ("since", "until", "as_of")},
        speaker=actor_named(connection, asked.by).id if asked.by else None,
        addressee=actor_named(connection, asked.to).id if asked.to else None,
    )
