"""From what a caller names to the pages to read: paths, directories, globs, URLs, standard input."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from onrecord.errors import OpenError, PageError, UsageError
from onrecord.record.urls import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Longest first: `.html.gz` has to go before `.gz` alone could be left behind.
SUFFIXES = (".html.gz", ".htm.gz", ".txt.gz", ".html", ".htm", ".txt")
STANDARD_INPUT = "-"
# Names of files may have 255 bytes on every common file system; this leaves room for `.json` and a hash.
_LONGEST_STEM = 200
_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """One page to read.

    Args:
        page: what the page stage opens: a path, a URL or ``-``.
        name: what messages call it.
        stem: where its record goes, below the output directory and without ``.json``; parts joined by ``/``.
        published: the publication date that the caller gives, RFC 3339.
        url: the page's address that the caller gives.
        problem: why there is no page to read, where that is known before opening.
    """

    page: str | Path
    name: str
    stem: str
    published: str | None = None
    url: str | None = None
    problem: PageError | None = None


def find_sources(inputs: Sequence[str]) -> list[Source]:
    """Return the pages that the inputs name, in their order; those of a directory or glob sorted by path.

    Raises:
        UsageError: standard input is named twice.
    """
    if list(inputs).count(STANDARD_INPUT) > 1:
        raise UsageError("standard input (-) is named twice; it can be read once, name it once")
    return [source for named in inputs for source in _of(named)]


def stem_of(file_name: str) -> str:
    """Return a file's name without ``.html``, ``.html.gz``, ``.txt`` and the like."""
    lower = file_name.lower()
    suffix = next((s for s in SUFFIXES if lower.endswith(s) and len(lower) > len(s)), "")
    return file_name.removesuffix(file_name[len(file_name) - len(suffix) :]) if suffix else file_name


def check_stems(sources: Iterable[Source]) -> None:
    """Refuse two pages whose records would be one file.

    Raises:
        UsageError: two sources have one stem.
    """
    seen: dict[str, str] = {}
    for source in sources:
        if source.stem in seen:
            raise UsageError(
                f"{seen[source.stem]} and {source.name} would both be written to {source.stem}.json; "
                "name each page once, rename one, read them in two runs, or give the directory above both"
            )
        seen[source.stem] = source.name


def _of(named: str) -> list[Source]:
    if named == STANDARD_INPUT:
        return [Source(named, named, "stdin")]
    if _URL.match(named):
        return [Source(named, named, _stem_of_url(named))]
    path = Path(named)
    if path.is_dir():
        return _in_directory(path)
    if not path.exists() and glob.has_magic(named):
        return _in_glob(named)
    return [_file(path, path.name)]


def _file(path: Path, relative: str) -> Source:
    where = PurePosixPath(relative)
    return Source(path, str(path), str(where.with_name(stem_of(where.name))) if where.name else str(path))


def _in_directory(directory: Path) -> list[Source]:
    problems: list[Source] = []

    def refused(error: OSError) -> None:
        folder = error.filename or str(directory)
        cause = f"the directory cannot be listed ({error.strerror})"
        problems.append(_problem(folder, cause, "check its permissions"))

    pages = []
    for folder, folders, files in os.walk(directory, onerror=refused):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        pages += [Path(folder, f) for f in files if f.lower().endswith(SUFFIXES) and not f.startswith(".")]
    sources = [_file(p, p.relative_to(directory).as_posix()) for p in pages]
    if not sources and not problems:
        kinds = ", ".join(SUFFIXES)
        problems.append(_problem(str(directory), "a directory without pages", f"pages are files named {kinds}"))
    return sorted(sources, key=lambda s: PurePosixPath(Path(s.name).as_posix()).parts) + problems


def _in_glob(pattern: str) -> list[Source]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob knows no absolute patterns
    if "**" in pattern:
        # The files in a directory match by themselves; the directory would name them again.
        found = [name for name in found if not Path(name).is_dir()]
    pages = [name for name in found if Path(name).is_dir() or name.lower().endswith(SUFFIXES)]
    if not found:
        return [_problem(pattern, "no file matches this pattern", "check it, or name the files themselves")]
    return [source for name in pages or found for source in _of(name)]


def _problem(name: str, cause: str, remedy: str) -> Source:
    return Source(name, name, name, problem=OpenError(name, cause, remedy))


def _stem_of_url(url: str) -> str:
    # Host and path in one flat, readable name; what is lost by that (queries, long paths,
    # signs that file systems refuse) is told apart by a few digits of the URL's hash.
    parts = parts_of(url)
    path = parts.path.rstrip("/")
    folder, _, last = path.rpartition("/")
    plain = re.sub(r"[^\w.-]+", "-", f"{parts.netloc}{folder}/{stem_of(last)}".strip("/"))
    if parts.query or len(plain.encode()) > _LONGEST_STEM:
        digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        plain = plain.encode()[:_LONGEST_STEM].decode("utf-8", "ignore") + "-" + digest
    return plain
