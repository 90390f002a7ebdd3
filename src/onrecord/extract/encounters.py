"""Encounters: meetings, visits, calls, talks, conferences, hearings."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.draft import innermost
from onrecord.record import Span
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import EncounterStatus, EncounterType, Timex
    from onrecord.text import Parse, Token

DAY = re.compile(r"\d{4}-\d\d-\d\d")
VERBS: dict[str, EncounterType] = {"meet": "meeting", "visit": "visit", "phone": "call", "telephone": "call"}
NOUNS: dict[str, EncounterType] = {
    "meeting": "meeting",
    "visit": "visit",
    "trip": "visit",
    "tour": "visit",
    "call": "call",
    "talk": "talks",
    "summit": "meeting",
    "negotiation": "talks",
    "conference": "conference",
    "briefing": "conference",
    "hearing": "hearing",
}


@dataclass(frozen=True, slots=True)
class EncounterDraft:
    """One encounter before its actors are known.

    Args:
        heads: head tokens of the participants.
        statement: number of the innermost draft whose content holds it.
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


def encounters(parse: Parse, dates: Sequence[Timex], drafts: Sequence[Draft]) -> tuple[EncounterDraft, ...]:
    """Return the encounters of an article, in text order; the same one told again is merged where actors are known.

    Args:
        dates: the article's time expressions, resolved.
        drafts: its attributions.
    """
    found = [draft for token in parse.tokens for draft in _at(parse, token, dates)]
    holding = innermost(drafts, [Span(draft.span.start, draft.span.start + 1) for draft in found])
    return tuple(replace(draft, statement=n) for draft, n in zip(found, holding, strict=True))


def _at(parse: Parse, token: Token, dates: Sequence[Timex]) -> Iterator[EncounterDraft]:
    lemma = token.lemma.lower()
    if token.pos == "VERB" and lemma in VERBS and not clauses.negated(parse, token.i):
        who = clauses.subject(parse, token.i)
        others = parse.kids(token.i, "dobj") or [
            p for t in parse.kids(token.i, "prep") if t.lower == "with" for p in parse.kids(t.i, "pobj")
        ]
        if who.head is None or not _somebody(parse, who.head):
            return
        if lemma == "meet" and not [o for o in others if _somebody(parse, o.i)] and not parse.kids(who.head, "conj"):
            return
        heads = (who.head, *(o.i for o in others if _somebody(parse, o.i)))
        yield _draft(parse, token, dates, VERBS[lemma], heads)
    elif token.pos == "NOUN" and lemma in NOUNS:
        yield from _noun(parse, token, dates, NOUNS[lemma])


def _noun(parse: Parse, token: Token, dates: Sequence[Timex], kind: EncounterType) -> Iterator[EncounterDraft]:
    lemma = token.lemma.lower()
    words = {parse.tokens[k].lower for k in parse.children[token.i]}
    if (lemma == "conference" and not words & {"news", "press"}) or (
        lemma == "call" and not words & {"phone", "telephone", "video"}
    ):
        return
    if lemma == "talk" and token.tag != "NNS":
        return
    holders = [h for h in [clauses.holder(parse, token.i)] if h is not None and _somebody(parse, h)]
    for prep in parse.kids(token.i, "prep"):
        if prep.lower in {"with", "between"}:
            holders.extend(p.i for p in parse.kids(prep.i, "pobj") if _somebody(parse, p.i))
    verb = parse.tokens[token.head]
    at = verb
    for _ in range(3):
        if at.pos == "VERB":
            break
        at = parse.tokens[at.head]
    if at.pos == "VERB":
        who = clauses.subject(parse, at.i)
        if who.head is not None and who.head not in holders and who.head != token.i and _somebody(parse, who.head):
            holders.insert(0, who.head)
    if holders:
        yield _draft(parse, token, dates, kind, tuple(dict.fromkeys(holders)))


def _somebody(parse: Parse, head: int) -> bool:
    token = parse.tokens[head]
    name = parse.name_at.get(head)
    return (
        (name is not None and name.label in {"PERSON", "ORG", "GPE", "NORP"})
        or (token.pos == "PRON" and token.lower in nouns.PRONOUNS)
        or token.lemma.lower() in PEOPLE | nouns.PERSON
    )


PEOPLE = frozenset(
    "official leader minister president delegation counterpart negotiator envoy lawmaker premier chief diplomat".split()
)


def _draft(
    parse: Parse, token: Token, dates: Sequence[Timex], kind: EncounterType, heads: tuple[int, ...]
) -> EncounterDraft:
    sentence = parse.sentences[token.sentence]
    around = parse.span(sentence.first, sentence.last - 1)
    first_date = bisect_left(dates, around.start, key=lambda d: d.start)
    near = [d for d in dates[first_date : first_date + 12] if d.end <= around.end]
    day = next(
        (d.value[:10] for d in near if d.type in {"DATE", "TIME"} and DAY.match(d.value) and not _bounds(parse, d)),
        None,
    )
    duration = next((d.value for d in near if d.type == "DURATION" and token.start < d.start < token.end + 60), None)
    first, last = (token.i, token.i) if token.pos == "VERB" else clauses.noun_phrase(parse, token.i)
    if token.pos == "VERB":
        ends = [parse.edges[t.i][1] for t in parse.kids(token.i, "dobj", "prep")]
        last = clauses.trim(parse, token.i, max([token.i, *ends]))[1]
        last = min(last, token.i + 15)
    return EncounterDraft(
        parse.span(first, last), kind, heads, _place(parse, token), day, duration, _status(parse, token), None, 0.5
    )


def _bounds(parse: Parse, date: Timex) -> bool:
    """Tell a day that only bounds a time: "his seventh trip since October 7" was not on that day."""
    at = parse.token_at(date.start)
    return at > 0 and parse.tokens[at - 1].lower in {"since", "until", "till", "before", "after", "by"}


def _place(parse: Parse, token: Token) -> str | None:
    for i in sorted(parse.subtree(token.i)):
        name = parse.name_at.get(i)
        before = parse.tokens[name.first - 1] if name and name.first else None
        if name and name.label == "GPE" and before is not None and before.lower in {"in", "to", "at"}:
            return parse.span(name.first, name.last - 1).of(parse.text)
    return None


def _status(parse: Parse, token: Token) -> EncounterStatus:
    at = token
    for _ in range(4):
        words = {t.lower for t in parse.kids(at.i, "aux", "advmod", "auxpass")}
        if at.lemma in {"cancel", "postpone", "scrap"}:
            return "cancelled"
        if words & {"will", "to", "would"} or at.lemma in {"plan", "schedule", "expect", "due", "want", "agree"}:
            return "planned"
        if at.head == at.i:
            break
        at = parse.tokens[at.head]
    return "held"
