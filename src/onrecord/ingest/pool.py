"""Work spread over processes: results in order, a bounded number in flight, a dead worker named.

``concurrent.futures`` gives up the whole pool when one worker dies and does not say over which item;
a hostile page must cost itself alone, so each worker here has a pipe of its own.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from multiprocessing.context import SpawnProcess

Item = TypeVar("Item")
Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

# Items begun or done but not yet handed on, for each worker: enough that one long page in front
# does not stop the others, few enough that finished records take no memory to speak of.
AHEAD = 4
_PATIENCE = 2.0  # seconds for a worker to leave by itself


@dataclass(frozen=True, slots=True)
class Todo(Generic[Item]):
    """An item to work on."""

    item: Item


@dataclass(frozen=True, slots=True)
class Done(Generic[Result_co]):
    """An item that needs no work: its result keeps its place among the others."""

    result: Result_co


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    lost: Callable[[Item, str], Result],
) -> Generator[Result, None, None]:
    """Yield what ``work`` makes of each item, in the items' order.

    Args:
        work: what each process does; it and all results travel by pickle.
        items: read as workers become free, never all at once.
        jobs: worker processes.
        lost: what stands for an item whose worker died, given the item and the cause in words.

    Raises:
        OnRecordError: worker processes do not start.
    """
    with closing(as_they_come(work, map(Todo, items), jobs, lost)) as results:
        for result in results:
            assert result is not None  # noqa: S101 - narrows the type: these items never run dry
            yield result


def as_they_come(
    work: Callable[[Item], Result],
    items: Iterable[Todo[Item] | Done[Result] | None],
    jobs: int,
    lost: Callable[[Item, str], Result],
) -> Generator[Result | None, None, None]:
    """Yield as :func:`in_order` does, of a stream that may have nothing at the moment and need no work for some items.

    Worker processes start with the first item that needs work.

    Args:
        items: None where nothing has come for a while: it is handed on as None, after whatever is done.

    Raises:
        OnRecordError: worker processes do not start.
    """
    crew = _Crew(work, lost, jobs)
    waiting = iter(items)
    done: dict[int, Result] = {}
    handed_on = begun = 0
    ended = quiet = False
    try:
        while True:
            while handed_on in done:
                yield done.pop(handed_on)
                handed_on += 1
            if quiet:
                yield None
            quiet = False
            while not (ended or quiet) and handed_on not in done and begun - handed_on < jobs * AHEAD and crew.free:
                try:
                    task = next(waiting)
                except StopIteration:
                    ended = True
                    continue
                if isinstance(task, Done):
                    done[begun] = task.result
                elif task is not None:
                    crew.give(begun, task.item)
                quiet = task is None
                begun += not quiet
            if crew.busy and handed_on not in done:
                done |= crew.collect(0 if quiet else None)
            elif ended and not done:
                return
    finally:
        crew.stop()


class _Worker(Generic[Item]):
    """One process and the pipe to it."""

    def __init__(self, work: Callable[[Item], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        # While this end stays open here, the death of the worker would not close the pipe.
        theirs.close()

    def cause_of_death(self) -> str:
        self.process.join(_PATIENCE)
        status = self.process.exitcode
        if status is not None and status < 0:
            return f"the process reading it was killed by {signal.Signals(-status).name}"
        return f"the process reading it died with exit status {status}"

    def stop(self, *, at_once: bool) -> None:
        self.link.close()
        if not at_once:
            self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass
class _Task(Generic[Item]):
    number: int
    item: Item


class _Crew(Generic[Item, Result]):
    """The workers and what each is at."""

    def __init__(self, work: Callable[[Item], Result], lost: Callable[[Item, str], Result], jobs: int) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self.idle: list[_Worker[Item]] = []
        self.busy: dict[Connection, tuple[_Worker[Item], _Task[Item]]] = {}

    @property
    def free(self) -> bool:
        """Whether somebody has nothing to do."""
        return len(self.busy) < self._jobs

    def _start(self) -> None:
        self.idle = [_Worker(self._work) for _ in range(self._jobs)]
        for worker in self.idle:
            self._greet(worker)

    def _greet(self, worker: _Worker[Item]) -> None:
        try:
            worker.link.recv()
        except (EOFError, OSError) as error:
            raise OnRecordError(
                f"worker processes do not start (exit status {worker.process.exitcode}); read with -j 1, "
                'or keep a script\'s own work below `if __name__ == "__main__"`'
            ) from error

    def _fresh(self) -> _Worker[Item]:
        worker = _Worker(self._work)
        self._greet(worker)
        return worker

    def give(self, number: int, item: Item) -> None:
        if not self.idle and not self.busy:
            self._start()
        worker = self.idle.pop()
        try:
            worker.link.send(item)
        except OSError:
            # It died while it had nothing to do: no item is to blame.
            worker.stop(at_once=True)
            worker = self._fresh()
            worker.link.send(item)
        self.busy[worker.link] = worker, _Task(number, item)

    def collect(self, timeout: float | None) -> dict[int, Result]:
        results: dict[int, Result] = {}
        for link in wait(list(self.busy), timeout):
            assert isinstance(link, Connection)  # noqa: S101 - narrows the type; only links are waited for
            worker, task = self.busy.pop(link)
            try:
                results[task.number] = link.recv()
            except (EOFError, OSError):
                results[task.number] = self._lost(task.item, worker.cause_of_death())
                worker.stop(at_once=True)
                worker = self._fresh()
            self.idle.append(worker)
        return results

    def stop(self) -> None:
        for worker in self.idle:
            worker.stop(at_once=False)
        for worker, _ in self.busy.values():
            worker.stop(at_once=True)


def _serve(link: Connection, work: Callable[[Any], Any]) -> None:
    # Ctrl-C goes to the whole process group, and so does a service manager's request to end; the parent alone decides
    # what to do about it. Where the parent dies, the pipe closes.
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.SIG_IGN)
    try:
        link.send(None)
        while True:
            link.send(work(link.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent has gone or needs no more
