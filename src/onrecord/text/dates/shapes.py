"""Patterns over kinds of pieces: ``THE? (LAST|NEXT) COUNT UNIT`` finds "the last two years"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.text.dates.pieces import Piece

# Kinds of one letter each: a regular expression runs over the letters.
_KINDS: dict[str, str] = {}
_NAME = re.compile(r"[A-Z]+")
# What several rules share; each may use those before it.
_AND_A_HALF = "(HYPHEN? AND HYPHEN? A HYPHEN? HALF)?"
PARTS = {
    "MONTHNAME": "(MONTH|MAYBE|SHORTMONTH DOT?)",
    "UNIT": "(DAYW|WEEK|MONTHW|YEARW|AGES|CLOCKUNIT|QUARTER)",
    "LONGUNIT": "(DAYW|WEEK|MONTHW|YEARW|AGES)",
    "DIGITS": "(NUMBER|DAY)",
    "INWORDS": "(WORD|HUNDRED)((HYPHEN|AND)?(WORD|HUNDRED)){0,4}",
    "ONECOUNT": f"(DIGITS(AND?PIECE)?{_AND_A_HALF}|INWORDS{_AND_A_HALF}|A? COUPLE OF|A? FEW|A? DOZEN|A|HALF A)",
    "COUNT": "(ONECOUNT|ONECOUNT (TO|OR|AND) ONECOUNT)",
    "NEARLY": "(ABOUT|MORE THAN|AT LEAST|UPTO TO|MORE)",
    "ONEDAY": "(MONTHNAME(DAY|NTH)|THE?(DAY|NTH|ORDINAL)OF?MONTHNAME)",
    "SPOKEN": "(WORD HYPHEN? (WORD|HUNDRED) AND? HYPHEN? WORD?)",
    "OCLOCK": "((CLOCK|POINT|DAY|WORD) AMPM ZONE?|CLOCK ZONE?|(NUMBER|YEAR) ZONE|(DAY|WORD) CLOCKWORD|NOON)",
    "LEAD": "(THE? (LAST|NEXT)|THIS (LAST|NEXT)?)",
    "PARTLY": "(EARLY HYPHEN?|SHIFT (IN|ON)?|THE (EARLY|END) (OF|HYPHEN)?|THE FEW? END OF)",
    "NTHQUARTER": "((ORDINAL|NTH) HYPHEN? QUARTER)",
}


def _letter(kind: str) -> str:
    return _KINDS.setdefault(kind, chr(0x4E00 + len(_KINDS)))


def letters(run: Sequence[Piece]) -> str:
    """Return the kinds of pieces as a string, a letter each."""
    return "".join(_letter(piece.kind) for piece in run)


def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern over kinds; names in capitals, spaces are left out, all else as in ``re``."""

    def put(found: re.Match[str]) -> str:
        name = found[0]
        return f"(?:{_built(PARTS[name])})" if name in PARTS else _letter(name)

    def _built(text: str) -> str:
        return re.sub(r"\((?!\?)", "(?:", _NAME.sub(put, text).replace(" ", ""))

    return re.compile(_built(written))


@dataclass(frozen=True, slots=True)
class Match:
    """Pieces that a rule found.

    Args:
        run: all pieces of the block.
        first: number of the first piece found.
        last: one past the last.
    """

    run: Sequence[Piece]
    first: int
    last: int

    def __iter__(self) -> Iterator[Piece]:
        return iter(self.run[self.first : self.last])

    @property
    def start(self) -> int:
        """First code point."""
        return self.run[self.first].start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.run[self.last - 1].end

    def one(self, *kinds: str) -> Piece | None:
        """Return the first piece of a kind."""
        return next((piece for piece in self if piece.kind in kinds), None)

    def word(self, *kinds: str) -> str:
        """Return the first piece of a kind as text, empty where there is none."""
        piece = self.one(*kinds)
        return piece.text if piece else ""

    def before(self, by: int = 1) -> str:
        """Return the piece that stands before, as text."""
        return self.run[self.first - by].text if self.first >= by else ""

    def after(self, by: int = 0) -> str:
        """Return the piece that stands behind, as text."""
        return self.run[self.last + by].text if self.last + by < len(self.run) else ""

    def part(self, first: int, last: int) -> Match:
        """Return a part of the match, counted in its own pieces."""
        return Match(self.run, self.first + first, self.first + last)
