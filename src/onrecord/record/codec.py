"""Record to JSON and back, and the JSON Schema of it."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.errors import RecordError
from onrecord.record.record import RECORD_VERSION, Record

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Record)


def encode(record: Record, indent: int | None = None) -> str:
    """Return the record as JSON.

    Args:
        indent: spaces a level; None for one line.
    """
    line = _ENCODER.encode(record)
    return (line if indent is None else msgspec.json.format(line, indent=indent)).decode()


def decode(text: str | bytes) -> Record:
    """Read a record from its JSON; fields that this version does not know are left out.

    Raises:
        RecordError: the text is no record, or one of another version.
    """
    try:
        record = _DECODER.decode(text)
    except msgspec.MsgspecError as error:
        raise RecordError(f"no record of version {RECORD_VERSION}: {error}; see `onrecord schema`") from error
    if record.record_version != RECORD_VERSION:
        raise RecordError(f"record_version {record.record_version!r} is not {RECORD_VERSION!r}; read the page again")
    return record


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record."""
    schema = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "onrecord record", **schema}
