from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import invented
import pytest
from typer.testing import CliRunner

from onrecord import Record, __version__
from onrecord.serve.cli import app


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def program(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-c", "from onrecord.serve.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        timeout=120,
        check=False,
        **more,
    )


def one_line(message):
    lines = message.splitlines()
    assert len(lines) == 1, message
    assert lines[0].startswith("onrecord: ")
    return lines[0]


# ── the surer statements alone ──


@pytest.mark.usefixtures("reader", "pages")
def test_the_surer_statements_alone_are_shown_in_every_form():
    least = max(s.confidence for s in invented.record(None).statements)
    record = Record.from_json(run("read", "a.html", "--json", "--min-confidence", least).stdout)
    assert 0 < len(record.statements) < len(invented.record(None).statements)
    assert all(s.confidence >= least for s in record.statements)
    assert run("read", "a.html", "--min-confidence", least).stdout != run("read", "a.html").stdout


@pytest.mark.usefixtures("reader", "pages")
def test_a_least_confidence_of_zero_changes_nothing():
    assert run("read", "a.html", "--json", "--min-confidence", 0).stdout == invented.record(None).to_json() + "\n"


@pytest.mark.usefixtures("reader", "pages")
@pytest.mark.parametrize("least", ["1.5", "-0.1", "nan", "inf"])
def test_what_is_no_confidence_is_wrong_usage(least):
    result = run("read", "a.html", f"--min-confidence={least}")
    assert result.exit_code == 2
    assert "--min-confidence" in one_line(result.stderr)
    assert "0 to 1" in result.stderr


# ── what is shown ──


@pytest.mark.usefixtures("reader", "pages")
def test_a_page_is_shown_to_people_by_default():
    result = run("read", "a.html")
    assert result.exit_code == 0
    assert result.stdout.startswith("Ferry strike goes on as Sorrel rejects late offer\n")
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("reader", "pages")
def test_json_of_one_page_is_the_record_itself():
    result = run("read", "a.html", "--json")
    assert Record.from_json(result.stdout) == invented.record(None)
    assert result.stdout == invented.record(None).to_json() + "\n"


@pytest.mark.usefixtures("reader", "pages")
def test_json_of_several_pages_is_one_object_a_line():
    result = run("read", "a.html", "c.html", "--json")
    assert [Record.from_json(line) for line in result.stdout.splitlines()] == [invented.record(None)] * 2


@pytest.mark.usefixtures("reader", "pages")
def test_several_pages_are_told_apart_by_their_names():
    result = run("read", "a.html", "c.html")
    assert "── a.html\n" in result.stdout
    assert "── c.html\n" in result.stdout


@pytest.mark.usefixtures("reader", "pages")
def test_quotes_and_origins_stand_beside_spans():
    result = run("read", "a.html", "--json", "--quotes", "--origin", "--url", invented.URL)
    statement = json.loads(result.stdout)["statements"][1]
    assert statement["source"]["quote"] == "Harbour minister Edda Sorrel"
    assert statement["source"]["link"].startswith(invented.URL + "#:~:text=Harbour%20minister")
    assert statement["source"]["origin"] == {"line": 10, "column": 5}
    assert Record.from_json(result.stdout) == invented.record()


@pytest.mark.usefixtures("reader", "pages")
def test_origins_stand_in_the_terminal_view():
    assert ":10:50" in run("read", "a.html", "--origin").stdout


@pytest.mark.usefixtures("reader", "pages")
def test_explain_tells_what_was_left_out_and_why():
    view = run("read", "a.html", "--explain").stdout
    assert "LEFT OUT\n  a link to another story  “Read more: ten ferries we loved” ·\n      /html/body/aside\n" in view
    said = "a link to another story: “Read more: ten ferries we loved” at /html/body/aside"
    result = run("read", "a.html", "--json", "--explain")
    assert f"a.html: left out, {said}" in result.stderr
    assert Record.from_json(result.stdout)


# ── where it goes ──


@pytest.mark.usefixtures("reader", "pages")
def test_out_writes_a_file_a_page_mirroring_directories(pages):
    deep = pages / "site" / "isles" / "ferry.html.gz"
    deep.parent.mkdir(parents=True)
    deep.write_text("<p>four")
    result = run("read", "site", "a.html", "--json", "--out", "records")
    assert result.exit_code == 0
    assert result.stdout == ""
    written = sorted(p.relative_to(pages / "records").as_posix() for p in (pages / "records").rglob("*.*"))
    assert written == ["a.json", "isles/ferry.json"]
    assert Record.from_json((pages / "records/a.json").read_bytes()) == invented.record(None)


@pytest.mark.usefixtures("reader", "pages")
def test_html_writes_one_standalone_page_of_all_that_could_be_read(pages):
    result = run("read", "a.html", "b.txt", "c.html", "--html", "week.html")
    assert result.exit_code == 1
    text = (pages / "week.html").read_text(encoding="utf-8")
    HTMLParser().feed(text)
    assert text.count("<article ") == 2
    assert result.stdout == ""


@pytest.mark.usefixtures("reader", "pages")
def test_html_can_go_to_standard_output():
    assert run("read", "a.html", "--html", "-").stdout.startswith("<!doctype html>")


@pytest.mark.usefixtures("reader", "pages")
def test_no_annotated_page_is_left_where_nothing_could_be_read(pages):
    assert run("read", "b.txt", "--html", "x.html").exit_code == 1
    assert not (pages / "x.html").exists()


