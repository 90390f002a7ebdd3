"""How ingest does: ``python -m bench.ingest ../shared [rate] [memory] [kept]``.

    python -m bench.ingest ../shared next --into small.db --into big.db

``rate``    PolNeAR's development texts in page templates of our own, from HTML to stored, with two readers: articles a
            second of the clock, and of the processor, which other programs on the machine slow down less.
``memory``  peak memory of the writing process over 1,000 and over 10,000 small pages, each in a fresh store.
``next``    silver's articles as such pages into stores that hold others already (they then hold these too): what the
            next article costs as a store grows.
``kept``    records that are read already, into the store: milliseconds of the processor for each.

Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment
from sqlalchemy import func, select
from training.attribution.corpora import silver

from bench.articles import Text, near_length, polnear_texts
from bench.kill import ROOT, write_pages
from bench.process import memory, single_threaded
from onrecord import create_store, open_store
from onrecord.ingest.gather import Manner, Watcher, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import PageItem
from onrecord.ingest.keeping import Counts
from onrecord.ingest.patience import Patient
from onrecord.store import schema

PARTS = ("rate", "memory", "kept")
WORDS = 950
ARTICLES = 60
WARM = 6  # articles before the clock starts: the models are loaded by then
SIZES = (1_000, 10_000)
OTHERS = (
    "Ferry timetable changes in spring",
    "Ten walks for a rainy day",
    "The recipe: barley soup",
    "Crossword no. 411",
)


def main() -> None:
    """Parse the command line and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/polnear")
    parser.add_argument("parts", nargs="*", help="rate, memory, kept; all by default")
    parser.add_argument("--into", action="append", default=[], help="for next: stores, from the smallest on")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - {*PARTS, "next"}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    os.environ.update(single_threaded())
    for part in chosen.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            if part == "next":
                following(chosen.shared, Path(folder), chosen.into)
                continue
            {"rate": rate, "memory": along, "kept": kept}[part](chosen.shared, Path(folder))


# ---- rate -----------------------------------------------------------------------------------------------------------


def rate(shared: Path, folder: Path) -> None:
    """Print articles a second from HTML to stored."""
    pages, texts = _pages(folder, polnear_texts(shared, "dev", "train"))
    size = sum(path.stat().st_size for path in pages.iterdir()) / len(texts) / 1024
    words = sum(text.words for text in texts) / len(texts)
    store = str(folder / "rate.db")
    create_store(store).close()
    what = f"{len(texts)} articles of {words:.0f} words, {size:.0f} KB a page"
    print(f"rate: {what}, two readers, load of the machine {os.getloadavg()[0]:.1f}; models loaded before")
    print(_told(store, pages))


def following(shared: Path, folder: Path, stores: list[str]) -> None:
    """Print what the next article costs in stores of several sizes."""
    # Silver's articles: stores that were made of PolNeAR's hold none of them, nor a copy.
    pages, _ = _pages(folder, [Text(d.name, d.text, d.published) for d in silver(shared / "silver")])
    for store in stores:
        with open_store(store) as opened, opened.reading() as connection:
            held = connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar_one()
        print(f"next: {held:,} articles stored, load of the machine {os.getloadavg()[0]:.1f}")
        print(_told(store, pages), flush=True)


def _pages(folder: Path, several: Iterable[Text]) -> tuple[Path, list[Text]]:
    texts = near_length(several, WORDS, ARTICLES)
    pages = folder / "pages"
    pages.mkdir()
    for number, text in enumerate(texts):
        (pages / f"{number:03d}.html").write_text(page(text, number), encoding="utf-8")
    return pages, texts


def _told(store: str, pages: Path) -> str:
    """Take pages in and return what that took, in words."""
    clock = Clock(WARM)
    taken_in(store, pages, Manner(jobs=2), clock)
    articles = ARTICLES - clock.begun
    writing, spent = (
        end - at_warm for end, at_warm in zip((spent_by_this(), spent_by_all()), clock.spent, strict=True)
    )
    each, writer = f"{1000 * spent / articles:.0f} ms", f"{1000 * writing / articles:.0f} ms"
    return (
        f"  of the clock: {articles / (clock.last - clock.began):.2f} articles/s\n"
        f"  of the processor: {each} an article, {writer} of them the writer's; "
        f"two cores to themselves give {2 * articles / spent:.2f} articles/s by that"
    )


