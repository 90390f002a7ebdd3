"""Whose count a figure is by the words of its own sentence, where the reading knows nobody or took a part of a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.store.rows import ActorName
from onrecord.store.tallies import FigureTold
from onrecord.story.tally.names import BODIES, source_key

# Who counts some of the dead is no count of them: "9,752 women" was read as who speaks.
COUNTED = re.compile(r"^\W*(?:\w+ ){0,3}?\d")
# So many letters of a place's name stand in its people's, too.
STEM_OF_PLACE = 5
# "The Red Cross differs. It counted 20".
PRONOUN = re.compile(r"[\s“\"]*(?:it|they|he|she|its|their|his|her)\b", re.IGNORECASE)
# A sentence ends at a full stop before a capital, a semicolon not: "12 were hurt, the port said; 300 since May".
END = re.compile(r"\n|(?<=[a-z0-9)”\"]{2})[.!?][”\"]? (?=[A-Z“\"])")
# "Hamas-run health ministry", "Sudan's doctors' committee": the name goes on.
GOES_ON = re.compile(r"(?:-\w+|[’']s?)? (?:\w+ )?$")
# "The interior ministry in Lindrava": where it sits.
SEAT = re.compile(r" (?:in|of|at|for) (?:the )?")
RUN = re.compile(r"-(?:run|controlled|led|backed|held|administered)\b")
# Places that are named after a body and do not speak: "near the health ministry".
NEAR = re.compile(
    r"\b(?:near|outside|inside|opposite|behind|against|on|hit|struck) (?:the |\S+[’']s )?$", re.IGNORECASE
)
# What stands between a person and the body he speaks for.
FOR = re.compile(
    r"(?:,? (?:[\w-]+ ){0,5}?(?:for|of|at|from|with|heads|leads)|,? who (?:speaks for|heads|leads)|"
    r",? (?:speaking|acting) (?:for|on behalf of)|,) (?:the |"
    r"an? )?(?:[\w-]+[’']s? )?"
    r"(?:[\w-]+ ){0,2}"
)
SPEAKS_FOR = re.compile(
    r",? (?:who (?:speaks|spoke)|speaking|(?:an? |the |its |chief ){0,4}spokes\w+|acting) (?:for|of|on behalf of) "
    r"(?:the |an? )?"
)
# What stands between a body and the person behind it who speaks for it: "interior ministry spokesman Teo Brack".
POST = re.compile(
    r"(?:[’']s)? (?:[\w-]+ ){0,2}?"
    r"(?:spokes\w+|press secretary|director|head|chief|chairman|chairwoman|official|officer),? "
)
# Whose numbers another passes on: "citing figures from the ministry", "the ministry, cited by".
PASSED = re.compile(
    r"\b(?:citing|cited|quoting|quoted|took from|taken from|on the basis of|based on|attribut\w+ (?:\w+ ){0,3}to|"
    r"as reported by|provided by|(?:bas|draw|lean|rel)\w+ (?:\w+ ){0,2}?(?:up)?on|"
    r"(?:figures?|data|numbers?|statistics|count|toll|tally|returns|records|registers?|lists?|information) "
    r"(?:from|by|of))\b[^.;,]{0,50}$",
    re.IGNORECASE,
)
ACCORDING = re.compile(r"\b(?:according to|as per|per)\b[^.;,]{0,30}$", re.IGNORECASE)
PASSED_BY = re.compile(
    r"^(?: in \w+)?(?:,? (?:as )?(?:cited|quoted|relayed|reported) by|"
    r" (?:(?:has|had|have) )?(?:now |so far |since )?(?:count(?:s|ed)|documented|recorded|registered|tallied|confirmed|"
    r"confirms|verified|reported|announced|listed|logged))\b",
    re.IGNORECASE,
)
# That a mistake was mended, in a paragraph whose numbers tell which one.
MENDING = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions|ing)\b|corrigend\w+|errat\w+|revis\w+|amend\w+|adjust\w+|restat\w+|rectif\w+|"
    r"re-?(?:count|check|examin|assess|classif|calculat)\w*|miscount\w*|overstat\w*|understat\w*|overcount\w*|"
    r"undercount\w*|double[- ]count\w*|duplicat\w*|twice|in error|erroneous\w*|mistake\w*|mistaken\w*|wrong\w*|"
    r"typo\b|clerical|retract\w*|withdr[ae]w\w*|rescind\w*|disregard\w*|struck|remov(?:ed|al|ing)|delet(?:ed|ing)|"
    r"too (?:many|few|high|low)|back ?track\w*|(?:put|scal\w+|row\w*|walk\w*|tak\w+|took) (?:\w+ ){0,4}back|"
    r"clarif\w+|audit\w*|"
    r"downgrad\w+|lower(?:s|ed|ing)|apologi[sz]\w*|as (?:it |they )?(?:was |were |had )?(?:first|previously|earlier|"
    r"originally|initially))\b",
    re.IGNORECASE,
)


# Totals from here on that are so near to each other are of one count.
LARGE, LIKE = 100, 1.1
# A body by the word that says what it is: "the Lindrava Centre for Human Rights", "Lindrava's navy".
BODY = re.compile(
    r"\b(?P<name>(?:[A-Z]\w{1,20}(?:-\w{1,20})?(?:[’']s?)? ){1,4}?(?:[cC]ent(?:re|er)|[oO]bservatory|"
    r"[cC]ommittee|[cC]ommission|[cC]ouncil|"
    r"[uU]nion|[sS]ociety|[nN]etwork|[mM]onitor|[aA]ssociation|[fF]ederation|[iI]nstitute|[fF]oundation|[cC]rescent|"
    r"[cC]ross|[nN]avy|[pP]olice|[wW]atch|[aA]gency|[oO]rgani[sz]ation|[cC]harity|[nN]ations|[hH]ospital|[mM]ission|"
    r"[bB]ureau|[uU]niversity|[gG]roup|[hH]elmets)\b(?: (?:for|of) (?:[A-Z]\w{1,20} ?){1,4})?)"
)
# Whoever attacked counts nobody.
ATTACKS = re.compile(
    r"\b(?:attacks?|strikes?|raids?|fire|shelling|bombing|offensive|killed|fighters|troops|forces|war|against|with) "
    r"(?:by|of|on|from|with|against)? ?(?:the )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A source that a sentence names.

    Args:
        start: where in the sentence; ``end`` likewise.
        source: id that stands for the source's names.
    """

    start: int
    end: int
    source: int
    actor: ActorName


