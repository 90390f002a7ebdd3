"""What a search page is asked: its query, and the addresses of the searches beside it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict

from onrecord.serve.web import addresses
from onrecord.story.asking import Asked, SearchAsked
from onrecord.story.searching import ThingsAsked

SHOWN = 20
# Further on nobody reads, and each page costs as much as all before it.
FURTHEST = 1_000
# Which filters each kind of search knows; the others are left out of its addresses.
FILTERS = {
    "said": ("by", "to", "act", "mode", "grade", "outlet", "story", "since", "until"),
    "articles": ("about", "outlet", "story", "since", "until"),
    "figures": ("by", "measure", "low", "high", "place", "outlet", "story", "since", "until"),
    "meetings": ("by", "place", "outlet", "story", "since", "until"),
}


# A form sends the fields that nobody filled in too, empty.
Words = Annotated[str | None, BeforeValidator(lambda value: (value or "").strip() or None)]
Whole = Annotated[int | None, BeforeValidator(lambda value: value if value != "" else None), Query(ge=1, le=2**53)]
Amount = Annotated[
    float | None, BeforeValidator(lambda value: value if value != "" else None), Query(allow_inf_nan=False)
]


class SearchQuery(BaseModel):
    """The query of the search page; what is None filters nothing.

    Args:
        what: what is searched: statements, articles, figures or meetings.
        order: the best match first, or the newest.
        offset: how many were shown before.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    what: Literal["said", "articles", "figures", "meetings"] = "said"
    words: Words = None
    by: Words = None
    to: Words = None
    about: Words = None
    act: Words = None
    mode: Words = None
    grade: Words = None
    measure: Words = None
    low: Amount = None
    high: Amount = None
    place: Words = None
    outlet: Words = None
    story: Whole = None
    since: Words = None
    until: Words = None
    as_of: Words = None
    order: Literal["match", "newest"] = "match"
    offset: Annotated[int, Query(ge=0, le=FURTHEST)] = 0

    @property
    def filters(self) -> dict[str, str | int | float]:
        """The filters that are set, of those that this kind of search knows."""
        return {name: value for name in FILTERS[self.what] if (value := getattr(self, name)) is not None}

    def address(self, **changed: str | float | None) -> str:
        """Return the address of this search with something changed, from its first page; None takes a filter out."""
        what = str(changed.pop("what", None) or self.what)
        known = (*FILTERS[what], "words", "as_of")
        kept = {name: getattr(self, name) for name in known}
        kept |= {"what": None if what == "said" else what, "order": None if self.order == "match" else self.order}
        return addresses.search(**kept | changed)

    def said(self) -> Asked:
        """Return the question to statements."""
        same = {name: getattr(self, name) for name in (*FILTERS["said"], "words", "as_of", "offset")}
        return Asked(**same, newest=self.order == "newest", limit=SHOWN)

    def searched(self) -> SearchAsked:
        """Return the question to articles."""
        same = {name: getattr(self, name) for name in (*FILTERS["articles"], "as_of", "offset")}
        return SearchAsked(words=self.words or "", **same, newest=self.order == "newest", limit=SHOWN)

    def things(self) -> ThingsAsked:
        """Return the question to figures or meetings."""
        same = {name: getattr(self, name) for name in (*FILTERS[self.what], "words", "as_of", "offset")}
        return ThingsAsked(**same, limit=SHOWN)
