"""The place that a figure is told of: "killed 34 people in Lindrava"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.heading import heading
from onrecord.extract.tolls import TALLIES, TOLLS

if TYPE_CHECKING:
    from onrecord.text import Parse, Token

# Bodies that sit in a place: "the ministry in Lindrava said" tells not where people died.
SEATED = frozenset(
    "ministry ministries authority authorities official officials office department government agency committee "
    "administration embassy bureau spokesman spokeswoman spokesperson court parliament".split()
)
# What kills there, kills there: "the violence in Lindrava has left 20 dead".
KILLS = frozenset("kill leave claim cost wound injure".split())
# A place's name has so many words; months and seasons are none.
LONGEST = 3
TURN = 12
TIMES = frozenset(
    "january february march april may june july august september october november december spring summer autumn "
    "winter ramadan christmas easter monday tuesday wednesday thursday friday saturday sunday".split()
)
# "The Red Sea port of Brakna", "the Orsin valley town of Lindrava".
TOWN_OF = re.compile(
    r" (?:[a-z]+ )?(?:port|city|town|capital|village|district|region|province|island|resort|suburb|camp)"
    r"(?: city| town)? of (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
QUOTES = frozenset("“\"‘'«")
CLAUSE_IN = frozenset({"in", "across", "throughout"})
TOLL_IN = CLAUSE_IN | {"for", "inside", "around"}
# What goes on behind the place that opens a sentence.
WE = frozenset({",", "we", "there", "it", "they", "i", "the", "some", "at", "more"})
IN = frozenset({"in", "to", "across", "for", "at", "around", "near", "inside"})
DEAD = frozenset(word for _, lemmas in TOLLS[:2] for word in lemmas)


def place_of_clause(parse: Parse, at: int) -> str | None:
    """The place that the figure's verb, or the noun above it, is given: "killed 34 people in Lindrava"."""
    for _ in range(4):
        token = parse.tokens[at]
        place = place_of(parse, token)
        if place is None and token.pos in {"VERB", "AUX"}:
            place = _place_of_tally(parse, token) or _where(parse, token)
        if place is not None or token.pos == "VERB" or token.head == at:
            return place
        at = token.head
    return None


def place_opening(parse: Parse, start: int, *, toll: bool = False) -> str | None:
    """Return the place that opens a figure's sentence: "In Lindrava, 20 have died".

    Args:
        toll: the figure is one of dead or hurt: what they are "in" is a place, whatever its name looks like.
    """
    token = parse.tokens[parse.token_at(start)]
    first = parse.sentences[token.sentence].first
    where = _where_before(parse, first, token.i) or _there(parse, token) if toll else None
    if where is not None:
        return where
    while first < token.i and parse.tokens[first].text in QUOTES:
        first += 1
    opening = parse.tokens[first : first + 2]
    if len(opening) < 2 or opening[0].lower not in (TOLL_IN if toll else CLAUSE_IN):  # noqa: PLR2004 - a word and a name
        return None
    name = next((n for t in parse.tokens[first + 1 : first + 4] if (n := parse.name_at.get(t.i)) is not None), None)
    if name is not None and name.label in {"GPE", "LOC"}:
        goes_on = parse.tokens[name.last].lower in (WE if toll else {","})
        return parse.span(name.first, name.last - 1).of(parse.text) if goes_on else None
    named = name is not None and name.label in {"DATE", "TIME", "EVENT"}
    return None if named or not toll else _capitals(parse, first + 1)


def _there(parse: Parse, token: Token) -> str | None:
    """The place that "there" stands for: "The toll in Lindrava is lower. There, 20 have died"."""
    sentence = parse.sentences[token.sentence]
    words = parse.tokens[sentence.first : sentence.last]
    there = next((t for t in words if t.lower == "there" and t.tag != "EX" and t.dep != "expl"), None)
    if there is None or abs(there.i - token.i) > TURN:
        return None
    since = parse.sentences[token.sentence - 1].first if token.sentence else sentence.first
    if "\n" in parse.text[parse.tokens[since].start : parse.tokens[sentence.first].start]:
        since = sentence.first
    found = None
    for at in range(since + 1, there.i):
        if parse.tokens[at].pos == "PROPN" and _leads(parse, at):
            last = at
            while last + 1 < there.i and last - at < LONGEST and parse.tokens[last + 1].pos == "PROPN":
                last += 1
            found = parse.span(at, last).of(parse.text)
    return found if found is None or found.lower() not in TIMES else None


def _leads(parse: Parse, at: int) -> bool:
    """Whether a name follows a word that makes it a place: "in Lindrava", "and the Orsin valley?"."""
    before = [t.lower for t in parse.tokens[max(0, at - 2) : at]]
    return before[-1] in IN or (before[-1] == "the" and before[0] in {*IN, "and"})


def _where_before(parse: Parse, first: int, at: int) -> str | None:
    """The place that a sentence turns to before a number: "now to Lindrava, where the port said 20 had died"."""
    for comma in parse.tokens[first + 1 : min(at, first + TURN)]:
        if comma.text == "," and parse.tokens[comma.i + 1].lower == "where":
            start = comma.i
            while start > first and comma.i - start < LONGEST and parse.tokens[start - 1].pos == "PROPN":
                start -= 1
            lead = parse.tokens[start - 1].lower if start > first else ""
            return _capitals(parse, start) if lead in {*IN, "from", "the"} else None
    return None


