"""Reading many pages: in this process or in a pool, one outcome a page, in order."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from onrecord.errors import ModelError, OnRecordError, PageError, is_out_of_memory
from onrecord.ingest.pool import in_order
from onrecord.ingest.sources import STANDARD_INPUT
from onrecord.ingest.working import failed, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from onrecord.ingest.sources import Source
    from onrecord.offices import Offices
    from onrecord.page.reading import RawPage
    from onrecord.reader import Reading

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Made]):
    """What became of one page: something made of its reading, or an error.

    Args:
        source: the page.
        made: what the caller's function made of the reading; None where the page failed.
        error: why the page failed; None where it was read.
    """

    source: Source
    made: Made | None = None
    error: OnRecordError | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    source: Source
    raw: RawPage | None = None


def read_pages(
    sources: Iterable[Source],
    make: Callable[[Reading], Made],
    *,
    jobs: int = 1,
    allow_local: bool = False,
    offices: Offices | Literal[False] | None = None,
) -> Iterator[Outcome[Made]]:
    """Yield an outcome for each source, in the sources' order; a page that fails costs itself alone.

    Args:
        make: what to make of each reading; called where the page is read, so that only what it
            returns travels between processes. With more than one job it is pickled.
        jobs: worker processes; 1 reads in this process.
        allow_local: fetch from private and loopback addresses too.
        offices: who held which office when; null for the package's own table, False to do without.

    Raises:
        ModelError: a model cannot be loaded, so that no page can be read.
        OnRecordError: worker processes do not start.
    """
    work = partial(_read, make=make, allow_local=allow_local, offices=offices)
    tasks = map(_task, sources)
    with ExitStack() as stack:
        outcomes: Iterator[Outcome[Made]] = map(partial(_here, work), tasks)
        if jobs != 1:
            pool: Generator[Outcome[Made], None, None] = in_order(work, tasks, jobs, _lost)
            outcomes = stack.enter_context(closing(pool))
        for outcome in outcomes:
            if isinstance(outcome.error, ModelError):
                raise outcome.error
            yield outcome


def _task(source: Source) -> _Task:
    # Worker processes have no standard input: it is read here, and its bytes travel.
    if source.page != STANDARD_INPUT:
        return _Task(source)
    from onrecord.page.opening import open_page  # noqa: PLC0415 - start-up stays quick

    try:
        return _Task(source, open_page(STANDARD_INPUT, url=source.url))
    except PageError as error:
        return _Task(replace(source, problem=error))


def _read(
    task: _Task, make: Callable[[Reading], Made], *, allow_local: bool, offices: Offices | Literal[False] | None
) -> Outcome[Made]:
    source = task.source
    if source.problem is not None:
        return Outcome(source, error=source.problem)
    from onrecord.page.opening import open_page  # noqa: PLC0415 - in a worker, and only where a page is read
    from onrecord.reader import read_page  # noqa: PLC0415 - loads the models' libraries

    given = () if offices is None else (offices,)
    try:
        raw = task.raw or open_page(source.page, url=source.url, allow_local=allow_local)
        return Outcome(source, make(read_page(raw, source.published, *given)))
    except OnRecordError as error:
        return Outcome(source, error=error)
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        return Outcome(source, error=failed(source.name, error))


def _here(work: Callable[[_Task], Outcome[Made]], task: _Task) -> Outcome[Made]:
    """Read in this process, which nobody can replace."""
    try:
        return work(task)
    except MemoryError:
        return _lost(task, "memory ran out while it was read")


def _lost(task: _Task, cause: str) -> Outcome[Made]:
    return Outcome(task.source, error=set_aside(task.source.name, cause))
