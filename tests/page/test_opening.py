"""Opening a page: files, bytes, standard input, and everything that is no page."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import sys
import tracemalloc
import zlib
from pathlib import Path

import pytest

from onrecord.errors import FetchError, NotAPageError, OpenError, PageError, TooLargeError
from onrecord.page.opening import MAX_PAGE_BYTES, is_html, open_page

PAGE = b"<!doctype html><title>A bridge</title><p>The bridge is closed.</p>"


def test_a_file_is_read_and_named_as_given(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    raw = open_page(path, url="https://news.example/a")
    assert (raw.name, raw.body, raw.url, raw.media_type) == (str(path), PAGE, "https://news.example/a", None)
    assert open_page(str(path)).body == PAGE


@pytest.mark.parametrize("name", ["page.html.gz", "page.txt.gz", "page.html"])
def test_gzip_is_told_by_its_bytes_not_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(PAGE))
    assert open_page(path).body == PAGE


def test_bytes_and_standard_input_are_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_page(PAGE).body == PAGE
    assert open_page(gzip.compress(gzip.compress(PAGE))).body == PAGE
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(PAGE))))
    raw = open_page("-")
    assert (raw.name, raw.body) == ("-", PAGE)


def test_gzip_of_several_members_and_padding_is_read_whole() -> None:
    assert open_page(gzip.compress(b"one ") + gzip.compress(b"two") + b"\x00" * 9).body == b"one two"


@pytest.mark.parametrize("cut", [3, 11, 20, -9, -1])
def test_truncated_gzip_is_an_error_that_says_so(cut: int) -> None:
    with pytest.raises(OpenError, match="breaks off"):
        open_page(gzip.compress(PAGE)[:cut])


def test_damaged_gzip_is_an_error_that_says_so() -> None:
    packed = bytearray(gzip.compress(PAGE))
    packed[-6] ^= 0xFF
    with pytest.raises(OpenError, match="damaged"):
        open_page(bytes(packed))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "white space"),
        (b"\xef\xbb\xbf\n", "white space"),
        (b"\x00" * 50, "white space"),
        (gzip.compress(b""), "empty"),
        (b"%PDF-1.7\n%...", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n", "WARC"),
        (bytes(range(256)) * 20, "binary"),
        (zlib.compress(os.urandom(5000)), "binary"),
        (b"MZ\x90\x00\x03\x00\x00\x00" * 99, "binary"),
    ],
)
def test_what_is_no_page_is_refused_with_its_cause(body: bytes, says: str) -> None:
    with pytest.raises(NotAPageError, match=says) as caught:
        open_page(body)
    assert caught.value.remedy


def test_a_page_with_nul_bytes_or_in_utf16_is_a_page() -> None:
    assert open_page(PAGE.replace(b"bridge", b"bri\x00dge")).body
    assert open_page("The bridge is closed.".encode("utf-16-le")).body
    assert open_page("\ufeffThe bridge is closed.".encode("utf-16-be")).body


def test_missing_files_directories_and_odd_paths_are_errors_of_the_page(tmp_path: Path) -> None:
    for page, says in (
        (tmp_path / "none.html", "no such file"),
        (tmp_path, "directory"),
        ("a\x00b", "no path"),
        ("x" * 5000, "cannot be read"),
        ("ftp://news.example/a", "ftp://"),
        ("file:///etc/hosts", "file://"),
    ):
        with pytest.raises(OpenError, match=says):
            open_page(page)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_an_unreadable_file_is_an_error_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    path.chmod(0)
    with pytest.raises(OpenError, match="may not be read"):
        open_page(path)


def test_a_local_address_is_refused() -> None:
    with pytest.raises(FetchError, match="loopback"):
        open_page("http://127.0.0.1:9/")


def test_a_gzip_bomb_is_given_up_in_bounded_memory() -> None:
    member = gzip.compress(b"\x00" * (8 * MAX_PAGE_BYTES))
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError, match="more than 12 MB"):
            open_page(member)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1.2 * MAX_PAGE_BYTES


class _Endless(io.RawIOBase):
    """A stream of 200 MB and more that counts what was taken from it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += size
        return b"x" * size


def test_an_endless_page_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Endless()
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": stream}))
    with pytest.raises(TooLargeError):
        open_page("-")
    assert stream.taken < 1.1 * MAX_PAGE_BYTES


def test_every_error_names_the_page_and_survives_the_way_between_processes() -> None:
    with pytest.raises(PageError) as caught:
        open_page("missing.html")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.page) == (str(caught.value), "missing.html")


@pytest.mark.parametrize(
    ("text", "media_type", "name", "expected"),
    [
        ("<!DOCTYPE html><p>x", None, "a.txt", True),
        ("\n<!-- saved -->\n<html><body>x", "text/plain", "", True),
        ("<?xml version='1.0'?><html>", None, "", True),
        ("<p>One</p><p>Two</p>", None, "", True),
        ("<p>One</p>", None, "a.html.gz", True),
        ("One line.\nTwo lines.", None, "a.html", False),
        ("One line.\nTwo lines.", "text/html; charset=utf-8", "", False),
        ("<b>One</b>", "text/html", "", True),
        ("Use <p> and <br> sparingly.", None, "a.txt", False),
        ("Fewer than 3 < 4 words", None, "", False),
        ("", None, "", False),
    ],
)
def test_html_is_told_from_plain_text(text: str, media_type: str | None, name: str, expected: bool) -> None:
    assert is_html(text, media_type, name) is expected


@pytest.mark.parametrize("hostile", ["<!-- --> " * 20000, "<!--" * 50000, "<?" * 50000, "<p" * 50000, "<" * 200000])
def test_telling_html_is_quick_on_hostile_text(hostile: str) -> None:
    is_html(hostile)
    is_html(hostile, "text/html")
