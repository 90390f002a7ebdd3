"""No name that stands in an input decides where a file is written or which file is read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from made import made
from onrecord.export.corrected_gold import write_gold
from onrecord.ingest.sources import find_sources
from onrecord.serve.cli import app
from onrecord.store.store import Store

CLIMBS = (
    "https://news.example/../../../etc/passwd",
    "https://news.example/..%2f..%2fetc%2fpasswd",
    "https://..",
    "https://../..",
    "https:///etc/passwd",
    "https://news.example/a/..",
    "https://news.example/%00/x",
    "https://news.example/..\\..\\windows\\x",
    "https://news.example/" + "a" * 5_000,
    "https://news.example/?../../x",
    "https://[::1]/../x",
)


def run(*arguments: object, **more):
    return CliRunner().invoke(app, [str(a) for a in arguments], **more)


@pytest.mark.parametrize("url", CLIMBS)
def test_an_address_names_a_file_in_the_folder_and_no_other(url: str, tmp_path: Path) -> None:
    (source,) = find_sources([url])
    written = (tmp_path / f"{source.stem}.json").resolve()
    assert written.parent == tmp_path.resolve()
    assert "\\" not in source.stem
    assert len(written.name.encode()) <= 255


def everything_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("reader")
def test_reading_writes_below_out_alone_however_its_inputs_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    (work / "in" / "..hidden").mkdir(parents=True)
    monkeypatch.chdir(work)
    for name in ("in/...html", "in/a b.html", "in/-o.html", "in/x\n.html", "above.html"):
        (work / name).write_text("<p>one")
    (tmp_path / "outside.html").write_text("<p>two")
    before = everything_below(tmp_path)
    run("read", "in", "../outside.html", "in/../above.html", "--out", "out")
    new = everything_below(tmp_path) - before
    assert new
    assert all(name.startswith("work/out/") for name in new)


def test_an_export_of_hostile_names_writes_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    record = made("../../x\n\nIt is closed.", outlet="../../etc", section="/etc/passwd")
    (tmp_path / "record.json").write_text(record.to_json())
    before = everything_below(tmp_path)
    done = run("export", "csv", "--record", "record.json", "--out", "rows.csv")
    assert done.exit_code == 0, done.stderr
    assert everything_below(tmp_path) - before == {"rows.csv"}


def test_gold_is_named_by_number(sqlite_store: Store, tmp_path: Path) -> None:
    assert sqlite_store.name
    write_gold([], tmp_path / "gold")
    source = (Path(sys.modules[write_gold.__module__].__file__ or "")).read_text("utf-8")
    assert 'ident = f"article-{one.article}"' in source  # a number: nothing of the article names a file


def test_an_address_in_an_archive_is_an_address_and_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ingest.warc import pages_in  # noqa: PLC0415 - an extra

    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.html").write_text("<p>secret")
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>words</p></html>"
    archive = io.BytesIO()
    for target in ("file:///etc/passwd", "../secret.html", "secret.html", "https://news.example/../../secret.html"):
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {target}\r\nContent-Length: {len(block)}\r\n\r\n"
        archive.write(head.encode() + block + b"\r\n\r\n")
    (tmp_path / "a.warc").write_bytes(archive.getvalue())
    (page,) = pages_in(tmp_path / "a.warc")
    assert page.raw.url == "https://news.example/../../secret.html"
    assert b"secret" not in page.raw.body


def test_records_name_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onrecord.db").unlink(missing_ok=True)
    assert run("init").exit_code == 0
    record = json.loads(made("Bridge\n\nIt is closed.").to_json())
    record["article"]["page"]["url"] = "file:///etc/passwd"
    (tmp_path / "record.json").write_text(json.dumps(record))
    before = everything_below(tmp_path)
    run("ingest", "record.json")
    assert {n for n in everything_below(tmp_path) - before if not n.startswith("onrecord.db")} == set()