@dataclass(frozen=True)
class Speakers:
    """The sources that counts are known from, to be found in the words of a sentence."""

    pattern: re.Pattern[str] | None
    known: Mapping[str, tuple[int, ActorName]]
    counted: Mapping[int, int]
    sources: Mapping[int, int]
    totals: Mapping[str, Sequence[float]]

    @classmethod
    def of(
        cls,
        told: Sequence[FigureTold],
        read: Mapping[int, ActorName],
        whose: Mapping[int, tuple[int, ActorName]],
        places: Sequence[str],
    ) -> Speakers:
        """Return those of the sources of figures.

        Args:
            told: the figures; ``read`` holds whose counts they are, by their ids.
            whose: one id for all the names of a source.
            places: words of the places that are counted in.
        """
        origins: Iterable[ActorName] = read.values()
        known: dict[str, tuple[int, ActorName]] = {}
        origins = list(origins)
        sources = {actor: source for actor, (source, _) in whose.items()}
        for actor in origins:
            key = source_key(actor.name, places)
            if COUNTED.match(actor.name) is None and key and (len(actor.name.split()) > 1 or key <= BODIES):
                known.setdefault(actor.name.lower(), (whose[actor.actor][0], actor))
        known |= {name: one for name, one in _without_places(known, places).items() if name not in known}
        names = sorted(known, key=lambda name: (-len(name), name))
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE) if names else None
        totals: dict[str, list[float]] = {}
        for one in told:
            value = one.figure.low or one.figure.high or 0
            if one.figure.id in read and value >= LARGE:
                totals.setdefault(one.figure.measure, []).append(value)
        for values in totals.values():
            values.sort()
        counted = Counter(sources[actor.actor] for actor in origins)
        return cls(pattern, known, counted, sources, totals)

    def unknown(self, told: FigureTold) -> str | None:
        """The body of a figure's sentence that counts by no other figure, where the number is of a known size.

        A number as large as the totals that others tell is no one attack's: whoever its sentence names counted it.
        """
        value, totals = told.figure.low or told.figure.high or 0, self.totals.get(told.figure.measure, ())
        at = bisect_left(totals, value / LIKE)
        if at == len(totals) or totals[at] > value * LIKE:
            return None
        sentence = sentence_of(told)
        if next(self.named(sentence), None) is not None:
            return None
        match = BODY.search(sentence)
        return None if match is None or ATTACKS.search(sentence, 0, match.start()) is not None else match["name"]

    def is_other(self, origin: ActorName, named: Named) -> bool:
        """Tell whether somebody who is known to count is another one than a source that is named."""
        return self.sources.get(origin.actor) not in {None, named.source}

    def named(self, sentence: str) -> Iterator[Named]:
        """Yield the sources that a sentence names, the longest names first where several fit."""
        for match in self.pattern.finditer(sentence) if self.pattern is not None else ():
            if not _stands_near(sentence, match.start()):
                yield Named(match.start(), match.end(), *self.known[match.group().lower()])


