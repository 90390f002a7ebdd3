"""How fast and in how much memory this program reads: ``python -m bench.reading ../shared``.

``speed``   PolNeAR's development split, text to record, articles a second on one core.
``length``  texts of 500 to 50,000 words out of its paragraphs: words a second must not fall as the text grows.
``share``   the same split: what part of the reading goes into which stage; ``bench.floor`` has floors beside them.
``memory``  ``onrecord read`` over all 924 articles of PolNeAR that we have: memory along the way must not rise.

Processor time, models loaded and one article read before; Linux only: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.articles import polnear_texts
from bench.peers import onrecord
from bench.process import Reader, memory, single_threaded
from bench.stages import staged

LENGTHS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
# Shorter texts are read several times over, always other paragraphs, so that each length has as many words to show.
AT_LEAST = 20_000
STEPS = 12  # how often memory is looked at
PROGRAM = "from onrecord.serve.cli import main; main()"
PARTS = ("speed", "share", "length", "memory")
# What a reading is asked for beside statements.
STAGES = ("dates", "figures", "encounters", "positions")


def main() -> None:
    """Parse the command line and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/polnear")
    parser.add_argument("parts", nargs="*", help="speed, share, length, memory; all by default")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for part in chosen.parts or PARTS:
        {"speed": speed, "share": share, "length": length, "memory": along}[part](chosen.shared)


def speed(shared: Path) -> None:
    """Print articles a second and what the process took in memory."""
    articles = polnear_texts(shared, "dev")
    words = sum(article.words for article in articles)
    with Reader(onrecord) as reader:
        reader.read(articles[0].text, None)
        seconds = sum(reader.read(article.text, None)[1] for article in articles)
        print(f"speed: {len(articles)} articles, {words:,} words: {len(articles) / seconds:.2f} articles/s, ", end="")
        print(f"{words / seconds:,.0f} words/s, peak memory {reader.peak():.0f} MB")


def share(shared: Path) -> None:
    """Print what part of the reading each stage takes, and milliseconds an article."""
    articles = polnear_texts(shared, "dev")
    spent: Counter[str] = Counter()
    with Reader(staged) as reader:
        reader.read(articles[0].text, None)
        for article in articles:
            spent.update(reader.read(article.text, None)[0]["stages"])
    whole = sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"share: {name} {100 * seconds / whole:.1f} % ({1000 * seconds / len(articles):.1f} ms)")
    step = sum(spent[name] for name in STAGES)
    print(f"share: {', '.join(STAGES)} together {100 * step / whole:.1f} % of the reading")


def length(shared: Path) -> None:
    """Print words a second for each length of text."""
    paragraphs = [p for a in polnear_texts(shared, "dev", "train") for p in a.text.split("\n") if p.strip()]
    print("length: words in a text, texts read, words/s, peak memory so far in MB")
    with Reader(onrecord) as reader:
        reader.read(paragraphs[0], None)
        for size in LENGTHS:
            texts = _texts(paragraphs, size)
            seconds = sum(reader.read(text, None)[1] for text in texts)
            rate = sum(len(text.split()) for text in texts) / seconds
            print(f"{size:8,} {len(texts):4} {rate:8,.0f} {reader.peak():6.0f}", flush=True)


def _texts(paragraphs: list[str], size: int) -> list[str]:
    """Return texts of about as many words each, together at least the words that a length must show."""
    texts: list[str] = []
    held: list[str] = []
    words = 0
    for paragraph in paragraphs:
        held.append(paragraph)
        words += len(paragraph.split())
        if words >= size:
            texts.append("\n\n".join(held))
            held, words = [], 0
            if len(texts) * size >= AT_LEAST:
                break
    return texts


def along(shared: Path) -> None:
    """Print the memory of ``onrecord read`` as it goes through the articles."""
    articles = polnear_texts(shared, "dev", "train")
    print(f"memory: {len(articles)} articles, one process; records written, MB then")
    with tempfile.TemporaryDirectory() as folder:
        pages, out = Path(folder) / "pages", Path(folder) / "records"
        pages.mkdir()
        for article in articles:
            (pages / f"{article.name}.txt").write_text(article.text, encoding="utf-8")
        command = [sys.executable, "-c", PROGRAM, "read", str(pages), "--out", str(out)]
        with subprocess.Popen(command, env=single_threaded(), stderr=subprocess.DEVNULL) as reading:
            _watch(reading, out, len(articles))


def _watch(reading: subprocess.Popen[bytes], out: Path, count: int) -> None:
    """Print memory at every twelfth of the way, and the peak."""
    peak, step = 0.0, 1
    while reading.poll() is None:
        try:
            peak, now = memory("VmHWM", reading.pid), memory("VmRSS", reading.pid)
        except LookupError:
            break  # it has ended, and its status holds no memory any more
        done = sum(1 for _ in out.glob("*.json")) if out.is_dir() else 0
        if done >= step * count // STEPS:
            print(f"{done:8} {now:6.0f}", flush=True)
            step = done * STEPS // count + 1
        time.sleep(0.2)
    print(f"    peak {peak:6.0f}, exit status {reading.wait()}")


if __name__ == "__main__":
    main()
