"""A page that takes its process along costs itself alone: it is named with the cause, and the rest goes on."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from harmful_reader import read_harmful
from stub import Said, articles, ingest, pages

from onrecord.errors import OnRecordError
from onrecord.ingest import pool
from onrecord.ingest.pool import in_order
from onrecord.store import intake

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits memory and kills as Linux does")


def failures(store, run):
    with store.reading() as connection:
        return {failed.page.rpartition("/")[2]: failed for failed in intake.failures_of(connection, run)}


@pytest.mark.parametrize(
    ("does", "cause", "longest"),
    [
        ("take all memory", "memory ran out in the process reading it, twice", 300.0),
        ("say it as C++ does", "memory ran out in the process reading it, twice", 300.0),
        ("die", "the process reading it was killed by SIGKILL, twice", 300.0),
        ("sleep for ever", "reading it took more than 2 seconds", 2.0),
        ("compute for ever", "reading it took more than 2 seconds", 2.0),
    ],
)
def test_a_page_that_harms_its_worker_is_named_and_the_rest_is_kept(sqlite_store, tmp_path, does, cause, longest):
    pages(tmp_path, a="Ada said one.", b=does, c="Cem said three.", d="Dan said four.")
    said = Said()
    report = ingest(sqlite_store, tmp_path, said=said, jobs=2, read=read_harmful, longest=longest)
    assert (report.counts.added, report.counts.failed) == (3, 1)
    assert [title for _, title, _ in articles(sqlite_store)] == ["a", "c", "d"]
    (failed,) = failures(sqlite_store, report.run).values()
    assert failed.page == str(tmp_path / "b.html")
    assert failed.cause == cause
    assert "fewer jobs" in failed.remedy
    assert not multiprocessing.active_children()


def test_a_page_whose_worker_another_process_killed_is_read_in_the_end(sqlite_store, tmp_path):
    pages(tmp_path, a="Ada said one.", b="once", c="Cem said three.")
    report = ingest(sqlite_store, tmp_path, jobs=2, read=read_harmful)
    assert (report.counts.added, report.counts.failed) == (3, 0)


def test_many_pages_that_kill_cost_themselves_alone(sqlite_store, tmp_path):
    pages(tmp_path, **{f"n{n:02d}": "die" if n % 3 == 0 else f"Person {n} said so." for n in range(15)})
    report = ingest(sqlite_store, tmp_path, jobs=2, read=read_harmful)
    assert (report.counts.added, report.counts.failed) == (10, 5)
    assert set(failures(sqlite_store, report.run)) == {f"n{n:02d}.html" for n in range(0, 15, 3)}


def test_what_killed_a_worker_is_tried_again_alone(tmp_path):
    items = [tmp_path / str(n) for n in range(6)]
    results = list(in_order(die_first_time, items, 3, lambda item, cause: (item, cause)))
    spans = sorted(results)
    again = next(span for span, item in zip(results, items, strict=True) if item.name == "1")
    assert not any(a < again[1] and again[0] < b for a, b in spans if (a, b) != again)


def die_first_time(item):
    if item.name == "1" and not item.exists():
        item.touch()
        os._exit(9)
    begun = time.monotonic()
    time.sleep(0.2)
    return begun, time.monotonic()


def test_a_worker_that_cannot_be_replaced_at_once_is_tried_again(monkeypatch):
    monkeypatch.setattr(pool, "_PAUSES", (0.0, 0.0, 0.0))
    begun, asked = pool._Crew._begun, []

    def refuse_twice(crew):
        asked.append(crew)
        if len(asked) in (2, 3):
            raise OnRecordError("worker processes do not start (Cannot allocate memory)")
        return begun(crew)

    monkeypatch.setattr(pool._Crew, "_begun", refuse_twice)
    results = list(in_order(work, ["a", "die", "b"], 1, lambda _item, cause: cause))
    assert results == ["a", "the process reading it died with exit status 7, twice", "b"]
    assert len(asked) == 5  # the first, one in its place that started at the third try, and one more


def work(item):
    if item == "die":
        os._exit(7)
    return item


def test_whoever_waits_hears_that_there_is_nothing_yet():
    tasks = [pool.Todo(2.5)]
    came = list(pool.as_they_come(time.sleep, tasks, 1, lambda *_: None))
    assert len(came) >= 2  # a batch that waits is written meanwhile


ORPHAN = """
import os, sys, threading, time
sys.path[:0] = sys.argv[1:]
from harmful_orphan import compute
from onrecord.ingest.pool import in_order
if __name__ == "__main__":
    threading.Thread(target=lambda: (time.sleep(6), os.kill(os.getpid(), 9)), daemon=True).start()
    list(in_order(compute, ["x"], 1, lambda item, cause: cause, 7.0))
"""


def test_a_worker_that_hangs_does_not_outlive_a_killed_parent_for_long(tmp_path, repository):
    (tmp_path / "harmful_orphan.py").write_text(
        "import os, pathlib\n"
        "def compute(item):\n"
        f"    pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n"
        "    sum(range(10**13))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(ORPHAN)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(repository / "src")], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    worker = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 60
    while Path(f"/proc/{worker}").exists() and not is_dead(worker) and time.monotonic() < until:
        time.sleep(0.2)
    alive = Path(f"/proc/{worker}").exists() and not is_dead(worker)
    with contextlib.suppress(OSError):
        os.kill(worker, signal.SIGKILL)
    assert not alive


def is_dead(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    return True
