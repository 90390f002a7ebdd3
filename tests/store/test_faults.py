"""A store that is held, full, read-only or away says so, and loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from databases import PostgresServer, running_postgres
from made import add, made
from onrecord.errors import NoSuchError, StoreBusyError, StoreError, StoreGoneError, UsageError
from onrecord.record import Record
from onrecord.store import engine, schema
from onrecord.store.articles import article_at, articles
from onrecord.store.checking import check
from onrecord.store.faults import cause_of, told
from onrecord.store.store import Store

TRAM = """
    Tram {number} is late

    [[Ada Brenn]{{@brenn}}]{{1:source}} [said]{{1:cue}} [tram {number} was late]{{1}}.
"""


def tram(number: int) -> Record:
    return made(TRAM.format(number=number))


def address(number: int) -> str:
    return f"https://trams.example/{number}"


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar_one()


def again(store: Store) -> Store:
    """Open the same store as another program would."""
    return Store.open(store.engine.url.render_as_string(hide_password=False))


def test_a_store_that_is_held_too_long_says_so(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "PATIENCE", 1)
    with again(store) as other, store.writing() as held:
        held.execute(text("SELECT 1"))
        with pytest.raises(StoreBusyError, match=r"another program is writing to it; try again"):
            add(other, tram(1), address(1))
        assert count(other) == 0  # reading goes on
    assert add(store, tram(1), address(1)).kept == "new"


def test_two_that_write_at_once_lose_and_double_nothing(store: Store):
    failed: list[BaseException] = []

    def write(first: int) -> None:
        try:
            with again(store) as own:
                for number in range(first, first + 12):
                    add(own, tram(number), address(number))
                    add(own, tram(99), address(99))
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    with store.reading() as connection:
        urls = [row.url for row in articles(connection)]
    assert sorted(urls, key=str) == sorted({address(n) for n in [*range(18), 99]})
    assert check(store).whole


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user without rights")
def test_a_store_that_may_not_be_written_to_says_so(open_folder: Path):
    path = open_folder / "store.db"
    with Store.create(path) as store:
        add(store, tram(1), address(1))
    path.chmod(0o444)
    os.seteuid(65534)
    try:
        with (
            pytest.raises(StoreError, match="it cannot be written to; give yourself the right"),
            Store.open(path) as store,
        ):
            add(store, tram(2), address(2))
        with pytest.raises(StoreError, match=r"cannot be opened|cannot be written to"):
            Store.create(open_folder / "new.db")
    finally:
        os.seteuid(0)
    path.chmod(0o000)
    os.seteuid(65534)
    try:
        with pytest.raises(StoreError, match="cannot be opened"):
            Store.open(path)
    finally:
        os.seteuid(0)
    with Store.open(path) as store:
        assert count(store) == 1


FULL = """
import os, resource, sys
sys.path[:0] = sys.argv[2:]
from made import add
from test_faults import address, tram
from onrecord.errors import StoreGoneError
from onrecord.store.store import Store
with Store.open(sys.argv[1]) as store:
    add(store, tram(0), address(0))
    size = os.path.getsize(sys.argv[1] + "-wal") + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    number = 1
    try:
        while number < 500:
            add(store, tram(number), address(number))
            number += 1
    except StoreGoneError as error:
        print(number, error)
"""


def test_a_full_disk_loses_nothing_that_was_stored(sqlite_store: Store, repository: Path):
    sqlite_store.close()
    paths = [str(repository / part) for part in ("src", "tests", "tests/store")]
    command = [sys.executable, "-c", FULL, sqlite_store.name, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    number, _, says = done.stdout.partition(" ")
    assert number.isdigit(), done.stderr
    assert "what was stored before is whole" in says or "disk" in says
    with Store.open(sqlite_store.name) as store:
        assert count(store) == int(number)
        assert check(store).whole
        assert add(store, tram(int(number)), address(int(number))).kept == "new"


def _write_while_it_stops(server: PostgresServer, store: Store) -> None:
    with store.writing() as connection:
        server.stop("fast")
        connection.execute(text("SELECT 1"))


def test_a_database_that_goes_away_is_named_and_loses_nothing():
    with running_postgres() as server:
        server.execute("CREATE DATABASE news")
        with Store.create(server.url("news")) as store:
            add(store, tram(1), address(1))
            gone = "the database went away; try again when it is back"
            with pytest.raises(StoreGoneError, match=gone):
                _write_while_it_stops(server, store)
            with pytest.raises(StoreGoneError):
                add(store, tram(2), address(2))
            with pytest.raises(StoreGoneError):
                count(store)
            server.start()
            assert add(store, tram(2), address(2)).kept == "new"
            assert count(store) == 2
            assert check(store).whole
            with pytest.raises(StoreError, match="no such database; make it with `createdb`"):
                Store.open(server.url("nothing"))


def test_a_clock_that_runs_backwards_changes_no_order_of_arrival(store: Store):
    late, early = "2031-03-09T12:00:00Z", "2031-03-01T12:00:00Z"
    unknown = made(TRAM.format(number=1), published=None)
    assert add(store, unknown, address(1), late).kept == "new"
    assert add(store, unknown, address(1), early).kept == "known"
    changed = made(TRAM.format(number=2), published=None)
    assert add(store, changed, address(1), early).kept == "revised"
    with store.reading() as connection:
        (row,) = articles(connection)
        assert (row.id, row.first_seen, row.known_on) == (1, late, "2031-03-09")
        assert article_at(connection, address(1)) == 1
    assert check(store).whole


class _Said(Exception):  # noqa: N818 - stands for a driver's error
    sqlstate: str | None = None
    sqlite_errorname: str | None = None


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("SQLITE_BUSY_SNAPSHOT", None, StoreBusyError),
        ("SQLITE_FULL", None, StoreGoneError),
        ("SQLITE_IOERR_WRITE", None, StoreGoneError),
        ("SQLITE_CORRUPT_INDEX", None, StoreError),
        ("SQLITE_NOTADB", None, StoreError),
        (None, "57P01", StoreGoneError),
        (None, "08006", StoreGoneError),
        (None, "53100", StoreGoneError),
        (None, "53300", StoreBusyError),
        (None, "40P01", StoreBusyError),
        (None, "55P03", StoreBusyError),
        (None, "25006", StoreError),
        (None, "23505", StoreError),
        (None, None, StoreGoneError),
    ],
)
def test_each_complaint_has_its_kind_its_cause_and_its_remedy(name: str, code: str, kind: type[StoreError]):
    said = _Said("words of the driver")
    said.sqlite_errorname, said.sqlstate = name, code
    error = DBAPIError("SELECT 1", None, said)
    assert cause_of(error)[0] is kind
    with pytest.raises(kind, match=r"^news\.db: .+; .+") as caught, told("news.db"):
        raise error
    assert caught.type is kind


def test_a_number_that_nothing_has_is_not_found(store: Store):
    with pytest.raises(NoSuchError), store.reading() as connection:
        connection.execute(select(schema.ARTICLES.c.id).where(schema.ARTICLES.c.id == 10**30)).all()


def test_a_character_that_no_text_holds_finds_nothing_or_is_refused(store: Store):
    try:
        with store.reading() as connection:
            assert article_at(connection, "https://trams.example/\0") is None
    except UsageError as error:
        assert "character" in str(error)  # noqa: PT017 - one database refuses it, the other looks for it
