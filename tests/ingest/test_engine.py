"""Shards: the same as the local engine's, whoever died over them; what is broken is told and mended. Without Ray."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import stub
import stub_reader
from bench.engines import differing
from hands import share
from sqlalchemy import select
from stub import Said, count, ingest, warc, warc_record
from typer.testing import CliRunner

from made import made
from onrecord import create_store
from onrecord.errors import ModelError, OutputError, ShardsError, UsageError
from onrecord.ingest.engine import places, plan
from onrecord.ingest.engine.loading import Shards
from onrecord.ingest.engine.places import Place
from onrecord.ingest.engine.with_ray import Hand
from onrecord.ingest.gather import Manner, gather
from onrecord.ingest.patience import Patient
from onrecord.serve.cli import app
from onrecord.store import schema


def load(store, *folders, said=None, **manner):
    said = said or Said()
    shards = Shards([str(one) for one in folders])
    patient = Patient(store, said.wait)
    report = gather(patient, shards.items(), "load", Manner(jobs=1, **manner), said.watcher)
    return report, shards.stopped_at


def everything(folder):
    """Write some of all that can be taken in from files, and of what fails."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    stub.pages(pages, **{f"p{n:02d}": f"Page {n} has words." for n in range(22)})
    stub.pages(pages, bug="There is a bug in us.", no="This is no page at all.")
    (pages / "empty.txt").write_bytes(b"")
    records = [warc_record(n) for n in range(9)]
    records[4] = records[4][:80] + b"\x00broken" + records[4][80:]
    (folder / "w.warc.gz").write_bytes(warc(records))
    again = [warc_record(1, stub.page("Page 1", f"Now {n}.").encode()) for n in (1, 2)]
    (folder / "later.warc").write_bytes(warc(again, packed=False))
    lines = [{"url": f"https://b.example/{n}", "title": f"Line {n}", "text": f"Words {n}."} for n in range(7)]
    (folder / "a.jsonl").write_text("\n".join([*map(json.dumps, lines), "{", '{"text": 3}']))
    rows = [line | {"url": f"https://c.example/{n}"} for n, line in enumerate(lines)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "a.parquet")
    (folder / "r.jsonl").write_text("\n".join(made(f"Harbour {n}\n\nShut.").to_json() for n in range(5)))
    (folder / "list.jsonl").write_text(
        '{"file": "pages/p00.html", "url": "https://d.example/0"}\n{"url": "https://d.example/1"}'
    )
    kept = ("pages", "w.warc.gz", "later.warc", "a.jsonl", "a.parquet", "r.jsonl", "missing.html")
    return [folder / name for name in kept]


@pytest.fixture
def other(tmp_path):
    opened = create_store(str(tmp_path / "other.db"))
    yield opened
    opened.close()


def test_shards_that_are_loaded_make_the_store_that_the_local_engine_makes(store, other, tmp_path):
    inputs = everything(tmp_path / "in")
    here, said, told = ingest(store, *inputs), Said(), Said()
    done, failed, _ = share(tmp_path / "shards", *inputs)
    report, stopped = load(other, tmp_path / "shards", said=said)
    assert stopped is None
    assert report.counts == here.counts
    assert (done.done, done.rows, done.failed) == (done.units, here.counts.pages, here.counts.failed)
    assert here.counts.failed == len(failed) > 5
    assert {name: rows for name, rows in differing(store, other).items() if rows} == {}
    # The failures are the same, in the same order, whoever tells them.
    ingest(store, *inputs, said=told)
    assert [str(error) for error in said.failed] == [str(error) for error in told.failed]
    assert sorted(map(str, failed)) == sorted(map(str, said.failed))


def test_whoever_dies_and_in_whatever_order_units_are_done_the_shards_are_the_same_bytes(tmp_path):
    inputs = everything(tmp_path / "in")
    share(tmp_path / "one", *inputs, workers=1)
    done, _, crew = share(tmp_path / "other", *inputs, workers=3, dies=lambda _order, nth: nth % 3 == 0)
    assert done.deaths > 5
    assert any(crew.careful)
    one, other = ({p.relative_to(top): p.read_bytes() for p in top.rglob("*") if p.is_file()}
                  for top in (tmp_path / "one", tmp_path / "other"))  # fmt: skip
    for files in (one, other):
        # How many pages are put together depends on how many workers there are.
        del files[Path("plan.jsonl")]
    assert sum(name.name == "done.json" for name in other) == done.units
    assert _rows(one.values()) == _rows(other.values())


