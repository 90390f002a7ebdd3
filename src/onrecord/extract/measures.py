"""What a number measures: its unit, its currency, what it counts, read from the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract import bounds, chosen, tolls, wherein
from onrecord.text import clauses
from onrecord.text.quantities import currencies

if TYPE_CHECKING:
    from onrecord.text import Parse, Token

UNITS = {
    "km": ("distance", "km"),
    "kilometer": ("distance", "km"),
    "kilometre": ("distance", "km"),
    "mile": ("distance", "miles"),
    "meter": ("distance", "metres"),
    "metre": ("distance", "metres"),
    "m": ("distance", "metres"),
    "foot": ("distance", "feet"),
    "feet": ("distance", "feet"),
    "ft": ("distance", "feet"),
    "inch": ("distance", "inches"),
    "cm": ("distance", "cm"),
    "mm": ("distance", "mm"),
    "yard": ("distance", "yards"),
    "acre": ("area", "acres"),
    "hectare": ("area", "hectares"),
    "year": ("duration", "years"),
    "month": ("duration", "months"),
    "week": ("duration", "weeks"),
    "day": ("duration", "days"),
    "hour": ("duration", "hours"),
    "minute": ("duration", "minutes"),
    "second": ("duration", "seconds"),
    "decade": ("duration", "decades"),
    "century": ("duration", "centuries"),
    "night": ("duration", "nights"),
    "fortnight": ("duration", "fortnights"),
    "degree": ("temperature", "degrees"),
    "mph": ("speed", "mph"),
    "kph": ("speed", "km/h"),
    "ton": ("weight", "tons"),
    "tonne": ("weight", "tonnes"),
    "kg": ("weight", "kg"),
    "kilogram": ("weight", "kg"),
    "pound": ("weight", "pounds"),
    "gram": ("weight", "grams"),
    "barrel": ("volume", "barrels"),
    "litre": ("volume", "litres"),
    "liter": ("volume", "litres"),
    "gallon": ("volume", "gallons"),
    "megawatt": ("power", "MW"),
    "vote": ("votes", "votes"),
    "point": ("points", "points"),
    "time": ("count", "times"),
}
MONEY = currencies.NAMES
CENTS = currencies.CENTS
ISO_CODES = [code for code in currencies.CODES if code.isalpha() and code not in {"rs", "r"}]
CODE_BEHIND = re.compile(rf" ?(?:(?P<sign>[€£¥₹₽₩₪₺₴₫₱฿])|(?P<code>{'|'.join(c.upper() for c in ISO_CODES)})\b)")
PERCENT = re.compile(
    r"^(?: ?%| percent\b| per cent\b|-percent\b|-per-cent\b| ?pct\b| percentage points?\b)", re.IGNORECASE
)
PERCENT_AFTER = re.compile(r"^\s?(?:to|and|-|–)\s?\d[\d.]*(?: ?%| percent| per cent)")
AGE = re.compile(r"^[- ]years?[- ]old\b|^-(?:month|week|day)s?-old\b", re.IGNORECASE)
PEOPLE = frozenset(
    "people person man woman child civilian soldier officer worker resident passenger student protester "
    "victim hostage migrant refugee prisoner patient voter troops member employee policeman militant fighter "
    "boy girl family death".split()
)
LONGEST_AGE, OLDEST = len("ninety-nine"), 130
# What right before or after a number says what it measures, whatever its unit; and which measures it may replace.
COUNTED = frozenset({"count", "killed", "injured", "percent", "duration", "displaced", "detained"})
LENGTHS = frozenset({"distance"})
BEFORE = (
    ("rank", re.compile(r"\b(?:No\.? ?|number |ranked |(?:[Cc]ategory|[Ll]evel) )$"), COUNTED),
    ("magnitude", re.compile(r"\bmagnitude (?:of )?(?:about |at )?$"), COUNTED),
    ("depth", re.compile(r"\b(?:depth of|as deep as) (?:about |some )?$"), LENGTHS),
    (
        "age",
        re.compile(
            r"\b(?:aged|ages|both|age of|(?:died?|dies|(?<!of )(?<!the )dead) at|(?:he|she) (?:was|is)|turn(?:ed|s)) $",
            re.IGNORECASE,
        ),
        COUNTED,
    ),
)
AFTER = (
    ("magnitude", re.compile(r"^[- ]?magnitude\b"), COUNTED),
    ("speed", re.compile(r"^ ?(?:per|an|a|/) ?hour\b"), LENGTHS),
    ("depth", re.compile(r"^ (?:deep|underground|below (?:the )?(?:ground|surface))\b"), LENGTHS),
    (
        "rainfall",
        re.compile(
            r"^(?: \([^)]{1,20}\))? (?:(?:more )?(?:of )?(?:more )?(?:rain|snow|rainfall|snowfall|precipitation))\b"
        ),
        LENGTHS,
    ),
    ("age", re.compile(r"^ (?:or|and) (?:older|younger|(?:over|under)\b(?! (?:\w+ )?[\d$£€]))\b"), COUNTED),
    ("temperature", re.compile(r"^ ?(?:°|º|degrees\b|[Cc]elsius\b|[Ff]ahrenheit\b|C\b|F\b)"), COUNTED | {"angle"}),
    ("ratio", re.compile(r"^(?:-fold\b| times (?:the|more|as|its|their|higher|larger|greater|that|what)\b)"), COUNTED),
    ("rate", re.compile(r"^ ?bps?\b"), COUNTED),
)
# What stands before and after a number is looked for within this many code points.
# "Twelve of them were under 18".
AGES = frozenset("1 2 5 10 12 13 14 15 16 17 18 21".split())
UNDER_AGE = re.compile(r"\b(?:was|were|are|is) (?:all |both |aged )?(?:under|below) (?:the age of )?$", re.IGNORECASE)
REACH = 30


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a number.

    Args:
        start: where the phrase begins (a currency sign before the number).
        end: where it ends (the unit or the noun that is counted).
    """

    start: int
    end: int
    measure: str
    what: str | None
    unit: str | None
    currency: str | None = None
    place: str | None = None


