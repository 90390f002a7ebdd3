from __future__ import annotations

import gzip

import pytest
import stub

from onrecord.errors import NotAPageError
from onrecord.ingest.feeds import in_feed, in_sitemap, unpacked
from onrecord.ingest.items import Problem

BASE = "https://news.example/feed.xml"


def feed(body, base=BASE):
    return list(in_feed(body if isinstance(body, bytes) else body.encode(), BASE, BASE, base))


def sitemap(body, depth=0):
    return list(in_sitemap(body.encode(), BASE, BASE, depth))


def test_a_date_keeps_its_own_offset_and_a_day_stays_a_day():
    dates = {
        "Tue, 04 Mar 2031 00:30:00 +0300": ("2031-03-04T00:30:00+03:00", "2031-03-03T21:30:00Z"),
        "Tue, 04 Mar 2031 17:03:00 GMT": ("2031-03-04T17:03:00+00:00", "2031-03-04T17:03:00Z"),
        "Tue, 04 Mar 2031 17:03:00 EST": ("2031-03-04T17:03:00-05:00", "2031-03-04T22:03:00Z"),
        "2031-03-04T17:03:00+03:00": ("2031-03-04T17:03:00+03:00", "2031-03-04T14:03:00Z"),
        "2031-03-04": ("2031-03-04", None),
        "Tue, 99 Mar 2031 17:03:00 GMT": (None, None),
        "yesterday": (None, None),
        "": (None, None),
    }
    for written, (published, changed) in dates.items():
        (entry,) = feed(stub.rss(("https://news.example/1", written)))
        assert (entry.published, entry.changed) == (published, changed), written


def test_feeds_of_all_kinds_are_read():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/"><title>T</title>'
        '<entry><link rel="enclosure" href="https://news.example/x.mp3"/><link href="/a/1"/>'
        "<published>2031-03-04T10:00:00Z</published><updated>2031-03-05T10:00:00Z</updated></entry></feed>"
    )
    (entry,) = feed(atom)
    assert (entry.url, entry.published, entry.changed) == (
        "https://other.example/a/1", "2031-03-04T10:00:00Z", "2031-03-05T10:00:00Z",
    )  # fmt: skip
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>T</title><link>https://news.example/1</link>'
        "<dc:date>2031-03-04T10:00:00+01:00</dc:date></item></rdf:RDF>"
    )
    assert [(e.url, e.published) for e in feed(rdf)] == [("https://news.example/1", "2031-03-04T10:00:00+01:00")]
    json = (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/1", "date_published": "2031-03-04"}, {}]}'
    )
    assert [(e.url, e.published) for e in feed(json)] == [("https://news.example/1", "2031-03-04")]


def test_damaged_feeds_give_what_they_have():
    good, other = stub.rss(("https://news.example/1", None)), "<item><link>https://news.example/2?a=1&b=2</link></item>"
    assert [e.url for e in feed(good.replace("</channel>", f"{other}</channel>"))][
        1
    ] == "https://news.example/2?a=1&b=2"
    assert [e.url for e in feed(good[:-20])] == ["https://news.example/1"]
    assert [e.url for e in feed(good.encode().replace(b">t<", b">\xe9\xff\x08<"))] == ["https://news.example/1"]
    assert [e.url for e in feed("\n\n " + good)] == ["https://news.example/1"]


def test_an_empty_feed_is_no_failure():
    assert feed(stub.rss()) == []


def test_a_feed_of_ten_thousand_entries_is_read_in_order():
    found = feed(stub.rss(*((f"https://news.example/{n}", "Tue, 04 Mar 2031 17:03:00 GMT") for n in range(10_000))))
    assert [entry.url for entry in found] == [f"https://news.example/{n}" for n in range(10_000)]


def test_a_page_is_no_feed_and_says_where_its_feed_is():
    head = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
    (problem,) = feed(stub.page(head=head))
    assert (problem.error.cause, problem.error.remedy) == (
        "this is a page, not a feed", "its feed is https://news.example/news.rss",
    )  # fmt: skip
    (problem,) = feed("Nothing of that kind.")
    assert problem.error.cause == "this is no feed"


def test_links_that_are_no_pages_are_problems():
    found = feed(stub.rss(("javascript:alert(1)", None), ("https://news.example/" + "a" * 3000, None)))
    assert all(isinstance(item, Problem) for item in found)


def test_entities_do_not_grow_without_bounds():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "aaaaaaaaaa">{levels}]>'
    assert all(isinstance(item, Problem) for item in sitemap(f"{bomb}<urlset><url><loc>&e9;</loc></url></urlset>"))
    feed(f"{bomb}<rss version='2.0'><channel><title>&e9;</title></channel></rss>")


NEWS = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://x">'
    "<url><loc> https://news.example/1 </loc><lastmod>2031-03-05T10:00:00Z</lastmod><news:news>"
    "<news:publication_date>2031-03-04T10:00:00+01:00</news:publication_date></news:news>"
    "<image:image><image:loc>https://news.example/1.jpg</image:loc></image:image></url>"
    "<url><loc>https://news.example/2</loc></url></urlset>"
)


def test_a_news_sitemap_gives_pages_and_when_they_were_published():
    one, two = sitemap(NEWS)
    assert (one.url, one.published, one.changed) == (
        "https://news.example/1", "2031-03-04T10:00:00+01:00", "2031-03-05T10:00:00Z",
    )  # fmt: skip
    assert (two.url, two.published, two.changed) == ("https://news.example/2", None, None)


def test_an_index_leads_to_sitemaps_and_not_for_ever():
    index = "<sitemapindex><sitemap><loc>https://news.example/s.xml.gz</loc></sitemap></sitemapindex>"
    (one,) = sitemap(index)
    assert (one.url, one.expect, one.depth) == ("https://news.example/s.xml.gz", "sitemap", 1)
    assert sitemap(index, depth=2) == []


def test_a_sitemap_that_breaks_off_gives_what_stands_before():
    one, problem = sitemap(NEWS[: NEWS.index("<url><loc>https://news.example/2")])
    assert one.url == "https://news.example/1"
    assert "damaged" in problem.error.cause


def test_packed_lists_are_unpacked_within_bounds(monkeypatch):
    assert unpacked(gzip.compress(b"list"), "x") == b"list"
    with pytest.raises(NotAPageError, match="damaged"):
        unpacked(b"\x1f\x8b\x08broken", "x")
    monkeypatch.setattr("onrecord.ingest.feeds.LARGEST_LIST", 1000)
    with pytest.raises(NotAPageError, match="more than"):
        unpacked(gzip.compress(bytes(100_000)), "x")
