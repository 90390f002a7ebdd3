"""One engine beside another: ``python -m bench.engines ../shared [same] [cost] [size] [load]``.

``same``  PolNeAR's development texts as pages, an archive, lines of JSON, rows of Parquet, read by the local pool and
          on a Ray cluster of this machine whose workers are killed meanwhile (``--kills``), then loaded: records that
          differ, and rows that differ in any table but for times of the clock. Both must be 0.
``cost``  seconds of the processor that Ray takes to start and for each page, with a reader that does nothing; and both
          engines over the same pages, with the shipped one.
``size``  bytes of an article in a shard, with its page and without.
``load``  articles a second from shards into a store, of the clock and of the processor (``--store`` for another).

Linux only: workers are killed by their process ids, and times are read from /proc.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import select

from bench.articles import Text, polnear_texts
from bench.ingest import page
from bench.kill import record_of, write_pages
from bench.process import single_threaded
from onrecord import create_store, open_store
from onrecord.ingest.engine.loading import Shards
from onrecord.ingest.engine.places import Place
from onrecord.ingest.engine.plan import PIECE
from onrecord.ingest.engine.sharing import Share, share_out
from onrecord.ingest.engine.spread import Look, Spread
from onrecord.ingest.engine.unit import Work
from onrecord.ingest.engine.with_ray import RayCrew, crew
from onrecord.ingest.gather import Manner, Report, Watcher, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import PageItem, Taken
from onrecord.ingest.patience import Patient
from onrecord.store import schema
from onrecord.store.store import Store

PARTS = ("same", "cost", "size", "load")
WORKERS = 2
SEED = 4711
# What a clock or a counter of runs says: the rest of a store must not depend on who read it.
CLOCKS = frozenset("seen_at first_seen read_at stored_at fetched_at failed_at made_at run".split())
BETWEEN_KILLS = (1.0, 4.0)  # seconds
LOOK_EVERY = 0.2  # seconds
FEW_AND_MANY = (20, 4_020)


# ---- comparing ------------------------------------------------------------------------------------------------------


def differing(one: Store, other: Store) -> dict[str, int]:
    """Return, by table, how many rows stand in one store and not in the other, times of the clock left out.

    ``records`` counts the records themselves, byte by byte, with the place that each was read from.
    """
    found = {"records": _apart(_records(one), _records(other))}
    for table in schema.METADATA.sorted_tables:
        if table is not schema.RUNS:
            columns = [column for column in table.c if column.name not in CLOCKS]
            found[table.name] = _apart(_rows(one, columns), _rows(other, columns))
    return found


def _rows(store: Store, columns: list) -> Counter[tuple[object, ...]]:
    with store.reading() as connection:
        return Counter(tuple(row) for row in connection.execute(select(*columns)))


def _records(store: Store) -> Counter[tuple[object, ...]]:
    readings, seen = schema.READINGS.c, schema.SIGHTINGS.c
    joined = schema.READINGS.join(schema.SIGHTINGS, seen.revision == readings.revision)
    query = select(seen.url, seen.source, seen.page, readings.record_sha256, readings.record)
    with store.reading() as connection:
        return Counter(tuple(row) for row in connection.execute(query.select_from(joined)))


def _apart(one: Counter[tuple[object, ...]], other: Counter[tuple[object, ...]]) -> int:
    return max((one - other).total(), (other - one).total())


# ---- running --------------------------------------------------------------------------------------------------------


def read_here(store: str, inputs: list[str], manner: Manner) -> Report:
    """Take inputs into a new store with the local pool."""
    create_store(store).close()
    return _gathered(store, Inputs(inputs).items(), manner)  # type: ignore[arg-type] # files alone


def read_there(shards: Path, inputs: list[str], manner: Manner, kills: int = 0, piece: int = 16) -> tuple[Spread, int]:
    """Read inputs into shards on a Ray cluster of this machine; return also how many workers were killed."""
    killed = [0]

    @contextmanager
    def workers(work: Work, jobs: int) -> Iterator[tuple[RayCrew, int]]:
        with crew(work, jobs) as (ours, count), _killing(ours, kills, killed):
            yield ours, count

    look = Look(lambda _error: None, lambda _rows, _failed: None, lambda: False)
    share = Share(inputs=Inputs(inputs), place=Place.of(str(shards)), piece=piece)
    return share_out(share, manner, workers, look), killed[0]


@contextmanager
def _killing(ours: RayCrew, kills: int, killed: list[int]) -> Iterator[None]:
    done, draw = threading.Event(), random.Random(SEED)  # noqa: S311 - a fixed seed, so that a run can be repeated

    def kill() -> None:
        while killed[0] < kills and not done.wait(draw.uniform(*BETWEEN_KILLS)):
            alive = sorted(ours.processes.values())
            if alive:
                os.kill(draw.choice(alive), signal.SIGKILL)
                killed[0] += 1

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    try:
        yield
    finally:
        done.set()
        killer.join()


def load(store: str, shards: Path) -> Report:
    """Load shards into a new store."""
    create_store(store).close()
    return load_again(store, shards)


def load_again(store: str, shards: Path) -> Report:
    """Load shards into a store.

    Raises:
        ShardsError: they are not whole.
    """
    found = Shards([str(shards)])
    report = _gathered(store, found.items(), Manner(jobs=1))
    if found.stopped_at is not None:
        raise found.stopped_at
    return report


def _gathered(store: str, items: Iterator[Taken], manner: Manner) -> Report:
    watcher = Watcher(told=lambda _one, _outcome: None, step=lambda _counts: None, stopping=lambda: False)
    with open_store(store) as opened:
        return gather(Patient(opened, lambda _seconds, _error: True), items, "bench", manner, watcher)


# ---- inputs ---------------------------------------------------------------------------------------------------------


def inputs_of(folder: Path, texts: list[Text]) -> list[str]:
    """Write texts as pages, an archive, lines of JSON and rows of Parquet, a quarter each, and things that fail."""
    parts = [texts[n::4] for n in range(4)]
    pages = folder / "pages"
    pages.mkdir(parents=True)
    for number, text in enumerate(parts[0]):
        (pages / f"{number:04d}.html").write_text(page(text, number), encoding="utf-8")
    (pages / "empty.html").write_bytes(b"")
    archive = folder / "news.warc.gz"
    answers = [_answer(f"https://a.example/{n}", page(t, n)) for n, t in enumerate(parts[1])]
    archive.write_bytes(b"".join([*answers[:3], gzip.compress(b"WARC/1.0\r\nbroken"), *answers[3:]]))
    lines = folder / "articles.jsonl"
    lines.write_text("\n".join([*(json.dumps(_fields(t, n)) for n, t in enumerate(parts[2])), '{"text": 3}']))
    rows = folder / "articles.parquet"
    pq.write_table(pa.Table.from_pylist([_fields(t, n + 5000) for n, t in enumerate(parts[3])]), rows)
    return [str(pages), str(archive), str(lines), str(rows), str(folder / "missing.html")]


def _fields(text: Text, number: int) -> dict[str, str]:
    title, _, body = text.text.partition("\n")
    day = f"2031-03-{number % 28 + 1:02d}"
    return {"url": f"https://b.example/{number}", "title": title, "text": body, "published": day}


def _answer(url: str, body: str) -> bytes:
    content = body.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n"
    answer = head.encode() + content
    frame = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(frame.encode() + answer + b"\r\n\r\n", mtime=0)


# ---- parts ----------------------------------------------------------------------------------------------------------


def same(chosen: argparse.Namespace, folder: Path) -> None:
    """Print how many records and rows differ."""
    inputs = inputs_of(folder, _texts(chosen))
    manner = Manner(jobs=WORKERS)
    here, there = str(folder / "here.db"), chosen.store or str(folder / "there.db")
    report = read_here(here, inputs, manner)
    done, killed = read_there(folder / "shards", inputs, manner, chosen.kills)
    load(there, folder / "shards")
    with open_store(here) as one, open_store(there) as other:
        found = differing(one, other)
    again = load_again(there, folder / "shards").counts
    tables = {name: count for name, count in found.items() if count and name != "records"}
    print(f"same: {report.counts.added} articles, {report.counts.failed} failures, {killed} workers killed, "
          f"{done.done} of {done.units} units done")  # fmt: skip
    print(f"  records that differ {found['records']}; tables with rows that differ: {tables or 'none'}")
    print(f"  loaded again: {again.added + again.revised + again.reread} more, {again.known} known")


def cost(chosen: argparse.Namespace, folder: Path) -> None:
    """Print seconds of the processor of both engines, and what Ray takes where there is nothing to read."""
    for count in FEW_AND_MANY:
        small = folder / f"small-{count}"
        write_pages(small, count)
        manner = Manner(jobs=WORKERS, read=read_nothing)
        spent = _spent(lambda p=small, m=manner, c=count: read_there(folder / f"shards-{c}", [str(p)], m, piece=PIECE))
        print(f"cost: Ray, {count} pages of a line, a reader that does nothing: {spent}", flush=True)
    pages = _pages(folder, _texts(chosen))
    manner = Manner(jobs=WORKERS)
    here = _spent(lambda: read_here(str(folder / "here.db"), [str(pages)], manner))
    there = _spent(lambda: read_there(folder / "shards", [str(pages)], manner, piece=PIECE))
    loaded = _spent(lambda: load(str(folder / "there.db"), folder / "shards"))
    print(f"cost: {chosen.articles} pages, the shipped reader: local {here}; Ray {there}, and loading {loaded}")


def _pages(folder: Path, texts: list[Text]) -> Path:
    pages = folder / "pages"
    pages.mkdir()
    for number, text in enumerate(texts):
        (pages / f"{number:04d}.html").write_text(page(text, number), encoding="utf-8")
    return pages


def size(chosen: argparse.Namespace, folder: Path) -> None:
    """Print bytes an article."""
    texts = _texts(chosen)
    pages = _pages(folder, texts)
    for kept in (True, False):
        shards = folder / f"shards-{kept}"
        read_there(shards, [str(pages)], Manner(jobs=WORKERS, keep_pages=kept))
        taken = sum(path.stat().st_size for path in shards.rglob("*.parquet"))
        words = sum(text.words for text in texts) / len(texts)
        print(f"size: {len(texts)} articles of {words:.0f} words, page {'kept' if kept else 'not kept'}: "
              f"{taken / len(texts) / 1024:.1f} KB an article")  # fmt: skip


def load_rate(chosen: argparse.Namespace, folder: Path) -> None:
    """Print articles a second from shards into a store."""
    records = Path(os.environ.get("ONRECORD_RECORDS", chosen.shared / "records"))
    if not records.is_dir():
        print("load: needs a folder of records, named by $ONRECORD_RECORDS: onrecord read TEXTS --out FOLDER")
        return
    count = min(chosen.articles, len(list(records.glob("*.json"))))
    some = folder / "records"
    some.mkdir()
    for path in sorted(records.glob("*.json"))[:count]:
        (some / path.name).symlink_to(path)
    read_there(folder / "shards", [str(some)], Manner(jobs=WORKERS))
    store = chosen.store or str(folder / "loaded.db")
    print(f"load: {count} articles into {store.partition(':')[0]}: {_spent(lambda: load(store, folder / 'shards'))}")
    print(f"load: again, all known: {_spent(lambda: load_again(store, folder / 'shards'))}")


def read_nothing(item: PageItem) -> bytes:
    """Read a page without models: what is left is what an engine costs."""
    return record_of(item)


def _texts(chosen: argparse.Namespace) -> list[Text]:
    return sorted(polnear_texts(chosen.shared, "dev", "train"), key=lambda text: text.name)[: chosen.articles]


def _spent(do: Callable[[], object]) -> str:
    began = time.monotonic()
    with _counting() as spent:
        do()
    return f"{spent():.1f} s of the processor, {time.monotonic() - began:.1f} s of the clock"


@contextmanager
def _counting() -> Iterator[Callable[[], float]]:
    """Count seconds of the processor of this process and all below it, looking at them five times a second.

    Ray's processes are not waited for by this one, so that nobody adds theirs up when they have ended.
    """
    seen: dict[tuple[int, str], float] = {}
    ended = threading.Event()
    before = sum(_below().values())

    def look() -> None:
        while not ended.wait(LOOK_EVERY):
            seen.update(_below())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield lambda: sum((seen | _below()).values()) - before
    finally:
        ended.set()
        thread.join()


def _below() -> dict[tuple[int, str], float]:
    """Return seconds of the processor of this process and all below it, by process and when it began."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            found[int(path.parent.name)] = (int(fields[1]), fields[19], int(fields[11]) + int(fields[12]))
    ours = {os.getpid()}
    while more := {number for number, (parent, _, _) in found.items() if parent in ours} - ours:
        ours |= more
    tick = os.sysconf("SC_CLK_TCK")
    return {(number, found[number][1]): found[number][2] / tick for number in ours if number in found}


def main() -> None:
    """Parse the command line and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/polnear")
    parser.add_argument("parts", nargs="*", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--articles", type=int, default=80)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--store", help="URL of an empty database; a file by default")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    os.environ.update(single_threaded())
    for part in chosen.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            {"same": same, "cost": cost, "size": size, "load": load_rate}[part](chosen, Path(folder))


if __name__ == "__main__":
    main()
