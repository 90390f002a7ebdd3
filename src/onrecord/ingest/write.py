"""Writing a file whole or not at all."""

from __future__ import annotations

import itertools
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import OutputError
from onrecord.store.settling import settle_folder, settled

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = itertools.count()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write that takes the place of ``path`` once all is written and on the disk, and never before.

    Devices and pipes are written as they are. Directories above the file are made.

    Raises:
        OutputError: the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    special = target.exists() and not target.is_file()
    part = target if special else target.with_name(f".onrecord-{os.getpid()}-{next(_NUMBERS)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb" if special else "xb") as file:
            yield file
            if not special:
                settled(file)
        if not special:
            part.replace(target)
            settle_folder(target.parent)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        if not special:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def prepare_directory(path: Path) -> None:
    """Make a directory for output and see that it can be written to.

    Raises:
        OutputError: it cannot.
    """
    probe = path / f".onrecord-{os.getpid()}-{next(_NUMBERS)}.part"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path | str, error: OSError) -> OutputError:
    """Return the error that tells why ``path`` cannot be written."""
    cause = error.strerror or type(error).__name__
    return OutputError(f"{path}: cannot be written ({cause}); choose another place, or free this one")