def _rows(files):
    tables = [pq.read_table(pa.BufferReader(body)) for body in files if body.startswith(b"PAR1")]
    return sorted(json.dumps(row, default=repr) for table in tables for row in table.to_pylist())


def test_one_large_file_is_shared_by_several_workers(sqlite_store, other, tmp_path):
    (tmp_path / "w.warc.gz").write_bytes(warc([warc_record(n) for n in range(30)]))
    done, _, crew = share(tmp_path / "shards", tmp_path / "w.warc.gz", workers=3)
    assert (done.units, len(crew.careful)) == (1, 3)
    ingest(sqlite_store, tmp_path / "w.warc.gz")
    load(other, tmp_path / "shards")
    assert set(differing(sqlite_store, other).values()) == {0}


def test_a_run_that_is_stopped_goes_on_where_it_was_and_reads_nothing_twice(sqlite_store, other, tmp_path):
    inputs = everything(tmp_path / "in")
    first, _, _ = share(tmp_path / "shards", *inputs, stop_after=3)
    assert first.stopped
    assert 0 < first.done < first.units
    (tmp_path / "shards/000002").mkdir(exist_ok=True)
    (tmp_path / "shards/000002/.00000.parquet-1234.part").write_bytes(b"PAR1, and then the power went")
    stood = {p: p.stat().st_mtime_ns for p in (tmp_path / "shards").rglob("*.parquet")}
    second, _, _ = share(tmp_path / "shards", *inputs)
    assert (second.stopped, second.done) == (False, second.units)
    assert stood.items() <= {p: p.stat().st_mtime_ns for p in (tmp_path / "shards").rglob("*.parquet")}.items()
    assert list((tmp_path / "shards").rglob("*.part")) == []
    ingest(sqlite_store, *inputs)
    load(other, tmp_path / "shards")
    assert set(differing(sqlite_store, other).values()) == {0}


def test_a_page_that_kills_whoever_reads_it_costs_itself_alone(sqlite_store, tmp_path):
    (tmp_path / "in").mkdir()
    stub.pages(tmp_path / "in", a="One.", b="Kill me.", c="Three.")
    done, failed, crew = share(
        tmp_path / "shards", tmp_path / "in", read=stub_reader.die_of, workers=1,
        dies=lambda order, _nth: not order.careful,
    )  # fmt: skip
    assert crew.careful == [False, False, True]
    assert (done.rows, done.failed, done.deaths) == (3, 1, 2)
    assert [error.cause for error in failed] == ["the process reading it was killed by SIGKILL, twice"]
    report, _ = load(sqlite_store, tmp_path / "shards")
    assert (report.counts.added, report.counts.failed) == (2, 1)


def test_a_unit_over_which_everybody_dies_is_given_up_and_the_others_are_done(tmp_path):
    inputs = [tmp_path / f"{n}.warc" for n in range(3)]
    for number, path in enumerate(inputs):
        path.write_bytes(warc([warc_record(number)], packed=False))
    done, _, _ = share(tmp_path / "shards", *inputs, dies=lambda order, _nth: order.unit.number == 1)
    assert (done.done, [unit for unit, _ in done.given_up]) == (2, [1])
    assert Shards([str(tmp_path / "shards")])
    again, _, _ = share(tmp_path / "shards", *inputs)
    assert (again.done, again.given_up) == (3, ())


def test_loading_again_or_going_on_after_a_kill_doubles_nothing(store, tmp_path):
    inputs = everything(tmp_path / "in")
    share(tmp_path / "shards", *inputs)
    half = Said(stop_after=20)
    report, _ = load(store, tmp_path / "shards", said=half)
    assert report.stopped
    load(store, tmp_path / "shards")
    before = {table: count(store, table) for table in (schema.ARTICLES, schema.SIGHTINGS, schema.READINGS)}
    report, _ = load(store, tmp_path / "shards")
    assert report.counts.added + report.counts.revised + report.counts.reread == 0
    assert {table: count(store, table) for table in before} == before


def test_pages_need_not_be_kept_and_are_known_all_the_same(sqlite_store, tmp_path):
    inputs = everything(tmp_path / "in")
    share(tmp_path / "shards", *inputs, keep_pages=False)
    report, _ = load(sqlite_store, tmp_path / "shards")
    assert count(sqlite_store, schema.PAGES) == 0
    assert ingest(sqlite_store, *inputs).counts.known >= report.counts.added


