"""``onrecord export``: each format, files that are whole or as they were, records without a store."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("sqlalchemy", reason="the store is an extra")

import openpyxl
import polars as pl
from sqlalchemy import select

from dam import BODY, keep_story, records
from made import made
from onrecord.export.formats import FORMATS
from onrecord.export.rows import KINDS
from onrecord.serve.cli import app
from onrecord.store.schema import STORIES
from onrecord.store.store import Store


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "dam.db"
    with Store.create(path) as store:
        keep_story(store)
    return path


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)], input=stdin)


def written(store: Path, out: Path, *arguments: object) -> bytes:
    done = run(*arguments, "--store", store, "--out", out)
    assert done.exit_code == 0, done.output
    assert str(out) in done.stderr
    return out.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_a_file_and_to_a_pipe(kept: Path, tmp_path: Path, name: str) -> None:
    one = FORMATS[name]
    content = written(kept, tmp_path / one.file_name("dam"), name)
    piped = run(name, "--store", kept)
    assert piped.exit_code == 0, piped.output
    assert len(piped.stdout_bytes) > 300
    assert len(content) > 300
    assert [path.name for path in tmp_path.iterdir()] == [one.file_name("dam")]


@pytest.mark.parametrize("part", KINDS)
def test_every_part_is_a_table(kept: Path, tmp_path: Path, part: str) -> None:
    frame = pl.read_parquet(io.BytesIO(written(kept, tmp_path / "x.parquet", "parquet", "--part", part)))
    counts = {"statements": 15, "articles": 7, "figures": 3, "encounters": 2, "positions": 6}
    assert len(frame) == counts[part]


CHOSEN = [
    (("csv", "--by", "Ilva Ren", "--until", "2031-03-02"), 6),
    (("csv", "office", "--as-of", "2031-03-02"), 3),
    (("csv", "--limit", 2, "--newest"), 2),
    (("csv", "--part", "figures", "19"), 1),
    (("csv", "--part", "figures", "--place", "orrin", "--limit", 2), 2),
    (("csv", "--part", "positions", "--by", "Tomas Vael"), 1),
    (("csv", "--part", "encounters", "--by", "Tomas Vael", "--since", "2031-03-04"), 1),
    (("csv", "--part", "articles", '"ministers meet"'), 1),
    (("csv", "--part", "articles", "--by", "river police"), 1),
    (("csv", "--story", 7, "--outlet", "Harbour Post"), 5),
    (("csv", "--part", "tally", "killed", "--source", "police"), 1),
]


@pytest.mark.parametrize(("question", "count"), CHOSEN)
def test_filters_choose_rows(kept: Path, question: tuple[object, ...], count: int) -> None:
    done = run(*question, "--store", kept)
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) - 1 == count


def test_whole_articles_are_chosen_by_their_words_or_by_what_was_said(kept: Path) -> None:
    said = [json.loads(line) for line in run("ninjs", "office", "--store", kept).stdout.splitlines()]
    held = [
        json.loads(line) for line in run("ninjs", "office", "--part", "articles", "--store", kept).stdout.splitlines()
    ]
    assert [len(item["associations"]) for item in said] == [1, 1, 1, 1]
    assert len(held) == 4
    assert all(len(item["associations"]) == 2 for item in held)
    assert run("dna", "--part", "articles", "--record", "x", "--store", kept).exit_code == 1


def test_a_tally_as_of_a_day_is_a_sheet(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "killed.xlsx"
    written(kept, out, "xlsx", "killed", "--part", "tally", "--as-of", "2031-03-03")
    _, tags, *rows = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
    assert [row[tags.index("#affected+num+min")] for row in rows] == [12]


def test_a_feed_gives_the_newest_first_and_no_more_than_it_should(kept: Path) -> None:
    feed = run("atom", "dam", "--limit", 1, "--store", kept).stdout
    assert feed.count("<entry>") == 1
    assert "2031-03-06" in feed
    assert "<title>dam</title>" in feed


def test_links_of_an_export_open_pages_at_their_words(kept: Path) -> None:
    assert "https://news.example/1#:~:text=" in run("schema-org", "--store", kept).stdout


# ---- records without a store ----------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "records"
    path.mkdir()
    for number, record in enumerate(records()):
        (path / f"{number}.json").write_text(record.to_json(indent=2 if number else None), "utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_records_are_exported_without_a_store(folder: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    done = run(name, "--record", folder, "--out", out)
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 300


def test_what_read_prints_goes_straight_into_an_export() -> None:
    lines = "\n".join(record.to_json() for record in records()).encode()
    done = run("ninjs", "--record", "-", stdin=lines)
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 7
    one = run("ninjs", "--record", "-", stdin=records()[0].to_json(indent=2).encode())
    assert json.loads(one.stdout)["headlines"][0]["value"] == "Twelve killed as Orrin dam breaks"


def test_a_file_that_is_no_record_is_named_and_the_others_go_on(folder: Path) -> None:
    (folder / "3.json").write_text('{"record_version": "1", "article": 3}\n', "utf-8")
    done = run("ninjs", "--record", folder, "--record", folder / "nowhere.json")
    assert done.exit_code == 1
    assert "3.json" in done.stderr
    assert "nowhere.json: the file cannot be read" in done.stderr
    assert len(done.stdout.splitlines()) == 6


def test_a_state_is_an_organisation_of_a_network(tmp_path: Path) -> None:
    record = made(
        "Dam\n\n[[The River Council]{@council} backs the dam]{p1}.",
        actors={"council": BODY},
        positions={1: {"holder": "council"}},
    )
    file, out = tmp_path / "one.json", tmp_path / "one.dna"
    file.write_text(record.to_json(), "utf-8")
    assert run("dna", "--record", file, "--out", out).exit_code == 0
    with sqlite3.connect(out) as connection:
        assert connection.execute("SELECT Value FROM ENTITIES WHERE VariableId = 2").fetchall() == [
            ("The River Council",)
        ]


# ---- what cannot be -------------------------------------------------------------------------------------------------

WRONG = [
    (("word",), "choose from csv"),
    (("csv", "--part", "words"), "choose from statements"),
    (("ninjs", "--part", "figures"), "whole articles"),
    (("atom", "--part", "tally"), "a tally is counted in a store"),
    (("csv", "--place", "Orrin"), "--place: statements cannot be chosen so"),
    (("csv", "--part", "figures", "--act", "deny"), "--act: figures cannot be chosen so"),
    (("csv", "--source", "police"), "--source"),
    (("csv", "--as-of", "soon"), "is no day"),
    (("csv", "--by", "Nobody At All"), "Nobody At All"),
    (("csv", "dam", "--record", "x.json"), "WORDS: a store is asked so"),
]


@pytest.mark.parametrize(("question", "words"), WRONG)
def test_what_does_not_go_together_is_said(kept: Path, tmp_path: Path, question: tuple[str, ...], words: str) -> None:
    out = tmp_path / "out"
    done = run(*question, "--store", kept, "--out", out)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not out.exists()


def test_a_missing_extra_is_named(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pyarrow", "xlsxwriter"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("parquet", "xlsx"):
        done = run(name, "--store", kept)
        assert done.exit_code == 2
        assert "onrecord[formats]" in done.stderr


# ---- whole or as it was ---------------------------------------------------------------------------------------------


def test_an_export_that_fails_leaves_the_file_as_it_was(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "said.csv"
    out.write_text("before")

    def broken(*_: object) -> object:
        yield b"half"
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.serve.exporting.stream", broken)
    assert run("csv", "--store", kept, "--out", out).exit_code == 130
    assert out.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["said.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_said(kept: Path) -> None:
    done = run("csv", "--store", kept, "--out", "/dev/full")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_ctrl_c_leaves_no_half_file(tmp_path: Path) -> None:
    """A program that waits for records is interrupted: nothing stands where its file would."""
    out = tmp_path / "out.csv"
    command = [sys.executable, "-c", "from onrecord.serve.cli import main; main()", "export", "csv", "--record", "-"]
    with subprocess.Popen(
        [*command, "--out", str(out)], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ.copy()
    ) as process:
        assert process.stdin is not None
        process.stdin.write(records()[0].to_json().encode() + b"\n" + records()[1].to_json().encode() + b"\n")
        process.stdin.flush()
        for _ in range(600):
            if list(tmp_path.iterdir()):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=120)
        assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_a_binary_is_not_thrown_at_a_terminal(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.serve.exporting._at_a_terminal", lambda: True)
    done = run("dna", "--store", kept)
    assert done.exit_code == 2
    assert "--out FILE" in done.stderr
    assert run("csv", "--store", kept).exit_code == 0


# ---- out and in again -----------------------------------------------------------------------------------------------

ARTICLES = (
    '{"url": "https://harbour.example/1", "title": "Old bridge to close", "outlet": "Harbour Post", '
    '"text": "The old bridge will close on Monday, Mayor Ada Brenn said.", "published": "2031-03-04"}\n'
    '{"title": "half\n'
    '{"url": "https://harbour.example/2", "title": "Ferry stops", "outlet": "Harbour Post", '
    '"text": "The ferry will stop for a week, the harbour office said.", "published": "2031-03-05"}\n'
)


def test_articles_go_in_out_as_ninjs_and_into_another_store(tmp_path: Path) -> None:
    articles, wire = tmp_path / "articles.jsonl", tmp_path / "wire.jsonl"
    articles.write_text(ARTICLES, "utf-8")
    for store, source in (("first.db", articles), ("second.db", wire)):
        path = tmp_path / store
        assert CliRunner().invoke(app, ["init", str(path)]).exit_code == 0
        done = CliRunner().invoke(app, ["ingest", str(source), "--store", str(path), "-j", "1"])
        assert "2 new" in done.stderr, done.output
        if source is articles:
            assert "articles.jsonl:2" in done.stderr
            written(path, wire, "ninjs")
    tables = [run("csv", "--store", tmp_path / store).stdout.splitlines() for store in ("first.db", "second.db")]
    assert len(tables[0]) == 3
    names = [line.split(",") for line in tables[0]]
    assert [row[2:5] for row in names] == [line.split(",")[2:5] for line in tables[1]]
    again = CliRunner().invoke(app, ["ingest", str(wire), "--store", str(tmp_path / "second.db"), "-j", "1"])
    assert "2 known" in again.stderr


# ---- the docs -------------------------------------------------------------------------------------------------------


def test_the_commands_in_the_docs_run(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.open(kept) as store, store.reading() as connection:
        story = connection.execute(select(STORIES.c.id)).scalar_one()
    docs = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text("utf-8")
    commands = [line.partition("#")[0] for line in docs.splitlines() if line.startswith("onrecord export ")]
    assert len(commands) > 5
    for command in commands:
        words = shlex.split(command.replace("--story 1 ", f"--story {story} "))[2:]
        done = run(*words, "--store", kept)
        assert done.exit_code == 0, (command, done.output)


def test_the_docs_name_every_format(kept: Path) -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text("utf-8")
    help_ = run("--help").stdout
    for name, one in FORMATS.items():
        assert f"| `{name}` |" in docs
        assert f"`{one.ending}`" in docs
        assert name in help_
    assert kept.exists()
