"""A clock that jumps, years ahead or back: nothing is lost, doubled or out of order, and nothing waits for ever."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from stub import Said, http, page, pages, rss

from made import made
from onrecord.alerts.delivering import deliver
from onrecord.alerts.door import add_alert
from onrecord.alerts.running import Runner
from onrecord.ingest.adding import add
from onrecord.ingest.due import Due
from onrecord.ingest.fetching import Asking
from onrecord.ingest.items import Address
from onrecord.ingest.patience import Patient
from onrecord.serve.doctor.storing import ago
from onrecord.store import intake, schema
from onrecord.store.checking import check
from onrecord.store.store import Store
from onrecord.story.asking import Asked

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
YEARS = timedelta(days=3000)
URL = "https://news.example/1"


def is_asked(store, now, *, due=None):
    due = due or Due(Patient(store, Said().wait))
    due.clock = lambda: now
    return any(isinstance(one, Asking) for one in due([Address(URL, "test")]))


def answered(store, at, status=200):
    with store.writing() as connection:
        intake.note_answers(connection, [intake.Answered(URL, None, None, at.strftime("%Y-%m-%dT%H:%M:%SZ"), status)])


@pytest.mark.parametrize("status", [200, 0, 500])
def test_an_address_that_a_wrong_clock_asked_is_asked_again(sqlite_store, status):
    answered(sqlite_store, NOW + YEARS, status)
    assert is_asked(sqlite_store, NOW)
    answered(sqlite_store, NOW, status)
    assert not is_asked(sqlite_store, NOW + timedelta(minutes=1))
    assert not is_asked(sqlite_store, NOW - timedelta(seconds=5))  # clocks are set by seconds all the time
    assert is_asked(sqlite_store, NOW + YEARS)


def test_a_clock_that_jumps_back_while_feeds_are_watched_stops_no_address_for_ever(sqlite_store):
    due = Due(Patient(sqlite_store, Said().wait))
    assert is_asked(sqlite_store, NOW + YEARS, due=due)
    assert not is_asked(sqlite_store, NOW + YEARS, due=due)  # it is on its way
    assert is_asked(sqlite_store, NOW, due=due)
    assert not is_asked(sqlite_store, NOW, due=due)


@pytest.mark.parametrize("jump", [YEARS, -YEARS])
def test_a_message_that_was_put_off_by_a_wrong_clock_is_sent(sqlite_store, monkeypatch, jump):
    add_alert(sqlite_store, "bridges", Asked(words="bridge"), "https://hook.example/")
    text = "Bridge closed\n\n[[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the bridge is closed]{1}."
    add(sqlite_store, made(text), url=URL)
    later = (datetime.now(UTC) + jump).strftime("%Y-%m-%dT%H:%M:%SZ")
    with monkeypatch.context() as wrong:
        wrong.setattr("onrecord.store.alerting.now", lambda: later)
        wrong.setattr("onrecord.alerts.running.deliver", lambda *_: 0)
        assert Runner(sqlite_store).once()[0] == 1
    sent = []
    assert deliver(sqlite_store, send=lambda *message: sent.append(message)) == 1
    assert deliver(sqlite_store, send=lambda *message: sent.append(message)) == 0
    assert len(sent) == 1


def test_no_age_is_negative():
    now = datetime.now(UTC)
    assert ago((now - timedelta(days=3)).isoformat()) == "3 days ago"
    assert ago((now + timedelta(seconds=20)).isoformat()) == "just now"
    assert "not yet: look at this machine's clock" in ago((now + YEARS).isoformat())


# ---- the system's clock itself, as every program sees it ------------------------------------------------------------

# Between the program and the C library: what asks for the time of day is told another one, which a file says.
SHIFTED = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
static long shift(void) {
    long by = 0;
    FILE *file = fopen(getenv("SHIFT_FILE"), "r");
    if (file) { if (fscanf(file, "%ld", &by) != 1) by = 0; fclose(file); }
    return by;
}
int clock_gettime(clockid_t which, struct timespec *told) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int status = real(which, told);
    if (!status && which == CLOCK_REALTIME) told->tv_sec += shift();
    return status;
}
time_t time(time_t *told) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told) *told = now.tv_sec;
    return now.tv_sec;
}
"""

