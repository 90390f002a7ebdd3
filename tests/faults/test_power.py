"""Power that fails: what a disk may hold at that moment is a whole store with all that was told to be kept."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench import kill, power

from made import add, made
from onrecord.ingest.write import replacing
from onrecord.store import backup, engine, settling
from onrecord.store.store import Store

needs_compiler = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a C compiler to note what is written"
)


@needs_compiler
def test_whatever_a_disk_holds_when_the_power_fails_is_a_whole_store():
    found = power.run(8, pages=60)
    assert found["told"] > 0
    assert found["syncs"] >= 4  # each batch waits for the disk
    assert (found["faults"], found["lost"]) == (0, 0)


def test_a_cut_keeps_what_was_synced_and_any_part_of_the_rest(tmp_path):
    name = str(tmp_path / "news.db")
    asked = [
        power.Event(power._WRITE, name, 0, b"a" * 1024),
        power.Event(power._SYNC, name, 0, b""),
        power.Event(power._WRITE, name, 512, b"b" * 1024),
    ]
    draw, seen = random.Random(1), set()
    for way in ("none", "all", *["some"] * 40):
        power.cut(asked, 3, draw, way, tmp_path)
        seen.add((tmp_path / "news.db").read_bytes())
    assert {b"a" * 1024, b"a" * 512 + b"b" * 1024, b"a" * 512 + b"b" * 512} <= seen
    assert all(content.startswith(b"a" * 512) for content in seen)


@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL"])
def test_a_store_waits_for_its_disk_unless_a_test_says_otherwise(tmp_path, monkeypatch, synchronous):
    monkeypatch.setattr(engine, "SYNCHRONOUS", synchronous)
    with Store.create(tmp_path / "news.db") as store, store.reading() as connection:
        ask = connection.exec_driver_sql
        assert ask("PRAGMA synchronous").scalar_one() == {"NORMAL": 1, "FULL": 2}[synchronous]
        assert ask("PRAGMA journal_mode").scalar_one() == "wal"
        assert ask("PRAGMA foreign_keys").scalar_one() == 1


def test_outside_of_tests_a_store_waits_for_its_disk(repository):
    program = "from onrecord.store import engine; print(engine.SYNCHRONOUS)"
    env = os.environ | {"PYTHONPATH": str(repository / "src")}
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout == "FULL\n"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the name of an open file")
def test_a_file_is_on_the_disk_before_it_takes_its_name_and_its_name_after(tmp_path, monkeypatch):
    done = []
    fsync, replace, link = os.fsync, Path.replace, os.link

    def synced(file):
        done.append(Path(f"/proc/self/fd/{file}").readlink().name)
        fsync(file)

    monkeypatch.setattr(settling.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", lambda self, target: (done.append("named"), replace(self, target))[1])
    monkeypatch.setattr(backup.os, "link", lambda part, path: (done.append("named"), link(part, path))[1])
    with replacing(tmp_path / "said.csv") as file:
        file.write(b"x")
    assert [one.rpartition(".")[2] for one in done] == ["part", "named", tmp_path.name]
    done.clear()
    with Store.create(tmp_path / "news.db") as store:
        add(store, made("Bridge\n\nIt is closed."), "https://news.example/1")
        backup.backup(store, tmp_path / "saved.db")
    assert [one.rpartition(".")[2] for one in done] == ["part", "named", tmp_path.name]


def test_a_damaged_file_is_counted(tmp_path):
    """The bench of kills finds what it looks for."""
    path = tmp_path / "news.db"
    with Store.create(path) as store:
        for number in range(30):
            add(store, made(f"Bridge {number}\n\nIt is closed."), f"https://news.example/{number}")
        assert kill.broken(store) == 0
    with Store.open(path) as store:
        raw = store.engine.raw_connection()
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM articles WHERE id = 3")
        raw.commit()
        raw.close()
    with Store.open(path) as store:
        assert kill.broken(store) > 0
