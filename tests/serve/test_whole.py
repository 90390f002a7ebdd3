"""The program from the command line to the bytes it writes, with the real reader."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys

import pytest
from test_annotated import Page

import onrecord
from onrecord import Record

HOSTILE = """<!doctype html>
<html lang="en"><head><title>Mayor &lt;script&gt;alert(1)&lt;/script&gt; says no</title></head>
<body><article><h1>Mayor says no to “&lt;img src=x onerror=alert(2)&gt;”</h1>
<p>VELLMAR &#27;[2J&#x202e; – Mayor Ada Brenn said on Tuesday that at least 12 people would sue
&lt;script&gt;alert(3)&lt;/script&gt; over the bridge that fell into the river last month.</p>
<p>“We will see them in court,” Brenn told reporters. “It is &lt;b onmouseover='x'&gt;bold&lt;/b&gt; of them, and we
shall not be moved by it.”</p>
<p>The council said in a statement that the bridge would stay closed until the end of the month, for lack of money.</p>
</article></body></html>"""


def program(*arguments, **more):
    command = [sys.executable, "-c", "from onrecord.serve.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=300, check=False, **more)


def files(directory):
    return {p.relative_to(directory).as_posix(): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def some_pages(sample_pages, tmp_path_factory):
    """Every third sample page, and two that cannot be read."""
    directory = tmp_path_factory.mktemp("pages")
    for number, page in enumerate(sample_pages[::3]):
        target = directory / f"{number:02}" / page.name
        target.parent.mkdir()
        target.write_bytes(page.read_bytes())
    (directory / "03" / "empty.html").write_bytes(b"")
    (directory / "binary.html").write_bytes(bytes(range(256)) * 40)
    return directory


def test_any_number_of_workers_writes_the_same_bytes_and_names_the_same_failures(some_pages, tmp_path):
    one = program("read", some_pages, "--out", tmp_path / "one")
    two = program("read", some_pages, "--out", tmp_path / "two", "-j", 2)
    assert (one.returncode, two.returncode) == (1, 1)
    assert one.stderr == two.stderr
    said = one.stderr.decode().splitlines()
    assert len(said) == 2
    assert re.match(r"onrecord: \S+/03/empty\.html: .+; .+", said[0])
    assert re.match(r"onrecord: \S+/binary\.html: .+; .+", said[1])
    records = files(tmp_path / "one")
    assert records == files(tmp_path / "two")
    assert len(records) == len(list(some_pages.rglob("*.*"))) - 2
    for record in records.values():
        assert Record.from_json(record).to_json().encode() + b"\n" == record


def test_the_program_and_the_library_read_the_same(sample_pages):
    page = sample_pages[0]
    printed = program("read", page, "--json").stdout
    assert Record.from_json(printed) == onrecord.read(page)
    assert Record.from_json(program("read", "-", "--json", input=page.read_bytes()).stdout) == onrecord.read(page)


def test_quotes_are_the_words_of_their_spans(sample_pages):
    result = program("read", sample_pages[0], "--json", "--quotes", "--origin", "--url", "https://news.example/a")
    tree = json.loads(result.stdout)
    text = tree["article"]["text"]
    source = sample_pages[0].read_text(encoding="utf-8").splitlines()
    for statement in tree["statements"]:
        for span in (statement["source"], statement["cue"], *statement["content"]):
            if span is None:
                continue
            assert span["quote"] == text[span["start"] : span["end"]]
            assert span["link"].startswith("https://news.example/a#:~:text=")
            line = source[span["origin"]["line"] - 1]
            assert html.unescape(line[span["origin"]["column"] - 1 :])[0] == span["quote"][0]


def test_a_hostile_page_is_shown_and_does_nothing(tmp_path):
    (tmp_path / "x.html").write_text(HOSTILE, encoding="utf-8")
    shown = program("read", tmp_path / "x.html", "--html", tmp_path / "out.html")
    assert shown.returncode == 0, shown.stderr
    page = Page((tmp_path / "out.html").read_text(encoding="utf-8"))
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not {"img", "b-onmouseover"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    view = program("read", tmp_path / "x.html", "--explain").stdout.decode()
    assert "Brenn" in view
    assert not set("\x1b\u202e") & set(view)


def test_the_demo_reads_every_sample_page_and_says_what_to_try_next(sample_pages):
    result = program("demo")
    assert result.returncode == 0, result.stderr
    assert result.stderr == b""
    told = result.stdout.decode()
    assert len(re.findall(r"^ *\d+ statements +\d+ figures", told, re.MULTILINE)) == len(sample_pages)
    assert "WHO SAID WHAT" in told
    assert "Try next" in told
