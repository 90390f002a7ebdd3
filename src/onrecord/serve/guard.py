"""Commands end in an exit status, never in a traceback."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from onrecord.errors import OnRecordError, UsageError

FAILED, USAGE = 1, 2
# What a shell reports of a program that Ctrl-C, a closed pipe or a request to terminate ended.
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143
_NO_MEMORY = "memory ran out; end other programs, or ask for less at once"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class Terminated(KeyboardInterrupt):
    """Somebody asked the program to terminate; like Ctrl-C it ends what runs and lets it tidy up."""


def guarded(run: Callable[[], int]) -> int:
    """Run a command and return its exit status; errors become one line each, never a traceback."""
    try:
        with _terminable():
            return run()
    except (OnRecordError, MemoryError) as error:
        return complain(str(error) if isinstance(error, OnRecordError) else _NO_MEMORY, _status_of(error))
    except KeyboardInterrupt as stop:
        return complain("stopped; what was written so far is whole", _status_of(stop))
    except OSError as error:
        if error.errno not in (*_FULL, errno.EPIPE):
            raise
        _write_no_more()
        if error.errno == errno.EPIPE:  # whoever read along has seen enough
            return PIPE_CLOSED
        return complain(f"what was to be written cannot be ({error.strerror}); make room", FAILED)


def _status_of(error: BaseException) -> int:
    if isinstance(error, KeyboardInterrupt):
        return TERMINATED if isinstance(error, Terminated) else INTERRUPTED
    return USAGE if isinstance(error, UsageError) else FAILED


def _write_no_more() -> None:
    """Let Python, which flushes standard output once more on its way out, write it nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to terminate end what runs as Ctrl-C does, unless somebody else looks after it."""
    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def complain(message: str, status: int) -> int:
    """Say a message on standard error and return the status."""
    from onrecord.serve.read import complain as tell  # noqa: PLC0415 - help stays quick

    tell(message)
    return status
