"""Inputs on other file systems: listed by whoever plans, copied to the machine of whoever reads."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.errors import OnRecordError, OpenError, PageError
from onrecord.ingest.engine.places import address, file_system
from onrecord.ingest.files import TAKEN
from onrecord.ingest.items import Address, Item, PageItem, Problem, RecordItem
from onrecord.ingest.sources import stem_of

_WEB = ("http://", "https://")
_TRIES, _PAUSE = 3, 1.0  # seconds before the second try, twice as many before the third


@dataclass(frozen=True, slots=True)
class Remote:
    """A file on another file system.

    Args:
        stem: its name, below the folder that was named, without suffixes.
    """

    address: str
    stem: str


def files_at(named: str) -> Iterator[Remote | Problem]:
    """Yield the files that an address names; those of a folder or a pattern sorted by path.

    Raises:
        ExtraError: fsspec is not installed.
        UsageError: nobody knows such an address.
    """
    if named.lower().startswith(_WEB):
        yield Remote(named, stem_of(named.rpartition("/")[2]))  # a web server has no folders
        return
    system, path = file_system(named)
    try:
        found = _listed(system, path)
    except Exception as error:  # noqa: BLE001 - each file system has errors of its own
        yield _problem(named, f"cannot be listed ({_said(error)})", "check the address, and who may read it")
        return
    if found is None:
        yield Remote(named, stem_of(path.rpartition("/")[2]))
        return
    if not found:
        yield _problem(named, "no file is there", "check the address")
    yield from (Remote(address(system, one), stem) for one, stem in found)


def _listed(system: Any, path: str) -> list[tuple[str, str]] | None:  # noqa: ANN401 - fsspec has no types
    """Return what is in a folder or fits a pattern, with stems; None for what is neither."""
    if any(sign in path for sign in "*?["):
        files = [str(one) for one in system.glob(path) if not system.isdir(one)]
        return [(one, stem_of(one.rpartition("/")[2])) for one in sorted(files)]
    if not system.isdir(path):
        return None
    top = path.rstrip("/") + "/"
    below = [str(one) for one in system.find(path)]
    taken = [one for one in below if one.lower().endswith(TAKEN) and "/." not in one.removeprefix(top)]
    return [(one, stem_of(one.removeprefix(top))) for one in sorted(taken, key=lambda one: one.split("/"))]


@contextmanager
def copied(named: str, pause: float = _PAUSE) -> Iterator[Path]:
    """Give a file of another file system as one of this machine.

    Args:
        pause: seconds before the second try.

    Raises:
        OpenError: it cannot be had.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        copy = Path(folder) / (named.partition("?")[0].rstrip("/").rpartition("/")[2] or "copy")
        _fetch(named, copy, pause)
        yield copy


def _fetch(named: str, copy: Path, pause: float) -> None:
    for tries in range(_TRIES):
        try:
            system, path = file_system(named)
            system.get_file(path, str(copy))
        except OnRecordError as error:
            raise OpenError(named, str(error), "install it on every machine that reads") from error
        except FileNotFoundError as error:
            raise OpenError(named, "there is no such file", "check the address") from error
        except Exception as error:
            if tries == _TRIES - 1:
                remedy = "check the address, and who may read it"
                raise OpenError(named, f"the file cannot be fetched ({_said(error)})", remedy) from error
            time.sleep(pause * 2**tries)
        else:
            return


def as_named(item: Item, copy: Path, named: str) -> Item:
    """Return what a copy holds as if it stood at the address that was copied."""
    here = (str(copy.absolute()), str(copy))

    def there(words: str) -> str:
        return next((named + words.removeprefix(one) for one in here if words.startswith(one)), words)

    if isinstance(item, PageItem):
        return replace(item, source=there(item.source), raw=replace(item.raw, name=there(item.raw.name)))
    if isinstance(item, RecordItem):
        return replace(item, source=there(item.source), name=there(item.name))
    if isinstance(item, Problem):
        error = item.error
        return replace(item, error=PageError(there(error.page), error.cause, error.remedy))
    return replace(item, source=there(item.source)) if isinstance(item, Address) else item


def _problem(named: str, cause: str, remedy: str) -> Problem:
    return Problem(OpenError(named, cause, remedy))


def _said(error: Exception) -> str:
    words = getattr(error, "strerror", None) or str(error)
    return f"{type(error).__name__}: {' '.join(str(words).split())[:200]}"
