"""A tally as it is asked for: ``killed``, ``children killed``, of a place, a source, a story, as of a day."""

from __future__ import annotations

import msgspec

from onrecord.errors import UsageError
from onrecord.store.store import Store
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.story.tally.making import tally_of
from onrecord.story.tally.names import place_key, words_of
from onrecord.story.tally.types import Tally
from onrecord.story.tally.who import BY_WORD, PAIRS, WHO

MEASURES = {
    "killed": "killed dead death deaths died die dies toll fatality fatalitie casualty casualtie kill slain",
    "injured": "injured injurie injury wounded hurt wound",
    "missing": "missing unaccounted",
    "hostages": "hostage captive hostages held",
    "detained": "detained arrested prisoner detainee arrest",
    "displaced": "displaced evacuated refugee evacuee homeless",
}


class TallyAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which tally is asked for; what is None filters nothing.

    Args:
        words: what is counted: ``killed``, ``wounded``, ``children killed``, ``identified dead``.
        place: where; names of one place are one.
        source: words of the name of whose count.
        story: id of a story.
        since: first day on which an article was known, ``YYYY-MM-DD``; ``until`` the last.
        as_of: the same as ``until``: the tally as it stood by the end of that day.
    """

    words: str = "killed"
    place: str | None = None
    source: str | None = None
    story: int | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None


def tally(store: Store, asked: TallyAsked) -> Tally:
    """Return the series that the articles of a store tell, and what is odd about them.

    Raises:
        UsageError: the words name nothing that tallies count.
    """
    measure, who = counted(asked.words)
    last = min((day for day in (asked.until, asked.as_of) if day is not None), default=None)
    place = place_key(asked.place)
    named = max(place.split(), key=len) if place is not None else asked.place
    wanted = FigureAsked((measure,), named, asked.story, asked.since, last)
    with store.reading() as connection:
        told = figures_told(connection, wanted)
    return tally_of(told, place=asked.place, source=asked.source, who=who)


def counted(words: str) -> tuple[str, str | None]:
    """Return the measure that words name, and who of them is meant; None for all and each of them.

    Raises:
        UsageError: they name no measure.
    """
    plain = words.lower()
    said = words_of(plain)
    who = next((who for pattern, who in PAIRS if pattern.search(plain)), None) or (plain if plain in WHO else None)
    who = who or next((BY_WORD[word] for word in said if word in BY_WORD), None)
    who = "identified" if "identified" in said else who
    measure = next((m for m, of in MEASURES.items() if set(of.split()) & {*said, *plain.split()}), None)
    if measure is None and who is not None:
        measure = "killed"
    if measure is None:
        raise UsageError(f"{words!r} names nothing that tallies count; they count {', '.join(MEASURES)}")
    return measure, who
