"""How the screen does on a big store.

    python -m bench.store make RECORDS big.db            # or any store
    python -m bench.readers pages big.db                 # how long pages take to be served, and to answer to a key
    python -m bench.readers crowd ../shared big.db       # 50 readers and one ingest at once; adds articles to the store

``pages`` asks for each of the largest stories once, as nobody has asked before, then again; then opens some of them in
headless Chromium. ``crowd`` takes in equal parts alone, beside readers, and alone again, and needs ``wrk``
(``apt install wrk``).
"""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from sqlalchemy import func, select

from bench.articles import polnear_texts
from bench.ingest import WORDS, page
from onrecord import open_store
from onrecord.store import schema

HERE = Path(__file__).resolve().parent
PROGRAM = "import sys; from onrecord.serve.cli import main; main()"
STORIES = 40  # the largest
DRAWN = 200
READERS = 50
PART = 40  # articles that are taken in at a time
OPENED = 12  # pages that a browser opens
PATIENCE = 60.0  # seconds


def main() -> None:
    """Parse the command line and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind in ("pages", "crowd"):
        one = kinds.add_parser(kind)
        if kind == "crowd":
            one.add_argument("shared", type=Path, help="folder with corpora/polnear")
        one.add_argument("store", help="a store that holds stories")
    chosen = parser.parse_args()
    with serving(chosen.store) as address:
        if chosen.kind == "pages":
            pages(chosen.store, address)
        else:
            crowd(chosen.shared, chosen.store, address)


@contextlib.contextmanager
def serving(store: str) -> Iterator[str]:
    """Run ``onrecord serve`` in a process of its own and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, "serve", "--store", store, "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(f"{address}/static/base.css")
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def paths_of(store: str) -> list[str]:
    """Return the addresses of the largest stories, and of one article of each."""
    held = schema.STORY_ARTICLES.c
    many = func.count()
    query = select(held.story, func.max(held.article)).group_by(held.story).order_by(many.desc(), held.story)
    with open_store(store) as opened, opened.reading() as connection:
        rows = connection.execute(query.limit(STORIES)).all()
    return [f"/stories/{story}" for story, _ in rows] + [f"/articles/{article}" for _, article in rows]


def as_they_come(store: str) -> list[str]:
    """Return the addresses of stories that hold articles drawn by lot: large ones as often as they are in the news."""
    with open_store(store) as opened, opened.reading() as connection:
        rows = connection.execute(select(schema.STORY_ARTICLES.c.story).order_by(schema.STORY_ARTICLES.c.article))
        held = [story for (story,) in rows]
    drawn = dict.fromkeys(random.Random(5).choices(held, k=4 * DRAWN))  # noqa: S311 - a draw that anybody can repeat
    return [f"/stories/{story}" for story in list(drawn)[:DRAWN]]


# ---- pages ----------------------------------------------------------------------------------------------------------


def pages(store: str, address: str) -> None:
    """Print how long pages take."""
    paths = [*paths_of(store), "/", "/search?words=said", "/actors"]
    for kind in ("stories", "articles"):
        several = [path for path in paths if path.startswith(f"/{kind}/")]
        for turn in ("asked for first", "asked for again"):
            print(f"{kind}, the {len(several)} largest, {turn}: {told(served(address, several))}", flush=True)
    print(f"stories as they come, asked for first: {told(served(address, as_they_come(store)))}", flush=True)
    others = [path for path in paths if path.count("/") == 1]
    for path in others:
        print(f"{path}: {told(served(address, [path] * 10))}")
    interactive(address, paths[:OPENED] + others)


def served(address: str, paths: list[str]) -> list[float]:
    """Return the milliseconds that each of some pages took to be served, whole."""
    took = []
    with httpx.Client(timeout=PATIENCE) as client:
        for path in paths:
            begun = time.perf_counter()
            client.get(address + path).raise_for_status()
            took.append(1000 * (time.perf_counter() - begun))
    return took


def told(took: list[float]) -> str:
    """Return milliseconds in words: the half, the slowest twentieth, the slowest."""
    p95 = statistics.quantiles(took, n=20, method="inclusive")[-1] if len(took) > 1 else took[0]
    return f"p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms, max {max(took):.0f} ms (n {len(took)})"


def interactive(address: str, paths: list[str]) -> None:
    """Print how long pages take in a browser until their scripts have run and a key is answered."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - pages are served without one

    browser_path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser_path is None:
        print("interactive: needs Chromium")
        return
    took = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for path in paths:
            tab = browser.new_page()
            begun = time.perf_counter()
            tab.goto(address + path, wait_until="domcontentloaded")
            tab.keyboard.press("?")
            tab.wait_for_selector("dialog[open]")
            took.append(1000 * (time.perf_counter() - begun))
            tab.close()
        browser.close()
    print(f"interactive, each in a fresh tab: {told(took)}")


# ---- crowd ----------------------------------------------------------------------------------------------------------


def crowd(shared: Path, store: str, address: str) -> None:
    """Print what an ingest does alone and beside readers."""
    paths = paths_of(store)
    with tempfile.TemporaryDirectory() as folder:
        parts = _parts(shared, Path(folder))
        taken_in(store, parts[0])  # the models come from the disk once
        before = taken_in(store, parts[1])
        served(address, paths)  # readers are there before the news comes: what they read is made once
        listed = Path(folder) / "paths"
        listed.write_text("\n".join(paths) + "\n", "utf-8")
        with readers(address, listed) as heard:
            beside = taken_in(store, parts[2])
        after = taken_in(store, parts[3])
    alone = (before + after) / 2
    print(f"ingest of {PART} articles alone: {before:.2f} and {after:.2f} articles/s")
    print(f"beside {READERS} readers: {beside:.2f} articles/s, {100 * beside / alone:.0f} % of alone")
    print("\n".join(heard))


def _parts(shared: Path, folder: Path) -> list[Path]:
    """Write pages in four parts whose texts are of the same lengths."""
    texts = sorted(polnear_texts(shared, "dev", "train"), key=lambda t: (abs(t.words - WORDS), t.name))[: 4 * PART]
    parts = [folder / f"part-{number}" for number in range(4)]
    for part in parts:
        part.mkdir()
    salt = time.time_ns()  # a store that has seen these pages before would pass them by
    for number, text in enumerate(texts):
        made = (
            page(text, number)
            .replace("</title>", f" {salt}</title>")
            .replace("</article>", f"<p>{salt}.</p></article>")
        )
        (parts[number % 4] / f"{number:03d}.html").write_text(made, "utf-8")
    return parts


def taken_in(store: str, pages_folder: Path) -> float:
    """Return articles a second, the program's start and the models' loading included."""
    begun = time.monotonic()
    command = [sys.executable, "-c", PROGRAM, "ingest", str(pages_folder), "--store", store, "-j", "2"]
    subprocess.run(command, check=True, capture_output=True)
    return PART / (time.monotonic() - begun)


@contextlib.contextmanager
def readers(address: str, paths: Path) -> Iterator[list[str]]:
    """Let fifty readers ask for pages one after the other, and tell afterwards what they met."""
    command = ["wrk", "-t", "1", "-c", str(READERS), "-d", "600s", "--timeout", "60s", "--latency"]
    command += ["-s", str(HERE / "readers.lua"), address, "--", str(paths)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    heard: list[str] = []
    try:
        yield heard
    finally:
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=PATIENCE)
        heard += [line.strip() for line in output.splitlines() if re.search(r"\d", line)]
        if "errors" not in output and "Non-2xx" not in output:
            heard.append("no error")


if __name__ == "__main__":
    main()
