"""What an address asks of a story's page."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from onrecord.errors import UsageError
from onrecord.serve.web import addresses
from onrecord.story.asking import checked_day

Order = Literal["newest", "oldest"]
Show = Literal["key", "all"]


class PageAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A state of the page.

    Args:
        as_of: ISO day; None for now.
        order: which entries come first.
        show: key events alone, or all.
        page: of the timeline, from 1.
        since: ISO time in UTC, or day; what was seen later is marked new.
        stands: ``all`` for the whole matrix.
    """

    number: int
    as_of: str | None = None
    order: Order = "newest"
    show: Show = "key"
    page: int = 1
    since: str | None = None
    stands: str | None = None

    def href(self, anchor: str = "", **other: str | int | None) -> str:
        """Return the address of this state, or of one beside it.

        Args:
            anchor: part of the page to open at.
            other: what differs.
        """
        asked = msgspec.structs.asdict(self) | other
        number = asked.pop("number")
        usual = {"order": "newest", "show": "key", "page": 1}
        kept = {name: value for name, value in asked.items() if value != usual.get(name)}
        return addresses.story(number, **kept) + (f"#{anchor}" if anchor else "")


def page_asked(number: int, **asked: str | int | None) -> PageAsked:
    """Return what an address asks for.

    Raises:
        UsageError: a value is none of its choices, or a day is none.
    """
    given = {name: value for name, value in asked.items() if value not in (None, "")}
    for name, choices in (("order", get_args(Order)), ("show", get_args(Show))):
        if given.get(name, choices[0]) not in choices:
            raise UsageError(f"{given[name]!r} is no {name}; choose from {', '.join(choices)}")
    day = given.pop("as_of", None)
    return msgspec.convert({"number": number, "as_of": checked_day(str(day) if day else None), **given}, PageAsked)
