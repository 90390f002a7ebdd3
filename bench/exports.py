"""How long exports take and what they hold: every format, of records that were read before, over and over.

onrecord read ../shared/corpora/polnear/… --out records/
python -m bench.exports records/ [TIMES]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from onrecord.export.formats import FORMATS, stream
from onrecord.export.loose import loose_documents
from onrecord.export.rows import KINDS, Document, rows_of
from onrecord.record import Record


def records(folder: Path, times: int) -> Iterator[Record]:
    """Yield the records of a folder, over and over."""
    for _ in range(times):
        for path in sorted(folder.glob("*.json")):
            yield Record.from_json(path.read_bytes())


def measure(name: str, folder: Path, times: int) -> str:
    """Write one export to nowhere; return a line of a table."""
    whole = FORMATS[name].takes == "documents"
    many = loose_documents(records(folder, times))
    start = time.process_time()
    pieces = stream(name, many if whole else rows_of("statements", many), Document if whole else KINDS["statements"])
    size = sum(map(len, pieces))
    took = time.process_time() - start
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| `{name}` | {took:.1f} | {size / 1e6:.1f} | {held:.0f} |"


if __name__ == "__main__":
    where, repeat = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004 - the second argument
    if len(sys.argv) > 3:  # noqa: PLR2004 - one format, in a process of its own, whose memory is then its own
        print(measure(sys.argv[3], Path(where), repeat))
    else:
        print("| format | seconds | MB | memory, MB |\n|---|---|---|---|")
        for one in FORMATS:
            subprocess.run([sys.executable, "-m", "bench.exports", where, str(repeat), one], check=True)
