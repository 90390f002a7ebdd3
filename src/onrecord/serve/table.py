"""One part of a record as rows of CSV: names beside ids, the words beside their span, safe in a spreadsheet.

Positions are code points of ``article.text``. A cell of the page's words never begins like a formula: a spreadsheet
would run it (https://owasp.org/www-community/attacks/CSV_Injection). Numbers are numbers.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from onrecord.export.table import as_words
from onrecord.record import Span
from onrecord.serve.wording import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from onrecord.record import Actor, Encounter, Event, Figure, Position, Record, Statement, Timex
    from onrecord.serve.parts import Part

Cell = str | int | float | bool | None
_BETWEEN = "; "
_ELLIPSIS = " … "

COLUMNS: Mapping[Part, Sequence[str]] = {
    "statements": (
        "id key quote start end speaker speaker_id role grade mode act event event_mode kind source source_start "
        "source_end cue cue_start cue_end relayed_by addressee said_on within reiterates topics confidence"
    ).split(),
    "figures": (
        "id key quote start end low high approx measure what unit currency place period_from period_to as_of "
        "cumulative source source_id chain statement part_of confidence"
    ).split(),
    "dates": "quote start end type value".split(),
    "encounters": (
        "id key quote start end type status participants host place date duration ordinal mentions event event_mode "
        "statement confidence"
    ).split(),
    "positions": (
        "id key quote start end holder holder_id stance issue issue_start issue_end change statement confidence"
    ).split(),
    "actors": "id quote start end name name_from type role of of_id wikidata members mentions".split(),
}


def header(part: Part) -> bytes:
    """Return the first line of a part's table; the article that a row is of comes first."""
    return line(("article", *COLUMNS[part])) + b"\n"


def lines(rows: Iterable[bytes], article: str) -> bytes:
    """Return the rows of one article as lines of its table.

    Args:
        article: what the first column says: the page's name as the caller knows it.
    """
    first = line([article])
    return b"".join(first + b"," + row + b"\n" for row in rows)


def rows_of(record: Record, part: Part) -> tuple[bytes, ...]:
    """Return a record's rows of one part, without the article's column; none has a line break in it."""
    rows = _Rows(record)
    make: Mapping[Part, Callable[[], Iterable[Sequence[Cell]]]] = {
        "statements": lambda: map(rows.statement, record.statements),
        "figures": lambda: map(rows.figure, record.figures),
        "dates": lambda: map(rows.date, record.dates),
        "encounters": lambda: map(rows.encounter, record.encounters),
        "positions": lambda: map(rows.position, record.positions),
        "actors": lambda: map(rows.actor, record.actors),
    }
    return tuple(map(line, make[part]()))


def line(row: Sequence[Cell]) -> bytes:
    """Return a row as a line of CSV, without its line break."""
    out = StringIO()
    csv.writer(out, lineterminator="").writerow([as_words(cell) for cell in row])
    return out.getvalue().encode("utf-8", "replace")


@dataclass(frozen=True)
class _Place:
    """Words and where they stand."""

    quote: str | None
    start: int | None
    end: int | None

    @property
    def cells(self) -> tuple[Cell, Cell, Cell]:
        return self.quote, self.start, self.end


class _Rows:
    """The rows of one record's items."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._names = Names(record)

    def _at(self, *spans: Span | None) -> _Place:
        """The words of spans, and from where to where they reach together."""
        given = [span for span in spans if span is not None]
        if not given:
            return _Place(None, None, None)
        words = _ELLIPSIS.join(self._text[span.start : span.end] for span in given)
        return _Place(words, min(span.start for span in given), max(span.end for span in given))

    def _all(self, actors: Iterable[str]) -> str:
        return _BETWEEN.join(self._names.all(actors))

    @staticmethod
    def _event(event: Event | None) -> tuple[Cell, Cell]:
        return (event.type, event.mode) if event is not None else (None, None)

    def statement(self, item: Statement) -> Sequence[Cell]:
        whole = self._at(*(item.content or (item.cue,)))
        source, cue = self._at(item.source), self._at(item.cue)
        words = whole.cells if item.content else ("", whole.start, whole.end)
        said_on = item.said_on.value if item.said_on else None
        return (
            item.id, item.key, *words, self._names.full(item.speaker), item.speaker, self._names.role(item.speaker),
            item.grade, item.mode, item.act, *self._event(item.event), item.kind, *source.cells, *cue.cells,
            self._all(item.relayed_by), self._all(item.addressee), said_on, item.within, item.reiterates,
            _BETWEEN.join(item.topics), item.confidence,
        )  # fmt: skip

    def figure(self, item: Figure) -> Sequence[Cell]:
        place = self._at(Span(item.start, item.end))
        period = (item.period.from_, item.period.to) if item.period else (None, None)
        as_of = item.as_of.value if item.as_of else None
        return (
            item.id, item.key, *place.cells, item.low, item.high, item.approx, item.measure, item.what, item.unit,
            item.currency, item.place, *period, as_of, item.cumulative, self._names.full(item.source), item.source,
            self._all(item.chain), item.statement, item.part_of, item.confidence,
        )  # fmt: skip

    def date(self, item: Timex) -> Sequence[Cell]:
        return *self._at(Span(item.start, item.end)).cells, item.type, item.value

    def encounter(self, item: Encounter) -> Sequence[Cell]:
        place = self._at(Span(item.start, item.end))
        day = item.date.value if item.date else None
        return (
            item.id, item.key, *place.cells, item.type, item.status, self._all(item.participants),
            self._names.full(item.host), item.place, day, item.duration, item.ordinal, len(item.mentions),
            *self._event(item.event), item.statement, item.confidence,
        )  # fmt: skip

    def position(self, item: Position) -> Sequence[Cell]:
        issue = self._at(*item.issue_spans)
        return (
            item.id, item.key, *self._at(item.evidence).cells, self._names.full(item.holder), item.holder, item.stance,
            item.issue, issue.start, issue.end, item.change, item.statement, item.confidence,
        )  # fmt: skip

    def actor(self, item: Actor) -> Sequence[Cell]:
        first = self._at(min(item.mentions, default=None))
        return (
            item.id, *first.cells, item.name, item.name_from, item.type, item.role, self._names.full(item.of), item.of,
            item.wikidata, self._all(item.members), len(item.mentions),
        )  # fmt: skip
