"""``onrecord ingest``: from what the caller asked for to what was kept, with an exit status."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Literal, get_args

from onrecord.errors import OutputError, PageError, StoreError, UsageError
from onrecord.ingest.gather import Manner, Report, Watcher, gather, kept_pages
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import Kind
from onrecord.ingest.keeping import Intake
from onrecord.ingest.patience import Patient
from onrecord.ingest.pool import LONGEST
from onrecord.ingest.published import given_dates
from onrecord.ingest.streams import taken
from onrecord.ingest.visits import Manners
from onrecord.offices import Offices, load_offices
from onrecord.page.fetch import FetchPolicy
from onrecord.serve import logs
from onrecord.serve.guard import INTERRUPTED, TERMINATED, Terminated
from onrecord.serve.pace import pace
from onrecord.serve.read import complain, say
from onrecord.store.store import Store

ALL_KEPT, SOME_FAILED = 0, 1
_COUNTED = ("added", "revised", "reread", "known", "forgotten", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOptions:
    """What ``onrecord ingest`` was asked to do.

    Args:
        inputs: paths, directories, patterns, addresses, ``-``.
        kind: what they are, where that is not to be told by their bytes.
        published: a date, or a table of dates.
        jobs: processes that read; 0 for one a core.
        limit: how many pages are read at most; None for all.
        pages: keep the pages' bytes.
        reread: read pages that are known too; without inputs those in the store that other models read.
        failures: a file to write each failure to, a line each.
        allow_local: fetch from private and loopback addresses too.
        delay: seconds between two requests to a host, where it does not want more.
        offices: a table of offices that extends the package's own.
        no_offices: do without any table of offices.
        longest: seconds that reading a page may take.
    """

    inputs: Sequence[str]
    kind: str | None = None
    published: str | None = None
    jobs: int = 0
    limit: int | None = None
    pages: bool = True
    reread: bool = False
    failures: Path | None = None
    allow_local: bool = False
    delay: float = 1.0
    offices: Path | None = None
    no_offices: bool = False
    longest: float = LONGEST


def take(store: Store, options: TakeOptions) -> int:
    """Take pages into a store and return the exit status: 0 all kept, 1 some failed, 130 or 143 stopped.

    Raises:
        UsageError: the options ask for what cannot be done; nothing was read.
        OfficesError: the table of offices cannot be read.
        ModelError: a model cannot be loaded.
        StoreError: the store cannot be written to.
    """
    if not (options.inputs or options.reread):
        raise UsageError("nothing to take in: name files, directories or addresses, or add --reread")
    dates = given_dates(options.published) if options.published else None
    inputs = Inputs(options.inputs, kind_of(options.kind), dates)
    with ExitStack() as stack:
        failures = stack.enter_context(log_of(options.failures)) if options.failures else None
        step = stack.enter_context(pace(options.inputs))
        stop = stack.enter_context(stopping())
        watcher = Watcher(told=telling(failures), step=step, stopping=stop.is_set)
        patient = Patient(store, waiting(stop))
        manner = _manner(options)
        items = (
            taken(patient, inputs.items(), _manners(options), stop) if options.inputs else kept_pages(patient, manner)
        )
        report = gather(patient, items, _command(options), manner, watcher)
    tell_end(report)
    if report.stopped:
        if not logs.is_on():
            how = "what was read is kept: the same command goes on with the rest"
            complain(f"stopped; {how} ({report.counts.pages} done)")
        return stop.status
    return SOME_FAILED if report.counts.failed else ALL_KEPT


def _manner(options: TakeOptions) -> Manner:
    if options.jobs < 0:
        raise UsageError(f"-j {options.jobs}: no such number of workers; give 1 or more, or 0 for one a core")
    return Manner(
        jobs=options.jobs,
        limit=options.limit,
        keep_pages=options.pages,
        reread=options.reread,
        offices=offices_of(options),
        longest=options.longest,
    )


def _manners(options: TakeOptions) -> Manners:
    return Manners(delay=options.delay, policy=FetchPolicy(allow_local=options.allow_local))


def offices_of(options: TakeOptions) -> Offices | Literal[False] | None:
    """Return the table of offices that the options want.

    Raises:
        OfficesError: it cannot be read.
    """
    if options.no_offices:
        return False
    return None if options.offices is None else load_offices(options.offices)


def kind_of(named: str | None) -> Kind | None:
    """Return the kind of input that the options name.

    Raises:
        UsageError: there is none of that name.
    """
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    if named is not None and named not in kinds:
        raise UsageError(f"--as {named}: no such kind of input; give one of {', '.join(kinds)}")
    return kinds[named] if named else None


def _command(options: TakeOptions) -> str:
    return f"ingest {' '.join(options.inputs)}"[:2000]


@contextmanager
def log_of(path: Path) -> Iterator[Callable[[PageError], None]]:
    """Give what writes failures to a file, a line each, and stops writing where there is no room for more.

    Raises:
        OutputError: it cannot be written at all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
    broken: list[OSError] = []

    def note(error: PageError) -> None:
        parts = (error.page, error.cause, error.remedy)
        try:
            if not broken:
                file.write("\t".join(" ".join(part.split()) for part in parts) + "\n")
                file.flush()
        except OSError as full:
            broken.append(full)
            complain(f"{path}: cannot be written any more ({full.strerror}); the store keeps all failures")

    try:
        yield note
    finally:
        with suppress(OSError):  # told already
            file.close()


