"""What happened and what was said, by the day of it: each once, with all that tell it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.store.rows import FigureRow, StatementRow
from onrecord.story.background.latest import TOLL
from onrecord.story.terms import stems
from onrecord.story.timeline.entries import Entry, Kind, Maker
from onrecord.story.timeline.merging import amounts, gatherings, sayings
from onrecord.story.told import Told

# Numbers that describe and do not change from day to day are no entries.
DESCRIBING = frozenset(
    {"age", "rank", "duration", "ratio", "distance", "area", "depth", "points", "temperature", "speed"}
)
# What makes an entry a key event; set by hand, see docs/story-views.md.
_PER_VOICE = 2.0  # for each doubling of independent voices
_NAMED = {"named": 1.0, "organisation": 0.5}
_ENCOUNTER = 1.0
_EVENT = 0.5
_NEW_FIGURE = 0.5
_NEW_TOLL = 1.5
_POSITION = 2.0
_UNSURE_DAY = 0.5
_KEY_PER_DAY = 3
_KEY_SHARE = 0.1  # of all entries, at most
_KEY_LEAST = 5
# A repeat is looked for among the last things a speaker said.
_LOOK_BACK = 30
_LIKE_SAID_AGAIN = 0.2  # where the text says that it is said again
_LIKE = 0.5


class Timeline(msgspec.Struct, frozen=True):
    """The entries of a story in order.

    Args:
        newest_first: which way they run.
        new: how many are new since the time asked for.
    """

    entries: tuple[Entry, ...]
    newest_first: bool = False
    new: int = 0

    def turned(self) -> Timeline:
        """Return the same entries the other way round."""
        return Timeline(self.entries[::-1], not self.newest_first, self.new)

    @property
    def key_events(self) -> tuple[Entry, ...]:
        """The entries of the rail, in the same order."""
        return tuple(entry for entry in self.entries if entry.is_key)

    def of_kind(self, *kinds: Kind) -> tuple[Entry, ...]:
        """Return the entries of some kinds, in the same order."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    def events(self) -> tuple[Entry, ...]:
        """Return the entries that are an event of PLOVER, in the same order."""
        return tuple(entry for entry in self.entries if entry.event is not None)


def timeline(
    told: Told,
    *,
    changes: Mapping[int, str] | None = None,
    newest_first: bool = False,
    since: str | None = None,
) -> Timeline:
    """Return what the articles of a story tell, by day.

    Args:
        changes: statements that change a position, of :meth:`onrecord.story.positions.positions.Positions.changes`.
        since: ISO time in UTC, or day; entries of which no article had been seen by then are new.
    """
    articles = told.by_article()
    make = Maker(told).entry
    entries = [make("statement", rows) for rows in sayings(told.statements, articles)]
    entries += [make("encounter", rows) for rows in gatherings(told.encounters, articles)]
    figures = [row for row in told.figures if row.measure not in DESCRIBING]
    entries += [make("figure", rows) for rows in amounts(figures, articles)]
    ordered = sorted((entry for entry in entries if entry is not None), key=_order)
    ordered = _with_keys(_scored(_repeating(ordered), changes or {}))
    unseen = frozenset(a.id for a in told.articles if since is not None and a.first_seen > since)
    if unseen:
        ordered = [msgspec.structs.replace(e, is_new=all(x.article in unseen for x in e.evidence)) for e in ordered]
    if newest_first:
        ordered.reverse()
    return Timeline(tuple(ordered), newest_first, sum(entry.is_new for entry in ordered))


def _order(entry: Entry) -> tuple[str, str, int]:
    return entry.day, entry.published, entry.row.id