def test_nothing_behind_a_unit_that_is_not_done_is_loaded(sqlite_store, tmp_path):
    inputs = everything(tmp_path / "in")
    share(tmp_path / "shards", *inputs)
    (tmp_path / "shards/000001/done.json").unlink()
    report, stopped = load(sqlite_store, tmp_path / "shards")
    first = plan.plan_at(Place.of(str(tmp_path / "shards"))).units[0]
    assert report.counts.pages == len(first.entries)
    assert "unit 1 is not done" in str(stopped)
    share(tmp_path / "shards", *inputs)
    _, stopped = load(sqlite_store, tmp_path / "shards")
    assert stopped is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone", "empty", "other"])
def test_a_broken_piece_ends_the_load_before_it_and_the_same_ingest_mends_it(sqlite_store, tmp_path, damage):
    (tmp_path / "w.warc").write_bytes(warc([warc_record(n) for n in range(10)], packed=False))
    share(tmp_path / "shards", tmp_path / "w.warc", workers=1)
    piece = tmp_path / "shards/000000/00001.parquet"
    body = piece.read_bytes()
    broken = {"cut": body[:-9], "flipped": body[:40] + b"\x00" + body[41:], "empty": b"", "other": b"PAR1 no"}
    piece.unlink()
    if damage in broken:
        piece.write_bytes(broken[damage])
    report, stopped = load(sqlite_store, tmp_path / "shards")
    assert report.counts.added == 4
    assert str(piece) in str(stopped)
    assert "run the same ingest again" in str(stopped)
    piece.unlink(missing_ok=True)
    (tmp_path / "shards/000000/done.json").unlink()
    share(tmp_path / "shards", tmp_path / "w.warc", workers=1)
    assert piece.read_bytes() == body
    report, stopped = load(sqlite_store, tmp_path / "shards")
    assert (report.counts.added, report.counts.known, stopped) == (6, 4, None)


def test_a_half_written_piece_without_a_note_is_written_again(tmp_path):
    (tmp_path / "w.warc").write_bytes(warc([warc_record(n) for n in range(10)], packed=False))
    share(tmp_path / "shards", tmp_path / "w.warc", workers=1)
    piece = tmp_path / "shards/000000/00001.parquet"
    body = piece.read_bytes()
    piece.write_bytes(body[:100])
    (tmp_path / "shards/000000/done.json").unlink()
    share(tmp_path / "shards", tmp_path / "w.warc", workers=1)
    assert piece.read_bytes() == body


def test_an_empty_archive_and_an_empty_folder_are_done_too(sqlite_store, tmp_path):
    (tmp_path / "w.warc").write_bytes(warc([warc_record(1, kind="request")], packed=False))
    (tmp_path / "none").mkdir()
    done, failed, _ = share(tmp_path / "shards", tmp_path / "w.warc", tmp_path / "none")
    assert (done.rows, done.done, [error.cause for error in failed]) == (1, 2, ["a directory without pages"])
    report, stopped = load(sqlite_store, tmp_path / "shards")
    assert (report.counts.pages, stopped) == (1, None)


def test_shards_of_another_version_are_refused_with_what_to_do(sqlite_store, tmp_path):
    stub.pages(tmp_path, a="One.")
    share(tmp_path / "shards", tmp_path / "a.html")
    path = tmp_path / "shards/plan.jsonl"
    text = path.read_text()
    for field in ('"format":"', '"record_version":"'):
        path.write_text(text.replace(f"{field}1", f"{field}99"))
        with pytest.raises(ShardsError, match=r"version 99.*read the pages again"):
            load(sqlite_store, tmp_path / "shards")
    path.write_text("{broken")
    with pytest.raises(ShardsError, match="broken"):
        load(sqlite_store, tmp_path / "shards")
    with pytest.raises(ShardsError, match="no folder of shards"):
        load(sqlite_store, tmp_path / "nothing here")


def test_a_folder_of_shards_belongs_to_one_command(tmp_path):
    stub.pages(tmp_path, a="One.", b="Two.")
    share(tmp_path / "shards", tmp_path / "a.html")
    with pytest.raises(UsageError, match="holds shards of something else: inputs"):
        share(tmp_path / "shards", tmp_path / "b.html")
    with pytest.raises(UsageError, match="--keep-pages"):
        share(tmp_path / "shards", tmp_path / "a.html", keep_pages=False)
    path = tmp_path / "shards/plan.jsonl"
    path.write_text(path.read_text().replace('"onrecord":"', '"onrecord":"0.0.'))
    with pytest.raises(UsageError, match="begun by another onrecord"):
        share(tmp_path / "shards", tmp_path / "a.html")


