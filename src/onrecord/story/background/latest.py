"""The latest figures of a story, rival sources side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from weakref import WeakKeyDictionary

import msgspec

from onrecord.record import Span
from onrecord.store.rows import ActorName, ArticleRow, FigureRow
from onrecord.story.terms import stems
from onrecord.story.told import Evidence, Sources, Told, evidence_of, sources_of, told_day

TOLL = ("killed", "injured", "missing", "hostages", "detained", "displaced")
_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
# A toll of people is a toll of victims; women, children and soldiers are parts of it.
_ANYBODY = stems("people person victim others dead body life civilian resident")
_DIGIT = re.compile(r"\d")
_LATEST_GROUPS = 40  # counts that a figure is held against
_ABOUT = 0.1  # either way
_GROUPED: WeakKeyDictionary[Told, list[list[FigureRow]]] = WeakKeyDictionary()
_COUNTED: WeakKeyDictionary[Told, list[Count]] = WeakKeyDictionary()


class Latest(msgspec.Struct, frozen=True):
    """The last figure of one source on one count.

    Args:
        row: as an article tells it.
        day: ISO day that it stands for, where ``told``; else the day it was known.
        source: whose it is; None for the article's own voice.
    """

    row: FigureRow
    day: str
    told: bool
    source: ActorName | None
    evidence: tuple[Evidence, ...]
    sources: Sources


class Noun(msgspec.Struct, frozen=True):
    """What a count counts, in the words of one of its figures."""

    words: str
    evidence: Evidence


class Count(msgspec.Struct, frozen=True):
    """What is counted, by each of its sources.

    Args:
        latest: the last figure of each source, the newest first.
        voices: how many independent reports tell of the count at all.
        noun: what the newest figure with a noun calls it, where the very latest is a bare number ("216").
    """

    latest: tuple[Latest, ...]
    voices: int
    noun: Noun | None = None


def exclude(one: FigureRow, other: FigureRow) -> bool:
    """Tell whether two figures of one count cannot both hold; "about" and "some" leave a tenth either way."""
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    return low > other_high or other_low > high


def _bounds(row: FigureRow) -> tuple[float, float]:
    slack = _ABOUT if row.approx else 0.0
    low = float("-inf") if row.low is None else row.low - slack * abs(row.low)
    return low, float("inf") if row.high is None else row.high + slack * abs(row.high)


def counts(told: Told) -> tuple[Count, ...]:
    """Return the counts of a story with the latest figure of each source; tolls first, then those most told.

    Parts of larger figures and new ones beside a running total are left out.
    """
    articles = told.by_article()
    order = {measure: n for n, measure in enumerate(TOLL)}
    known = {row.id: articles[row.article].known_on for row in told.figures}
    return tuple(
        sorted(
            _counts(told),
            key=lambda c: (
                c.latest[0].row.measure not in order,
                -c.voices,
                order.get(c.latest[0].row.measure, 0),
                -len(c.latest),
                known[c.latest[0].row.id],
                c.latest[0].row.id,
            ),
        )
    )


def superseded(told: Told) -> dict[int, list[Span]]:
    """Return where articles tell a toll that is not the latest of any source any more."""
    found: dict[int, list[Span]] = defaultdict(list)
    for rows, count in zip(grouped(told), _counts(told), strict=True):
        if rows[0].measure in TOLL:
            now = {(one.row.low, one.row.high) for one in count.latest}
            for row in rows:
                if (row.low, row.high) not in now:
                    found[row.article].append(row.span)
    return found


def _counts(told: Told) -> list[Count]:
    if told not in _COUNTED:  # as above
        articles = told.by_article()
        _COUNTED[told] = [_count(articles, rows) for rows in grouped(told)]
    return _COUNTED[told]


def grouped(told: Told) -> list[list[FigureRow]]:
    """Put the figures of one count together: the same measure, unit and place, and what is counted alike."""
    if told not in _GROUPED:  # the paragraph, the checks and the page ask for them in turn
        _GROUPED[told] = _grouped(told)
    return _GROUPED[told]


def _grouped(told: Told) -> list[list[FigureRow]]:
    groups: dict[tuple[object, ...], _Groups] = defaultdict(_Groups)
    articles = told.by_article()
    for row in sorted(told.figures, key=lambda r: (articles[r.article].known_on, r.id)):
        if row.part_of is None:
            groups[row.measure, row.unit, row.currency].add(row)
    return [totals for same in groups.values() for rows in same.rows if (totals := _totals(rows))]


class _Groups:
    """The figures of one measure, those of one count together; a new one is held against the latest groups alone."""

    def __init__(self) -> None:
        self.rows: list[list[FigureRow]] = []
        self._first: list[_Counted] = []
        self._of_what: dict[frozenset[str], list[int]] = defaultdict(list)

    def add(self, row: FigureRow) -> None:
        """Put a figure into the latest group of its count, or begin one."""
        counted = _counted(row)
        numbers = self._of_what[counted.what]
        oldest = len(self.rows) - _LATEST_GROUPS
        near = takewhile(lambda number: number >= oldest, reversed(numbers))
        number = next((n for n in near if _one_count(counted, self._first[n])), None)
        if number is not None:
            self.rows[number].append(row)
            return
        numbers.append(len(self.rows))
        self.rows.append([row])
        self._first.append(counted)


class _Counted(msgspec.Struct, frozen=True, gc=False):
    """What a figure counts: the same words are one, whatever article has them."""

    toll: bool
    what: frozenset[str]
    place: frozenset[str]
    placed: bool


def _counted(row: FigureRow) -> _Counted:
    place, toll = stems(row.place or ""), row.measure in TOLL
    what = stems(row.what or "") - place
    return _Counted(toll, what - _ANYBODY if toll else what, place, bool(row.place))


def _one_count(one: _Counted, other: _Counted) -> bool:
    """Tell whether two figures of one measure count the same thing in the same place."""
    both = one.placed and other.placed
    if one.what != other.what or (both and not one.place & other.place):
        return False
    if one.toll:
        return bool(one.what) or both or not (one.placed or other.placed)
    return bool(one.what) and one.placed == other.placed


def _totals(rows: list[FigureRow]) -> list[FigureRow]:
    if any(row.cumulative for row in rows):
        return [row for row in rows if row.cumulative is not False]
    return rows


def _count(articles: Mapping[int, ArticleRow], rows: Sequence[FigureRow]) -> Count:
    by_source: dict[int | None, list[FigureRow]] = {}
    for row in rows:
        by_source.setdefault(row.source.actor if row.source else None, []).append(row)
    latest = [_latest(articles, of_one) for of_one in by_source.values()]
    latest.sort(key=lambda one: one.row.id)
    latest.sort(key=lambda one: (one.day, one.source is not None), reverse=True)
    noun = None if latest[0].row.what else _noun(articles, rows)
    return Count(tuple(latest), len({row.voice or articles[row.article].voice for row in rows}), noun)


def _noun(articles: Mapping[int, ArticleRow], rows: Sequence[FigureRow]) -> Noun | None:
    for row in reversed(rows):
        shown = evidence_of(row, articles[row.article]) if row.what and not _DIGIT.search(row.what) else None
        if row.what and shown is not None:
            return Noun(row.what, shown)
    return None


def _latest(articles: Mapping[int, ArticleRow], rows: Sequence[FigureRow]) -> Latest:
    if len(rows) == 1:
        return _only(articles[rows[0].article], rows[0])
    days = {row.id: told_day(row.as_of, articles[row.article].known_on) for row in rows}
    best = max(rows, key=lambda r: (days[r.id] or articles[r.article].known_on, days[r.id] is not None, -r.id))
    day = days[best.id] or articles[best.article].known_on
    same = [r for r in rows if (r.low, r.high) == (best.low, best.high)]
    shown = [e for r in (best, *(r for r in same if r is not best)) if (e := evidence_of(r, articles[r.article]))]
    return Latest(best, day, days[best.id] is not None, best.source, tuple(shown), sources_of(shown))


def _only(article: ArticleRow, row: FigureRow) -> Latest:
    day, shown = told_day(row.as_of, article.known_on), evidence_of(row, article)
    evidence = () if shown is None else (shown,)
    return Latest(row, day or article.known_on, day is not None, row.source, evidence, sources_of(evidence))


def amount(row: FigureRow) -> str:
    """Return the number of a figure as it is printed, without its bound: 34,568, 2.5, $4 million as $4,000,000."""
    if row.low is not None and row.high is not None and row.low != row.high:
        return f"{_number(row, row.low)} and {_number(row, row.high)}"
    value = row.low if row.low is not None else row.high
    return "" if value is None else _number(row, value)


def _number(row: FigureRow, value: float) -> str:
    digits = f"{value:,.10g}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    if row.currency:
        return f"{_CURRENCIES.get(row.currency, row.currency + ' ')}{digits}"
    return digits


def bound(row: FigureRow) -> str:
    """Return what its source said of the number: at least, at most, about, between; nothing for an exact one."""
    if row.high is None and row.low is not None:
        return "at least "
    if row.low is None and row.high is not None:
        return "at most "
    if row.low != row.high:
        return "between "
    return "about " if row.approx else ""
