"""What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) asks for, as far as exports reach.

Written from its text, sections named; the Recommendation has no schema of its own. Only keys that the model or our own
context gives a meaning have a place.
"""

from __future__ import annotations

import re
from typing import Any

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def faults(collection: dict[str, Any], texts: dict[str, str]) -> list[str]:
    """Return what is wrong with a collection (5.1, 5.2).

    Args:
        texts: of the annotated resources, by their IRIs.
    """
    found = []
    contexts = collection.get("@context")
    if CONTEXT not in (contexts if isinstance(contexts, list) else [contexts]):
        found.append("3.1: the context is missing")
    page = collection.get("first", {})
    for node, kind in ((collection, "AnnotationCollection"), (page, "AnnotationPage")):
        if node.get("type") != kind or not IRI.fullmatch(str(node.get("id"))):
            found.append(f"5: no {kind} with an id")
    items = page.get("items")
    if not isinstance(items, list) or collection.get("total") != len(items):
        return [*found, "5.1: total is not the number of annotations"]
    names = [item["id"] for item in items]
    if len(set(names)) != len(names):
        found.append("3.1: an id names two annotations")
    return found + [fault for item in items for fault in _annotation(item, texts)]


def _annotation(node: dict[str, Any], texts: dict[str, str]) -> list[str]:
    found = _keys(node, {"id", "type", "motivation", "generated", "generator", "body", "target"})
    if node["type"] != "Annotation" or not IRI.fullmatch(node["id"]):
        found.append("3.1: an annotation has a type and one id")
    if node.get("motivation") not in MOTIVATIONS:
        found.append("3.3.5: no motivation of the model")
    if "generated" in node and not TIME.fullmatch(node["generated"]):
        found.append("3.3.1: generated is an xsd:dateTime in UTC")
    bodies = node.get("body", [])
    for body in bodies if isinstance(bodies, list) else [bodies]:
        found += _body(body)
    targets = node["target"] if isinstance(node["target"], list) else [node["target"]]
    if not targets:
        found.append("3.1: an annotation has a target")
    return found + [fault for target in targets for fault in _target(target, texts)]


def _body(body: dict[str, Any]) -> list[str]:
    if body.get("type") == "TextualBody":  # 3.2.4
        found = _keys(body, {"type", "value", "format", "language", "purpose"})
        return found if isinstance(body.get("value"), str) else [*found, "3.2.4: a textual body has one value"]
    found = _keys(body, {"id", "type"})
    return found if IRI.fullmatch(str(body.get("id"))) else [*found, "3.2.1: an external body has an IRI"]


def _target(target: dict[str, Any] | str, texts: dict[str, str]) -> list[str]:
    if isinstance(target, str):
        return [] if IRI.fullmatch(target) else ["3.2: a target is an IRI"]
    found = _keys(target, {"type", "source", "selector", "state"})
    if not IRI.fullmatch(str(target.get("source"))):
        return [*found, "4: a specific resource has one source"]
    state = target.get("state")
    if state is not None and (state.get("type") != "TimeState" or not TIME.fullmatch(state.get("sourceDate", ""))):
        found.append("4.3.1: a time state has a date")
    quote, position = target["selector"]
    text = texts[target["source"]]
    # 4.2.4 and 4.2.5; both select the same, 4.2. Positions are Unicode code points, from nought, the end left out.
    if quote["type"] != "TextQuoteSelector" or set(quote) != {"type", "exact", "prefix", "suffix"}:
        found.append("4.2.4: no text quote selector")
    if position["type"] != "TextPositionSelector" or set(position) != {"type", "start", "end"}:
        found.append("4.2.5: no text position selector")
    start, end = position["start"], position["end"]
    if list(text)[start:end] != list(quote["exact"]):
        found.append(f"4.2.5: {start}..{end} is not {quote['exact']!r}")
    if not text[:start].endswith(quote["prefix"]) or not text[end:].startswith(quote["suffix"]):
        found.append("4.2.4: prefix or suffix stand elsewhere")
    return found


def _keys(node: dict[str, Any], allowed: set[str]) -> list[str]:
    return [f"{key} has no meaning here" for key in node if key not in allowed and not key.startswith("onrecord:")]
