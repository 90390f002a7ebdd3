"""Numbers in digits and words, whole ones, decimals, fractions and powers, by a small grammar over pieces."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from onrecord.text.quantities import words
from onrecord.text.quantities.scan import Piece, gap

# No number is written in more words; a longer run of number words is a list, and reading on would cost time.
LONGEST = 24
HUNDRED, THOUSAND = 100, 1000
# "One and a half and …": fractions stand in fractions no deeper than this.
DEEPEST = 4
# Beyond this exponent a power is no quantity of the world.
GREATEST_POWER = 60


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from some piece on.

    Args:
        value: what it says.
        stop: number of the piece after it.
        room: what may still be added is smaller: 100 after "two hundred", 10 after "twenty", nothing after "two".
        scale: the last scale word's, 1 where there is none.
        part: whether it is a fraction.
        over: numerator and denominator of a fraction in words.
        digits: whether digits stand in it.
    """

    value: float
    stop: int
    room: float = 0
    scale: float = 1
    part: bool = False
    over: tuple[float, float] | None = None
    digits: bool = False


class Numerals:
    """Reads numbers from a text's pieces.

    Args:
        text: the whole text.
        found: its pieces, in order.
        ratios: whether "two out of five" and "1 over 3" are one number.
    """

    def __init__(self, text: str, found: list[Piece], *, ratios: bool = True) -> None:
        self.text = text
        self.ratios = ratios
        self.found = found
        self._fractions: dict[int, Numeral | None] = {}
        self._deep = 0

    def word(self, at: int) -> str:
        """Return a piece's text; the empty string outside the text."""
        return self.found[at].text if 0 <= at < len(self.found) else ""

    def near(self, at: int) -> bool:
        """Whether a piece follows the one before it at once, or after a little white space."""
        return 0 < at < len(self.found) and gap(self.text, self.found[at - 1], self.found[at])

    def touches(self, at: int) -> bool:
        """Whether a piece follows the one before it at once."""
        return 0 < at < len(self.found) and self.found[at - 1].end == self.found[at].start

    def read(self, at: int) -> Numeral | None:
        """Return the longest number that begins at a piece, its sign left out; None where none does."""
        first = self.fraction(at) or self.simple(at, at + LONGEST)
        if first is None:
            return None
        if not first.part:
            first = (self._ratio(first) if self.ratios else None) or self._power(at, first) or self._decimals(first)
        return self._with_fraction(first)

    # ------------------------------------------------------------------ whole numbers

    def simple(self, at: int, limit: int) -> Numeral | None:
        """Return the whole number, or the one in digits, that begins at a piece and ends before another."""
        sum_ = _Sum()
        here = at
        if self.word(at) in {"a", "an"} and self._is_scale(at + 1):
            here = at + 1
        while here < min(limit, len(self.found)) and (here == at or self.near(here)):
            step = here
            if here > at and self.word(here) in words.HYPHENS and self.near(here + 1):
                step = here + 1
            elif here > at and self.word(here) == "and":
                if sum_.room < HUNDRED or not self.near(here + 1) or self._is_own(here + 1, sum_.room):
                    break
                step = here + 1
            used = self._add(sum_, step, opens=here == at, after_mark=step > here)
            if used == 0:
                break
            here = step + used
        return sum_.numeral(here) if sum_.any else None

    def _is_own(self, at: int, room: float) -> bool:
        """Whether what "and" joins on is a number of its own: a fraction, another hundred, "60 billion" after 40."""
        if self.fraction(at) is not None or (room == HUNDRED and self.word(at + 1) == "hundred"):
            return True
        if room > HUNDRED and at < len(self.found) and self.found[at].value is not None:
            return True
        following = [self.word(k) for k in range(at, at + 4)]
        numbers = [w for w in following if w in words.SMALL or w in words.HYPHENS or w == "hundred"]
        after = following[len(numbers)] if len(numbers) < len(following) else ""
        return room > HUNDRED and following[: len(numbers)] == numbers and words.SCALES.get(after, 0) >= room

    def _is_scale(self, at: int) -> bool:
        word = self.word(at)
        return self.near(at) and (word in words.SCALES or word in {"hundred", "dozen"})

    def _add(self, sum_: _Sum, at: int, *, opens: bool, after_mark: bool) -> int:  # noqa: PLR0911 - a line a kind of word
        """Add a piece to a sum; how many pieces it took, 0 where it does not belong there."""
        if at >= len(self.found):
            return 0
        piece = self.found[at]
        if piece.value is not None:
            return self._add_digits(sum_, at, piece.value, after_mark=after_mark)
        word = piece.text
        if word in words.SMALL:
            return int(sum_.add(words.SMALL[word]))
        if word in {"hundred", "hundreds"}:
            return int((opens or sum_.any) and (word == "hundred" or sum_.any) and sum_.hundred())
        if word in words.SCALES and not (after_mark and not sum_.any):
            return int(sum_.scale_by(words.SCALES[word]))
        if word in words.PLURAL_SCALES and sum_.any:
            return int(sum_.scale_by(words.PLURAL_SCALES[word]))
        return int(word in words.DOZENS and (word == "dozen" or sum_.any) and sum_.dozen())

    def _add_digits(self, sum_: _Sum, at: int, value: float, *, after_mark: bool) -> int:
        if after_mark and self.word(at - 1) in words.HYPHENS:
            return 0  # "20-30" are two numbers
        if sum_.any and not (sum_.words_next and value < sum_.room and value == int(value) and value > 0):
            return 0
        suffix = self.suffix(at + 1)
        if not sum_.add_digits(value * suffix):
            return 0
        return 1 + int(suffix != 1)

    def suffix(self, at: int) -> int:
        """Return the scale that a letter or two behind digits stand for; 1 where there are none."""
        if not self.near(at):
            return 1
        piece = self.found[at]
        printed = self.text[piece.start : piece.end]
        glued = self.touches(at)
        known = printed if printed in words.SUFFIXES else printed.lower() if len(printed) > 1 else ""
        if known not in words.SUFFIXES or (not glued and known not in words.LOOSE_SUFFIXES):
            return 1
        if known == "mm" and printed != "MM":
            return 1
        after = self.text[piece.end : piece.end + 1]
        return 1 if after.isalnum() or after in {"_", "’", "'"} else words.SUFFIXES[known]

    # ------------------------------------------------------------------ fractions

    def fraction(self, at: int) -> Numeral | None:
        """Return the fraction that begins at a piece: "2 1/4", "½", "two thirds", "half a million", "a quarter"."""
        if at not in self._fractions:  # runs of number words ask again and again for the same one
            if self._deep >= DEEPEST:
                return None
            self._deep += 1
            found = self._glyph(at) or self._slashed(at) or self._half(at) or self._parts(at)
            self._deep -= 1
            self._fractions[at] = None if found is None else self._scaled(found)
        return self._fractions[at]

    def _glyph(self, at: int) -> Numeral | None:
        if at >= len(self.found):
            return None
        word, value = self.word(at), self.found[at].value
        if word in words.GLYPHS:
            return Numeral(words.GLYPHS[word], at + 1, part=True, digits=True)
        if value is not None and self.near(at + 1) and self.word(at + 1) in words.GLYPHS:
            return Numeral(value + words.GLYPHS[self.word(at + 1)], at + 2, part=True, digits=True)
        return None

    def _slashed(self, at: int) -> Numeral | None:
        """3/4, and 2 1/4; not the slashes of days, numbers of telephones and pages."""
        if at >= len(self.found) or self.found[at].value is None:
            return None
        whole, here = 0.0, at
        hyphen = int(self.word(at + 1) in words.HYPHENS and self.touches(at + 1) and self.touches(at + 2))
        spaced = self.near(at + 1) and not self.touches(at + 1)
        if (spaced or hyphen) and self._is_over(at + 1 + hyphen, mixed=True):
            whole, here = float(self.found[at].value or 0), at + 1 + hyphen
        if here == at and not self._is_over(here):
            return None
        above, below = self.found[here].value or 0, self.found[here + 2].value or 1
        return Numeral(whole + above / below, here + 3, part=True, digits=True)

    def _is_over(self, at: int, *, mixed: bool = False) -> bool:
        if at + 2 >= len(self.found) or self.found[at].value is None:
            return False
        if self.word(at + 1) != "/" or not (self.touches(at + 1) and self.touches(at + 2)):
            return False
        above, below = self.found[at], self.found[at + 2]
        before, after = self.text[max(0, above.start - 1) : above.start], self.text[below.end : below.end + 2]
        inside = before == "/" or (before == "-" and self.text[max(0, above.start - 2) : above.start - 1].isalnum())
        bare = above.text.isdecimal() and below.text.isdecimal() and (below.value or 0) > 0
        inside = inside and not (mixed and before == "-" and bare and (above.value or 0) < (below.value or 0))
        return bare and not inside and not before.isalnum() and not (after[:1] == "/" and after[1:].isdecimal())

    def _half(self, at: int) -> Numeral | None:
        """Half and a half, a quarter and quarters of a scale; what follows is the scale's business."""
        here = at + 1 if self.word(at) in {"a", "one"} and self.near(at + 1) else at
        word = self.word(here)
        if word == "half" and not (here > at and self._is_part_of_name(here + 1)):
            return Numeral(0.5, here + 1, part=True, over=(1, 2))
        if word in {"quarter", "fourth"} and (here > at or self._scale_after(here + 1) is not None):
            return Numeral(0.25, here + 1, part=True, over=(1, 4)) if word == "quarter" or here > at else None
        return None

    def _is_part_of_name(self, at: int) -> bool:
        return self.word(at) in {"century", "day", "time"}

    def _parts(self, at: int) -> Numeral | None:
        """Parts in words: "two thirds", "a twenty-first", "one hundred thirty-fifths", "ninety-five hundredths"."""
        run = self._run(at)
        last = self.word(run - 1) if run > at else ""
        if run <= at + 1 or last not in words.PARTS:
            return None
        if last == "first" and self.word(run - 2) not in words.HYPHENS:
            return None
        plural = last.endswith("s")
        for cut in self._cuts(at, run):
            above = self._numerator(at, cut)
            below = self._denominator(cut, run)
            if above is not None and below is not None and (plural or above == 1):
                return Numeral(above / below, run, part=True, over=(above, below))
        return None

    def _run(self, at: int) -> int:
        """Where a run of number words from a piece on ends, its ordinal included."""
        here = at
        while here < min(at + LONGEST, len(self.found)) and (here == at or self.near(here)):
            word = self.word(here)
            if word in words.PARTS:
                # "hundred thousandths" ends on its part; "five hundredths" too
                return here + 1
            known = word in words.SMALL or word in words.SCALES or word == "hundred"
            joined = here > at and (word in words.HYPHENS or word == "and")
            if word == "and" and self._is_mixed(here + 1):
                return at
            if not (known or joined or (here == at and word in {"a", "an"})):
                return at
            here += 1
        return at

    def _is_mixed(self, at: int) -> bool:
        """Whether "and" joins on a proper fraction: "one hundred and three quarters", not "… and thirty fifths"."""
        more = self.fraction(at)
        return more is not None and (more.value < 1 or more.scale > 1)

    def _cuts(self, at: int, run: int) -> list[int]:
        """Where the numerator may end, the likeliest first: "thirty fifths" are 35ths where a number goes before."""
        last, before = run - 1, run - 2
        if self.word(before) in words.HYPHENS:
            before -= 1
        cuts = list(range(run - 1, at, -1))
        tens = self.word(before) in words.TENS and self.word(last).removesuffix("s") in words.UNIT_ORDINALS
        if tens and before > at and words.PARTS[self.word(last)] < 10:  # noqa: PLR2004 - units after tens
            cuts.remove(before)
            cuts.insert(0, before)
        return cuts

    def _numerator(self, at: int, cut: int) -> float | None:
        stop = cut - 1 if self.word(cut - 1) in words.HYPHENS else cut
        if stop == at + 1 and self.word(at) in {"a", "an"}:
            return 1
        if self.word(stop - 1) == "and":
            return None
        read = _whole(self, at, stop)
        return None if read is None or read == 0 else read

    def _denominator(self, cut: int, run: int) -> float | None:
        word = self.word(run - 1)
        part = words.PARTS[word]
        if cut == run - 1:
            return part
        if word in words.PART_WORDS or self.word(cut) in words.HYPHENS or self.word(cut) == "and":
            return None
        return ordinal_of(self, cut, run - 1, part)

    def _scale_after(self, at: int) -> tuple[float, int] | None:
        """A scale behind a fraction: "half a dozen", "two thirds of a million", "half million"."""
        here = at + 1 if self.word(at) in words.HYPHENS and self.touches(at) and self.touches(at + 1) else at
        if self.word(here) == "of" and self.word(here + 1) in {"a", "one"}:
            here += 1
        if self.word(here) in {"a", "one"}:
            here += 1
        word = self.word(here)
        value = words.SCALES.get(word) or {"dozen": 12, "hundred": 100}.get(word)
        near = all(self.near(k) for k in range(at, here + 1))
        return (value, here + 1) if value and near else None

    def _scaled(self, found: Numeral) -> Numeral:
        after = self._scale_after(found.stop)
        if after is None:
            return found
        return replace(found, value=found.value * after[0], stop=after[1], scale=after[0], over=None)

    def _with_fraction(self, first: Numeral) -> Numeral:
        """Add the fraction that "and" joins on: "two and a half", "one million and a half"."""
        if self.word(first.stop) != "and" or not self.near(first.stop) or first.part:
            return first
        more = self.fraction(first.stop + 1) if self.near(first.stop + 1) else None
        if more is None:
            return first
        if more.scale > 1:
            together = first.value + more.value if first.scale > more.scale else first.value * more.scale + more.value
        elif more.over is not None and more.value >= 1:
            together = (first.value + more.over[0]) / more.over[1]
        else:
            together = first.value + more.value * (first.scale if first.scale >= THOUSAND else 1)
        return Numeral(together, more.stop, part=True, digits=first.digits)

    # ------------------------------------------------------------------ ratios, decimals, powers

    def _ratio(self, first: Numeral) -> Numeral | None:
        """One number over, out of, or in another: "1 over 3", "two out of five hundred", "1 in twenty-one"."""
        words_between = (self.word(first.stop), self.word(first.stop + 1))
        skip = 2 if words_between == ("out", "of") else 1 if words_between[0] in {"over", "in"} else 0
        if not skip or not all(self.near(first.stop + k) for k in range(skip + 1)) or first.value != int(first.value):
            return None
        below = self.simple(first.stop + skip, first.stop + skip + LONGEST)
        if below is None or below.value <= 0 or below.value != int(below.value):
            return None
        if words_between[0] == "over":
            ends = not self.near(below.stop) or not self.word(below.stop)[:1].isalpha()
            fits = ends and self.text[max(0, self.found[first.stop - 1].start - 1)] not in "$£€¥"
        else:
            fits = first.value < below.value and (words_between[0] == "out" or _is_round(below))
        return Numeral(first.value / below.value, below.stop, part=True, digits=first.digits) if fits else None

    def _decimals(self, first: Numeral) -> Numeral:
        """Words behind "point": "nought point nought three", "two hundred point seventy-one"."""
        if self.word(first.stop) != "point" or first.digits or not self.near(first.stop):
            return first
        here, after = first.stop + 1, ""
        while self.near(here) and words.UNITS.get(self.word(here), HUNDRED) < 10:  # noqa: PLR2004 - single digits
            after, here = after + str(words.UNITS[self.word(here)]), here + 1
        if not after and self.near(here):
            more = _leading(self, here)
            after, here = ("", here) if more is None else (str(int(more.value)), more.stop)
        return replace(first, value=float(f"{int(first.value)}.{after}"), stop=here) if after else first

    def _power(self, at: int, first: Numeral) -> Numeral | None:
        """1e10, 12.32e+14, 1.3x10^6, 2.5^-1."""
        base = self.found[at].value
        if base is None:
            return None
        here = at + 1
        if self.word(here) == "e" and self.touches(here):
            found = self._exponent(here + 1)
            return None if found is None else _raised(base, 10, found)
        if self.word(here) in {"x", "×"} and self.word(here + 1) == "10" and self.word(here + 2) == "^":
            found = self._exponent(here + 3)
            return None if found is None else _raised(base, 10, found)
        if self.word(here) == "^" and self.touches(here):
            found = self._exponent(here + 1)
            return None if found is None else _raised(1, base, found)
        del first
        return None

    def _exponent(self, at: int) -> tuple[int, int] | None:
        sign, here = 1, at
        while self.word(here) in {"+", "-"} and self.touches(here) and here < at + 2:
            sign, here = (-sign if self.word(here) == "-" else sign), here + 1
        if here >= len(self.found) or not self.touches(here) or not self.word(here).isdecimal():
            return None
        power = int(self.found[here].value or 0)
        return (sign * power, here + 1) if power <= GREATEST_POWER else None


