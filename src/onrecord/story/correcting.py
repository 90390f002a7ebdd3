"""The log of corrections, and mending who is who: each correction is one line and can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import Connection

from onrecord.errors import OpenError, UsageError
from onrecord.store import corrections as kept
from onrecord.store import log
from onrecord.store.changes import EVERY_STORY, Kind, note
from onrecord.store.frames import Rows
from onrecord.store.keep import now
from onrecord.store.log import Correction
from onrecord.store.store import Store
from onrecord.story.actor_named import actor_named
from onrecord.story.mending import retell, tell
from onrecord.story.moving import gather, regroup


def merge(store: Store, actor: str, other: str, *, why: str | None = None, by: str | None = None) -> int:
    """Let one actor stand for another and return the correction's number.

    Args:
        actor: name or id of the one that stays; ``other`` of the one it stands for.
        why: for those who read it later; ``by`` who says it.

    Raises:
        UsageError: a name is nobody's or several's, or both are one already.
    """
    with store.writing() as connection:
        stays, goes = actor_named(connection, actor).id, actor_named(connection, other).id
        return kept.merge(connection, stays, goes, why=why, by=by)


def split(
    store: Store, actor: str, articles: str, name: str | None = None, *, why: str | None = None, by: str | None = None
) -> int:
    """Take those whom some articles name for another actor and return the correction's number.

    Args:
        articles: their numbers, commas between them.
        name: of the other; None for the name that the first of the articles gives.

    Raises:
        UsageError: a number is none, or an article does not name the actor.
    """
    numbers = [part.strip() for part in articles.split(",")]
    if not all(part.isdecimal() for part in numbers):
        raise UsageError(f"{articles!r} are no numbers of articles; write them as 12,88")
    with store.writing() as connection:
        return kept.split(connection, actor_named(connection, actor).id, map(int, numbers), name, why=why, by=by)


def rename(store: Store, actor: str, name: str, *, why: str | None = None, by: str | None = None) -> int:
    """Give an actor another name and return the correction's number.

    Raises:
        UsageError: the actor's name is nobody's or several's, or the new one is empty.
    """
    with store.writing() as connection:
        return kept.rename(connection, actor_named(connection, actor).id, name, why=why, by=by)


def undo(store: Store, correction: int, by: str | None = None) -> int:
    """Take a correction back, an undoing too, and return the number of what undoes it.

    Raises:
        NoSuchError: there is no such correction.
        UsageError: it is undone already.
    """
    with store.writing() as connection:
        made = log.undo(connection, correction, now(), by)
        _take_effect(connection, (made,), "undone")
        return made


def _take_effect(connection: Connection, added: Sequence[int], kind: Kind) -> None:
    """Bring everything in line with the log where some of its lines are new, and tell those that look on."""
    about = [log.undoes(connection, ident) for ident in added]
    if any(c.kind in log.OF_ACTORS for c in about):
        kept.apply(connection)
        note(connection, kind, [EVERY_STORY], other=added[-1])
    last = added[-1] if added else None
    articles = _spoken_of(connection, about, log.OF_ITEMS)
    retell(connection, articles)
    tell(connection, kind, articles, last)
    regroup(connection, _spoken_of(connection, about, log.OF_UTTERANCES), kind, last)
    if moved := _spoken_of(connection, about, log.OF_STORIES):
        gather(connection, moved, kind, last)


def _spoken_of(connection: Connection, about: Sequence[Correction], kinds: Collection[str]) -> list[int]:
    return log.corrected(connection, [c.id for c in about if c.kind in kinds])


def corrections(store: Store, *, limit: int | None = None, offset: int = 0) -> Rows[Correction]:
    """Return the log, the first correction first."""
    with store.reading() as connection:
        return Rows(Correction, kept.log(connection, limit=limit, offset=offset))


def corrections_naming(store: Store, names: Collection[str]) -> Rows[Correction]:
    """Return what users said of actors of some names: who is who, and what they are called."""
    with store.reading() as connection:
        return Rows(Correction, kept.naming(connection, names))


def exported(store: Store) -> list[str]:
    """Return the log as lines of JSON."""
    with store.reading() as connection:
        return list(kept.export_log(connection))


def import_from(store: Store, file: Path) -> int:
    """Add the corrections of an exported log and return how many they are.

    Raises:
        OpenError: the file cannot be read.
        UsageError: a line is no correction; nothing was added.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OpenError(str(file), f"it cannot be read ({error})", "name a file that --export has written") from error
    with store.writing() as connection:
        added = log.add_lines(connection, lines)
        _take_effect(connection, added, "corrected")
        return len(added)
