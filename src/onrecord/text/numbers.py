"""Numbers in digits and words: "34,568", "1.2 million", "two and a half", "dozens", "seventh", "½", "10k"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

NumberKind = Literal["cardinal", "ordinal", "vague", "fraction"]

UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}
# Least counts that the plural words stand for (GUIDE, rules 5 and 11).
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6, "billions": 2 * 10**9}
ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
    "sixths": 6,
    "eighths": 8,
}
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|[½¼¾⅓⅔⅕⅛]|[^\W\d_]+",
)
# A number of more digits than a float holds exactly is no count that anybody reports.
MOST_DIGITS = 15
JOINS = frozenset({" ", "-", "‑", "–"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the text.

    Args:
        start: first code point.
        end: one past the last code point.
        value: what it says; for ``vague`` the least it stands for, for ``fraction`` a share of one.
    """

    start: int
    end: int
    value: int | float
    kind: NumberKind
    digits: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


def find_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Yield the numbers between two code points of a text, in order.

    Digits inside words and codes ("MH370", "B-52s"), in dotted and comma lists ("1.2.3", "1,2,3") are none.
    """
    words = [_Word(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(text, start, end)]
    at = 0
    while at < len(words):
        found = _number(text, words, at)
        if found is None:
            at += 1
        else:
            number, at = found
            yield number


def whole(value: float) -> int | float:
    """Return the value as an int where it is whole."""
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _number(text: str, words: list[_Word], at: int) -> tuple[Number, int] | None:  # noqa: PLR0911 - a line a kind
    word = words[at]
    if word.text[0].isdecimal():
        return _digits(text, words, at)
    if word.text in GLYPHS:
        return Number(word.start, word.end, GLYPHS[word.text], "fraction", digits=True), at + 1
    if word.text in VAGUE:
        return _vague(text, words, at)
    if (
        word.text in UNITS
        or word.text in TENS
        or (word.text in {"a", "an", "one", "several"} and _scale_next(words, at))
    ):
        return _in_words(text, words, at)
    if word.text in ORDINALS and word.text not in PARTS:
        return Number(word.start, word.end, ORDINALS[word.text], "ordinal", digits=False), at + 1
    if word.text in {"half", "quarter", "third", "fifth", "quarters"}:
        return _part(words, at)
    return None


def _scale_next(words: list[_Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].text in SCALES


def _glued(text: str, word: _Word) -> bool:
    """Whether digits are part of a code, a version, a list or an address."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    behind = text[word.start - 2 : word.start - 1]
    if before == "R" and not behind.isalnum():  # South African rand: "R5.5bn"
        return False
    if before.isalnum() or before in {"_", "#", "@", "/", ":"}:
        return True
    if before in {".", ","} and behind.isalnum():
        return True
    if before in {"-", "‑"} and behind.isalpha():
        return True
    beyond = text[word.end + 1 : word.end + 2]
    return (after in {".", ",", ":", "/"} and beyond.isdigit()) or after in {"_", "@"}


def _digits(text: str, words: list[_Word], at: int) -> tuple[Number, int] | None:
    word = words[at]
    if _glued(text, word) or sum(c.isdigit() for c in word.text) > MOST_DIGITS:
        return None
    value, end, nxt = float(word.text.replace(",", "")), word.end, at + 1
    if nxt < len(words) and words[nxt].text in GLYPHS and words[nxt].start - end <= 1:
        value, end, nxt = value + GLYPHS[words[nxt].text], words[nxt].end, nxt + 1
    kind: NumberKind = "cardinal"
    if nxt < len(words):
        after = words[nxt]
        if after.start == end and after.text in {"st", "nd", "rd", "th"}:
            kind, end, nxt = "ordinal", after.end, nxt + 1
        elif after.start == end and after.text in SHORT_SCALES:
            value, end, nxt = value * SHORT_SCALES[after.text], after.end, nxt + 1
        elif after.start == end and after.text not in {
            "km",
            "kg",
            "cm",
            "mm",
            "ft",
            "mph",
            "kph",
            "am",
            "pm",
            "s",
            "c",
            "f",
            "g",
        }:
            return None
        elif _joined(text, end, after.start) and (after.text in SCALES or after.text in {"bn", "mn", "tn"}):
            value, end, nxt = value * {**SCALES, **SHORT_SCALES}[after.text], after.end, nxt + 1
    return Number(word.start, end, whole(value), kind, digits=True), nxt


