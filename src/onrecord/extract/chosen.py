"""Which numbers of a text tell a fact: not those of names, codes, days, rates of exchange, nor "the two leaders"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.tolls import BEHIND, BODIES, LOST, LOST_REACH, are_found

if TYPE_CHECKING:
    from onrecord.text import Parse, Token
    from onrecord.text.numbers import Number

NAMED = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "GPE", "LOC", "NORP"})
CODES = frozenset(
    "article section chapter flight room gate route highway interstate title no no. number page act "
    "amendment resolution form type level phase stage season episode version window boeing airbus iphone class grade "
    "week day group formula covid-19 covid channel radio apollo proposition verse platform pier terminal".split()
)
# "The wounded now number 300": a verb, and no code.
NUMBER_AS_VERB = re.compile(
    r"\b(?:now|dead|wounded|injured|killed|missing|casualties|victims|they) number $", re.IGNORECASE
)
NUMBER_REACH = 24
PEOPLE = frozenset(
    "person people man woman child boy girl soldier civilian death victim hostage policeman officer".split()
)
# What "one" counts, and does not merely point at: in the silver records, figures in 40 of 48 such phrases.
COUNTED_BY_ONE = PEOPLE | frozenset(
    "count vote seat home house car case member company judge justice bridge student teacher worker event book ship "
    "boat plane vehicle missile drone rocket bomb shot bullet hospital school shop store building survivor suspect "
    "injury fatality casualty kilometre kilometer mile metre meter year month week hour minute percent dollar euro "
    "pound cent entrance representative lawmaker resident passenger neighbour neighbor series goal point".split()
)
# "No fewer than one", "at least one": what such a bound stands before counts.
LEAST = frozenset({"least", "than"})
# Where a toll is one, or rose by it: "the toll is up by one", "new deaths in the past 24 hours: one".
TOLL_ONE = re.compile(
    r"\b(?:toll|death count|body count|deaths|fatalities|casualties|dead|injured|wounded|injuries|killed|increase|"
    r"rise)\b[^.;\n]{0,60}(?:\b(?:by|was|is|to|at|as|of|numbered|stood at|stands at)|:) "
    r"(?:at least |no fewer than |not less than )?$|\b(?:figure|count|number|toll)\b[^.;\n]{0,30}\bup(?: by)? $|"
    r"\b(?:hours|day|strikes?|attacks?|shelling|fighting) (?:have |has |had )?(?:claimed|cost|took|added) $",
    re.IGNORECASE,
)
TOLL_REACH = 100
HIGHER = re.compile(
    r" (?:more|higher) than (?:yesterday|(?:a|the|on) (?:previous )?(?:day|week|\w+day)\b)", re.IGNORECASE
)
ONLY = frozenset({"only", "just", "least", "most", "than", "exactly", "about"})
IDLE_HEADS = frozenset(
    "half party world thing place century floor lady degree hand amendment quarter wife husband part resort name step "
    "class congress pillar cousin person trimester avenue street round language responder ballot spot chamber "
    "instance glance paragraph graf district rate source diplomat district circuit st. ave. ave blvd".split()
)
# After an ordinal with a hyphen these make it a place in an order; other compounds ("first-rate") are words.
RANKED = frozenset(
    {"largest", "biggest", "highest", "longest", "smallest", "lowest", "oldest", "most", "place", "best"}
)
YIELDS = frozenset(
    "bond bonds note notes treasury treasuries yield yields gilt gilts bund bunds spread spreads btp jgb".split()
)
YEARS = re.compile(r"(?:1[5-9]|20)\d\d")
YEAR_PAIR = re.compile(r"^ ?[-–/] ?(?:(?:1[5-9]|20)\d\d|\d\d)(?!\d|,\d)")
# A year before its own noun counts nothing: "2005 levels", "the 2016 election".
YEARS_NOUN = re.compile(
    r" (?:levels?|elections?|budget|season|campaign|figures?|report|law|war|census|edition|model|poll|survey|deal|"
    r"agreement|accord|attacks?|protests?|crisis|earthquake|quake|study|ruling|vote|referendum|coup|invasion)\b"
)
YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d ?[-–/]$")
# "($1 = 0.86 euros)": a wire's rate of exchange, at the foot of its report.
EXCHANGE = re.compile(
    r"(?:\(|^|\n)[^()\n\d]{0,8}1(?:\.0+)?(?: [a-z. ]{0,20})? = [^()\n]{1,40}(?:\)|$|\n)", re.IGNORECASE
)
# "+1 202-555-0147", "(202) 555-0147", "0800 123 4567", "call 911". Every part has a greatest length: time is linear.
PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{7,15}|\+\d{1,3}(?:[ .-]\(?\d{1,4}\)?){2,6}|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}"
    r"|1-\d{3}-\d{3}-\d{4}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4})(?![\w%])"
)
DIALLED = re.compile(
    r"\b(?:call|dial|phone|ring|text)(?:ed|ing|s)? (?:on |at )?(911|999|112|101|111|988)(?![\w.,]\d| \w+s\b)",
    re.IGNORECASE,
)
CLOCK = re.compile(r"^(?: ?hours| ?hrs)? ?(?:GMT|UTC|BST|EST|EDT|CET|IST|local time)\b")
# Two of these are named before: "the two sides", "both leaders".
PARTIES = frozenset(
    "side party country nation leader company lender bank man woman official source candidate team state government "
    "president minister diplomat head executive firm group coast chamber transaction people rival neighbour neighbor "
    "system brother sister suspect friend".split()
)
# The number of a post, or of a line, at its beginning: "3/ Wounded so far: 410".
LIST_MARK = re.compile(r"(?:|.?\n)\d{1,2}[/)] ", re.DOTALL)
GROUPS = frozenset({"the", "these", "those", "both"})


def tells_nothing(parse: Parse, number: Number, token: Token) -> bool:
    """Whether a number is part of a name or a code, or counts nothing."""
    if number.digits and LIST_MARK.fullmatch(parse.text, max(0, number.start - 2), number.end + 2):
        return True
    return _is_name(parse, token, number) or _is_year(parse, number) or _is_nothing(parse, number, token)


def phone_numbers(text: str) -> list[tuple[int, int]]:
    """Return where numbers stand that somebody may call, first and last code point."""
    return [*(m.span() for m in PHONE.finditer(text)), *(m.span(1) for m in DIALLED.finditer(text))]


def rates_of_exchange(text: str) -> list[tuple[int, int]]:
    """Return where a text tells rates of exchange for its reader's use."""
    return [match.span() for match in EXCHANGE.finditer(text)]


