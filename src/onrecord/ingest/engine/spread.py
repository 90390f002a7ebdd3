"""Units shared out among workers that may die: what each is at, what is done again, and when a unit is done."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import msgspec

from onrecord.errors import OnRecordError, PageError
from onrecord.ingest.engine.places import Place
from onrecord.ingest.engine.plan import Plan, Unit
from onrecord.ingest.engine.shards import DoneNote, Piece, done_at, done_of, folder_of
from onrecord.ingest.engine.unit import Order, Step

# A worker that dies over the same piece twice has met a page that kills, or somebody else's need of memory: the third
# reads with care, page by page in a process of its own. Those after it are for machines that come and go.
_CAREFUL_AFTER, _GIVEN_UP_AFTER = 2, 20
# Seconds between two looks at whether somebody wants it to stop.
_LOOK_EVERY = 0.5


@dataclass(frozen=True)
class Told:
    """What came of a worker that was asked to go on with its order.

    Args:
        worker: its number.
        steps: pieces that stand now.
        ended: whether the order is done.
        died: why the worker is no more; None where it lives.
        gave_up: why the unit cannot be read by anybody; None where it can.
        error: what ends the run.
    """

    worker: int
    steps: tuple[Step, ...] = ()
    ended: bool = False
    died: str | None = None
    gave_up: str | None = None
    error: OnRecordError | None = None


class Crew(Protocol):
    """Workers, wherever they are; one that dies is replaced by itself."""

    def idle(self) -> Sequence[int]:
        """Return the numbers of those that are ready and have nothing to do."""

    def give(self, worker: int, order: Order | None) -> None:
        """Give a worker an order, or have it go on with its own."""

    def told(self, seconds: float) -> Sequence[Told]:
        """Return what has come, waiting for it so long at most."""


@dataclass(frozen=True)
class Look:
    """Who is told how it goes.

    Args:
        failed: called with each page that failed.
        step: called with the pages that stand in shards, and how many of them failed.
        stopping: whether somebody wants it to stop.
    """

    failed: Callable[[PageError], None]
    step: Callable[[int, int], None]
    stopping: Callable[[], bool]


@dataclass(frozen=True)
class Spread:
    """What a run did.

    Args:
        rows: pages that stand in the shards, those of earlier runs too.
        failed: those of them that failed.
        units: all of the plan.
        done: those that are done.
        deaths: workers that died.
        given_up: numbers of units over which too many workers died, each with the last cause.
    """

    rows: int
    failed: int
    units: int
    done: int
    deaths: int
    stopped: bool
    given_up: tuple[tuple[int, str], ...]


@dataclass
class _Doing:
    """A unit that is being read.

    Args:
        left: orders that are not done.
    """

    unit: Unit
    left: int
    pieces: dict[int, Piece] = field(default_factory=dict)


@dataclass
class _Try:
    """An order, and how many workers died over it since its last piece."""

    order: Order
    deaths: int = 0


def spread(place: Place, plan: Plan, crew: Crew, workers: int, look: Look) -> Spread:
    """Have the units of a plan read that are not done yet.

    Args:
        workers: how many there are, so that few units are shared by several.

    Raises:
        ModelError: a model cannot be loaded.
        OutputError: shards cannot be written.
        ShardsError: a note in the folder is broken.
    """
    return _Spreading(place, plan, crew, look).run(workers)


class _Spreading:
    """The state of a run."""

    def __init__(self, place: Place, plan: Plan, crew: Crew, look: Look) -> None:
        self._place = place
        self._plan = plan
        self._crew = crew
        self._look = look
        self._doing: dict[int, _Doing] = {}
        self._at: dict[int, _Try] = {}
        self._to_do: deque[_Try] = deque()
        self._given_up: dict[int, str] = {}
        self._rows = self._failed = self._done = self._deaths = 0

    def run(self, workers: int) -> Spread:
        self._to_do.extend(self._orders(workers))
        stopped = False
        while not (stopped := self._look.stopping()):
            for worker in self._crew.idle():
                if not self._to_do:
                    break
                self._at[worker] = one = self._to_do.popleft()
                self._crew.give(worker, one.order)
            if not (self._at or self._to_do):
                break
            for told in self._crew.told(_LOOK_EVERY):
                self._hear(told)
        if not stopped:
            self._tidy()
        return Spread(
            self._rows, self._failed, len(self._plan.units), self._done, self._deaths, stopped,
            tuple(sorted(self._given_up.items())),
        )  # fmt: skip

    def _orders(self, workers: int) -> Iterator[_Try]:
        to_do = [unit for unit in self._plan.units if not self._is_done(unit)]
        of = max(1, workers // len(to_do)) if to_do else 1
        for unit in to_do:
            self._doing[unit.number] = _Doing(unit, of)
            yield from (_Try(Order(unit, part, of)) for part in range(of))

    def _is_done(self, unit: Unit) -> bool:
        note = done_at(self._place, unit.number, self._plan.ident)
        if note is None:
            return False
        self._count(note.pieces)
        self._done += 1
        return True

    def _count(self, pieces: Sequence[Piece]) -> None:
        self._rows += sum(piece.rows for piece in pieces)
        self._failed += sum(piece.failed for piece in pieces)
        self._look.step(self._rows, self._failed)

    def _hear(self, told: Told) -> None:
        if told.error is not None:
            raise told.error
        one = self._at[told.worker]
        for step in told.steps:
            one.deaths = 0 if step.fresh else one.deaths
            self._take(one.order, step)
        if told.died is not None:
            self._deaths += 1
            del self._at[told.worker]
            self._once_more(one, told.died)
        elif told.gave_up is not None:
            del self._at[told.worker]
            self._given_up[one.order.unit.number] = told.gave_up
        elif told.ended:
            del self._at[told.worker]
            self._end(one.order)
        else:
            self._crew.give(told.worker, None)

    def _take(self, order: Order, step: Step) -> None:
        pieces = self._doing[order.unit.number].pieces
        if step.number not in pieces:
            self._count([step.piece])
            for error in step.failed:
                self._look.failed(error)
        pieces[step.number] = step.piece

    def _once_more(self, one: _Try, cause: str) -> None:
        one.deaths += 1
        if one.deaths >= _GIVEN_UP_AFTER:
            self._given_up[one.order.unit.number] = cause
            return
        careful = one.order.careful or one.deaths >= _CAREFUL_AFTER
        self._to_do.appendleft(_Try(replace(one.order, careful=careful), one.deaths))

    def _end(self, order: Order) -> None:
        doing = self._doing[order.unit.number]
        doing.left -= 1
        if doing.left == 0:
            pieces = tuple(piece for _, piece in sorted(doing.pieces.items()))
            note = DoneNote(self._plan.ident, pieces)
            self._place.put(done_of(order.unit.number), msgspec.json.encode(note))
            self._done += 1
            del self._doing[order.unit.number]

    def _tidy(self) -> None:
        for unit in self._plan.units:
            self._place.tidy(folder_of(unit.number))
