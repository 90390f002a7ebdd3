"""On whose word a figure stands: the statement that gives it, or none where the article gives it itself.

Every statement that may give a figure is weighed: those whose content holds it, those beside it in its sentence, the
last ones before it and the next one after it, and those that tell the same figure elsewhere. How each stands to the
figure (``bearing.py``) is scored by ``on_whose_word.tsv``, trained by ``training/sources``; the likeliest gives the
figure its source where it is likely enough. Nothing leaks: a statement has no word in the next clause unless the
table says that statements of its kind go on there.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.assembly.bearing import Bearing
from onrecord.extract.linear import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.actors.entity import Entity
    from onrecord.assembly.bearing import Place
    from onrecord.assembly.carry import Statements
    from onrecord.extract.draft import Draft
    from onrecord.extract.figures import FigureDraft
    from onrecord.extract.linear import Linear
    from onrecord.text import Parse
    from onrecord.text.quotes import Quotation

PACKAGE = "onrecord.assembly"
TABLE = "on_whose_word.tsv"
LEAST = 0.5
# All 22 figures of silver that stand in a quotation no statement holds have a source: there the likeliest is taken.
LEAST_QUOTED = 0.0
# How many statements before and after a figure are weighed, besides those in its sentence.
BEFORE, AFTER, BESIDE = 2, 1, 3
QUOTED = "in a quotation that nobody has"


@dataclass(frozen=True, slots=True)
class Option:
    """A statement that may give a figure.

    Args:
        draft: its number.
        features: how the figure stands to it, as names of the table.
    """

    draft: int
    features: list[str]


def on_whose_word(
    all_: Statements, figures: Sequence[FigureDraft], entities: Sequence[Entity], quoted: Sequence[Quotation]
) -> list[int | None]:
    """Return for each figure the number of the draft on whose word it stands.

    Args:
        entities: the actors in the making, by number.
        quoted: the article's quotations.
    """
    model = load(PACKAGE, TABLE)
    return [likeliest(model, options) for options in choices(all_, figures, entities, quoted)]


def likeliest(model: Linear, options: Sequence[Option]) -> int | None:
    """Return the draft that most likely gives a figure; None where the article gives it itself."""
    scored = [(model.probability(option.features), -at, option.draft) for at, option in enumerate(options)]
    if not scored:
        return None
    chance, _, draft = max(scored)
    return draft if chance >= (LEAST_QUOTED if QUOTED in options[0].features else LEAST) else None


def choices(
    all_: Statements, figures: Sequence[FigureDraft], entities: Sequence[Entity], quoted: Sequence[Quotation]
) -> Iterator[list[Option]]:
    """Yield for each figure the drafts that may give it, each with its features."""
    bearing = Bearing(all_, entities, quoted)
    places = [bearing.place(f, h) for f, h in zip(figures, _holding(all_.drafts, figures), strict=True)]
    near = _Near(all_)
    told: dict[tuple[object, ...], list[Place]] = {}
    for place in places:
        told.setdefault(_value(place.figure), []).append(place)
    for place in places:
        twins = [p for p in told[_value(place.figure)] if p is not place]
        found = _candidates(all_, near, place, twins)
        shared = [QUOTED] if not place.holding and bearing.in_quotes(place.figure.span.start) else []
        yield [Option(n, [*bearing.features(place, n), *names, *shared]) for n, names in found]


def _value(figure: FigureDraft) -> tuple[object, ...]:
    return figure.low, figure.high, figure.measure


def _candidates(all_: Statements, near: _Near, place: Place, twins: list[Place]) -> Iterator[tuple[int, list[str]]]:
    """The drafts that may give a figure, each once, with what they tell of a figure of the same value."""
    telling: dict[int, int] = {}
    for twin in twins:
        for n in twin.holding[-1:]:
            telling[n] = min(telling.get(n, 99), abs(twin.block - place.block))
    head = "heading" if place.figure.span.start < near.head else "body"
    found = dict.fromkeys([*place.holding, *near.around(place), *list(telling)[:2]])
    for n in found:
        if _undergoes(all_.parse, all_.drafts[n]):
            continue
        names = [f"{head} {'held' if place.holding else 'free'} {'holds' if n in place.holding else 'not'}"]
        if n in telling and n not in place.holding:
            names += ["tells it", f"tells it {head}", f"tells it {head} {'held' if place.holding else 'free'}"]
            names.append(f"tells it {head} act={all_.drafts[n].act}")
            names.append(f"tells it {head} measure={place.figure.measure}")
        yield n, names


def _undergoes(parse: Parse, draft: Draft) -> bool:
    """Whether the source only undergoes the cue, whose doer stands behind it: "the plan announced by ministers"."""
    pivot = parse.tokens[draft.pivot]
    passive = pivot.dep == "acl" and pivot.tag == "VBN" and draft.source_head == pivot.head
    return passive and bool(parse.kids(pivot.i, "agent"))


class _Near:
    """Finds the statements near a place."""

    def __init__(self, all_: Statements) -> None:
        self.all_ = all_
        self.starts = [all_.drafts[n].cue.start for n in all_.order]
        parse = all_.parse
        first = next((s for s in parse.sentences if s.block > 0), None)
        self.head = parse.tokens[first.first].start if first is not None and first.first < len(parse.tokens) else 0

    def around(self, place: Place) -> Iterator[int]:
        parse, order = self.all_.parse, self.all_.order
        sentence = parse.sentences[place.sentence]
        start = parse.tokens[sentence.first].start
        end = parse.tokens[sentence.last - 1].end
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        beside = [n for n in order[first:last] if n not in place.holding]
        at = place.figure.span.start
        yield from sorted(beside, key=lambda n: (abs(self.all_.drafts[n].cue.start - at), n))[:BESIDE]
        earlier = [n for n in reversed(order[max(0, first - 8) : first]) if self.all_.drafts[n].within is None]
        yield from (n for n in earlier[:BEFORE] if n not in place.holding)
        later = [n for n in order[last : last + 4] if self.all_.drafts[n].within is None]
        yield from (n for n in later[:AFTER] if n not in place.holding)


def _holding(drafts: Sequence[Draft], figures: Sequence[FigureDraft]) -> list[tuple[int, ...]]:
    """For each figure, in text order, the drafts whose content holds its first code point, the shortest first."""
    pieces = sorted((piece.start, piece.end, n) for n, draft in enumerate(drafts) for piece in draft.content)
    sizes = [draft.size for draft in drafts]
    out: list[tuple[int, ...]] = [()] * len(figures)
    open_: list[tuple[int, int]] = []
    at = 0
    for number in sorted(range(len(figures)), key=lambda k: figures[k].span.start):
        start = figures[number].span.start
        while at < len(pieces) and pieces[at][0] <= start:
            open_.append((pieces[at][1], pieces[at][2]))
            at += 1
        open_ = [(end, n) for end, n in open_ if end > start]
        out[number] = tuple(sorted(dict.fromkeys(n for _, n in open_), key=lambda n: (sizes[n], n)))
    return out
