"""A backtracking matcher that counts its steps, so that growth is told without a clock.

It walks a pattern's own parse as CPython's `re` does: leftmost, greedy, trying again what it had left open; its matches
are those of `re` (`tests/fuzzing/test_regexes.py`). `re` skips ahead where it knows the first letter of a match, which
makes it faster by a factor; where the steps here grow in proportion to the input, so does its time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import _constants as constants  # type: ignore[attr-defined] # what `re` itself is made of
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Goes = Callable[[int], bool]
Walk = Callable[[int, Goes], bool]
Holds = Callable[[str], bool]
_SPACE_ASCII = " \t\n\r\f\v"


class TooManyStepsError(Exception):
    """More steps than were allowed."""


class Counted:
    """A pattern as a counting matcher.

    Args:
        pattern: its source; latin-1 for one of bytes.
        flags: those that it is compiled with.
    """

    def __init__(self, pattern: str, flags: int, *, is_bytes: bool = False) -> None:
        tree = parser.parse(pattern.encode("latin-1") if is_bytes else pattern, flags)
        self._flags = tree.state.flags
        self._ascii = is_bytes or bool(self._flags & re.ASCII)
        self._text, self._groups = "", dict[int, tuple[int, int]]()
        self.steps = self._most = 0
        self._walk = self._sequence(list(tree), self._flags)

    def spans(self, text: str, most: int, *, whole: bool = False) -> list[tuple[int, int]]:
        """Return where it matches, one after another as ``finditer`` has them.

        Args:
            most: steps.
            whole: try at the beginning alone.

        Raises:
            TooManyStepsError: more than that.
        """
        self._text, self.steps, self._most = text, 0, most
        found: list[tuple[int, int]] = []
        start, advance = 0, False
        while (span := self._search(start, 0 if whole else len(text), advance=advance)) is not None:
            found.append(span)
            if whole:
                break
            start, advance = span[1], span[0] == span[1]
        return found

    def _search(self, start: int, last: int, *, advance: bool) -> tuple[int, int] | None:
        """Return the next match; one that is empty where the last empty one was does not count."""
        for at in range(start, last + 1):
            end = self._from(at, at if advance and at == start else -1)
            if end is not None:
                return at, end
        return None

    def _from(self, at: int, not_at: int) -> int | None:
        ends: list[int] = []

        def done(end: int) -> bool:
            if end == not_at:
                return False
            ends.append(end)
            return True

        self._groups = {}
        self._step()
        return ends[0] if self._walk(at, done) else None

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self._most:
            raise TooManyStepsError

    def _sequence(self, nodes: list[Any], flags: int) -> Walk:
        walks = [self._node(kind, value, flags) for kind, value in nodes]
        if not walks:
            return lambda at, goes: goes(at)
        whole = walks[-1]
        for walk in reversed(walks[:-1]):
            whole = _then(walk, whole)
        return whole

    def _node(self, kind: Any, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        holds = self._one(kind, value, flags)
        if holds is not None:
            return self._letter(holds)
        makers = {
            constants.AT: self._place, constants.BRANCH: self._branch, constants.SUBPATTERN: self._group,
            constants.MAX_REPEAT: self._greedy, constants.MIN_REPEAT: self._lazy,
            constants.POSSESSIVE_REPEAT: self._possessive, constants.ATOMIC_GROUP: self._atomic,
            constants.ASSERT: self._look, constants.ASSERT_NOT: self._look_not, constants.GROUPREF: self._again,
        }  # fmt: skip
        return makers[kind](value, flags)

    def _letter(self, holds: Holds) -> Walk:
        def walk(at: int, goes: Goes) -> bool:
            self._step()
            return at < len(self._text) and holds(self._text[at]) and goes(at + 1)

        return walk

    def _one(self, kind: Any, value: Any, flags: int) -> Holds | None:  # noqa: ANN401 - as the parser gives it
        """Return what tells whether one letter fits; None where a node is no single letter."""
        folds = bool(flags & re.IGNORECASE)
        if kind is constants.ANY:
            return (lambda _: True) if flags & re.DOTALL else (lambda c: c != "\n")
        if kind is constants.LITERAL:
            return _folded(lambda c: ord(c) == value, folds=folds)
        if kind is constants.NOT_LITERAL:
            same = _folded(lambda c: ord(c) == value, folds=folds)
            return lambda c: not same(c)
        if kind is not constants.IN:
            return None
        negated = value[0][0] is constants.NEGATE
        parts = value[1:] if negated else value
        inside = _folded(lambda c: any(self._part(part, c) for part in parts), folds=folds)
        return (lambda c: not inside(c)) if negated else inside

    def _part(self, part: Any, c: str) -> bool:  # noqa: ANN401 - as the parser gives it
        kind, value = part
        if kind is constants.LITERAL:
            return ord(c) == value
        if kind is constants.RANGE:
            return bool(value[0] <= ord(c) <= value[1])
        name = str(value)
        holds = self._category(name.rpartition("_")[2], c)
        return not holds if "_NOT_" in name else holds

    def _category(self, name: str, c: str) -> bool:
        if self._ascii and not c.isascii():
            return False
        if name == "DIGIT":
            return c.isdecimal()
        if name == "SPACE":
            return c in _SPACE_ASCII if self._ascii else c.isspace()
        return c.isalnum() or c == "_"

    def _word_at(self, at: int) -> bool:
        return 0 <= at < len(self._text) and self._category("WORD", self._text[at])

    def _place(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        lines = bool(flags & re.MULTILINE)

        def holds(at: int) -> bool:
            text, end = self._text, len(self._text)
            if value in (constants.AT_BEGINNING, constants.AT_BEGINNING_STRING):
                return at == 0 or (lines and value is constants.AT_BEGINNING and text[at - 1] == "\n")
            if value is constants.AT_END_STRING:
                return at == end
            if value is constants.AT_END:
                return at == end or (text[at] == "\n" and (lines or at == end - 1))
            edge = self._word_at(at - 1) != self._word_at(at)
            return edge if value is constants.AT_BOUNDARY else not edge

        def walk(at: int, goes: Goes) -> bool:
            self._step()
            return holds(at) and goes(at)

        return walk

    def _branch(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        ways = [self._sequence(list(way), flags) for way in value[1]]

        def walk(at: int, goes: Goes) -> bool:
            return any(way(at, goes) for way in ways)

        return walk

    def _group(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        number, added, dropped, nodes = value
        inner = self._sequence(list(nodes), (flags | added) & ~dropped)
        if number is None:
            return inner

        def walk(at: int, goes: Goes) -> bool:
            def closed(end: int) -> bool:
                before = self._groups.get(number)
                self._groups[number] = (at, end)
                if goes(end):
                    return True
                self._groups.pop(number)
                if before is not None:
                    self._groups[number] = before
                return False

            return inner(at, closed)

        return walk

    def _again(self, value: Any, _flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        def walk(at: int, goes: Goes) -> bool:
            start, end = self._groups.get(value, (0, -1))
            words = self._text[start : max(end, start)]
            self.steps += len(words)
            return end >= 0 and self._text.startswith(words, at) and goes(at + len(words))

        return walk

    def _run(self, holds: Holds, at: int, most: int) -> int:
        """How many letters in a row fit."""
        end = at
        while end < len(self._text) and end - at < most:
            self._step()
            if not holds(self._text[end]):
                break
            end += 1
        return end

    def _single(self, nodes: list[Any], flags: int) -> Holds | None:
        while len(nodes) == 1 and nodes[0][0] is constants.SUBPATTERN and nodes[0][1][0] is None:
            nodes = list(nodes[0][1][3])
        return self._one(*nodes[0], flags) if len(nodes) == 1 else None

    def _greedy(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        least, most, body = int(value[0]), int(value[1]), list(value[2])
        holds = self._single(body, flags)
        if holds is not None:

            def letters(at: int, goes: Goes) -> bool:
                return any(self._went(end, goes) for end in range(self._run(holds, at, most), at + least - 1, -1))

            return letters
        inner = self._sequence(body, flags)

        def more(at: int, count: int, goes: Goes) -> bool:
            self._step()
            if count < most and inner(at, lambda end: (end > at or count < least) and more(end, count + 1, goes)):
                return True
            return count >= least and goes(at)

        return lambda at, goes: more(at, 0, goes)

    def _went(self, at: int, goes: Goes) -> bool:
        self._step()
        return goes(at)

    def _lazy(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        least, most, inner = int(value[0]), int(value[1]), self._sequence(list(value[2]), flags)

        def more(at: int, goes: Goes) -> bool:
            # A loop for single letters, so that a long text needs no deep stack.
            ends, count = [at], 0
            while ends:
                self._step()
                here = ends.pop()
                if count >= least and goes(here):
                    return True
                count += 1
                if count > most or not inner(here, lambda end: ends.append(end) or True):  # type: ignore[func-returns-value]
                    return False
            return False

        return more

    def _possessive(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        least, most, inner = int(value[0]), int(value[1]), self._sequence(list(value[2]), flags)

        def walk(at: int, goes: Goes) -> bool:
            count = 0
            while count < most:
                self._step()
                ends: list[int] = []
                if not inner(at, lambda end: ends.append(end) or True) or (ends[0] == at and count >= least):  # noqa: B023 # type: ignore[func-returns-value]
                    break
                at, count = ends[0], count + 1
            return count >= least and goes(at)

        return walk

    def _atomic(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        inner = self._sequence(list(value), flags)

        def walk(at: int, goes: Goes) -> bool:
            ends: list[int] = []
            return inner(at, lambda end: ends.append(end) or True) and goes(ends[0])  # type: ignore[func-returns-value]

        return walk

    def _look(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        seen = self._seen(value, flags)
        return lambda at, goes: seen(at) and goes(at)

    def _look_not(self, value: Any, flags: int) -> Walk:  # noqa: ANN401 - as the parser gives it
        seen = self._seen(value, flags)
        return lambda at, goes: not seen(at) and goes(at)

    def _seen(self, value: Any, flags: int) -> Goes:  # noqa: ANN401 - as the parser gives it
        direction, nodes = value
        inner = self._sequence(list(nodes), flags)
        if direction > 0:
            return lambda at: inner(at, lambda _: True)
        width = nodes.getwidth()[0]
        return lambda at: at >= width and inner(at - width, lambda end: end == at)


def _then(first: Walk, second: Walk) -> Walk:
    return lambda at, goes: first(at, lambda end: second(end, goes))


def _folded(holds: Holds, *, folds: bool) -> Holds:
    if not folds:
        return holds
    return lambda c: holds(c) or any(len(v) == 1 and holds(v) for v in (c.lower(), c.upper(), c.swapcase()))
