"""Web servers that are slow, broken or lie: the page is named with the cause in bounded time, and the rest goes on."""

from __future__ import annotations

import gzip
import re
import time
import zlib
from dataclasses import replace

import brotli
import pytest
from stub import QUICK, articles, http, ingest, page
from typer.testing import CliRunner

from onrecord.page.fetch import FetchPolicy
from onrecord.serve.cli import app
from onrecord.store import intake

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
GOOD = page("Bridge closed").encode()
SECONDS = 1.0
ONCE = replace(QUICK, tries=1, policy=FetchPolicy(allow_local=True, seconds=SECONDS))
ZEROS = b"<!doctype html><p>" + b"\x20" * 2**26
# Ten bytes of Zstandard that say that they hold a gigabyte.
ZSTANDARD = b"\x28\xb5\x2f\xfd\xa0\x00\x00\x00\x40\x00"


def dripping(first, drop, seconds=0.05):
    def drip(_request):
        yield first
        for _ in range(400):
            time.sleep(seconds)
            yield drop

    return drip


def flooding(first, more):
    def flood(_request):
        yield first
        while True:
            yield more

    return flood


def silent(_request):
    time.sleep(4 * SECONDS)
    return b""


def going_on(request):
    """Redirect for ever, each time to an address that was not there before."""
    return http("", "302 Found", Location=request.split(" ")[1] + "x")


def packed(squeezed, encoding):
    return http(squeezed, Content_Encoding=encoding)


def deflated(body):
    return zlib.compress(body, 9)


