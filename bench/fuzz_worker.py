"""One process of the fuzzer: reads pages until its time is up, and writes down what it finds.

    python -m bench.fuzz_worker FOLDER SECONDS SEED ENGINE [CORPUS]

`guided` has atheris (libFuzzer) choose which pages to change further, by the code of ours that they reach; `drawn`
draws pages and damage from the seed alone, the large pages of the corpus among them. The page in hand stands in
FOLDER/current, so that it is known even where the process dies of it.
"""

from __future__ import annotations

import faulthandler
import gzip
import hashlib
import importlib
import json
import random
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.fuzz_damage import damaged, invented

if TYPE_CHECKING:
    from bench.fuzz_rules import Finding, Trial

ROOT = Path(__file__).resolve().parents[1]
# Clock seconds until the process is ended, on a machine that others use too; what is slow is told by processor time.
HANGS_S = 300.0
MOST_BYTES = 3 * 2**30  # of memory, so that a bomb ends this process and no other
GUIDED_BYTES, DRAWN_BYTES = 65_536, 524_288  # of a page
SHRINK_S = 40.0
TOLD_EVERY_S = 5.0
INVENTED_SEEDS = 120
SAMPLES_EVERY = 25  # pages of which one is read again by a process of its own at the end


class Worker:
    """Reads what an engine gives it.

    Args:
        folder: findings, the page in hand and the counts are written there.
    """

    def __init__(self, folder: Path, trial: Trial) -> None:
        self._folder = folder
        self._trial = trial
        self._told_at = 0.0
        self._signs: dict[str, int] = {}
        self._log = (folder / "stack").open("w")
        self._current = (folder / "current").open("r+b" if (folder / "current").exists() else "w+b", buffering=0)

    def look(self, body: bytes) -> None:
        """Read one page and keep what is wrong with it."""
        self._current.seek(0)
        self._current.write(len(body).to_bytes(8, "little") + body)
        faulthandler.dump_traceback_later(HANGS_S, exit=True, file=self._log)
        found = self._trial.finding(body)
        faulthandler.cancel_dump_traceback_later()
        if found is not None:
            self._keep(body, found)
        if self._trial.counts["pages"] % SAMPLES_EVERY == 0:
            self._sample(body)
        if time.monotonic() - self._told_at > TOLD_EVERY_S:
            self.tell()

    def tell(self) -> None:
        """Write the counts for who started this."""
        self._told_at = time.monotonic()
        trial = self._trial
        counts = dict(trial.counts) | {"findings": self._signs}
        told = counts | {"slowest_s": round(trial.slowest_s, 2), "peak_mb": round(trial.peak_mb)}
        beside = self._folder / "counts.new"
        beside.write_text(json.dumps(told), "utf-8")
        beside.replace(self._folder / "counts.json")

    def _sample(self, body: bytes) -> None:
        rules = importlib.import_module("bench.fuzz_rules")
        name = hashlib.sha256(body).hexdigest()[:16]
        with (self._folder / "results.tsv").open("a") as results:
            results.write(f"{name}\t{rules.result(body)}\n")
        (self._folder / "sample" / name).write_bytes(body)

    def _keep(self, body: bytes, found: Finding) -> None:
        self._signs[found.sign] = self._signs.get(found.sign, 0) + 1
        if self._signs[found.sign] > 1:
            return
        name = hashlib.sha256(found.sign.encode()).hexdigest()[:12]
        into = self._folder.parent / "findings"
        (into / f"{name}.page").write_bytes(body)
        (into / f"{name}.txt").write_text(f"{found.sign}\n{found.told}\n", "utf-8", "backslashreplace")
        small = shrunk(body, found.sign, self._trial)
        (into / f"{name}.small").write_bytes(small)
        self.tell()


