"""Fresh stores for tests, on SQLite and on PostgreSQL: the fixtures ``store_url`` (nothing there yet) and ``store``.

PostgreSQL is started once a session from Debian's package (``apt install postgresql``), in a folder of its own that
only a socket of this machine leads to, and taken away at the end. Where it is not installed those tests are skipped.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from onrecord.store import engine
from onrecord.store.schema import METADATA
from onrecord.store.store import Store

# What a test loses with the machine it makes again: nothing has to reach a disk.
HASTY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c shared_buffers=32MB"
engine.SYNCHRONOUS = "NORMAL"
_NUMBERS = count(1)


class PostgresServer:
    """A server of the session's own."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries = binaries
        self.folder = folder
        # The server refuses to run as root.
        self._user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs."""
        command = [*self._user, str(self.binaries / program), *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"{HASTY} -k {self.folder}"
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-D", str(self.folder / "db"), "-w", "-s", "-l", log, "-o", options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: ``immediate``, as a machine that loses its power, or ``fast``, which writes what was committed."""
        self.run("pg_ctl", "stop", "-D", str(self.folder / "db"), "-m", mode, "-s")

    def url(self, database: str = "postgres") -> str:
        """Return the URL of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def execute(self, sql: str) -> None:
        """Run SQL that stands in no transaction."""
        server = create_engine(self.url().replace("postgresql", "postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(sql))
        server.dispose()


def postgres_binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest first; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3].split(".")[0]))
    if found:
        return found[-1].parent
    known = shutil.which("pg_ctl")
    return Path(known).parent if known else None


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server, and take it away at the end."""
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    # A socket's path may be 107 bytes long, a folder of pytest's is longer.
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    server = PostgresServer(binaries, folder)
    try:
        server.run("initdb", "-D", str(folder / "db"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server for the whole session, with a store that tests use one after the other."""
    with running_postgres() as server:
        server.execute("CREATE DATABASE shared_store")
        Store.create(server.url("shared_store")).close()
        yield server


@pytest.fixture(scope="session")
def _empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "empty.db"
    Store.create(path).close()
    return path


@contextmanager
def fresh_database(server: PostgresServer) -> Iterator[str]:
    """Make a database on a server; give its URL; drop it."""
    name = f"test_{next(_NUMBERS)}"
    server.execute(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def empty(store: Store) -> None:
    """Take everything out of a store on PostgreSQL; a new database takes ten times as long."""
    with store.writing() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store can be made: nothing is there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "fresh.db")
    else:
        with fresh_database(request.getfixturevalue("postgres")) as url:
            yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("_empty_file"), path)
        with Store.open(path) as made:
            yield made
    else:
        with Store.open(request.getfixturevalue("postgres").url("shared_store")) as made:
            yield made
            empty(made)


@pytest.fixture
def sqlite_store(tmp_path: Path, _empty_file: Path) -> Iterator[Store]:
    """An empty store in a file, for what does not depend on the database."""
    path = tmp_path / "store.db"
    shutil.copy(_empty_file, path)
    with Store.open(path) as made:
        yield made
