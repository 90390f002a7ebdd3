"""What repeats is one: the tellings of one utterance, one encounter, one figure put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from onrecord.store.rows import ArticleRow, EncounterRow, FigureRow, StatementRow
from onrecord.story.terms import stems
from onrecord.story.told import day_number, days_between, told_day

# An outer statement that does no more than pass on the inner one: "Ruiz said Lind had rejected the plan".
_PASSED_ON = 0.6
# Words of a headline's statement that stand in the body's, of the same speaker and article.
_REPEATED = 0.75
_FEWEST_SHARED = 3
_DAYS_APART = 1  # "Tuesday" of one time zone is Monday of another
# Days between two reports without a date that tell of one encounter: is it planned in one, do they share their company?
_APART = {(False, False): 1, (False, True): 5, (True, False): 5, (True, True): 30}
# Days from an encounter to a report that does not date it, and from a report of a plan to its day.
_TOLD_AFTER = {False: 5, True: 10}
_PLANNED_BEFORE = {False: 5, True: 30}
_LAST_TELLINGS = 4
_SPEAKERS = 40
_LATEST = 40  # groups of a bucket that a new telling is held against
_SIT_DOWN = frozenset({"meeting", "talks"})

Articles = Mapping[int, ArticleRow]


class Joined:
    """Sets that grow together (Tarjan 1975), by the smallest member."""

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def root(self, item: int) -> int:
        """Return the smallest member of an item's set."""
        while (up := self._up.get(item, item)) != item:
            self._up[item] = self._up.get(up, up)
            item = up
        return item

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        one, other = sorted((self.root(one), self.root(other)))
        self._up[other] = one


def sayings(rows: Sequence[StatementRow], articles: Articles) -> list[list[StatementRow]]:
    """Put the tellings of one utterance together, those of each day that texts tell apart.

    Statements that only pass another on are left out: what they pass on names them as relays.
    """
    carried = _carriers(rows)
    kept = [row for row in rows if row.id not in carried]
    joined = Joined()
    for row in kept:
        if row.utterance is not None:
            joined.join(row.id, row.utterance)
    for same in _in_same_words(kept):
        joined.join(*same)
    for group in _by_speaker(kept).values():
        for one, other in _repeats(group):
            joined.join(one, other)
    together: dict[int, list[StatementRow]] = defaultdict(list)
    for row in kept:
        together[joined.root(row.id)].append(row)
    apart = (part for root in sorted(together) for part in _by_who(together[root]))
    return [part for same in apart for part in _by_day(same, articles)]


def _carriers(rows: Iterable[StatementRow]) -> frozenset[int]:
    """Find the statements whose content is hardly more than one statement inside it."""
    by_id = {row.id: row for row in rows}
    carriers = set()
    for row in by_id.values():
        outer = by_id.get(row.within) if row.within is not None else None
        if outer is None or outer.mode != "affirm" or not outer.content or not row.content:
            continue
        if _reach(row, outer) >= _PASSED_ON * _length(outer):
            carriers.add(outer.id)
    return frozenset(carriers)


def _length(row: StatementRow) -> int:
    return sum(span.end - span.start for span in row.content)


def _reach(inner: StatementRow, outer: StatementRow) -> int:
    """Count the code points of the outer content between the inner one's first word and its last."""
    spans = [*inner.content, *(s for s in (inner.cue_span, inner.source_span) if s is not None)]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return sum(max(0, min(end, piece.end) - max(start, piece.start)) for piece in outer.content)


def _in_same_words(rows: Iterable[StatementRow]) -> list[tuple[int, int]]:
    """Find what a copy repeats word for word, of its voice and speaker."""
    first: dict[tuple[object, ...], int] = {}
    found = []
    for row in rows:
        speaker = row.speaker.actor if row.speaker else row.source
        if row.content:
            found.append((row.id, first.setdefault((row.voice or row.article, speaker, row.words.casefold()), row.id)))
    return found


def _by_speaker(rows: Iterable[StatementRow]) -> dict[tuple[int, int], list[StatementRow]]:
    groups: dict[tuple[int, int], list[StatementRow]] = defaultdict(list)
    for row in rows:
        if row.speaker is not None:
            groups[row.article, row.speaker.actor].append(row)
    return groups


def _repeats(rows: Sequence[StatementRow]) -> list[tuple[int, int]]:
    """Find what one article has one speaker say twice, in its headline and its body."""
    said = {row.id: stems(row.words) for row in rows}
    holding: dict[str, list[int]] = defaultdict(list)
    found = []
    for row in rows:
        shared = Counter(other for word in said[row.id] for other in holding[word][-_LATEST:])
        for other, count in shared.items():
            if count >= max(_FEWEST_SHARED, _REPEATED * min(len(said[row.id]), len(said[other]))):
                found.append((row.id, other))
        for word in said[row.id]:
            holding[word].append(row.id)
    return found


def _by_who(rows: list[StatementRow]) -> list[list[StatementRow]]:
    """Part the tellings of an utterance by their speakers: who answers in the same words says something of their own.

    Those without a speaker, as headlines have them, go with the speaker most tell of.
    """
    parts: list[list[StatementRow]] = []
    for row in (row for row in rows if row.speaker is not None):
        part = next((p for p in parts[:_SPEAKERS] if _one_speaker(row, p[0])), None)
        if part is None:
            parts.append([row])
        else:
            part.append(row)
    if not parts:
        return [rows]
    max(parts, key=len).extend(row for row in rows if row.speaker is None)
    return parts


