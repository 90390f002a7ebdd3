"""A disk that is full is waited for and named; what was stored is whole, and the rest comes once there is room."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

import pytest
from stub import Said, count, http, ingest, page, pages
from typer.testing import CliRunner

from made import add, made
from onrecord.errors import OutputError, StoreError, StoreGoneError
from onrecord.ingest.patience import Patient
from onrecord.ingest.write import replacing
from onrecord.serve.cli import app
from onrecord.store import backup, intake, schema
from onrecord.store.checking import check
from onrecord.store.store import Store

LONG = "The bridge is closed, the mayor said. " * 200


def fill(disk: Path, leave: int) -> Path:
    """Fill a disk up to some bytes with a file that can be taken away."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65536))
    with ballast.open("rb+") as file:
        file.truncate(max(0, ballast.stat().st_size - leave))
    return ballast


def test_an_ingest_waits_for_room_and_goes_on_where_it_was(small_disk, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    pages(folder, **{f"p{n:03d}": f"{n} {LONG}" for n in range(60)})
    with Store.create(small_disk / "news.db") as store:
        ballast = fill(small_disk, 300_000)
        said = Said()

        def wait(_seconds, error):
            said.waits.append(str(error))
            if len(said.waits) == 3:
                ballast.unlink()
            return not said.stop.wait(0.01)

        said.wait = wait
        report = ingest(store, folder, said=said)
        assert (report.counts.added, report.counts.failed) == (60, 0)
        assert len(said.waits) >= 3
        assert all("there is no room left on its disk; make room" in one for one in said.waits)
        assert count(store, schema.ARTICLES) == 60
        assert check(store).whole


def test_a_disk_that_stays_full_ends_the_run_with_what_it_stored(small_disk, tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.patience.A_MINUTE", 0.1)
    folder = tmp_path / "pages"
    folder.mkdir()
    pages(folder, **{f"p{n:03d}": f"{n} {LONG}" for n in range(60)})
    with Store.create(small_disk / "news.db") as store:
        ballast = fill(small_disk, 300_000)
        with pytest.raises(StoreGoneError, match="what was stored before is whole"):
            ingest(store, folder)
        assert check(store).whole  # reading needs no room
        ballast.unlink()
        report = ingest(store, folder)
        assert report.counts.added + report.counts.known == 60
        assert count(store, schema.ARTICLES) == 60
        assert check(store).whole


def test_a_backup_for_which_there_is_no_room_is_not_there(small_disk, tmp_path):
    ballast = fill(small_disk, 100_000)
    with Store.create(tmp_path / "news.db") as store:
        for number in range(10):
            add(store, made(f"Bridge {number}\n\n{number} {LONG}"), f"https://news.example/{number}")
        with pytest.raises(StoreError, match=r"make room|no room"):
            backup.backup(store, small_disk / "backup.db")
        assert list(small_disk.iterdir()) == [ballast]
        assert check(store).whole


def test_a_file_for_which_there_is_no_room_stays_as_it_was(small_disk):
    out = small_disk / "said.csv"
    out.write_bytes(b"before")
    with pytest.raises(OutputError, match="No space left"), replacing(out) as file:
        file.write(bytes(24 * 2**20))
    assert out.read_bytes() == b"before"
    assert [path.name for path in small_disk.iterdir()] == ["said.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_log_of_failures_stops_the_log_and_not_the_run(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "record.json").write_text(made("Bridge\n\nIt is closed.").to_json())
    store = tmp_path / "news.db"
    Store.create(store).close()
    inputs = [str(tmp_path / name) for name in ("gone.html", "empty.txt", "record.json")]
    done = CliRunner().invoke(app, ["ingest", *inputs, "--store", str(store), "--failures", "/dev/full"])
    assert done.exit_code == 1
    assert done.stderr.count("/dev/full: cannot be written any more") == 1
    assert done.stderr.endswith("run 1: 1 new, 2 failed\n")
    with Store.open(store) as opened, opened.reading() as connection:
        assert len(list(intake.failures_of(connection, 1))) == 2


def test_watching_goes_on_when_there_is_room_again(small_disk, web):
    """What was fetched while the disk was full is neither lost nor asked for twice."""
    paths = [f"/{n}" for n in range(30)]
    web.answers |= {path: http(page(path, f"{path} {LONG}")) for path in paths}
    with Store.create(small_disk / "news.db") as store:
        ballast = fill(small_disk, 200_000)
        freed = threading.Timer(1.0, ballast.unlink)
        freed.start()
        said = Said()
        said.wait = lambda _seconds, error: (said.waits.append(str(error)), not said.stop.wait(0.05))[1]
        report = ingest(store, *[web.url(path) for path in paths], said=said)
        freed.join()
        assert (report.counts.added, report.counts.failed) == (30, 0)
        assert all(len(web.asked(path)) == 1 for path in paths)
        assert check(store).whole
    assert Patient(store, said.wait).seconds > 0
