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
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.page import PageReading, RawPage, read_article
from onrecord.page.opening import open_page

TAGS = (b"<div>", b"</div>", b"<p>", b"<table><tr><td>", b"</a>", b"<b><i>", b"<!--", b"-->", b"<script>", b"&#0;", b"\x00")
CHARSETS = (b"utf-8", b"windows-1252", b"utf-16", b"shift_jis", b"koi8-r", b"x-user-defined", b"nonsense")


def mutate(page: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return a damaged copy of a page."""
    body = bytearray(page)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(max(1, len(body)))
        length = chance.randint(1, 1 + len(body) // 20)
        kind = chance.randrange(9)
        if kind == 0:
            for _ in range(40):
                body[chance.randrange(len(body))] = chance.randrange(256)
        elif kind == 1:
            del body[at : at + length]
        elif kind == 2:  # noqa: PLR2004 - one of nine kinds
            body[at:at] = body[at : at + length]
        elif kind == 3:  # noqa: PLR2004 - one of nine kinds
            body[at:at] = chance.choice(TAGS) * chance.choice((1, 20, 3000))
        elif kind == 4:  # noqa: PLR2004 - one of nine kinds
            body = bytearray(bytes(body).replace(b'charset="utf-8"', b'charset="' + chance.choice(CHARSETS) + b'"'))
        elif kind == 5:  # noqa: PLR2004 - one of nine kinds
            body = bytearray(bytes(body[:at]) + other[at:])
        elif kind == 6:  # noqa: PLR2004 - one of nine kinds
            body = bytearray(bytes(body).replace(b"</p>", b"", chance.randint(1, 50)))
        elif kind == 7:  # noqa: PLR2004 - one of nine kinds
            body[at : at + length] = bytes([chance.randrange(256)]) * length
        else:
            body = body[:at]
        if not body:
            break
    return bytes(body)


def check(reading: PageReading) -> None:
    """Raise AssertionError where a reading breaks the rules of the record."""
    article, offsets = reading.article, reading.source_map.offsets
    end = -2
    for block in article.blocks:
        assert block.start == end + 2, "blocks are not joined by a blank line"
        assert block.start < block.end, "a block is empty"
        end = block.end
    assert len(offsets) == len(article.text), "the map has another length than the text"
    assert (offsets[[i for b in article.blocks for i in range(b.start, b.end)]] >= 0).all(), "a code point maps nowhere"


def main() -> None:
    """Parse the command line and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with pages/fundus and pages/article-extraction")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds a page")
    chosen = parser.parse_args()
    pages = [gzip.open(file).read() for file in sorted((chosen.shared / "pages").glob("*/*/*.html.gz"))]
    findings, refused, slowest = 0, 0, 0.0
    for seed in range(chosen.first, chosen.first + chosen.count):
        chance = random.Random(seed)  # noqa: S311 - damage, not secrets
        body = mutate(chance.choice(pages), chance.choice(pages), chance)
        started = time.perf_counter()
        try:
            raw = open_page(body)
            check(read_article(RawPage(f"seed {seed}", raw.body)))
        except OnRecordError:
            refused += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            findings += 1
            print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
        taken = time.perf_counter() - started
        slowest = max(slowest, taken)
        if taken > chosen.limit:
            findings += 1
            print(f"seed {seed}: took {taken:.1f} s", flush=True)
    print(f"{chosen.count} pages, {refused} refused with a reason, {findings} findings, slowest {slowest:.2f} s")
    sys.exit(findings > 0)


if __name__ == "__main__":
    main()
