"""What the page of an actor is asked: its query, and the addresses beside it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from onrecord.serve.web import addresses
from onrecord.serve.web.days import last_of
from onrecord.serve.web.search.asked import FURTHEST, Whole, Words
from onrecord.store.search import Facet
from onrecord.story.asking import Asked

_NAMES = ("words", "act", "story", "outlet", "to", "since", "until")


class ActorQuery(BaseModel):
    """The query of an actor's page; what is None filters nothing."""

    model_config = ConfigDict(frozen=True)

    words: Words = None
    act: Words = None
    story: Whole = None
    outlet: Words = None
    to: Words = None
    since: Words = None
    until: Words = None
    as_of: Words = None
    offset: Annotated[int, Query(ge=0, le=FURTHEST)] = 0
    notice: Words = None

    @property
    def shown(self) -> int:
        """How many statements stand on a page."""
        return 20

    @property
    def filters(self) -> dict[str, str | int]:
        """The filters that are set."""
        return {name: value for name in _NAMES if (value := getattr(self, name)) is not None}

    def said(self, actor: int) -> Asked:
        """Return the question to what an actor said."""
        return Asked(by=str(actor), **self.filters, as_of=self.as_of, limit=self.shown, offset=self.offset)  # type: ignore[arg-type]

    def address(self, actor: int, **changed: str | int | None) -> str:
        """Return the page's address with something changed, from its first page; None takes a filter out."""
        return addresses.actor(actor, **{**self.filters, "as_of": self.as_of, **changed})

    def chosen(self, name: str) -> str | int | None:
        """Return what is chosen of a facet."""
        if name != "month":
            return self.filters.get(name)
        whole = self.since and self.until and self.since[:7] == self.until[:7]
        return self.since[:7] if whole and self.since else None

    def choice(self, name: str, facet: Facet) -> dict[str, str | int | None]:
        """Return what choosing a facet's value changes."""
        if name == "month":
            return {"since": f"{facet.value}-01", "until": last_of(facet.value)}
        return {name: facet.id or facet.value}

    def without(self, name: str) -> dict[str, str | int | None]:
        """Return what taking a facet back changes."""
        return {"since": None, "until": None} if name == "month" else {name: None}
