"""The numbers of a text that may tell a figure, chosen among all its quantities.

"34,568", "1.2 million", "two and a half", "dozens", "seventh", "½", "10k"; not the digits of codes, lists and versions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.text.quantities import Text, currencies, units, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.text.quantities import Found

NumberKind = Literal["cardinal", "ordinal", "vague", "fraction"]

# The words that dates are told in.
UNITS = {word: n for word, n in words.UNITS.items() if word not in {"nought", "naught"}}
TENS = words.TENS
ORDINALS = {word: n for word, n in words.UNIT_ORDINALS.items() if word != "nineth"} | {"twentieth": 20}
GLYPHS = words.GLYPHS
# Least counts that the plural words stand for (GUIDE, rules 5 and 11).
VAGUE = {
    "tens": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
}
PLAIN = r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|hundred(?= of thousands))"
VAGUE_WORDS = re.compile(
    rf"\b(?:(?P<plural>{PLAIN})(?: of (?P<of>hundreds|thousands|millions?|billions?)\b)?"
    r"|several (?P<several>dozen|hundred|thousand|million|billion))\b",
    re.IGNORECASE,
)
# "a decade" is ten years; "over a week", "an hour" only where something bounds it.
LONG_AGES = re.compile(r"\b(?:an?|the (?:last|past|next)) (?P<unit>decade|century)\b(?! ago)", re.IGNORECASE)
PARTS_OF_AGES = re.compile(
    r"\b(?:an? )?(?P<part>half|quarter)(?:[- ]| a | of a )(?P<unit>decade|century)\b", re.IGNORECASE
)
BOUND_BEFORE = (
    r"\b(?:more than|less than|over|under|nearly|almost|about|around|at least|at most|just over|just under|up to|"
    r"within|"
    r"as (?:much|little|long|deep|high) as|exactly|roughly|some) "
)
ONE_UNIT = re.compile(
    rf"{BOUND_BEFORE}(?P<a>an?) (?P<unit>year|month|week|day|hour|minute|second|mile|kilomet(?:er|re)|foot|"
    r"met(?:er|re)|inch|yard|"
    r"dollar|ton|tonne|acre|hectare)\b(?!-)(?! (?:later|earlier))",
    re.IGNORECASE,
)
# The half of "a decade and a half" and of "the second half" is no share of its own.
JOINED_HALF = re.compile(r"\band[- ]$|\b(?:first|second|other|latter|lower|upper|better|third)[ -]$", re.IGNORECASE)
# A number of more digits than a float holds exactly is no count that anybody reports.
MOST_DIGITS = 15
# Fractions with a slash are told of these parts; "9/11" and "24/7" are names.
SLASHED = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 100})
MILLION = 10**6
# "Said that one person died", "another one dead": here the words around "one" tell whether it counts.
BEFORE_ONE = re.compile(r"\b(?:that|another) $", re.IGNORECASE)
# Digits in three groups and more: telephone numbers, days, results of a season; a share's number at its exchange.
PHONE_BEFORE = re.compile(r"\d[-–]\d{1,5}[-–]$|\+\d{1,3}[- ]?$")
# "+96 dead" are so many more; more digits, or others behind them, are somebody's telephone.
PLUS_MOST = 4
PHONE_BEHIND = re.compile(r"[-–]\d{1,5}[-–]\d|\.[A-Z]{1,2}\b")
# What is told below nought; before anything else a hyphen is a dash.
SIGNED = re.compile(r" ?(?:%|°|degrees\b|percent\b|per cent\b|[CF]\b)")
# Letters right behind digits that are no unit of measure and leave the number a number.
LETTERS = frozenset({"am", "pm", "c", "f", "m", "g", "t"})
COUNTED_NEXT = re.compile(r"m (?:[a-z]+ )?(?:people|men|women|children|[a-z]+[^s\W]s)\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text.

    Args:
        start: first code point.
        end: one past the last code point.
        value: what it says; for ``vague`` the least it stands for, for ``fraction`` a share of one.
        digits: whether digits stand in it.
    """

    start: int
    end: int
    value: int | float
    kind: NumberKind
    digits: bool


