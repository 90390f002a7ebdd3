"""From a request to a typed question: everything is checked here, and what nobody knows is refused, not ignored."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from starlette.datastructures import QueryParams

from onrecord.errors import UsageError
from onrecord.serve.api.endpoint import FURTHEST, LARGEST, Endpoint, Media, Paged, Query

Asked = TypeVar("Asked", bound=msgspec.Struct)
_ACCEPTED: dict[str, Media] = {"text/csv": "csv", "application/atom+xml": "atom", "application/json": "json"}
_YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def query_of(kind: type[Asked], given: QueryParams) -> Asked:
    """Return what was asked, as a typed value; what was left empty counts as not asked.

    Raises:
        UsageError: a name is unknown or comes twice, or a value is not what it should be.
    """
    pairs = [(name, value) for name, value in given.multi_items() if value != ""]
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise UsageError(f"{twice[0][:40]!r} is given twice")
    known = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    for name, value in pairs:
        if name not in known:
            raise UsageError(f"{name[:40]!r} is nothing that can be asked here; what can: {', '.join(sorted(known))}")
        if "\0" in value:
            raise UsageError(f"{name}: a character of it can stand in no text")
    values: dict[str, Any] = {
        name: _YES_NO.get(value.lower(), value) if known[name] is bool else value for name, value in pairs
    }
    try:
        query = msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(_told(error)) from error
    # The word "null" is taken for none by what reads numbers and choices.
    for name, value in pairs:
        if getattr(query, name) is None:
            raise UsageError(f"{name}: {value[:40]!r} is not what can be asked")
    return query


def _told(error: msgspec.ValidationError) -> str:
    what, _, where = str(error).partition(" - at `$.")
    return f"{where.rstrip('`')}: {what}" if where else what


def number_in(request: Request) -> int | None:
    """Return the number that an address names, 0 where it names none; None for one that nothing has."""
    values = list(request.path_params.values())
    if not values:
        return 0
    digits = str(values[0])
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < len(str(LARGEST)) else None


def media_of(endpoint: Endpoint, query: Query, accept: str) -> Media:
    """Return in which form an answer is wanted: as the query says, else as the first form that is accepted.

    Raises:
        UsageError: the query asks for a form that it has not.
    """
    has: dict[Media, bool] = {
        "json": True,
        "csv": endpoint.is_list or endpoint.table is not None,
        "atom": endpoint.feed,
    }
    if query.format is not None:
        if not has[query.format]:
            raise UsageError(
                f"there is no {query.format} of this; ask for {', '.join(n for n, is_so in has.items() if is_so)}"
            )
        return query.format
    for part in accept.lower().split(","):
        media = _ACCEPTED.get(part.partition(";")[0].strip())
        if media is not None and has[media]:
            return media
    return "json"


def body_of(endpoint: Endpoint, media_type: str, body: bytes) -> object:
    """Return what was sent, as a typed value.

    Raises:
        UsageError: it is not what it should be.
    """
    if endpoint.body is bytes:
        return body
    if media_type.partition(";")[0].strip().lower() != "application/json":
        raise WrongMediaError("send JSON, with Content-Type: application/json")
    try:
        return msgspec.json.decode(body, type=endpoint.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        told = _told(error) if isinstance(error, msgspec.ValidationError) else str(error)
        raise UsageError(f"the body: {told}") from error


class WrongMediaError(UsageError):
    """What was sent is of a type that is not read here."""


def next_page(request: Request, query: Paged) -> str | None:
    """Return the address of the page after this one; None where nobody is let so far."""
    offset = query.offset + query.limit
    if offset > FURTHEST:
        return None
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
    return f"{request.url.path}?{urlencode([*asked, ('offset', offset)])}"