def test_standard_input_and_addresses_of_pages_are_not_shared_out(tmp_path):
    with pytest.raises(UsageError, match="standard input"):
        share(tmp_path / "shards", "-")
    (tmp_path / "list.urls").write_text("https://news.example/1\n")
    _, failed, _ = share(tmp_path / "shards", tmp_path / "list.urls")
    assert "a cluster fetches no pages" in str(failed[0])


def test_a_full_disk_leaves_the_pieces_before_it_whole_and_the_same_command_goes_on(sqlite_store, tmp_path):
    bodies = [stub.page(f"Page {n}", "It is.", f"<!-- {os.urandom(40_000).hex()} -->").encode() for n in range(12)]
    (tmp_path / "w.warc").write_bytes(warc([warc_record(n, body) for n, body in enumerate(bodies)], packed=False))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(OutputError, match=r"cannot be written.*make room"):
            share(tmp_path / "shards", tmp_path / "w.warc", workers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.name for path in (tmp_path / "shards").rglob("*") if path.is_file()] == ["plan.jsonl"]
    share(tmp_path / "shards", tmp_path / "w.warc", workers=1)
    report, _ = load(sqlite_store, tmp_path / "shards")
    assert report.counts.added == 12


def test_what_is_written_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    seen = []
    on_disk = places._on_disk

    def noted(path):
        seen.append((path.name, sorted(p.name for p in tmp_path.iterdir())))
        on_disk(path)

    monkeypatch.setattr(places, "_on_disk", noted)
    Place.of(str(tmp_path)).put("note", b"done")
    (first, during), (second, after) = seen
    assert first.endswith(".part")
    assert "note" not in during
    assert (second, after) == (tmp_path.name, ["note"])


def test_a_model_that_cannot_be_loaded_ends_the_run(tmp_path):
    stub.pages(tmp_path, a="One.")
    with pytest.raises(ModelError, match="broken"):
        share(tmp_path / "shards", tmp_path / "a.html", read=_no_model)


def _no_model(_item):
    raise ModelError("the model is broken")


# ---- addresses ------------------------------------------------------------------------------------------------------


def test_inputs_and_shards_may_stand_at_addresses_of_fsspec(sqlite_store, other, tmp_path):
    everything(tmp_path / "in")
    memory = fsspec.filesystem("memory")
    memory.put(str(tmp_path / "in/w.warc.gz"), "/news/w.warc.gz")
    memory.put(str(tmp_path / "in/pages") + "/", "/news/pages", recursive=True)
    inputs = ("memory://news", f"file://{tmp_path}/in/a.jsonl", "memory://no.warc")
    done, failed, _ = share("memory://shards", *inputs)
    assert done.done == done.units
    assert {"memory:///news/pages/empty.txt", "memory:///news/pages/bug.html", "memory://no.warc"} < {
        error.page for error in failed
    }
    _, stopped = load(sqlite_store, "memory://shards")
    assert stopped is None
    ingest(other, tmp_path / "in/pages", tmp_path / "in/w.warc.gz", tmp_path / "in/a.jsonl")
    assert column(sqlite_store, schema.ARTICLES.c.record_sha256) == column(other, schema.ARTICLES.c.record_sha256)
    assert "memory:///news/pages/p00.html" in column(sqlite_store, schema.SIGHTINGS.c.source)
    memory.rm("/", recursive=True)


def test_an_address_that_cannot_be_read_or_that_nobody_knows_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.engine.remote.time.sleep", lambda _seconds: None)
    _, failed, _ = share(tmp_path / "one", "memory://nothing/here.warc.gz")
    assert "there is no such file" in str(failed[0])
    with pytest.raises(UsageError, match="nosuch"):
        share(tmp_path / "two", "nosuch://bucket/here.warc.gz")


def column(store, which):
    with store.reading() as connection:
        return set(connection.execute(select(which)).scalars())


# ---- Parquet --------------------------------------------------------------------------------------------------------