def _is_year(parse: Parse, number: Number) -> bool:
    """A year, a pair of years, a clock time of four digits."""
    printed, after = parse.text[number.start : number.end], parse.text[number.end : number.end + 24]
    if CLOCK.match(after):
        return True
    if YEAR_BEFORE.search(parse.text, max(0, number.start - 7), number.start) and number.digits:
        return True
    if not YEARS.fullmatch(printed):
        return False
    before = parse.text[max(0, number.start - 1) : number.start]
    if YEARS_NOUN.match(after):
        return True
    return bool(YEAR_PAIR.match(after)) or after[:1] in {"s", "’", "'"} or before in {"–", "-", "/"}


def _is_name(parse: Parse, token: Token, number: Number) -> bool:
    name = parse.name_at.get(token.i)
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if name is not None and name.label in NAMED and number.kind in {"cardinal", "ordinal"}:
        span = parse.span(name.first, name.last - 1)
        headed = parse.text.startswith(": ", number.start - 2)  # "the port on Monday: 24,151" is no name
        if span.end - span.start > number.end - number.start and not headed:
            return not _counts_group(parse, number)
    if number.digits and following is not None and following.lower in {"images", "photos", "comments"}:
        return True
    return bool(token.i) and number.digits and _is_code(parse, token, number)


def _counts_group(parse: Parse, number: Number) -> bool:
    """Whether it is as in "three Workers Party officials": a number before a name and its noun in small letters."""
    token = parse.tokens[parse.token_at(number.start)]
    head = parse.tokens[token.head]
    return token.dep == "nummod" and head.i > token.i and head.tag == "NNS" and head.text.islower()


def _is_code(parse: Parse, token: Token, number: Number) -> bool:
    before = parse.tokens[token.i - 1]
    if NUMBER_AS_VERB.search(parse.text, max(0, number.start - NUMBER_REACH), number.start):
        return False
    if before.lower in {"p", "s&p", "poor's", "poor", "nasdaq", "ftse", "nikkei", "dow", "fortune", "stoxx", "hot"} or (
        before.text in {"'s", "’s"} and parse.tokens[token.i - 2].lower in {"poor", "standard"}
    ):
        return True
    if before.lower in CODES and before.end + 1 >= number.start and before.text[:1].isupper():
        return True
    return before.lower in {"no.", "number", "#", "article", "section", "page", "room", "type"}


