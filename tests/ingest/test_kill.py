from __future__ import annotations

import sys

import pytest
from bench import kill


@pytest.mark.skipif(sys.platform != "linux", reason="kills a process group as Linux does")
def test_an_ingest_that_is_killed_and_resumed_loses_doubles_and_halves_nothing(store_url, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(kill, "MOST_PAGES", 30)
    monkeypatch.setattr(kill, "SAMPLE", 20)
    found = kill.run(3, store_url, tmp_path)
    assert {name: found[name] for name in kill.NONE} == dict.fromkeys(kill.NONE, 0)
    capfd.readouterr()
