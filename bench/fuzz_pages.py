"""Mutate real pages and read them: no crash, no hang. ``python -m bench.fuzz_pages ../shared --count 2000``.

Each page is damaged by a seeded mutation (bytes flipped, ranges cut, doubled, moved or filled, tags unclosed or
nested deep, charset declarations changed, two pages spliced). An error that onrecord raises on purpose is an answer;
any other exception, a reading over the limit, or a broken record is a finding, and its seed is printed.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.page import PageReading, RawPage, read_article
from onrecord.page.opening import open_page

TAGS = (
    b"<div>",
    b"</div>",
    b"<p>",
    b"<table><tr><td>",
    b"</a>",
    b"<b><i>",
    b"<!--",
    b"-->",
    b"<script>",
    b"&#0;",
    b"\x00",
)
REFUSED = "refused"
CHARSETS = (b"utf-8", b"windows-1252", b"utf-16", b"shift_jis", b"koi8-r", b"x-user-defined", b"nonsense")


def mutate(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy of a page."""
    body = page
    for _ in range(chance.randint(1, 6)):
        if not body:
            break
        at = chance.randrange(len(body))
        to = at + chance.randint(1, 1 + len(body) // 20)
        body = chance.choice(DAMAGES)(body, other, at, to, chance)
    return body


def _flip(body: bytes, _other: bytes, _at: int, _to: int, chance: random.Random) -> bytes:
    damaged = bytearray(body)
    for _ in range(40):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _insert(body: bytes, _other: bytes, at: int, _to: int, chance: random.Random) -> bytes:
    return body[:at] + chance.choice(TAGS) * chance.choice((1, 20, 3000)) + body[at:]


def _relabel(body: bytes, _other: bytes, _at: int, _to: int, chance: random.Random) -> bytes:
    return body.replace(b'charset="utf-8"', b'charset="' + chance.choice(CHARSETS) + b'"')


def _fill(body: bytes, _other: bytes, at: int, to: int, chance: random.Random) -> bytes:
    return body[:at] + bytes([chance.randrange(256)]) * (to - at) + body[to:]


def _unclose(body: bytes, _other: bytes, _at: int, _to: int, chance: random.Random) -> bytes:
    return body.replace(b"</p>", b"", chance.randint(1, 50))


DAMAGES: tuple[Callable[[bytes, bytes, int, int, random.Random], bytes], ...] = (
    _flip,
    _insert,
    _relabel,
    _fill,
    _unclose,
    lambda body, _other, at, to, _chance: body[:at] + body[to:],
    lambda body, _other, at, to, _chance: body[:to] + body[at:],
    lambda body, other, at, _to, _chance: body[:at] + other[at:],
    lambda body, _other, at, _to, _chance: body[:at],
)


def broken(reading: PageReading) -> str | None:
    """Return which rule of the record a reading breaks; None where it breaks none."""
    article, offsets = reading.article, reading.source_map.offsets
    end = -2
    for block in article.blocks:
        if block.start != end + 2 or block.end <= block.start:
            return f"the block at {block.start} is empty or not joined by a blank line"
        end = block.end
    if len(offsets) != len(article.text):
        return "the map has another length than the text"
    inside = [i for block in article.blocks for i in range(block.start, block.end)]
    return None if (offsets[inside] >= 0).all() else "a code point maps nowhere"


def finding(body: bytes, name: str) -> str | None:
    """Read a damaged page; return what is wrong with the answer, ``refused`` for a reason given, else None."""
    try:
        return broken(read_article(RawPage(name, open_page(body).body)))
    except OnRecordError:
        return REFUSED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return f"{type(error).__name__}: {error}"


def main() -> None:
    """Parse the command line and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with pages/fundus and pages/article-extraction")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds a page")
    chosen = parser.parse_args()
    pages = [gzip.decompress(file.read_bytes()) for file in sorted((chosen.shared / "pages").glob("*/*/*.html.gz"))]
    findings, refused, slowest = 0, 0, 0.0
    for seed in range(chosen.first, chosen.first + chosen.count):
        chance = random.Random(seed)  # noqa: S311 - damage, not secrets
        body = mutate(chance.choice(pages), chance.choice(pages), chance)
        started = time.perf_counter()
        found = finding(body, f"seed {seed}")
        taken = time.perf_counter() - started
        slowest = max(slowest, taken)
        refused += found == REFUSED
        if found not in (None, REFUSED) or taken > chosen.limit:
            findings += 1
            print(f"seed {seed}: {found}, {taken:.1f} s", flush=True)
    print(f"{chosen.count} pages, {refused} refused with a reason, {findings} findings, slowest {slowest:.2f} s")
    sys.exit(findings > 0)


if __name__ == "__main__":
    main()