class _Sum:
    """A number in the making: a total of closed groups, and the group that is open."""

    def __init__(self) -> None:
        self.total = 0.0
        self.group: float | None = None
        self.room = 0.0
        self.top = float("inf")
        self.scale = 1.0
        self.any = False
        self.digits = False
        self.words_next = False
        self.closed = False

    def add(self, value: float) -> bool:
        if self.closed or (self.any and not 0 < value < self.room):
            return False
        self.group = (self.group or 0) + value
        self.room = 10 if value >= 20 else 0  # noqa: PLR2004 - "twenty" takes a unit
        self.any, self.words_next = True, True
        return True

    def add_digits(self, value: float) -> bool:
        if self.closed or (self.any and self.digits and not self.room):
            return False
        self.group = (self.group or 0) + value
        self.room, self.any, self.digits, self.words_next = 0, True, True, False
        return True

    def hundred(self) -> bool:
        if self.closed or (self.group is not None and self.group >= HUNDRED and not self.digits):
            return False
        self.group = (1 if self.group is None else self.group) * HUNDRED
        self.room, self.any, self.words_next = HUNDRED, True, True
        return True

    def scale_by(self, value: float) -> bool:
        if self.closed:
            return False
        if self.group is None:
            self.total = self.total * value if self.total else value
        elif value < self.top:
            self.total += self.group * value
        else:
            return False
        self.group, self.room, self.top, self.scale, self.any, self.words_next = None, value, value, value, True, True
        return True

    def dozen(self) -> bool:
        """A dozen multiplies what stands right before it: "three hundred and two dozens" are 324."""
        if self.closed:
            return False
        group = 1 if self.group is None else self.group
        small = group % HUNDRED
        self.group = group - small + small * 12 if small else group * 12
        self.any, self.closed, self.room = True, True, 0
        return True

    def numeral(self, stop: int) -> Numeral:
        scale = self.scale if self.group is None else 1
        return Numeral(self.total + (self.group or 0), stop, self.room, scale, digits=self.digits)


