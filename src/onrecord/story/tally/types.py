"""What a tally is made of; every value leads back to the words that tell it."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record import Span
from onrecord.store.rows import ActorName
from onrecord.story.tally.names import place_key

# How the day of a value is known: the text dates the count, the text dates the saying, another figure of the same
# source in the same article is dated, or nothing is and the article's own day stands in.
Dated = Literal["stated", "said", "beside", "article"]
Kind = Literal["total", "new"]
FlagKind = Literal["jump", "fall", "revision", "definition", "daily", "sources"]


class Evidence(msgspec.Struct, frozen=True):
    """One place where a value is told.

    Args:
        figure: id of the figure.
        span: where it stands in the article's text; ``words`` are what stands there.
        known_on: the day the article was known.
        voice: id of the article whose independent report it is: a copy has its original's.
        chain: on whose word, as this article has it, the source first.
        low: as this article has it; ``high``, ``approx`` too.
        background: told again on a later day, without a day of its own.
    """

    figure: int
    article: int
    span: Span
    words: str
    known_on: str
    outlet: str | None
    voice: int
    chain: tuple[ActorName, ...]
    low: float | None
    high: float | None
    approx: bool
    background: bool = False


class Revision(msgspec.Struct, frozen=True):
    """A value that the same source has replaced.

    Args:
        low: of the value that was replaced; ``high`` too.
        day: the day that the replaced value was of.
        revised_on: the day the article was known that tells of the new value.
        said: whether the text says that it was revised; else the same day was given another value.
        evidence: where it was told.
    """

    low: float | None
    high: float | None
    day: str
    revised_on: str
    said: bool
    evidence: tuple[Evidence, ...] = ()


class Point(msgspec.Struct, frozen=True):
    """What one source's count stood at on one day.

    Args:
        day: the day the count stood so, ISO.
        dated: how that day is known; ``article`` is an inference.
        low: null for "at most"; ``high`` is null for "at least".
        approx: whether it is told as about right only; never made exact, never averaged.
        days: how many days new ones were counted over; null for a total.
        voices: independent reports that tell it; copies count once.
        articles: articles that tell it, copies too.
        revisions: values it has replaced, oldest first.
        evidence: where it is told, oldest first.
    """

    day: str
    dated: Dated
    low: float | None
    high: float | None
    approx: bool
    days: int | None
    voices: int
    articles: int
    revisions: tuple[Revision, ...]
    evidence: tuple[Evidence, ...]

    @property
    def value(self) -> float | None:
        """The number itself, whatever its bound."""
        return self.low if self.low is not None else self.high


class Series(msgspec.Struct, frozen=True):
    """One source's count of one thing in one place.

    Args:
        measure: ``killed``, ``injured`` …
        who: who of them is counted: ``all``, ``children``, ``women``, ``medics``, ``press``, ``identified`` …
        place: null where no text names one.
        source: whose count it is; null where the articles give it in their own voice.
        names: every name of the source in these articles.
        kind: ``total``: the running total; ``new``: those of a day or some days only.
        since: the day the count began, where it is another one than most counts here have.
        points: by day.
    """

    measure: str
    who: str
    place: str | None
    source: ActorName | None
    names: tuple[str, ...]
    kind: Kind
    since: str | None
    points: tuple[Point, ...]

    @property
    def place_key(self) -> str | None:
        """The place, whatever it is called."""
        return place_key(self.place)


class Flag(msgspec.Struct, frozen=True):
    """Something about a tally that a reader should know.

    Args:
        kind: ``jump``: far more in a day than the days before; ``fall``: the total went down; ``revision``: a value was
            replaced; ``definition``: something else is counted from here on, or beside; ``daily``: the new ones and
            the change of the total disagree; ``sources``: two sources differ on the same day.
        day: the day it is about.
        message: the same for people.
        was: the value before, or the other source's; ``now`` the value that is flagged.
        told: for ``daily``: the new ones as told; ``now - was`` is the change of the total.
        evidence: the words it rests on.
    """

    kind: FlagKind
    day: str
    measure: str
    who: str
    place: str | None
    source: str | None
    message: str
    was: float | None = None
    now: float | None = None
    told: float | None = None
    evidence: tuple[Evidence, ...] = ()


class Tally(msgspec.Struct, frozen=True):
    """All series of a question, rival sources side by side, and what is odd about them.

    Args:
        series: the longest first.
        flags: by day.
    """

    series: tuple[Series, ...]
    flags: tuple[Flag, ...]
