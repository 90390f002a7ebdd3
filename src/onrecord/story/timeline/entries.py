"""An entry of a timeline: one thing that happened, was said or was counted, from all its tellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

import msgspec

from onrecord.record import Span
from onrecord.store.rows import ActorName, DateRow, EncounterRow, FigureRow, StatementRow
from onrecord.story.background.latest import TOLL
from onrecord.story.told import Evidence, Sources, Told, evidence_of, sources_of, told_day

Kind = Literal["statement", "encounter", "figure"]
Row = StatementRow | EncounterRow | FigureRow
When = Literal["told", "inferred", "before"]


_SENTENCE = 150  # code points between a date and what it dates
_STOP = re.compile(r"[.!?;][”’\"')]* |\n")


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One thing that happened, was said or was counted.

    Args:
        id: kind and id of its first telling; it stays while further articles tell the same.
        day: ISO day, month or year that it happened, was said or was counted.
        when: ``told``: a text dates it; ``inferred``: the day the first article that tells it was known; ``before``: so
            too, but its words put it further back ("had vowed").
        published: the day it was known first.
        words: of the telling that shows it best.
        row: that telling, with all its fields.
        who: the speaker, the participants or whose figure it is; ``to`` the addressees.
        through: relays, innermost first.
        event: PLOVER's, with its mode.
        reiterates: id of the entry in which its speaker said the same before.
        change: ``shifted`` or ``reversed`` where the speaker's position changed with it.
        evidence: every telling, the one shown first.
        score: what makes it a key event; ``reasons`` says why, in words of docs/story-views.md.
        is_key: it stands in the rail.
        is_new: it was not known at the time that the caller saw the story last.
    """

    id: str
    kind: Kind
    day: str
    when: When
    published: str
    words: str
    row: Row
    who: tuple[ActorName, ...]
    to: tuple[ActorName, ...]
    through: tuple[ActorName, ...]
    event: str | None
    event_mode: str | None
    evidence: tuple[Evidence, ...]
    sources: Sources
    reiterates: str | None = None
    change: str | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    is_key: bool = False
    is_new: bool = False


class Maker:
    """Makes entries of what was put together."""

    def __init__(self, told: Told) -> None:
        self._articles = told.by_article()
        self._texts = told.texts
        self._dates: dict[int, list[DateRow]] = defaultdict(list)
        for dated in told.dates:
            self._dates[dated.article].append(dated)

    def entry(self, kind: Kind, rows: Sequence[Row]) -> Entry | None:
        """Return the entry of the tellings of one thing; None where no words show it.

        Args:
            rows: at least one.
        """
        shown = [(row, e) for row in rows if (e := evidence_of(row, self._articles[row.article])) is not None]
        if not shown:
            return None
        shown.sort(key=lambda one: (one[1].known_on, one[0].id))
        row, best = max(shown, key=lambda one: _worth(one[0]))  # of equals the first
        day, when = self._day([r for r, _ in shown])
        who, to, through = _hands(row)
        return Entry(
            id=f"{kind}:{min(r.id for r in rows)}",
            kind=kind,
            day=day,
            when=when,
            published=shown[0][1].known_on,
            words=best.words,
            row=row,
            who=who,
            to=to,
            through=through,
            event=None if isinstance(row, FigureRow) else row.event,
            event_mode=None if isinstance(row, FigureRow) else row.event_mode,
            evidence=(best, *(e for r, e in shown if r is not row)),
            sources=sources_of(e for _, e in shown),
        )

    def _day(self, rows: Sequence[Row]) -> tuple[str, When]:
        """Return the day that most tellings give, the finest; without one the day that the first was known."""
        days = [day for row in rows if (day := self._told(row)) is not None]
        if days:
            finest = max(len(day) for day in days)
            exact = sorted(day for day in days if len(day) == finest)
            return max(dict.fromkeys(exact), key=exact.count), "told"
        first = rows[0]
        before = isinstance(first, StatementRow) and (first.cue or "").casefold().startswith("had ")
        return self._articles[first.article].known_on, "before" if before else "inferred"

    def _told(self, row: Row) -> str | None:
        known = self._articles[row.article].known_on
        if isinstance(row, StatementRow):
            return told_day(row.said_on, known)
        if isinstance(row, FigureRow):
            of_one_day = row.period_from if row.period_from == row.period_to else None
            day = told_day(row.as_of or of_one_day, known)
            return day or (self._beside(row) if row.measure in TOLL else None)
        return row.date or self._beside(row)

    def _beside(self, row: FigureRow | EncounterRow) -> str | None:
        """Return the earlier time that the sentence names: "In March attackers killed 32 people".

        Days beside an encounter were weighed when it was read; a month or a year was not.
        """
        known, text = self._articles[row.article].known_on, self._texts.get(row.article, "")
        earlier = []
        for dated in self._dates[row.article]:
            day = told_day(dated.value, known)
            fits = day is not None and day < known[: len(day)] and (len(day) < len(known) or isinstance(row, FigureRow))
            if day is not None and fits and _same_sentence(text, dated.span, row.span):
                earlier.append((abs(dated.span.start - row.span.start), day))
        return min(earlier)[1] if earlier else None


def _same_sentence(text: str, one: Span, other: Span) -> bool:
    start, end = min(one.end, other.end), max(one.start, other.start)
    return end - start <= _SENTENCE and end <= len(text) and _STOP.search(text, start, end) is None


def _worth(row: Row) -> tuple[float, ...]:
    """Say how well a telling shows what happened: whole, dated, sure."""
    if isinstance(row, StatementRow):
        return row.speaker is not None, row.kind != "indirect", row.said_on is not None, row.confidence
    if isinstance(row, EncounterRow):
        return row.status == "held", row.date is not None, len(row.participants), row.confidence
    return row.source is not None, row.as_of is not None, row.place is not None, row.confidence


def _hands(row: Row) -> tuple[tuple[ActorName, ...], tuple[ActorName, ...], tuple[ActorName, ...]]:
    if isinstance(row, StatementRow):
        return (row.speaker,) if row.speaker else (), row.addressees, row.relays
    if isinstance(row, EncounterRow):
        return row.participants, (), ()
    return row.chain or ((row.source,) if row.source else ()), (), ()