@pytest.mark.usefixtures("pages")
def test_dates_and_addresses_reach_the_reader(reader):
    run("read", "a.html", "--json", "--published", "2031-03-04", "--url", invented.URL)
    Path("dates.tsv").write_text("c\t2031-03-05\n")
    run("read", "a.html", "c.html", "--json", "--published", "dates.tsv")
    assert reader == [("a.html", invented.URL, "2031-03-04"), ("a.html", None, None), ("c.html", None, "2031-03-05")]


# ── what goes wrong ──


@pytest.mark.usefixtures("reader", "pages")
def test_a_page_that_fails_is_named_and_the_rest_is_read():
    result = run("read", "a.html", "b.txt", "gone.html", "c.html", "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    first, second = result.stderr.splitlines()
    assert first == "onrecord: b.txt: nothing to read; give a page"
    assert second.startswith("onrecord: gone.html: ")


@pytest.mark.usefixtures("reader", "pages")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.html", "--quotes"), "--quotes adds to the JSON"),
        (("a.html", "c.html", "--url", "https://x.example/"), "one page stands, and 2 are read"),
        (("a.html", "--published", "tomorrow"), "neither a date nor a file"),
        (("a.html", "--published", "2031-02-30"), "is no date"),
        (("a.html", "./a.html", "--out", "o"), "both be written to a.json"),
        (("-", "-"), "named twice"),
        (("a.html", "-j", "-3"), "no such number"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments, said):
    result = run("read", *arguments)
    assert result.exit_code == 2
    assert said in one_line(result.stderr)
    assert result.stdout == ""


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("option", ["--out", "--html"])
def test_an_output_that_cannot_be_written_is_said_before_anything_is_read(pages, option):
    (pages / "file").write_text("x")
    result = run("read", "a.html", option, "file/out")
    assert result.exit_code == 1
    assert "cannot be written" in one_line(result.stderr)


@pytest.mark.usefixtures("reader")
def test_one_record_that_cannot_be_written_names_its_page_and_the_rest_is_written(pages):
    (pages / "o" / "a.json").mkdir(parents=True)
    result = run("read", "a.html", "c.html", "--out", "o")
    assert result.exit_code == 1
    assert one_line(result.stderr).startswith("onrecord: a.html: ")
    assert (pages / "o" / "c.json").is_file()


@pytest.mark.usefixtures("reader")
def test_a_name_cannot_command_the_terminal(pages):
    name = "\x1b[2Jevil\u202etxt.html"
    (pages / name).write_text("unreadable")
    result = run("read", name)
    assert "\x1b" not in one_line(result.stderr)
    assert "\u202e" not in result.stderr


# ── the program as a whole ──


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("raed", "x"), "No such command 'raed'. Did you mean 'read'?; see onrecord --help"),
        (("read",), "Missing argument"),
        (("read", "x", "--jsn"), "see onrecord read --help"),
        (("read", "x", "-j", "many"), "see onrecord read --help"),
    ],
)
def test_the_parser_complains_in_one_line_too(arguments, said):
    result = program(*arguments)
    assert result.returncode == 2
    assert said in one_line(result.stderr.decode())


def test_a_directory_without_pages_fails_as_a_page_does(tmp_path):
    result = program("read", tmp_path)
    assert result.returncode == 1
    assert "a directory without pages" in one_line(result.stderr.decode())


def test_version_and_help():
    assert program("--version").stdout.decode() == f"onrecord {__version__}\n"
    assert b"Examples" in program().stdout
    for command in ("", "read", "demo", "schema"):
        arguments = [command, "--help"] if command else ["--help"]
        text = program(*arguments, env={**os.environ, "COLUMNS": "80"}).stdout.decode()
        assert "Usage: onrecord" in text
        assert max(map(len, text.splitlines())) <= 80


def test_help_loads_no_models_nor_screens():
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom onrecord.serve.cli import app\n"
        "CliRunner().invoke(app, ['read', '--help'])\n"
        "print([m for m in ('spacy', 'numpy', 'turbohtml', 'jinja2', 'onrecord.reader') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_schema_is_json():
    assert json.loads(program("schema").stdout)["title"] == "onrecord record"


def test_a_reader_that_has_seen_enough_is_no_error():
    code = "from onrecord.serve.read import put\nfrom onrecord.serve.guard import guarded\nimport sys\n"
    code += "def run():\n    while True: put(b'x' * 65536)\nsys.exit(guarded(run))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_ctrl_c_stops_cleanly():
    code = "from onrecord.serve.guard import guarded\nimport sys, time\n"
    code += "def run():\n    print('up', flush=True)\n    time.sleep(60)\nsys.exit(guarded(run))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.send_signal(2)
        assert b"stopped" in process.stderr.read()
    assert process.returncode == 130


def test_a_full_disk_is_one_line():
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-c", "from onrecord.serve.cli import main; main()", "schema"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert result.returncode == 1
    assert "standard output: cannot be written (No space left on device)" in one_line(result.stderr.decode())


def test_start_up_is_quick():
    best = min(_seconds("--help") for _ in range(3))
    assert best < 1.5  # measured .37 s; the rest is for a busy machine


def _seconds(*arguments):
    began = time.monotonic()
    program(*arguments)
    return time.monotonic() - began
