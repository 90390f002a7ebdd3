"""Work spread over processes: results in order, a bounded number in flight, a dead worker named and replaced.

``concurrent.futures`` gives up the whole pool when one worker dies and does not say over which item;
a hostile page must cost itself alone, so each worker here has a pipe of its own.

An item whose worker died may have been beside a hungry one: it is tried once more, alone. One that kills its worker
twice is set aside, as is one that takes too long.
"""

from __future__ import annotations

import errno
import faulthandler
import gc
import math
import multiprocessing
import os
import signal
import time
from collections import deque
from contextlib import closing, suppress
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
# Seconds for one item. The longest text that is taken, 500,000 characters, takes 40 (`docs/benchmarks.md`: linear, 2.5
# articles of 5,400 characters a second), and a machine at work may be several times slower.
LONGEST = 300.0
# Whoever takes results hears in so many seconds that there are none yet, to look after other things.
_TICK = 1.0
# A worker that died is replaced; while there is no memory for another, it is tried again after these seconds.
_PAUSES = (0.0, 0.5, 2.0, 8.0, 20.0)
_TRIES = 2


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
    longest: float = LONGEST,
) -> Generator[Result, None, None]:
    """Yield what ``work`` makes of each item, in the items' order.

    Args:
        work: what each process does; it and all results travel by pickle. A MemoryError ends its process.
        items: read as workers become free, never all at once.
        jobs: worker processes.
        lost: what stands for an item that is set aside, given the item and the cause in words.
        longest: seconds that an item may take.

    Raises:
        OnRecordError: worker processes do not start.
    """
    with closing(as_they_come(work, map(Todo, items), jobs, lost, longest)) as results:
        yield from (result for result in results if result is not None)


def as_they_come(
    work: Callable[[Item], Result],
    items: Iterable[Todo[Item] | Done[Result] | None],
    jobs: int,
    lost: Callable[[Item, str], Result],
    longest: float = LONGEST,
) -> Generator[Result | None, None, None]:
    """Yield as :func:`in_order` does, of a stream that may have nothing at the moment and need no work for some items.

    None is yielded where there is no result for a while. Worker processes start with the first item that needs work.

    Args:
        items: None where nothing has come for a while: it is handed on as None, after whatever is done.

    Raises:
        OnRecordError: worker processes do not start.
    """
    crew = _Crew(work, lost, jobs, longest)
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
                    crew.give(_Task(begun, task.item))
                quiet = task is None
                begun += not quiet
            if crew.busy and handed_on not in done:
                came = crew.collect(0 if quiet else _TICK)
                quiet = quiet or not came
                done |= came
            elif ended and not done:
                return
    finally:
        crew.stop()


class _Worker(Generic[Item]):
    """One process and the pipe to it."""

    def __init__(self, work: Callable[[Item], Any], longest: float) -> None:
        context = multiprocessing.get_context("spawn")
        self.link, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, work, longest), daemon=True)
        try:
            self.process.start()
        finally:
            # While this end stays open here, the death of the worker would not close the pipe.
            theirs.close()

    def cause_of_death(self) -> str:
        self.process.join(_PATIENCE)
        status = self.process.exitcode
        if status == errno.ENOMEM:
            return "memory ran out in the process reading it"
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
    """An item on its way.

    Args:
        number: its place.
        tries: how many workers were given it.
        until: when it has taken too long, on the monotonic clock.
    """

    number: int
    item: Item
    tries: int = 0
    until: float = math.inf


