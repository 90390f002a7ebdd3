"""Ingest killed again and again: ``python -m bench.kill [KILLS] [--store URL]``.

A directory of made-up pages is taken in by ``onrecord``'s own ingest with a reader that needs no models; the whole
process group is killed with SIGKILL at moments drawn from a fixed seed, and started again, until nothing is left. After
each kill the database looks at its own file (SQLite: ``integrity_check`` and ``foreign_key_check``), at the end
``onrecord check`` at all of it. Then its rows are counted against a store that was filled without a kill: articles
lost, doubled, half written. Linux.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from onrecord import create_store, open_store
from onrecord._version import __version__
from onrecord.ingest.gather import Manner, Watcher, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import PageItem
from onrecord.ingest.keeping import Counts
from onrecord.ingest.patience import Patient
from onrecord.record import Actor, Article, Block, MadeBy, Page, Record, Span, Statement
from onrecord.store import schema
from onrecord.store.checking import check
from onrecord.store.store import Store

ROOT = Path(__file__).resolve().parents[1]
SEED = 20310304
SAMPLE = 60  # pages of the store that is filled in peace: each page makes the same rows
AMONG_NEW = 0.8  # the part of the kills that come while new pages are taken; the others come among known ones
MOST_PAGES, LONGEST = 60, 0.2  # taken before a kill, new or known; seconds after the last of them

# What must be nothing.
NONE = ("lost", "doubled", "half", "broken", "faults")


def read(item: PageItem) -> bytes:
    """Read a page of ours, some milliseconds long."""
    time.sleep(0.01)
    return record_of(item)


def record_of(item: PageItem) -> bytes:
    """Return a record with an actor and a statement."""
    text, sha256 = item.raw.body.decode(), hashlib.sha256(item.raw.body).hexdigest()
    name = Span(0, text.index(" said"))
    article = Article(
        sha256, Page(sha256, "text/plain", item.raw.url), name.of(text), None, (), None, None, None, "en", None, None,
        None, text, (Block("paragraph", 0, len(text)),),
    )  # fmt: skip
    said = Statement(
        id="s1", key=sha256[:16], source=name, cue=Span(name.end + 1, name.end + 5),
        content=(Span(name.end + 6, len(text)),), kind="indirect", speaker="a1", grade="named", mode="affirm",
        act="say",
    )  # fmt: skip
    actor = Actor(id="a1", name=name.of(text), name_from="text", type="person", mentions=(name,))
    return Record("1", MadeBy(__version__), article, actors=(actor,), statements=(said,)).to_json().encode()


def fill(store: str, pages: str, tell: Callable[[Counts], None] = lambda _counts: None) -> None:
    """Take pages in until there are no more."""
    watcher = Watcher(told=lambda _one, _outcome: None, step=tell, stopping=lambda: False)
    with open_store(store) as opened:
        items = Inputs([pages]).items()
        gather(Patient(opened, lambda _seconds, _error: True), items, "kill", Manner(jobs=2, read=read), watcher)  # type: ignore[arg-type] # files alone


def write_pages(folder: Path, count: int, first: int = 0) -> None:
    """Write pages that are all different."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, count):
        (folder / f"{number:05d}.txt").write_text(f"Person{number} said the bridge number {number} is closed.\n")


def killed(store: str, pages: Path, draw: random.Random, before: int) -> bool:
    """Start an ingest and kill it at any moment; return whether it was killed before it had ended.

    Args:
        before: how many pages are known by now; a start passes those first.
    """
    program = "import sys; from bench.kill import fill; fill(*sys.argv[1:], tell=lambda c: print(c.pages, flush=True))"
    command = [sys.executable, "-c", program, store, str(pages)]
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None  # noqa: S101 - narrows the type
        known = before if draw.random() < AMONG_NEW else draw.randint(0, before)
        for _ in range(known + draw.randint(0, MOST_PAGES)):
            if not process.stdout.readline():
                break
        try:
            process.wait(draw.uniform(0.0, LONGEST))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
    return False


TABLES = (schema.ARTICLES, schema.REVISIONS, schema.READINGS, schema.SIGHTINGS, schema.PAGES, schema.BLOCKS,
          schema.ARTICLE_ACTORS, schema.MENTIONS, schema.STATEMENTS, schema.CONTENTS, schema.STORY_ARTICLES,
          schema.UTTERANCES)  # fmt: skip


def state(store: Store) -> tuple[dict[str, int], set[str], int]:
    """Return rows by table, the titles, and how many titles stand more than once."""
    with store.reading() as connection:
        rows = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in TABLES}
        titles = [str(title) for title in connection.execute(select(schema.ARTICLES.c.title)).scalars()]
    return rows, set(titles), len(titles) - len(set(titles))


def broken(store: Store) -> int:
    """Return how many faults SQLite finds in its file; a file that cannot even be asked is one."""
    if store.engine.dialect.name != "sqlite":
        return 0
    with store.reading() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        return len(found) + len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def compare(store: str, clean: str, pages: int) -> dict[str, int]:
    """Return how many articles were lost, doubled, half written, against a store that was filled in peace.

    Args:
        clean: a store of ``SAMPLE`` such pages.
        pages: how many the store was given.
    """
    with open_store(store) as one, open_store(clean) as other:
        rows, titles, doubled = state(one)
        expected, _, _ = state(other)
        faults = check(one).faults
    half = sum(abs(rows[name] - expected[name] * pages // SAMPLE) for name in rows)
    wanted = {f"Person{number}" for number in range(pages)}
    found = {title.split()[0] for title in titles}
    return {"lost": len(wanted - found), "doubled": doubled, "half": half, "faults": len(faults)}


def run(kills: int, store: str, folder: Path) -> dict[str, int]:
    """Kill an ingest so many times, let it end, compare; return that, and after how many starts more was kept."""
    draw, pages = random.Random(SEED), folder / "pages"  # noqa: S311 - a fixed seed, so that a run can be repeated
    clean = str(folder / "clean.db")
    for where in (clean, store):
        create_store(where).close()
    write_pages(folder / "sample", SAMPLE)
    fill(clean, str(folder / "sample"))
    done = kept = before = harmed = written = 0
    while done < kills:
        # More than any start takes before it is killed.
        more = before + 3 * MOST_PAGES
        write_pages(pages, more, written)
        written = max(written, more)
        done += killed(store, pages, draw, before)
        with open_store(store) as opened:
            now = state(opened)[0]["articles"]
            harmed += broken(opened)
        kept, before = kept + (now > before), now
        print(f"{done} kills, {now} articles", end="\r", file=sys.stderr, flush=True)
    fill(store, str(pages))
    return {"kept something": kept, "articles": written, "broken": harmed, **compare(store, clean, written)}


def main() -> None:
    """Parse the command line and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=50)
    parser.add_argument("--store", help="URL of an empty database; a file by default")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = run(chosen.kills, chosen.store or f"{folder}/killed.db", Path(folder))
    print(f"{chosen.kills} kills, {found['articles']} articles; {found['kept something']} starts kept more")
    print(f"lost {found['lost']}, doubled {found['doubled']}, rows too many or too few {found['half']}")
    print(f"faults in the file after a kill {found['broken']}, faults that onrecord check found {found['faults']}")
    sys.exit(any(found[name] for name in NONE))


if __name__ == "__main__":
    main()
