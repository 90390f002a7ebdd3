from __future__ import annotations

import io
import sys
import types
from pathlib import Path

import pytest

from onrecord.errors import ModelError, NotAPageError
from onrecord.ingest.run import read_pages
from onrecord.ingest.sources import Source, find_sources


@pytest.fixture(autouse=True)
def _reader(monkeypatch):
    """Stand in for the reader: what it makes of a page is the page's bytes in capitals."""

    def read_page(raw, published=None):
        if b"bug" in raw.body:
            raise ZeroDivisionError("division\nby zero")
        if b"binary" in raw.body:
            raise NotAPageError(raw.name, "no text", "give a page")
        if b"model" in raw.body:
            raise ModelError("the model is missing; install it")
        return raw.body.decode().upper(), raw.url, published

    stub = types.ModuleType("onrecord.reader")
    stub.read_page = read_page
    monkeypatch.setitem(sys.modules, "onrecord.reader", stub)


def pages(tmp_path, **bodies):
    for stem, body in bodies.items():
        (tmp_path / f"{stem}.txt").write_text(body)
    return find_sources([str(tmp_path / f"{stem}.txt") for stem in bodies])


def test_each_page_has_its_outcome_in_order(tmp_path):
    outcomes = list(read_pages(pages(tmp_path, b="beta", a="alpha"), lambda reading: reading[0]))
    assert [(o.source.stem, o.made, o.error) for o in outcomes] == [("b", "BETA", None), ("a", "ALPHA", None)]


def test_what_the_caller_says_of_a_page_reaches_the_reader(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("alpha")
    source = Source(path, "a.txt", "a", published="2031-03-04", url="https://news.example/a")
    (outcome,) = read_pages([source], lambda reading: reading)
    assert outcome.made == ("ALPHA", "https://news.example/a", "2031-03-04")


def test_a_page_that_fails_costs_itself_alone_and_is_named(tmp_path):
    sources = pages(tmp_path, a="alpha", b="binary", c="a bug in us", d="delta")
    sources.insert(1, Source(tmp_path / "gone.txt", "gone.txt", "gone"))
    errors = [o.error for o in read_pages(sources, lambda reading: reading[0])]
    assert [e is None for e in errors] == [True, False, False, False, True]
    assert str(errors[1]).endswith("gone.txt: there is no such file; check the path")
    assert str(errors[2]).endswith("b.txt: no text; give a page")
    assert "onrecord itself failed on this page (ZeroDivisionError: division by zero); please report" in str(errors[3])


def test_a_source_that_is_no_page_is_an_outcome_too(tmp_path):
    (tmp_path / "empty").mkdir()
    (outcome,) = read_pages(find_sources([str(tmp_path / "empty")]), lambda reading: reading)
    assert "a directory without pages" in str(outcome.error)


def test_without_a_model_no_page_is_tried_in_vain(tmp_path):
    outcomes = read_pages(pages(tmp_path, a="alpha", b="model", c="gamma"), lambda reading: reading[0])
    next(outcomes)
    with pytest.raises(ModelError):
        next(outcomes)


def test_standard_input_is_a_page(monkeypatch):
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(b"from a pipe")))
    (outcome,) = read_pages(find_sources(["-"]), lambda reading: reading[0])
    assert outcome.made == "FROM A PIPE"


def test_records_are_not_kept(tmp_path):
    """Sources are taken one by one, so that a stream of a million pages takes the memory of one."""
    taken = []

    def stream():
        for source in pages(tmp_path, a="alpha", b="beta", c="gamma"):
            taken.append(source.stem)
            yield source

    outcomes = read_pages(stream(), lambda reading: reading[0])
    next(outcomes)
    assert taken == ["a"]
    assert Path(tmp_path).exists()