def telling(note: Callable[[PageError], None] | None) -> Callable[[Intake, str | PageError], None]:
    """Return what tells what became of each page."""
    failed = failing(note)

    def told(one: Intake, outcome: str | PageError) -> None:
        if isinstance(outcome, PageError):
            failed(outcome)
        else:
            logs.event("info", "page_kept", page=logs.bare(one.name), outcome=outcome)

    return told


def failing(note: Callable[[PageError], None] | None) -> Callable[[PageError], None]:
    """Return what tells which page failed, and notes it where there is a file for that."""

    def told(error: PageError) -> None:
        tell_failed(error)
        if note is not None:
            note(error)

    return told


def tell_failed(error: PageError) -> None:
    """Say which page failed, and why."""
    page = logs.bare(error.page)
    if not logs.event("warning", "page_failed", page=page, cause=error.cause, remedy=error.remedy):
        complain(str(error))


def tell_end(report: Report) -> None:
    """Say what a run did."""
    counts = {name: getattr(report.counts, name) for name in _COUNTED}
    if not logs.event("info", "run_ended", run=report.run, stopped=report.stopped, **counts):
        say(told_of(report))


def told_of(report: Report) -> str:
    """Say what a run did, in one line."""
    c = report.counts
    parts = (
        (c.added, "new"),
        (c.revised, "changed"),
        (c.reread, "read again"),
        (c.known, "known"),
        (c.forgotten, "taken down before"),
        (c.failed, "failed"),
    )
    shown = ", ".join(f"{number:,} {word}" for number, word in parts if number) or "no pages"
    return f"run {report.run}: {shown}"


class Stop(threading.Event):
    """Set when somebody wants the program to stop.

    Args:
        status: what the program then ends with: 130 for Ctrl-C, 143 for a request to terminate.
    """

    status: int = INTERRUPTED


@contextmanager
def stopping() -> Iterator[Stop]:
    """Let the first Ctrl-C, or a request to terminate, ask for a stop; the second ends the program at once."""
    stop = Stop()

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt if number == signal.SIGINT else Terminated
        stop.status = INTERRUPTED if number == signal.SIGINT else TERMINATED
        stop.set()
        name = "Ctrl-C" if number == signal.SIGINT else "the request to stop"
        if not logs.event("info", "stopping", why=name):
            sys.stderr.write(f"onrecord: {name} understood; what is being read is still kept (again to stop at once)\n")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def waiting(stop: threading.Event) -> Callable[[float, StoreError], bool]:
    """Return what waits for a store that cannot be written to, and says so once."""
    told: list[str] = []

    def wait(seconds: float, error: StoreError) -> bool:
        if not told:
            if not logs.event("warning", "store_away", message=str(error)):
                complain(f"{error}; trying again")
            told.append(str(error))
        return not stop.wait(seconds)

    return wait
