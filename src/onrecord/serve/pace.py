"""How a run goes, on standard error: pages, pages a second, failures and the time that is left."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from onrecord.ingest.files import count_files
from onrecord.ingest.keeping import Counts
from onrecord.serve import logs

Step = Callable[[Counts], None]


@contextmanager
def pace(inputs: Sequence[str]) -> Iterator[Step]:
    """Show how far a run is; yields what to call with the counts so far.

    Nothing is shown where standard error is no terminal or takes events. Where the inputs are files and directories
    they are counted meanwhile, so that the time left can be told.
    """
    if logs.is_on() or not sys.stderr.isatty():
        yield lambda _counts: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where a bar is drawn
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=20), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("starting", total=None)
        if inputs:
            _count_aside(inputs, lambda total: bar.update(task, total=total))
        started = time.monotonic()

        def step(counts: Counts) -> None:
            rate = counts.pages / max(time.monotonic() - started, 0.001)
            bar.update(task, completed=counts.pages, description=_line(counts, rate))

        yield step


def _line(counts: Counts, rate: float) -> str:
    failed = f", {counts.failed:,} failed" if counts.failed else ""
    return f"{counts.pages:,} pages, {counts.added:,} new{failed}, {rate:.1f}/s"


def _count_aside(inputs: Sequence[str], known: Callable[[int], None]) -> None:
    def count() -> None:
        numbers = [count_files(named) for named in inputs]
        if all(number is not None for number in numbers):
            known(sum(number for number in numbers if number is not None))

    threading.Thread(target=count, daemon=True).start()
