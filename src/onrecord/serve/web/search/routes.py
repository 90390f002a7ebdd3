"""The search page's address."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.errors import SeveralError, UsageError
from onrecord.serve.web import addresses, faults
from onrecord.serve.web.pages import page
from onrecord.serve.web.search.asked import FURTHEST, SHOWN, SearchQuery
from onrecord.serve.web.search.facets import Choice, Chooser, choosers, months
from onrecord.store.search import Found
from onrecord.store.store import Store
from onrecord.story import asking, searching
from onrecord.story.searching import Searched

router = APIRouter()
_KINDS = (
    ("said", "What was said"),
    ("articles", "Articles"),
    ("figures", "Figures"),
    ("meetings", "Meetings"),
)
# Where the API answers the same question.
_API = {"said": "statements", "articles": "articles", "figures": "figures", "meetings": "encounters"}


class Shown(msgspec.Struct, frozen=True):
    """What the search page shows.

    Args:
        searched: None where there was nothing to ask, or ``fault`` says why it could not be.
        which: actors that share a name that was asked for, each with the search for it.
        api: where programs get the same.
    """

    query: SearchQuery
    searched: Searched[Any] | None
    fault: str | None
    which: list[Choice]
    choosers: list[Chooser]
    months: list[Choice]
    kinds: list[tuple[str, str, str]]
    later: str | None
    earlier: str | None
    api: str


@router.get("/search")
def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
    """Search everything that is on record."""
    store: Store = request.app.state.store
    searched, fault = None, None
    try:
        searched = found(store, query)
    except UsageError as error:
        fault = error
    status = faults.status_of(fault) if fault else 200
    return page(request, "search", status, shown=_shown(store, query, searched, fault), as_of=query.as_of)


def found(store: Store, query: SearchQuery) -> Searched[Any] | None:
    """Return what a search found; None where an article's search has no words yet.

    Raises:
        UsageError: a name is nobody's or several's, a day is none, or the words hold nothing to look for.
    """
    if query.what == "said":
        return searching.search_said(store, query.said())
    if query.what == "figures":
        return searching.search_counted(store, query.things())
    if query.what == "meetings":
        return searching.search_met(store, query.things())
    return Searched(asking.search(store, query.searched()), {}) if query.words else None


def _shown(store: Store, query: SearchQuery, searched: Searched[Any] | None, fault: UsageError | None) -> Shown:
    facets = searched.found.facets if searched else ()
    names = searching.names_of(store, query.filters) if fault is None else {}
    before = max(query.offset - SHOWN, 0)
    return Shown(
        query=query,
        searched=searched,
        fault=None if fault is None or isinstance(fault, SeveralError) else str(fault),
        which=_which(query, fault) if isinstance(fault, SeveralError) else [],
        choosers=choosers(query, facets, names),
        months=months(query, facets),
        kinds=[(what, label, query.address(what=what)) for what, label in _KINDS],
        later=query.address(offset=query.offset + SHOWN) if searched and _goes_on(query, searched.found) else None,
        earlier=query.address(offset=before or None) if query.offset else None,
        api=_api(query),
    )


def _which(query: SearchQuery, fault: SeveralError) -> list[Choice]:
    asked = next((name for name in ("by", "to", "about") if query.filters.get(name) == fault.asked), "by")
    return [Choice(f"{name} ({kind})", None, query.address(**{asked: ident})) for ident, name, kind in fault.several]


def _goes_on(query: SearchQuery, there: Found[Any]) -> bool:
    shown = query.offset + len(there.hits)
    return bool(there.hits) and shown <= FURTHEST and (there.more or shown < there.total)


def _api(query: SearchQuery) -> str:
    return addresses.of(f"/api/v1/{_API[query.what]}", words=query.words, **query.filters, as_of=query.as_of)
