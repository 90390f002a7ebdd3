"""Whether a number counts the killed, the injured and the like, by the noun it counts and the verb above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.text import Parse, Token

TOLLS = (
    (
        "killed",
        frozenset(
            "kill die dead death fatality murder slay perish drown victim casualty toll massacre martyr killing "
            "succumb".split()
        ),
    ),
    ("injured", frozenset("maim injure wound hurt injury injured wounded hospitalize hospitalise".split())),
    ("missing", frozenset("miss missing unaccounted".split())),
    ("hostages", frozenset("hostage captive kidnap abduct".split())),
    ("detained", frozenset("detain arrest jail imprison prisoner detainee inmate custody detention".split())),
    ("displaced", frozenset("displace evacuate homeless flee refugee displaced evacuee uproot".split())),
)
# What a count is called, and verbs that tell what it holds.
TALLIES = frozenset("toll tally count total number figure".split())
HOLDS = frozenset("include comprise count".split())
KNOWN = frozenset("know confirm fear presume believe report declare pronounce".split())  # "20 are confirmed dead"
TOLD_TO_BE = ("xcomp", "oprd", "acomp", "ccomp", "advcl")
# "Put injuries at 400", "estimated deaths at 20".
PUT = frozenset("put place estimate peg set".split())
# "The storm claimed 20 lives", "the war has cost 300 lives", "the loss of 20 lives", "a total of 20 lives were lost".
LIVES = frozenset("claim cost take lose end snuff".split())
LOSS = frozenset({"loss"})
# "The loss of 12 people"
PERSONS = frozenset("people person persons residents civilians villagers islanders citizens children women men".split())
SUMS = frozenset({"total", "number"})
# "20 people have suffered injuries"
BEARS = frozenset("suffer sustain receive".split())
# "The port counted 20 fishermen among the dead"
AMONG = re.compile(
    r" (?:[\w,]+ ){0,6}?among (?:the |those )(?:\w+ )?(?P<who>dead|killed|slain|victims|fatalities|wounded|"
    r"injured|missing)\b"
)
# What is right behind a bare number says what it counts, whatever the verb above it: "20 dead and 30 wounded".
BEHIND = {
    "dead": "killed", "killed": "killed", "fatalities": "killed", "deaths": "killed", "injured": "injured",
    "wounded": "injured", "hurt": "injured", "injuries": "injured", "missing": "missing", "displaced": "displaced",
}  # fmt: skip
# Law counts charges: "three counts of murder" are no dead.
CHARGES = frozenset("count charge suspect allegation case carrier verdict trial".split())
# "20 people have lost their lives"
LOST = re.compile(
    r" (?:(?:\w+ ){0,3}?(?:lost|losing|lose|(?:paid|paying|pay) with) )?(?:their|his|her) (?:own )?(?:lives|life)\b|"
    r" (?:\w+ ){0,2}?(?:gave|given|giving) (?:their|his|her) (?:own )?(?:lives|life)\b(?! to\b)|"
    r"[’']? lives were lost\b|"
    r" (?:[\w’']+ ){0,6}?(?:(?:are|is|were) no longer (?:with us|alive)|(?:did not|didn[’']t|have not|haven[’']t) "
    r"(?:make it|made it|survived?)|passed away|succumbed to|"
    r"(?:have |had )?met (?:their|his|her) (?:deaths?|ends?)|(?:were|have been|had been) laid to rest)\b",
    re.IGNORECASE,
)
LOST_REACH = 50
# "300 people had sustained injuries", however that is parsed.
BEARING = re.compile(
    r" (?:(?:have|has|had|who) ){0,2}(?:suffered|sustained|received|borne|bore) (?:[a-z]+ ){0,2}"
    r"(?:injur(?:y|ies)|wounds?)\b"
)
WERE_LOST = re.compile(r" (?:(?:were|are|have been|had been) )?(?:lost|claimed|cut short)\b", re.IGNORECASE)
# The dead, where somebody finds or brings them.
BODIES = frozenset({"bodies", "corpses", "body"})
FURTHER = frozenset("more further other another additional dead lifeless".split())  # "14 more bodies"
FOUND = frozenset(
    "receive recover find pull retrieve bring dig exhume count carry deliver reach arrive take log".split()
)


def toll_of(parse: Parse, token: Token, noun: Token) -> str | None:
    """killed, injured and the like, from the noun itself, its verb, and what stands beside the number."""
    if noun.i != token.i and noun.lemma.lower() in CHARGES:
        return None
    chain = [noun, *(parse.tokens[k] for k in parse.children[noun.i] if parse.tokens[k].dep != "conj")]
    at = noun
    if LOST.match(parse.text[noun.end : noun.end + LOST_REACH]) and (noun.i >= token.i or noun.pos == "NUM"):
        return "killed"
    if (noun.lower in BODIES and are_found(parse, noun)) or _are_lives(parse, noun):
        return "killed"
    beside = _beside(parse, token, noun)
    if beside is not None:
        return beside
    for _ in range(5 if noun.i == token.i else 3):
        if at.head == at.i:
            break
        at = parse.tokens[at.head]
        chain.append(at)
        lost = at.lower in LOSS and noun.lower in PERSONS
        if (at.lower in BODIES or lost or _are_lives(parse, at)) and chain[-2].lower == "of":
            return "killed"  # "the bodies of 13 people", "claimed the lives of 13 people"
        if at.pos == "AUX":
            chain.extend(_among(parse, at))
        if at.pos == "VERB":
            bare = noun.i == token.i
            chain.extend(parse.kids(at.i, "nsubj") if bare else [])
            chain.extend(parse.kids(at.i, *TOLD_TO_BE) if at.lemma in KNOWN else [])
            chain.extend(parse.kids(at.i, "dobj") if at.lemma in BEARS else [])
            chain.extend(_tally_of(parse, at) if bare or at.lemma in HOLDS else [])
            break
    chain.extend(t for t in parse.tokens[token.i + 1 : token.i + 4] if t.sentence == token.sentence)
    found = _first_toll(chain)
    return (_first_toll([at]) or found) if found in {"displaced", "hostages", "detained"} else found


def _beside(parse: Parse, token: Token, noun: Token) -> str | None:
    """What stands right behind a bare number, or behind what it counts: "20 dead", "20 fishermen among the dead"."""
    if BEARING.match(parse.text, noun.end) and noun.i >= token.i:
        return "injured"
    behind = parse.tokens[token.i + 1 : token.i + 3]
    ends = len(behind) < 2 or behind[1].pos in {"PUNCT", "CCONJ", "ADP", "SCONJ", "ADV"}  # noqa: PLR2004 - two tokens
    if behind and behind[0].lower in BEHIND and (noun.i <= token.i + 1 or ends):
        return BEHIND[behind[0].lower]
    among = AMONG.match(parse.text, max(noun.end, token.end))
    return None if among is None else BEHIND.get(among["who"], "killed")


def are_found(parse: Parse, bodies: Token) -> bool:
    """Tell whether the bodies of a sentence are dead ones that somebody found or brought."""
    sentence = parse.sentences[bodies.sentence]
    found = any(t.lemma.lower() in FOUND for t in parse.tokens[sentence.first : sentence.last])
    return found and all(t.lower in FURTHER for t in parse.kids(bodies.i, "amod"))


def _are_lives(parse: Parse, noun: Token) -> bool:
    """Whether a noun is lives that something took: "claimed 20 lives", "20 lives lost"."""
    if noun.lower != "lives" or WERE_LOST.match(parse.text, noun.end):
        return noun.lower == "lives"
    head = parse.tokens[noun.head]
    above = parse.tokens[head.head]
    if head.lower == "of" and above.lemma.lower() in LOSS:
        return True
    if head.lower == "of" and above.lower in SUMS:
        noun, head = above, parse.tokens[above.head]
    behind = parse.tokens[min(noun.i + 1, len(parse.tokens) - 1)]
    lost = behind if behind.tag in {"VBN", "VBD"} and behind.head == noun.i else head
    return lost.lemma.lower() in LIVES and (lost.tag == "VBN" or noun.dep in {"dobj", "nsubjpass"})


def _tally_of(parse: Parse, verb: Token) -> Iterator[Token]:
    """What the tally beside a verb counts: "put the death toll at 20", "the number of injured rose to 5"."""
    for noun in parse.kids(verb.i, "dobj", "nsubj", "nsubjpass"):
        if verb.lemma in HOLDS and noun.dep == "nsubj":
            yield noun
        if verb.lemma in PUT and noun.dep == "dobj":
            yield noun
        if noun.lemma.lower() not in TALLIES:
            continue
        yield from parse.kids(noun.i, "compound", "amod")
        for prep in parse.kids(noun.i, "prep"):
            for counted in parse.kids(prep.i, "pobj", "pcomp") if prep.lower in {"of", "for"} else ():
                said = parse.kids(counted.i, "acl", "amod", "relcl")
                yield from [t for kid in said for t in (kid, *parse.kids(kid.i, *TOLD_TO_BE))] + [counted]
        yield from [*parse.kids(noun.i, "acl"), noun]


def _among(parse: Parse, verb: Token) -> Iterator[Token]:
    """Of whom some are told: "14 children were among the dead", "of the dead, 14 were children"."""
    for prep in parse.kids(verb.i, "prep"):
        if prep.lower in {"among", "of", "amongst"}:
            yield from parse.kids(prep.i, "pobj")
    for noun in parse.kids(verb.i, "nsubj"):
        if noun.lemma.lower() in TALLIES:
            for prep in parse.kids(noun.i, "prep"):
                yield from parse.kids(prep.i, "pobj") if prep.lower in {"of", "among"} else ()


def _first_toll(chain: list[Token]) -> str | None:
    for word in chain:
        for measure, lemmas in TOLLS:
            if word.lemma.lower() in lemmas or word.lower in lemmas:
                return measure
    return None