def _one_speaker(row: StatementRow, other: StatementRow) -> bool:
    if row.speaker is None or other.speaker is None:
        return False
    return row.speaker.actor == other.speaker.actor or _one_name(stems(row.speaker.name), stems(other.speaker.name))


def _by_day(rows: list[StatementRow], articles: Articles) -> list[list[StatementRow]]:
    """Part the tellings of an utterance by the days that they tell; those that tell none go to the last day before."""
    told = sorted({day for row in rows if (day := told_day(row.said_on, articles[row.article].known_on)) is not None})
    starts = [told[0]] if told else []
    starts += [after for before, after in pairwise(told) if not _same_day(before, after)]
    if len(starts) < 2:  # noqa: PLR2004 - nothing to part
        return [rows]
    parts: dict[str, list[StatementRow]] = defaultdict(list)
    for row in rows:
        known = articles[row.article].known_on
        day = told_day(row.said_on, known) or known
        parts[max((s for s in starts if s <= day), default=starts[0])].append(row)
    return [parts[start] for start in starts if parts[start]]


def _same_day(one: str, other: str) -> bool:
    if len(one) != len(other):  # a month and a day of it
        return one.startswith(other) or other.startswith(one)
    return days_between(one, other) <= (_DAYS_APART if len(one) > len("2024-05") else 0)


def gatherings(rows: Sequence[EncounterRow], articles: Articles) -> list[list[EncounterRow]]:
    """Put what several articles tell of one encounter together.

    The same type, somebody in common, days near each other, no other place, no other ordinal.
    """
    groups: list[list[EncounterRow]] = []
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (articles[r.article].known_on, r.id)):
        keys = sorted({(_family(row.type), word) for p in row.participants for word in stems(p.name)})
        near = sorted({n for key in keys for n in buckets[key][-_LATEST:]}, reverse=True)
        number = next((n for n in near if _fits(row, groups[n], articles)), None)
        if number is None:
            number = len(groups)
            groups.append([])
        groups[number].append(row)
        for key in keys:
            buckets[key].append(number)
    return groups


def _fits(row: EncounterRow, group: Sequence[EncounterRow], articles: Articles) -> bool:
    # The first telling and the last ones stand for all, so that the cost does not grow with the tellings.
    shown = (group[0], *group[1:][-_LAST_TELLINGS:])
    return all(_no_conflict(row, other, articles) for other in shown) and any(_shared(row, other) for other in shown)


def _family(kind: str) -> str:
    return "meeting" if kind in _SIT_DOWN else kind


def _shared(row: EncounterRow, other: EncounterRow) -> int:
    """Count whom two tellings have in common; "Lind", whom nobody linked, is "Mara Lind" here."""
    theirs = {p.actor: stems(p.name) for p in other.participants}
    return sum(p.actor in theirs or any(_one_name(stems(p.name), t) for t in theirs.values()) for p in row.participants)


def _one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and (one <= other or other <= one)


def _no_conflict(row: EncounterRow, other: EncounterRow, articles: Articles) -> bool:
    """Tell whether two tellings may be of one encounter: of no other number, place, outcome, company or day."""
    if row.ordinal is not None and other.ordinal is not None and row.ordinal != other.ordinal:
        return False
    if row.place and other.place and not stems(row.place) & stems(other.place):
        return False
    if {row.status, other.status} == {"held", "cancelled"}:
        return False
    shared = _shared(row, other)
    if min(len(row.participants), len(other.participants)) > 1 and shared == 1:
        return False  # she met one on Monday and another on Tuesday
    return _near(row, other, articles, surely=shared > 1)


def _near(row: EncounterRow, other: EncounterRow, articles: Articles, *, surely: bool) -> bool:
    """Tell whether the days allow that two tellings are of one encounter.

    Args:
        surely: the same company is told by both; else the reports must lie nearer.
    """
    known = [articles[r.article].known_on for r in (row, other)]
    if row.date is not None and other.date is not None:
        return days_between(row.date, other.date) <= _DAYS_APART
    planned = "planned" in (row.status, other.status)
    if row.date is None and other.date is None:
        return days_between(*known) <= _APART[planned, surely]
    dated, report = (row.date, known[1]) if row.date is not None else (other.date, known[0])
    after = day_number(report) - day_number(dated or report)
    undated = other if row.date is not None else row
    if undated.status == "planned":
        return -_PLANNED_BEFORE[surely] <= after <= 0
    return 0 <= after <= _TOLD_AFTER[surely]


def amounts(rows: Sequence[FigureRow], articles: Articles) -> list[list[FigureRow]]:
    """Put what several articles tell of one figure together: measure, value, what, place and source."""
    groups: list[list[FigureRow]] = []
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (articles[r.article].known_on, r.id)):
        bucket = buckets[row.measure, row.low, row.high, row.unit, row.currency]
        number = next((n for n in reversed(bucket[-_LATEST:]) if _one_amount(row, groups[n][0])), None)
        if number is None:
            number = len(groups)
            groups.append([])
            bucket.append(number)
        groups[number].append(row)
    return groups


def _one_amount(row: FigureRow, other: FigureRow) -> bool:
    if row.source is not None and other.source is not None and row.source.actor != other.source.actor:
        return False
    if row.place and other.place and not stems(row.place) & stems(other.place):
        return False
    if row.as_of and other.as_of and not _same_day(row.as_of, other.as_of):
        return False
    if row.period_from and other.period_from and row.period_from != other.period_from:
        return False
    mine, theirs = stems(row.what or ""), stems(other.what or "")
    if not mine or not theirs:
        return not mine and not theirs and bool(row.place and other.place)
    return 2 * len(mine & theirs) >= min(len(mine), len(theirs)) and bool(mine & theirs)
