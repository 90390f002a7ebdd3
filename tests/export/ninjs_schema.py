"""IPTC ninjs 3.1 as a JSON Schema of our own, from the properties, types and limits that IPTC publishes for it.

Like IPTC's own (http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json, CC BY 4.0) it lets no property through that is not
named, at any depth. Parts for events, planning, pictures and rights, which exports have none of, are left out, so that
they are faults here. ``format`` is spelt out as patterns, which every validator checks.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
# RFC 3986, absolute; RFC 3339.
URI = {
    "type": "string",
    "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9!$&'()*+,;=:@/?#\[\]._~-]|%[0-9A-Fa-f]{2})+$",
}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def _closed(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_NAMED = {"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT}
_WORDS = {"role": TEXT, "contentType": TEXT, "value": TEXT}
_ITEM: dict[str, Any] = {
    "uri": URI,
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
    "representationType": {"enum": ["full", "partial"]},
    "profile": TEXT,
    "version": TEXT,
    **dict.fromkeys(("firstCreated", "versionCreated", "contentCreated", "embargoedUntil", "expires"), TIME),
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "urgency": {"type": "integer", "minimum": 1, "maximum": 9},
    **dict.fromkeys(("copyrightHolder", "copyrightNotice", "usageTerms", "edNote", "language"), TEXT),
    **dict.fromkeys(("title", "by", "slugline", "located"), TEXT),
    "descriptions": _many(_closed(("value",), **_WORDS)),
    "bodies": _many(_closed(("value",), **_WORDS, charCount=COUNT, wordCount=COUNT)),
    "headlines": _many(_closed(("value",), **_WORDS)),
    "people": _many(_closed(**_NAMED)),
    "organisations": _many(_closed(**_NAMED)),
    "places": _many(_closed(**_NAMED)),
    "subjects": _many(_closed(**_NAMED, creator=TEXT, relevance=PERCENT, confidence=PERCENT)),
    "infoSources": _many(_closed(name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
    "altIds": _many(_closed(role=TEXT, value=TEXT)),
    "standard": _closed(name=TEXT, version=TEXT, schema=URI),
    "genres": _many(_closed(name=TEXT, uri=TEXT, literal=TEXT)),
}
_ASSOCIATED = _closed(("name", "uri"), **_ITEM, name=TEXT, rel=TEXT)
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_closed(("uri",), **_ITEM, associations=_many(_ASSOCIATED)),
}
