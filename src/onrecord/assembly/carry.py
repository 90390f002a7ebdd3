"""What goes on from statement to statement: day and addressee of the same speech, interview or report (GUIDE, rule 20).

A statement without a day of its own is weighed against those before it that have one, by how the two stand to each
other (``carried_day.tsv``, trained by ``training/details``); the likeliest gives its day where it is likely enough.
Addressees go on in the same way (``carried_addressee.tsv``).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from onrecord.extract.linear import load
from onrecord.extract.when import OCCASION, tense
from onrecord.text import nouns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.extract.linear import Linear
    from onrecord.record import SaidOn
    from onrecord.text import Parse

T = TypeVar("T")
PACKAGE = "onrecord.assembly"
# How many statements with a value are weighed: those right before, and the last of the same speaker.
RECENT = 3
# No value goes on over more statements than this.
REACH = 40
GAPS = (0, 1, 2, 4, 8, 16)
# Silver carries less than the guide asks (it was written before rule 20), so values go on below even chances too.
LEAST_DAY = 0.35
LEAST_ADDRESSEE = 0.4
# Weight of the attribution model's log odds, and what they are where it is undecided. F1 of days, silver held back and
# gold by weight: 0 47.5, 72.2; .4 51.0, 71.7; .8 51.2, 66.2; undecided at -2 in place of -1: 47.4, 72.8.
HEARD, USUAL = 0.4, -1.0
LOWEST = 0.001
WEEK = 7
WHOLE_DAY = len("2024-05-01")
MOST = 3


@dataclass(frozen=True)
class Statements:
    """The statements of an article, as far as they are read.

    Args:
        order: numbers of the drafts in text order of their cues.
        speakers: entity that each draft is resolved to.
        addressees: of each draft, as far as its own words name them.
        headlines: drafts in the headline, standfirst and subheadings.
        published: ISO date of publication.
    """

    parse: Parse
    drafts: Sequence[Draft]
    order: Sequence[int]
    speakers: Mapping[int, int | None]
    addressees: Sequence[tuple[int, ...]]
    headlines: frozenset[int] = frozenset()
    published: str | None = None
    _occasions: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def places(self) -> dict[int, int]:
        """The place of each draft in text order."""
        return {n: place for place, n in enumerate(self.order)}

    def occasions(self, n: int) -> frozenset[str]:
        """Return the interviews, letters and the like that stand in the sentence of a statement."""
        sentence = self.parse.tokens[self.drafts[n].pivot].sentence
        if sentence not in self._occasions:
            place = self.parse.sentences[sentence]
            lemmas = {t.lemma.lower() for t in self.parse.tokens[place.first : place.last]}
            self._occasions[sentence] = frozenset(lemmas & OCCASION)
        return self._occasions[sentence]


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A value of a statement, and from how many statements back it comes."""

    value: T
    hops: int = 0


def carried_days(all_: Statements) -> list[SaidOn | None]:
    """Return the day of each statement, its own or one that goes on to it."""
    own = own_days(all_)
    traits = DayTraits(all_.published, Counter(known.value.value for known in own.values()))
    known = carried(all_, own, load(PACKAGE, "carried_day.tsv"), LEAST_DAY, traits, day_heard)
    known = {n: day for n, day in known.items() if n in own or not all_.drafts[n].elsewhen}
    return [known[n].value if n in known else None for n in range(len(all_.drafts))]


def own_days(all_: Statements) -> dict[int, Known[SaidOn]]:
    """Return the days that statements name by themselves; one after publication dates only what is to be said."""
    today = (all_.published or "")[:WHOLE_DAY]
    out = {}
    for n, draft in enumerate(all_.drafts):
        on = draft.said_on
        if on is None:
            continue
        later = bool(today) and on.value > today[: len(on.value)]
        if not later or tense(all_.parse, all_.parse.tokens[draft.pivot]) in {"MD", "TO"}:
            out[n] = Known(on)
    return out


def day_heard(draft: Draft) -> float:
    """Return the log odds that the attribution model's own idea, whether a statement's day is known, adds or takes."""
    if draft.hints is None:
        return 0.0
    chance = min(max(draft.hints.dated, LOWEST), 1 - LOWEST)
    return HEARD * (math.log(chance / (1 - chance)) - USUAL)


def carried_addressees(all_: Statements) -> list[tuple[int, ...]]:
    """Return whom each statement was said to, by its own words or because it goes on with one that says so."""
    own = {n: Known(to) for n, to in enumerate(all_.addressees) if to}
    known = carried(all_, own, load(PACKAGE, "carried_addressee.tsv"), LEAST_ADDRESSEE, no_traits)
    out = []
    for n in range(len(all_.drafts)):
        heard = known[n].value if n in known else ()
        out.append(tuple(e for e in heard if n not in known or not known[n].hops or e != all_.speakers[n]))
    return out