def around(parse: Parse, start: int, end: int, kind: str) -> Setting | None:
    """Return what a number between two code points measures; None where it measures nothing.

    Args:
        kind: of the number: ``cardinal``, ``ordinal``, ``vague`` or ``fraction``.
    """
    setting = _around(parse, start, end, kind)
    if setting is not None and setting.place is None and setting.measure not in PLACELESS:
        toll = setting.measure in {"killed", "injured"}
        place = wherein.place_of_clause(parse, parse.token_at(end - 1))
        place = place or wherein.place_behind(parse, setting.end, toll=toll)
        place = place or wherein.place_opening(parse, start, toll=toll) or wherein.place_headed(parse, start)
        setting = replace(setting, place=place)
    if setting is not None and setting.place is not None:
        setting = replace(setting, place=wherein.town_of(parse, start, setting.place))
    if setting is None or setting.measure in {"money", "points"} or setting.unit == "percent":
        return setting
    before = parse.text[max(0, start - REACH) : start]
    if setting.what is None and parse.text[start:end] in AGES and UNDER_AGE.search(before):
        return replace(setting, measure="age", unit="years")
    for measure, pattern, may in BEFORE:
        old = end - start > LONGEST_AGE or int("0" + re.sub(r"\D", "", parse.text[start:end])) > OLDEST
        no_such = (measure == "age" and old) or chosen.NUMBER_AS_VERB.search(before)
        if setting.measure in may and pattern.search(before) and not no_such:
            return replace(setting, measure=measure)
    for at in (setting.end, end):
        after = parse.text[at : at + REACH]
        for measure, pattern, may in AFTER:
            match = pattern.match(after) if setting.measure in may else None
            if match is not None:
                unit = UNITS_OF.get(measure, setting.unit)
                stop = at + match.end() if measure in {"temperature", "rate"} else setting.end
                return replace(setting, measure=measure, unit=unit, end=max(setting.end, stop))
    return setting


# What these measures are counted in, where their words are no unit of the tables.
UNITS_OF = {"temperature": "degrees", "rate": "basis points", "magnitude": "magnitude"}


def _around(parse: Parse, start: int, end: int, kind: str) -> Setting | None:  # noqa: PLR0911 - one line a measure
    text = parse.text
    money = _money(text, start, end)
    token = parse.tokens[parse.token_at(end - 1)]
    if money is not None:
        return Setting(money[0], money[1], "money", _what(parse, token), money[2], money[2])
    percent = PERCENT.match(text[end : end + 20]) or PERCENT_AFTER.match(text[end : end + 30])
    if percent:
        return Setting(start, end + percent.end(), "percent", _what(parse, token), "percent")
    age = AGE.match(text[end : end + 14])
    if age:
        return Setting(start, end + age.end(), "age", None, "years")
    if kind == "fraction":
        return _fraction(parse, token, (start, end))
    if kind == "ordinal":
        noun = _counted(parse, token)
        if noun is None:
            return None
        return Setting(start, noun.end, "rank", _phrase(parse, noun), noun.lower)
    return _counted_setting(parse, token, (start, end))


