"""JSON Schema of what is answered, made from the very structs that are encoded; their docstrings describe the fields.

msgspec's own generator refuses unions of untagged structs, which a timeline has; what it says of the others is the same
(``tests/api/test_schemas.py`` holds both against each other).
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT

Schema = dict[str, Any]

_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    bytes: {"type": "string", "contentEncoding": "base64"},
    type(None): {"type": "null"},
    Any: {},
    object: {},
}
_LIMITS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "pattern": "pattern",
    "min_length": "minLength",
    "max_length": "maxLength",
    "description": "description",
}
_ARGUMENT = re.compile(r"^    (\w+): (.*)$")
_BESIDE = re.compile(r"; ``(\w+)`` ([^;]*)")


class Schemas:
    """Schemas under their names, each made when it is asked for first.

    Args:
        prefix: of references to them.
    """

    def __init__(self, prefix: str = "#/components/schemas/") -> None:
        self._prefix = prefix
        self._names: dict[Any, str] = {}
        self.components: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:  # noqa: ANN401 - any type
        """Return the schema of a type; structs become components and are referred to."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.of(args[0]) | limits(args[1:])
        if origin is Literal:
            return {"enum": list(args)}
        if origin in (Union, types.UnionType):
            return self._union(args)
        struct = origin or kind
        if isinstance(struct, type) and issubclass(struct, msgspec.Struct):
            return {"$ref": self._prefix + self._component(kind)}
        return self._several(struct, args)

    def properties(self, kind: Any) -> dict[str, tuple[Schema, bool]]:  # noqa: ANN401 - a struct, or a generic one of something
        """Return the schema of each field of a struct by its name in JSON, and whether it must be given."""
        told = described(get_origin(kind) or kind)
        found = {}
        for field in msgspec.structs.fields(kind):
            schema = self.of(field.type)
            if field.name in told and "description" not in schema:
                schema = {**schema, "description": told[field.name]}
            if field.default is not NODEFAULT and field.default is not msgspec.UNSET:
                schema = {**schema, "default": msgspec.to_builtins(field.default)}
            found[field.encode_name] = (schema, field.required)
        return found

    def _several(self, kind: Any, args: Sequence[Any]) -> Schema:  # noqa: ANN401 - any type
        if kind is tuple and args and args[-1] is not Ellipsis:
            items = [self.of(arg) for arg in args]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
        if isinstance(kind, type) and issubclass(kind, Mapping):
            return {"type": "object", "additionalProperties": self.of(args[1]) if args else {}}
        if isinstance(kind, type) and issubclass(kind, Sequence | AbstractSet):
            return {"type": "array", "items": self.of(args[0]) if args else {}}
        raise TypeError(f"{kind!r} has no schema")

    def _union(self, args: Sequence[Any]) -> Schema:
        several = [self.of(arg) for arg in args if arg is not msgspec.UnsetType]
        return several[0] if len(several) == 1 else {"anyOf": several}

    def _component(self, kind: Any) -> str:  # noqa: ANN401 - a struct, or a generic one of something
        if kind not in self._names:
            name = self._names[kind] = self._free_name(kind)
            self.components[name] = {}  # it may speak of itself
            self.components[name] = self._struct(kind)
        return self._names[kind]

    def _struct(self, kind: Any) -> Schema:  # noqa: ANN401 - a struct, or a generic one of something
        struct = get_origin(kind) or kind
        config = struct.__struct_config__
        fields = self.properties(kind)
        # What is encoded always stands there, unless defaults are left out; what is read may leave out what has one.
        unset = {field.encode_name for field in msgspec.structs.fields(kind) if field.default is msgspec.UNSET}
        written = fields.keys() - unset if not config.omit_defaults else set[str]()
        always = [name for name, (_, required) in fields.items() if required or name in written]
        properties = {name: schema for name, (schema, _) in fields.items()}
        if config.tag is not None:
            properties = {config.tag_field: {"enum": [config.tag]}} | properties
            always = [config.tag_field, *(name for name, (_, required) in fields.items() if required)]
        schema: Schema = {"title": struct.__name__, "type": "object", "properties": properties, "required": always}
        about = summary_of(struct)
        if config.forbid_unknown_fields:
            schema["additionalProperties"] = False
        return schema | ({"description": about} if about else {})

    def _free_name(self, kind: Any) -> str:  # noqa: ANN401 - a struct, or a generic one of something
        struct = get_origin(kind) or kind
        short = struct.__name__ + "".join(f"_{arg.__name__}" for arg in get_args(kind))
        taken = set(self._names.values())
        if short not in taken:
            return str(short)
        return str(f"{struct.__module__.rpartition('.')[2].capitalize()}{short}")


def limits(annotations: Iterable[Any]) -> Schema:
    """Return what ``msgspec.Meta`` says of a value."""
    found: Schema = {}
    for meta in annotations:
        if isinstance(meta, msgspec.Meta):
            found |= {name: value for ours, name in _LIMITS.items() if (value := getattr(meta, ours)) is not None}
            found |= meta.extra_json_schema or {}
    return found


def summary_of(kind: type) -> str:
    """Return the first sentence of a docstring; nothing where msgspec wrote it."""
    about = inspect.getdoc(kind) if "__doc__" in vars(kind) else None
    return "" if not about else about.split("\n\n", 1)[0].replace("\n", " ")


def described(kind: type) -> dict[str, str]:
    """Return what a docstring says of each field, under ``Args:``."""
    told: dict[str, str] = {}
    name = None
    for line in (inspect.getdoc(kind) or "").partition("Args:\n")[2].splitlines():
        if found := _ARGUMENT.match(line):
            name = found[1]
            told[name] = found[2]
        elif name and line.startswith("        "):
            told[name] += " " + line.strip()
        elif line.strip():
            break
    return {field: words.replace("``", "") for field, words in told.items()}
