"""Time expressions: TIMEX3 types and values, resolved against the day of publication.

The method is that of rule-based taggers (Strötgen and Gertz 2013, HeidelTime): a pattern finds the expression, a rule
gives its value, the tense around it says whether a weekday lies behind or ahead. Patterns run over kinds of words
(``pieces``, ``shapes``), not over letters: each kind is one letter of a string, so that an article costs a few
milliseconds.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from onrecord.record import Timex
from onrecord.text.dates.anchor import Anchor, is_countable
from onrecord.text.dates.pieces import pieces
from onrecord.text.dates.rules import RULES
from onrecord.text.dates.shapes import Match, letters
from onrecord.text.dates.tense import is_ahead, is_past

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.record import Span
    from onrecord.text.parse import Parse


# What stands before a programme's name.
PROGRAMME = re.compile(r"(?:\bthe|[’']s|\b\d) $")


def find_dates(
    parse: Parse, blocks: Sequence[Span], published: str | None, dateline: Span | None = None
) -> tuple[Timex, ...]:
    """Return the time expressions of a text, in order, never overlapping.

    Args:
        blocks: spans of the blocks to read.
        published: RFC 3339 stamp or ISO date to count from.
        dateline: words before the first paragraph; where ``published`` is None, a whole day that they name stands for
            it. Without either, relative expressions stay open.
    """
    today = _as_date(published) or (_day_of(parse.text, dateline) if dateline else None)
    anchor = Anchor(
        today,
        lambda at: is_ahead(parse, at),
        lambda at: is_ahead(parse, at, surely=True),
        lambda at: is_past(parse, at),
    )
    found: list[Timex] = []
    for block in blocks:
        found.extend(t for t in _in_block(parse.text, block, anchor) if not _is_programme(parse.text, t))
    return tuple(found)


def _is_programme(text: str, timex: Timex) -> bool:
    """Whether "Today" is what is broadcast: "the Today in the North programme", "Radio Five's Tonight"."""
    if text[timex.start : timex.end] not in {"Today", "Tonight"}:
        return False
    return PROGRAMME.search(text, max(0, timex.start - 12), timex.start) is not None


def _as_date(published: str | None) -> date | None:
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if is_countable(day) else None


def _day_of(text: str, dateline: Span) -> date | None:
    """The first whole day that a dateline names."""
    found = _in_block(text, dateline, Anchor(None, _never, _never, _never))
    return next((day for timex in found if (day := _as_date(timex.value)) is not None), None)


def _never(at: int) -> bool:
    del at
    return False


def _in_block(text: str, block: Span, anchor: Anchor) -> Iterator[Timex]:
    run = tuple(pieces(text, block.start, block.end))
    shape = letters(run)
    places = [
        (m.start(), -m.end(), rank)
        for rank, (rule, _) in enumerate(RULES)
        for m in rule.finditer(shape)
        if m.start() < m.end()
    ]
    anchor.new_block()
    free = 0
    for first, last, rank in sorted(places):
        if first < free:
            continue
        match = Match(run, first, -last)
        found = RULES[rank][1](match, anchor)
        if found is not None:
            anchor.note(*found, match.start)
            yield Timex(match.start, match.end, *found)
            free = -last
