"""The nouns that every stage speaks: the record and its parts."""

from onrecord.record.actor import Actor, ActorType
from onrecord.record.article import Article, Block, BlockKind, Dateline, Page, Stamp, StampOrigin
from onrecord.record.codec import decode, encode, json_schema
from onrecord.record.date import Timex, TimexType
from onrecord.record.encounter import Encounter, EncounterDate, EncounterStatus, EncounterType
from onrecord.record.event import Event, EventMode, EventType
from onrecord.record.figure import AsOf, Figure, Period
from onrecord.record.keys import item_key
from onrecord.record.position import Change, Position, Stance
from onrecord.record.record import RECORD_VERSION, MadeBy, Note, Record
from onrecord.record.span import Span
from onrecord.record.statement import Act, Grade, Mode, SaidOn, Statement, StatementKind

__all__ = [
    "RECORD_VERSION",
    "Act",
    "Actor",
    "ActorType",
    "Article",
    "AsOf",
    "Block",
    "BlockKind",
    "Change",
    "Dateline",
    "Encounter",
    "EncounterDate",
    "EncounterStatus",
    "EncounterType",
    "Event",
    "EventMode",
    "EventType",
    "Figure",
    "Grade",
    "MadeBy",
    "Mode",
    "Note",
    "Page",
    "Period",
    "Position",
    "Record",
    "SaidOn",
    "Span",
    "Stamp",
    "StampOrigin",
    "Stance",
    "Statement",
    "StatementKind",
    "Timex",
    "TimexType",
    "decode",
    "encode",
    "item_key",
    "json_schema",
]