def find_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers between two code points of a text, in order.

    Digits inside words and codes ("MH370", "B-52s"), in dotted and comma lists ("1.2.3", "1,2,3") are none.
    """
    read = Text(text, start, end, ratios=False)
    found = [*_vague(text, start, end), *_long_ages(text, start, end), *_ordinals(read), *_cardinals(read)]
    last = start
    for number in sorted(found, key=lambda n: (n.start, -n.end)):
        if number.start >= last:
            yield number
            last = number.end


def whole(value: float) -> int | float:
    """Return the value as an int where it is whole."""
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _vague(text: str, start: int, end: int) -> Iterator[Number]:
    value: float
    for match in VAGUE_WORDS.finditer(text, start, end):
        if match["several"]:  # "several dozen" is two dozen at least (GUIDE, rule 11)
            scale = match["several"].lower()
            value = 2 * (words.SCALES.get(scale) or {"dozen": 12, "hundred": 100}[scale])
        else:
            value = VAGUE[match["plural"].lower().removesuffix("s") + "s"]
            if match["plural"].lower() == "tens" and not text.startswith(" of ", match.end("plural")):
                continue
            many = (match["of"] or "").lower().removesuffix("s")
            value = value * (words.SCALES.get(many) or {"hundred": 100}.get(many, 1))
        yield Number(match.start(), match.end(), whole(value), "vague", digits=False)


def _long_ages(text: str, start: int, end: int) -> Iterator[Number]:
    """Decades and centuries, told in years, and a single unit that something bounds: "more than a week"."""
    for match in LONG_AGES.finditer(text, start, end):
        value = 10 if match["unit"].lower() == "decade" else 100
        yield Number(match.start(), match.end(), value, "cardinal", digits=False)
    for match in PARTS_OF_AGES.finditer(text, start, end):
        share = 0.5 if match["part"].lower() == "half" else 0.25
        years = share * (10 if match["unit"].lower() == "decade" else 100)
        yield Number(match.start(), match.end(), whole(years), "cardinal", digits=False)
    for match in ONE_UNIT.finditer(text, start, end):
        yield Number(match.start("a"), match.end("a"), 1, "cardinal", digits=False)


def _ordinals(read: Text) -> Iterator[Number]:
    for found in read.ordinals:
        if not (found.digits and _glued(read.text, found.start, found.end)):
            yield Number(found.start, found.end, whole(found.value), "ordinal", digits=found.digits)


def _cardinals(read: Text) -> Iterator[Number]:
    for found in read.numbers:
        number = _cardinal(read, found)
        if number is not None:
            yield number


def _cardinal(read: Text, found: Found) -> Number | None:
    text, start, value = read.text, found.start, found.value
    if found.pronoun and not BEFORE_ONE.search(text, max(0, start - 9), start):
        return None
    if text[start] in "-−" and not SIGNED.match(text, found.end):
        start, value = start + 1 + (text[start + 1] == " "), -value
    if found.digits:
        scale = _scale(read, found)
        if scale is None or not _is_plain(read, found):
            return None
        value *= scale
    elif found.part and (not _is_share(text, found) or JOINED_HALF.search(text, max(0, start - 8), start)):
        return None
    kind: NumberKind = "fraction" if found.part and abs(value) < 1 else "cardinal"
    end = found.end + int(found.digits and found.glued and _scale(read, found) == MILLION)
    return Number(start, end, whole(value), kind, digits=found.digits)


def _scale(read: Text, found: Found) -> float | None:
    """What letters behind digits multiply them by; None where they make them a code."""
    if not found.glued:
        return 1
    word = read.numerals.word(found.stop)
    if word == "m" and (_has_sign(read, found) or COUNTED_NEXT.match(read.text, found.end)):
        return MILLION
    known = word in LETTERS or units.dimension(word) is not None or word in currencies.SMALL_CODES
    return 1 if known else None


def _has_sign(read: Text, found: Found) -> bool:
    before = read.numerals.word(found.first - 1)
    return before in currencies.SIGNS or (before in currencies.LETTER_SIGNS and read.numerals.touches(found.first))


def _is_plain(read: Text, found: Found) -> bool:
    """Whether digits are a number of their own: no code, version, list, day, nor one that no float holds."""
    printed = read.text[found.start : found.end]
    if sum(c.isdecimal() for c in printed) > MOST_DIGITS or printed.endswith(("G", "T")):
        return False
    if printed.endswith("M") and not (
        _has_sign(read, found) or COUNTED_NEXT.match(read.text[found.end - 1 : found.end + 40].lower())
    ):
        return False  # "3M" is a firm
    if _is_dialled(read.text, found):
        return False
    if "/" in printed:
        above, _, below = printed.rsplit(" ", 1)[-1].partition("/")
        if not (below.isdecimal() and above.isdecimal() and int(below) in SLASHED and int(above) < int(below)):
            return False
    if (
        re.fullmatch(r"\d+,\d{1,2}", printed)
        and not _has_sign(read, found)
        and read.text[found.end : found.end + 2].strip()[:1] not in currencies.SIGNS
    ):
        return False
    return not _glued(read.text, found.start + (printed[0] in "-−"), found.end)


def _is_dialled(text: str, found: Found) -> bool:
    """Whether digits are a part of somebody's telephone number."""
    if PHONE_BEFORE.search(text, max(0, found.start - 8), found.start) or PHONE_BEHIND.match(text, found.end):
        return True
    long = found.end - found.start > PLUS_MOST and "," not in text[found.start : found.end]
    return text.endswith("+", 0, found.start) and (long or text[found.end + 1 : found.end + 2].isdigit())


def _glued(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a code, a version, a list or an address."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    behind = text[max(0, start - 2) : max(0, start - 1)]
    if before.isalpha():
        letters = re.search(r"[^\W\d_]{1,4}$", text[max(0, start - 4) : start])
        code = letters.group() if letters else ""
        return code.lower() not in currencies.LETTER_SIGNS or not code[:1].isupper()
    if before.isalnum() or before in {"_", "#", "@", "/", ":"}:
        return bool(before)
    if before in {".", ",", "٫", "٬"} and behind.isalnum():
        return True
    if before in {"-", "‑"} and behind.isalpha():
        return True
    beyond = text[end + 1 : end + 2]
    return (after in {".", ",", ":", "/", "٫", "٬"} and beyond.isdigit()) or after in {"_", "@"}


def _is_share(text: str, found: Found) -> bool:
    """Whether a part in words is a share: "a third of", not the "third" of "a third party"."""
    words_of = text[found.start : found.end].lower().split()
    if len(words_of) != 2 or words_of[0] not in {"a", "an", "one"} or words_of[1] in {"half", "quarter"}:  # noqa: PLR2004 - "a third"
        return True
    return (
        re.match(r" (?:of|more|less|fewer|higher|lower|from|to|in|since)\b|[.,;]", text[found.end : found.end + 8])
        is not None
    )
