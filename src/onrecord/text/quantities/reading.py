"""All quantities of a text: numbers, ordinals, ranges, shares, sums of money, ages and dimensions.

This is the layer below the figures of a record: a figure is a quantity that tells a fact of the story. Each kind is
read for itself, so one number can stand in several: the 30 of "over 30 years old" is a number, an end of a range, an
age.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from onrecord.text.quantities import currencies, words
from onrecord.text.quantities.numerals import LONGEST, Numerals, ordinal_of
from onrecord.text.quantities.scan import pieces

QuantityKind = Literal["number", "ordinal", "range", "percent", "money", "age", "dimension"]
ADDRESS = re.compile(r"https?://\S+|www\.\S+")
# Behind these "one" is a pronoun.
POINTING = frozenset("the this that which every each any no another other".split())
# Places in a row as seen from where one stands or from the end, by what they are called.
RELATIVE = re.compile(
    r"\b(?:(?P<b2>antepenultimate)|(?P<b1>penultimate|(?:the )?last but one|next to last|(?:the )?second to last|"
    r"the one before the last(?: one)?)|(?P<last>last)|(?P<next>next(?: one\b)?)|"
    r"(?P<before>previous(?: one\b)?)|(?P<now>current(?: one\b)?))\b",
    re.IGNORECASE,
)
PLACES = {"b2": "end-2", "b1": "end-1", "last": "end+0", "next": "current+1", "before": "current-1", "now": "current+0"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    Args:
        start: first code point.
        end: one past the last code point.
        kind: what it is; the same words can be quantities of several kinds.
        value: the number; of a relative ordinal its place ("end-1"); null for a range, and for a unit without a number.
        low: lower end of a range, null where it is open.
        high: upper end of a range, null where it is open.
        ends: brackets that say whether the ends belong to the range, "[)" for instance.
        unit: as our records name it (``km``, ``percent``, ``years`` …).
        currency: ISO 4217 code of money, where one can be told.
    """

    start: int
    end: int
    kind: QuantityKind
    value: float | str | None = None
    low: float | None = None
    high: float | None = None
    ends: str = ""
    unit: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A number with where it stands among the pieces.

    Args:
        first: number of its first piece, its sign included.
        stop: number of the piece after it.
        glued: whether letters follow without a space, as in "180ml".
        part: whether it is a fraction.
        digits: whether digits stand in it.
        pronoun: whether it is the "one" of "the one" and "which one".
    """

    start: int
    end: int
    value: float
    first: int
    stop: int
    glued: bool
    part: bool
    digits: bool
    pronoun: bool = False


class Text:
    """A text and the numbers in it, read once for all kinds of quantities.

    Args:
        text: the whole text.
        start: first code point to read.
        end: one past the last.
        ratios: whether "two out of five" and "1 over 3" are one number.
    """

    def __init__(self, text: str, start: int = 0, end: int | None = None, *, ratios: bool = True) -> None:
        self.text = text
        self.start, self.end = start, len(text) if end is None else end
        self.found = pieces(text, self.start, self.end)
        self.numerals = Numerals(text, self.found, ratios=ratios)
        self.addresses = [m.span() for m in ADDRESS.finditer(text, self.start, self.end)]

    @cached_property
    def numbers(self) -> list[Found]:
        """Every number, those with letters behind them too, in order."""
        out: list[Found] = []
        at, page = 0, 0
        while at < len(self.found):
            piece = self.found[at]
            while page < len(self.addresses) and self.addresses[page][1] <= piece.start:
                page += 1
            hidden = page < len(self.addresses) and self.addresses[page][0] <= piece.start
            number = None if hidden else self._number(at)
            if number is not None:
                out.append(number)
            at = number.stop if number is not None else at + 1
        return out

    def _number(self, at: int) -> Found | None:
        piece, numerals = self.found[at], self.numerals
        if piece.value is None and piece.text not in words.OPENING:
            return None
        lettered = piece.value is not None and self.text[max(self.start, piece.start - 1) : piece.start].isalpha()
        if lettered and not self._is_code_before(at):
            return None
        read = numerals.read(at)
        if read is None:
            return None
        first, sign = self._sign(at)
        end = self.found[read.stop - 1].end
        after = self.text[end : min(end + 1, self.end)]
        last_digits = self.found[read.stop - 1].value is not None
        glued = after.isalpha() or after == "_"
        pronoun = read.stop == at + 1 and self._is_pronoun(at)
        span, value = (self.found[first].start, end), sign * read.value
        return Found(*span, value, first, read.stop, glued and last_digits, read.part, read.digits, pronoun)

    def _is_code_before(self, at: int) -> bool:
        """Whether the letters before digits are a currency's: "USD115", "R5.5bn"."""
        return (
            self.numerals.word(at - 1) in currencies.LETTER_SIGNS or self.numerals.word(at - 1)[1:] in currencies.CODES
        )

    def _is_pronoun(self, at: int) -> bool:
        return self.numerals.word(at) == "one" and self.numerals.word(at - 1) in POINTING

    def _sign(self, at: int) -> tuple[int, int]:
        """Where a number begins with its sign, and the sign."""
        numerals = self.numerals
        if numerals.word(at - 1) in words.NEGATIVE and numerals.near(at):
            return at - 1, -1
        if numerals.word(at - 1) not in {"-", "−"} or not numerals.near(at):
            return at, 1
        before = self.found[at - 2] if at > 1 else None
        opens = (
            before is None
            or (before.value is None and not numerals.touches(at - 1) and numerals.touches(at))
            or (before.text in {"<", ">", "=", "("} and numerals.touches(at))
        )
        return (at - 1, -1) if opens else (at, 1)

    @cached_property
    def ordinals(self) -> list[Found]:
        """Every ordinal that says its place by number, in order."""
        out: list[Found] = []
        at = 0
        while at < len(self.found):
            stop = self._ordinal_stop(at)
            value = None if stop is None else self._ordinal(at, stop)
            if stop is not None and value is not None:
                digits = self.found[at].value is not None
                out.append(Found(self.found[at].start, self.found[stop - 1].end, value, at, stop, False, False, digits))
                at = stop
            else:
                at += 1
        return out

    def _ordinal_stop(self, at: int) -> int | None:
        numerals = self.numerals
        piece = self.found[at]
        if piece.value is not None:
            after = numerals.word(at + 1) in {"st", "nd", "rd", "th"} and numerals.touches(at + 1)
            whole = piece.text.replace(",", "").isdecimal()
            return (
                at + 2 if after and whole and not self.text[max(0, piece.start - 1) : piece.start].isalnum() else None
            )
        here = at
        while here < min(at + LONGEST, len(self.found)) and (here == at or numerals.near(here)):
            word = numerals.word(here)
            if word in words.ORDINALS and not (self._is_unit_before(here) and word not in words.SCALE_ORDINALS):
                return here + 1
            number = word in words.SMALL or word in words.SCALES or word == "hundred"
            if (
                not number
                and not (here > at and (word in words.HYPHENS or word == "and"))
                and not (here == at and word in {"a", "an"})
            ):
                return None
            here += 1
        return None

    def _is_unit_before(self, at: int) -> bool:
        """Whether a unit stands before an ordinal: "one fifth" and "two thirds" are shares."""
        before = at - 2 if self.numerals.word(at - 1) in words.HYPHENS else at - 1
        return self.numerals.word(before) == "one"

    def _ordinal(self, at: int, stop: int) -> float | None:
        if self.found[at].value is not None:
            return self.found[at].value
        word = self.numerals.word(stop - 1)
        if stop == at + 1:
            return None if self._is_part(at) else words.ORDINALS[word]
        return ordinal_of(self.numerals, at, stop - 1, words.ORDINALS[word]) if self._counts(at, stop) else None

    def _counts(self, at: int, stop: int) -> bool:
        """Not "a trillionth", which is a part."""
        return not (self.numerals.word(at) in {"a", "an"} and stop == at + 2)

    def _is_part(self, at: int) -> bool:
        return self.numerals.word(at - 1) in {"a", "an"} and self.numerals.word(at) in words.SCALE_ORDINALS


def numbers(text: str) -> list[Quantity]:
    """Return the numbers of a text; those with letters behind them ("180ml", "4th") are no plain numbers."""
    return [Quantity(n.start, n.end, "number", n.value) for n in Text(text).numbers if not (n.glued or n.pronoun)]


def ordinals(text: str) -> list[Quantity]:
    """Return the ordinals of a text, those by place ("next to last") with what they are counted from."""
    plain = [Quantity(o.start, o.end, "ordinal", o.value) for o in Text(text).ordinals]
    out = list(plain)
    for match in RELATIVE.finditer(text):
        out = [o for o in out if not (o.start < match.end() and match.start() < o.end)]
        out.append(Quantity(*match.span(), "ordinal", PLACES[str(match.lastgroup)]))
    return sorted(out, key=lambda o: o.start)
