"""What a correction says of an item: it is wrong, or this and that of it is so."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from onrecord.errors import UsageError
from onrecord.record import Act, ActorType, Change, Grade, Mode, Stance, StatementKind
from onrecord.store.mending.anchors import Face, ItemKind
from onrecord.store.mending.quotes import Quote


class Who(msgspec.Struct, frozen=True, omit_defaults=True):
    """An actor that the user names.

    Args:
        name: as the article has it, else as the store has it, else as the user wrote it.
        seen: where the article names it.
        face: the actor across articles, where the user meant that very one.
    """

    name: str
    type: ActorType = "person"
    wikidata: str | None = None
    seen: Quote | None = None
    face: Face | None = None


class Mends(msgspec.Struct, frozen=True):
    """What is so of an item; what is not set stays as it was read.

    Args:
        source: of a statement, the words that name the source.
        said_on: ISO day or month; ``as_of`` likewise.
        by_whom: of a figure, on whose word it stands.
        words: of a figure, the phrase that tells it.
        actor: of a mention, who is meant.
    """

    speaker: Who | UnsetType | None = UNSET
    relayed_by: tuple[Who, ...] | UnsetType = UNSET
    addressee: tuple[Who, ...] | UnsetType = UNSET
    source: Quote | UnsetType | None = UNSET
    cue: Quote | UnsetType | None = UNSET
    content: tuple[Quote, ...] | UnsetType = UNSET
    kind: StatementKind | UnsetType = UNSET
    grade: Grade | UnsetType = UNSET
    mode: Mode | UnsetType = UNSET
    act: Act | UnsetType = UNSET
    reiterates: bool | UnsetType = UNSET
    said_on: str | UnsetType | None = UNSET
    words: Quote | UnsetType = UNSET
    low: float | UnsetType | None = UNSET
    high: float | UnsetType | None = UNSET
    approx: bool | UnsetType = UNSET
    measure: str | UnsetType = UNSET
    what: str | UnsetType | None = UNSET
    unit: str | UnsetType | None = UNSET
    currency: str | UnsetType | None = UNSET
    place: str | UnsetType | None = UNSET
    as_of: str | UnsetType | None = UNSET
    cumulative: bool | UnsetType | None = UNSET
    by_whom: Who | UnsetType | None = UNSET
    actor: Who | UnsetType | None = UNSET
    holder: Who | UnsetType | None = UNSET
    issue: str | UnsetType = UNSET
    stance: Stance | UnsetType = UNSET
    change: Change | UnsetType = UNSET

    def given(self) -> dict[str, Any]:
        """Return what is set, by the name of its field."""
        every = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in every.items() if value is not UNSET}


# What can be mended of each kind.
FIELDS: dict[ItemKind, tuple[str, ...]] = {
    "statement": (
        "speaker", "relayed_by", "addressee", "source", "cue", "content", "kind", "grade", "mode", "act", "reiterates",
        "said_on",
    ),
    "figure": (
        "words", "low", "high", "approx", "measure", "what", "unit", "currency", "place", "as_of", "cumulative",
        "by_whom",
    ),
    "position": ("holder", "issue", "stance", "change"),
    "encounter": (),
    "mention": ("actor",),
}  # fmt: skip
PEOPLE = ("speaker", "relayed_by", "addressee", "by_whom", "actor", "holder")
QUOTES = ("source", "cue", "content", "words")
_DAYS = {
    "said_on": re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII),
    "as_of": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
}


def checked(kind: ItemKind, values: dict[str, Any]) -> Mends:
    """Return what a user gave as mends.

    Args:
        values: names of fields with what is so; actors as :class:`Who`, words as quotes.

    Raises:
        UsageError: a field is none of that kind's, or a value cannot be its.
    """
    strange = sorted(values.keys() - set(FIELDS[kind]))
    if strange:
        can = ", ".join(FIELDS[kind]) or "nothing: it can only be marked wrong"
        raise UsageError(f"a {kind} has no {', '.join(strange)} to mend; it has {can}")
    for name in values.keys() & _DAYS.keys():
        _check_day(name, values[name])
    try:
        return msgspec.convert(msgspec.to_builtins(values), Mends)
    except msgspec.ValidationError as error:
        raise UsageError(f"this cannot be so of a {kind}: {error}") from error


def _check_day(name: str, value: object) -> None:
    if value is None:
        return
    try:
        day = _DAYS[name].fullmatch(str(value))
        date.fromisoformat(f"{value}-01"[:10] if day else "")
    except ValueError as error:
        raise UsageError(f"{value!r} is no day; write it as 2024-05-01") from error
