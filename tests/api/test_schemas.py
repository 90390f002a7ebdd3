"""The schemas say what is answered: as msgspec says it where it can, and of all that the invented story gives."""

from __future__ import annotations

from typing import Any

import httpx
import jsonschema
import msgspec
import pytest

from onrecord.record import Record
from onrecord.serve.api.endpoint import Listed
from onrecord.serve.api.router import ENDPOINTS, description
from onrecord.serve.api.schemas import Schemas
from onrecord.store.log import Correction
from onrecord.store.rows import ActorRow, Said, StoryRow
from onrecord.story.positions.positions import Positions
from onrecord.story.tally import Tally

OPENAPI: dict[str, Any] = msgspec.json.decode(description())
NUMBERS = {"story": "7", "article": "1", "actor": "1", "statement": "100000", "correction": "1", "alert": "1"}
QUERIES = {"/search": {"words": "dam"}, "/first": {"quote": "the dam must be raised by four metres"}}


@pytest.mark.parametrize("kind", [StoryRow, Said, Record, Positions, Tally, Correction, ActorRow, Listed[StoryRow]])
def test_fields_and_types_are_those_that_msgspec_tells(kind: Any) -> None:
    _, theirs = msgspec.json.schema_components([kind], ref_template="{name}")
    ours = Schemas("")
    ours.of(kind)
    assert {_plain(name) for name in ours.components} == {_plain(name) for name in theirs}
    told = {_plain(name): schema for name, schema in theirs.items()}
    for name, schema in ours.components.items():
        assert _shape(schema)["properties"] == _shape(told[_plain(name)])["properties"]
        assert set(told[_plain(name)].get("required", ())) <= set(schema["required"])


def _plain(name: str) -> str:
    return name.replace("_", "").replace("[", "").replace("]", "").rpartition(".")[2].lower()


def _shape(schema: Any) -> Any:
    """What is said of values, without words, and without what an answer always has."""
    if isinstance(schema, dict):
        plain = {
            name: _shape(value)
            for name, value in schema.items()
            if name not in ("description", "title", "default", "minItems", "maxItems")
            or (isinstance(value, dict) and value)
        }
        return {name: _plain(value) if name == "$ref" else value for name, value in plain.items()}
    if isinstance(schema, list):
        return sorted((_shape(one) for one in schema), key=repr)
    return schema


@pytest.mark.parametrize("path", sorted(path for path, asked in OPENAPI["paths"].items() if "get" in asked))
def test_answers_are_as_described(story_server: str, path: str) -> None:
    short = path.removeprefix("/api/v1")
    answer = httpx.get(story_server + path.format(**NUMBERS), params=QUERIES.get(short, {}), timeout=30)
    told = OPENAPI["paths"][path]["get"]["responses"]
    assert str(answer.status_code) in told
    media = answer.headers["content-type"]
    if media == "application/json":
        schema = told["200"]["content"][media]["schema"] | {"components": OPENAPI["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json())
    else:
        assert media in (*told["200"]["content"], "application/problem+json")


def test_operations_have_names_of_their_own() -> None:
    names = [one["operationId"] for asked in OPENAPI["paths"].values() for one in asked.values()]
    assert len(names) == len(set(names)) == len(ENDPOINTS)


def test_every_parameter_says_what_it_is() -> None:
    for asked in OPENAPI["paths"].values():
        for operation in asked.values():
            for parameter in operation["parameters"]:
                assert parameter.get("description") or "enum" in parameter["schema"], parameter
