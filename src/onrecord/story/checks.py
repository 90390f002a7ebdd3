"""What does not fit together in a story, and what hangs by one thread; each finding with the words of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from onrecord.store.rows import ActorName, ArticleRow, FigureRow, StatementRow
from onrecord.story.background.latest import TOLL, exclude, grouped
from onrecord.story.positions.positions import SURE, Positions
from onrecord.story.terms import stems
from onrecord.story.timeline.entries import Entry
from onrecord.story.timeline.timeline import Timeline
from onrecord.story.told import Evidence, Told, day_number, days_between, evidence_of, told_day

FindingKind = Literal["figures", "denial", "both-sides", "one-relay", "one-voice"]

# Counts of different days may well differ.
_SAME_DAYS = 1
# Measures of which two numbers of one day cannot both be right.
_COUNTED = frozenset(TOLL) | {"votes"}
_DENIED_WITHIN = 7  # days
# Of the content words of the shorter of denial and denied, and of both together.
_OVERLAP = 0.5
_LIKENESS = 0.25
_FEWEST = 3
_SAME_WORD = 60  # statements that share a word with a denial and are looked at
_SIDES_WITHIN = 30  # days
_REPEATED = 3  # articles that tell what one voice alone vouches for


class Side(msgspec.Struct, frozen=True):
    """One side of a finding.

    Args:
        who: the speaker, the source of a figure or the holder; None where it is not known.
        day: ISO day or month it was said or counted, where a text tells it; else the day it was known.
        evidence: its tellings, the one shown first.
    """

    who: ActorName | None
    day: str
    evidence: tuple[Evidence, ...]


class Finding(msgspec.Struct, frozen=True):
    """Something to look into.

    Args:
        kind: ``figures``: two numbers of one count and day that exclude each other; ``denial``: one denies what another
            says; ``both-sides``: one actor on both sides of an issue; ``one-relay``: a speaker's words that every
            article has through the same relay; ``one-voice``: several articles tell it, all from one report.
        about: measure and place, the issue, or the words in question.
        sides: what stands against what; one side for ``one-relay`` and ``one-voice``.
        relay: of ``one-relay``.
        days: how many days lie between the sides.
    """

    kind: FindingKind
    about: str
    sides: tuple[Side, ...]
    relay: ActorName | None = None
    days: int = 0


def checks(told: Told, positions: Positions, timeline: Timeline, *, within: int = _SIDES_WITHIN) -> tuple[Finding, ...]:
    """Return what to look into, kind by kind, the latest first.

    Args:
        within: days between two sides of an issue that one actor takes; a change over years is no contradiction.
    """
    found = [
        *_figures(told),
        *_denials(told),
        *_both_sides(positions, within),
        *_one_relay(told, timeline),
        *_one_voice(timeline),
    ]
    order = ("figures", "denial", "both-sides", "one-relay", "one-voice")
    found.sort(key=lambda f: max(side.day for side in f.sides), reverse=True)
    return tuple(sorted(found, key=lambda f: order.index(f.kind)))


# ---- figures --------------------------------------------------------------------------------------------------------


def _figures(told: Told) -> Iterator[Finding]:
    articles = told.by_article()
    for rows in grouped(told):
        if rows and rows[0].measure in _COUNTED:
            yield from _against(rows, articles)


def _against(rows: Sequence[FigureRow], articles: dict[int, ArticleRow]) -> Iterator[Finding]:
    """Find the figures of one count that exclude each other on a day, each pair of sources and values once."""
    by_day: dict[int, dict[tuple[object, ...], list[FigureRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_day[day_number(_day(row, articles))][_claim(row)].append(row)
    for day in sorted(by_day):
        # Of each day the claims that most rows make: two for each row would grow with the square.
        near = {**by_day[day], **by_day.get(day - _SAME_DAYS, {})}
        claims = sorted(near.values(), key=lambda c: (-len(c), c[0].id))[:_SAME_WORD]
        for n, one in enumerate(claims):
            for other in claims[:n]:
                if _contradict(one[0], other[0]) and any(
                    c[0] in by_day[day].get(_claim(c[0]), ()) for c in (one, other)
                ):
                    yield _finding(one, other, articles)


def _contradict(one: FigureRow, other: FigureRow) -> bool:
    """Tell whether two figures of near days exclude each other; an article's own two may be of two events."""
    placed = bool(one.place and other.place)
    return placed and exclude(one, other) and (one.article != other.article or one.source != other.source)


def _claim(row: FigureRow) -> tuple[object, ...]:
    return row.source.actor if row.source else None, row.low, row.high


def _finding(one: Sequence[FigureRow], other: Sequence[FigureRow], articles: dict[int, ArticleRow]) -> Finding:
    sides = sorted((_figure_side(rows, articles) for rows in (one, other)), key=lambda s: (s.day, s.evidence[0].item))
    row = one[0]
    about = ", ".join(part for part in (row.measure, row.what or other[0].what, row.place or other[0].place) if part)
    return Finding("figures", about, tuple(sides), days=days_between(sides[0].day, sides[1].day))


