"""Backups of a store in use, restoring them, and checking that a store is whole."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from databases import PostgresServer, fresh_database
from made import add, made, read_again
from onrecord.errors import StoreError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.articles import record, revisions
from onrecord.store.ask import statements
from onrecord.store.backup import backup, restore
from onrecord.store.checking import check
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted

HERE = "https://vellmar.example/ferry"
FERRY = """
    Ferry to run at night

    [[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the [old ferry]{p1:issue} would run [at night]{p1}]{1}, with
    [ten sailors]{f1}.
"""


def ferry(words: str = FERRY) -> Record:
    return made(
        words,
        figures={1: {"low": 10, "high": 10, "source": "brenn"}},
        positions={1: {"holder": "brenn", "statement": 1}},
    )


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in schema.METADATA.sorted_tables
        }


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, ferry(), HERE, page=b"<p>ferry</p>")
    add(store, ferry(FERRY.replace("ten", "six")), HERE, page=b"<p>ferries</p>")
    add(store, read_again(ferry()), "https://port.example/ferry")
    return store


def test_a_backup_is_a_store_with_the_same_rows(filled: Store, tmp_path: Path):
    backup(filled, tmp_path / "saved.db")
    assert sorted(path.name for path in tmp_path.iterdir() if "saved" in path.name) == ["saved.db"]
    with Store.open(tmp_path / "saved.db") as saved:
        assert rows(saved) == rows(filled)
        assert check(saved).whole
        with saved.reading() as connection:
            assert len(statements(connection, Wanted(words="ferry night"))) == 2
        assert add(saved, ferry(FERRY.replace("ten", "two")), "https://port.example/2").article == 3


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_backup_is_restored_on_either_database(
    filled: Store, database: str, tmp_path: Path, request: pytest.FixtureRequest
):
    backup(filled, tmp_path / "saved.db")
    before = rows(filled)
    if database == "sqlite":
        _restored(tmp_path / "saved.db", str(tmp_path / "restored.db"), before)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with fresh_database(server) as url:
        _restored(tmp_path / "saved.db", url, before)


def _restored(saved: Path, where: str, before: dict[str, list[tuple[Any, ...]]]) -> None:
    restore(saved, where)
    with Store.open(where) as restored:
        assert rows(restored) == before
        assert check(restored).whole
        assert add(restored, ferry(FERRY.replace("ten", "two")), "https://port.example/2").article == 3
        with restored.reading() as connection:
            assert len(statements(connection, Wanted(words='"old ferry"'))) == 3
    with pytest.raises(StoreError, match="already"):
        restore(saved, where)


def test_a_backup_overwrites_nothing_and_leaves_nothing_half(filled: Store, tmp_path: Path):
    there = tmp_path / "there.db"
    there.write_bytes(b"mine")
    with pytest.raises(StoreError, match="there is a file already"):
        backup(filled, there)
    assert there.read_bytes() == b"mine"
    with pytest.raises(StoreError, match="its folder does not exist"):
        backup(filled, tmp_path / "none" / "saved.db")
    with pytest.raises(StoreError, match="no store"):
        restore(there, tmp_path / "restored.db")
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part" or path.name == "restored.db"]


def test_a_store_is_saved_while_it_is_written(filled: Store, tmp_path: Path):
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            add(filled, ferry(FERRY.replace("ten", f"{number}")), f"https://post.example/{number}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            backup(filled, tmp_path / f"saved{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        with Store.open(tmp_path / f"saved{number}.db") as saved:
            assert check(saved).whole


def test_a_whole_store_has_no_faults(filled: Store):
    checked = check(filled)
    assert (checked.whole, checked.articles, checked.pages) == (True, 2, 2)


BROKEN = {
    "figures 100000": update(schema.FIGURES).values(words="nine").where(schema.FIGURES.c.id == 100_000),
    "mentions 100000": update(schema.MENTIONS).values(end=3).where(schema.MENTIONS.c.id == 100_000),
    "statements 200000": update(schema.STATEMENTS).values(mode="deny").where(schema.STATEMENTS.c.id == 200_000),
    "articles 1": update(schema.ARTICLES).values(record_sha256="0" * 64).where(schema.ARTICLES.c.id == 1),
    "positions 100000": schema.POSITIONS.delete().where(schema.POSITIONS.c.id == 100_000),
    "articles 2": update(schema.ARTICLES).values(in_order=7).where(schema.ARTICLES.c.id == 2),
}


@pytest.mark.parametrize("where", BROKEN)
def test_a_fault_is_found_and_named(filled: Store, where: str):
    with filled.writing() as connection:
        connection.execute(BROKEN[where])
    assert where in {fault.where for fault in check(filled).faults}


def test_pages_and_records_that_changed_are_found(filled: Store):
    with filled.writing() as connection:
        connection.execute(update(schema.PAGES).values(bytes=b"x"))
        connection.execute(update(schema.READINGS).values(record=b"x"))
    kinds = {fault.where.split()[0] for fault in check(filled).faults}
    assert kinds == {"pages", "articles"}


def test_an_index_of_words_that_is_behind_is_found(filled: Store):
    with filled.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO statements_words(statements_words) VALUES ('delete-all')"))
        else:
            connection.execute(text("DELETE FROM statements_words"))
    assert any(fault.where.startswith("statements_words") for fault in check(filled).faults)


def test_a_damaged_file_is_found_or_refused(sqlite_store: Store, tmp_path: Path):
    for number in range(30):
        add(sqlite_store, ferry(FERRY.replace("ten", f"{number}")), f"https://post.example/{number}")
    sqlite_store.close()
    with sqlite3.connect(sqlite_store.name) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    damaged = tmp_path / "damaged.db"
    shutil.copy(sqlite_store.name, damaged)
    size = damaged.stat().st_size
    with damaged.open("r+b") as file:
        for place in range(size // 3, size - 4096, 9 * 4096):
            file.seek(place)
            file.write(b"\xff" * 512)
    try:
        with Store.open(damaged) as opened:
            whole = check(opened).whole
    except StoreError as error:
        assert "damaged" in str(error)  # noqa: PT017 - either of two ways to be told
    else:
        assert not whole


KILLED = """
import os, signal, sys
sys.path[:0] = sys.argv[3:]
from made import arrival, made, read_again
from onrecord.record import Record
from onrecord.store.keep import keep
from onrecord.store.store import Store
newer = Record.from_json(open(sys.argv[2], "rb").read())
with Store.open(sys.argv[1]).writing() as connection:
    keep(connection, arrival(newer, "https://vellmar.example/ferry"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_reading_that_is_killed_in_the_middle_replaces_nothing(store: Store, tmp_path: Path, repository: Path):
    add(store, ferry(), HERE)
    before = rows(store)
    newer = read_again(ferry(), positions=())
    (tmp_path / "newer.json").write_text(newer.to_json(), encoding="utf-8")
    where = store.engine.url.render_as_string(hide_password=False) if "post" in store.name else store.name
    command = [
        sys.executable,
        "-c",
        KILLED,
        where,
        str(tmp_path / "newer.json"),
        *map(str, (repository / "src", repository / "tests")),
    ]
    assert subprocess.run(command, check=False, env=dict(os.environ), timeout=120).returncode == -signal.SIGKILL
    assert rows(store) == before
    assert check(store).whole
    assert add(store, newer, HERE).kept == "reread"
    with store.reading() as connection:
        assert record(connection, 1) == newer
        (revision,) = revisions(connection, 1)
        assert len(revision.readings) == 2
    assert check(store).whole
