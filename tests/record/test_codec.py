"""The record's JSON: nothing is lost on the way, and the schema says what may stand in it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from onrecord.errors import RecordError
from onrecord.record import RECORD_VERSION, Record, decode, encode, json_schema
from strategies import lawful_record, records

VALIDATOR = Draft202012Validator(json_schema())


@given(records())
def test_json_to_record_to_json_loses_nothing(record: Record) -> None:
    text = encode(record)
    assert decode(text) == record
    assert encode(decode(text)) == text
    assert Record.from_json(record.to_json(indent=2)) == record


@given(records())
def test_python_s_own_json_reads_the_same_values(record: Record) -> None:
    assert json.loads(encode(record)) == json.loads(encode(record, indent=1)) == listed(msgspec.to_builtins(record))


def listed(node: Any) -> Any:
    """Return builtins with lists for tuples, as JSON has them."""
    if isinstance(node, dict):
        return {name: listed(value) for name, value in node.items()}
    return [listed(item) for item in node] if isinstance(node, list | tuple) else node


@settings(max_examples=50)
@given(records())
def test_the_schema_accepts_every_encoded_record(record: Record) -> None:
    VALIDATOR.validate(json.loads(encode(record)))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield (*path, name)
            yield from places(value, (*path, name))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from places(value, (*path, number))


def broken_at(record: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(record)
    node: Any = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


LAWFUL = json.loads(encode(lawful_record()))


@pytest.mark.parametrize(
    "path", [path for path in places(LAWFUL) if path[0] != "made_by"], ids=lambda path: ".".join(map(str, path))
)
def test_schema_and_codec_reject_a_value_of_the_wrong_type_wherever_it_stands(path: tuple[Any, ...]) -> None:
    broken = broken_at(LAWFUL, path, {"no": ["such", "value"]})
    # A structure without required fields takes any object: those are broken from inside.
    if VALIDATOR.is_valid(broken):
        assert path[-1] == "period"
        return
    with pytest.raises(RecordError, match="no record of version 1"):
        decode(json.dumps(broken))


@pytest.mark.parametrize("name", ["record_version", "made_by", "article"])
def test_schema_and_codec_reject_a_record_without_its_parts(name: str) -> None:
    broken = {key: value for key, value in LAWFUL.items() if key != name}
    assert not VALIDATOR.is_valid(broken)
    with pytest.raises(RecordError):
        decode(json.dumps(broken))


@pytest.mark.parametrize("name", ["start", "end", "kind"])
def test_schema_rejects_a_block_without_its_place_or_kind(name: str) -> None:
    broken = copy.deepcopy(LAWFUL)
    del broken["article"]["blocks"][0][name]
    assert not VALIDATOR.is_valid(broken)


def test_fields_of_a_later_version_are_left_out() -> None:
    later = {**LAWFUL, "mood": "calm"}
    assert decode(json.dumps(later)) == lawful_record()


@pytest.mark.parametrize("version", ["0", "2", ""])
def test_a_record_of_another_version_is_refused_by_name(version: str) -> None:
    with pytest.raises(RecordError, match=f"record_version '{version}' is not '{RECORD_VERSION}'"):
        decode(json.dumps({**LAWFUL, "record_version": version}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"record"', "\x00", b"\xff\xfe"])
def test_what_is_no_json_object_is_refused(text: str | bytes) -> None:
    with pytest.raises(RecordError, match="onrecord schema"):
        decode(text)


def test_field_order_is_the_contract_s() -> None:
    assert list(LAWFUL)[:3] == ["record_version", "made_by", "article"]
    assert list(LAWFUL)[3:] == ["actors", "statements", "figures", "encounters", "positions", "dates", "notes"]


def test_every_field_stands_in_the_json_even_when_null() -> None:
    assert LAWFUL["article"]["page"]["url"] is None
    assert LAWFUL["statements"][1]["said_on"] is None
    assert LAWFUL["figures"][0]["period"] == {"from": "2031-03-04", "to": None}
