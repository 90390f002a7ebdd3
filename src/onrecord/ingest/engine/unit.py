"""One unit read: its pages one after another, a piece of shards for each few hundred, each piece whole or not there."""

from __future__ import annotations

import faulthandler
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.errors import ModelError, OnRecordError, PageError
from onrecord.ingest.engine.places import Place, as_path, is_address
from onrecord.ingest.engine.plan import Entry, Unit
from onrecord.ingest.engine.remote import as_named, copied
from onrecord.ingest.engine.shards import Piece, PieceWriter, noted, piece_at, piece_of
from onrecord.ingest.files import Found
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import Address, Item, Kind, PageItem, PageRead, Problem, RecordItem
from onrecord.ingest.pool import LONGEST, Done, Todo, as_they_come
from onrecord.ingest.working import Reader, lost, work_or_end
from onrecord.record import MadeBy


@dataclass(frozen=True)
class Work:
    """What all workers have to know.

    Args:
        place: where shards go.
        plan: the plan's hash.
        folder: what relative paths of the plan stand against.
        pages: keep the pages' bytes.
        piece: articles in one file.
        read: what reads a page.
        longest: seconds that reading a page may take.
        witness: a file of the inputs that is there; where a worker does not see it, it sees none of them.
    """

    place: Place
    plan: str
    folder: str
    kind: Kind | None
    pages: bool
    piece: int
    made_by: MadeBy
    read: Reader
    longest: float = LONGEST
    witness: str | None = None

    def settle(self) -> None:
        """Go where relative paths lead on: names in messages are those that the caller gave."""
        if self.folder and str(Path.cwd()) != self.folder and Path(self.folder).is_dir():
            os.chdir(self.folder)


@dataclass(frozen=True)
class Order:
    """What one worker is to do: every so many pieces of a unit.

    Args:
        part: the first of its pieces.
        of: how many workers share the unit.
        careful: read in a process of its own, so that a page that kills it costs itself alone.
    """

    unit: Unit
    part: int = 0
    of: int = 1
    careful: bool = False


@dataclass(frozen=True)
class Step:
    """A piece that stands, just written or found there.

    Args:
        number: of the piece in its unit.
        failed: pages that failed, where they were read just now.
        fresh: whether it was read just now.
    """

    number: int
    piece: Piece
    failed: tuple[PageError, ...] = ()
    fresh: bool = True


def steps(order: Order, work: Work) -> Iterator[Step]:
    """Do an order, and tell each piece once it stands; those that an earlier run has written are not read again.

    Raises:
        ModelError: a model cannot be loaded.
        MemoryError: there is no room to go on; whoever does this had better end.
        OutputError: a piece cannot be written; those before it stand.
    """
    work.settle()
    there = _there(order, work)
    yield from (Step(number, piece, fresh=False) for number, piece in there.items())
    with closing(_outcomes(order, work, there)) as outcomes:
        first = next(outcomes, None)
        while first is not None:
            step, first = _piece(first, outcomes, order, work)
            yield step
            first = first or next(outcomes, None)


_Outcome = PageRead | RecordItem | Problem
_Numbered = tuple[int, _Outcome]


def _there(order: Order, work: Work) -> dict[int, Piece]:
    numbers = [int(name[:-8]) for name in work.place.names(f"{order.unit.number:06d}") if _is_piece(name)]
    mine = [number for number in sorted(numbers) if number % order.of == order.part]
    found = {number: piece_at(work.place, order.unit.number, number, work.plan) for number in mine}
    return {number: piece for number, piece in found.items() if piece is not None}


def _is_piece(name: str) -> bool:
    return name.endswith(".parquet") and name[:-8].isdigit()


def _piece(first: _Numbered, outcomes: Iterator[_Numbered], order: Order, work: Work) -> tuple[Step, _Numbered | None]:
    """Write a piece that begins with an outcome; return also that with which the next one begins, if it is read."""
    number, failed = first[0], list[PageError]()
    following: _Numbered | None = first
    with ExitStack() as stack:
        path = stack.enter_context(work.place.writing(piece_of(order.unit.number, number)))
        with PieceWriter(path, work.plan, work.made_by, pages=work.pages) as writer:
            while following is not None and following[0] == number:
                error = writer.add(following[1])
                if error is not None:
                    failed.append(error)
                # Nothing of the next piece is read before this one stands.
                following = next(outcomes, None) if writer.rows < work.piece else None
        note = noted(path, writer.rows, writer.failed)
    return Step(number, note, tuple(failed)), following


# ---- reading --------------------------------------------------------------------------------------------------------


def _outcomes(order: Order, work: Work, there: dict[int, Piece]) -> Generator[_Numbered, None, None]:
    items = (
        (number, item)
        for index, item in enumerate(_items(order.unit, work))
        if (number := index // work.piece) % order.of == order.part and number not in there
    )
    reading = partial(work_or_end, read=work.read)
    numbers: deque[int] = deque()
    way = _carefully if order.careful else _directly
    results = way(items, numbers, reading, work.longest)
    for result in results:
        if isinstance(result, PageRead) and isinstance(result.made, ModelError):
            raise result.made
        yield numbers.popleft(), result


def _directly(
    items: Iterator[tuple[int, Item]], numbers: deque[int], read: Callable[[PageItem], PageRead], longest: float
) -> Iterator[_Outcome]:
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        for number, item in items:
            numbers.append(number)
            if not isinstance(item, PageItem):
                yield _no_page(item)
                continue
            # A page that takes too long ends this process, even where it is deep in a library. Whoever reads the unit
            # with care then finds out which page it was.
            faulthandler.dump_traceback_later(longest, exit=True, file=nowhere)
            try:
                made = read(item)
            finally:
                faulthandler.cancel_dump_traceback_later()
            yield made


def _carefully(
    items: Iterator[tuple[int, Item]], numbers: deque[int], read: Callable[[PageItem], _Outcome], longest: float
) -> Iterator[_Outcome]:
    def tasks() -> Iterator[Todo[PageItem] | Done[_Outcome]]:
        for number, item in items:
            numbers.append(number)
            yield Todo(item) if isinstance(item, PageItem) else Done(_no_page(item))

    with closing(as_they_come(read, tasks(), 1, lost, longest)) as results:
        yield from (result for result in results if result is not None)


def _no_page(item: Item) -> RecordItem | Problem:
    if isinstance(item, RecordItem | Problem):
        return item
    name = item.url if isinstance(item, Address) else type(item).__name__
    remedy = "take it in without --engine ray, which asks servers politely, one request at a time"
    return Problem(PageError(name, "an address to be fetched, and a cluster fetches no pages", remedy))


def _items(unit: Unit, work: Work) -> Iterator[Item]:
    given = {entry.stem: entry.given for entry in unit.entries}
    inputs = Inputs((), work.kind, given.get)
    for entry in unit.entries:
        yield from _in_entry(entry, inputs)


def _in_entry(entry: Entry, inputs: Inputs) -> Iterator[Item]:
    if entry.problem is not None:
        yield Problem(PageError(*entry.problem))
    elif is_address(entry.path):
        try:
            with copied(entry.path) as copy:
                for item in inputs.in_file(Found(copy, entry.stem)):
                    yield as_named(item, copy, entry.path)
        except OnRecordError as error:
            failed = error if isinstance(error, PageError) else PageError(entry.path, str(error), "see the message")
            yield Problem(failed)
    else:
        yield from inputs.in_file(Found(as_path(entry.path), entry.stem))
