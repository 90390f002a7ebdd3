"""The process itself: memory, processor, when it began."""

from __future__ import annotations

import os
import time
from pathlib import Path

from onrecord.serve.metrics.exposition import Family, one

_BEGUN = time.time()


def process() -> list[Family]:
    """Return what Prometheus's own libraries tell of a process, under the same names."""
    used = os.times()
    found = [
        one("process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.", _BEGUN),
        one("process_cpu_seconds_total", "counter", "Seconds of processor used.", used.user + used.system),
    ]
    memory = _memory()
    if memory is not None:
        found.append(one("process_resident_memory_bytes", "gauge", "Memory in use.", memory))
    return found


def _memory() -> int | None:
    """Return the bytes of memory in use, as Linux tells them; None elsewhere."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
