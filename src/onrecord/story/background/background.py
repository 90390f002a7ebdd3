"""The paragraph that reporters write again every day: first events, latest figures, what is disputed."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from onrecord.record import Span
from onrecord.store.rows import ArticleRow, DateRow, FigureRow
from onrecord.story.background.history import pastness
from onrecord.story.background.latest import TOLL, Count, Latest, Noun, amount, bound, counts, exclude, superseded
from onrecord.story.background.paragraph import Background, Clause, Part, in_words, joining, quote, told_by
from onrecord.story.background.sentences import sentences
from onrecord.story.positions.grouping import Issue
from onrecord.story.positions.issues import wording
from onrecord.story.positions.positions import SURE, Cell, Positions
from onrecord.story.terms import stems
from onrecord.story.timeline.merging import Joined
from onrecord.story.told import Evidence, Told, days_between, told_day

_EVENTS = 2
_PEOPLE = "people"
_FIGURES = 3
_OF_PUBLIC_MATTERS = frozenset({"money", "votes", "percent"})
_MANY_VOICES = 3  # from so many on, what one alone tells is no background
_RIVAL_DAYS = 2
_RIVALS = 3  # sources of one count, sides of one issue
_SHORTEST, _LONGEST = 7, 45  # words of a sentence that stands by itself
# Half of what the model takes for past is (bench/history.py); where it is rarer, a repetition must speak for it.
_LEAST_PAST = 0.15
_PER_VOICE = 1.5  # log odds for each doubling of the voices that tell the same again
# Times the share of the story's articles that have a word, and of those that open with it, over the sentence's words.
_CENTRAL = 8.0
_LEAD = 400  # code points that an article opens with
_DATED = 1.0  # a day is told that lies before the article's
_SAME_SENTENCE = 0.5
_RARE_WORDS = 6
_LATEST = 20  # sentences with a rare word that a new one is held against
# A sentence that opens so cannot stand by itself.
_LEANS = re.compile(
    r"^[\"“‘']?(?:He|She|They|It|We|I|You|This|That|These|Those|There|But|And|So|Yet|Then|Also|His|Her|Their|Its|Such"
    r"|Still|However|Meanwhile|Instead|Indeed|After all|As an?)\b"
    r"|^[^,]{1,40}, (?:he|she|they|it)\b|\b(?:also|too)\b"
)
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"[\"“”]")
# What a toll counts, in words that its phrase may have already.
_MEASURES = {
    "killed": "killed dead died death fatality slain murdered murder",
    "injured": "injured wounded hurt",
    "missing": "missing",
    "hostages": "hostage captive captured",
    "detained": "detained arrested arrest jailed prisoner held imprisoned",
    "displaced": "displaced homeless evacuated fled refugee",
}


class _Sentence(msgspec.Struct, frozen=True, gc=False):
    shown: Evidence
    words: frozenset[str]
    past: float
    day: str | None


def background(told: Told, positions: Positions) -> Background:
    """Return the paragraph of a story.

    Args:
        told: its rows and texts.
        positions: where its parties stand, for what is disputed.
    """
    events = sorted(first_events(told), key=lambda c: c.day)
    figures = [_figure(count) for count in _worth_telling(told)]
    return Background((*events, *figures, *_disputes(positions)))


# ---- first events ---------------------------------------------------------------------------------------------------


def first_events(told: Told) -> list[Clause]:
    """Return the sentences that tell how the story began, the surest first.

    Those are likeliest of the past (:mod:`onrecord.story.background.history`), tell a day before their
    article's, come again in
    reports that do not copy each other, and use the words that the story's articles share. One with a toll that has
    risen since is not chosen.
    """
    found, central = _candidates(told)
    found = _up_to_date(told, found)
    groups = sorted(_told_again(found, central), key=lambda group: _weight(group, central), reverse=True)
    chosen: list[Clause] = []
    words: list[frozenset[str]] = []
    for group in groups:
        best = max(group, key=lambda one: (one.day is not None, one.shown.known_on, -len(one.shown.words)))
        if all(len(best.words & other) < _SAME_SENTENCE * len(best.words) for other in words):
            chosen.append(_event(best, group))
            words.append(best.words)
        if len(chosen) == _EVENTS:
            break
    return chosen


def _up_to_date(told: Told, found: Sequence[_Sentence]) -> list[_Sentence]:
    stale = superseded(told)
    return [s for s in found if not any(s.shown.spans[0].holds(span) for span in stale.get(s.shown.article, ()))]


def _weight(group: Sequence[_Sentence], central: Mapping[str, float]) -> float:
    past = min(max(one.past for one in group), 0.99)
    told_by = len({one.shown.voice for one in group})
    dated = _DATED if any(one.day is not None for one in group) else 0.0
    words = sorted(group[0].words)
    shared = sum(central.get(word, 0.0) for word in words) / max(len(words), 1)
    return math.log(past / (1 - past)) + _PER_VOICE * math.log2(told_by) + dated + _CENTRAL * shared


def _event(best: _Sentence, group: Sequence[_Sentence]) -> Clause:
    return Clause(
        kind="event",
        parts=(*quote(best.shown), *told_by(best.shown), joining(".")),
        day=best.day or best.shown.known_on,
        voices=len({one.shown.voice for one in group}),
        evidence=(best.shown, *(one.shown for one in group if one is not best)),
    )


def _candidates(told: Told) -> tuple[list[_Sentence], dict[str, float]]:
    """Return the sentences that may tell of the past, and the share of articles that each word stands in."""
    dates: dict[int, list[DateRow]] = defaultdict(list)
    for row in told.dates:
        dates[row.article].append(row)
    found: list[_Sentence] = []
    holding: Counter[str] = Counter()
    for article in told.articles:
        text = told.texts.get(article.id, "")
        held: set[str] = set()
        holding.update(stems(f"{article.title or ''} {text[:_LEAD]}"))
        for shown, place in _sentences(article, text):
            words = stems(shown.words)
            held |= words
            past = pastness(shown.words, place)
            if past >= _LEAST_PAST:
                day = _earlier_day(dates[article.id], shown.spans[0], article.known_on)
                found.append(_Sentence(shown, words, past, day))
        holding.update(held)
    return found, {word: count / (2 * len(told.articles)) for word, count in holding.items()}


def _sentences(article: ArticleRow, text: str) -> Iterator[tuple[Evidence, float]]:
    """Yield the sentences that can stand by themselves, each with its place in the article, 0 to 1."""
    spans = list(sentences(text))
    for n, span in enumerate(spans):
        words = span.of(text)
        if _stands_alone(words):
            yield _evidence(article, span, words), n / max(len(spans) - 1, 1)


def _evidence(article: ArticleRow, span: Span, words: str) -> Evidence:
    return Evidence(
        article=article.id,
        item=article.id,
        spans=(span,),
        words=words,
        known_on=article.known_on,
        voice=article.voice,
        outlet=article.outlet,
        url=article.url,
    )


def _stands_alone(words: str) -> bool:
    count = len(words.split())
    return (
        words[0].isupper() and _SHORTEST <= count <= _LONGEST and not _LEANS.search(words) and not _QUOTED.search(words)
    )


def _earlier_day(dates: Sequence[DateRow], span: Span, known_on: str) -> str | None:
    told = (told_day(row.value, known_on) for row in dates if span.holds(row.span))
    return min((day for day in told if day is not None and day < known_on[: len(day)]), default=None)


def _told_again(found: Sequence[_Sentence], central: Mapping[str, float]) -> list[list[_Sentence]]:
    """Put sentences together that say much the same, whichever article has them.

    They are found by their rarer words; in words that every article has, any two sentences meet.
    """
    joined = Joined()
    holding: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(found):
        rare = sorted(one.words, key=lambda word: (central[word], word))[:_RARE_WORDS]
        for other in sorted({m for word in rare for m in holding[word][-_LATEST:]}):
            if len(one.words & found[other].words) >= _SAME_SENTENCE * len(one.words | found[other].words):
                joined.join(n, other)
        for word in rare:
            holding[word].append(n)
    groups: dict[int, list[_Sentence]] = defaultdict(list)
    for n, one in enumerate(found):
        groups[joined.root(n)].append(one)
    return [groups[root] for root in sorted(groups)]


# ---- figures --------------------------------------------------------------------------------------------------------


def _worth_telling(told: Told) -> list[Count]:
    """Choose tolls, and one amount that several tell; what one voice of many tells is no background."""
    several = len({article.voice for article in told.articles}) >= _MANY_VOICES
    chosen: dict[tuple[object, ...], Count] = {}
    others = 0
    for count in counts(told):
        row = count.latest[0].row
        is_toll = row.measure in TOLL
        if count.voices > 1 or (is_toll and not several):
            if not (_is_named(count) if is_toll else _says_enough(count, others)):
                continue
            others += not is_toll
            chosen.setdefault((row.measure, row.high if row.low is None else row.low), count)
    return list(chosen.values())[:_FIGURES]


def _is_named(count: Count) -> bool:
    """Whether a toll has a noun, its own or its series', or counts people."""
    row = count.latest[0].row
    return bool(row.what or count.noun or row.unit == _PEOPLE)


