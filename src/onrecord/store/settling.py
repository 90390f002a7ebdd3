"""Files that are on the disk, not on their way to it: a power cut a moment later leaves them whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Any


def settled(file: IO[Any]) -> None:
    """Wait until all that was written to an open file is on its disk.

    Raises:
        OSError: it cannot be written.
    """
    file.flush()
    os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Wait until the names in a folder are on its disk, where the system has a way to ask for that."""
    with suppress(OSError):
        known = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(known)
        finally:
            os.close(known)
