"""Where the time goes, beside what the hardware allows: ``python -m bench.floor ../shared --write docs/benchmarks.md``.

PolNeAR's articles of about 950 words in page templates of our own, from HTML to stored, one core, one thread,
milliseconds of the processor for each stage. Beside each stands its floor:

- a stage that multiplies matrices: its products, by the rate that each reaches alone on this machine, at the same sides
  and in the same kind of numbers (onnxruntime, best of many runs);
- any other stage: the bytes that it must look at, by the rate at which this core copies memory: a page, or its text,
  or the trees of a model;
- the store: the bytes that it grows by, by the rate at which bytes reach the disk.

A floor is what no program in any language could go below that makes these products and looks at these bytes; rules over
words have next to none. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench import machine
from bench.articles import near_length, polnear_texts
from bench.ingest import page, taken_in
from bench.process import Reader, one_core
from bench.rates import copying, rate, writing
from bench.stages import PAGE, Product, counted, staged
from bench.written import write_between
from onrecord import create_store, model
from onrecord.ingest.gather import Manner
from onrecord.ingest.items import PageItem

NAME = "floor"
WORDS, ARTICLES, WARM = 950, 40, 5
COUNTED = 10  # articles whose products are counted
# Sides differ from window to window: as many of each kind as make up most of the work have their own rate.
SIDES = 24
PACKAGES = ("spacy", "onnxruntime", "numpy", "turbohtml", "sqlalchemy")
STORE, TEXT = "into the store", "text"
BEFORE = 8  # articles that are in the store before what keeping takes is measured


@dataclass(frozen=True)
class Stage:
    """One line of the table.

    Args:
        milliseconds: of the processor, for one article.
        floor: milliseconds that the hardware needs.
        why: what the floor is made of.
        is_rules: rules over words, whose floor is next to nothing.
    """

    name: str
    milliseconds: float
    floor: float
    why: str
    is_rules: bool = False


@dataclass(frozen=True)
class Rates:
    """What the machine does, in multiply-adds or bytes a second.

    Args:
        products: by product; of those not measured, the rate of their kind.
        kinds: multiply-adds a second of int8 and float, over the products measured.
    """

    products: Mapping[Product, float]
    kinds: Mapping[str, float]
    memory: float
    disk: float

    def seconds(self, product: Product) -> float:
        """Return what a product takes at least."""
        return multiply_adds(product) / self.products.get(product, self.kinds[product[0]])


def multiply_adds(product: Product) -> int:
    """Return how many a product has."""
    _, many, rows, depth, columns = product
    return many * rows * depth * columns


def measured_rates(products: Counter[Product], folder: Path) -> Rates:
    """Measure the products that make up most of the work, memory and disk, on one core."""
    heaviest = sorted(products, key=lambda p: -multiply_adds(p) * products[p])
    chosen = [p for kind in ("int8", "float") for p in [p for p in heaviest if p[0] == kind][:SIDES]]
    rates = {product: rate(product) for product in chosen}
    kinds = {}
    for kind in {product[0] for product in products}:
        work = {p: multiply_adds(p) * products[p] for p in rates if p[0] == kind}
        kinds[kind] = sum(work.values()) / sum(w / rates[p] for p, w in work.items())
    return Rates(rates, kinds, copying(), writing(folder))


@dataclass
class Measured:
    """What was read.

    Args:
        seconds: of the processor, by stage, of all articles.
        products: by stage, of an average article.
        records: JSON.
        pages: bytes, of all pages.
        text: bytes, of all articles' texts.
    """

    seconds: Counter[str]
    products: dict[str, Counter[Product]]
    records: list[str]
    pages: int
    text: int


def measured(pages: Sequence[bytes]) -> Measured:
    """Have pages read, once with a clock on each stage and once with products counted."""
    seconds: Counter[str] = Counter()
    records = []
    with Reader(staged) as reader:
        for given in pages[:WARM]:
            reader.read(given, None)
        for given in pages:
            record, _ = reader.read(given, None)
            seconds.update(record["stages"])
            records.append(record["record"])
    text = sum(len(json.loads(record)["article"]["text"].encode()) for record in records)
    return Measured(seconds, counted_products(pages[:COUNTED]), records, sum(map(len, pages)), text)


def counted_products(pages: Sequence[bytes]) -> dict[str, Counter[Product]]:
    """Return the products of each stage, for all of the pages."""
    with Reader(counted) as reader:
        for given in pages:
            reader.read(given, None)
        found, _ = reader.read(None, None)
    return {stage: Counter({tuple(product): times for *product, times in several}) for stage, several in found.items()}


def stages(found: Measured, rates: Rates, count: int) -> list[Stage]:
    """Return the lines of the reading, the longest first."""
    out = []
    for name, seconds in found.seconds.most_common():
        products = found.products.get(name)
        if products:
            floor = sum(rates.seconds(p) * n for p, n in products.items()) / min(COUNTED, count)
            why = _made_of(products, rates, min(COUNTED, count))
        elif name.startswith("model ") and _size(name):
            size = _size(name)
            floor, why = size / rates.memory, f"{size / 1e6:.1f} MB of trees, once"
        else:
            size = (found.pages if name == PAGE else found.text) / count
            floor, why = size / rates.memory, f"{size / 1e3:.0f} KB of {'page' if name == PAGE else TEXT}"
        out.append(Stage(name, 1000 * seconds / count, 1000 * floor, why, why.endswith(TEXT)))
    return out


def _made_of(products: Counter[Product], rates: Rates, count: int) -> str:
    """Say how many multiply-adds of which kind an article has, and what those take at least."""
    work: Counter[str] = Counter()
    least: Counter[str] = Counter()
    for product, times in products.items():
        work[product[0]] += multiply_adds(product) * times
        least[product[0]] += rates.seconds(product) * times  # type: ignore[assignment]
    return ", ".join(
        f"{n / count / 1e9:.2g} G multiply-adds {kind} ({1000 * least[kind] / count:.1f} ms)"
        for kind, n in work.most_common()
    )


def _size(name: str) -> int:
    file = Path(model.__file__).parent / f"{name.removeprefix('model ')}.onnx"
    return file.stat().st_size if file.is_file() else 0


def stored(pages: Sequence[bytes], records: Sequence[str], rates: Rates, folder: Path) -> Stage:
    """Have pages taken in whose records are at hand, and return what that takes of the process that writes."""
    made = folder / "records"
    made.mkdir()
    for given, record in zip(pages, records, strict=True):
        (made / hashlib.sha256(given).hexdigest()).write_text(record, encoding="utf-8")
    store = folder / "floor.db"
    create_store(str(store)).close()
    manner = Manner(jobs=1, read=partial(read_made, str(made)))
    for name, some in {"before": pages[:BEFORE], "kept": pages[BEFORE:]}.items():
        (folder / name).mkdir()
        for number, given in enumerate(some):
            (folder / name / f"{number:04d}.html").write_bytes(given)
        size, begun = _held(store), time.process_time()
        taken_in(str(store), folder / name, manner, lambda _counts: None)
    seconds, grown, kept = time.process_time() - begun, _held(store) - size, len(pages) - BEFORE
    why = f"{grown / kept / 1e3:.0f} KB to the disk"
    return Stage(STORE, 1000 * seconds / kept, 1000 * grown / kept / rates.disk, why)


def read_made(folder: str, item: PageItem) -> bytes:
    """Return the record that a page has already."""
    return (Path(folder) / hashlib.sha256(item.raw.body).hexdigest()).read_bytes()


def _held(store: Path) -> int:
    """Bytes of a store and of what stands beside it."""
    return sum(file.stat().st_size for file in store.parent.glob(f"{store.name}*"))


def table(found: Sequence[Stage], before: Sequence[str]) -> list[str]:
    """Return the lines of the table, as Markdown, with what ran where before it."""
    whole = Stage("**all, from HTML to stored**", sum(s.milliseconds for s in found), sum(s.floor for s in found), "")
    lines = [*before, "", "| | ms an article | share | floor, ms | times the floor | the floor is |", "|---" * 6 + "|"]
    for stage in (*found, whole):
        times = "–" if stage.is_rules else f"{stage.milliseconds / stage.floor:,.1f}"
        share = f"{100 * stage.milliseconds / whole.milliseconds:.1f} %"
        cells = [
            stage.name,
            f"{stage.milliseconds:.1f}",
            share,
            f"{stage.floor:.1f}" if stage.floor > 1 else f"{stage.floor:.1g}",
            times,
            stage.why,
        ]
        lines.append("| " + " | ".join(cells) + " |")
    two, best = 2000 / whole.milliseconds, 2000 / whole.floor
    told = f"Two cores that have nothing else to do: {two:.1f} articles a second by this, {best:.1f} at the floor"
    return [*lines, "", f"{told}; {whole.milliseconds / whole.floor:.1f} times the floor."]


def about(machinery: str, rates: Rates, found: Measured, count: int) -> list[str]:
    """Return where it was measured, what was read, and what the machine does at best."""
    kinds = ", ".join(f"{kind} {n / 1e9:.0f} G multiply-adds/s" for kind, n in sorted(rates.kinds.items()))
    size, text = found.pages / count / 1e3, found.text / count / 1e3
    best = f"One core at best: {kinds}, copying {rates.memory / 1e9:.1f} GB/s; the disk {rates.disk / 1e6:.0f} MB/s."
    return [
        machinery,
        "",
        f"{count} articles, {size:.0f} KB a page, {text:.1f} KB of text. {best}",
    ]


def main() -> None:
    """Parse the command line, measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/polnear")
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--write", type=Path, help="page of the docs that the table goes into")
    chosen = parser.parse_args()
    machinery = f"Measured on {machine.described()}; commit {machine.commit()}; {machine.versions(PACKAGES)}."
    one_core()
    texts = near_length(polnear_texts(chosen.shared, "dev", "train"), WORDS, max(chosen.articles, 2 * BEFORE))
    pages = [page(text, number).encode() for number, text in enumerate(texts)]
    found = measured(pages)
    products = sum(found.products.values(), Counter())
    with tempfile.TemporaryDirectory() as name:
        rates = measured_rates(products, Path(name))
        kept = stored(pages, found.records, rates, Path(name))
    lines = table([*stages(found, rates, len(pages)), kept], about(machinery, rates, found, len(pages)))
    print("\n".join(lines))
    if chosen.write:
        write_between(chosen.write, NAME, lines)


if __name__ == "__main__":
    main()
