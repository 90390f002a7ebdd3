"""A request to terminate ends a command as Ctrl-C does: what it holds is written, nothing is left half, 143 is said."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from made import made
from onrecord.serve.guard import INTERRUPTED, TERMINATED, guarded
from onrecord.store.checking import check
from onrecord.store.store import Store

PROGRAM = [sys.executable, "-c", "from onrecord.serve.cli import main; main()"]


def started(*arguments, cwd, **more):
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.Popen(command, cwd=cwd, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **more)


def ran(*arguments, cwd):
    with started(*arguments, cwd=cwd) as process:
        out, said = process.communicate(timeout=120)
    return process.returncode, out, said


def records(folder, count):
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04d}.json").write_text(made(f"Bridge {number}\n\nIt is closed.").to_json())


def kept(path):
    with Store.open(path) as store, store.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()


def is_whole(path):
    with Store.open(path) as store:
        return check(store).whole


@pytest.fixture
def folder(tmp_path):
    Store.create(tmp_path / "onrecord.db").close()
    records(tmp_path / "records", 400)
    return tmp_path


@pytest.mark.parametrize(("asked", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_ingest_that_is_asked_to_stop_keeps_what_it_has_and_goes_on_later(folder, asked, status):
    store = folder / "onrecord.db"
    with started("ingest", "records", cwd=folder) as process:
        while kept(store) == 0 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(asked)
        _, said = process.communicate(timeout=60)
    assert process.returncode == status
    assert "the same command goes on with the rest" in said
    assert "Traceback" not in said
    done = kept(store)
    assert 0 < done < 400
    assert f"({done} done)" in said  # what it says is what there is
    with Store.open(store) as opened, opened.reading() as connection:
        ended = connection.exec_driver_sql("SELECT ended_at IS NOT NULL, added FROM runs").one()
    assert tuple(ended) == (1, done)
    assert ran("ingest", "records", cwd=folder)[2] == f"run 2: {400 - done} new, {done} known\n"
    assert is_whole(store)


def test_a_second_request_ends_it_at_once_and_nothing_is_half(folder):
    store = folder / "onrecord.db"
    with started("ingest", "records", cwd=folder) as process:
        while kept(store) == 0 and process.poll() is None:
            time.sleep(0.01)
        for _ in range(2):
            process.send_signal(signal.SIGTERM)
            time.sleep(0.05)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 143
    assert "Traceback" not in said
    assert is_whole(store)
    assert ran("ingest", "records", cwd=folder)[0] == 0
    assert kept(store) == 400


def test_watch_ends_well_when_it_is_asked_to_terminate(tmp_path, web):
    Store.create(tmp_path / "onrecord.db").close()
    with started("watch", web.url("/feed"), "--allow-local", "--delay", "0", cwd=tmp_path) as process:
        while not web.requests and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in said


def test_an_export_that_is_asked_to_terminate_leaves_no_half_file(tmp_path):
    with started("export", "csv", "--record", "-", "--out", "said.csv", cwd=tmp_path, stdin=subprocess.PIPE) as process:
        process.stdin.write(made("Bridge\n\nIt is closed.").to_json() + "\n")
        process.stdin.flush()
        for _ in range(600):
            if list(tmp_path.iterdir()):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 143
    assert said == "onrecord: stopped; what was written so far is whole\n"
    assert list(tmp_path.iterdir()) == []


def answers(authority):
    host, _, port = authority.partition(":")
    for _ in range(300):
        with contextlib.suppress(OSError), closing(http.client.HTTPConnection(host, int(port), timeout=5)) as asking:
            asking.request("GET", "/health")
            return asking.getresponse().status
        time.sleep(0.1)
    return None


def test_a_server_that_is_asked_to_terminate_ends_well(tmp_path):
    pytest.importorskip("uvicorn")
    Store.create(tmp_path / "onrecord.db").close()
    with started("serve", "--port", "0", cwd=tmp_path) as process:
        first = process.stderr.readline()
        assert "http://" in first, first
        assert answers(first.partition("http://")[2].split("/")[0])
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "Traceback" not in said


def test_each_way_to_be_stopped_has_the_status_that_a_shell_expects(capsys):
    def interrupt():
        raise KeyboardInterrupt

    def terminate():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(10)

    assert guarded(interrupt) == INTERRUPTED
    assert guarded(terminate) == TERMINATED
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert capsys.readouterr().err.count("what was written so far is whole") == 2


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (MemoryError(), "memory ran out"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_what_no_command_expects_is_one_line_too(capfd, error, says):
    def fail():
        raise error

    assert guarded(fail) == 1
    assert says in capfd.readouterr().err
    assert Path.cwd().exists()
