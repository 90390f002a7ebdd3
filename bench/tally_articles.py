"""Words for tallies: dated articles of invented outlets about one tally, each with what it says, to the figure.

The sentences are ours. A pattern holds slots: ``<K people>`` is a figure with its bound and the noun it counts,
``<=K>`` the same without a bound, ``{off}`` the official source in one of its names. What a pattern says is the
truth of the article: every figure's bounds, whose count it is, of which day, and whether it
is the total or the new ones.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, field

from bench.tally_days import days_of
from bench.tally_hours import hours_of

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SLOT = re.compile(r"<(=?)([A-Z]+)(?: ([^>]*))?>")
# How many figures of an article carry no bound.
EXACT = 0.5
LEAST = ("at least", "at least", "at least", "more than", "over", "no fewer than", "not less than")
ABOUT = ("about", "some", "around", "nearly", "almost", "roughly", "an estimated")
# Bounds of round numbers just below the value, and just above it.
PASSED = frozenset({"more than", "over", "upwards of", "in excess of"})
NEARED = frozenset({"nearly", "almost", "close to"})


@dataclass(frozen=True)
class World:
    """What one tally is of.

    Args:
        place: as the truth has it; ``places`` are its other names.
        officials: names of the official source; ``official`` is the truth's.
        rivals: names of a rival source; ``rival`` is the truth's.
        relays: bodies that pass on the official figures.
        since: what the count began with, and the day it did.
        elsewhere: another area, with its own count.
        again: what the official source is called when it has been named, as the subject of a sentence.
        speaker: who speaks for the official source.
        least: words for a lower bound; ``about`` those for a rough value.
    """

    place: str
    places: tuple[str, ...]
    official: str
    officials: tuple[str, ...]
    rival: str
    rivals: tuple[str, ...]
    relays: tuple[str, ...]
    since: tuple[str, ...]
    begun: dt.date
    elsewhere: str
    people: tuple[str, ...]
    again: tuple[str, ...] = ("it",)
    speaker: str = ""
    least: tuple[str, ...] = LEAST
    about: tuple[str, ...] = ABOUT


@dataclass(frozen=True)
class Told:
    """One figure of an article as it is meant.

    Args:
        role: ``now``; ``former`` for a value that the article says was replaced or passed; ``old`` for a total of an
            earlier day, told again.
        as_of: the day the article gives or implies for it.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    approx: bool
    measure: str
    who: str
    cumulative: bool
    source: str
    chain: tuple[str, ...]
    place: str
    as_of: dt.date
    role: str
    revised: bool = False
    rounded: bool = False


@dataclass(frozen=True)
class Piece:
    """One article.

    Args:
        copies: whether it is another's text under another masthead.
    """

    outlet: str
    published: dt.date
    text: str
    told: tuple[Told, ...]
    copies: bool = False


@dataclass
class Count:
    """What one slot stands for."""

    value: int
    measure: str = "killed"
    who: str = "all"
    cumulative: bool = True
    role: str = "now"
    source: str = ""
    chain: tuple[str, ...] = ()
    place: str = ""
    as_of: dt.date | None = None
    revised: bool = False
    rounds: bool = True


@dataclass
class Scene:
    """What is known on one day, and how the article about it is dated.

    Args:
        day: the day the count stood so.
        published: the day of the article, the same or the next one.
    """

    world: World
    day: dt.date
    published: dt.date
    counts: dict[str, Count]
    rng: random.Random
    names: dict[str, str] = field(default_factory=dict)

    def name(self, key: str) -> str:
        """Return one of the names of a thing; articles keep to no one name."""
        world, rng = self.world, self.rng
        choices = {
            "off": world.officials,
            "riv": world.rivals,
            "place": world.places,
            "since": world.since,
            "rel": world.relays,
            "people": world.people,
            "else": (world.elsewhere,),
            "on": self._on(),
            "asof": self._as_of(),
            "oday": self._other_day(),
            "now": (
                "in the past 24 hours",
                "over the past 24 hours",
                "in the last 24 hours",
                "in the previous 24 hours",
            ),
            **days_of(self.day, self.published),
            **hours_of(self.day),
            "again": world.again,
        }
        if world.speaker:
            choices["spk"] = (world.speaker,)
        return rng.choice(choices[key])

    def _on(self) -> tuple[str, ...]:
        name = f"{self.day:%A}"
        return (f"on {name}", name, f"on {name}") if self.published - self.day < dt.timedelta(6) else (_date(self.day),)

    def _as_of(self) -> tuple[str, ...]:
        name, date = f"{self.day:%A}", f"{self.day.day} {self.day:%B}"
        other = f"{self.day:%B} {self.day.day}"
        return (
            f"as of {name}", f"by {name} evening", f"as of {other}", f"by late {name}", f"as of {date}", f"by {name}",
            f"as of {name} evening", f"up to {other}",
        )  # fmt: skip

    def _other_day(self) -> tuple[str, ...]:
        before = self.day - dt.timedelta(1)
        return ("a day earlier", "the day before", f"on {before:%A}", "the previous day")


