"""Pages made to break a reader: each gives an article, however short, or a reason."""

from __future__ import annotations

import pytest

from onrecord.errors import PageError
from onrecord.page import LONGEST_TEXT, RawPage, read_article
from onrecord.page.blocks import MOST_BLOCKS
from record_rules import broken_mapping

HOSTILE = {
    "nested blocks": b"<div>" * 100_000 + b"<p>He said so.</p>",
    "nested inline": b"<p>" + b"<b>" * 20_000 + b"He said so.",
    "nested tables": b"<table><tr><td>a" * 5_000,
    "misnested formatting": b"<b><p>x" * 2_000,
    "unclosed comments": b"<p>" + b"<!--" * 50_000,
    "many attributes": b"<div " + b" ".join(b"a%d=1" % i for i in range(20_000)) + b">text",
    "many entities": b"<article><h1>T</h1><p>" + b"&amp;" * 50_000,
    "entities without end": b"<article><p>" + b"&ampampamp" * 20_000,
    "open braces in a style sheet": b"<style>" + b"{" * 50_000 + b"display:none" * 500 + b"</style><p>x",
    "brackets in JSON-LD": b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script><p>x",
    "a quotation of marks": b"<article><h1>T</h1><p>" + b'"' * 50_000,
    "angle brackets": b"<p>" + b"<" * 50_000,
    "carriage returns": b"<p>a\r\r\n\rb" * 5_000,
    "NUL bytes": b"<p>a\x00b</p>" * 2_000,
    "a lying charset": '<meta charset="utf-16"><p>Café “so”'.encode(),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_is_read(kind):
    reading = read_article(RawPage(kind, b"<html><body>" + HOSTILE[kind], media_type="text/html"))
    assert broken_mapping(reading) == []


def test_a_text_longer_than_any_article_is_refused():
    with pytest.raises(PageError, match="longer than the limit"):
        read_article(RawPage("book", b"He said so. " * (LONGEST_TEXT // 12 + 1), media_type="text/plain"))


def test_a_page_with_more_blocks_than_any_article_is_cut_and_says_so():
    reading = read_article(RawPage("long", b"<p>He said so.</p>" * (MOST_BLOCKS + 5), media_type="text/html"))
    assert "page-cut" in {note.code for note in reading.notes}