def _whole(numerals: Numerals, at: int, stop: int) -> float | None:
    """The whole number that fills all of some pieces."""
    sum_, here = _Sum(), at
    if numerals.word(at) in {"a", "an"} and at + 1 < stop:
        here = at + 1
    while here < stop:
        word = numerals.word(here)
        if here > at and (word in words.HYPHENS or (word == "and" and sum_.room >= HUNDRED)):
            here += 1
            continue
        added = (
            sum_.add(words.SMALL[word])
            if word in words.SMALL
            else sum_.hundred()
            if word == "hundred"
            else word in words.SCALES and sum_.scale_by(words.SCALES[word])
        )
        if not added:
            return None
        here += 1
    return sum_.numeral(stop).value if sum_.any else None


def ordinal_of(numerals: Numerals, at: int, last: int, part: float) -> float | None:
    """Return the number of an ordinal in several words: those from a piece on, and what its last word stands for."""
    stop = last - 1 if numerals.word(last - 1) in words.HYPHENS else last
    joined = numerals.word(stop - 1) == "and"
    before = _whole(numerals, at, stop - 1 if joined else stop)
    if before is None:
        return None
    if part >= HUNDRED:
        return before * part if not joined else None
    room = 10 if before % HUNDRED >= 20 and before % 10 == 0 else HUNDRED if before % HUNDRED == 0 else 0  # noqa: PLR2004 - decimal places
    fits = part < room and (not joined or room == HUNDRED)
    return before + part if fits else None


def _leading(numerals: Numerals, at: int) -> Numeral | None:
    return numerals.simple(at, at + 3) if numerals.word(at) in words.SMALL else None


def _raised(by: float, base: float, exponent: tuple[int, int]) -> Numeral | None:
    if base <= 0 or abs(exponent[0] * math.log10(base)) > GREATEST_POWER:
        return None
    return Numeral(by * float(base) ** exponent[0], exponent[1], digits=True)


def _is_round(below: Numeral) -> bool:
    """Whether "in N" tells a share: not the year of "200 in 2008"."""
    return (
        below.value <= HUNDRED
        or (below.value % HUNDRED == 0 and not below.digits)
        or below.value in {1e3, 1e4, 1e5, 1e6}
    )
