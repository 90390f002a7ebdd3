"""Readers in processes of their own: seconds of processor time for each article, and peak memory."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

Record = dict[str, Any]
Read = Callable[[str, str | None], Record]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def memory(of: str = "VmRSS", process: int | str = "self") -> float:
    """Return the memory of a process in MB: ``VmRSS`` now, ``VmHWM`` at its peak.

    ``getrusage`` is no use here: it counts what the parent held when the process was started.
    """
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(of + ":"):
            return int(line.split()[1]) / 1024
    raise LookupError(of)


def single_threaded() -> dict[str, str]:
    """Return this environment with numerical libraries kept to one thread."""
    return dict(os.environ) | dict.fromkeys(THREADS, "1")


def one_core() -> None:
    """Keep this process and what it starts on one core."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update(single_threaded())


class Reader:
    """A way of reading, in a fresh process on one core; a context manager.

    Args:
        load: returns the reading function; called in the process, so it must be a module's own function.
    """

    def __init__(self, load: Callable[[], Read]) -> None:
        context = get_context("spawn")
        self._link, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, load), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._link.close()
        self._process.join()

    def read(self, text: str, published: str | None) -> tuple[Record, float]:
        """Return the record and the processor seconds it took."""
        self._link.send((text, published))
        record, seconds = self._link.recv()
        return record, seconds

    def peak(self) -> float:
        """Return the peak memory of the process in MB."""
        return memory("VmHWM", self._process.pid or "self")


def _serve(link: Connection, load: Callable[[], Read]) -> None:
    one_core()
    read = load()
    with contextlib.suppress(EOFError):
        while True:
            text, published = link.recv()
            started = _spent()
            record = read(text, published)
            link.send((record, _spent() - started))


def _spent() -> float:
    """Processor seconds of this process and of the programs it ran to their end."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system