def _money(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Where a sum of money begins and ends, and its currency, by the sign or code beside the number."""
    first = bounds.sign_start(text, max(0, start - 8), start)
    if first < start:
        return first, end, currency_of(text[first:start])
    behind = CODE_BEHIND.match(text, end)
    if behind is None:
        return None
    code = behind["sign"] or behind["code"]
    return start, behind.end(), currency_of(code)


def currency_of(sign: str) -> str:
    """Return the ISO 4217 code of a currency's sign, letters or code: "US$", "RM", "EUR"."""
    sign = sign.strip(" .")
    letters = sign.rstrip("".join(currencies.SIGNS)).strip(" .").lower().replace(".", "")
    if sign[-1:] == "$" and letters in currencies.DOLLARS:
        return currencies.DOLLARS[letters]
    return currencies.SIGNS.get(sign[-1:]) or currencies.LETTER_SIGNS[letters]


def _fraction(parse: Parse, token: Token, place: tuple[int, int]) -> Setting | None:
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if following is not None and following.lower in {"a", "an", "-"} and following.i + 1 < len(parse.tokens):
        following = parse.tokens[following.i + 1]  # "half an hour", "half a percent"
    if following is not None and following.lower in {"percent", "per"}:
        return Setting(place[0], following.end, "percent", _what(parse, token), "percent")
    if following is not None and following.lemma.lower() in UNITS:
        measure, unit = UNITS[following.lemma.lower()]
        return Setting(place[0], following.end, measure, None, unit)
    return Setting(*place, "percent", _what(parse, token), "percent")


def _counted_setting(parse: Parse, token: Token, place: tuple[int, int]) -> Setting | None:  # noqa: PLR0911 - a line a measure
    if token.lemma.lower() in {"decade", "century"} and token.end == place[1]:
        return Setting(*place, "duration", None, "years")  # "a decade" is read as ten years
    noun = _counted(parse, token)
    if noun is not None and any(t.text in {"(", "["} for t in parse.tokens[token.i : noun.i]):
        noun = None  # "fatalities: 20 (health ministry, 3 May)"
    behind = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if noun is None or (behind is not None and noun.i > behind.i and _ends_with(parse, behind)):
        return _bare(parse, token, place)
    lemma = noun.lemma.lower()
    end = noun.end if noun.i >= token.i and noun.sentence == token.sentence else place[1]
    if any(t.i > token.i for t in parse.kids(noun.i, "nummod")):
        end = place[1]  # "two of the 23 seats": the seats are the other number's
    unit_token = _unit_before(parse, token, noun)
    if unit_token is not None:
        measure, unit = UNITS[unit_token.lemma.lower()]
        return Setting(place[0], unit_token.end, measure, _phrase(parse, noun), unit)
    if lemma in MONEY or lemma in CENTS:
        before = parse.tokens[noun.i - 1].lower if noun.i else ""
        code = currencies.OF_STATES.get((before, lemma)) or MONEY.get(lemma) or CENTS[lemma]
        return Setting(place[0], end, "money", None, "cents" if lemma in CENTS else code, code)
    if lemma in UNITS:
        measure, unit = UNITS[lemma]
        if lemma == "year" and noun.i + 1 < len(parse.tokens) and parse.tokens[noun.i + 1].lower == "old":
            return Setting(place[0], parse.tokens[noun.i + 1].end, "age", None, "years")
        if (
            lemma in {"mile", "kilometer", "kilometre", "km", "meter", "metre", "foot"}
            and parse.tokens[noun.i - 1].lower == "square"
        ):
            measure = "area"
        return Setting(place[0], end, measure, None, unit)
    unit = "people" if lemma in PEOPLE or tolls.toll_of(parse, token, noun) in {"killed", "injured"} else noun.lower
    toll = tolls.toll_of(parse, token, noun)
    unit = "people" if lemma in PEOPLE or toll in {"killed", "injured"} else noun.lower
    place_ = wherein.place_of(parse, noun)
    return Setting(place[0], end, toll or "count", _phrase(parse, noun), unit, None, place_)


def _ends_with(parse: Parse, behind: Token) -> bool:
    """Whether what a number counts ends with the word behind it, or before it, whatever noun the parser hangs it on.

    "Brings to 300 the number of dead", "from 300 the previous day", "20 dead, 30 hurt".
    """
    listed = behind.lower in tolls.BEHIND and parse.tokens[min(behind.i + 1, len(parse.tokens) - 1)].text == ","
    return listed or behind.lower in {"the", "this", "that"}


def _unit_before(parse: Parse, token: Token, noun: Token) -> Token | None:
    """The unit of a measure before another noun: "a 10-mile fence", "three-day visit"."""
    for other in parse.tokens[token.i + 1 : min(token.i + 3, noun.i)]:
        if other.lemma.lower() in UNITS and other.text != "m":
            return other
    return None


def _counted(parse: Parse, token: Token) -> Token | None:
    """The noun that a number counts."""
    at = token
    for _ in range(4):
        head = parse.tokens[at.head]
        if (
            at.dep in {"nummod", "quantmod", "amod", "compound", "nmod", "det", "predet", "advmod", "npadvmod"}
            and head.i != at.i
        ):
            if head.pos in {"NOUN", "PROPN"} and head.i > token.i and head.lower not in DAYS:
                return head
            at = head
            continue
        break
    for prep in parse.kids(token.i, "prep"):
        if prep.lower == "of":
            for inner in parse.kids(prep.i, "pobj"):
                if inner.pos != "NUM":
                    return inner
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if following is not None and following.pos == "NOUN" and following.sentence == token.sentence:
        return None if following.lower in DAYS else following
    return None


IDENTIFIED = "identified"
# "Put the toll at 20 Monday": a day is not counted so.
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday".split())


def _bare(parse: Parse, token: Token, place: tuple[int, int]) -> Setting | None:
    """A number that stands for what it counts: "killing 112", "129 remain"."""
    toll = tolls.toll_of(parse, token, token)
    text = parse.text
    who = _told_as(parse, token)
    before = text[place[0] - 2 : place[0]]
    after = text[place[1] : place[1] + 1]
    named = token.i > 1 and (name := parse.name_at.get(token.i - 2)) is not None and name.label == "PERSON"
    digits = place[1] - place[0]
    named = named or (token.i > 1 and parse.tokens[token.i - 2].pos == "PROPN")
    if before == ", " and after in {",", ".", ";", ")"} and (digits == 2 or (digits == 1 and named)):  # noqa: PLR2004 - ages have two digits, children's one
        return Setting(*place, "age", None, "years")
    return Setting(*place, toll or "count", who, "people" if toll else None)


def _told_as(parse: Parse, token: Token) -> str | None:
    """What a bare number is said to be of: "of the dead, 14 were children"."""
    verb = (
        parse.tokens[token.head]
        if parse.tokens[token.head].pos == "VERB"
        else parse.tokens[parse.tokens[token.head].head]
    )
    if verb.lemma in {"account", "represent"}:
        return next((_phrase(parse, noun) for noun in parse.kids(verb.i, "nsubj") if noun.pos == "NOUN"), None)
    behind = parse.tokens[token.i + 1 : token.i + 8]
    if [t.lower for t in behind[:2]] in (["of", "the"], ["of", "those"]):
        behind = behind[3:]  # "120 of those killed were children"
    if behind and behind[0].lower in {"were", "are", "was", "is"}:
        for word in behind[1:]:
            if word.pos == "NOUN" and word.lower not in DAYS:
                return _phrase(parse, word)
            if word.pos not in {"ADJ", "DET"}:
                break
    return IDENTIFIED if _is_identified(parse, token) else None


def _is_identified(parse: Parse, token: Token) -> bool:
    """Whether a number tells how many of them are known by name: "7,000 of the dead have been identified"."""
    verb = parse.tokens[token.head]
    return token.dep in {"nsubj", "nsubjpass", "dobj"} and verb.lemma in {"identify", "verify", "document"}


def _phrase(parse: Parse, noun: Token) -> str:
    first, last = clauses.noun_phrase(parse, noun.i)
    words = [t for t in parse.tokens[first : last + 1] if t.dep not in {"nummod", "quantmod"} and t.pos != "NUM"]
    words = [t for t in words if t.i >= noun.i or t.dep in {"amod", "compound", "nmod"}]
    words = _without_joined(parse, noun, words)
    while len(words) > 1 and words[0].i < noun.i and words[0].lower in QUALIFIERS:
        del words[0]  # "less than" of "not less than 54 people", "as many as" of "as many as 54" is the number's
    return parse.span(words[0].i, min(words[-1].i, words[0].i + 12)).of(parse.text) if words else noun.text


def _without_joined(parse: Parse, noun: Token, words: list[Token]) -> list[Token]:
    """What a number counts ends before "and" and another number: "soldiers" of "900 soldiers and six helicopters"."""
    counted = (t for t in parse.kids(noun.i, "conj", "appos") if t.i > noun.i and parse.kids(t.i, "nummod"))
    end = min((parse.edges[t.i][0] for t in counted), default=len(parse.tokens))
    words = [t for t in words if t.i < end]
    while len(words) > 1 and end < len(parse.tokens) and (words[-1].dep == "cc" or words[-1].pos == "PUNCT"):
        del words[-1]
    return words


def _what(parse: Parse, token: Token) -> str | None:
    for prep in [*parse.kids(token.i, "prep"), *parse.kids(token.head, "prep")]:
        if prep.lower in {"of", "in", "for"}:
            for inner in parse.kids(prep.i, "pobj"):
                return _phrase(parse, inner)
    return None


QUALIFIERS = frozenset(
    "more less fewer than at least most over nearly almost about around some roughly estimated as many few".split()
)
# Measures that are told of a thing and not of a place.
PLACELESS = frozenset({"money", "percent", "age", "points", "speed", "ratio"})
