"""The API described: OpenAPI 3.1, made of the endpoints and of the structs that they take and give."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from onrecord._version import __version__
from onrecord.export.formats import named
from onrecord.serve.api.endpoint import BASE, LARGEST, Endpoint, Listed
from onrecord.serve.api.problems import MEDIA_TYPE, Problem
from onrecord.serve.api.schemas import Schema, Schemas
from onrecord.store.changes import Change

# As forms send what nobody filled in: it counts as not asked.
_EMPTY = {"allowEmptyValue": True}
_IN_PATH = re.compile(r"\{(\w+)\}")
_ABOUT = """Everything that the pages show, for programs.

Lists come in pages: `next` in the answer, and the `Link` header, lead to the page after it. Days are `YYYY-MM-DD`;
spans count Unicode code points of an article's text. Answers carry an `ETag`: ask with `If-None-Match`. Errors are
problem details (RFC 9457). What is asked and is not known here is refused, not ignored."""
_REFUSALS = {
    "400": "What is asked cannot be asked.",
    "401": "Writing needs the token.",
    "403": "The server does not answer to this host, or a page of another site asked.",
    "404": "The store has nothing of that number or name.",
    "405": "Not by this method.",
    "410": "It was taken down.",
    "413": "The body is too large.",
    "414": "The address is too long.",
    "415": "The body is of a type that is not read here.",
    "429": "Too many requests; `Retry-After` says when to go on.",
    "431": "The headers are too large.",
    "500": "The server failed; its log says why.",
    "503": "The store is away or busy; ask again.",
}


def described(endpoints: Iterable[Endpoint]) -> Schema:
    """Return the description of the API."""
    schemas = Schemas()
    paths: dict[str, Schema] = {}
    for endpoint in endpoints:
        operation = _operation(endpoint, schemas)
        paths.setdefault(BASE + endpoint.path, {})[endpoint.method.lower()] = operation
    responses = {_name(status): _refusal(about, schemas) for status, about in _REFUSALS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas.components,
            "responses": responses,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _name(status: str) -> str:
    return f"Refused{status}"


def _refusal(about: str, schemas: Schemas) -> Schema:
    return {"description": about, "content": {MEDIA_TYPE: {"schema": schemas.of(Problem)}}}


def _operation(endpoint: Endpoint, schemas: Schemas) -> Schema:
    found: Schema = {
        "operationId": endpoint.method.lower() + re.sub(r"\W+", "_", endpoint.path).rstrip("_"),
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": [*_in_path(endpoint), *_in_query(endpoint, schemas)],
        "responses": {str(endpoint.status): _answer(endpoint, schemas)},
    }
    if endpoint.revision is not None:
        found["responses"]["304"] = {"description": "As it was, by If-None-Match."}
    found["responses"] |= {status: {"$ref": f"#/components/responses/{_name(status)}"} for status in _REFUSALS}
    if endpoint.body is not None:
        found["requestBody"] = {"required": True, "content": _body(endpoint, schemas)}
    return found


def _body(endpoint: Endpoint, schemas: Schemas) -> Schema:
    if endpoint.body is bytes:
        return {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": ["array", "object"]}},
        }
    return {"application/json": {"schema": schemas.of(endpoint.body)}}


def _in_path(endpoint: Endpoint) -> list[Schema]:
    whole = {"type": "integer", "minimum": 1, "maximum": LARGEST}
    return [
        {"name": name, "in": "path", "required": True, "schema": whole, "description": f"The number of the {name}."}
        for name in _IN_PATH.findall(endpoint.path)
    ]


def _in_query(endpoint: Endpoint, schemas: Schemas) -> list[Schema]:
    found = []
    for name, (schema, required) in schemas.properties(endpoint.query).items():
        plain = _given(schema)
        about = plain.pop("description", schema.get("description"))
        if name == "format":
            plain = {"enum": _forms(endpoint)}
        found.append({"name": name, "in": "query", "required": required, "schema": plain} | _described(about) | _EMPTY)
    return found


def _forms(endpoint: Endpoint) -> list[str]:
    tables = ["csv"] if endpoint.is_list or endpoint.table is not None else []
    return ["json", *tables, *(["atom"] if endpoint.feed else [])]


def _described(about: str | None) -> Schema:
    return {"description": about} if about else {}


def _given(schema: Schema) -> Schema:
    """Return the schema of a value that is given: null is not something that a query can say."""
    several = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(several) == 1:
        schema = {**several[0], **{name: value for name, value in schema.items() if name != "anyOf"}}
    return {name: value for name, value in schema.items() if name != "default" or value is not None}


def _answer(endpoint: Endpoint, schemas: Schemas) -> Schema:
    if endpoint.media is not None:
        schema: Schema = {} if "json" in endpoint.media else {"type": "string"}  # of others, which describe them
        return {"description": "As it stands.", "content": {endpoint.media: {"schema": schema}}}
    listed: Any = Listed
    kind = listed[endpoint.answer] if endpoint.is_list else endpoint.answer
    content: Schema = {"application/json": {"schema": schemas.of(kind)}}
    for form in _forms(endpoint)[1:]:
        content[named(form).media_type] = {"schema": {"type": "string"}}
    if endpoint.path == "/changes":
        schemas.of(Change)
        content["text/event-stream"] = {"schema": {"type": "string"}}
    return {"description": "What was asked for.", "content": content}
