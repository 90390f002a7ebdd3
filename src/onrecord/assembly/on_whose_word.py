"""On whose word a figure stands: the statement that gives it, or none where the article gives it itself.

Every statement that may give a figure is weighed: those whose content holds it, those beside it in its sentence, the
last ones before it, those that tell the same figure elsewhere, and for headlines and loose quotations the next one. How
each stands to the figure (``bearing.py``) is scored by ``on_whose_word.tsv``, trained by ``training/sources``; the
likeliest gives the figure its source where it is likely enough. Nothing leaks: a statement has no word in the next
clause unless the table says that statements of its kind go on there.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.assembly.bearing import Bearing
from onrecord.extract.citing import CITED
from onrecord.extract.linear import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
# Among how many the last and the next one that stand in no other are looked for.
LOOK_BACK, LOOK_AHEAD = 8, 4
# How many that tell the same number elsewhere.
TELLING = 2
# Contents that hold one figure; more of them are a wrong reading.
DEEPEST = 8
# What is denied stands on nobody's word: of silver's five figures in a denial none has the denier as its source.
SILENT = frozenset({"deny", "decline"})
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
    places = [bearing.place(f, h) for f, h in zip(figures, holding(all_.drafts, figures), strict=True)]
    near = _Near(all_)
    telling = _telling(places)
    for place in places:
        if bearing.is_aside(place.figure):
            yield []
            continue
        quoted_by_nobody = not place.holding and bearing.in_quotes(place.figure.span.start)
        shared = [QUOTED] if quoted_by_nobody else []
        found = _candidates(near, place, telling.get(_value(place.figure), {}), ahead=quoted_by_nobody)
        yield [Option(n, [*bearing.features(place, n), *names, *shared]) for n, names in found]


def _value(figure: FigureDraft) -> tuple[object, ...]:
    return figure.low, figure.high, figure.measure


def _telling(places: Sequence[Place]) -> dict[tuple[object, ...], dict[int, None]]:
    """The first statements that tell each value, outermost ones, as a headline's figure is told below it."""
    out: dict[tuple[object, ...], dict[int, None]] = {}
    for place in places:
        known = out.setdefault(_value(place.figure), {})
        if place.holding and len(known) <= TELLING:
            known[place.holding[-1]] = None
    return out


def _candidates(
    near: _Near, place: Place, telling: Mapping[int, None], *, ahead: bool
) -> Iterator[tuple[int, list[str]]]:
    """The drafts that may give a figure, each once, with what they tell of a figure of the same value."""
    drafts, parse = near.all_.drafts, near.all_.parse
    held = "held" if place.holding else "free"
    head = "heading" if place.figure.span.start < near.head else "body"
    told = [n for n in telling if n not in place.holding][:TELLING]
    for n in dict.fromkeys([*place.holding, *near.around(place, ahead=ahead or head == "heading"), *told]):
        if drafts[n].act in SILENT or _undergoes(parse, drafts[n]):
            continue
        names = [f"{head} {held} {'holds' if n in place.holding else 'not'}"]
        if n in told:
            names += ["tells it", f"tells it {head}", f"tells it {head} {held}"]
            names += [f"tells it {head} act={drafts[n].act}", f"tells it {head} measure={place.figure.measure}"]
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

    def around(self, place: Place, *, ahead: bool) -> Iterator[int]:
        """Yield the statements in a figure's sentence, nearest first, the last ones before it, and the next one.

        Args:
            ahead: whether the next one may give it: an attribution reaches no further back (GUIDE, rule 24).
        """
        tokens, drafts, order = self.all_.parse.tokens, self.all_.drafts, self.all_.order
        sentence = self.all_.parse.sentences[place.sentence]
        first = bisect_left(self.starts, tokens[sentence.first].start)
        last = bisect_left(self.starts, tokens[sentence.last - 1].end)
        at = place.figure.span.start
        beside = sorted((n for n in order[first:last]), key=lambda n: (abs(drafts[n].cue.start - at), n))
        yield from [n for n in beside if n not in place.holding][:BESIDE]
        earlier = [n for n in reversed(order[max(0, first - LOOK_BACK) : first]) if drafts[n].within is None]
        yield from earlier[:BEFORE]
        if ahead:
            yield from [n for n in order[last : last + LOOK_AHEAD] if drafts[n].within is None][:AFTER]


def holding(drafts: Sequence[Draft], figures: Sequence[FigureDraft]) -> list[tuple[int, ...]]:
    """Return for each figure the drafts whose content holds its first code point, the shortest first."""
    told = [(n, draft) for n, draft in enumerate(drafts) if draft.key != CITED]
    pieces = sorted((piece.start, piece.end, n) for n, draft in told for piece in draft.content)
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
        out[number] = tuple(sorted({n for _, n in open_}, key=lambda n: (sizes[n], n))[:DEEPEST])
    return out