def _capitals(parse: Parse, first: int) -> str | None:
    """The name in capitals that ends at a comma: small places are often taken for people or bodies."""
    last = first
    while parse.tokens[last].pos == "PROPN" and parse.tokens[last].text[:1].isupper() and last - first < LONGEST:
        last += 1
    if last == first or parse.tokens[last].text != "," or parse.tokens[last - 1].lower in TIMES:
        return None
    return parse.span(first, last - 1).of(parse.text)


def _where(parse: Parse, verb: Token) -> str | None:
    """The place that a clause is told of: "in Lindrava, where 20 have died"."""
    if verb.dep != "relcl" or not any(t.lower == "where" for t in parse.kids(verb.i, "advmod")):
        return None
    name = parse.name_at.get(verb.head)
    if name is None or name.label not in {"GPE", "LOC"}:
        return None
    return parse.span(name.first, name.last - 1).of(parse.text)


def town_of(parse: Parse, start: int, place: str) -> str:
    """Return the town that a place's name only describes: Brakna of "the Red Sea port of Brakna".

    Args:
        start: of a figure in the same sentence.
    """
    sentence = parse.sentences[parse.tokens[parse.token_at(start)].sentence]
    words = parse.span(sentence.first, sentence.last - 1).of(parse.text)
    at = words.find(f"{place} ")
    match = TOWN_OF.match(words, at + len(place)) if at >= 0 else None
    return place if match is None else match["name"]


def place_headed(parse: Parse, start: int) -> str | None:
    """Return the place that heads a figure: "Lindrava: 20 killed since May"."""
    head = heading(parse.text, start)
    if head is None:
        return None
    first = parse.token_at(head[0])
    for token in parse.tokens[first : first + 4]:
        name = parse.name_at.get(token.i)
        if name is not None and name.label in {"GPE", "LOC"}:
            span = parse.span(name.first, name.last - 1)
            return span.of(parse.text) if span.end == head[1] else None
    return None


def _place_of_tally(parse: Parse, verb: Token) -> str | None:
    """The place of the tally that a verb tells of: "the toll in Lindrava stands at 20"."""
    for noun in parse.kids(verb.i, "nsubj", "nsubjpass", "dobj"):
        if noun.lemma.lower() not in TALLIES | DEAD and not (verb.lemma in KILLS and noun.dep == "nsubj"):
            continue
        of = [t for prep in parse.kids(noun.i, "prep") for t in parse.kids(prep.i, "pobj") if prep.lower == "of"]
        said = [t for one in [noun, *of] for t in parse.kids(one.i, "acl", "relcl")]
        for one in [noun, *of, *said]:
            place = place_of(parse, one)
            if place is not None:
                return place
    return None


def place_behind(parse: Parse, end: int, *, toll: bool = False) -> str | None:
    """The place that follows a figure within its clause: "1,000 displaced by floods in west Lindrava".

    Args:
        toll: the figure is one of dead or hurt: a name that they are "in" is a place, whatever it looks like.
    """
    first = parse.token_at(end)
    for token in parse.tokens[first : first + 9]:
        if token.start < end:
            continue
        if token.sentence != parse.tokens[first].sentence or token.text in {
            ",",
            ";",
            ":",
            "-",
            "–",
            "—",
            "(",
            '"',
            "“",
            "”",
        }:
            return None
        name = parse.name_at.get(token.i)
        if toll and token.lower == "in" and (place := _small(parse, token.i + 1)) is not None:
            return place
        if name is not None and name.label in {"GPE", "LOC", "FAC"} and name.first > first:
            lead = [t.lower for t in parse.tokens[max(first, name.first - 2) : name.first]]
            fits = not {"in", "at", "across", "near"}.isdisjoint(lead) and not _is_seat(parse, name.first)
            return parse.span(name.first, name.last - 1).of(parse.text) if fits else None
    return None


def _small(parse: Parse, at: int) -> str | None:
    """A place of one word in capitals that was not known for one."""
    if at + 1 >= len(parse.tokens) or parse.tokens[at].pos != "PROPN" or not parse.tokens[at].text[:1].isupper():
        return None
    name, behind = parse.name_at.get(at), parse.tokens[at + 1]
    known = name is not None and name.label not in {"PERSON", "NORP", "ORG"}
    ends = behind.text in {".", ","} or behind.lower in {"since", "so", "on", "by", "as", "over", "in", "and"}
    return parse.tokens[at].text if ends and not known and parse.tokens[at].lower not in TIMES else None


def _is_seat(parse: Parse, first: int) -> bool:
    """Whether a name says only where a body sits: "the ministry in Lindrava"."""
    lead = [t.lower for t in parse.tokens[max(0, first - 3) : first] if t.lower != "the"]
    return any(word in SEATED for word in lead)


def place_of(parse: Parse, noun: Token) -> str | None:
    """Return the place that is said of a word itself: "34 people in Lindrava"."""
    for prep in parse.kids(noun.i, "prep"):
        if prep.lower in {"in", "at", "across", "near"} and parse.tokens[max(0, prep.i - 1)].lower not in SEATED:
            for inner in parse.kids(prep.i, "pobj"):
                name = parse.name_at.get(inner.i)
                if name is not None and name.label in {"GPE", "LOC", "FAC"}:
                    return parse.span(name.first, name.last - 1).of(parse.text)
    return None
