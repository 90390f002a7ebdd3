"""No regular expression of the package takes more than time in proportion to its input, counted in steps."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator

import pytest
from bench import patterns
from bench.backtracking import Counted, TooManyStepsError
from bench.patterns import Written, hostile, written
from bench.regexes import BOUND_OTHERWISE, long_string

# Code points; the second pair only for what seems to grow on the first, as a repetition of up to 60 does.
SIZES = ((60, 240), (1_000, 4_000))
FEW_STEPS = 12  # for each code point: no growth worth a second look
GROWS = 2.0  # steps for each code point, four times the input: 1 is linear, 4 quadratic
MOST_STEPS, MOST_EACH = 2_500_000, 2_000  # in all, and for each code point
STRINGS = 16  # for each pattern


@pytest.fixture(scope="module", autouse=True)
def _deep() -> Iterator[None]:
    """A repetition of a group is as deep as its input is long; frames of Python functions take no stack of C."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(200_000)
    yield
    sys.setrecursionlimit(before)


@pytest.fixture(scope="module")
def all_patterns() -> list[Written]:
    return written()


def strings(pattern: Written) -> list[tuple[str, str, str]]:
    found = hostile(pattern, random.Random(pattern.pattern))
    return found if len(found) <= STRINGS else random.Random(pattern.pattern).sample(found, STRINGS)


def steps(pattern: Written, parts: tuple[str, str, str], size: int) -> float:
    """Steps for each code point."""
    counted = Counted(pattern.pattern, pattern.flags, is_bytes=pattern.is_bytes)
    text = as_letters(pattern, long_string(parts, size))
    try:
        counted.spans(text, min(MOST_STEPS, MOST_EACH * len(text)), whole=pattern.whole)
    except TooManyStepsError:
        return math.inf
    return counted.steps / len(text)


def as_letters(pattern: Written, text: str) -> str:
    return text.encode("utf-8", "replace").decode("latin-1") if pattern.is_bytes else text


def grows(pattern: Written, parts: tuple[str, str, str]) -> bool:
    for short, long in SIZES:
        last = steps(pattern, parts, long)
        if last < FEW_STEPS or last < GROWS * steps(pattern, parts, short):
            return False
    return True


def made(pattern: str, flags: int = 0, *, whole: bool = False) -> Written:
    return Written("here", pattern, flags, is_bytes=False, whole=whole)


@pytest.mark.parametrize(
    "pattern",
    [r"(?:a+)+b", r"\s+$", r"(?:a|a)*b", r"<!--.*?-->", r"(\w+)\.", r"a*a*b", r"x*y?x*z", r"(?:ab?)+(?:ab?)+c"],
)
def test_a_pattern_that_grows_faster_is_told(pattern: str) -> None:
    assert any(grows(made(pattern), parts) for parts in hostile(made(pattern), random.Random(1)))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\s)\s+x",
        r"\w{0,50}y",
        r"(?<!ab)(?:ab)++c",
        r"(?s)<!--.*?(?:-->|\Z)",
        r"[^>]*+>?",
        r"\bsaid\b",
        r"a(?=b*?c)?",
    ],
)
def test_one_that_does_not_is_not(pattern: str) -> None:
    once = pattern.startswith("a(")
    assert not any(grows(made(pattern, whole=once), parts) for parts in hostile(made(pattern), random.Random(1)))


def test_every_pattern_is_found(all_patterns: list[Written]) -> None:
    assert len(all_patterns) > 500
    assert {one.where.split("/")[1] for one in all_patterns} >= {"page", "text", "extract", "store", "serve", "ingest"}
    assert sum(one.is_bytes for one in all_patterns) >= 3


def test_steps_are_counted_along_the_matches_of_re(all_patterns: list[Written]) -> None:
    compared = 0
    for pattern in all_patterns:
        counted = Counted(pattern.pattern, pattern.flags, is_bytes=pattern.is_bytes)
        for parts in strings(pattern)[:3]:
            text = as_letters(pattern, long_string(parts, 60))
            found = counted.spans(text, MOST_STEPS, whole=pattern.whole)
            given = text.encode("latin-1") if pattern.is_bytes else text
            match = pattern.compiled.match(given)
            expected = [m.span() for m in pattern.compiled.finditer(given)]
            assert found == (([match.span()] if match else []) if pattern.whole else expected), (pattern, text)
            compared += 1
    assert compared > 1000


def test_no_pattern_grows_faster_than_its_input(all_patterns: list[Written]) -> None:
    bad = [
        (pattern.where, pattern.pattern[:80], parts)
        for pattern in all_patterns
        if pattern.pattern not in BOUND_OTHERWISE
        for parts in strings(pattern)
        if grows(pattern, parts)
    ]
    assert bad == []


def test_what_is_bound_otherwise_is_there_and_nothing_else(all_patterns: list[Written]) -> None:
    assert {one.pattern for one in all_patterns} >= set(BOUND_OTHERWISE)
    assert patterns.LONG_REPEAT <= 16