class Clock:
    """Begins to count once some articles are read."""

    def __init__(self, warm: int) -> None:
        self._warm = warm
        self.begun = self._steps = 0
        self.began = self.last = 0.0
        self.spent = (0.0, 0.0)

    def __call__(self, _counts: Counts) -> None:
        """Count an article."""
        self._steps += 1
        self.last = time.monotonic()
        if self._steps == self._warm:
            self.begun, self.began = self._steps, self.last
            self.spent = (spent_by_this(), spent_by_all())


def spent_by_all() -> float:
    """Return seconds of the processor: of this process, its children, and those children that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(_spent_by(child.pid) for child in multiprocessing.active_children() if child.pid)
    return spent_by_this() + ended.ru_utime + ended.ru_stime + running


def spent_by_this() -> float:
    """Return seconds of the processor, of this process."""
    return time.process_time()


def _spent_by(process: int) -> float:
    # Of /proc/PID/stat, the program's name in brackets left out: utime and stime are the 12th and 13th field.
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def page(text: Text, number: int) -> str:
    """Put a text into a page as newspapers have them."""
    title, *paragraphs = [line.strip() for line in text.text.split("\n") if line.strip()]
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"2016-03-{number % 28 + 1:02d}T09:00:00-05:00",
        "author": {"@type": "Person", "name": "Ada Brenn"},
        "publisher": {"@type": "Organization", "name": "The Harbour Post"},
    }
    template = Environment(autoescape=True).from_string((ROOT / "bench" / "article.html.jinja").read_text("utf-8"))
    return template.render(title=title, paragraphs=paragraphs, about=about, others=OTHERS)


# ---- memory ---------------------------------------------------------------------------------------------------------


def along(_shared: Path, folder: Path) -> None:
    """Print the peak memory of the writing process for each size."""
    peaks = []
    for size in SIZES:
        pages = folder / f"pages-{size}"
        write_pages(pages, size)
        store = str(folder / f"{size}.db")
        create_store(store).close()
        program = "import sys; from bench.ingest import fill_and_tell; fill_and_tell(*sys.argv[1:])"
        command = [sys.executable, "-c", program, store, str(pages)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        peaks.append(float(done.stdout))
        print(f"memory: {size:6,} articles: {peaks[-1]:.1f} MB at its peak", flush=True)
    print(f"memory: {100 * (peaks[-1] / peaks[0] - 1):+.1f} % from {SIZES[0]:,} to {SIZES[-1]:,}")


def fill_and_tell(store: str, pages: str) -> None:
    """Take pages in with a reader that needs no models, and print the peak memory of this process in MB."""
    taken_in(store, Path(pages), Manner(jobs=1, read=read_quickly), lambda _counts: None)
    print(memory("VmHWM"))


def read_quickly(item: PageItem) -> bytes:
    """Read a page of the bench's own."""
    from bench.kill import record_of  # noqa: PLC0415 - in the worker

    return record_of(item)


# ---- keeping --------------------------------------------------------------------------------------------------------


def kept(shared: Path, folder: Path) -> None:
    """Print what it costs to keep records that are read already, and to pass them by the second time."""
    records = Path(os.environ.get("ONRECORD_RECORDS", shared / "records"))
    if not records.is_dir():
        print("kept: needs a folder of records, named by $ONRECORD_RECORDS: onrecord read TEXTS --out FOLDER")
        return
    count = len(list(records.glob("*.json")))
    store = str(folder / "kept.db")
    create_store(store).close()
    for name in ("kept", "passed by"):
        before = spent_by_all()
        taken_in(store, records, Manner(jobs=1), lambda _counts: None)
        print(f"{name}: {count} records, {1000 * (spent_by_all() - before) / count:.1f} ms of the processor each")


def taken_in(store: str, pages: Path, manner: Manner, step: Callable[[Counts], None]) -> None:
    """Take a folder in."""
    watcher = Watcher(told=lambda _one, _outcome: None, step=step, stopping=lambda: False)
    with open_store(store) as opened:
        patient = Patient(opened, lambda _seconds, _error: True)
        gather(patient, Inputs([str(pages)]).items(), "bench", manner, watcher)


if __name__ == "__main__":
    main()