def test_rows_of_parquet_are_articles_or_pages_and_what_is_neither_is_told(sqlite_store, tmp_path):
    page = stub.page("Bridge", "Closed.").encode("utf-16")
    rows = [
        {"url": "https://a.example/1", "html": page, "published": None},
        {"url": None, "html": b"", "published": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "bytes.parquet")
    pq.write_table(pa.Table.from_pylist([{"n": 1}]), tmp_path / "numbers.parquet")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing else PAR1")
    share(tmp_path / "shards", tmp_path / "numbers.parquet")
    said = Said()
    inputs = [tmp_path / name for name in ("bytes.parquet", "numbers.parquet", "broken.parquet")]
    inputs += list((tmp_path / "shards").rglob("*.parquet"))
    ingest(sqlite_store, *inputs, said=said, read=_decoding)
    assert [error.cause.partition("(")[0].strip() for error in said.failed] == [
        "the page is empty",
        "no column has articles",
        "no Parquet file, or a broken one",
        "these are shards that were read before",
    ]
    assert stub.articles(sqlite_store) == [("https://a.example/1", "Bridge", None)]


def _decoding(item):
    return stub_reader.read(replace(item, raw=replace(item.raw, body=item.raw.body.decode("utf-16").encode())))


# ---- the command line -----------------------------------------------------------------------------------------------


def onrecord(*arguments, folder):
    code = "import sys; from onrecord.serve.cli import main; main()"
    program = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(program, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_wrong_usage_is_told_before_anything_is_read():
    for arguments, words in (
        (("--engine", "spark", "."), "give local or ray"),
        (("--shards", "s", "."), "--engine ray"),
        (("--engine", "ray", "."), "--shards"),
        (("--engine", "ray", "--shards", "s"), "nothing to read"),
        (("--engine", "ray", "--shards", "s", "--limit", "3", "."), "--limit"),
    ):
        done = CliRunner().invoke(app, ["ingest", *arguments])
        assert (done.exit_code, words in done.stderr) == (2, True), done.stderr


def test_shards_are_loaded_from_the_command_line_and_failures_are_logged(tmp_path):
    stub.pages(tmp_path, a="One.", b="This is no page at all.")
    share(tmp_path / "shards", tmp_path / "a.html", tmp_path / "b.html")
    create_store(str(tmp_path / "news.db")).close()
    arguments = ("load", "shards", "--store", "news.db", "--failures", "failed.tsv")
    done = onrecord(*arguments, folder=tmp_path)
    assert (done.returncode, "1 new, 1 failed" in done.stderr) == (1, True), done.stderr
    assert (tmp_path / "failed.tsv").read_text() == f"{tmp_path}/b.html\tno text\tgive a page\n"
    missing = onrecord("load", "nothing", "--store", "news.db", folder=tmp_path)
    assert (missing.returncode, "no folder of shards" in missing.stderr) == (1, True)


def test_a_cluster_that_is_not_there_is_told_at_once(tmp_path, monkeypatch):
    stub.pages(tmp_path, a="One.")
    monkeypatch.chdir(tmp_path)
    where = f"127.0.0.1:{stub.free_port()}"
    done = CliRunner().invoke(app, ["ingest", "a.html", "--engine", "ray", "--shards", "s", "--cluster", where])
    assert (done.exit_code, f"the cluster {where}: nobody answers" in done.stderr) == (1, True), done.stderr


def test_importing_onrecord_and_its_engine_does_not_import_ray():
    code = "import sys, onrecord, onrecord.ingest.engine.with_ray, onrecord.serve.cli; assert 'ray' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_missing_extra_is_named(tmp_path):
    code = "import sys; sys.modules['ray'] = None\nfrom onrecord.serve.cli import main; main()"
    program = [sys.executable, "-c", code, "ingest", ".", "--engine", "ray", "--shards", "s"]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "pip install 'onrecord[ray]'" in done.stderr) == (2, True), done.stderr


def test_a_worker_that_does_not_see_inputs_or_shards_says_so(tmp_path, monkeypatch):
    stub.pages(tmp_path, a="One.")
    monkeypatch.chdir(tmp_path)
    seen = []
    share("shards", "a.html", hands_seen=seen)
    (work,) = seen
    assert Hand(work).hello()[2] is None
    (tmp_path / "a.html").unlink()
    assert Hand(work).hello()[2] == "a.html"
    (tmp_path / "shards/plan.jsonl").unlink()
    assert Hand(work).hello()[2] == str(tmp_path / "shards")


def test_absolute_inputs_may_be_gone_on_with_from_anywhere(tmp_path, monkeypatch):
    stub.pages(tmp_path, a="One.")
    share(tmp_path / "shards", tmp_path / "a.html")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert share(tmp_path / "shards", tmp_path / "a.html")[0].done == 1
    (tmp_path / "below/a.html").write_text(stub.page("b", "Two."))
    share("shards", "a.html")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="the folder it was started in"):
        share("below/shards", "a.html")
