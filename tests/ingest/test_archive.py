from __future__ import annotations

import gzip
import random

import pytest
import stub
from hypothesis import given
from hypothesis import strategies as st
from stub import warc, warc_record

from onrecord.ingest.archive import framed
from onrecord.ingest.items import PageItem
from onrecord.ingest.warc import pages_in

FIVE = [warc_record(n) for n in range(5)]


def found(tmp_path, content):
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    return list(pages_in(path))


def numbers(items):
    return [int(item.raw.url.rpartition("/")[2]) if isinstance(item, PageItem) else None for item in items]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_with_their_address_and_the_moment_they_were_fetched(tmp_path, packed):
    one = found(tmp_path, warc(FIVE, packed=packed))[1]
    assert one.raw.body == stub.page("Page 1").encode()
    assert (one.raw.url, one.raw.media_type, one.seen_at) == (
        "https://news.example/1",
        "text/html",
        "2031-03-04T10:00:01Z",
    )
    assert one.source.startswith(f"{tmp_path}/a.warc@")
    assert one.fixed


def test_an_archive_packed_as_a_whole_is_read_too(tmp_path):
    assert numbers(found(tmp_path, gzip.compress(b"".join(FIVE)))) == [0, 1, 2, 3, 4]


def test_what_is_no_page_is_passed_by(tmp_path):
    others = [
        warc_record(5, kind="request"),
        warc_record(6, kind="metadata"),
        warc_record(7, status="404 Not Found"),
        warc_record(8, media_type="image/png", body=b"\x89PNG"),
        warc_record(9, body=b"x" * (13 * 1024 * 1024)),
    ]
    assert numbers(found(tmp_path, warc([*others, *FIVE]))) == [0, 1, 2, 3, 4]


def test_bodies_are_unpacked_as_the_server_packed_them(tmp_path):
    body = stub.page("Packed").encode()
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    records = [
        warc_record(1, chunks, extra="Transfer-Encoding: chunked\r\n"),
        warc_record(2, gzip.compress(body), extra="Content-Encoding: gzip\r\n"),
    ]
    assert [item.raw.body for item in found(tmp_path, warc(records))] == [body, body]


def flipped(record):
    bad = bytearray(gzip.compress(record, mtime=0))
    for place in range(len(bad) // 2, len(bad) // 2 + 20):
        bad[place] ^= 0xFF
    return bytes(bad)


BROKEN = {
    "garbage": b"\x00\x01garbage" * 50,
    "garbage as a record": b"garbage" * 50,
    "cut short": warc_record(9)[:-60],
    "longer than it is": warc_record(9, length=100_000),
    "shorter than it is": warc_record(9, length=20),
    "of negative length": warc_record(9, length=-5),
    "of no length": warc_record(9).replace(b"Content-Length", b"Content-Width"),
    "with a header that is none": warc_record(9).replace(b"WARC-Date: ", b"WARC-Date\r\nX: "),
    "with endless headers": b"WARC/1.0\r\n" + b"X: y\r\n" * 500,
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_record_in_the_middle_costs_itself_alone_and_is_named_with_its_place(tmp_path, packed, how):
    before, after = warc(FIVE[:2], packed=packed), warc(FIVE[2:], packed=packed)
    bad = BROKEN[how] if how == "garbage" or not packed else gzip.compress(BROKEN[how], mtime=0)
    items = found(tmp_path, before + bad + after)
    assert numbers(items) == [0, 1, None, 2, 3, 4]
    assert items[2].error.page == f"{tmp_path}/a.warc@{len(before)}"
    assert items[2].error.cause.startswith("a broken WARC record: ")


def test_damaged_compression_costs_one_record(tmp_path):
    items = found(tmp_path, warc(FIVE[:2]) + flipped(warc_record(9)) + warc(FIVE[2:]))
    assert numbers(items) == [0, 1, None, 2, 3, 4]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_gives_all_before_and_says_so(tmp_path, packed):
    *whole, last = found(tmp_path, warc(FIVE, packed=packed)[:-30])
    assert numbers(whole) == [0, 1, 2, 3]
    assert "breaks off" in last.error.cause


def test_an_answer_shorter_than_its_server_said_is_no_page(tmp_path):
    cut = warc_record(9).replace(b"\r\n\r\n<!doctype", b"\r\nX-Y: z\r\n\r\n<!doctype")
    body = stub.page("Page 9").encode()
    cut = warc_record(9, body).replace(
        f"Content-Length: {len(body)}\r\n".encode(), f"Content-Length: {len(body) + 9}\r\n".encode()
    )
    (item,) = found(tmp_path, warc([cut.replace(b"Content-Length: %d\r\n" % (len(body) + 90), b"")]))
    assert "bytes are there" in item.error.cause


def test_an_empty_archive_has_nothing(tmp_path):
    assert found(tmp_path, b"") == []


def test_long_records_across_the_pieces_that_a_file_is_read_in(tmp_path):
    draw = random.Random(5)
    bodies = [("<p>" + "".join(draw.choices("abcdefgh ", k=600_000))).encode() for _ in range(4)]
    for packed in (False, True):
        items = found(tmp_path, warc([warc_record(n, body) for n, body in enumerate(bodies)], packed=packed))
        assert [item.raw.body for item in items] == bodies


@given(st.binary(max_size=200), st.integers(0, 5), st.booleans())
def test_whatever_stands_between_records_no_whole_one_is_lost(tmp_path_factory, between, place, packed):
    path = tmp_path_factory.mktemp("w") / "a.warc"
    path.write_bytes(warc(FIVE[:place], packed=packed) + between + warc(FIVE[place:], packed=packed))
    with path.open("rb") as file:
        blocks = [record.block for record in framed(file, frozenset({"response"}), 10**6) if record.block]
    if place or between[:2] == b"WA":
        assert len([block for block in blocks if b"Page" in block]) == 5
