"""A stand-in for the reader, so that what is shown can be tested without models."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass

import invented
import pytest

from onrecord.errors import NotAPageError


@dataclass(frozen=True)
class Reading:
    record: object
    page: object


@pytest.fixture
def reader(monkeypatch):
    """Read every page as the invented record, but for those that say that they cannot be read."""
    calls = []

    def read_page(raw, published=None):
        calls.append((raw.name, raw.url, published))
        if b"unreadable" in raw.body:
            raise NotAPageError(raw.name, "nothing to read", "give a page")
        record = invented.record(raw.url)
        return Reading(record, invented.page_reading(record))

    stub = types.ModuleType("onrecord.reader")
    stub.read_page = read_page
    monkeypatch.setitem(sys.modules, "onrecord.reader", stub)
    return calls


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """Three pages in the working directory, the second of which cannot be read."""
    monkeypatch.chdir(tmp_path)
    for name, body in {"a.html": "<p>one", "b.txt": "unreadable", "c.html": "<p>three"}.items():
        (tmp_path / name).write_text(body)
    return tmp_path
