"""Several readers over the same articles in turn, so that a change of the machine's speed hits all alike.

A reader that fails on an article, is killed, or runs out of the time that it is given, leaves a mark in its own row and
no more: the others go on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from bench.contender import Contender
from bench.process import Answer, Reader, Record

PATIENCE = 120.0  # seconds that a reader may take for one article; none that works takes a third of it
TOGETHER = 20  # articles that are handed over at once to a reader that takes several


@dataclass(frozen=True)
class Item:
    """One article, or one page.

    Args:
        given: its text, or its bytes.
        published: ISO date, where it is known.
        words: how many it has, for the speed.
    """

    name: str
    given: str | bytes
    published: str | None = None
    words: int = 1


@dataclass(frozen=True)
class Entrant:
    """A contender and what it is asked.

    Args:
        sets: names of the sets that it reads.
        seconds: of the clock that it has for one set; what is left then it is not asked.
        several: takes a list of texts and dates at once.
        warm: is given an article before the clock starts.
    """

    contender: Contender
    sets: tuple[str, ...]
    seconds: float = 600.0
    several: bool = False
    warm: bool = True


@dataclass
class Course:
    """How one reader went through one set.

    Args:
        records: what it gave, by article.
        seconds: of the processor.
        clock: seconds on the wall.
        words: of the articles that it was asked and that did not fail.
        failures: causes, and how often.
        unasked: articles for which its time did not last.
        parts: seconds of the processor and of the clock of each of its answers, in order.
    """

    records: dict[str, Record] = field(default_factory=dict)
    seconds: float = 0.0
    clock: float = 0.0
    words: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    unasked: int = 0
    parts: list[tuple[float, float]] = field(default_factory=list)

    def add(self, items: Sequence[Item], answer: Answer) -> None:
        """Count an answer."""
        if answer.error is not None:
            self.failures[answer.error] += len(items)
            return
        self.seconds += answer.seconds
        self.clock += answer.clock
        self.words += sum(item.words for item in items)
        self.parts.append((answer.seconds, answer.clock))
        self.records.update(dict.fromkeys((item.name for item in items), answer.record))


class Contest:
    """Readers, each in a process of its own; a context manager."""

    def __init__(self, entrants: Iterable[Entrant]) -> None:
        self._entrants = tuple(entrants)
        self._stack = ExitStack()
        self._readers: dict[str, Reader] = {}

    def __enter__(self) -> Self:
        for entrant in self._entrants:
            contender = entrant.contender
            self._readers[contender.title] = self._stack.enter_context(Reader(contender.load))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def run(self, name: str, items: Sequence[Item], warm: Sequence[Item] = ()) -> dict[str, Course]:
        """Have a set read by those that read it and return how each went, by title.

        Args:
            warm: read before, uncounted.
        """
        entrants = [entrant for entrant in self._entrants if name in entrant.sets]
        for entrant in entrants:
            for item in warm if entrant.warm else ():
                self._ask(entrant, [item])
        courses = {entrant.contender.title: Course() for entrant in entrants}
        held: list[Item] = []
        for number, item in enumerate(items, 1):
            held.append(item)
            full = len(held) == TOGETHER or number == len(items)
            for entrant in entrants if number % 2 else reversed(entrants):
                if full or not entrant.several:
                    self._turn(entrant, courses[entrant.contender.title], held if entrant.several else [item])
            if full:
                held = []
        return courses

    def _turn(self, entrant: Entrant, course: Course, items: list[Item]) -> None:
        if course.clock > entrant.seconds or any("no answer" in cause for cause in course.failures):
            course.unasked += len(items)
        else:
            course.add(items, self._ask(entrant, items))

    def _ask(self, entrant: Entrant, items: list[Item]) -> Answer:
        reader = self._readers[entrant.contender.title]
        if entrant.several:
            return reader.answer([(item.given, item.published) for item in items], None, PATIENCE * len(items))
        return reader.answer(items[0].given, items[0].published, PATIENCE)

    def peaks(self) -> dict[str, float]:
        """Return the peak memory of each reader in MB, by title."""
        return {title: reader.peak() for title, reader in self._readers.items()}
