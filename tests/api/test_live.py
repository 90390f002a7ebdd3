"""Changes as they happen: from another process, to many readers, across broken connections, to a prompt end."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from onrecord.serve.api.live import QUEUE, _Reader
from onrecord.store.changes import EVERY_STORY, Change, changes_since, latest_change, note
from onrecord.store.store import Store
from screens import served

STREAM = {"Accept": "text/event-stream"}
Event = tuple[str, int, Any]


@contextmanager
def following(address: str, asked: str = "", headers: dict[str, str] | None = None) -> Iterator[Iterator[Event]]:
    """Give the events of a stream, each with its name, its cursor and what it says."""
    where = f"{address}/api/v1/changes{asked}"
    with httpx.stream("GET", where, headers=STREAM | (headers or {}), timeout=20) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _events(answer)


def _events(answer: httpx.Response) -> Iterator[Event]:
    event: dict[str, str] = {}
    for line in answer.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            event[name] = value
        elif "event" in event:
            yield event["event"], int(event["id"]), json.loads(event["data"])
            event = {}


def changed(store: Store, story: int, article: int | None = None) -> int:
    with store.writing() as connection:
        note(connection, "arrived", [story], article=article)
        return latest_change(connection)


def latest(store: Store) -> int:
    with store.reading() as connection:
        return latest_change(connection)


def test_a_reader_is_told_where_it_begins_and_then_what_changes(story_store: Store, own_server: str) -> None:
    with following(own_server) as events:
        name, cursor, _ = next(events)
        assert (name, cursor) == ("ready", latest(story_store))
        changed(story_store, 7, 1)
        name, at, change = next(events)
        assert (name, at) == ("change", cursor + 1)
        assert (change["kind"], change["story"], change["article"]) == ("arrived", 7, 1)


def test_what_another_process_keeps_is_told(story_store: Store, own_server: str) -> None:
    program = (
        "import sys; from onrecord.store.store import Store; from onrecord.store.changes import note\n"
        "with Store.open(sys.argv[1]) as s, s.writing() as c: note(c, 'arrived', [7], article=3)"
    )
    with following(own_server) as events:
        next(events)
        subprocess.run([sys.executable, "-c", program, story_store.name], check=True)
        assert next(events)[2]["article"] == 3


def test_a_story_s_reader_is_told_of_that_story_and_of_what_may_be_any(story_store: Store, own_server: str) -> None:
    with following(own_server, "?story=7") as events:
        next(events)
        for story in (8, 7, EVERY_STORY):
            changed(story_store, story)
        assert [next(events)[2]["story"] for _ in range(2)] == [7, EVERY_STORY]


@pytest.mark.parametrize("how", ["since", "last"])
def test_a_broken_connection_goes_on_where_it_was(story_store: Store, own_server: str, how: str) -> None:
    seen = changed(story_store, 7, 1)
    missed = [changed(story_store, 7, 2), changed(story_store, 7, 3)]
    asked, headers = (f"?since={seen}", {}) if how == "since" else ("?since=0", {"Last-Event-ID": str(seen)})
    with following(own_server, asked, headers) as events:
        next(events)
        assert [next(events)[1] for _ in missed] == missed
        cursor = changed(story_store, 7, 4)
        assert next(events)[1] == cursor


@pytest.mark.parametrize("cursor", [10**6, 0])
def test_who_missed_too_much_is_told_to_begin_anew(story_store: Store, own_server: str, cursor: int) -> None:
    with story_store.writing() as connection:
        for _ in range(25):
            note(connection, "arrived", range(1, 90))
    names = []
    with following(own_server, f"?since={cursor}") as events:
        for name, *_ in events:
            names.append(name)
            if name == "reset":
                break
    assert names[0] == "ready"


def test_many_readers_are_told_alike(story_store: Store, own_server: str) -> None:
    told: list[int] = []
    ready = threading.Barrier(21)

    def follow() -> None:
        with following(own_server) as events:
            next(events)
            ready.wait()
            told.append(next(events)[1])

    threads = [threading.Thread(target=follow) for _ in range(20)]
    for thread in threads:
        thread.start()
    ready.wait()
    cursor = changed(story_store, 7)
    for thread in threads:
        thread.join()
    assert told == [cursor] * 20


def test_a_reader_that_does_not_read_is_let_go() -> None:
    reader = _Reader(None)
    assert all(reader.tell(Change(n, "", "arrived")) for n in range(QUEUE))
    assert not reader.tell(Change(QUEUE, "", "arrived"))
    reader.end()
    assert reader.queue.get_nowait() is None


def test_readers_are_let_go_when_the_server_ends(story_store: Store) -> None:
    rest: list[Event] = []
    ready = threading.Event()

    def follow(address: str) -> None:
        with following(address) as events:
            next(events)
            ready.set()
            rest.extend(events)  # ends without an error: the answer is whole

    with served(story_store) as address:
        reader = threading.Thread(target=follow, args=[address])
        reader.start()
        ready.wait()
    reader.join(20)
    assert not reader.is_alive()
    assert rest == []


def test_the_list_goes_on_after_a_cursor(story_store: Store, own_server: str) -> None:
    cursor = changed(story_store, 7, 1)
    last = changed(story_store, 7, 2)
    found = httpx.get(f"{own_server}/api/v1/changes", params={"since": cursor}).json()
    assert [change["id"] for change in found["items"]] == [last]


@pytest.mark.parametrize("cursor", ["x", "-1", "1" * 40])
def test_what_is_no_cursor_is_refused(own_server: str, cursor: str) -> None:
    headers = STREAM | {"Last-Event-ID": cursor}
    assert httpx.get(f"{own_server}/api/v1/changes", headers=headers).status_code == 400
    assert httpx.get(f"{own_server}/api/v1/changes", params={"since": cursor}).status_code == 400


def test_the_stream_works_on_both_databases(store: Store) -> None:
    with served(store) as address, following(address) as events:
        assert next(events)[:2] == ("ready", latest(store))
        cursor = changed(store, 7)
        assert next(events)[1] == cursor


def test_a_cursor_outlives_the_program(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.db") as made:
        cursor = changed(made, 7)
        changed(made, 7)
    with Store.open(tmp_path / "s.db") as again, again.reading() as connection:
        assert [change.id for change in changes_since(connection, cursor)] == [cursor + 1]


def test_ctrl_c_ends_the_program_in_order_with_a_reader_on(story_store: Store) -> None:
    program = "import sys; from onrecord.serve.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--store", story_store.name, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        address = running.stderr.readline().split()[1].rstrip("/")
        answered(address)
        with following(address) as events:
            next(events)
            running.send_signal(signal.SIGINT)
            assert list(events) == []
        assert running.wait(30) == 0


def answered(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(200):
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(f"{address}/api/v1/health")
            return
        time.sleep(0.1)
    raise AssertionError(address)