def _date(day: dt.date) -> str:
    return f"on {day:%B} {day.day}"


def words(value: int) -> str:
    """Return a number under a hundred in words."""
    if value < len(ONES):
        return ONES[value]
    tens, ones = divmod(value, 10)
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def _digits(value: int, rng: random.Random) -> str:
    if value < 10 and rng.random() < 0.9:  # noqa: PLR2004 - as most style books have it
        return words(value)
    return words(value) if value < 100 and rng.random() < 0.15 else f"{value:,}"  # noqa: PLR2004 - "thirty-three"


def _rounded(value: int) -> int:
    step = 10 ** max(0, len(str(value)) - 2)
    return value // step * step


def _bounded(count: Count, scene: Scene, *, bare: bool) -> tuple[str, int | None, int | None, bool]:
    """Return the words of a count and its bounds."""
    value, rng = count.value, scene.rng
    if bare or rng.random() < EXACT:
        return _digits(value, rng), value, value, False
    if rng.random() < 0.7 or value < 100 or not count.rounds:  # noqa: PLR2004 - small numbers are not rounded
        bound = rng.choice(scene.world.least)
        told = _rounded(value) if bound in PASSED and count.rounds and value >= 100 else value  # noqa: PLR2004
        if told == value and bound in PASSED:
            bound = "at least"
        return f"{bound} {_digits(told, rng)}", told, None, False
    bound = rng.choice(scene.world.about)
    up = bound in NEARED
    told = _rounded(value) + (10 ** max(0, len(str(value)) - 2) if up else 0)
    return f"{bound} {_digits(told, rng)}", told, told, True


def render(scene: Scene, patterns: list[str], title: str) -> tuple[str, tuple[Told, ...]]:
    """Return the text of an article from its title and its paragraphs, and what it tells."""
    text, told = "", []
    for number, pattern in enumerate([title, *patterns]):
        text += "\n\n" if number else ""
        for piece in _pieces(_named(pattern, scene)):
            if isinstance(piece, str):
                text += _capital(piece, text)
                continue
            bare, key, noun = piece
            count = scene.counts[key]
            phrase, low, high, approx = _bounded(count, scene, bare=bare)
            noun = _one(noun) if noun and count.value == 1 else noun
            phrase = _capital(phrase + (f" {noun}" if noun else ""), text)
            told.append(_told(scene, count, (len(text), len(text) + len(phrase)), (low, high, approx)))
            text += phrase
    return text + "\n", tuple(told)


def _one(noun: str) -> str:
    """Return the word for one of what a noun counts."""
    if noun in {"people", "more people"}:
        return noun.replace("people", "person")
    if noun.endswith("ies"):
        return noun.removesuffix("ies") + "y"
    return noun if noun.endswith("ese") else noun.removesuffix("s")


def _told(scene: Scene, count: Count, at: tuple[int, int], value: tuple[int | None, int | None, bool]) -> Told:
    source = count.source or scene.world.official
    return Told(
        *at, *value, count.measure, count.who, count.cumulative, source, (source, *count.chain),
        count.place or scene.world.place, count.as_of or scene.day, count.role, count.revised,
        value[0] != count.value,
    )  # fmt: skip


def _named(pattern: str, scene: Scene) -> str:
    def name(match: re.Match[str]) -> str:
        named = scene.name(match.group(1))
        opens = pattern[: match.start()].endswith((". ", "? "))
        return named[:1].upper() + named[1:] if opens else named

    return re.sub(r"\{(\w+)\}", name, pattern)


def _pieces(pattern: str) -> list[str | tuple[bool, str, str | None]]:
    out: list[str | tuple[bool, str, str | None]] = []
    at = 0
    for match in SLOT.finditer(pattern):
        out += [pattern[at : match.start()], (bool(match[1]), match[2], match[3])]
        at = match.end()
    return [*out, pattern[at:]]


def _capital(words_: str, text: str) -> str:
    opens = not text or text.endswith(("\n", ". ", "” "))
    return words_[:1].upper() + words_[1:] if opens else words_
