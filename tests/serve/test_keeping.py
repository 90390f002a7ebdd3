from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from made import made
from onrecord import open_store
from onrecord.serve.cli import app
from onrecord.store import intake
from onrecord.store.store import Store


def run(*arguments, **more):
    return CliRunner().invoke(app, [str(a) for a in arguments], **more)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == 0
    return tmp_path / "onrecord.db"


def records(folder, count):
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04d}.json").write_text(made(f"Bridge {number}\n\nIt is closed.").to_json())


def test_a_store_is_made_once(store):
    assert store.exists()
    again = run("init")
    assert again.exit_code == 1
    assert "there is a store already" in again.stderr


def test_a_store_is_made_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "news.db"))
    assert run("init").exit_code == 0
    records(tmp_path / "records", 2)
    assert "2 new" in run("ingest", tmp_path / "records").stderr
    assert (tmp_path / "news.db").exists()


def test_without_a_store_the_message_says_which_is_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("ingest", ".")
    assert result.exit_code == 1
    assert "onrecord.db" in result.stderr


@pytest.mark.usefixtures("store")
def test_what_was_done_is_said_in_one_line(tmp_path):
    records(tmp_path / "records", 3)
    assert run("ingest", "records").stderr == "run 1: 3 new\n"
    result = run("ingest", "records")
    assert (result.exit_code, result.stderr, result.stdout) == (0, "run 2: 3 known\n", "")


def test_failures_are_named_and_written_to_a_file_and_noted_in_the_store(store, tmp_path):
    records(tmp_path / "records", 1)
    (tmp_path / "records" / "bad.json").write_text("{}")
    (tmp_path / "records" / "empty.txt").write_text("")
    result = run("ingest", "records", "gone.html", "--failures", "log/failed.tsv")
    assert result.exit_code == 1
    assert result.stderr.endswith("run 1: 1 new, 3 failed\n")
    lines = [line.split("\t") for line in (tmp_path / "log" / "failed.tsv").read_text().splitlines()]
    assert [line[0] for line in lines] == ["records/bad.json", "records/empty.txt", "gone.html"]
    assert all(len(line) == 3 for line in lines)
    with open_store(store) as opened, opened.reading() as connection:
        assert [failed.page for failed in intake.failures_of(connection, 1)] == [line[0] for line in lines]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ingest"], "nothing to take in"),
        (["ingest", "x", "--as", "pdf"], "--as pdf"),
        (["ingest", "x", "--published", "soon"], "neither a date"),
        (["ingest", "x", "-j", "-1"], "-j -1"),
        (["watch", "https://news.example/feed", "--every", "never"], "--every never"),
        (["watch", "no-such-file"], "neither an address nor a list"),
    ],
)
def test_what_cannot_be_done_is_wrong_usage(arguments, says):
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_ctrl_c_ends_a_run_cleanly_and_says_how_to_go_on(store, tmp_path):
    records(tmp_path / "records", 600)
    command = [sys.executable, "-c", "from onrecord.serve.cli import main; main()", "ingest", "records"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        while kept(store) == 0 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    done = kept(store)
    assert 0 < done < 600
    assert run("ingest", "records").stderr == f"run 2: {600 - done} new, {done} known\n"


def kept(path):
    with Store.open(path) as store, store.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to make a small disk")
def test_a_full_disk_is_told_and_what_was_kept_is_whole(tmp_path, monkeypatch):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], capture_output=True, check=False
    ).returncode:
        pytest.skip("needs to make a small disk")
    try:
        monkeypatch.setattr("onrecord.ingest.patience.A_MINUTE", 0.1)
        assert run("init", disk / "news.db").exit_code == 0
        records(tmp_path / "records", 600)
        result = run("ingest", tmp_path / "records", "--store", disk / "news.db")
        assert result.exit_code == 1
        assert "no room left" in result.stderr
        with Store.open(disk / "news.db") as store, store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() > 0
    finally:
        subprocess.run(["umount", str(disk)], check=False)
