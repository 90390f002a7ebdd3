"""Commands end in an exit status, never in a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from onrecord.errors import OnRecordError, UsageError

FAILED, USAGE = 1, 2
# What a shell reports of a program that Ctrl-C or a closed pipe ended.
INTERRUPTED, PIPE_CLOSED = 130, 141


def guarded(run: Callable[[], int]) -> int:
    """Run a command and return its exit status; errors become one line each, never a traceback."""
    try:
        return run()
    except UsageError as error:
        return complain(str(error), USAGE)
    except OnRecordError as error:
        return complain(str(error), FAILED)
    except KeyboardInterrupt:
        return complain("stopped; what was written so far is whole", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read along has seen enough. Python flushes standard output once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def complain(message: str, status: int) -> int:
    """Say a message on standard error and return the status."""
    from onrecord.serve.read import complain as tell  # noqa: PLC0415 - help stays quick

    tell(message)
    return status
