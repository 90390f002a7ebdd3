"""The addresses of actors: their list, each one's page, and the forms that mend who is who."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NoSuchError
from onrecord.serve.web import addresses
from onrecord.serve.web.actors.asked import ActorQuery
from onrecord.serve.web.actors.view import actor_shown
from onrecord.serve.web.pages import page
from onrecord.store.store import Store
from onrecord.story import asking, correcting
from onrecord.story.naming import articles_naming

router = APIRouter()
_LISTED = 100
_SEE_OTHER = 303
_Id = Annotated[int, Form(ge=1, le=2**53)]
_Name = Annotated[str, Form(max_length=500)]


@router.get("/actors")
def actors(request: Request, name: str | None = None, as_of: str | None = None) -> Response:
    """List actors, those who say most first."""
    store: Store = request.app.state.store
    rows = asking.actors(store, name or None, limit=_LISTED)
    return page(request, "actors", actors=rows, name=name or "", most=_LISTED, as_of=as_of or None)


@router.get("/actors/{number}")
def actor(request: Request, number: int, query: Annotated[ActorQuery, Query()]) -> Response:
    """Show one actor: what it said, where it stands, beside whom."""
    store: Store = request.app.state.store
    shown = actor_shown(store, number, query)
    if shown.profile.actor.id != number:
        return RedirectResponse(query.address(shown.profile.actor.id), _SEE_OTHER)
    return page(request, "actor", shown=shown, as_of=query.as_of)


@router.get("/actors/{number}/who")
def who_is_who(request: Request, number: int) -> Response:
    """Show the articles that name an actor, to take some of them for another."""
    store: Store = request.app.state.store
    found = asking.who(store, str(number))
    return page(request, "who-is-who", profile=found, articles=articles_naming(store, found.actor.id))


@router.post("/actors/{number}/rename")
def rename(request: Request, number: int, name: _Name) -> Response:
    """Give an actor another name."""
    correcting.rename(request.app.state.store, str(number), name)
    return _back(number, "renamed")


@router.post("/actors/{number}/merge")
def merge(request: Request, number: int, other: _Name) -> Response:
    """Let an actor stand for another."""
    correcting.merge(request.app.state.store, str(number), other)
    return _back(number, "merged")


@router.post("/actors/{number}/split")
def split(
    request: Request, number: int, articles: Annotated[list[int] | None, Form()] = None, name: _Name = ""
) -> Response:  # fmt: skip
    """Take those whom some articles name for another actor."""
    several = ",".join(map(str, articles or ()))
    correcting.split(request.app.state.store, str(number), several, name.strip() or None)
    return _back(number, "split")


@router.post("/actors/{number}/undo")
def undo(request: Request, number: int, correction: _Id) -> Response:
    """Take a correction back, and go to the actor where there is one still."""
    store: Store = request.app.state.store
    correcting.undo(store, correction)
    try:
        asking.who(store, str(number))
    except NoSuchError:
        return RedirectResponse(addresses.actors(), _SEE_OTHER)
    return _back(number, "undone")


def _back(number: int, notice: str) -> Response:
    return RedirectResponse(addresses.actor(number, notice=notice), _SEE_OTHER)
