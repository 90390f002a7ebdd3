"""Power cuts, as far as they can be had without a plug: ``python -m bench.power [CUTS]``. Linux, a C compiler.

A library between onrecord and the C library (``bench/power.c``) notes every write, truncation and sync that an ingest
asks of the store's files, and when articles were told to be kept. Of that record the files are made as a disk may hold
them when the power fails at any moment: all that was synced; of what was not, none, all, or any 512 bytes of it. Each
is opened, and must be whole: SQLite's ``integrity_check`` and ``foreign_key_check``, ``onrecord check``, and every
article that was told to be kept.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from bench.kill import broken, write_pages
from onrecord import create_store, open_store
from onrecord.errors import OnRecordError
from onrecord.store import schema
from onrecord.store.checking import check

SEED, PAGES, SECTOR = 20310304, 240, 512
_HEAD = struct.Struct("=IIQQ")
_WRITE, _TRUNCATE, _SYNC, _REMOVE = 1, 2, 3, 4
KEPT = "kept"  # the file in which the ingest tells what it has kept
WAYS = ("none", "all", "some", "most")

PROGRAM = """
import os, sys
from bench.kill import read
from onrecord import open_store
from onrecord.ingest.gather import Manner, Watcher, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.patience import Patient
from onrecord.store import engine
if __name__ == "__main__":
    store, pages, kept, engine.SYNCHRONOUS = sys.argv[1:]
    kept = os.open(kept, os.O_WRONLY | os.O_CREAT)
    tell = lambda one, _outcome: os.write(kept, one.name.rpartition("/")[2].encode() + b"\\n")
    watcher = Watcher(told=tell, step=lambda _counts: None, stopping=lambda: False)
    with open_store(store) as opened:
        gather(Patient(opened, lambda *_: True), Inputs([pages]).items(), "power", Manner(jobs=1, read=read), watcher)
"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was asked of a file.

    Args:
        kind: write, truncate, sync or remove.
    """

    kind: int
    name: str
    offset: int
    content: bytes


@dataclass
class Disk:
    """A file as it stands on a disk, and what was asked of it since the last sync."""

    content: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)

    def settle(self) -> None:
        """Do all that was asked."""
        for event in self.pending:
            apply(self.content, event)
        self.pending = []

    def after_cut(self, draw: random.Random, way: str) -> bytes:
        """Return what the disk may hold when the power fails now."""
        content = bytearray(self.content)
        for event in self.pending:
            for piece in pieces(event):
                if way == "all" or (way != "none" and draw.random() < (0.5 if way == "some" else 0.95)):
                    apply(content, piece)
        return bytes(content)


def pieces(event: Event) -> Iterator[Event]:
    """Yield an event in pieces that a disk does as a whole."""
    if event.kind != _WRITE:
        yield event
        return
    at = 0
    while at < len(event.content):
        size = SECTOR - (event.offset + at) % SECTOR
        yield Event(_WRITE, event.name, event.offset + at, event.content[at : at + size])
        at += size


def apply(content: bytearray, event: Event) -> None:
    """Do what was asked to a file's bytes."""
    if event.kind == _TRUNCATE:
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
    else:
        content.extend(bytes(max(0, event.offset - len(content))))
        content[event.offset : event.offset + len(event.content)] = event.content


def events(log: Path) -> Iterator[Event]:
    """Yield what was noted."""
    with log.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, length, offset, size = _HEAD.unpack(head)
            yield Event(kind, file.read(length).decode(), offset, file.read(size) if kind == _WRITE else b"")


def record(folder: Path, pages: int, synchronous: str) -> list[Event]:
    """Let an ingest run and return all that it asked of the files of its store."""
    library, there = folder / "power.so", folder / "store"
    source = Path(__file__).with_name("power.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    there.mkdir()
    write_pages(folder / "pages", pages)
    script, store = folder / "taking.py", there / "news.db"
    script.write_text(PROGRAM)
    create_store(store).close()
    before = store.read_bytes()
    log = folder / "log"
    env = os.environ | {"LD_PRELOAD": str(library), "POWER_FOLDER": str(there), "POWER_LOG": str(log)}
    # The script lies elsewhere; it and its workers find this bench where this process found it.
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, str(script), str(store), str(folder / "pages"), str(there / KEPT), synchronous]
    subprocess.run(command, env=env, check=True)
    begun = [Event(_WRITE, str(store), 0, before), Event(_SYNC, str(store), 0, b"")]
    return begun + list(events(log))


def cut(asked: list[Event], at: int, draw: random.Random, way: str, into: Path) -> set[str]:
    """Write the files as they may stand when the power fails after some events; return what was told to be kept."""
    disks: dict[str, Disk] = {}
    for event in asked[:at]:
        disk = disks.setdefault(event.name, Disk())
        if event.kind == _REMOVE:
            del disks[event.name]
        elif event.kind == _SYNC:
            disk.settle()
        else:
            disk.pending.append(event)
    kept = b""
    for name, disk in disks.items():
        if name.endswith(KEPT):
            kept = disk.after_cut(draw, "all")
        elif not name.endswith("-shm"):  # it is made anew from the log
            (into / Path(name).name).write_bytes(disk.after_cut(draw, way))
    return set(kept.decode().split())


def look(store: Path, told: set[str]) -> tuple[int, int]:
    """Return how many faults a store has, and how many articles it has lost that were told to be kept."""
    try:
        with open_store(store) as opened:
            with opened.reading() as connection:
                there = {str(source).rpartition("/")[2] for source in
                         connection.execute(select(schema.SIGHTINGS.c.source)).scalars()}  # fmt: skip
            return broken(opened) + len(check(opened).faults), len(told - there)
    except OnRecordError as error:
        print(f"  {error}")
        return 1, len(told)


def run(cuts: int, pages: int = PAGES, synchronous: str = "FULL") -> dict[str, int]:
    """Cut the power so many times and return what was found."""
    draw, found = random.Random(SEED), {"faults": 0, "lost": 0, "told": 0, "syncs": 0}  # noqa: S311 - to be repeated
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asked = record(folder, pages, synchronous)
        found["syncs"] = sum(event.kind == _SYNC for event in asked)
        for number in range(cuts):
            into = folder / "cut"
            into.mkdir()
            told = cut(asked, draw.randint(2, len(asked)), draw, WAYS[number % len(WAYS)], into)
            faults, lost = look(into / "news.db", told)
            found["faults"], found["lost"], found["told"] = (
                found["faults"] + faults, found["lost"] + lost, found["told"] + len(told)
            )  # fmt: skip
            shutil.rmtree(into)
    return found


def main() -> None:
    """Parse the command line and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cuts", type=int, nargs="?", default=200)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL", "OFF"], default="FULL", help="FULL is the store's")
    chosen = parser.parse_args()
    found = run(chosen.cuts, chosen.pages, chosen.synchronous)
    print(f"{chosen.cuts} power cuts in an ingest of {chosen.pages} articles with {found['syncs']} syncs")
    print(f"faults {found['faults']}; of {found['told']} articles told to be kept, lost {found['lost']}")
    sys.exit(bool(found["faults"] or found["lost"]))


if __name__ == "__main__":
    main()
