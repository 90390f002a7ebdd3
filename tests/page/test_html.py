"""Odd HTML: what the walk, the map and the metadata do with it."""

from __future__ import annotations

import pytest

from onrecord.page import RawPage, read_article
from onrecord.page.blocks import walk_blocks
from onrecord.page.hiding import hidden_names
from onrecord.page.jsonld import all_nodes, article_node
from onrecord.page.metadata import moment
from onrecord.page.origin import Source

turbohtml = pytest.importorskip("turbohtml")


def walked(html: str) -> list[tuple[str, str]]:
    document = turbohtml.parse(html, source_locations=True)
    blocks, _ = walk_blocks(document, hidden_names(document))
    source = Source(html)
    for block in blocks:
        folded = source.block(block.nodes)
        assert folded.text == block.text
        for char, offset in zip(folded.text, folded.offsets.tolist(), strict=True):
            assert html[offset] in (char, "&") or (char == " " and (html[offset].isspace() or html[offset] == "<"))
    assert source.misaligned == 0
    return [(block.frame.tag, block.text) for block in blocks]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>a<b>b</b>c", ["abc"]),
        ("<p>one<br>two<br><br>three", ["one two", "three"]),
        ("<div>head<p>in</p>tail</div>", ["head", "in", "tail"]),
        ("<p>a &amp; b &notit; c&shy;d &#8217;e&nbsp;f &NotEqualTilde; g", None),
        ("<p>line\r\none\rtwo</p>\r\n<p>\r\nnext</p>", ["line one two", "next"]),
        ("<table><tr><td>a<td>b</table>", ["a b"]),
        ("<table>lost<tr><td>kept</table>after", ["lost", "kept", "after"]),
        ("<p>a<!-- <p>no --> b</p>", ["a b"]),
        ('<p title="a > b">quoted</p>', ["quoted"]),
        ("<p>5 < 6 & 7 > 3</p>", ["5 < 6 & 7 > 3"]),
        ("<p><i>a<p>b</i>c", ["a", "bc"]),
        ("<b>x<div>y</b>z</div>", ["x", "yz"]),
        ("<p>nul\x00byte", None),
        ("<p>seen <span class='sr-only'>unseen</span> end", ["seen end"]),
        ("<style>.x, .y{display:none} @media print{.p{display:none}}</style><p class=x>no<p class=p>yes", ["yes"]),
        ("<p hidden>no<p style='display: none'>no<p>yes", ["yes"]),
        ('<div hidden id="S:0"><p>streamed</p></div>', ["streamed"]),
        ("<h1><span>Kicker</span><span>Headline</span></h1>", ["Kicker Headline"]),
    ],
)
def test_blocks_and_their_place_in_the_source(html, texts):
    found = [text for _, text in walked(html)]
    assert texts is None or found == texts


def test_a_page_of_nested_tags_is_read_in_bounded_depth():
    assert walked("<div>" * 3000 + "deep" + "</div>" * 3000) == []
    assert walked("<p>first</p>" + "<div>" * 200 + "deep")[0] == ("p", "first")


def test_a_sign_that_is_shown_is_not_the_one_that_begins_a_tag():
    html = "<p>one <</><</em> two< three"
    blocks, _ = walk_blocks(turbohtml.parse(html, source_locations=True))
    folded = Source(html).block(blocks[0].nodes)
    assert folded.text == "one << two< three"
    assert [n for c, n in zip(folded.text, folded.offsets.tolist(), strict=True) if c == "<"] == [7, 11, 21]


def test_words_that_the_source_does_not_hold_are_counted_and_not_placed_by_guess():
    blocks, _ = walk_blocks(turbohtml.parse("<p>these words</p>", source_locations=True))
    source = Source("<p>other words, and more of them</p>")
    assert source.block(blocks[0].nodes).text == ""
    assert source.misaligned == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-04T16:31:00+01:00", "2025-03-04T16:31:00+01:00"),
        ("2025-03-04T16:31Z", "2025-03-04T16:31:00Z"),
        ("2025-03-04 16:31:00.123 +0100", "2025-03-04T16:31:00.123+01:00"),
        ("2025-03-04T16:31:00", "2025-03-04"),
        ("Tue, 04 Mar 2025 16:31:00 GMT", "2025-03-04T16:31:00+00:00"),
        ("20250304", "2025-03-04"),
        ("4.3.2025", "2025-03-04"),
        ("March 4, 2025", "2025-03-04"),
        ("2025-02-30", None),
        ("2025-03-04T25:61:00Z", "2025-03-04"),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments_are_read_as_printed_or_not_at_all(value, expected):
    assert moment(value) == expected


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"@type":"NewsArticle","headline":"A"}', "A"),
        ('[{"@type":"WebSite"},{"@type":["Thing","NewsArticle"],"headline":"A"}]', "A"),
        ('{"@graph":[{"@type":"http://schema.org/Article","headline":"A","datePublished":"2025-01-01"}]}', "A"),
        ('<!-- {"@type":"NewsArticle","headline":"A",} -->', "A"),
        ('{"@type":"NewsArticle","headline":"A\nB"}', "A\nB"),
        ('{"@type":"NewsArticle"', None),
        ("[" * 5000, None),
        ('{"@type":5,"headline":"A"}', None),
    ],
)
def test_json_ld_is_read_where_it_can_be(script, headline):
    document = turbohtml.parse(f'<script type="application/ld+json">{script}</script>')
    assert article_node(all_nodes(document)).get("headline") == headline


@pytest.mark.parametrize("html", ["<html></html>", "<p></p>", "<!doctype html><title>Only a title</title>", "<body>x"])
def test_a_page_without_an_article_says_so(html):
    reading = read_article(RawPage("page", html.encode(), media_type="text/html"))
    assert "no-article" in {note.code for note in reading.notes}
    assert "no-publication-date" in {note.code for note in reading.notes}


def test_a_dateline_on_a_line_of_its_own_is_a_block_and_gives_place_and_agency():
    prose = "The ministry said on Tuesday that the river had risen by two metres overnight and that boats were coming."
    paragraphs = "".join(
        f"<p>{part}</p>" for part in ("LINDRAVA, March 4 (MPA) -", prose, prose[::-1], prose + " Still.")
    )
    body = f"<h1>Dam fails in Tamoria</h1>{paragraphs}"
    html = f"<title>Dam fails in Tamoria | The Post</title><article>{body}</article>"
    article = read_article(RawPage("page", html.encode(), media_type="text/html")).article
    assert [block.kind for block in article.blocks][:3] == ["title", "dateline", "paragraph"]
    assert article.dateline is not None
    assert article.dateline.place == "Lindrava"
    assert article.text[article.dateline.start : article.dateline.end] == "LINDRAVA"
    assert article.agency == "MPA"
