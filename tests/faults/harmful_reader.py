"""A reader without models that does what a page tells it to: hang, die, take all memory."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path

from stub_reader import read

MB = 2**20


def read_harmful(item):
    """Read a page, and do as it says before that."""
    body = item.raw.body
    if b"take all memory" in body:
        limit = _size() + 64 * MB
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        hoard = [bytes(MB) for _ in range(1024)]
        raise AssertionError(f"{len(hoard)} MB and no end")
    if b"say it as C++ does" in body:
        raise RuntimeError("[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : std::bad_alloc")
    if b"die" in body:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"once" in body:
        _die_once(Path(item.raw.name + ".mark"))
    if b"sleep for ever" in body:
        time.sleep(3600)
    if b"compute for ever" in body:
        sum(range(10**13))  # in C, and without letting go of Python's lock
    return read(item)


def _die_once(mark):
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _size():
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