class _Crew(Generic[Item, Result]):
    """The workers and what each is at."""

    def __init__(
        self, work: Callable[[Item], Result], lost: Callable[[Item, str], Result], jobs: int, longest: float
    ) -> None:
        self._work = work
        self._lost = lost
        self._jobs = jobs
        self._longest = longest
        self._again: deque[_Task[Item]] = deque()
        self._alone = False
        self.idle: list[_Worker[Item]] = []
        self.busy: dict[Connection, tuple[_Worker[Item], _Task[Item]]] = {}

    @property
    def free(self) -> bool:
        """Whether somebody has nothing to do, and no item waits to be tried alone."""
        return len(self.busy) < self._jobs and not self._again and not self._alone

    def _start(self) -> None:
        for _ in range(self._jobs):
            self.idle.append(self._begun())
        for worker in self.idle:
            self._greet(worker)

    def _begun(self) -> _Worker[Item]:
        try:
            return _Worker(self._work, self._longest)
        except OSError as error:
            raise OnRecordError(
                f"worker processes do not start ({error.strerror}); end other programs, or read with fewer jobs (-j)"
            ) from error

    def _greet(self, worker: _Worker[Item]) -> None:
        try:
            worker.link.recv()
        except (EOFError, OSError) as error:
            worker.process.join(_PATIENCE)
            raise OnRecordError(
                f"worker processes do not start (exit status {worker.process.exitcode}); read with -j 1, "
                'or keep a script\'s own work below `if __name__ == "__main__"`'
            ) from error

    def _fresh(self) -> _Worker[Item]:
        """Start a worker in the place of one that died: what took its memory may be gone in a moment."""
        for pause in _PAUSES[:-1]:
            time.sleep(pause)
            with suppress(OnRecordError):
                worker = self._begun()
                self._greet(worker)
                return worker
        time.sleep(_PAUSES[-1])
        worker = self._begun()
        self._greet(worker)
        return worker

    def give(self, task: _Task[Item]) -> None:
        if not self.idle and not self.busy:
            self._start()
        worker = self.idle.pop()
        try:
            worker.link.send(task.item)
        except OSError:
            # It died while it had nothing to do: no item is to blame.
            worker.stop(at_once=True)
            worker = self._fresh()
            worker.link.send(task.item)
        task.tries += 1
        task.until = time.monotonic() + self._longest
        self.busy[worker.link] = worker, task

    def collect(self, timeout: float) -> dict[int, Result]:
        """Return what was done within some seconds, and what stands for items that are set aside."""
        results: dict[int, Result] = {}
        for link in wait(list(self.busy), timeout):
            assert isinstance(link, Connection)  # noqa: S101 - narrows the type; only links are waited for
            worker, task = self.busy.pop(link)
            try:
                results[task.number] = link.recv()
                self.idle.append(worker)
            except (EOFError, OSError):
                cause = worker.cause_of_death()
                self._replace(worker)
                if task.tries < _TRIES:
                    self._again.append(task)
                else:
                    results[task.number] = self._lost(task.item, f"{cause}, twice")
        self._give_up(results)
        self._try_alone()
        return results

    def _give_up(self, results: dict[int, Result]) -> None:
        """End workers whose item takes too long."""
        now = time.monotonic()
        for link, (worker, task) in list(self.busy.items()):
            if task.until < now:
                del self.busy[link]
                self._replace(worker)
                results[task.number] = self._lost(task.item, f"reading it took more than {self._longest:g} seconds")

    def _replace(self, worker: _Worker[Item]) -> None:
        worker.stop(at_once=True)
        self.idle.append(self._fresh())

    def _try_alone(self) -> None:
        """Give an item whose worker died to another one, while nobody else needs memory."""
        if self.busy:
            return
        self._alone = bool(self._again)
        if self._again:
            self.give(self._again.popleft())

    def stop(self) -> None:
        for worker in self.idle:
            worker.stop(at_once=False)
        for worker, _ in self.busy.values():
            worker.stop(at_once=True)


def _serve(link: Connection, work: Callable[[Any], Any], longest: float) -> None:
    # Ctrl-C goes to the whole process group, and so does a service manager's request to end; the parent alone decides
    # what to do about it. Where the parent dies, the pipe closes.
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.SIG_IGN)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        try:
            link.send(None)
            settled = False
            while True:
                item = link.recv()
                # The parent ends whoever takes too long. Where it is gone, nobody does: the timer needs no lock of
                # Python's, so that it ends even a worker that is deep in a library.
                faulthandler.dump_traceback_later(longest + _PATIENCE + _TICK, exit=True, file=nowhere)
                made = work(item)
                faulthandler.cancel_dump_traceback_later()
                link.send(made)
                if not settled:
                    gc.freeze()  # the models are there to stay: looking through them for garbage took 3 ms an article
                    settled = True
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return  # the parent has gone or needs no more
        except MemoryError:
            os._exit(errno.ENOMEM)  # what it has loaded is of no use any more; tidying up would need memory
