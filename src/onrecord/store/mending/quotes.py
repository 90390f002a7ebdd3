"""Words of a text, in terms that find them again when the text was read anew or has changed around them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from onrecord.record import Span

# Code points on either side that tell one of several equal quotes, inside their own block: the selector of the W3C's
# Web Annotation model is made of the same three parts, and its implementations keep 32.
AROUND = 32
# A quote of so many code points is its own proof; a shorter one needs as many of its surroundings as stand below.
LONG = 40
NEEDED = 12
# Equal quotes that are looked at; "the" stands 2,000 times in the longest article that is read.
MOST = 5_000


class Quote(msgspec.Struct, frozen=True):
    """Words of an article's text.

    Args:
        exact: the words; ``before`` and ``after`` what stands around them in their block.
        start: where they stood, in code points.
        nth: how many equal ones stood before them; ``of`` how many there were in all.
    """

    exact: str
    before: str
    after: str
    start: int
    nth: int = 0
    of: int = 1


def quote_of(text: str, span: Span) -> Quote:
    """Return the quote of a place in a text.

    Raises:
        RecordError: the span does not lie inside the text.
    """
    exact = span.of(text)
    places = list(_places(text, exact))
    nth = sum(place < span.start for place in places)
    return Quote(exact, *_around(text, span.start, span.end), span.start, nth, max(len(places), nth + 1))


def locate(text: str, quote: Quote) -> Span | None:
    """Return where a quote stands in a text; None where it does not, or where several places would do as well."""
    end = quote.start + len(quote.exact)
    there = text[quote.start : end] == quote.exact
    if there and _around(text, quote.start, end) == (quote.before, quote.after):
        return Span(quote.start, end)
    places = list(_places(text, quote.exact))
    rated = [(_shared(text, place, quote), place) for place in places]
    best = max((shared for shared, _ in rated), default=-1)
    likest = [place for shared, place in rated if shared == best]
    if not likest or not _is_enough(best, quote):
        return None
    if len(likest) > 1:
        if len(places) != quote.of or places[quote.nth] not in likest:
            return None
        likest = [places[quote.nth]]
    return Span(likest[0], likest[0] + len(quote.exact))


def _is_enough(shared: int, quote: Quote) -> bool:
    return len(quote.exact) >= LONG or shared >= min(NEEDED, len(quote.before) + len(quote.after))


def _places(text: str, exact: str) -> Iterator[int]:
    place, found = text.find(exact), 0
    while place >= 0 and found < MOST:
        yield place
        place, found = text.find(exact, place + 1), found + 1


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - AROUND) : start].rpartition("\n\n")[2]
    return before, text[end : end + AROUND].partition("\n\n")[0]


def _shared(text: str, place: int, quote: Quote) -> int:
    """Count the code points around a place that are those around the quote."""
    before, after = _around(text, place, place + len(quote.exact))
    return _alike(before[::-1], quote.before[::-1]) + _alike(after, quote.after)


def _alike(one: str, other: str) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
