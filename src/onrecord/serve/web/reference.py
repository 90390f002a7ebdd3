"""The page that shows the API to people: every address, what it may be asked, what it answers."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.serve.api.router import description
from onrecord.serve.web.pages import page

router = APIRouter()


class Asked(msgspec.Struct, frozen=True):
    """Something that an address may be asked.

    Args:
        values: what it may be, in words.
    """

    name: str
    values: str
    about: str


class Shown(msgspec.Struct, frozen=True):
    """An address of the API.

    Args:
        answers: media types of its answers.
    """

    method: str
    path: str
    summary: str
    asked: tuple[Asked, ...]
    answers: tuple[str, ...]


@router.get("/api")
def reference(request: Request) -> Response:
    """Show what programs can ask."""
    return page(request, "api", groups=_groups(), title="API")


@cache
def _groups() -> dict[str, list[Shown]]:
    groups: dict[str, list[Shown]] = {}
    for path, operations in msgspec.json.decode(description())["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(method, path, operation))
    return groups


def _shown(method: str, path: str, operation: dict[str, Any]) -> Shown:
    asked = (_asked(one["name"], one["schema"], one.get("description", "")) for one in operation["parameters"])
    answer = next(found for status, found in operation["responses"].items() if status.startswith("2"))
    types = tuple(kind.partition(";")[0] for kind in answer.get("content", ()))
    return Shown(method.upper(), path, operation["summary"], tuple(asked), types)


def _asked(name: str, schema: dict[str, Any], about: str) -> Asked:
    if "enum" in schema:
        values = " | ".join(map(str, schema["enum"]))
    else:
        values = {"date": "day"}.get(schema.get("format", ""), str(schema.get("type", "")))
        values += f", {schema['minimum']} to {schema['maximum']}" if _is_short(schema) else ""
    return Asked(name, values, about)


def _is_short(schema: dict[str, Any]) -> bool:
    return "minimum" in schema and schema.get("maximum", 2**62) < 2**62
