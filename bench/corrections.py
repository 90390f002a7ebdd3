"""Corrections of real articles, made at random and taken back: ``python -m bench.corrections RECORDS``.

RECORDS is a folder of records read before. Statements, figures and positions are marked wrong or mended at random, the
first articles are read again by another model, and everything is undone in another order. Told are the faults that
`onrecord check` finds at each step, the corrections that a re-reading lost, the rows that differ at the end from those
at the beginning, and the milliseconds that each took.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

import onrecord
from onrecord.errors import UsageError
from onrecord.ingest.adding import add
from onrecord.record import MadeBy, Record, Span
from onrecord.store.ask import figures, positions, statements
from onrecord.store.checking import check
from onrecord.store.mending.anchors import ItemKind
from onrecord.store.store import Store
from onrecord.story import correcting, mending

TABLES = ("statements", "contents", "hands", "figures", "positions", "encounters", "participants", "mentions")
ANOTHER = MadeBy("another")
Times = dict[str, list[float]]


def main() -> None:
    """Parse the command line and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--corrections", type=int, default=200)
    parser.add_argument("--again", type=int, default=40, help="articles that are read again in between")
    given = parser.parse_args()
    files = sorted(given.records.glob("*.json"))[: given.articles]
    records = [Record.from_json(file.read_bytes()) for file in files]
    with tempfile.TemporaryDirectory() as folder, onrecord.create_store(Path(folder) / "corrected.db") as store:
        for number, record in enumerate(records):
            add(store, record, url=f"https://records.example/{number}")
        measure(store, records[: given.again], given.corrections)


def measure(store: Store, again: list[Record], count: int) -> None:
    """Correct, read again, undo, and print what that did."""
    chance = random.Random(7)  # noqa: S311 - a draw to measure with, not a secret
    before, times = rows(store), Times()
    made = correct(store, chance, count, times)
    print(f"{len(made)} corrections of {count} drawn, faults: {len(check(store).faults)}")
    for number, record in enumerate(again):
        newer = msgspec.structs.replace(record, made_by=ANOTHER)
        add(store, newer, url=f"https://records.example/{number}")
    lost = sum(bool(line.lost) for line in correcting.corrections(store))
    print(f"{len(again)} articles read again, corrections lost: {lost}, faults: {len(check(store).faults)}")
    chance.shuffle(made)
    for correction in made:
        timed(times, "undo", lambda one=correction: correcting.undo(store, one))  # type: ignore[misc] # mypy sees no type
    after = rows(store)
    differ = {name: sum(a != b for a, b in zip(before[name], after[name], strict=True)) for name in TABLES}
    print(f"undone, faults: {len(check(store).faults)}, rows that differ: {sum(differ.values())} {differ}")
    for name, taken in times.items():
        print(f"{name}: {len(taken)}, median {statistics.median(taken):.0f} ms, most {max(taken):.0f} ms")


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the tables that corrections write to; who is who across articles may be known better later."""
    with store.reading() as connection:
        found = {}
        for name in TABLES:
            names = [c["name"] for c in connection.exec_driver_sql(f"PRAGMA table_info({name})").mappings()]
            columns = ", ".join(f'"{one}"' for one in names if one != "actor" or name != "statements")
            query = f"SELECT {columns} FROM {name} ORDER BY id"  # noqa: S608 - names of our own tables
            found[name] = [tuple(row) for row in connection.exec_driver_sql(query)]
        return found


def correct(store: Store, chance: random.Random, count: int, times: Times) -> list[int]:
    """Correct items that are drawn, and return the corrections' numbers; what is wrong already is refused."""
    with store.reading() as connection:
        items: list[tuple[ItemKind, Any]] = [("statement", row) for row in statements(connection)]
        items += [("figure", row) for row in figures(connection)] + [("position", row) for row in positions(connection)]
    made: list[int] = []
    for kind, row in chance.choices(items, k=count):
        said = mends(chance, kind, row, items) if chance.random() > 0.5 else None  # noqa: PLR2004 - one of two
        try:
            if said is None:
                made.append(timed(times, "wrong", lambda k=kind, r=row: mending.mark_wrong(store, k, r.id)))  # type: ignore[misc] # as above
            else:
                made.append(timed(times, "mend", lambda k=kind, r=row, s=said: mending.mend(store, k, r.id, s)))  # type: ignore[misc] # as above
        except UsageError:
            continue
    return made


def mends(chance: random.Random, kind: ItemKind, row: Any, items: list[tuple[ItemKind, Any]]) -> dict[str, Any]:  # noqa: ANN401 - a row of any kind
    """Return what is to be so of an item."""
    if kind == "figure":
        return {"low": chance.randrange(100), "high": None, "place": "Orrin", "as_of": "2015-12-01"}
    if kind == "position":
        return {"stance": chance.choice(("support", "oppose", "neutral")), "issue": "a higher dam"}
    said: dict[str, Any] = {"mode": chance.choice(("affirm", "deny", "ask")), "act": "vow"}
    other = chance.choice([one for of, one in items if of == "statement" and one.speaker is not None]).speaker
    if other.actor > 0:
        said["speaker"] = str(other.actor)
    if row.content:
        start = row.content[0].start
        said["content"] = [Span(start, min(row.content[0].end, start + chance.randint(1, 60)))]
    return said


def timed(times: Times, name: str, do: Callable[[], int]) -> int:
    """Return what a function does, and note the milliseconds that it took."""
    begun = time.perf_counter()
    found = do()
    times.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
    return found


if __name__ == "__main__":
    main()