TAKING = """
import sys, threading
sys.path[:0] = sys.argv[4:]
from pathlib import Path
from stub import Said, ingest
from stub_reader import read_slowly
from onrecord.store.store import Store
if __name__ == "__main__":
    shift, jumps = Path(sys.argv[3]), iter([3, -3, 0.5, -9, 0])
    said = Said()
    told = said.told
    def jump(one, outcome):
        told(one, outcome)
        if len(said.outcomes) % 16 == 0:
            shift.write_text(str(int(next(jumps, 0) * 365 * 86400)))
    said.told = jump
    with Store.open(sys.argv[1]) as store:
        print(ingest(store, sys.argv[2], said=said, read=read_slowly).counts)
"""


@pytest.fixture
def shifting(tmp_path):
    """The environment of a program whose clock a file moves, and the file."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("needs Linux and a C compiler to move a program's clock")
    source, library, file = tmp_path / "shift.c", tmp_path / "shift.so", tmp_path / "shift"
    source.write_text(SHIFTED)
    made = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("the C compiler of this machine makes no library")
    file.write_text("0")
    return os.environ | {"LD_PRELOAD": str(library), "SHIFT_FILE": str(file)}, file


def test_an_ingest_whose_clock_jumps_keeps_everything_once_and_in_order(shifting, tmp_path, repository):
    env, file = shifting
    folder, where = tmp_path / "pages", tmp_path / "news.db"
    folder.mkdir()
    pages(folder, **{f"p{n:03d}": f"Page {n}." for n in range(80)})
    Store.create(where).close()
    paths = [str(repository / part) for part in ("src", "tests", "tests/ingest")]
    script = tmp_path / "taking.py"
    script.write_text(TAKING)
    command = [sys.executable, str(script), str(where), str(folder), str(file), *paths]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert "added=80, revised=0, reread=0, known=0, forgotten=0, failed=0" in done.stdout, done.stderr
    with Store.open(where) as store, store.reading() as connection:
        c = schema.ARTICLES.c
        rows = connection.execute(select(c.title, c.first_seen).order_by(c.id)).all()
    assert [row.title for row in rows] == [f"p{n:03d}" for n in range(80)]
    years = {row.first_seen[:4] for row in rows}
    assert len(years) >= 4  # the clock did jump
    with Store.open(where) as store:
        assert check(store).whole


WATCHING = [sys.executable, "-c", "from onrecord.serve.cli import main; main()", "watch"]


def test_watching_goes_on_through_jumps_of_the_clock(shifting, tmp_path, web, repository):
    """What a feed lists is asked for though the clock says that it was asked years from now."""
    env, file = shifting
    file.write_text(str(9 * 365 * 86400))
    where = tmp_path / "onrecord.db"
    Store.create(where).close()
    listed = [("/1", None)]
    web.answers["/robots.txt"] = http("", "404 Not Found")
    web.answers["/feed"] = lambda _request: http(
        rss(*((web.url(path), date) for path, date in listed)), Content_Type="application/rss+xml"
    )
    web.answers |= {f"/{n}": http(page(f"Page {n}", f"Bridge {n} is closed.")) for n in (1, 2, 3)}
    env = env | {"PYTHONPATH": os.pathsep.join(str(repository / part) for part in ("src", "tests/ingest"))}
    command = [*WATCHING, web.url("/feed"), "--every", "1s", "--allow-local", "--delay", "0", "-j", "1"]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as process:
        try:
            for path, shift in (("/2", 0), ("/3", -5)):
                wait_for(lambda: web.asked(listed[-1][0]), process)
                file.write_text(str(shift * 365 * 86400))
                listed.append((path, None))
            wait_for(lambda: web.asked("/3"), process)
        finally:
            process.terminate()
            _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    with Store.open(where) as store, store.reading() as connection:
        titles = connection.execute(select(schema.ARTICLES.c.title).order_by(schema.ARTICLES.c.id)).scalars().all()
    assert titles == ["Page 1", "Page 2", "Page 3"]


def wait_for(there, process, tries=1200):
    for _ in range(tries):
        if there() or process.poll() is not None:
            return
        time.sleep(0.1)
    assert there()
