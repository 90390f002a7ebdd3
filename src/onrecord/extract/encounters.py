"""Encounters: meetings, visits, calls, talks, conferences, hearings.

Every word that could tell of one (:mod:`onrecord.extract.gatherings`) is judged by a linear model of what stands around
it (``encounters.tsv``; training: ``python -m training.stances.train``): did these people meet, or will they?
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract import linear
from onrecord.extract.draft import innermost
from onrecord.extract.gatherings import Gathering, gatherings, towards
from onrecord.record import Span
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import EncounterStatus, EncounterType, Timex
    from onrecord.text import Parse, Token

DAY = re.compile(r"\d{4}-\d\d-\d\d")
# On silver's training part, five folds, F1 of encounters is 48.8 at 0.3, 49.5 at 0.35, 48.6 at 0.4 and 46.1 at 0.5.
LEAST = 0.38
PLACES = frozenset({"GPE", "LOC", "FAC"})
MOST_WORDS = 40  # below a mention that are looked at for its place
FARTHEST = 60  # code points from an encounter to its duration
MOST_DATES = 12  # of a sentence
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
CALLED_OFF = frozenset({"cancel", "postpone", "scrap", "call off", "abort"})
AHEAD = frozenset("plan schedule expect due want agree set hope prepare slate intend".split())


@dataclass(frozen=True, slots=True)
class EncounterDraft:
    """One encounter before its actors are known.

    Args:
        heads: head tokens of the participants.
        statement: number of the innermost draft whose content holds it.
        host: head token of who invites.
        ordinal: 7 of "his seventh trip".
    """

    span: Span
    type: EncounterType
    heads: tuple[int, ...]
    place: str | None
    date: str | None
    duration: str | None
    status: EncounterStatus
    statement: int | None
    confidence: float
    host: int | None = None
    ordinal: int | None = None


def encounters(parse: Parse, dates: Sequence[Timex], drafts: Sequence[Draft]) -> tuple[EncounterDraft, ...]:
    """Return the encounters of an article, in text order; the same one told again is merged where actors are known.

    Args:
        dates: the article's time expressions, resolved.
        drafts: its attributions.
    """
    model = linear.load("onrecord.extract", "encounters.tsv")
    found = []
    for gathering in mentions(parse, drafts):
        sure = model.probability(traits(parse, dates, gathering))
        if sure >= LEAST:
            found.append(replace(_draft(parse, dates, gathering), confidence=round(sure, 2)))
    holding = innermost(drafts, [Span(draft.span.start, draft.span.start + 1) for draft in found])
    return tuple(replace(draft, statement=n) for draft, n in zip(found, holding, strict=True))


def mentions(parse: Parse, drafts: Sequence[Draft]) -> Iterator[Gathering]:
    """Yield every word that may tell of an encounter."""
    speaking: dict[int, Draft] = {}
    for draft in drafts:
        speaking.setdefault(parse.tokens[draft.pivot].sentence, draft)
    return gatherings(parse, speaking)


def traits(parse: Parse, dates: Sequence[Timex], gathering: Gathering) -> list[str]:
    """Return the names of what holds at a mention, each once."""
    token = parse.tokens[gathering.token]
    lemma = token.lemma.lower()
    found = [f"word:{lemma}", f"type:{gathering.type}", f"tag:{token.tag}", f"dep:{token.dep}", f"pos:{token.pos}"]
    found += [f"way:{way}" for way in gathering.ways]
    found += [f"type:{gathering.type}:way:{gathering.ways[0]}", f"many:{min(len(gathering.heads), 3)}"]
    found += [f"who:{_shape(parse, head)}" for head in gathering.heads]
    found += [f"place:{bool(_place(parse, token))}", f"day:{_day(parse, _near(parse, token, dates)) is not None}"]
    found.append(f"status:{_status(parse, token)}")
    up = parse.tokens[token.head]
    found.append(f"under:{up.lemma.lower()}:{token.dep}" if up.pos in {"VERB", "ADP"} else f"under:{up.pos}")
    if up.pos == "ADP":
        found.append(f"above:{parse.tokens[up.head].lemma.lower()}")
    for child in parse.kids(token.i, "det", "amod", "compound", "poss", "neg"):
        found.append(f"with:{child.dep}:{child.lemma.lower() if child.dep != 'compound' else child.pos}")
    found += [f"prep:{child.lower}" for child in parse.kids(token.i, "prep")]
    return list(dict.fromkeys(found))


def _shape(parse: Parse, head: int) -> str:
    name = parse.name_at.get(head)
    token = parse.tokens[head]
    return name.label if name is not None else token.lower if token.pos == "PRON" else token.tag


def _draft(parse: Parse, dates: Sequence[Timex], gathering: Gathering) -> EncounterDraft:
    token = parse.tokens[gathering.token]
    near = _near(parse, token, dates)
    reach = (token.start, token.end + FARTHEST)
    duration = next((d.value for d in near if d.type == "DURATION" and reach[0] < d.start < reach[1]), None)
    return EncounterDraft(
        _span(parse, token),
        gathering.type,
        gathering.heads,
        _place(parse, token),
        _day(parse, near),
        duration,
        _status(parse, token),
        None,
        0.0,
        gathering.host,
        _ordinal(parse, token),
    )


def _span(parse: Parse, token: Token) -> Span:
    if token.pos != "VERB":
        return parse.span(*clauses.noun_phrase(parse, token.i))
    ends = [parse.edges[t.i][1] for t in parse.kids(token.i, "dobj", "prep")]
    last = clauses.trim(parse, token.i, max([token.i, *ends]))[1]
    return parse.span(token.i, min(last, token.i + 15))


def _ordinal(parse: Parse, token: Token) -> int | None:
    words = [t.lower for t in parse.kids(token.i, "amod", "nummod", "compound")]
    found = next((ORDINALS[w] for w in words if w in ORDINALS), None)
    if found is None:
        found = next((int(m[1]) for w in words if (m := re.fullmatch(r"([0-9]{1,3})(?:st|nd|rd|th)", w))), None)
    return found


def _near(parse: Parse, token: Token, dates: Sequence[Timex]) -> list[Timex]:
    """The time expressions of a sentence."""
    sentence = parse.sentences[token.sentence]
    around = parse.span(sentence.first, sentence.last - 1)
    first = bisect_left(dates, around.start, key=lambda d: d.start)
    return [d for d in dates[first : first + MOST_DATES] if d.end <= around.end]


def _day(parse: Parse, near: Sequence[Timex]) -> str | None:
    days = (d for d in near if d.type in {"DATE", "TIME"} and DAY.match(d.value) and not _bounds(parse, d))
    return next((d.value[:10] for d in days), None)


def _bounds(parse: Parse, date: Timex) -> bool:
    """Tell a day that only bounds a time: "his seventh trip since October 7" was not on that day."""
    at = parse.token_at(date.start)
    return at > 0 and parse.tokens[at - 1].lower in {"since", "until", "till", "before", "after", "by"}


def _place(parse: Parse, token: Token) -> str | None:
    """Where it is: a place named below it, or beside the verb that it hangs on."""
    heads = [token.i] if token.pos == "VERB" else [token.i, *_verb_above(parse, token)]
    for head in heads:
        for place in towards(parse, head):
            name = parse.name_at.get(place.i)
            if name is not None and name.label in PLACES:
                return parse.span(name.first, name.last - 1).of(parse.text)
    return _place_below(parse, token)


def _place_below(parse: Parse, token: Token) -> str | None:
    """A place behind "in" or "at" anywhere below: the parser may hang it on who is met."""
    for i in range(token.i + 1, min(parse.edges[token.i][1], token.i + MOST_WORDS) + 1):
        name = parse.name_at.get(i)
        if name is not None and name.label in PLACES and i == name.first:
            before = parse.tokens[name.first - 1]
            if before.lower in {"in", "at"} or (before.lower == "to" and token.lemma in {"trip", "visit"}):
                return parse.span(name.first, name.last - 1).of(parse.text)
    return None


def _verb_above(parse: Parse, token: Token) -> list[int]:
    up = parse.tokens[token.head]
    up = parse.tokens[up.head] if up.pos == "ADP" else up
    return [up.i] if up.pos == "VERB" else []


def _status(parse: Parse, token: Token) -> EncounterStatus:
    at = token
    for _ in range(4):
        words = {t.lower for t in parse.kids(at.i, "aux", "advmod", "auxpass")}
        if at.lemma in CALLED_OFF or (at.lemma == "call" and any(t.lower == "off" for t in parse.kids(at.i, "prt"))):
            return "cancelled"
        if words & {"will", "to", "would", "'ll"} or at.lemma in AHEAD:
            return "planned"
        if at.head == at.i:
            break
        at = parse.tokens[at.head]
    return "held"
