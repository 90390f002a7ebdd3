"""Hostile pages at scale: bytes to page to article to record to store, for as long as wanted.

    python -m bench.fuzz_reader SECONDS [--seed N] [--corpus DIR] [--jobs N] [--out DIR]

Looks for exceptions that are no `OnRecordError`, broken rules (`tests/record_rules.py`: each quote is its slice),
records that differ from one reading to the next (also in another process with another hash seed), pages of ordinary
size that take more than five seconds of processor time, and memory over one gigabyte. Each finding is kept in
DIR/findings: the page (`.page`), what is wrong with it (`.txt`) and a page made small (`.small`). The exit status is 1
where there are any.

One job lets atheris choose by coverage where it is installed (`pip install atheris`; wheels for Linux and macOS); the
others, or all, draw pages and damage from the seed, also from the large pages of the corpus (`../shared/pages`).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.process import single_threaded

SLICE_S = 600.0  # of one process; what reading leaves in memory is told apart from what one page takes
OVER_S = 300.0  # beyond its time: a worker that shrinks its last finding, on a busy machine, still ends by itself
MOST_AGAIN = 400  # pages that another process reads again at the end
AGAIN = """
import sys
from pathlib import Path
from bench.fuzz_rules import result
for line in sys.stdin:
    print(Path(line.strip()).name, result(Path(line.strip()).read_bytes()), sep="\\t", flush=True)
"""


@dataclass
class Job:
    """A worker that is started again whenever it dies of a page."""

    folder: Path
    engine: str
    seed: int
    corpus: Path | None
    until: float
    starts: int = 0
    process: subprocess.Popen[bytes] | None = None
    totals: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)
    worst: Counter[str] = field(default_factory=Counter)

    def step(self) -> bool:
        """Start it where it does not run; return whether there is more to come."""
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                if time.monotonic() < self.until + OVER_S:
                    return True
                self.process.kill()
                status = self.process.wait()
            self._ended(status)
        if time.monotonic() >= self.until:
            return False
        self._start()
        return True

    def _start(self) -> None:
        for name in ("sample", "corpus"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.starts += 1
        left = f"{min(SLICE_S, self.until - time.monotonic()):.0f}"
        number = str(self.seed + 1000 * (self.starts - 1))
        command = [sys.executable, "-m", "bench.fuzz_worker", str(self.folder), left, number, self.engine]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *([str(self.corpus)] if self.corpus else [])],
                env=single_threaded() | {"PYTHONHASHSEED": str(self.seed)}, stdout=log, stderr=log,
            )  # fmt: skip

    def _ended(self, status: int) -> None:
        """Add up what it told, and keep the page that it died of."""
        self.process = None
        told: dict[str, Any] = {}
        if (self.folder / "counts.json").exists():
            told = json.loads((self.folder / "counts.json").read_text("utf-8"))
            (self.folder / "counts.json").unlink()
        self.signs.update(told.pop("findings", {}))
        for name in ("slowest_s", "peak_mb"):
            self.worst[name] = max(self.worst[name], told.pop(name, 0))
        self.totals.update(told)
        if status:
            self._died(status)

    def _died(self, status: int) -> None:
        stack = (self.folder / "stack").read_text("utf-8", "replace") if (self.folder / "stack").exists() else ""
        held = (self.folder / "current").read_bytes() if (self.folder / "current").exists() else bytes(8)
        sign = f"{'hang' if 'Timeout' in stack else 'death'}, exit status {status}"
        self.signs[sign] += 1
        name = hashlib.sha256(f"{sign}{self.folder.name}{self.starts}".encode()).hexdigest()[:12]
        into = self.folder.parent / "findings"
        (into / f"{name}.page").write_bytes(held[8 : 8 + int.from_bytes(held[:8], "little")])
        log = (self.folder / "log").read_text("utf-8", "replace")[-3000:]
        (into / f"{name}.txt").write_text(f"{sign}\n{stack}\n{log}\n", "utf-8")


def reread(jobs: list[Job]) -> tuple[int, list[Path]]:
    """Read samples again in another process with another hash seed; return how many, and those that differ."""
    first: dict[Path, str] = {}
    for job in jobs:
        results = job.folder / "results.tsv"
        for line in results.read_text("utf-8").splitlines() if results.exists() else []:
            name, result = line.split("\t")
            first[job.folder / "sample" / name] = result
    chosen = sorted(first)[:: max(1, len(first) // MOST_AGAIN)]
    asked = "".join(f"{page}\n" for page in chosen)
    surroundings = single_threaded() | {"PYTHONHASHSEED": "4711"}
    told = subprocess.run(
        [sys.executable, "-c", AGAIN], input=asked, env=surroundings, stdout=subprocess.PIPE, text=True, check=False
    )
    second = dict(line.split("\t") for line in told.stdout.splitlines())
    return len(second), [page for page in chosen if second.get(page.name) != first[page]]


def fuzzed(jobs: list[Job]) -> None:
    """Run the jobs to their end; an interrupt ends them early, and what they found is told all the same."""
    try:
        while [job for job in jobs if job.step()]:
            time.sleep(0.5)
    except KeyboardInterrupt:
        for job in jobs:
            job.until = 0.0
            if job.process is not None:
                job.process.terminate()
                job._ended(job.process.wait() and 0)  # noqa: SLF001 - the same class, ended from outside


def report(jobs: list[Job], seconds: float, again: int, differ: list[Path]) -> bool:
    """Print what came of it; return whether nothing was found."""
    totals, signs, worst = Counter[str](), Counter[str](), Counter[str]()
    for job in jobs:
        totals.update(job.totals)
        signs.update(job.signs)
        worst |= job.worst
    engines, starts = ", ".join(job.engine for job in jobs), sum(job.starts for job in jobs)
    print(f"{seconds:.0f} s, {len(jobs)} jobs ({engines}), started {starts} times")
    for name, count in totals.most_common():
        print(f"  {count:>9,}  {name}")
    print(f"  {again:>9,}  read again by another process with another hash seed, {len(differ)} of them otherwise")
    print(f"  slowest reading {worst['slowest_s']} s of processor time, peak memory {worst['peak_mb']} MB")
    for sign, count in signs.most_common():
        print(f"  FINDING {count:>6,} times: {sign}")
    print(f"{len(signs) + len(differ)} findings")
    return not signs and not differ


def main() -> int:
    """Parse the command line, fuzz, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="folder of pages to begin with, beside the samples of the tests")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--out", type=Path, help="where findings are kept; a new folder where not given")
    asked = parser.parse_args()
    out = asked.out or Path(tempfile.mkdtemp(prefix="onrecord-fuzz-"))
    (out / "findings").mkdir(parents=True, exist_ok=True)
    has_guide = importlib.util.find_spec("atheris") is not None
    started = time.monotonic()
    jobs = [
        Job(out / f"job-{number}", "guided" if has_guide and number == 0 else "drawn", asked.seed + number,
            asked.corpus, started + asked.seconds) for number in range(asked.jobs)
    ]  # fmt: skip
    for job in jobs:
        job.folder.mkdir(exist_ok=True)
    fuzzed(jobs)
    again, differ = reread(jobs)
    clean = report(jobs, time.monotonic() - started, again, differ)
    print(f"kept in {out}")
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