def _repeating(ordered: Sequence[Entry]) -> list[Entry]:
    """Name for what a speaker says again the entry in which it was said before."""
    said: dict[int, list[tuple[frozenset[str], Entry]]] = defaultdict(list)
    linked = []
    for entry in ordered:
        before = None
        if isinstance(entry.row, StatementRow) and entry.row.speaker is not None:
            words = stems(entry.row.words)
            earlier = said[entry.row.speaker.actor]
            before = _said_before(entry, entry.row, words, earlier[-_LOOK_BACK:])
            earlier.append((words, entry))
        linked.append(entry if before is None else msgspec.structs.replace(entry, reiterates=before))
    return linked


def _said_before(
    entry: Entry, row: StatementRow, words: frozenset[str], earlier: Sequence[tuple[frozenset[str], Entry]]
) -> str | None:
    """Find the likest thing said on an earlier day: the same utterance, or much the same words."""
    likeness = {}
    for theirs, before in earlier:
        if before.day < entry.day:
            same = row.utterance is not None and getattr(before.row, "utterance", None) == row.utterance
            likeness[before.id] = 1.0 if same else len(words & theirs) / (len(words | theirs) or 1)
    best = max(likeness, key=lambda name: likeness[name], default=None)
    least = _LIKE_SAID_AGAIN if row.reiterates else _LIKE
    return best if best is not None and likeness[best] >= least else None


def _scored(ordered: Sequence[Entry], changes: Mapping[int, str]) -> list[Entry]:
    """Weigh what makes entries key events."""
    last: dict[tuple[object, ...], tuple[float | None, float | None]] = {}
    scored = []
    for entry in ordered:
        told = (e.item for e in entry.evidence if entry.kind == "statement")
        change = next((changes[item] for item in told if item in changes), None)
        reasons = _reasons(entry, change)
        if isinstance(entry.row, FigureRow):
            series = _series(entry.row)
            if last.get(series) != (entry.row.low, entry.row.high):
                reasons |= {"new toll": _NEW_TOLL} if entry.row.measure in TOLL else {"new figure": _NEW_FIGURE}
            last[series] = (entry.row.low, entry.row.high)
        score = round(entry.row.confidence * sum(reasons.values()), 3)
        again = None if change == "reversed" else entry.reiterates
        shown = {"change": change, "score": score, "reasons": tuple(reasons), "reiterates": again}
        scored.append(msgspec.structs.replace(entry, **shown))
    return scored


def _series(row: FigureRow) -> tuple[object, ...]:
    source = row.source.actor if row.source else None
    return row.measure, row.unit, row.currency, stems(row.place or ""), stems(row.what or ""), source


def _reasons(entry: Entry, change: str | None) -> dict[str, float]:
    reasons: dict[str, float] = {}
    if entry.sources.voices > 1:
        reasons["several voices"] = _PER_VOICE * math.log2(entry.sources.voices)
    if isinstance(entry.row, StatementRow) and entry.row.grade in _NAMED and entry.row.mode != "decline":
        reasons[f"speaker: {entry.row.grade}"] = _NAMED[entry.row.grade]
    if entry.kind == "encounter":
        reasons["encounter"] = _ENCOUNTER
    if entry.event is not None:
        reasons["event"] = _EVENT
    if change is not None:
        reasons[f"position {change}"] = _POSITION
    if entry.when == "before":
        reasons["day not told"] = -_UNSURE_DAY
    return reasons


def _with_keys(ordered: Sequence[Entry]) -> list[Entry]:
    """Mark the entries of the rail: the highest scores, few of any day, at most a tenth of the story."""
    room = max(_KEY_LEAST, round(_KEY_SHARE * len(ordered)))
    on_day: Counter[str] = Counter()
    keys: set[str] = set()
    for entry in sorted(ordered, key=lambda e: (-e.score, *_order(e))):
        if len(keys) == room or entry.score <= 0:
            break
        if on_day[entry.day] < _KEY_PER_DAY:
            on_day[entry.day] += 1
            keys.add(entry.id)
    return [msgspec.structs.replace(entry, is_key=True) if entry.id in keys else entry for entry in ordered]
