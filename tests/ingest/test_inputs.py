from __future__ import annotations

import gzip

import msgspec
import pytest
import stub

from made import made
from onrecord.ingest import files
from onrecord.ingest.files import count_files
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import Address, PageItem, Problem, RecordItem
from onrecord.ingest.published import given_dates

RECORD = made("Bridge closed\n\nThe mayor said the bridge is closed.")


def items(*named, **more):
    return list(Inputs([str(one) for one in named], **more).items())


def names(found):
    return [item.raw.name.rpartition("/")[2] for item in found]


@pytest.mark.parametrize("at_a_time", [1, 2, 10_000])
def test_a_directory_is_gone_through_in_the_order_of_its_paths_however_few_names_are_held(
    tmp_path, monkeypatch, at_a_time
):
    monkeypatch.setattr(files, "_NAMES", at_a_time)
    for name in ("b/2.html", "b/1.txt", "a.html", "c.htm", "b/x/1.html.gz", ".hidden/1.html", "pic.png", "b/.1.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        body = stub.page(name).encode()
        path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    assert names(items(tmp_path)) == ["a.html", "1.txt", "2.html", "1.html.gz", "c.htm"]
    assert count_files(str(tmp_path)) == 5


def test_a_link_in_a_circle_is_not_followed(tmp_path):
    stub.pages(tmp_path, a="One.")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names(items(tmp_path)) == ["a.html"]


def test_a_pattern_names_files_in_order(tmp_path):
    stub.pages(tmp_path, b="Two.", a="One.")
    assert names(items(f"{tmp_path}/*.html")) == ["a.html", "b.html"]
    (none,) = items(f"{tmp_path}/*.txt")
    assert "no file matches" in none.error.cause


def test_what_is_not_there_or_holds_nothing_is_a_problem_with_a_name(tmp_path):
    (tmp_path / "empty").mkdir()
    gone, empty, address = items(tmp_path / "gone.html", tmp_path / "empty", "https://news.example/a")
    assert "no such file" in gone.error.cause
    assert "directory without pages" in empty.error.cause
    assert address == Address("https://news.example/a", "https://news.example/a", named=True, expect=None)


def test_the_name_does_not_decide_what_a_file_is(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(stub.rss(("https://news.example/1", None)))
    (item,) = items(path)
    assert (item.url, item.source) == ("https://news.example/1", str(path))
    (forced,) = items(path, kind="page")
    assert isinstance(forced, PageItem)


def test_dates_that_the_caller_gives_go_by_the_stem(tmp_path):
    stub.pages(tmp_path, a="One.", b="Two.")
    (tmp_path / "dates.tsv").write_text("a\t2031-03-04\n")
    found = items(tmp_path, date_of=given_dates(str(tmp_path / "dates.tsv")))
    assert [item.given for item in found] == ["2031-03-04", None]


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_has_addresses_and_saved_pages(tmp_path, packed):
    stub.pages(tmp_path, saved="Saved.")
    lines = (
        '{"url": "https://news.example/1", "published": "2031-03-04"}\n'
        '{"file": "saved.html", "url": "https://news.example/2", "published": "2031-03-05T10:00:00Z"}\n'
        "\n"
        '{"url": "ftp://news.example/3"}\n'
        '{"url": "https://news.example/4", "published": "last week"}\n'
        '{"url": 5}\n'
        "{broken\n"
        '{"file": "gone.html"}\n'
        "https://news.example/6\n"
    )
    path = tmp_path / "list.jsonl"
    path.write_bytes(gzip.compress(lines.encode()) if packed else lines.encode())
    one, two, *bad, six = items(path)
    assert one == Address("https://news.example/1", str(path), "2031-03-04")
    assert (two.raw.url, two.given, two.source) == (
        "https://news.example/2",
        "2031-03-05T10:00:00Z",
        str(tmp_path / "saved.html"),
    )
    assert [item.error.page.rpartition("/")[2] for item in bad] == [
        *(f"list.jsonl:{n}" for n in (4, 5, 6, 7)),
        "gone.html",
    ]
    assert six.url == "https://news.example/6"


def test_an_address_too_long_for_an_index_is_refused(tmp_path):
    path = tmp_path / "list"
    path.write_text(f"https://news.example/{'a' * 3000}\n")
    (item,) = items(path)
    assert isinstance(item, Problem)


@pytest.mark.parametrize("packed", [False, True])
def test_records_come_one_a_line_or_one_a_file(tmp_path, packed):
    pack = gzip.compress if packed else bytes
    (tmp_path / "one.json").write_bytes(pack(RECORD.to_json().encode()))
    (tmp_path / "indented.json").write_bytes(pack(RECORD.to_json(2).encode()))
    (tmp_path / "many.jsonl").write_bytes(pack(f"{RECORD.to_json()}\n{{}}\n\n{RECORD.to_json()}".encode()))
    found = items(tmp_path / "one.json", tmp_path / "indented.json", tmp_path / "many.jsonl")
    assert [item.record if isinstance(item, RecordItem) else None for item in found] == [
        RECORD,
        RECORD,
        RECORD,
        None,
        RECORD,
    ]
    assert found[4].source.endswith("many.jsonl:4")


def test_json_that_is_something_else_is_a_problem(tmp_path):
    (tmp_path / "other.json").write_bytes(msgspec.json.encode({"name": "x", "list": [1, 2]}))
    (tmp_path / "broken.json").write_bytes(b'{"record_version": "1", ')
    assert all("this is JSON but" in item.error.cause for item in items(tmp_path))
