"""Readers in processes of their own: seconds of processor time for each article, and peak memory."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

Record = dict[str, Any]
Read = Callable[[Any, str | None], Record]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of Linux's prctl
REAPED = 0.5  # seconds that a program left behind by a reader is waited for


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


class ReaderError(Exception):
    """A reader could not be loaded, failed on an article, or its process is gone; the message says which."""


@dataclass(frozen=True)
class Answer:
    """What a reader gave for one article.

    Args:
        seconds: of the processor, with those of programs that the reader started.
        clock: seconds on the wall.
        peak: the process's memory so far in MB, with that of the largest program it started.
        error: why there is no record.
        gone: the process has ended, or never got as far as reading.
    """

    record: Record = field(default_factory=dict)
    seconds: float = 0.0
    clock: float = 0.0
    peak: float = 0.0
    error: str | None = None
    gone: bool = False


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
        self._peak = 0.0
        self._loaded = False
        self._gone: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._link.close()
        self._process.join()

    def read(self, text: str, published: str | None) -> tuple[Record, float]:
        """Return the record and the processor seconds it took.

        Raises:
            ReaderError: there is none.
        """
        answer = self.answer(text, published)
        if answer.error is not None:
            raise ReaderError(answer.error)
        return answer.record, answer.seconds

    def answer(self, text: object, published: str | None, patience: float | None = None) -> Answer:
        """Return what the reader gave, or why it gave nothing.

        Args:
            text: of an article, or whatever else the reading function takes.
            patience: seconds until the process is killed; None for any length of time.
        """
        if self._gone is None and not self._loaded:
            answer = self._received(None)
            self._loaded = not answer.gone
        if self._gone is None:
            self._link.send((text, published))
            answer = self._received(patience)
            self._peak = max(self._peak, answer.peak)
            return answer
        return Answer(error=self._gone, gone=True)

    def _received(self, patience: float | None) -> Answer:
        try:
            if self._link.poll(patience):
                answer: Answer = self._link.recv()
            else:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid or 0, signal.SIGKILL)
                answer = Answer(error=f"no answer in {patience:.0f} s", gone=True)
        except (EOFError, ConnectionResetError):
            self._process.join()
            answer = Answer(error=f"its process ended, exit status {self._process.exitcode}", gone=True)
        self._gone = answer.error if answer.gone else None
        return answer

    def peak(self) -> float:
        """Return the peak memory of the process in MB, with that of the largest program it started."""
        return self._peak


def _serve(link: Connection, load: Callable[[], Read]) -> None:
    os.setsid()  # so that it can be killed with all that it starts
    ctypes.CDLL(None).prctl(SUBREAPER, 1)  # so that what its children leave running is waited for, and counted, here
    one_core()
    try:
        read = load()
    except Exception as error:  # noqa: BLE001 - others' code
        link.send(Answer(error=f"cannot be loaded: {_told(error)}", gone=True))
        return
    link.send(Answer())
    with contextlib.suppress(EOFError):
        while True:
            link.send(_answer(read, *link.recv()))


def _answer(read: Read, text: Any, published: str | None) -> Answer:  # noqa: ANN401 - whatever the reader takes
    begun = time.perf_counter(), _spent()
    record, failure = {}, None
    try:
        record = read(text, published)
    except Exception as error:  # noqa: BLE001 - others' code
        failure = _told(error)
    clock = time.perf_counter() - begun[0]
    _reap()
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Answer(record, _spent() - begun[1], clock, memory("VmHWM") + children, failure)


def _reap() -> None:
    """Wait for programs that a reader's own processes started and did not wait for, so that their time is counted."""
    until = time.monotonic() + REAPED
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _spent() -> float:
    """Processor seconds of this process and of the programs it ran to their end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