def _is_nothing(parse: Parse, number: Number, token: Token) -> bool:
    """Words that look like numbers and count nothing: "one of them", "the second half", "the two leaders"."""
    word = parse.text[number.start : number.end].lower()
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    before = parse.tokens[token.i - 1].lower if token.i else ""
    if word == "two" and before in GROUPS and following is not None:
        head = parse.tokens[token.head]
        return (head if head.i > token.i else following).lemma.lower() in PARTIES
    if word in {"one", "zero"}:
        return not _counts_one(parse, token, before, following)
    if following is not None and following.text == "-" and _is_yield(parse, token):
        return True
    if number.kind == "ordinal":
        return _idle_ordinal(parse, token, number)
    if number.kind == "fraction" and word == "half":
        kept = {"nummod", "nsubj", "dobj", "pobj", "predet", "quantmod", "det", "attr", "npadvmod", "advmod"}
        return token.dep not in kept
    return False


def _is_measure(following: Token | None) -> bool:
    return following is not None and following.lemma.lower() in {
        "year",
        "month",
        "week",
        "day",
        "hour",
        "dead",
        "death",
    }


def _is_yield(parse: Parse, token: Token) -> bool:
    """The 10 of "10-year bond", which names the bond."""
    after = [t.lower for t in parse.tokens[token.i + 2 : token.i + 6]]
    return after[:1] == ["year"] and not YIELDS.isdisjoint(after[1:])


def _counts_one(parse: Parse, token: Token, before: str, following: Token | None) -> bool:
    """Whether "one" counts: "one home was hit", "only one seat", not "one of them", "one thing"."""
    lost = LOST.match(parse.text[token.end : token.end + LOST_REACH])
    if (
        lost
        or HIGHER.match(parse.text, token.end)
        or TOLL_ONE.search(parse.text, max(0, token.start - TOLL_REACH), token.start)
    ):
        return True
    if following is None or before in {"no", "any", "the", "this", "which", "day"}:
        return False
    head = parse.tokens[token.head]
    noun = head if token.dep == "nummod" and head.i > token.i else following
    after = parse.tokens[token.i + 2].lower if token.i + 2 < len(parse.tokens) else ""
    told_so = following.lower in {"were", "was", "is", "are"} and after in BEHIND
    told_so = told_so or (following.lower in {"more", "other"} and after in BEHIND)
    if following.lower in BEHIND or told_so or _is_victim(parse, noun) or _is_victim(parse, token):
        return True
    if before == "another" or (before == "that" and parse.tokens[token.i - 1].dep != "mark"):
        return False  # "that one", but "said that one person"
    return are_found(parse, noun) if noun.lower in BODIES else _is_counted(token, noun, before)


def _is_counted(token: Token, noun: Token, before: str) -> bool:
    """Whether "one" has a bound, or counts what is counted: "at least one of them", "one home"."""
    if before in LEAST and token.dep != "nummod":
        return True
    if before in ONLY and noun.pos in {"NOUN", "PROPN"}:
        return noun.lemma.lower() not in {"thing", "reason", "way", "side", "day", "point", "time"}
    return noun.lemma.lower() in COUNTED_BY_ONE and noun.i <= token.i + 4


def _is_victim(parse: Parse, noun: Token) -> bool:
    """Whether somebody is told to have been killed or hurt: the one of "one villager was killed"."""
    verb = parse.tokens[noun.head]
    if noun.dep == "pobj" and verb.lower == "of" and parse.tokens[verb.head].lower in BODIES:
        return True  # "the bodies of one man"
    hit = noun.dep in {"nsubjpass", "dobj"} and verb.lemma in {"kill", "injure", "wound", "hurt"}
    return hit or (noun.dep == "nsubj" and verb.lemma in {"die", "perish"})


def _idle_ordinal(parse: Parse, token: Token, number: Number) -> bool:
    word = parse.text[number.start : number.end].lower()
    after = [t.lower for t in parse.tokens[token.i + 1 : token.i + 3]]
    if after[:1] == ["-"]:
        return not (len(after) > 1 and (after[1] in RANKED or number.digits))
    if after[:1] and after[0] in RANKED - {"place"}:
        return False
    if after[:1] == ["few"] or (after[:1] and parse.tokens[token.i + 1].pos == "NUM"):
        return True
    before = [t.lower for t in parse.tokens[max(0, token.i - 3) : token.i]]
    if word == "first" and "not" in before:
        return True
    if word in {"first", "second"} and token.dep != "amod":
        return True
    head = parse.tokens[token.head]
    idle = token.dep not in {"amod", "nummod", "compound", "advmod", "attr"} or head.i <= token.i
    return (
        idle
        or head.lemma.lower() in IDLE_HEADS
        or (word == "first" and head.lemma.lower() in {"day", "week", "monday"})
    )
