"""Mending who is who, by names or numbers: each correction is one line of a log and can be taken back."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import OpenError, UsageError
from onrecord.store import corrections as kept
from onrecord.store.corrections import Correction
from onrecord.store.frames import Rows
from onrecord.store.store import Store
from onrecord.story.actor_named import actor_named


def merge(store: Store, actor: str, other: str) -> int:
    """Let one actor stand for another and return the correction's number.

    Args:
        actor: name or id of the one that stays; ``other`` of the one it stands for.

    Raises:
        UsageError: a name is nobody's or several's, or both are one already.
    """
    with store.writing() as connection:
        return kept.merge(connection, actor_named(connection, actor).id, actor_named(connection, other).id)


def split(store: Store, actor: str, articles: str, name: str | None = None) -> int:
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
        return kept.split(connection, actor_named(connection, actor).id, map(int, numbers), name)


def rename(store: Store, actor: str, name: str) -> int:
    """Give an actor another name and return the correction's number.

    Raises:
        UsageError: the actor's name is nobody's or several's, or the new one is empty.
    """
    with store.writing() as connection:
        return kept.rename(connection, actor_named(connection, actor).id, name)


def undo(store: Store, correction: int) -> int:
    """Take a correction back and return the number of what undoes it.

    Raises:
        UsageError: there is no such correction, or it is undone already.
    """
    with store.writing() as connection:
        return kept.undo(connection, correction)


def corrections(store: Store) -> Rows[Correction]:
    """Return the log, the first correction first."""
    with store.reading() as connection:
        return Rows(Correction, kept.log(connection))


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
        return kept.import_log(connection, lines)