def _figure_side(rows: Sequence[FigureRow], articles: dict[int, ArticleRow]) -> Side:
    shown = tuple(e for row in rows if (e := evidence_of(row, articles[row.article])) is not None)
    return Side(rows[0].source, _day(rows[0], articles), shown)


def _day(row: FigureRow, articles: dict[int, ArticleRow]) -> str:
    known = articles[row.article].known_on
    return told_day(row.as_of, known) or known


# ---- denials --------------------------------------------------------------------------------------------------------


def _denials(told: Told) -> Iterator[Finding]:
    """Find for each denial what it denies: the statement of another that shares most of its words, days near."""
    articles = told.by_article()
    week = {a.id: day_number(a.known_on) // _DENIED_WITHIN for a in told.articles}
    words = {row.id: stems(row.words) for row in told.statements}
    denials = [row for row in told.statements if row.mode == "deny" and row.speaker and len(words[row.id]) >= _FEWEST]
    asked = frozenset[str]().union(*(words[row.id] for row in denials))
    holding: dict[tuple[str, int], list[StatementRow]] = defaultdict(list)
    for row in told.statements:
        if row.mode == "affirm":
            for word in words[row.id] & asked:
                holding[word, week[row.article]].append(row)
    seen: set[tuple[object, ...]] = set()
    for row in denials:
        weeks = range(week[row.article] - 1, week[row.article] + 2)
        near = [other for word in words[row.id] for w in weeks for other in holding.get((word, w), ())[-_SAME_WORD:]]
        denied = _denied(row, near, words)
        if denied is not None and (key := _pair(row, denied)) not in seen:
            seen.add(key)
            yield _denial(row, denied, articles)


def _denied(row: StatementRow, near: Sequence[StatementRow], words: dict[int, frozenset[str]]) -> StatementRow | None:
    by_id = {other.id: other for other in near}
    likeness: dict[int, float] = {}
    for ident, count in Counter(other.id for other in near).items():
        least = max(_FEWEST, _OVERLAP * min(len(words[row.id]), len(words[ident])))
        alike = count / len(words[row.id] | words[ident])
        if count >= least and alike >= _LIKENESS and _is_anothers(row, by_id[ident]):
            likeness[ident] = alike
    best = max(sorted(likeness), key=lambda ident: likeness[ident], default=None)
    return None if best is None else by_id[best]


def _is_anothers(row: StatementRow, other: StatementRow) -> bool:
    """Tell whether somebody else says it, and neither statement is part of the other."""
    if other.speaker is None or row.speaker is None or other.speaker.actor == row.speaker.actor:
        return False
    return row.id not in (other.within, other.id) and other.id != row.within


def _pair(row: StatementRow, denied: StatementRow) -> tuple[object, ...]:
    return row.utterance or row.id, denied.utterance or denied.id


def _denial(row: StatementRow, denied: StatementRow, articles: dict[int, ArticleRow]) -> Finding:
    sides = tuple(_statement_side(one, articles) for one in (denied, row))
    return Finding("denial", denied.words, sides, days=days_between(sides[0].day, sides[1].day))


def _statement_side(row: StatementRow, articles: dict[int, ArticleRow]) -> Side:
    article = articles[row.article]
    shown = evidence_of(row, article)
    return Side(row.speaker, told_day(row.said_on, article.known_on) or article.known_on, (shown,) if shown else ())


# ---- positions ------------------------------------------------------------------------------------------------------


def _both_sides(positions: Positions, within: int) -> Iterator[Finding]:
    names = {issue.id: issue for issue in positions.issues}
    for cell in positions.cells:
        for before, after in pairwise(cell.history):
            days = days_between(before.day, after.day)
            sure = min(before.confidence, after.confidence) >= SURE and not names[cell.issue].vague
            if after.change == "reversed" and days <= within and sure:
                sides = tuple(Side(cell.holder, stand.day, stand.evidence) for stand in (before, after))
                yield Finding("both-sides", names[cell.issue].name, sides, days=days)


# ---- sources --------------------------------------------------------------------------------------------------------


def _one_relay(told: Told, timeline: Timeline) -> Iterator[Finding]:
    """Find what a speaker is on record with only through the mouth of one and the same other."""
    rows = {row.id: row for row in told.statements}
    for entry in timeline.of_kind("statement"):
        last = dict.fromkeys((rows[e.item].relays or (None,))[-1] for e in entry.evidence)
        relays = {relay.actor: relay for relay in last if relay is not None}
        if entry.who and len(relays) == 1 and None not in last:
            (relay,) = relays.values()
            if relay.actor != entry.who[0].actor:
                yield Finding("one-relay", entry.words, (Side(entry.who[0], entry.day, entry.evidence),), relay=relay)


def _one_voice(timeline: Timeline) -> Iterator[Finding]:
    """Find what looks told by many and is one report, copied."""
    for entry in timeline.entries:
        if entry.sources.voices == 1 and entry.sources.articles >= _REPEATED:
            yield Finding("one-voice", entry.words, (Side(_first(entry), entry.day, entry.evidence),))


def _first(entry: Entry) -> ActorName | None:
    return entry.who[0] if entry.who else None