SLOW = rf"took more than {SECONDS:g} seconds"
NOT_ASKED = "which was not asked for"
LIES = {
    "drips its body": (dripping(HEAD + b"\r\n", b"x"), SLOW),
    "drips what it announced": (dripping(HEAD + b"Content-Length: 900\r\n\r\n", b"x"), SLOW),
    "drips its head": (dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x"), SLOW),
    "drips heads that say go on": (dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), SLOW),
    "never answers": (silent, SLOW),
    "says go on for ever": (flooding(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50), SLOW),
    "sends endless headers": (flooding(HEAD, b"X: y\r\n" * 50), "does not answer in HTTP"),
    "sends an endless header": (flooding(HEAD + b"X: ", b"y" * 4096), "does not answer in HTTP"),
    "sends endless trailers": (
        flooding(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 50),
        SLOW,
    ),
    "sends an endless page": (flooding(HEAD + b"\r\n", b"<p>more</p>" * 6000), "more than 12 MB"),
    "sends endless chunks": (
        flooding(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n"),
        "more than 12 MB",
    ),
    "redirects in a circle": (http("", "302 Found", Location="/bad"), "in a circle"),
    "redirects for ever": (going_on, "more than 5 redirects"),
    "redirects to a file": (http("", "302 Found", Location="file:///etc/passwd"), "only http and https"),
    "announces more than it sends": (http(GOOD, Content_Length=str(len(GOOD) + 10)), "breaks off its answer"),
    "announces less than it sends": (http(GOOD, Content_Length=str(len(GOOD) - 30)), "more than it announced"),
    "announces terabytes": (http(GOOD, Content_Length="9" * 13), "more than 12 MB"),
    "sends a part": (http(GOOD[:60], "206 Partial Content", Content_Range="bytes 0-59/999"), "206"),
    "ends in a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>half", "breaks off its answer"),
    "ends between chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n", "breaks off its answer"),
    "has chunks of no size": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>\r\n0\r\n\r\n", "breaks off|in HTTP"),
    "closes at once": (b"", "breaks off its answer"),
    "closes in its head": (HEAD[:30], "the page is empty"),
    "does not speak HTTP": (b"SSH-2.0-OpenSSH_9.6\r\n" * 3, "does not answer in HTTP"),
    "has a status of its own": (http(GOOD, "999 Denied"), "999"),
    "sends a bomb in gzip": (packed(gzip.compress(ZEROS, 9), "gzip"), "more than 12 MB"),
    "sends a bomb in two layers": (packed(gzip.compress(gzip.compress(ZEROS, 9)), "gzip"), "more than 12 MB"),
    "sends a bomb in deflate": (packed(deflated(ZEROS), "deflate"), NOT_ASKED),
    "sends a bomb in brotli": (packed(brotli.compress(ZEROS, quality=1), "br"), NOT_ASKED),
    "sends a bomb in zstd": (packed(ZSTANDARD, "zstd"), NOT_ASKED),
    "lies about its packing": (packed(GOOD, "gzip"), "damaged compressed bytes"),
    "breaks off its packing": (packed(gzip.compress(GOOD)[:-12], "gzip"), "breaks off its answer"),
    "calls a picture a page": (http(b"\x89PNG\r\n\x1a\n" + bytes(100)), "a PNG image, not a page"),
    "sends nothing": (http(""), "the page is empty"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_server_that_lies_costs_one_page_and_a_bounded_time(sqlite_store, web, lie):
    answer, cause = LIES[lie]
    web.answers |= {"/robots.txt": http("", "404 Not Found"), "/good": http(GOOD), "/bad": answer}
    for number in range(2, 8):
        web.answers["/bad" + "x" * number] = web.answers["/badx"] = answer
    report = ingest(sqlite_store, web.url("/bad"), web.url("/good"), kind="page", manners=ONCE)
    assert (report.counts.added, report.counts.failed) == (1, 1)
    with sqlite_store.reading() as connection:
        (failed,) = intake.failures_of(connection, report.run)
    assert failed.page == web.url("/bad")
    assert re.search(cause, failed.cause), failed.cause
    assert failed.remedy
    assert [url for url, *_ in articles(sqlite_store)] == [web.url("/good")]


@pytest.mark.parametrize("rest", [b"\r\n", b"\n", b"  \r\n\r\n"])
def test_a_line_too_many_is_no_lie(sqlite_store, web, rest):
    web.answers["/a"] = http(GOOD) + rest
    assert ingest(sqlite_store, web.url("/a"), kind="page", manners=ONCE).counts.added == 1


@pytest.mark.parametrize(
    "declared",
    ["utf-8", "iso-8859-1", "utf-16", "windows-1251", "no-such-charset", "utf-7", '"', "utf-8; charset=koi8-r"],
)
def test_a_server_that_changes_the_charset_changes_no_word(sqlite_store, web, declared):
    body = page("Café closed", "“The café is closed,” the mayor said.", '<meta charset="utf-8">').encode()
    web.answers["/a"] = http(body, Content_Type=f"text/html; charset={declared}")
    report = ingest(sqlite_store, web.url("/a"), kind="page", manners=ONCE)
    assert report.counts.pages == 1
    assert report.counts.added == 1
    assert [title for _, title, _ in articles(sqlite_store)] == ["Café closed"]


def test_a_server_that_is_never_the_same_has_revisions_and_no_second_article(sqlite_store, web):
    turn = iter(range(100))
    web.answers["/a"] = lambda _request: http(page("Bridge closed", f"It is closed for {next(turn)} days, she said."))
    for _ in range(3):
        ingest(sqlite_store, web.url("/a"), kind="page", manners=ONCE)
    assert len(articles(sqlite_store)) == 1


def test_read_tells_the_same_in_one_line_and_reads_the_rest(web, tmp_path):
    """The command line as a user has it, against three lies and one truth."""
    for name in ("announces less than it sends", "sends a bomb in gzip", "redirects in a circle"):
        web.answers["/" + name.replace(" ", "-")] = LIES[name][0]
    web.answers["/redirects-in-a-circle"] = http("", "302 Found", Location="/redirects-in-a-circle")
    web.answers["/good"] = http(GOOD)
    urls = [web.url(path) for path in web.answers]
    done = CliRunner().invoke(app, ["read", "--allow-local", "--out", str(tmp_path / "out"), *urls])
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    for path, cause in (("less-than-it-sends", "more than it announced"), ("bomb", "12 MB"), ("circle", "circle")):
        assert any(path in line and cause in line for line in done.stderr.splitlines()), done.stderr
    assert len(list((tmp_path / "out").rglob("*.json"))) == 1
