"""Sums of money: a currency's sign, code or name before or behind a number; dollars and cents as one sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.text.quantities import currencies, words
from onrecord.text.quantities.reading import Quantity, Text

if TYPE_CHECKING:
    from onrecord.text.quantities.reading import Found

# Names with more words than these are none that the tables hold.
MOST_WORDS = 3
CENT = 100


@dataclass(frozen=True, slots=True)
class _Beside:
    """A currency beside a number: pieces ``first`` to ``stop``, its code, and what it multiplies the number by."""

    first: int
    stop: int
    code: str | None
    scale: float = 1
    cents: bool = False


def money(text: str) -> list[Quantity]:
    """Return the sums of money of a text, and the currencies that stand without a number (value null)."""
    read = Text(text)
    sums = sums_of(read)
    taken = [(s.start, s.end) for s in sums]
    out = list(sums)
    for piece in read.found:
        name = currencies.singular(piece.text)
        bare = name in {"dollar", "euro", "rupee"} or piece.text == "rmb"
        if bare and not any(start < piece.end and piece.start < end for start, end in taken):
            code = currencies.NAMES.get(name) or currencies.CODES.get(piece.text)
            out.append(Quantity(piece.start, piece.end, "money", None, currency=code))
    return sorted(out, key=lambda q: q.start)


def sums_of(read: Text) -> list[Quantity]:
    """Return the sums of money of a text that has been read, in order."""
    out: list[Quantity] = []
    used = 0  # pieces before this one belong to earlier sums
    at = 0
    numbers = read.numbers
    while at < len(numbers):
        number = numbers[at]
        at += 1
        before = _before(read, number, used)
        behind = _behind(read, number.stop)
        beside = before or behind
        if beside is None or number.pronoun or (number.glued and (before is not None or behind is None)):
            continue
        sum_ = _sum(read, number, beside)
        used = max(number.stop, beside.stop)
        small = _small(read, numbers, at, (number, beside))
        if small is not None:
            sum_, used, at = replace(sum_, value=(float(sum_.value or 0)) + small[0], end=small[1]), small[2], at + 1
        out.append(sum_)
    return out


def _sum(read: Text, number: Found, beside: _Beside) -> Quantity:
    value, end, stop = number.value * beside.scale, number.end, beside.stop
    numerals = read.numerals
    scale = words.SCALES.get(numerals.word(stop)) if beside.stop > number.stop and numerals.near(stop) else None
    if scale is not None:  # "75 USD million"
        value, stop = value * scale, stop + 1
    if stop > number.stop:
        end = read.found[stop - 1].end
    unit = "cents" if beside.cents else beside.code
    start = min(number.start, read.found[min(beside.first, len(read.found) - 1)].start)
    return Quantity(start, end, "money", value, unit=unit, currency=beside.code)


def _before(read: Text, number: Found, used: int) -> _Beside | None:  # noqa: PLR0911 - a line a way of writing
    """The currency before a number that no earlier sum has taken."""
    at = number.first - 1
    if at < used or not read.numerals.near(number.first):
        return None
    word = read.numerals.word(at)
    if word in currencies.SIGNS:
        return _dollars(read, at, used)
    if word == "." and read.numerals.word(at - 1) == "rs":
        return _Beside(at - 1, at + 1, "INR")
    coded = _code(word)
    if coded is not None and _fits_code(read, at, number):
        return _Beside(at, at + 1, coded[0], coded[1])
    printed = read.text[read.found[at].start : read.found[at].end]
    if word in currencies.LETTER_SIGNS and printed[:1].isupper() and read.numerals.touches(number.first):
        return _Beside(at, at + 1, currencies.LETTER_SIGNS[word])
    if word == "sen":
        return _Beside(at, at + 1, "MYR", cents=True)
    return None


def _fits_code(read: Text, at: int, number: Found) -> bool:
    piece = read.found[at]
    printed = read.text[piece.start : piece.end]
    glued = piece.end == number.start
    if printed in {"R", "Rs"}:
        return glued or printed == "Rs"
    return printed.isupper() or piece.text in currencies.SMALL_CODES


def _dollars(read: Text, at: int, used: int) -> _Beside:
    """A sign with the letters before it: "US$", "c $", "u.s $", "HK$"."""
    sign = read.numerals.word(at)
    code = currencies.SIGNS[sign]
    if sign != "$" or at - 1 < used:
        return _Beside(at, at + 1, code)
    letters = read.numerals.word(at - 1)
    if letters in currencies.DOLLARS and read.numerals.near(at) and not _is_article(read, at):
        first = at - 1
        if letters == "s" and read.numerals.word(at - 2) == "." and read.numerals.word(at - 3) == "u":
            return _Beside(at - 3, at + 1, "USD")
        return _Beside(first, at + 1, currencies.DOLLARS[letters])
    if letters == "." and read.text[: read.found[at].start].rstrip().lower().endswith("u.s."):
        return _Beside(at - 4, at + 1, "USD")
    return _Beside(at, at + 1, code)


def _is_article(read: Text, at: int) -> bool:
    """Whether the letter before a sign is a word of its own: "a $4 million plan"."""
    return (
        read.numerals.word(at - 1) in {"a", "s", "us"}
        and not read.numerals.touches(at)
        and not (read.numerals.word(at - 1) == "us" or read.numerals.word(at - 2) == ".")
    )


def _code(word: str) -> tuple[str, float] | None:
    """A code, and what it multiplies by: "USD", "MUSD"."""
    if word in currencies.CODES:
        return currencies.CODES[word], 1
    scale = currencies.CODE_SCALES.get(word[:1])
    return (currencies.CODES[word[1:]], scale) if scale and len(word) == 4 and word[1:] in currencies.CODES else None  # noqa: PLR2004 - M and a code


def _behind(read: Text, at: int) -> _Beside | None:
    """The currency behind a number: "€", "euros", "Canadian dollars", "-yen", "USD"."""
    numerals = read.numerals
    if numerals.word(at) in words.HYPHENS and numerals.near(at) and numerals.touches(at + 1):
        at += 1
    if not numerals.near(at):
        return None
    word = numerals.word(at)
    if word in currencies.SIGNS:
        number_next = at + 1 < len(read.found) and read.found[at + 1].value is not None and numerals.touches(at + 1)
        return None if number_next else _Beside(at, at + 1, currencies.SIGNS[word])
    if word == "ர":  # a vowel sign of its own splits the letters of the Tamil rupee
        return _Beside(at, at + 1 + int(numerals.touches(at + 1)), "LKR")
    coded = _code(word)
    printed = read.text[read.found[at].start : read.found[at].end]
    if coded is not None and len(word) > 2 and (printed.isupper() or word in currencies.SMALL_CODES):  # noqa: PLR2004 - "r" and "rs" stand before their numbers
        glued = at + 1 < len(read.found) and read.found[at + 1].value is not None and numerals.touches(at + 1)
        return None if glued else _Beside(at, at + 1, coded[0], coded[1])
    return _named(read, at)


def _named(read: Text, at: int) -> _Beside | None:
    numerals, here = read.numerals, at
    while (
        here < at + MOST_WORDS
        and numerals.near(here)
        and (numerals.word(here) in currencies.ADJECTIVES or numerals.word(here) == ".")
    ):
        here += 1
    if not numerals.near(here):
        return None
    name = currencies.singular(numerals.word(here))
    if name in currencies.CENTS:
        return _Beside(here, here + 1, currencies.CENTS[name], cents=True)
    if name not in currencies.NAMES:
        return None
    code = currencies.OF_STATES.get((numerals.word(here - 1), name), currencies.NAMES[name]) if here > at else None
    return _Beside(here, here + 1, code or currencies.NAMES[name])


def _small(read: Text, numbers: list[Found], at: int, large: tuple[Found, _Beside]) -> tuple[float, int, int] | None:
    """The cents behind a sum ("3 dollars 50 cents", "15 dollars and 50"): value, where they end, the next piece."""
    number, beside = large
    stop = max(number.stop, beside.stop)
    if at >= len(numbers) or number.part or beside.cents:
        return None
    first = numbers[at].first
    joined = first == stop or (first == stop + 1 and read.numerals.word(stop) == "and" and read.numerals.near(stop))
    cents = numbers[at]
    if not joined or not read.numerals.near(first) or cents.glued or not 0 < cents.value < CENT or cents.part:
        return None
    named = _behind(read, cents.stop)
    if named is not None:
        return (cents.value / CENT, read.found[named.stop - 1].end, named.stop) if named.cents else None
    signed = beside.stop <= number.first and first == stop + 1 and beside.first < number.first
    spaced = beside.stop < number.first or read.text[read.found[beside.first].end :][:1].isspace()
    if signed and not spaced:
        return None
    follows = read.numerals.word(cents.stop)
    ends = not follows or not follows[0].isalnum() or follows in {"and", "more"}
    whole = cents.value == int(cents.value)
    return (cents.value / CENT, cents.end, cents.stop) if ends and whole else None
