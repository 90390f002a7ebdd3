"""What went wrong, as a page: what happened, where, and what to do."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.errors import NoSuchError, OnRecordError, StoreBusyError, StoreGoneError, TakenDownError, UsageError
from onrecord.serve.api.problems import is_api, problem
from onrecord.serve.api.reading import WrongMediaError
from onrecord.serve.web.pages import page
from onrecord.serve.web.policy import HEADERS

_LOG = logging.getLogger(__name__)
_STATUS = (
    (TakenDownError, 410),
    (NoSuchError, 404),
    (WrongMediaError, 415),
    (UsageError, 400),
    (StoreBusyError, 503),
    (StoreGoneError, 503),
)
_LATER = {"Retry-After": "2"}
_TITLES = {
    400: "That cannot be asked",
    404: "Nothing here",
    405: "Not that way",
    410: "Taken down",
    503: "The store is away",
}


def add_to(app: FastAPI) -> None:
    """Answer every error with a page of the same look."""
    app.add_exception_handler(OnRecordError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _broken)


def status_of(error: Exception) -> int:
    """Return the status of HTTP that an error of ours is answered with."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def _told(request: Request, error: Exception) -> Response:
    status = status_of(error)
    return _page(request, status, str(error), _LATER if status == 503 else None)  # noqa: PLR2004 - of HTTP


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    what = f"There is nothing at {request.url.path}." if status == 404 else str(getattr(error, "detail", error))  # noqa: PLR2004 - of HTTP
    return _page(request, status, what, getattr(error, "headers", None))


def _not_understood(request: Request, error: Exception) -> Response:
    wrong = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    where = ".".join(str(part) for part in wrong.get("loc", ())[1:])
    return _page(request, 400, f"{where}: {wrong.get('msg', error)}")


def _broken(request: Request, error: Exception) -> Response:
    _LOG.error("%s failed", request.url.path, exc_info=error)
    # Outside of all that guards a server: what every answer carries has to be put on here.
    return _page(request, 500, "This could not be made. The server's log says why.", HEADERS)


def _page(request: Request, status: int, what: str, headers: Mapping[str, str] | None = None) -> Response:
    if is_api(request.url.path):
        return problem(status, what, headers)
    shown = page(request, "fault", status, heading=_TITLES.get(status, "Something went wrong"), what=what)
    shown.headers.update(headers or {})
    return shown