def _without_places(
    known: Mapping[str, tuple[int, ActorName]], places: Sequence[str]
) -> dict[str, tuple[int, ActorName]]:
    """The names that go by fewer words in their own place: "the port office" of "Brakna's port office".

    One that would do for two sources is left out.
    """
    short: dict[str, dict[int, tuple[int, ActorName]]] = {}
    for name, one in known.items():
        first, _, rest = name.removeprefix("the ").partition(" ")
        told = first.endswith(("'s", "’s")) or any(first.startswith(place[:STEM_OF_PLACE]) for place in places)
        if told and len(rest.split()) > 1:
            short.setdefault(rest, {})[one[0]] = one
    return {name: next(iter(ones.values())) for name, ones in short.items() if len(ones) == 1}


def _stands_near(sentence: str, start: int) -> bool:
    """Tell whether what begins here is only near by: three words back are as many as the pattern asks for."""
    at = start
    for _ in range(3):
        at = sentence.rfind(" ", 0, max(at, 0))
    return NEAR.search(sentence, max(at, 0), start) is not None


def spoken(told: FigureTold, origin: ActorName | None, speakers: Speakers) -> ActorName | None:
    """Return whose count a figure is: as it was read, unless its own sentence says otherwise.

    Args:
        origin: whose it was read to be.
    """
    sentence = sentence_of(told)
    found = list(speakers.named(sentence))
    if not found and PRONOUN.match(sentence):
        before = list(speakers.named(_sentence_before(told, sentence)))
        if len({one.source for one in before}) == 1 and (origin is None or speakers.is_other(origin, before[0])):
            return before[0].actor
    sources = {one.source for one in found}
    body = _speaks_for(sentence, origin, found) if origin is not None else None
    if body is not None:
        return body
    if origin is None or COUNTED.match(origin.name) is not None:
        if not found and speakers.unknown(told) is None:
            found = list(speakers.named(paragraph_of(told)))
        return found[0].actor if len({one.source for one in found}) == 1 else None
    whole = _whole_name(sentence, origin, found) if len(origin.name.split()) == 1 else origin
    own = speakers.known.get(origin.name.lower())
    other = own is None or own[0] not in sources
    if whole is not origin or (len(sources) == 1 and other and origin.name.lower() not in sentence.lower()):
        return found[0].actor  # "the Red Cross differs: it says": a pronoun, or a sentence before, was read
    here = [] if found or _is_in(origin, paragraph_of(told)) else list(speakers.named(_paragraph_before(told)))
    if len({one.source for one in here}) == 1:
        return here[0].actor  # a name of the headline, or of another paragraph, was read
    return _passing_on(sentence, origin, found, speakers)


