"""What is new for an alert: its question asked again of what has arrived, beside what was known before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from onrecord.alerts.phrases import counted_as, stood_as, told_as
from onrecord.alerts.questions import PositionAsked, Question, question_of
from onrecord.errors import UsageError
from onrecord.store import alerting
from onrecord.store.alerting import Alert, Notice
from onrecord.store.articles import articles, articles_of
from onrecord.store.ask import figures, positions, statements
from onrecord.store.changes import Change, changes_since
from onrecord.store.store import Store
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.store.wanted import Wanted
from onrecord.story.asking import Asked, wanted_of
from onrecord.story.positions.positions import Cell
from onrecord.story.positions.positions import positions as where_they_stand
from onrecord.story.tally import TallyAsked, tally_of
from onrecord.story.tally.ask import counted
from onrecord.story.tally.names import place_key
from onrecord.story.tally.types import Point, Series
from onrecord.story.told import Told

State = dict[str, Any]

# Changes that are looked at in one go.
_PAGE = 500
# Kinds of changes after which an article says something else than before.
_SAYS = frozenset({"arrived", "revised", "reread", "corrected", "undone", "moved"})
# One notice for each statement; from an alert on common words the newest are enough.
_MOST = 50


def look(store: Store) -> int:
    """Let every alert look at what became different since it looked last, and return how many notices are new.

    Raises:
        StoreError: the store cannot be read or written to.
    """
    with store.reading() as connection:
        watching = alerting.alerts(connection)
    return sum(_look(store, alert) for alert in watching)


def known(connection: Connection, question: Question) -> State:
    """Return what is known of a question now, so that only what comes later is noticed."""
    if isinstance(question, TallyAsked):
        return {key: _standing(series.points[-1]) for key, series in _tally(connection, question).items()}
    if isinstance(question, PositionAsked):
        return {str(cell.issue): _stand(cell) for cell in _cells(connection, question)[0]}
    return {}


def _look(store: Store, alert: Alert) -> int:
    new, cursor, state = 0, alert.cursor, alert.state
    while True:
        with store.reading() as connection:
            changes = changes_since(connection, cursor, most=_PAGE)
            if not changes:
                return new
            found, state = _noticed(connection, alert, changes, state)
        with store.writing() as connection:
            current = msgspec.structs.replace(alert, cursor=cursor)
            new += alerting.notice(connection, current, found, changes[-1].id, state)
        cursor = changes[-1].id


def _noticed(
    connection: Connection, alert: Alert, changes: Sequence[Change], state: State
) -> tuple[list[Notice], State]:
    there = tuple(sorted({c.article for c in changes if c.article is not None and c.kind in _SAYS}))
    question = question_of(alert)
    if not there:
        return [], state
    try:
        if not isinstance(question, Asked) and not _bears_on(connection, question, changes, there):
            return [], state
        if isinstance(question, TallyAsked):
            return _counts(connection, question, state)
        if isinstance(question, PositionAsked):
            return _stands(connection, question, state)
        return _said(connection, question, there), state
    except UsageError:
        # An actor or a story that the question names is gone; the alert stays, and is quiet.
        return [], state


def _bears_on(
    connection: Connection, question: TallyAsked | PositionAsked, changes: Sequence[Change], there: tuple[int, ...]
) -> bool:  # fmt: skip
    """Tell whether changes may move a tally or a stand: to ask for either anew takes all that was ever told of it.

    An article that arrives does only where it tells of the same; any other change may take something away.
    """
    if any(change.kind != "arrived" for change in changes):
        return True
    if isinstance(question, PositionAsked):
        return bool(positions(connection, Wanted(articles=there, speaker=int(question.actor), limit=1)))
    return bool(figures(connection, Wanted(articles=there, measure=counted(question.words)[0], limit=1)))


# ---- a search -------------------------------------------------------------------------------------------------------


def _said(connection: Connection, question: Asked, there: tuple[int, ...]) -> list[Notice]:
    wanted = msgspec.structs.replace(wanted_of(connection, question), articles=there, newest=True, limit=_MOST)
    rows = statements(connection, wanted)
    known_articles = articles_of(connection, (row.article for row in rows))
    return [
        Notice(
            item=f"{row.article}:{row.key}", article=row.article, key=row.key, words=row.words,
            title=told_as(row, known_articles[row.article]),
        )
        for row in reversed(rows)
    ]  # fmt: skip


# ---- a tally --------------------------------------------------------------------------------------------------------


def _tally(connection: Connection, question: TallyAsked) -> dict[str, Series]:
    measure, who = counted(question.words)
    place = place_key(question.place)
    named = max(place.split(), key=len) if place is not None else question.place
    told = figures_told(connection, FigureAsked((measure,), named, question.story, question.since, None))
    found = tally_of(told, place=question.place, source=question.source, who=who)
    return {_key(series): series for series in found.series}


def _key(series: Series) -> str:
    source = series.source.actor if series.source else None
    return "|".join(map(str, (series.measure, series.who, series.place_key, source, series.kind, series.since)))


def _standing(point: Point) -> list[Any]:
    return [point.day, point.low, point.high, point.approx]


def _counts(connection: Connection, question: TallyAsked, state: State) -> tuple[list[Notice], State]:
    now = _tally(connection, question)
    found = []
    for key, series in now.items():
        last, before = series.points[-1], state.get(key)
        standing = _standing(last)
        if standing == before or not last.evidence:
            continue
        seen = last.evidence[-1]
        found.append(
            Notice(
                item=f"{key}@{standing}", article=seen.article, words=seen.words, title=counted_as(series, last, before)
            )
        )
    return found, {key: _standing(series.points[-1]) for key, series in now.items()}


# ---- a position -----------------------------------------------------------------------------------------------------


def _cells(connection: Connection, question: PositionAsked) -> tuple[list[Cell], dict[int, str]]:
    rows = positions(connection, Wanted(speaker=int(question.actor)))
    theirs = articles(connection, Wanted(articles=tuple(sorted({row.article for row in rows}))))
    stands = where_they_stand(Told(articles=tuple(theirs), positions=tuple(rows)))
    wanted = (question.issue or "").casefold().split()
    names = {
        issue.id: issue.name
        for issue in stands.issues
        if all(any(word in wording.casefold() for wording in (issue.name, *issue.wordings)) for word in wanted)
    }
    return [cell for cell in stands.cells if cell.issue in names], names


def _stand(cell: Cell) -> list[Any]:
    return [cell.latest.stance, cell.latest.day]


def _stands(connection: Connection, question: PositionAsked, state: State) -> tuple[list[Notice], State]:
    cells, names = _cells(connection, question)
    found = []
    for cell in cells:
        before, stand = state.get(str(cell.issue)), cell.latest
        if before is not None and before[0] == stand.stance:
            continue
        seen = stand.evidence[0]
        title = stood_as(cell, names[cell.issue], before[0] if before else None)
        item = f"{cell.issue}@{stand.day}:{stand.stance}"
        found.append(Notice(item=item, article=seen.article, words=seen.words, title=title))
    return found, {str(cell.issue): _stand(cell) for cell in cells}
