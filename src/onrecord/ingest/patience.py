"""A store that may be away for a while: what was asked of it is asked again when it is back."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Connection

from onrecord.errors import StoreBusyError, StoreError, StoreGoneError
from onrecord.store.store import Store

Result = TypeVar("Result")
Work = Callable[[Connection], Result]
# Seconds. A database that restarts is back within a minute; whoever watches feeds has time.
A_MINUTE, AN_HOUR = 60.0, 3600.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 5.0


@dataclass(frozen=True)
class Patient:
    """A store that is waited for.

    Args:
        wait: called with the seconds to wait and why; False gives up.
        seconds: how long it may be away.
    """

    store: Store
    wait: Callable[[float, StoreError], bool]
    seconds: float = field(default_factory=lambda: A_MINUTE)

    def read(self, work: Work[Result]) -> Result:
        """Ask something of the store.

        Raises:
            StoreError: the store cannot be read, or is away for too long.
        """
        return self._tried(self.store.reading, work)

    def write(self, work: Work[Result]) -> Result:
        """Do work in a transaction; all of it again where it broke.

        Raises:
            StoreError: the store cannot be written to, or is away for too long.
        """
        return self._tried(self.store.writing, work)

    def _tried(self, connect: Callable[[], AbstractContextManager[Connection]], work: Work[Result]) -> Result:
        pause, end = _FIRST_PAUSE, time.monotonic() + self.seconds
        while True:
            try:
                with connect() as connection:
                    return work(connection)
            except (StoreBusyError, StoreGoneError) as error:
                if time.monotonic() > end or not self.wait(pause, error):
                    raise
                pause = min(pause * 2, _LONGEST_PAUSE)
