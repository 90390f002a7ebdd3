"""The whole record of one article."""

from __future__ import annotations

from typing import Literal

import msgspec

from onrecord.record.actor import Actor
from onrecord.record.article import Article
from onrecord.record.date import Timex
from onrecord.record.encounter import Encounter
from onrecord.record.figure import Figure
from onrecord.record.position import Position
from onrecord.record.statement import Statement

RECORD_VERSION = "1"


class MadeBy(msgspec.Struct, frozen=True):
    """What made the record.

    Args:
        onrecord: version of the program.
        models: name and version or hash of each model.
    """

    onrecord: str
    models: dict[str, str] = {}


class Note(msgspec.Struct, frozen=True):
    """What could not be done, said plainly.

    Args:
        code: a lasting identifier, ``no-publication-date`` (docs/record.md lists them).
    """

    level: Literal["warning", "info"]
    code: str
    message: str


class Record(msgspec.Struct, frozen=True):
    """What onrecord read on one page; the JSON contract of docs/record.md."""

    record_version: str
    made_by: MadeBy
    article: Article
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    positions: tuple[Position, ...] = ()
    dates: tuple[Timex, ...] = ()
    notes: tuple[Note, ...] = ()

    def to_json(self, indent: int | None = None) -> str:
        """Return the record as JSON, the same bytes for the same record."""
        from onrecord.record.codec import encode  # noqa: PLC0415 - codec imports this module

        return encode(self, indent)

    def _repr_html_(self) -> str | None:
        from onrecord.record.view import notebook_view  # noqa: PLC0415 - only notebooks ask

        return notebook_view(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """Read a record from its JSON.

        Raises:
            RecordError: the text is no record of this version.
        """
        from onrecord.record.codec import decode  # noqa: PLC0415 - codec imports this module

        return decode(text)
