"""JSON Schemas of what tools take and give, made from the structs; what a field means comes from their docstrings."""

from __future__ import annotations

import re
from inspect import cleandoc
from typing import Any

import msgspec

_ARGUMENT = re.compile(r"^ {4}(\w+): (.*?)(?=^ {4}\w+: |\Z)", re.MULTILINE | re.DOTALL)
_REFS = "#/$defs/{name}"


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON Schema of a struct, an object at its root as the protocol wants it."""
    _, parts = msgspec.json.schema_components([kind], ref_template=_REFS)
    for part in parts.values():
        _describe(part)
    root = dict(parts.pop(kind.__name__))
    return root | ({"$defs": parts} if parts else {})


def question_schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the JSON Schema of what a tool takes, as short as models read it well.

    What may be left out is left out, never null: there is no null in it, and no name of a type of ours.
    """
    schema = schema_of(kind)
    schema.pop("title", None)
    schema.pop("description", None)
    for name, field in schema["properties"].items():
        kinds = [one for one in field.pop("anyOf", ()) if one != {"type": "null"}]
        whole = {**field, **kinds[0]} if len(kinds) == 1 else {**field, **({"anyOf": kinds} if kinds else {})}
        if "enum" in whole:
            whole["enum"] = [value for value in whole["enum"] if value is not None]
        if whole.get("default", "") is None:
            del whole["default"]
        schema["properties"][name] = whole
    return schema


def _describe(part: dict[str, Any]) -> None:
    """Move what a docstring says of each field to that field."""
    told, _, arguments = cleandoc(part.get("description", "")).partition("\n\nArgs:\n")
    if told:
        part["description"] = _plain(told)
    for name, words in _ARGUMENT.findall(arguments):
        if name in part.get("properties", {}):
            part["properties"][name].setdefault("description", _plain(words))
    for field in part.get("properties", {}).values():
        nested = next((one.pop("description") for one in field.get("anyOf", ()) if "description" in one), None)
        if nested:
            field["description"] = " ".join(filter(None, (field.get("description"), nested)))


def _plain(words: str) -> str:
    return " ".join(words.replace("``", "`").split())
