"""The plan of a folder of shards: which files are read in which unit; written once, the same for each later run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from onrecord.errors import ShardsError, UsageError
from onrecord.ingest.engine.places import Place, as_path, is_address
from onrecord.ingest.engine.remote import Remote, files_at
from onrecord.ingest.files import Found, files_of
from onrecord.ingest.inputs import STANDARD_INPUT, Inputs
from onrecord.ingest.items import Kind, Problem
from onrecord.ingest.sources import SUFFIXES
from onrecord.record import RECORD_VERSION, MadeBy

FORMAT = "1"
NAME = "plan.jsonl"
# Articles in one file of shards: what a kill costs a worker at most, 65 s of reading at four articles a second.
PIECE = 256
# Pages that are files of their own, in one unit: as many as in a piece; fewer where workers would have nothing to do.
_LEAST_FILES, _UNITS_EACH = 16, 4


class Entry(msgspec.Struct, frozen=True):
    """A file of a unit, or why there is none.

    Args:
        path: as the caller would see it named; a path or an address.
        stem: what a table of dates calls it.
        given: the publication date that the caller gives, RFC 3339.
        problem: page, cause and remedy.
    """

    path: str
    stem: str
    given: str | None = None
    problem: tuple[str, str, str] | None = None


class Unit(msgspec.Struct, frozen=True):
    """What one worker reads: an archive, a list, or some pages."""

    number: int
    entries: tuple[Entry, ...]


class Asked(msgspec.Struct, frozen=True):
    """What a folder of shards is made of, and by what: the same command goes on with it, another may not.

    Args:
        folder: what relative paths stand against; empty where there are none.
        pages: whether the pages' bytes are kept.
        made_by: program and models that read.
        piece: articles in one file.
    """

    format: str
    record_version: str
    inputs: tuple[str, ...]
    folder: str
    kind: Kind | None
    published: str | None
    pages: bool
    made_by: MadeBy
    piece: int


@dataclass(frozen=True)
class Plan:
    """All units of a folder of shards.

    Args:
        asked: what it was asked for.
        ident: the hash of all of it, which each shard carries.
    """

    asked: Asked
    units: Sequence[Unit]
    ident: str


def asked_for(inputs: Inputs, published: str | None, made_by: MadeBy, *, pages: bool, piece: int = PIECE) -> Asked:
    """Return what a caller asks for.

    Args:
        published: what the caller gave as date or table of dates.

    Raises:
        UsageError: standard input cannot be shared out.
    """
    named = tuple(inputs.named)
    if STANDARD_INPUT in named:
        raise UsageError("standard input (-) cannot be shared out; save it as a file, or leave out --engine ray")
    relative = any(not is_address(one) and not as_path(one).is_absolute() for one in named)
    folder = str(Path.cwd()) if relative else ""
    return Asked(FORMAT, RECORD_VERSION, named, folder, inputs.kind, published, pages, made_by, piece)


def planned(place: Place, asked: Asked, inputs: Inputs, workers: int) -> Plan:
    """Return the plan of a folder: the one that stands there, or a new one, which is written.

    Args:
        workers: how many will read; they should all have something to do.

    Raises:
        UsageError: the folder holds shards of something else.
        ShardsError: its plan cannot be read.
        OutputError: the plan cannot be written.
    """
    if not place.has(NAME):
        _write(place, asked, list(_units(inputs, asked.piece, workers)))
    plan = plan_at(place)
    differs = [name for name in asked.__struct_fields__ if getattr(asked, name) != getattr(plan.asked, name)]
    if differs:
        raise UsageError(_other(place, plan.asked, asked, differs[0]))
    return plan


def plan_at(place: Place) -> Plan:
    """Return the plan that stands in a folder.

    Raises:
        ShardsError: there is none, it is broken, or of another version.
    """
    try:
        content = place.get(NAME)
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or type(error).__name__
        raise ShardsError(
            f"{place.named}: no folder of shards ({NAME}: {cause}); `onrecord ingest --engine ray --shards` makes one"
        ) from error
    head, *lines = content.splitlines() or [b""]
    try:
        asked = msgspec.json.decode(head, type=Asked)
    except msgspec.MsgspecError as error:
        raise ShardsError(f"{place.named}/{NAME}: broken, or of another version of onrecord ({error})") from error
    check_versions(place.named, asked.format, asked.record_version)
    try:
        units = [msgspec.json.decode(line, type=Unit) for line in lines]
    except msgspec.MsgspecError as error:
        raise ShardsError(f"{place.named}/{NAME}: broken ({error}); begin anew in another folder") from error
    return Plan(asked, units, hashlib.sha256(content).hexdigest())


def check_versions(named: str, written: str, record_version: str) -> None:
    """Refuse shards that this version cannot read.

    Raises:
        ShardsError: they are of another version of shards, or hold records of another version.
    """
    if written != FORMAT:
        raise ShardsError(
            f"{named}: shards of version {written}, this onrecord knows {FORMAT}; load them with the onrecord that "
            "made them, or read the pages again"
        )
    if record_version != RECORD_VERSION:
        raise ShardsError(
            f"{named}: records of version {record_version}, this onrecord keeps {RECORD_VERSION}; load them with the "
            "onrecord that made them, or read the pages again"
        )


def _write(place: Place, asked: Asked, units: Sequence[Unit]) -> None:
    lines = (msgspec.json.encode(one) + b"\n" for one in chain([asked], units))
    with place.writing(NAME) as path, path.open("wb") as file:
        file.writelines(lines)


def _other(place: Place, there: Asked, asked: Asked, differs: str) -> str:
    was, wanted = getattr(there, differs), getattr(asked, differs)
    if differs == "made_by":
        return (
            f"{place.named}: these shards were begun by another onrecord or other models ({was.onrecord}, now "
            f"{wanted.onrecord}); go on with that one, or choose another folder"
        )
    what = {"folder": "the folder it was started in", "pages": "--keep-pages", "kind": "--as"}.get(differs, differs)
    return (
        f"{place.named}: holds shards of something else: {what} was {_words(was)} and is {_words(wanted)}; "
        "give the same again to go on with it, or choose another folder"
    )


def _words(value: object) -> str:
    return " ".join(map(str, value))[:200] if isinstance(value, tuple) else str(value)


def _units(inputs: Inputs, piece: int, workers: int) -> Iterator[Unit]:
    entries = [_entry(one, inputs) for named in inputs.named for one in _files(named)]
    alone = sum(_is_page(entry, inputs.kind) for entry in entries)
    most = min(piece, max(_LEAST_FILES, -(-alone // max(1, _UNITS_EACH * workers))))
    group: list[Entry] = []
    number = 0
    for entry in entries:
        if group and not (len(group) < most and _is_page(entry, inputs.kind) and _is_page(group[-1], inputs.kind)):
            yield Unit(number, tuple(group))
            group, number = [], number + 1
        group.append(entry)
    if group:
        yield Unit(number, tuple(group))


def _files(named: str) -> Iterator[Found | Remote | Problem]:
    return files_at(named) if is_address(named) else files_of(str(as_path(named)))


def _entry(found: Found | Remote | Problem, inputs: Inputs) -> Entry:
    if isinstance(found, Problem):
        error = found.error
        return Entry(error.page, "", problem=(error.page, error.cause, error.remedy))
    given = inputs.date_of(found.stem) if inputs.date_of else None
    return Entry(found.address if isinstance(found, Remote) else str(found.path), found.stem, given)


def _is_page(entry: Entry, kind: Kind | None) -> bool:
    """Whether a file is one page by its name: what it really is, is seen when it is read."""
    return entry.problem is not None or (kind in (None, "page") and entry.path.lower().endswith(SUFFIXES))