def _joined(text: str, end: int, start: int) -> bool:
    return text[end:start] in JOINS


def _vague(text: str, words: list[_Word], at: int) -> tuple[Number, int]:
    value, end, nxt = VAGUE[words[at].text], words[at].end, at + 1
    if nxt + 1 < len(words) and words[nxt].text == "of" and words[nxt + 1].text in VAGUE:
        scale = words[nxt + 1].text.removesuffix("s")
        value, end, nxt = value * SCALES.get(scale, 1), words[nxt + 1].end, nxt + 2
    del text
    return Number(words[at].start, end, value, "vague", digits=False), nxt


def _in_words(text: str, words: list[_Word], at: int) -> tuple[Number, int]:
    start, several = words[at].start, words[at].text == "several"
    value, nxt = _sum_of_words(text, words, at)
    end = words[nxt - 1].end
    if nxt < len(words) and _joined(text, end, words[nxt].start):
        after = words[nxt]
        if after.text in PARTS and (after.text.endswith("s") or value == 1):
            return Number(start, after.end, whole(value / PARTS[after.text]), "fraction", digits=False), nxt + 1
        if after.text in ORDINALS and words[nxt - 1].text in TENS:
            ordinal = whole(value + ORDINALS[after.text])
            return Number(start, after.end, ordinal, "ordinal", digits=False), nxt + 1
    if several:  # "several dozen" is two dozen at least (GUIDE, rule 11)
        return Number(start, end, whole(value * 2), "vague", digits=False), nxt
    return Number(start, end, whole(value), "cardinal", digits=False), nxt


def _sum_of_words(text: str, words: list[_Word], at: int) -> tuple[float, int]:
    """Add up a run of number words; the sum, and the first word after the run."""
    total, current, nxt = 0.0, 0.0, at
    while nxt < len(words) and (nxt == at or _joined(text, words[nxt - 1].end, words[nxt].start)):
        step = _step(words, nxt, at)
        if step is None or (nxt > at and step[0] == "add" and not _fits(current, step[1])):
            break
        how, value, used = step
        if how == "add":
            current += value
        elif value >= 1000:  # noqa: PLR2004 - thousands close a group, "hundred" and "dozen" do not
            total, current = total + max(current, 1) * value, 0.0
        else:
            current = max(current, 1) * value
        nxt += used
        if how == "add" and 0 < value < 1:
            break
    return total + current, nxt


def _fits(current: float, value: float) -> bool:
    """Whether a word adds to what stands before it: "twenty five" and "hundred ten" do, "two three" does not."""
    if value < 1:
        return True
    return current % 100 == 0 if value >= 10 else current % 10 == 0 and current != 10  # noqa: PLR2004 - decimal places


def _step(words: list[_Word], at: int, first: int) -> tuple[str, float, int] | None:  # noqa: PLR0911 - a line a word
    word = words[at].text
    following = [w.text for w in words[at + 1 : at + 3]]
    if word in UNITS:
        return "add", UNITS[word], 1
    if word in TENS:
        return "add", TENS[word], 1
    if word in SCALES:
        return "times", SCALES[word], 1
    if word in {"a", "an", "several"} and at == first:
        return "add", 0.0, 1
    if word == "and" and at > first and following:
        if following == ["a", "half"]:
            return "add", 0.5, 3
        if following[0] in UNITS or following[0] in TENS:
            return (
                ("add", float(UNITS.get(following[0], TENS.get(following[0], 0))), 2)
                if words[at - 1].text in SCALES
                else None
            )
    return None


def _part(words: list[_Word], at: int) -> tuple[Number, int] | None:
    word = words[at]
    if word.text == "half":
        return Number(word.start, word.end, 0.5, "fraction", digits=False), at + 1
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before in {"a", "one"} and after == "of":
        return Number(words[at - 1].start, word.end, 1 / PARTS[word.text], "fraction", digits=False), at + 1
    if word.text in ORDINALS:
        return Number(word.start, word.end, ORDINALS[word.text], "ordinal", digits=False), at + 1
    return None
