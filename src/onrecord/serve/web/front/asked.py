"""What an address asks of the front page."""

from __future__ import annotations

import msgspec

from onrecord.serve.web import addresses
from onrecord.story.asking import StoriesAsked

SHOWN = 20
# Further on nobody reads, and each page costs as much as all before it.
FURTHEST = 500


class FrontAsked(msgspec.Struct, frozen=True, kw_only=True):
    """A state of the front page; what is None filters nothing.

    Args:
        about: id or name of an actor; ``outlet`` one that tells it; ``words`` that an article of it holds.
        since: ISO day: moved then or later.
        least: articles that it holds at least.
        page: from 1.
        as_of: ISO day; None for now.
    """

    words: str | None = None
    about: str | None = None
    outlet: str | None = None
    since: str | None = None
    least: int | None = None
    page: int = 1
    as_of: str | None = None

    @property
    def filters(self) -> bool:
        """Whether some stories are left out."""
        return any((self.words, self.about, self.outlet, self.since, (self.least or 1) > 1))

    def href(self, **other: str | int | None) -> str:
        """Return the address of this state, or of one beside it."""
        asked = msgspec.structs.asdict(self) | other
        return addresses.stories(**{name: value for name, value in asked.items() if (name, value) != ("page", 1)})

    def stories(self) -> StoriesAsked:
        """Return which stories are asked for, with one more than is shown: whether there are more."""
        return StoriesAsked(
            words=self.words,
            about=self.about,
            outlet=self.outlet,
            since=self.since,
            least=self.least or 1,
            as_of=self.as_of,
            limit=SHOWN + 1,
            offset=(self.page - 1) * SHOWN,
        )
