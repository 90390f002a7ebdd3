"""What an export says of itself: a title, where it stands, when it was made, how words are linked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.record import Span

# From a page's address, its text and a span to the address that opens it there.
Opener = Callable[[str, str, Span], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What an export says of itself; formats take of it what they have a place for.

    Args:
        title: what was asked for, in words.
        address: where this very export stands, if it stands in the web.
        page: the page that shows the same to people.
        made_at: when it was made, ISO 8601 in UTC; exports have no clock of their own, and are the same twice.
        opener: makes links that open a page at its words; None for links to the page alone.
    """

    title: str = "onrecord"
    address: str | None = None
    page: str | None = None
    made_at: str | None = None
    opener: Opener | None = None


PLAIN = Heading()
