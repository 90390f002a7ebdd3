from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import OpenError, UsageError
from onrecord.ingest.sources import check_stems, find_sources, stem_of


@pytest.fixture(autouse=True)
def pages(tmp_path, monkeypatch):
    for name in ("b.html", "a.txt", "deep/er/c.html.gz", "deep/D.HTM", "notes.pdf", ".hidden.html", ".git/x.html"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "pages"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("story.html", "story"),
        ("story.htm", "story"),
        ("story.html.gz", "story"),
        ("story.txt.gz", "story"),
        ("STORY.HTML", "STORY"),
        ("v1.2.txt", "v1.2"),
        ("story.asp", "story.asp"),
        (".html", ".html"),
    ],
)
def test_a_stem_is_the_name_without_its_page_suffix(name, stem):
    assert stem_of(name) == stem


def test_a_directory_is_mirrored_without_its_own_name_and_sorted(pages):
    found = find_sources([str(pages)])
    assert [s.stem for s in found] == ["a", "b", "deep/D", "deep/er/c"]


def test_inputs_keep_their_order_and_files_lose_their_directories():
    found = find_sources(["pages/b.html", "pages/deep/er/c.html.gz", "pages/a.txt"])
    assert [s.stem for s in found] == ["b", "c", "a"]
    assert found[0].name == "pages/b.html"


def test_a_glob_is_expanded_where_the_shell_did_not():
    assert [s.stem for s in find_sources(["pages/**/*.htm*"])] == ["b", "c"]
    assert [s.stem for s in find_sources(["pages/**"])] == ["a", "b", "D", "c"]
    assert [s.stem for s in find_sources(["pages/*"])] == ["a", "b", "D", "er/c"]


def test_a_file_with_brackets_in_its_name_is_a_file_first(pages):
    (pages / "odd[1].html").write_text("x")
    assert [s.stem for s in find_sources([str(pages / "odd[1].html")])] == ["odd[1]"]


def test_a_directory_without_pages_says_so_and_costs_nothing_else(tmp_path):
    (tmp_path / "empty").mkdir()
    empty, good = find_sources([str(tmp_path / "empty"), "pages/a.txt"])
    assert isinstance(empty.problem, OpenError)
    assert "a directory without pages" in str(empty.problem)
    assert good.problem is None


def test_a_glob_that_matches_nothing_is_named():
    (source,) = find_sources(["pages/*.xhtml"])
    assert "no file matches" in str(source.problem)


def test_a_missing_file_is_left_to_the_page_stage_to_name():
    (source,) = find_sources(["gone.html"])
    assert source.problem is None
    assert source.page == Path("gone.html")


def test_standard_input_is_read_once():
    assert find_sources(["-"])[0].stem == "stdin"
    with pytest.raises(UsageError, match="named twice"):
        find_sources(["-", "-"])


@pytest.mark.parametrize(
    ("url", "stem"),
    [
        ("https://news.example/world/ferry-strike.html", "news.example-world-ferry-strike"),
        ("https://news.example/", "news.example"),
        ("http://news.example:8080/a/../b", "news.example-8080-a-..-b"),
    ],
)
def test_a_url_becomes_one_flat_readable_name(url, stem):
    assert find_sources([url])[0].stem == stem


def test_urls_that_differ_in_their_query_have_different_stems():
    one, two = find_sources(["https://news.example/a?id=1", "https://news.example/a?id=2"])
    assert one.stem != two.stem


def test_a_long_url_makes_a_name_that_file_systems_take():
    (source,) = find_sources(["https://news.example/" + "é" * 500])
    assert len(source.stem.encode()) < 230


def test_two_pages_with_one_stem_are_refused_by_name(pages):
    (pages / "a.html").write_text("x")
    with pytest.raises(UsageError, match=r"a\.html and .*a\.txt would both be written to a\.json"):
        check_stems(find_sources([str(pages)]))


def test_a_page_named_twice_is_refused_too():
    with pytest.raises(UsageError, match="name each page once"):
        check_stems(find_sources(["pages/a.txt", "pages/a.txt"]))