def no_traits(value: object) -> list[str]:
    """Return the features of a value that has none."""
    del value
    return []


def carried(
    all_: Statements,
    own: Mapping[int, Known[T]],
    model: Linear,
    least: float,
    traits: Callable[[T], list[str]],
    heard: Callable[[Draft], float] | None = None,
) -> dict[int, Known[T]]:
    """Return what is known of each statement when everything likely enough has gone on, in text order.

    Args:
        own: what the statements' own words say.
        least: chance below which nothing goes on.
        traits: features of a value.
        heard: log odds that the attribution model adds for a statement; None where it is not asked.
    """
    known = dict(own)
    for place, n in in_order(all_):
        if n in own:
            continue
        best: tuple[float, Known[T]] | None = None
        for value, names in choices(all_, place, known, traits):
            chance = model.probability(names, 0.0 if heard is None else heard(all_.drafts[n]))
            if chance >= least and (best is None or chance > best[0]):
                best = chance, value
        if best is not None:
            known[n] = Known(best[1].value, best[1].hops + 1)
    return known


def in_order(all_: Statements) -> list[tuple[int, int]]:
    """Return places and numbers of the statements, headlines last, which take from the text below them."""
    return sorted(enumerate(all_.order), key=lambda pair: (pair[1] in all_.headlines, pair[0]))


def choices(
    all_: Statements, place: int, known: Mapping[int, Known[T]], traits: Callable[[T], list[str]]
) -> Iterator[tuple[Known[T], list[str]]]:
    """Yield what a statement may take over, with the features of doing so."""
    n = all_.order[place]
    for one in antecedents(all_, place, known):
        value = known[one]
        names = features(all_, one, n)
        yield value, [*names, f"hops={min(value.hops, MOST)}", *traits(value.value)]


@dataclass(frozen=True, slots=True)
class DayTraits:
    """Features of a day: how exact and how old it is, and how often it is named in the article.

    Args:
        tally: how many statements name each day by themselves.
    """

    published: str | None
    tally: Counter[str] = field(default_factory=Counter)

    def __call__(self, on: SaidOn) -> list[str]:
        """Return the features of a day."""
        day = on.value
        out = [f"length={len(day)}", f"days={min(len(self.tally), MOST + 1)}", f"named={min(self.tally[day], MOST)}"]
        out.append(f"foremost={bool(self.tally) and self.tally[day] == max(self.tally.values())}")
        if self.published and len(day) == len(self.published[:10]):
            ago = (date.fromisoformat(self.published[:10]) - date.fromisoformat(day)).days
            out.append(f"ago={'ahead' if ago < 0 else ago if ago <= 1 else 'week' if ago < WEEK else 'more'}")
        return out


def antecedents(all_: Statements, place: int, has: Mapping[int, object]) -> list[int]:
    """Return the statements that one may take its value from: those around it, the last ones, its speaker's last.

    Args:
        place: of the statement in text order.
        has: statements with a value.
    """
    n = all_.order[place]
    out = []
    if n in all_.headlines:
        later = (m for m in all_.order[place + 1 : place + REACH] if m in has and m not in all_.headlines)
        out += [m for m, _ in zip(later, range(RECENT), strict=False)]
    up = all_.drafts[n].within
    if up is not None and up in has:
        out.append(up)
    same = shared = False
    seen = 0
    for before in reversed(all_.order[max(0, place - REACH) : place]):
        if before not in has or before == up:
            continue
        own = all_.speakers[before] is not None and all_.speakers[before] == all_.speakers[n]
        taken_up = not shared and bool(all_.occasions(before) & all_.occasions(n))
        if seen < RECENT or (own and not same) or taken_up:
            out.append(before)
        same, shared, seen = same or own, shared or taken_up, seen + 1
    return out


def features(all_: Statements, one: int, two: int) -> list[str]:
    """Return what holds between a statement with a value and one that may take it over, as names of the tables.

    Args:
        one: the statement with the value.
        two: the other.
    """
    who = _who(all_, one, two)
    if all_.places[one] > all_.places[two]:
        return _ahead(all_, one, two, who)
    return [*_place(all_, one, two, who), *_manner(all_, one, two, who), *_occasion(all_, one, two, who)]


