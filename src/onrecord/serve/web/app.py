"""The server: pages, the API and what both stand on, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from onrecord._version import __version__
from onrecord.serve.api import router as api
from onrecord.serve.api.live import Hub
from onrecord.serve.metrics import route as metrics
from onrecord.serve.web import alerts, faults, reference, signing
from onrecord.serve.web.actors import routes as actors
from onrecord.serve.web.article import correcting, linking
from onrecord.serve.web.article import pages as article
from onrecord.serve.web.front import routes as front
from onrecord.serve.web.policy import Policy, guard
from onrecord.serve.web.search import routes as search
from onrecord.serve.web.story import routes as story
from onrecord.store.store import Store

HERE = Path(__file__).resolve().parent


def create_app(store: Store, policy: Policy | None = None) -> FastAPI:
    """Return the server of a store, to be run by any ASGI server.

    Args:
        store: open; whoever opened it closes it.
        policy: who may ask, and who may write; for this machine alone where it is left out.
    """
    app = FastAPI(
        title="onrecord", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lived
    )
    app.state.store = store
    app.state.hub = Hub(store)
    app.state.policy = policy or Policy()
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    for part in (front, search, actors, article, correcting, alerts, reference, story, signing, linking):
        app.include_router(part.router, include_in_schema=False)
    api.add_to(app)
    faults.add_to(app)
    guard(app, app.state.policy)
    metrics.add_to(app)
    return app


@asynccontextmanager
async def _lived(app: FastAPI) -> AsyncIterator[None]:
    front.warm(app)
    yield
    app.state.hub.close()
    story.close(app)