def _passing_on(sentence: str, origin: ActorName, found: Sequence[Named], speakers: Speakers) -> ActorName:
    """Whose count is told by somebody who passes it on: "the UN, citing the ministry"."""
    own = speakers.known.get(origin.name.lower())
    sources = {one.source for one in found}
    others = [one for one in found if own is None or one.source != own[0]]
    passed = [one for one in others if PASSED.search(sentence[: one.start]) or PASSED_BY.match(sentence[one.end :])]
    if not passed:  # "the UN said, according to the ministry": whoever counts more often
        most = speakers.counted[speakers.sources[origin.actor]]
        according = (one for one in others if ACCORDING.search(sentence[: one.start]))
        passed = [one for one in according if speakers.counted[one.source] > most]
    return passed[0].actor if passed and len(sources) <= 2 else origin  # noqa: PLR2004 - who passes on, and whose


def _speaks_for(sentence: str, person: ActorName, found: Sequence[Named]) -> ActorName | None:
    """The body that a person is said to speak for: "Ana Lopez of the port", "port spokeswoman Ana Lopez"."""
    first = sentence.find(person.name)
    before = (one for one in found if one.end <= first and POST.fullmatch(sentence[one.end : first]))
    if person.type == "person" and (body := next(before, None)) is not None:
        return body.actor
    name = re.search(re.escape(person.name.split()[-1]) + r"\b", sentence)
    behind = (one for one in found if name is not None and name.end() <= one.start)
    link = FOR if person.type == "person" else SPEAKS_FOR  # whose name tells little is often taken for a body
    return next((one.actor for one in behind if name and link.fullmatch(sentence[name.end() : one.start])), None)


def _whole_name(sentence: str, origin: ActorName, found: Sequence[Named]) -> ActorName:
    """The source whose name only begins with what was read: the ministry of "the Hamas-run health ministry"."""
    places = [m.span() for m in re.finditer(rf"\b{re.escape(origin.name)}\b", sentence)]
    if not places or not all(_is_part(sentence, place, found) for place in places):
        return origin
    return found[0].actor if len({one.source for one in found}) == 1 else origin


def _is_part(sentence: str, place: tuple[int, int], found: Sequence[Named]) -> bool:
    """Whether a name at a place is only said of a source there, or stands within its name."""
    if any(one.start <= place[0] and place[1] <= one.end for one in found) or RUN.match(sentence, place[1]):
        return True
    seat = any(one.end < place[0] and SEAT.fullmatch(sentence[one.end : place[0]]) for one in found)
    return seat or any(place[1] < one.start and GOES_ON.fullmatch(sentence[place[1] : one.start]) for one in found)


def _sentence_before(told: FigureTold, sentence: str) -> str:
    """The sentence before a figure's own, in the same paragraph, as far as it is kept."""
    own = told.before[told.before.rfind("\n") + 1 :]
    before = own[: max(0, len(own) - len(sentence.split(told.figure.words, maxsplit=1)[0]))]
    ends = [m.end() for m in END.finditer(before.rstrip()[:-1])]
    return before[ends[-1] if ends else 0 :]


def is_mending(told: FigureTold) -> bool:
    """Tell whether the paragraph of a figure speaks of a correction."""
    return MENDING.search(paragraph_of(told)) is not None


def _is_in(origin: ActorName, text: str) -> bool:
    """Whether a text names a source by any word that tells it from others, or stands for it by a pronoun."""
    words = source_key(origin.name, ()) or {origin.name.lower()}
    return PRONOUN.match(text) is not None or any(word[:STEM_OF_PLACE] in text.lower() for word in words)


def _paragraph_before(told: FigureTold) -> str:
    return told.before[told.before.rfind("\n") + 1 :]


def paragraph_of(told: FigureTold) -> str:
    """Return the paragraph of a figure, as far as it is kept."""
    return _paragraph_before(told) + told.figure.words + told.after.partition("\n")[0]


def sentence_of(told: FigureTold) -> str:
    """Return the sentence of a figure, as far as it is kept."""
    before = [m.end() for m in END.finditer(told.before)]
    after = END.search(told.after)
    return (
        told.before[before[-1] if before else 0 :]
        + told.figure.words
        + told.after[: after.start() if after else len(told.after)]
    )
