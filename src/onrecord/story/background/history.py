"""How likely a sentence tells what happened before the news of the day: a previous event, or history.

A logistic model of words that any text shows: years, months, "had", "ago", against quotations, "will" and the present
tense. Learned from the roles of sentences in NewsDiscourse (Choubey et al., ACL 2020); ``history.tsv`` has the weights.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from onrecord.story.positions.issues import logistic

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
_SIGNS = {
    "year": re.compile(r"\b(?:1[89]|20)\d\d\b"),
    "month": re.compile(rf"\b{_MONTH}"),
    "month-and-day": re.compile(rf"\b{_MONTH} \d|\d {_MONTH}"),
    "ago": re.compile(
        r"\b(?:ago|earlier|previous(?:ly)?|last (?:year|month|week)|in recent"
        r"|(?:years?|months?|weeks?) (?:later|before))\b",
        re.IGNORECASE,
    ),
    "began": re.compile(r"\b(?:began|begun|started|launched|founded|broke out|erupted|first)\b"),
    "quotation": re.compile(r"[“”\"]|''"),
    "past": re.compile(r"\b[a-z]+ed\b"),
    "number": re.compile(r"\d"),
}
# Signs that are one of some words, as they are written; "since" in capitals, too.
_OF_WORDS = {
    "weekday": frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    "had": frozenset({"had", "having"}),
    "said": frozenset("said says told according".split()),
    "to-come": frozenset("will would could may might should expected plan plans".split()),
    "present": frozenset("is are has have".split()),
    "was": frozenset({"was", "were"}),
    "toll": frozenset("killed killing died dead wounded injured death deaths".split()),
}
# First three letters of a word without which the pattern of a sign fits nowhere: few sentences have any such word.
_MONTHS = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_BEGIN = {
    "year": frozenset(str(decade) for decade in range(180, 210)),
    "month": _MONTHS,
    "month-and-day": _MONTHS,
    "began": frozenset("beg sta lau fou bro eru fir".split()),
}
_AGO = frozenset("ago earlier previous previously last recent later before".split())
_SINCE = frozenset("since after when following".split())
_WORD = re.compile(r"\w+")
_SHORT, _LONG = 10, 30  # words


def signs(sentence: str, place: float) -> dict[str, float]:
    """Return what a sentence shows of its role.

    Args:
        place: 0 for the first sentence of its article, up to 1 for the last.
    """
    there = set(_WORD.findall(sentence))
    small = {word.lower() for word in there}
    none = _cannot_show(there, small)
    held = {name: float(name not in none and sign.search(sentence) is not None) for name, sign in _SIGNS.items()}
    held |= {name: float(not words.isdisjoint(there)) for name, words in _OF_WORDS.items()}
    held["since"] = float(not _SINCE.isdisjoint(small))
    words = len(sentence.split())
    held["short"], held["long"] = float(words < _SHORT), float(words > _LONG)
    held["first"], held["opening"] = float(place == 0), float(0 < place <= 0.15)  # noqa: PLR2004 - a sixth of the article, as trained
    held["year-and-month"] = held["year"] * held["month"]
    return held


def _cannot_show(words: set[str], small: set[str]) -> set[str]:
    """Return the signs that a sentence cannot show by its words, so that no pattern needs to be tried."""
    begin = {word[:3] for word in words}
    none = {name for name, of_words in _BEGIN.items() if of_words.isdisjoint(begin)}
    if _AGO.isdisjoint(small):
        none.add("ago")
    if "ed" not in {word[-2:] for word in words}:
        none.add("past")
    return none


@cache
def _weights() -> dict[str, float]:
    lines = (resources.files("onrecord.story.background") / "history.tsv").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in pairs}


@lru_cache(maxsize=16_384)  # a story is told anew for each day that a reader goes back, and with each article
def pastness(sentence: str, place: float) -> float:
    """Return how likely a sentence tells a previous event or history."""
    return logistic(signs(sentence, place), _weights())