def _says_enough(count: Count, before: int) -> bool:
    """Tell whether a number that is no toll says enough by itself; one such figure is enough for the paragraph."""
    row = count.latest[0].row
    return not before and row.measure in _OF_PUBLIC_MATTERS and " " in row.words


def _figure(count: Count) -> Clause:
    """Tell a count: its latest figure, or each source's where they exclude each other."""
    shown = _rivals(count) or count.latest[:1]
    disputed = len(shown) > 1
    parts: list[Part] = []
    for n, one in enumerate(shown):
        parts += [joining("; ")] if n else []
        parts += [*_amount(one, count.noun, whole=n == 0), *_says(one), *told_by(one.evidence[0])]
    return Clause(
        kind="dispute" if disputed else "figure",
        parts=(*_capital(parts), joining(".")),
        day=shown[0].day,
        voices=count.voices,
        evidence=(*(e for one in shown for e in one.evidence), *([count.noun.evidence] if count.noun else [])),
    )


def _rivals(count: Count) -> tuple[Latest, ...]:
    """Return the figures of one toll and near days that exclude each other, the most told first, each value once."""
    newest = count.latest[0]
    if newest.row.measure not in TOLL or newest.row.place is None:
        return ()
    recent = [one for one in count.latest if days_between(one.day, newest.day) <= _RIVAL_DAYS]
    recent.sort(key=lambda one: -one.sources.voices)
    values: dict[tuple[float | None, float | None], Latest] = {}
    for one in recent:
        if any(exclude(one.row, other.row) for other in recent):
            values.setdefault((one.row.low, one.row.high), one)
    return tuple(values.values())[:_RIVALS]


