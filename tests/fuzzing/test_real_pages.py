"""Every real page of ../shared: no exception, a record that keeps to the rules, the same in another process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.fuzz_rules import result

from onrecord.page.opening import open_page
from onrecord.reader import Reading, read_page
from onrecord.record import decode, encode
from onrecord.serve.enriched import enriched_json
from onrecord.store.articles import record as kept_record
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from record_rules import broken_mapping, broken_quotes, broken_rules

FEWEST = 200
EVERY = 12  # of the pages, one is read again in another process
AGAIN = """
import sys
from pathlib import Path
from bench.fuzz_rules import result
for name in sys.argv[1:]:
    print(result(Path(name).read_bytes()))
"""


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[Path]:
    found = sorted((shared / "pages").glob("*/*/*.html.gz"))
    assert len(found) >= FEWEST
    return found


@pytest.fixture(scope="module")
def readings(pages: list[Path]) -> dict[str, Reading]:
    """Read each of them; one that raises fails all."""
    return {page.name: read_page(open_page(page)) for page in pages}


def test_every_record_keeps_to_the_rules(readings: dict[str, Reading]) -> None:
    broken = {name: found for name, one in readings.items() if (found := broken_rules(one.record))}
    assert broken == {}
    assert sum(len(one.record.statements) for one in readings.values()) > FEWEST


def test_every_quote_is_its_slice(readings: dict[str, Reading]) -> None:
    broken = {
        name: found
        for name, one in readings.items()
        if (found := broken_quotes(json.loads(enriched_json(one.record, quotes=True))))
    }
    assert broken == {}


def test_every_code_point_stands_where_the_map_says(readings: dict[str, Reading]) -> None:
    assert {name: found for name, one in readings.items() if (found := broken_mapping(one.page))} == {}


def test_every_record_survives_json_and_a_store(readings: dict[str, Reading], tmp_path: Path) -> None:
    with Store.create(tmp_path / "all.db") as store, store.writing() as connection:
        for name, one in readings.items():
            assert encode(decode(encode(one.record))) == encode(one.record), name
            receipt = keep(connection, Arrival(one.record, name, "2031-03-04T17:03:00Z", url=f"https://{name}/"))
            assert kept_record(connection, receipt.article or 0) == one.record, name


def test_another_process_with_another_hash_seed_reads_the_same(pages: list[Path]) -> None:
    chosen = pages[::EVERY]
    surroundings = {**os.environ, "PYTHONHASHSEED": "4711"}
    command = [sys.executable, "-c", AGAIN, *map(str, chosen)]
    told = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True).stdout.split()
    assert told == [result(page.read_bytes()) for page in chosen]
