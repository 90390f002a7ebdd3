from __future__ import annotations

import pytest

from onrecord.ingest.kinds import kind_of, unpacked_head

KINDS = {
    "page": [
        "<!doctype html><title>x</title>",
        "<html><body>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'><html>",
        "<!-- saved --><p>Some words",
        "Bridge closed\n\nThe bridge is closed, see https://news.example/map for a way round.\n",
        "https://news.example is where the paper stands\n",
        "",
        "\ufeff   \n",
    ],
    "feed": [
        '<?xml version="1.0"?><rss version="2.0">',
        '\n  <?xml version="1.0"?><?xml-stylesheet href="x"?><!-- a > b --><feed xmlns="http://www.w3.org/2005/Atom">',
        '<rdf:RDF xmlns:rdf="x">',
        '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]><rss>',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://news.example/1"}]}',
    ],
    "sitemap": [
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        "\ufeff<?xml version='1.0'?><sitemapindex>",
    ],
    "records": [
        '{"record_version":"1","made_by":{}',
        '{\n  "record_version": "1",',
        '{"made_by": {}, "record_version" : "1"}',
    ],
    "urls": [
        '{"url": "https://news.example/1", "published": "2031-03-04"}\n{"url": "https://news.example/2"}\n',
        '{"file": "a.html"}',
        "https://news.example/1\nhttps://news.example/2",
        "# mine\n\nhttps://news.example/1\t2031-03-04\n",
    ],
    "articles": [
        '{"url": "https://news.example/1", "title": "Bridge", "text": "Closed."}\n',
        '{"title": "Bridge",\n "html": "<p>x"}',
        '[{"title": "Bridge", "content": "Closed."}]',
    ],
    "ninjs": [
        '{"uri": "https://news.example/1", "headlines": [{"value": "x"}]}',
        '[{"uri": "urn:x:1", "body_text": "x", "text": "y"}]',
    ],
    "gold": ['{"id": "x", "annotator": "A1", "statements": []}', '{\n "id": "x",\n "figures": [], "text": "y"}'],
    "warc": ["WARC/1.0\r\nWARC-Type: warcinfo\r\n"],
}


@pytest.mark.parametrize(("kind", "begins"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_what_an_input_is_its_first_bytes_tell(kind, begins):
    assert kind_of(begins.encode()) == kind


def test_a_feed_in_utf_16_is_a_feed():
    assert kind_of('<?xml version="1.0" encoding="UTF-16"?><rss>'.encode("utf-16")) == "feed"


def test_damaged_gzip_tells_nothing():
    assert unpacked_head(b"\x1f\x8b\x08\x00broken") == b""