def _amount(one: Latest, noun: Noun | None, *, whole: bool) -> list[Part]:
    """Tell a figure from its fields.

    Args:
        noun: what its series counts, for a bare number.
        whole: with what it counts and where.
    """
    row, shown = one.row, one.evidence[0]
    if whole and (row.measure not in TOLL or _DIGIT.search(row.what or "")):
        return [*quote(shown), *_where(row, shown)]
    parts = [joining(bound(row)), Part("figure", amount(row), shown)]
    if not whole:
        return [*parts, joining(" percent")] if row.measure == "percent" else parts
    what = row.what or (noun.words if noun else None)
    parts.append(Part("figure", f" {what}", noun.evidence if noun else shown) if what else joining(f" {_PEOPLE}"))
    if row.measure in TOLL and not stems(_MEASURES[row.measure]) & stems(what or ""):
        parts.append(joining(" held hostage" if row.measure == "hostages" else f" {row.measure}"))
    return [*parts, *_where(row, shown)]


def _where(row: FigureRow, shown: Evidence) -> list[Part]:
    if row.place is None or stems(row.place) <= stems(shown.words) | stems(row.what or ""):
        return []
    return [joining(" in "), Part("figure", row.place, shown)]


def _says(one: Latest) -> list[Part]:
    parts: list[Part] = []
    if one.told and one.day != one.evidence[0].known_on:
        parts += [joining(" as of "), Part("date", in_words(one.day))]
    if one.source is not None:
        parts += [joining(", according to "), Part("name", one.source.name, one.evidence[0])]
    return parts


def _capital(parts: Sequence[Part]) -> list[Part]:
    """Begin a sentence with a capital, where it begins with a joining word."""
    first = next((n for n, part in enumerate(parts) if part.text), 0)
    return [
        msgspec.structs.replace(p, text=p.text[0].upper() + p.text[1:]) if n == first and p.kind == "joining" else p
        for n, p in enumerate(parts)
    ]


# ---- disputes -------------------------------------------------------------------------------------------------------


def _disputes(positions: Positions) -> list[Clause]:
    """Tell the issue on which most named actors stand on both sides, each side in its own words."""
    sides: dict[int, dict[str, list[Cell]]] = defaultdict(lambda: {"support": [], "oppose": []})
    for cell in positions.cells:
        told = cell.latest.stance in ("support", "oppose") and cell.latest.confidence >= SURE
        if told and cell.holder.name[:1].isupper() and not cell.mixed:
            sides[cell.issue][cell.latest.stance].append(cell)
    for issue in positions.issues:
        both = sides[issue.id]
        if both["support"] and both["oppose"] and not issue.vague and not wording(issue.name).person:
            return [_dispute(issue, [max(both[stance], key=_firmness) for stance in ("support", "oppose")])]
    return []


def _firmness(cell: Cell) -> tuple[int, int, float, int]:
    return cell.sources.voices, len(cell.history), cell.latest.confidence, -cell.holder.actor


def _dispute(issue: Issue, cells: Sequence[Cell]) -> Clause:
    parts: list[Part] = [joining("On "), Part("issue", issue.name), joining(": ")]
    for n, cell in enumerate(cells):
        shown = cell.latest.evidence[0]
        parts += [joining("; ")] if n else []
        parts += [Part("name", cell.holder.name, shown), joining(f" {cell.latest.stance}s it, ")]
        parts += [*quote(shown), *told_by(shown)]
    evidence = tuple(e for cell in cells for e in cell.latest.evidence)
    days = [cell.latest.day for cell in cells]
    return Clause("dispute", (*parts, joining(".")), max(days), len({e.voice for e in evidence}), evidence)