def shrunk(body: bytes, sign: str, trial: Trial) -> bytes:
    """Return a shorter page with the same finding: pieces are left out while it stays, for ``SHRINK_S`` at most."""
    until = time.monotonic() + SHRINK_S
    size = max(1, len(body) // 2)
    while size and time.monotonic() < until:
        at, cut = 0, False
        while at < len(body) and time.monotonic() < until:
            less = body[:at] + body[at + size :]
            found = trial.finding(less, fresh=False)
            if found is not None and found.sign == sign:
                body, cut = less, True
            else:
                at += size
        size = size if cut else size // 2
    return body


def seeds(corpus: Path | None) -> list[bytes]:
    """Return the pages to begin with: the samples of the tests, invented ones, and those of a folder."""
    given = [*(ROOT / "tests" / "pages").glob("*/*.*"), *(corpus.rglob("*.*") if corpus is not None else [])]
    pages = [gzip.decompress(page.read_bytes()) if page.suffix == ".gz" else page.read_bytes() for page in sorted(given)
             if page.name.endswith((".html", ".html.gz", ".txt", ".page", ".small"))]  # fmt: skip
    return [*pages, *(invented(random.Random(number)) for number in range(INVENTED_SEEDS))]  # noqa: S311 - pages, no secrets


def drawn(worker: Worker, until: float, seed: int, pages: list[bytes]) -> None:
    """Read pages drawn from the seed alone."""
    number = 0
    while time.monotonic() < until:
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - pages, no secrets
        one = chance.choice(pages) if chance.random() < 0.5 else invented(chance)  # noqa: PLR2004 - half of each
        worker.look(damaged(one[:DRAWN_BYTES], chance.choice(pages), chance, DRAWN_BYTES))
        number += 1


def guided(worker: Worker, until: float, seed: int, pages: Iterable[bytes], folder: Path) -> None:
    """Have libFuzzer choose; it changes bytes itself every third time, and takes what `fuzz_damage` does otherwise."""
    atheris = importlib.import_module("atheris")
    small = [page for page in pages if len(page) <= GUIDED_BYTES]
    for number, page in enumerate(small):
        (folder / "corpus" / f"seed-{number:04}").write_bytes(page)

    def mutate(page: bytes, most: int, number: int) -> bytes:
        chance = random.Random(number)  # noqa: S311 - pages, no secrets
        if chance.random() < 0.3:  # noqa: PLR2004 - single bytes, and what comparisons of ours hold bytes against
            return bytes(atheris.Mutate(page, most))
        if chance.random() < 0.1:  # noqa: PLR2004 - begin anew now and then
            return invented(chance)[:most]
        return damaged(page, chance.choice(small), chance, most)

    flags = (
        f"-max_total_time={max(1, int(until - time.monotonic()))}", f"-seed={seed}", f"-max_len={GUIDED_BYTES}",
        f"-artifact_prefix={folder}/", "-timeout=3600", "-report_slow_units=3600", "-rss_limit_mb=0", "-verbosity=0",
        "-entropic_scale_per_exec_time=1",
    )  # fmt: skip
    atheris.Setup(["fuzz", *flags, str(folder / "corpus")], worker.look, custom_mutator=mutate)
    atheris.Fuzz()


def _instrumented() -> Any:  # noqa: ANN401 - the trial's class, imported late
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["onrecord"]):
        return importlib.import_module("bench.fuzz_rules")


def main() -> None:
    """Parse the command line and read."""
    folder, seconds, seed, engine = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    until = time.monotonic() + seconds
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    rules = _instrumented() if engine == "guided" else importlib.import_module("bench.fuzz_rules")
    worker = Worker(folder, rules.Trial(folder))
    pages = seeds(Path(sys.argv[5]) if len(sys.argv) > 5 else None)  # noqa: PLR2004 - the corpus is optional
    try:
        if engine == "guided":
            guided(worker, until, seed, pages, folder)
        else:
            drawn(worker, until, seed, pages)
    finally:
        worker.tell()


if __name__ == "__main__":
    main()
