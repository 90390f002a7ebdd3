"""A few hundred bytes that become gigabytes cost one page, and no more memory than a page may have."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest
import stub
from stub import http, ingest, warc, warc_record

from onrecord.ingest.items import PageItem, Problem
from onrecord.ingest.warc import pages_in
from onrecord.page.opening import MAX_PAGE_BYTES

MB = 2**20
BOMB = 256  # MB
# What the whole of it may take beside the program: the page itself, its copy as bytes, and the unpackers' windows.
MOST = 4 * MAX_PAGE_BYTES // MB


def packed(encoding: str, head: bytes = b"") -> bytes:
    """Return a page of 256 MB of words in a few hundred kilobytes."""
    pieces = (head, *[b"words " * (MB // 6)] * BOMB)
    if encoding == "br":
        squeezer = brotli.Compressor(quality=5, lgwin=22)
        return b"".join(squeezer.process(piece) for piece in pieces) + squeezer.finish()
    window = 31 if encoding == "gzip" else 15
    zipper = zlib.compressobj(9, zlib.DEFLATED, window)
    return b"".join(zipper.compress(piece) for piece in pieces) + zipper.flush()


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_a_packed_answer_in_an_archive_costs_itself_alone(tmp_path: Path, encoding: str) -> None:
    body = packed(encoding, b"<!doctype html>")
    assert len(body) < MB
    bomb = warc_record(1, body, extra=f"Content-Encoding: {encoding}\r\n")
    (tmp_path / "a.warc").write_bytes(warc([warc_record(0), bomb, warc_record(2)]))
    items = list(pages_in(tmp_path / "a.warc"))
    assert [type(item) for item in items] == [PageItem, Problem, PageItem]
    assert "more than 12 MB" in items[1].error.cause


PROGRAM = """
import resource, sys
from pathlib import Path
from onrecord.ingest.warc import pages_in
rss = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
warm, bomb = map(Path, sys.argv[1:])
list(pages_in(warm))
before = rss()
list(pages_in(bomb))
print((rss() - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has other units elsewhere")
@pytest.mark.parametrize("how", ["gzip", "br", "record"])
def test_the_memory_is_bounded(tmp_path: Path, how: str) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/1\r\n"
    head += b"Content-Length: 268435456\r\n\r\n"
    bomb = (
        packed("gzip", head) if how == "record" else warc_record(1, packed(how), extra=f"Content-Encoding: {how}\r\n")
    )
    (tmp_path / "warm.warc").write_bytes(warc([warc_record(0)]))
    (tmp_path / "bomb.warc").write_bytes(bomb)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "warm.warc"), str(tmp_path / "bomb.warc")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MOST


def test_a_server_that_sends_a_bomb_costs_one_page(sqlite_store, web) -> None:
    web.answers["/a"] = http(stub.page())
    web.answers["/bomb"] = http(packed("gzip"), Content_Encoding="gzip", Content_Type="text/html")
    report = ingest(sqlite_store, web.url("/a"), web.url("/bomb"), kind="page")
    assert (report.counts.added, report.counts.failed) == (1, 1)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_packed_list_and_a_list_packed_twice_end(tmp_path: Path, sqlite_store, layers: int) -> None:
    body = packed("gzip", b"ftp://news.example/1\n")
    for _ in range(layers - 1):
        body = gzip.compress(body)
    (tmp_path / "list.urls.gz").write_bytes(body)
    (tmp_path / "page.html").write_text(stub.page())
    report = ingest(sqlite_store, tmp_path / "list.urls.gz", tmp_path / "page.html", kind=None)
    assert report.counts.added == 1
    assert report.counts.failed >= 1


def test_a_zip_is_no_page_and_is_not_opened(tmp_path: Path, sqlite_store) -> None:
    (tmp_path / "pages.zip").write_bytes(b"PK\x03\x04" + bytes(1000))
    report = ingest(sqlite_store, tmp_path / "pages.zip")
    assert (report.counts.added, report.counts.failed) == (0, 1)
