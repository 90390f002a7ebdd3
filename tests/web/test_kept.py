"""What is made for readers is made once, kept within a bound, and never of an older store than was asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from onrecord.serve.web.story import kept
from onrecord.serve.web.story.kept import Kept


@pytest.fixture
def behind() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as made:
        yield made


def test_a_value_is_made_once_for_a_revision(behind: ThreadPoolExecutor) -> None:
    memory: Kept[str] = Kept(10, len, behind)
    made: list[int] = []
    for revision in (1, 1, 2, 2):
        assert memory.get("a", revision, lambda r=revision: made.append(r) or f"v{r}") == f"v{revision}"
    assert made == [1, 2]


def test_many_who_ask_at_once_wait_for_one(behind: ThreadPoolExecutor) -> None:
    memory: Kept[str] = Kept(10, len, behind)
    going, made = threading.Event(), []

    def make() -> str:
        made.append(1)
        going.wait(5)
        return "v"

    with ThreadPoolExecutor(8) as readers:
        asked = [readers.submit(memory.get, "a", 1, make) for _ in range(8)]
        going.set()
        assert {one.result() for one in asked} == {"v"}
    assert len(made) == 1


def test_memory_is_bounded_and_forgets_what_was_asked_for_longest_ago(behind: ThreadPoolExecutor) -> None:
    memory: Kept[str] = Kept(6, len, behind)
    for key in "abc":
        memory.get(key, 1, lambda: "xx")
    memory.get("a", 1, lambda: "yy")
    memory.get("d", 1, lambda: "xx")
    assert memory.held == 6
    assert [key in memory for key in "abcd"] == [True, False, True, True]
    memory.forget("a")
    assert memory.held == 4


def test_a_value_larger_than_the_room_is_kept_alone(behind: ThreadPoolExecutor) -> None:
    memory: Kept[str] = Kept(3, len, behind)
    memory.get("a", 1, lambda: "x")
    memory.get("b", 1, lambda: "long one")
    assert ["a" in memory, "b" in memory, memory.held] == [False, True, 8]


def test_what_takes_long_is_shown_once_more_while_its_successor_is_made(
    behind: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_LONG", -1.0)
    memory: Kept[str] = Kept(10, len, behind)
    memory.get("a", 1, lambda: "old")
    assert memory.get("a", 2, lambda: "new", late=True) == "old"
    behind.submit(lambda: None).result(5)
    assert memory.get("a", 2, lambda: "never", late=True) == "new"


def test_what_fails_is_told_and_can_be_asked_for_again(behind: ThreadPoolExecutor) -> None:
    memory: Kept[str] = Kept(10, len, behind)
    with pytest.raises(ZeroDivisionError):
        memory.get("a", 1, lambda: str(1 // 0))
    assert memory.get("a", 1, lambda: "v") == "v"
    memory.ahead("b", 1, lambda: str(1 // 0))
    behind.submit(lambda: None).result(5)
    assert "b" not in memory
    assert memory.get("b", 1, lambda: "v") == "v"
