"""The stretch of time that a count covers, with both its ends: "between 7 October and 31 March"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record import Timex

FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Words for a part of a day, before or behind the day itself.
HOUR = (
    r"(?:(?:the )?(?:afternoon|morning|evening|night|noon|midday|midnight|dawn|dusk|daybreak|nightfall|sunrise|"
    r"sunset|sundown|first light|start|end|close|mid-?\w+)s?(?: of| on)? |"
    r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|hours|GMT) (?:on )?|late |early )?"
)
FROM = re.compile(rf"\b(?:between|from|period) (?:the )?{HOUR}$|\bbetween (?:[\w’'-]+ ){{1,9}}$", re.IGNORECASE)
TO = re.compile(
    rf"(?: (?:afternoon|morning|evening|night|noon|midday|midnight|dawn|dusk))?(?:,? "
    rf"(?:and|to|until|till|through|up to)|-|–) (?:the )?{HOUR}",
    re.IGNORECASE,
)
# "In the 24 hours to Tuesday noon", "the reporting period ending 3 May": a day, or some, up to the day that follows.
UP_TO = re.compile(
    r"\b(?:(?:the |a )?(?:past |last )?(?P<hours>24|48|72|twenty-four|forty-eight|seventy-two)[- ]hours?(?: reporting)?"
    r"(?: period)?|(?:the )?(?:single |last |past )?(?P<day>day)|(?:the )?(?:reporting )?period)(?: that| which)?"
    r"(?: (?:ran|runs))?(?: (?:to|up to|until|till|ending|ended|ends|through)| (?:before|preceding|prior to))"
    rf"(?: at| on)? (?:on )?{HOUR}$",
    re.IGNORECASE,
)
# A beginning that is told by what began then: "between the start of the war and 3 May".
FROM_EVENT = re.compile(r"\bbetween [^,;:\d]{3,70} and (?:on )?(?:late |early )?$", re.IGNORECASE)
HOURS = {"48": 2, "72": 3, "forty-eight": 2, "seventy-two": 3}
LEAD = 100
WEEK = 7
# A stretch that is longer covers a running total: "between 7 October and 31 March".
NEWS_DAYS = 31


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a count covers.

    Args:
        start: where its words begin; ``end`` where its last day ends.
        from_: ISO date; None where it is told by what began then.
    """

    start: int
    end: int
    from_: str | None
    to: str

    @property
    def is_long(self) -> bool:
        """Whether it holds a running total, and not the new ones of some days."""
        return self.from_ is None or (date.fromisoformat(self.to) - date.fromisoformat(self.from_)).days > NEWS_DAYS


def stretches(text: str, begin: int, dates: Sequence[Timex]) -> list[Stretch]:
    """Return the stretches of time that a sentence tells with their ends, in text order.

    Args:
        begin: where the sentence begins.
        dates: its time expressions.
    """
    days = [t for t in dates if t.type in {"DATE", "TIME"} and FULL_DAY.match(t.value[:10])]
    return sorted([*_pairs(text, begin, days), *_up_to(text, begin, days)], key=lambda s: s.start)


def _pairs(text: str, begin: int, days: Sequence[Timex]) -> Iterator[Stretch]:
    for first, last in pairwise(days):
        lead = FROM.search(text, max(begin, first.start - LEAD), first.start)
        if lead is None or not TO.fullmatch(text, first.end, last.start):
            continue
        since, until = date.fromisoformat(first.value[:10]), date.fromisoformat(last.value[:10])
        if (since - until).days > WEEK:  # "between 7 October 2023 and 5 May": of the year after
            until = _next(until, since)
        elif since > until:  # a weekday that was read as the one of another week
            since -= timedelta(WEEK)
        yield Stretch(lead.start(), last.end, since.isoformat(), until.isoformat())


def _next(day: date, since: date) -> date:
    """The first such day of a year after another day."""
    years = [(since.year + more, day.month, day.day) for more in range(5)]
    known = [date(*one) for one in years if one[1:] != (2, 29) or one[0] % 4 == 0]
    return next(one for one in known if one >= since)


def _up_to(text: str, begin: int, days: Sequence[Timex]) -> Iterator[Stretch]:
    for day in days:
        since = max(begin, day.start - LEAD)
        event = FROM_EVENT.search(text, since, day.start)
        lead = UP_TO.search(text, since, day.start)
        if lead is not None:
            until = date.fromisoformat(day.value[:10])
            before = until - timedelta(HOURS.get((lead["hours"] or "").lower(), 1))
            yield Stretch(lead.start(), day.end, before.isoformat(), until.isoformat())
        elif event is not None:
            yield Stretch(event.start(), day.end, None, day.value[:10])
