"""Ray itself: a cluster of this machine, on loopback, whose workers are killed; then the same as the local engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
import stub
import stub_reader
from bench.engines import differing
from sqlalchemy import select
from stub import Said, ingest, warc, warc_record

from onrecord import create_store
from onrecord.ingest.engine.loading import Shards
from onrecord.ingest.engine.places import Place
from onrecord.ingest.engine.sharing import Share, share_out
from onrecord.ingest.engine.spread import Look
from onrecord.ingest.engine.with_ray import crew
from onrecord.ingest.gather import Manner, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.patience import Patient
from onrecord.store import schema

pytestmark = [
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'onrecord[ray]'"),
    pytest.mark.skipif(sys.platform != "linux", reason="kills processes as Linux does"),
]
KILLS = 2
# Words that pages are made of, all invented, for the shipped model to read.
SAYINGS = (
    "The old bridge will close on Monday, Mayor Ada Brenn said. “We have no choice,” she told reporters.",
    "At least 40 people were rescued from the flood, according to the fire service of Lindrava.",
    "Brenn denied that the council had known of the cracks, and called the report unfair.",
    "The harbour company, which employs 1,200 people, said on 3 March 2031 that it would appeal.",
)


def load(store, shards):
    found, said = Shards([str(shards)]), Said()
    gather(Patient(store, said.wait), found.items(), "load", Manner(jobs=1), said.watcher)
    assert found.stopped_at is None


def test_workers_that_are_killed_mid_way_lose_and_double_nothing(tmp_path, monkeypatch):
    # Workers look for the tests' own reader where this process was told to look.
    here = [str(Path(stub_reader.__file__).parent), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, here)))
    pages = tmp_path / "pages"
    pages.mkdir()
    stub.pages(pages, **{f"p{n:03d}": f"Page {n} has words." for n in range(40)}, bug="There is a bug in us.")
    (tmp_path / "w.warc.gz").write_bytes(warc([warc_record(n) for n in range(40)]))
    inputs = [str(pages), str(tmp_path / "w.warc.gz"), str(tmp_path / "missing.html")]
    killed = []

    @contextmanager
    def killing(work, jobs):
        with crew(work, jobs) as (ours, count):
            stood = threading.Event()

            def kill():
                while len(killed) < KILLS and not stood.wait(0.4):
                    alive = [process for process in ours.processes.values() if process not in killed]
                    if alive and list((tmp_path / "shards").rglob("*.parquet")):
                        os.kill(alive[0], signal.SIGKILL)
                        killed.append(alive[0])

            killer = threading.Thread(target=kill, daemon=True)
            killer.start()
            try:
                yield ours, count
            finally:
                stood.set()
                killer.join()

    share = Share(inputs=Inputs(inputs), place=Place.of(str(tmp_path / "shards")), piece=8)
    look = Look(lambda _error: None, lambda _rows, _failed: None, lambda: False)
    done = share_out(share, Manner(jobs=2, read=stub_reader.read_slowly), killing, look)
    assert len(killed) == KILLS
    assert (done.deaths, done.done) == (KILLS, done.units)
    with create_store(str(tmp_path / "there.db")) as there, create_store(str(tmp_path / "here.db")) as here:
        load(there, tmp_path / "shards")
        ingest(here, *inputs)
        assert {name: rows for name, rows in differing(here, there).items() if rows} == {}


def test_the_shipped_model_reads_the_same_on_a_cluster_also_after_ctrl_c(tmp_path, monkeypatch):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, words in enumerate(SAYINGS):
        (pages / f"{number}.html").write_text(stub.page(f"The Harbour Post {number}", f"{words} {SAYINGS[0]}"))
    shards = ("ingest", "pages", "--engine", "ray", "--shards", "shards", "-j", "2")
    with _onrecord(*shards, folder=tmp_path) as begun:
        while not (tmp_path / "shards/plan.jsonl").exists():
            time.sleep(0.05)
        begun.send_signal(signal.SIGINT)
        _, said = begun.communicate(timeout=300)
    assert (begun.returncode, "the same command goes on" in said) == (130, True), said
    with _onrecord(*shards, folder=tmp_path) as run:
        _, said = run.communicate(timeout=300)
    assert (run.returncode, "4 pages, 0 failed" in said) == (0, True), said
    assert _left_behind(tmp_path) == []
    monkeypatch.chdir(tmp_path)
    with create_store("here.db") as here, create_store("there.db") as there:
        ingest(here, "pages", read=None)
        load(there, "shards")
        assert {name: rows for name, rows in differing(here, there).items() if rows} == {}
        with there.reading() as connection:
            assert len(connection.execute(select(schema.STATEMENTS.c.id)).all()) > len(SAYINGS)


def _onrecord(*arguments, folder):
    code = "from onrecord.serve.cli import main; main()"
    program = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(program, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _left_behind(folder):
    """Return processes that still run in a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found += [path.parent.name] if path.readlink() == folder else []
        except OSError:
            continue
    return found
