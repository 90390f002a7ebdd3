"""A store whose file is damaged anywhere: each command says so in a line, or answers; none ends in a traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dam import breach, counted, opposed, turned
from onrecord.errors import StoreError
from onrecord.ingest.adding import add
from onrecord.serve.cli import app
from onrecord.store.articles import record
from onrecord.store.store import Store

# What asks for stories, statements, words, a whole article, all of it, and what writes.
COMMANDS = (
    ["stories"],
    ["story", "1"],
    ["timeline", "1"],
    ["said", "dam"],
    ["search", "dam"],
    ["items", "1"],
    ["actors"],
    ["check"],
    ["doctor"],
    ["export", "csv"],
    ["rename", "1", "Somebody Else"],
    ["ingest", "--reread"],
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "news.db"
    with Store.create(path) as store:
        for number, record in enumerate((breach(), counted(), opposed(), turned())):
            add(store, record, url=f"https://news.example/{number}")
        with store.engine.connect().execution_options(no_transaction=True) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def harmed(whole: Path, into: Path, seed: int) -> Path:
    """Copy a store and overwrite a stretch of it, or cut it off."""
    draw, path = random.Random(seed), into / "news.db"
    shutil.copy(whole, path)
    size = path.stat().st_size
    with path.open("rb+") as file:
        if seed % 4 == 0:
            file.truncate(draw.randrange(100, size))
        else:
            file.seek(draw.randrange(100, size - 5000))
            file.write(draw.randbytes(4 ** draw.randint(0, 6)))
    return path


@pytest.mark.parametrize("seed", range(12))
def test_no_command_ends_in_a_traceback(whole: Path, tmp_path: Path, seed: int) -> None:
    path = harmed(whole, tmp_path, seed)
    for command in COMMANDS:
        done = CliRunner().invoke(app, [*command, "--store", str(path)])
        assert done.exception is None or isinstance(done.exception, SystemExit), (command, repr(done.exception))
        assert done.exit_code in (0, 1, 2), command
        assert done.exit_code == 0 or done.output.strip(), command


def test_bytes_of_a_page_that_are_damaged_are_told(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    shutil.copy(whole, path)
    with Store.open(path) as store:
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE readings SET record = x'0102'")
        with pytest.raises(StoreError, match="damaged"), store.reading() as connection:
            record(connection, 1)
