"""What a statement does beside saying: whether it was said before, when, and to whom."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from onrecord.extract.hearers import hearers as addressees
from onrecord.extract.mode import mode_of
from onrecord.extract.when import dated, day_of
from onrecord.record import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.extract.draft import Draft
    from onrecord.record import Timex
    from onrecord.text import Parse

__all__ = ["addressees", "dated", "mode_of", "reiterates", "without_day"]

AGAIN = frozenset("again repeatedly still long consistently always previously already continually".split())
REPEATING = frozenset("reiterate repeat reaffirm echo restate renew n:reiteration".split())


def reiterates(parse: Parse, draft: Draft) -> bool:
    """Tell whether the text says that it was said before."""
    if draft.key in REPEATING:
        return True
    near = [*parse.tokens[parse.token_at(draft.cue.start) : draft.pivot], *parse.kids(draft.pivot, "advmod")]
    return any(t.lower in AGAIN and t.pos == "ADV" for t in near)


def without_day(parse: Parse, draft: Draft, dates: Sequence[Timex]) -> Draft:
    """Return the attribution without the day of the saying in its content: "said on Monday it would rain"."""
    if len(draft.content) != 1 or draft.content[0].start < draft.cue.end:
        return draft
    piece = draft.content[0]
    at = bisect_left(dates, piece.start, key=lambda t: t.start)
    if at == len(dates) or parse.text[piece.start : dates[at].start].lower() not in {"", "on ", "late ", "early "}:
        return draft
    between = parse.text[draft.cue.end : piece.start].strip()
    following = parse.tokens_in(Span(dates[at].end, piece.end))
    if dates[at].type != "DATE" or between or day_of(dates[at]) is None or not following:
        return draft
    first = parse.tokens[following[0]]
    if first.pos not in {"PRON", "DET", "NOUN", "PROPN", "ADJ", "SCONJ", "NUM"} or first.start > dates[at].end + 1:
        return draft
    return draft.with_content(Span(first.start, piece.end))
