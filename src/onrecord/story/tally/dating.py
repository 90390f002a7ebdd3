"""The day of a figure that the reading left without one, by the days that stand around it.

"Killed: 24,151 (the port, 3 May)", "Children: 310. Source: the port, Tuesday 3 May": no verb ties the day to the
number, and none need to. Where the words around a figure name one day of late, and no other, it is that one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.store.tallies import FigureTold
from onrecord.story.tally.spoken import paragraph_of, sentence_of

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = rf"(?:{'|'.join(f'{month[:3]}(?:{month[3:]}|t?[.]?)' for month in MONTHS)})"
DAYS = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})\b|"
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_MONTH})\b(?:,? (?P<y>\d{{4}})\b)?|"
    rf"(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.:]?\d)(?:,? (?P<y2>\d{{4}})\b)?|"
    r"(?P<iso>\d{4}-\d\d-\d\d)\b|(?P<near>today|tonight|yesterday|this (?:morning|afternoon|evening)))",
    re.IGNORECASE,
)
# What a count began with, and what another one was told of, is no day of this one.
NO_DAY_OF_IT = re.compile(
    r"\b(?:since|began|begun|broke out|erupted|started|struck|attacked?|resumed|between|until then|next|"
    r"against|compared (?:with|to)|after|up on|down on)(?: [a-z]+){0,3} ?(?:on )?$|"
    r"\b(?:from|against|after|compared (?:with|to)) (?:[a-z]+ ){0,3}[\d,.]{1,12}(?: [a-z]+){0,2} (?:on )?$|"
    r"\b(?:previous|preceding|earlier|former|than) [^.;:\d]{0,40}$",
    re.IGNORECASE,
)
# "From Monday evening to Tuesday evening": that of the end.
BEGINS, ENDS = re.compile(r"\bfrom (?:[a-z]+ ){0,3}$", re.IGNORECASE), re.compile(r"(?: [\w:.]+){0,4} (?:to|until) ")
# Right before a number that another one has passed, and right behind it.
PASSED = re.compile(
    r"\b(?:after|from|against|than|compared (?:with|to)|following|versus) (?:[a-z]+ ){0,3}$", re.IGNORECASE
)
BEHIND = re.compile(r"(?: [a-z]+){0,2}?,? (?:(?:on|by|as of) )?(?:the )?")
DAY_BEFORE = re.compile(
    r"(?: (?:dead|deaths|people|residents|killed|injured|wounded|fatalities|bodies|were|had|been|died)){0,3},? "
    r"(?:the (?:previous day|day before)|a day (?:earlier|before))\b(?![’'])(?! that)"
)
OF_AN_EVENT = re.compile(
    r"^,? (?:[a-z]+ )?(?:attacks?|earthquakes?|quakes?|offensive|cyclone|storm|floods?|assault|raids?|war)\b"
)
LEAD = 50
# Nothing is news of a day that lies further back.
LATELY = 6


def day_beside(told: FigureTold, said: str | None) -> str | None:
    """Return the one day of late that the sentence of a figure names, else that of its paragraph; None for several.

    Args:
        said: day on which it was said, as read: "up from 20 on Monday" was read as that at times.
    """
    known_on = date.fromisoformat(told.article.known_on)
    own = set(days_in(_clause_of(told), known_on)) or set(days_in(sentence_of(told), known_on))
    if (day := _day_behind(told, own.copy().pop() if len(own) == 1 else known_on)) is not None:
        return day.isoformat()
    if len(own) == 1:
        return own.pop().isoformat()
    if own or said is not None:
        return said
    around = set(days_in(paragraph_of(told), known_on))
    return around.pop().isoformat() if len(around) == 1 else None


def _clause_of(told: FigureTold) -> str:
    """The part of a figure's sentence between semicolons."""
    sentence = sentence_of(told)
    at = sentence.find(told.figure.words)
    return sentence[sentence.rfind(";", 0, max(at, 0)) + 1 :].partition(";")[0]


def _day_behind(told: FigureTold, known_on: date) -> date | None:
    """The day of a number that another one has passed: "after 71 on Monday", "it stood at 71 the day before".

    Args:
        known_on: the day that its sentence is about.
    """
    if DAY_BEFORE.match(told.after):
        return known_on - timedelta(1)
    behind = BEHIND.match(told.after)
    if behind is None or PASSED.search(told.before[-LEAD:]) is None:
        return None
    match = DAYS.match(told.after, behind.end())
    day = None if match is None else _day(match, known_on)
    return day if day is not None and day < known_on <= day + timedelta(LATELY) else None


def days_in(text: str, known_on: date) -> Iterator[date]:
    """Yield the days shortly before an article, or its own, that a text names and that no count began with.

    Args:
        known_on: the day of the article.
    """
    for match in DAYS.finditer(text):
        day = _day(match, known_on)
        if day is None or not timedelta(0) <= known_on - day <= timedelta(LATELY):
            continue
        lead = text[max(0, match.start() - LEAD) : match.start()]
        begins = BEGINS.search(lead) is not None and ENDS.match(text, match.end()) is not None
        if not begins and NO_DAY_OF_IT.search(lead) is None and OF_AN_EVENT.match(text, match.end()) is None:
            yield day


def _day(match: re.Match[str], known_on: date) -> date | None:
    if (weekday := match["weekday"]) is not None:
        back = (known_on.weekday() - WEEKDAYS.index(weekday.lower())) % len(WEEKDAYS)
        return known_on - timedelta(back)
    if (near := match["near"]) is not None:
        return known_on - timedelta(near.lower() == "yesterday")
    try:
        if (iso := match["iso"]) is not None:
            return date.fromisoformat(iso)
        return _of_year(match, known_on)
    except ValueError:  # "31 June"
        return None


def _of_year(match: re.Match[str], known_on: date) -> date:
    """A day of a month; without a year the last such day before an article."""
    name, number, year = match["m"] or match["m2"], match["d"] or match["d2"], match["y"] or match["y2"]
    month = next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))
    if year is not None:
        return date(int(year), month, int(number))
    own = date(known_on.year, month, int(number))
    return own if own <= known_on else date(known_on.year - 1, month, int(number))
