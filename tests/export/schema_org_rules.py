"""What schema.org (release 29) says of the types that exports use: which properties they have, and of which kinds.

Written from the pages of the types; the vocabulary itself is not part of this project. A type has the properties of
those that it is a kind of.
"""

from __future__ import annotations

import re
from typing import Any

THING = {"name": "Text", "description": "Text", "url": "URL"}
CREATIVE_WORK = {
    **THING,
    "about": "Thing", "audience": "Audience", "author": "Organization Person", "contributor": "Organization Person",
    "correction": "Text URL", "dateCreated": "Date", "dateModified": "Date", "datePublished": "Date",
    "hasPart": "CreativeWork", "headline": "Text", "inLanguage": "Text", "isPartOf": "CreativeWork",
    "publisher": "Organization Person",
    "sourceOrganization": "Organization", "spatialCoverage": "Place", "temporalCoverage": "Text", "text": "Text",
}  # fmt: skip
PROPERTIES: dict[str, dict[str, str]] = {
    "NewsArticle": {**CREATIVE_WORK, "articleBody": "Text", "articleSection": "Text", "dateline": "Text"},
    "Quotation": {**CREATIVE_WORK, "spokenByCharacter": "Organization Person"},
    "Claim": {**CREATIVE_WORK, "appearance": "CreativeWork", "firstAppearance": "CreativeWork"},
    "QuantitativeValue": {**THING, "minValue": "Number", "maxValue": "Number", "unitText": "Text", "value": "Number"},
    **dict.fromkeys(("Person", "Organization", "GovernmentOrganization", "Audience", "Place", "Thing"), THING),
}
KINDS = {
    "NewsArticle": {"CreativeWork", "Thing"},
    "Quotation": {"CreativeWork", "Thing"},
    "Claim": {"CreativeWork", "Thing"},
    "GovernmentOrganization": {"Organization", "Thing"},
    "QuantitativeValue": {"Thing"},
}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?)?)?")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def faults(graph: dict[str, Any]) -> list[str]:
    """Return what is wrong with a graph."""
    if graph.get("@context") != "https://schema.org":
        return ["the context is not schema.org"]
    types = {node["@id"]: node["@type"] for node in graph["@graph"]}
    found = [] if len(types) == len(graph["@graph"]) else ["two nodes have one @id"]
    return found + [fault for node in graph["@graph"] for fault in _node(node, types)]


def _node(node: dict[str, Any], types: dict[str, str]) -> list[str]:
    known = PROPERTIES.get(node.get("@type", ""))
    if known is None:
        return [f"{node.get('@type')} is no type of schema.org that is used here"]
    found = [f"{node['@type']} has no {key}" for key in node if key[0] != "@" and key not in known]
    for key, kinds in known.items():
        values = node.get(key, [])
        for value in values if isinstance(values, list) else [values]:
            found += [f"{node['@type']}.{key}: {fault}" for fault in _value(value, kinds, types)]
    return found


def _value(value: Any, kinds: str, types: dict[str, str]) -> list[str]:
    if isinstance(value, dict):
        kind = value.get("@type") or types.get(value["@id"], "nothing here")
        wrong = not ({kind} | KINDS.get(kind, {"Thing"})) & set(kinds.split())
        return [f"{kind} is no {kinds}"] * wrong + (_node(value, types) if "@type" in value else [])
    fits = {
        "Text": isinstance(value, str),
        "Number": isinstance(value, int | float) and not isinstance(value, bool),
        "Date": isinstance(value, str) and DATE.fullmatch(value) is not None,
        "URL": isinstance(value, str) and IRI.fullmatch(value) is not None,
    }
    return [] if any(fits.get(kind, False) for kind in kinds.split()) else [f"{value!r} is no {kinds}"]
