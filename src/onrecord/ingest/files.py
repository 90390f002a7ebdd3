"""The files that a path, a directory or a pattern names, in order, without ever holding all their names."""

from __future__ import annotations

import glob
import heapq
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OpenError
from onrecord.ingest.items import Problem
from onrecord.ingest.sources import SUFFIXES, stem_of

# What is taken from a directory; a file that is named by itself may be called anything.
LISTS = (".json", ".jsonl", ".ndjson", ".urls", ".xml", ".rss", ".atom", ".warc")
TAKEN = (*SUFFIXES, ".xhtml", ".shtml", ".parquet", *LISTS, *(f"{suffix}.gz" for suffix in LISTS))

# Names of one directory that are held at a time. A directory of a million files is gone through 500 times, which
# takes minutes; reading them takes two days.
_NAMES = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file to take.

    Args:
        stem: its name, below the directory that was named, without suffixes; what a table of dates calls it.
    """

    path: Path
    stem: str


def files_of(named: str) -> Iterator[Found | Problem]:
    """Yield the files that an input names; those of a directory or a pattern sorted by path."""
    path = Path(named)
    if path.is_dir():
        yield from _in_directory(path)
    elif not path.exists() and glob.has_magic(named):
        yield from _in_pattern(named)
    else:
        yield Found(path, stem_of(path.name))


def count_files(named: str) -> int | None:
    """Count the files that an input names; None where it may be a list, which names any number of pages."""
    if not Path(named).is_dir():
        return None if named.lower().endswith(LISTS) or not named.lower().endswith(SUFFIXES) else 1
    count = 0
    for _, folders, names in os.walk(named):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        count += sum(_is_taken(name) for name in names)
    return count


def _is_taken(name: str) -> bool:
    return name.lower().endswith(TAKEN) and not name.startswith(".")


def _in_directory(directory: Path) -> Iterator[Found | Problem]:
    any_found = False
    for found in _below(directory, directory):
        any_found = True
        yield found
    if not any_found:
        kinds = ", ".join((*SUFFIXES, *LISTS))
        yield _problem(str(directory), "a directory without pages", f"pages and lists of them are files named {kinds}")


def _below(folder: Path, top: Path) -> Iterator[Found | Problem]:
    last = ""
    while True:
        try:
            with os.scandir(folder) as entries:
                after = (e for e in entries if e.name > last and not e.name.startswith("."))
                names = heapq.nsmallest(_NAMES, ((e.name, _is_folder(e)) for e in after if _leads_on(e)))
        except OSError as error:
            cause = f"the directory cannot be listed ({error.strerror})"
            yield _problem(str(folder), cause, "check its permissions")
            return
        for name, is_folder in names:
            path = folder / name
            if is_folder:
                yield from _below(path, top)
            else:
                yield Found(path, stem_of(path.relative_to(top).as_posix()))
        if len(names) < _NAMES:
            return
        last = names[-1][0]


def _leads_on(entry: os.DirEntry[str]) -> bool:
    return _is_taken(entry.name) or _is_folder(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _in_pattern(pattern: str) -> Iterator[Found | Problem]:
    found = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - Path.glob knows no absolute patterns
    if "**" in pattern:
        # The files in a directory match by themselves; the directory would name them again.
        found = [name for name in found if not Path(name).is_dir() and name.lower().endswith(TAKEN)]
    if not found:
        yield _problem(pattern, "no file matches this pattern", "check it, or name the files themselves")
    for name in found:
        yield from files_of(name)


def _problem(name: str, cause: str, remedy: str) -> Problem:
    return Problem(OpenError(name, cause, remedy))
