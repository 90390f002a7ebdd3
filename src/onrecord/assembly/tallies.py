"""Whose count a figure is where no statement gives it: "a tally by MPA was 55", "the port raised its toll to 47"."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.assembly.bearing import RECORDS
from onrecord.assembly.behind import GIVEN_OUT, keepers_of, publisher_of
from onrecord.extract.heading import heading
from onrecord.extract.wherein import SEATED
from onrecord.record import Span
from onrecord.text import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.actors.resolve import Resolver
    from onrecord.extract.figures import FigureDraft
    from onrecord.text import Parse, Token

# Records that count. Not "index" and "record": of silver's figures those gave seven a false source.
COUNTED = RECORDS - {"index", "record", "number", "report", "study", "toll", "forecast"}
COUNTS = COUNTED | {"toll", "total"}
REVISE = frozenset("raise lower revise put give cut increase reduce update correct set keep".split())
# What bodies that count do: "the Red Crescent counts 20 dead".
KEEP = frozenset("count record register tally log document identify verify".split())
SPEAK = frozenset({"speak", "talk"})  # "spoke of 20 dead"
DEAD = frozenset("death fatality injury casualty victim dead".split())
TOLLS = frozenset({"killed", "injured", "missing", "hostages", "detained", "displaced"})
HOLDS = frozenset({"include", "comprise"})
# "That takes the total to 300": a count goes on with the one before.
BRINGS = frozenset("take bring raise push lift put".split())
# Whose count it is, told beside it.
BY_THEIR = re.compile(
    r"(?:By|On|According to) (?P<who>[^,.;:\d]{3,60}?)[’']s? (?:own )?"
    r"(?:count|tally|reckoning|figures|estimate|numbers)\b"
)
KEPT_BY = re.compile(
    r"\b(?:count|tally|toll|database|list|figures|data) (?:of [a-z ]{1,30})?"
    r"(?:kept|compiled|maintained|run|made|collected) by ",
    re.IGNORECASE,
)
COUNTED_BY = re.compile(
    r"(?: dead| deaths| killed| fatalities| people)? "
    r"(?:counted|recorded|documented|registered|tallied|logged|listed|given|"
    r"reported|released|published|issued|announced|put out) by "
)
KEPT_REACH, NAME = 160, 7
# A count is taken up this many sentences later.
SENTENCES = 2
# What goes on with a count in its sentence: "; 300 have been killed", ", with 40 wounded", ", taking the toll to".
GOES_ON = re.compile(
    r"; |, for (?:a|an overall) (?:\w+ )?total of $|, with (?=\S*$|.{0,12}$)|"
    r", (?:taking|bringing|raising|pushing|lifting|putting|driving|carrying|"
    r"making)\b[^.;]*$|"
    r", [^,;.\d]{3,80}\b(?:said|says|reported|announced|added)\b[^,;.]{0,30}, (?:and|with|as well as) (?:[a-z]+ ){0,3}$"
)
# New ones of a count that was told before: "the toll is up by 12".
UP_BY = re.compile(
    r"\b(?:toll|figure|number|total|count|tally) [^.;,]{0,30}\bby $|\bthe (?:increase|rise) [^.;,]{0,30}\b(?:was|is) $|"
    r"\bof (?:that|this) (?:number|total|figure|toll)[^.;]{0,40}$|^of (?:which|whom|these|those|them)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
UP_REACH = 60
# Verbs under which a record tells what it holds: "figures released by the port show that".
SHOW = frozenset("show indicate suggest".split())
# Who speaks in a heading: "figures from the port", "according to the port".
GIVEN = re.compile(
    r"\b(?:by|from|per|according to|quoting|citing|source:?) (?:the |an? |[\w-]+[’']s )?(?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
# What a heading opens with that nobody is.
HEADINGS = frozenset(
    "erratum correction update breaking note statement bulletin killed injured dead deaths fatalities figures live "
    "watch exclusive opinion analysis video photos pictures explainer latest recap children women men medics "
    "journalists elsewhere".split()
)
BODIES = frozenset({"organisation", "group"})
# A page that goes on says of what, not who counts: "Harbour fire live: 20 dead".
LIVE = re.compile(r"\b(?:live|latest|updates?|recap)$", re.IGNORECASE)
# A heading opens with a name where at most so many words stand before its last one.
OPENS = 6
# A figure hangs at most so many words under its verb.
STEPS = 8


def tallied(resolver: Resolver, figure: Span) -> tuple[int, ...]:
    """Return the actor whose count a figure is and those whose records he has it from; empty where none is named.

    Args:
        resolver: of the article's actors.
        figure: its code points.
    """
    parse = resolver.parse
    verb = _verb(parse, parse.tokens[parse.token_at(figure.start)])
    by = _by_the_count_of(resolver, figure)
    by = _counters(resolver, figure) if by is None else by
    if by is not None:
        return (by,)
    if verb is not None and verb.dep == "ccomp" and parse.tokens[verb.head].lemma in SHOW:
        verb = parse.tokens[verb.head]
    subject = None if verb is None else next(iter(parse.kids(verb.i, "nsubj", "nsubjpass")), None)
    if verb is None or subject is None or subject.start >= figure.end:
        return ()
    if subject.dep == "nsubjpass" or subject.lemma.lower() in DEAD:
        number = _agent(resolver, verb, subject)
        return () if number is None else (number,)
    if subject.start >= figure.start:
        return ()
    subject = _meant(parse, subject)
    if subject.lower in {"which", "that"} and verb.dep == "relcl" and parse.tokens[verb.head].lemma.lower() in COUNTS:
        subject = parse.tokens[verb.head]  # "the port has its own count, which stood at 20"
    if subject.lemma.lower() in COUNTED or subject.lower in COUNTED:
        owner = _owner(resolver, subject)
        number = resolver.named(subject) if owner is None else owner
        number = _maker(resolver, subject) if number is None else number
        number = publisher_of(resolver, subject) if number is None else number
        return () if number is None else tuple(dict.fromkeys([number, *keepers_of(resolver, subject)]))
    keeps = verb.lemma in KEEP | SPEAK and verb.end <= figure.start and subject.dep == "nsubj"
    number = resolver.resolve(subject.i) if keeps or _revises(parse, verb, subject) else None
    return () if number is None else (number,)


def counted_by(resolver: Resolver, figure: Span) -> int | None:
    """Return who is said to count a figure: the ministry of "the ministry counts 20 dead, the agency said"."""
    verb = _verb(resolver.parse, resolver.parse.tokens[resolver.parse.token_at(figure.start)])
    subject = None if verb is None else next(iter(resolver.parse.kids(verb.i, "nsubj")), None)
    if verb is None or subject is None or subject.pos == "PRON" or verb.lemma != "count" or verb.end > figure.start:
        return None
    return resolver.resolve(subject.i)


Standing = tuple[int | None, tuple[int, ...]]


def carried(
    parse: Parse, figures: Sequence[FigureDraft], given: Sequence[Standing], unnamed: frozenset[int] = frozenset()
) -> list[Standing]:
    """Return on whose word each figure stands, those that a count goes on with too.

    "20 people were killed, the ministry said, bringing the toll to 300": the ministry's, both. "The latest figure
    includes 12 children": of whom the count was that was told last.

    Args:
        given: the statement and the actors of each figure; empty where nobody is known.
        unnamed: numbers of the figures that a pronoun tells which stands for nobody known: "it said".
    """
    out = list(given)
    for number, figure in enumerate(figures):
        if not out[number][1] and figure.measure in TOLLS:
            back = SENTENCES if number in unnamed else _back(parse, figures, number)
            if back is not None:
                statement, chain = _last(parse, figures, out, number, back)
                out[number] = (statement if out[number][0] is None else out[number][0], chain)
    return out


def _back(parse: Parse, figures: Sequence[FigureDraft], number: int) -> int | None:
    """How many sentences back the count stands that a figure goes on with; None where it goes on with none."""
    figure = figures[number]
    between = parse.text[figures[number - 1].span.end if number else 0 : figure.span.start]
    if GOES_ON.search(between) and "\n" not in between:
        return 0
    if UP_BY.search(parse.text, max(0, figure.span.start - UP_REACH), figure.span.start):
        return SENTENCES
    verb = _verb(parse, parse.tokens[parse.token_at(figure.span.start)])
    if verb is None:
        return None
    return 0 if _goes_on(verb) else SENTENCES if _takes_up(parse, verb) else None


def _goes_on(verb: Token) -> bool:
    """Whether a clause only goes on: ", bringing the toll to 300"."""
    return verb.tag == "VBG" and verb.dep in {"advcl", "acl", "xcomp", "dep", "conj"}


def _takes_up(parse: Parse, verb: Token) -> bool:
    """Whether a clause takes up a count that was told: "the latest figure includes"."""
    subject = next(iter(parse.kids(verb.i, "nsubj")), None)
    if subject is not None and subject.lower in {"they", "these", "those", "it", "that", "this"}:
        return verb.lemma in HOLDS | BRINGS | {"be", "mark", "represent", "amount"}
    known = subject is not None and subject.lemma.lower() in COUNTS | {"figure", "number", "tally", "count"}
    return known and verb.lemma in HOLDS and subject is not None and not parse.kids(subject.i, "prep", "poss")


def _last(parse: Parse, figures: Sequence[FigureDraft], given: Sequence[Standing], number: int, back: int) -> Standing:
    """On whose word the last toll before a figure stands, at most some sentences back."""
    here = parse.tokens[parse.token_at(figures[number].span.start)].sentence
    for earlier in range(number - 1, -1, -1):
        if here - parse.tokens[parse.token_at(figures[earlier].span.start)].sentence > back:
            break
        if given[earlier][1] and figures[earlier].measure in TOLLS | {"count"}:
            return given[earlier]
    return None, ()


def _by_the_count_of(resolver: Resolver, figure: Span) -> int | None:
    """Whose count a sentence opens with: "by the count of the port, 20 people"."""
    parse = resolver.parse
    first = parse.sentences[parse.tokens[parse.token_at(figure.start)].sentence].first
    whose = BY_THEIR.match(parse.text, parse.tokens[first].start, figure.start)
    if whose is not None:
        return resolver.resolve(parse.token_at(whose.end("who") - 1))
    opening = parse.tokens[first : first + 4]
    count = next((t for t in opening if t.lemma.lower() in COUNTED | {"reckoning"}), None)
    if count is None or opening[0].lower not in {"by", "on"}:
        return None
    for prep in parse.kids(count.i, "prep"):
        number = next((n for t in parse.kids(prep.i, "pobj") if (n := resolver.resolve(t.i)) is not None), None)
        if number is not None:
            return number
    return next(
        (n for t in parse.tokens[count.i + 2 : count.i + 9] if (n := resolver.by_token.get(t.i)) is not None), None
    )


def headed(resolver: Resolver, figure: Span) -> tuple[int, ...]:
    """Return whose count a figure is by what heads it: "the port, 3 May: 20 dead", "figures from the port:" and a list.

    Args:
        resolver: of the article's actors.
        figure: its code points.
    """
    parse, place = resolver.parse, heading(resolver.parse.text, figure.start)
    if place is None or LIVE.search(parse.text, *place):
        return ()
    given, first = [], []
    for at in parse.tokens_in(Span(*place)):
        number = resolver.by_token.get(at)
        if number is None and parse.tokens[at].lower in SEATED:
            number = resolver.resolve(at)
        pronoun = parse.tokens[at].pos in {"PRON", "DET"}
        if (
            pronoun
            or number is None
            or resolver.entities[number].kind not in BODIES
            or parse.tokens[at].lower in HEADINGS
        ):
            continue
        if parse.text.startswith("-", parse.tokens[at].end):
            continue  # "the Hamas-run ministry" is the ministry
        lead = parse.text[place[0] : parse.tokens[at].start]
        if GIVEN.search(lead):
            given.append(number)
        elif len(lead.split()) <= OPENS:
            first.append(number)
    return tuple([*given, *first][:1])


def _agent(resolver: Resolver, verb: Token, subject: Token) -> int | None:
    """Who counted, told behind: "20 deaths were recorded by the port", "the deaths reported by the port include"."""
    parse = resolver.parse
    told = [verb, *parse.kids(subject.i, "acl", "relcl")]
    for one in told:
        if one.lemma.lower() not in KEEP | GIVEN_OUT | REVISE:
            continue
        for by in (t for t in parse.kids(one.i, "agent", "prep") if t.lower == "by" and t.i > one.i):
            return next((n for t in parse.kids(by.i, "pobj") if (n := resolver.resolve(t.i)) is not None), None)
    return None


def _maker(resolver: Resolver, count: Token) -> int | None:
    """Who made a count, whatever noun of it the parser hangs him on: "a tally of deaths by MPA"."""
    parse = resolver.parse
    for token in parse.tokens[count.i : parse.edges[count.i][1] + 1]:
        for inner in parse.kids(token.i, "pobj") if token.lower == "by" else []:
            return resolver.resolve(inner.i)
    return None


def _meant(parse: Parse, subject: Token) -> Token:
    """What an "it" that opens a sentence stands for: the body that the sentence before is about."""
    sentence = subject.sentence
    if subject.lower not in {"it", "they"} or sentence == 0 or parse.sentences[sentence].first != subject.i:
        return subject
    before = parse.sentences[sentence - 1]
    for token in parse.tokens[before.first : before.last]:
        if token.dep == "nsubj" and parse.tokens[token.head].dep == "ROOT":
            name = parse.name_at.get(token.i)
            body = (name is not None and name.label == "ORG") or token.lower in SEATED
            return token if body and parse.text.find("\n", token.end, subject.start) < 0 else subject
    return subject


def _owner(resolver: Resolver, count: Token) -> int | None:
    """Who is told to have a count: "the port has its own tally", whomever "its" is taken for."""
    verb = resolver.parse.tokens[count.head]
    if count.dep != "dobj" or verb.lemma not in {"have", "keep", "maintain"}:
        return None
    subject = next(iter(resolver.parse.kids(verb.i, "nsubj")), None)
    return None if subject is None else resolver.resolve(subject.i)


def _counters(resolver: Resolver, figure: Span) -> int | None:
    """Who counted, by the words beside a number: "the count kept by the port stood at", "20 counted by the port"."""
    parse = resolver.parse
    first = parse.sentences[parse.tokens[parse.token_at(figure.start)].sentence].first
    begin = max(parse.tokens[first].start, figure.start - KEPT_REACH)
    found = next(iter(KEPT_BY.finditer(parse.text, begin, figure.start)), None) or COUNTED_BY.match(
        parse.text, figure.end
    )
    if found is None:
        return None
    at = parse.token_at(found.end())
    named = list(takewhile(lambda t: t.pos in {"DET", "ADJ", "NOUN", "PROPN", "PART"}, parse.tokens[at : at + NAME]))
    if any((name := parse.name_at.get(t.i)) is not None and name.label in {"DATE", "TIME"} for t in named):
        return None  # "recorded by Friday night"
    nouns = [t for t in named if t.pos in {"NOUN", "PROPN"}]
    return resolver.resolve(nouns[-1].i) if nouns else None


def _verb(parse: Parse, token: Token) -> Token | None:
    """The verb of the clause that a figure stands in."""
    for _ in range(STEPS):
        counted = token.dep == "acl" and parse.tokens[token.head].lemma.lower() in COUNTS | {"number"}
        if (token.pos in {"VERB", "AUX"} and not counted) or token.head == token.i:
            break
        token = parse.tokens[token.head]
    return token if token.pos in {"VERB", "AUX"} and not clauses.negated(parse, token.i) else None


def _revises(parse: Parse, verb: Token, subject: Token) -> bool:
    """Whether a body gives a count: "the ministry gave a toll of 22", not "the toll rose to 22"."""
    if verb.lemma not in REVISE or subject.dep == "nsubjpass" or subject.lemma.lower() in COUNTS:
        return False
    given = COUNTS | {"figure"} | ({"number"} if verb.lemma in {"put", "give", "set"} else frozenset())
    return any(t.lemma.lower() in given for t in parse.kids(verb.i, "dobj"))