def _place(all_: Statements, one: int, two: int, who: str) -> list[str]:
    """How far the two stand apart, and whether one stands in the other."""
    parse = all_.parse
    first, second = parse.tokens[all_.drafts[one].pivot], parse.tokens[all_.drafts[two].pivot]
    blocks = parse.sentences[second.sentence].block - parse.sentences[first.sentence].block
    place = _relation(all_, one, two)
    between = all_.order[all_.places[one] + 1 : all_.places[two]][-REACH:]
    others = {s for n in between if (s := all_.speakers[n]) is not None} - {all_.speakers[one], all_.speakers[two]}
    out = [
        who,
        place,
        f"{who} {place}",
        f"{who} sentences={_step(second.sentence - first.sentence)}",
        f"{who} blocks={_step(blocks)}",
        f"{who} others={_step(len(others))}",
        f"between={_step(len(between))}",
    ]
    if first.sentence == second.sentence:
        out += [f"{who} in sentence by {second.dep}", f"hangs {second.head == first.i} {second.dep}"]
    return out


def _manner(all_: Statements, one: int, two: int, who: str) -> list[str]:
    """How the two are said: tense, act, mode, in whose words."""
    parse, a, b = all_.parse, all_.drafts[one], all_.drafts[two]
    form = tense(parse, parse.tokens[b.pivot])
    out = [
        f"tense={form}",
        f"{who} tense={form}",
        f"before tense={tense(parse, parse.tokens[a.pivot])}",
        f"act={b.act}",
        f"{who} act={b.act}",
        f"before act={a.act}",
        f"kind={b.kind}",
        f"{who} kind={b.kind}",
    ]
    if b.source_head is None:
        out.append("no source")
    else:
        head = parse.tokens[b.source_head]
        out.append(f"{who} source={'I' if nouns.is_speaker(head.text) else head.pos}")
        if head.lemma.lower() in OCCASION:
            out.append(f"{who} occasion speaks")
    if b.mode != "affirm":
        out.append(f"mode={b.mode}")
    if b.reiterates:
        out.append("reiterates")
    return out


def _occasion(all_: Statements, one: int, two: int, who: str) -> list[str]:
    """What the two are said in, as an interview or a letter."""
    then, now = all_.occasions(one), all_.occasions(two)
    out = [f"occasion before {who}"] if then else []
    if now:
        out.append(f"occasion here {who}")
    if then & now:
        out += ["same occasion", f"same occasion {who}"]
        if _speaks(all_, two) & then:
            out.append("same occasion speaks")
    elif then and now:
        out.append(f"other occasion {who}")
    first, second = (all_.parse.tokens[all_.drafts[n].pivot].lemma for n in (one, two))
    if first == second == "write":
        out.append(f"both write {who}")
    return out


def _speaks(all_: Statements, n: int) -> set[str]:
    head = all_.drafts[n].source_head
    return set() if head is None else {all_.parse.tokens[head].lemma.lower()}


def _ahead(all_: Statements, one: int, two: int, who: str) -> list[str]:
    """How a headline stands to a statement of the text below it."""
    parse, a, b = all_.parse, all_.drafts[one], all_.drafts[two]
    mine, theirs = _topic(parse, b), _topic(parse, a)
    share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    return [
        "ahead",
        f"ahead {who}",
        f"ahead shares={int(share * 4)}",
        f"ahead {who} shares={int(share * 4)}",
        f"ahead act={b.act}",
        f"ahead same act={a.act == b.act}",
        f"ahead tense={tense(parse, parse.tokens[b.pivot])}",
        f"ahead of tense={tense(parse, parse.tokens[a.pivot])}",
        f"ahead sentences={_step(parse.tokens[a.pivot].sentence - parse.tokens[b.pivot].sentence)}",
        f"ahead within={a.within is None} {b.within is None}",
    ]


def _topic(parse: Parse, draft: Draft) -> set[str]:
    """The words that a content is about."""
    return {
        parse.tokens[i].lemma.lower()
        for piece in draft.content
        for i in parse.tokens_in(piece)
        if parse.tokens[i].pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
    }


def _who(all_: Statements, one: int, two: int) -> str:
    speaker = all_.speakers[two]
    if speaker is None:
        return "nobody"
    if speaker == all_.speakers[one]:
        return "same"
    if speaker in all_.addressees[one]:
        return "answer"
    return "other"


def _relation(all_: Statements, one: int, two: int) -> str:
    a, b = all_.drafts[one], all_.drafts[two]
    if b.within == one:
        return "inside"
    if a.within == two:
        return "around"
    if a.within == b.within:
        return "beside" if a.within is None else "beside inside"
    if b.within is None:
        return "outer"
    return "nested"


def _step(count: int) -> str:
    return str(next((most for most in GAPS if count <= most), "more"))
