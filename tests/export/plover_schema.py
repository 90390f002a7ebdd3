"""The record of PLOVER as a JSON Schema of our own, from the tables of its manual (data interchange, version 0.7b1).

The manual lets further fields through; here they are faults, so that a misspelt one is seen. Categories and modes are
those of version 2.0, which docs/plover.md lists.
"""

from __future__ import annotations

from typing import Any, get_args

from onrecord.record.event import EventMode, EventType

TEXT = {"type": "string"}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
TIME = {"type": "string", "pattern": r"^\d\d:\d\d:\d\d(\.\d+)?Z$"}
PLACE = {"type": "integer", "minimum": 0}


def _closed(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


_ACTORS = {"type": "array", "items": _closed(actor_text=TEXT, identifier_text=TEXT, identifier_id=TEXT)}
_CITED = ("corpus", "citation", "url", "title", "publication", "license", "copyright", "coder", "codebook", "version")
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "required": ["id", "date", "source", "event"],
    **_closed(
        id=TEXT,
        date=DATE,
        source=_ACTORS,
        recipient=_ACTORS,
        event={"type": "array", "minItems": 1, "items": {"enum": list(get_args(EventType))}},
        mode={"type": "array", "items": {"enum": list(get_args(EventMode))}},
        event_loc=_closed(name=TEXT),
        event_text={"type": "array", "items": TEXT},
        quad_code={"enum": [1, 2, 3, 4]},
        text_info=_closed(start=PLACE, end=PLACE),
        cite_info=_closed(**dict.fromkeys(_CITED, TEXT), language={"type": "string", "pattern": "^[a-z]{2}$"}),
        coder=TEXT,
        coded_date=DATE,
        coded_time=TIME,
        comment=TEXT,
    ),
}
