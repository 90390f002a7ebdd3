"""What went wrong, for programs: problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/"


class Problem(msgspec.Struct, frozen=True):
    """What went wrong (RFC 9457).

    Args:
        type: about:blank: the status says it all.
        title: of the status.
        status: of HTTP.
        detail: what happened, where, and what to do.
    """

    title: str
    status: int
    detail: str
    type: str = "about:blank"


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says what went wrong."""
    told = Problem(HTTPStatus(status).phrase, status, detail)
    return Response(msgspec.json.encode(told), status, headers, MEDIA_TYPE)


def is_api(path: str) -> bool:
    """Return whether programs ask there, and not people."""
    return path.startswith(PREFIX)
