"""Articles told in fields: JSON lines and ninjs become pages, what is broken is named, nothing of a text is lost."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made import made
from onrecord.export.loose import loose_documents
from onrecord.export.ninjs import item as ninjs_item
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.items import PageItem, Problem
from onrecord.ingest.told_articles import article_of, article_of_ninjs, blocks_of, page_of
from onrecord.page import read_article
from onrecord.page.fold import fold_text
from onrecord.page.reading import RawPage
from onrecord.record import Stamp
from record_rules import broken_rules

BRIDGE = {
    "url": "https://harbour.example/bridge",
    "title": "Old bridge to close",
    "text": 'The old bridge will close on Monday, Mayor Ada Brenn said.\n\n"We have no choice," she told reporters.',
    "published": "2031-03-04T17:00:00+02:00",
    "outlet": "Harbour Post",
    "authors": ["Jo Lund", "Mia Dace"],
}
NINJS_3 = {
    "uri": "https://ledger.example/7",
    "type": "text",
    "language": "en",
    "contentCreated": "2031-03-05T08:00:00Z",
    "by": "By Jo Lund and Mia Dace",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry stops for a week"}],
    "descriptions": [{"role": "summary", "value": "Repairs take longer than planned."}],
    "bodies": [
        {"contentType": "text/html", "value": "<p>not this one</p>"},
        {"role": "main", "contentType": "text/plain", "value": "The ferry stops.\n\nIt will sail again on Friday."},
    ],
    "infoSources": [{"name": "NPA", "role": "agency"}, {"name": "Lindrava Ledger", "role": "publisher"}],
}
NINJS_1 = {
    "uri": "urn:newsml:example:2031:8",
    "type": "text",
    "versioncreated": "2031-03-05T09:00:00Z",
    "headline": "Rain floods the market",
    "byline": "Jo Lund",
    "body_xhtml": "<div><h2>Stalls gone</h2><p>Rain &amp; wind flooded the <b>market</b>.</p><script>x</script>"
    "<p>It closed.</p></div>",
}


def items(path, **more):
    return list(Inputs([str(path)], **more).items())


def written(path, *lines):
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


def article_in(item):
    assert isinstance(item, PageItem), item
    return read_article(item.raw, item.given).article


def test_a_line_of_json_is_an_article(tmp_path):
    (item,) = items(written(tmp_path / "a.jsonl", BRIDGE))
    article = article_in(item)
    assert article.title == "Old bridge to close"
    assert article.authors == ("Jo Lund", "Mia Dace")
    assert article.outlet == "Harbour Post"
    assert article.published == Stamp("2031-03-04T17:00:00+02:00", "given")
    assert article.page.url == BRIDGE["url"]
    assert article.text == f"Old bridge to close\n\n{BRIDGE['text']}"
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph"]
    assert item.source.endswith("a.jsonl:1")


@pytest.mark.parametrize("packed", [False, True])
def test_articles_stand_one_a_line_one_alone_or_in_a_list(tmp_path, packed):
    forms = {
        "lines": json.dumps(BRIDGE) + "\n\n" + json.dumps(BRIDGE) + "\n",
        "alone": json.dumps(BRIDGE, indent=2),
        "list": json.dumps([BRIDGE, BRIDGE, BRIDGE], indent=1),
        "marked": "\ufeff" + json.dumps(BRIDGE),
    }
    for (name, text), count in zip(forms.items(), (2, 1, 3, 1), strict=True):
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
        found = items(path)
        assert [article_in(item).title for item in found] == ["Old bridge to close"] * count, name


def test_fields_go_by_their_usual_names_too(tmp_path):
    usual = {
        "link": "https://ledger.example/1",
        "headline": "Ferry stops",
        "articleBody": "The ferry stops.",
        "datePublished": "2031-03-05",
        "publisher": {"name": "Lindrava Ledger"},
        "author": [{"name": "Jo Lund"}, {"name": "Mia Dace"}],
    }
    article = article_in(*items(written(tmp_path / "a.json", usual)))
    assert (article.title, article.outlet) == ("Ferry stops", "Lindrava Ledger")
    assert article.authors == ("Jo Lund", "Mia Dace")
    assert article.page.url == "https://ledger.example/1"


def test_a_whole_page_is_read_as_a_page_and_a_piece_by_its_blocks(tmp_path):
    page = "<!DOCTYPE html><html><head><title>x</title></head><body><p>The bridge is closed.</p></body></html>"
    piece = "<p>The bridge is closed.<br>It will open on Friday.</p><ul><li>Take the ferry.</li></ul><style>p{}</style>"
    whole, part = items(written(tmp_path / "a.jsonl", {"html": page, "published": "2031-03-04"}, {"html": piece}))
    assert whole.raw.media_type == "text/html"
    assert whole.given == "2031-03-04"
    assert article_in(part).text == "The bridge is closed.\n\nIt will open on Friday.\n\nTake the ferry."
    assert blocks_of("<p>a &lt;b&gt;</p>") == ["a <b>"]


def test_what_is_broken_is_named_by_file_line_and_cause_and_the_rest_goes_on(tmp_path):
    path = written(
        tmp_path / "a.jsonl",
        BRIDGE,
        '{"title": "half',
        {"title": "x", "text": 5},
        {"title": "no text", "text": ""},
        {"text": "y", "published": "last week"},
        "[1]",
        {"text": "z", "authors": [1]},
        BRIDGE,
    )
    found = items(path)
    assert [isinstance(item, PageItem) for item in found] == [True, *[False] * 6, True]
    told = [(item.error.page.rpartition(":")[2], item.error.cause) for item in found if isinstance(item, Problem)]
    assert [line for line, _ in told] == ["2", "3", "4", "5", "6", "7"]
    said = ["no JSON: column", "is no text but int", "has no text", "is no date", "not a JSON object", "no name"]
    assert all(words in cause for (_, cause), words in zip(told, said, strict=True))


def test_ninjs_of_any_version_is_an_article(tmp_path):
    third, first = items(written(tmp_path / "wire.jsonl", NINJS_3, NINJS_1))
    article = article_in(third)
    assert article.title == "Ferry stops for a week"
    assert article.standfirst == "Repairs take longer than planned."
    assert article.text.endswith("The ferry stops.\n\nIt will sail again on Friday.")
    assert article.authors == ("Jo Lund", "Mia Dace")
    assert (article.outlet, article.agency) == ("Lindrava Ledger", "NPA")
    assert article.published == Stamp("2031-03-05T08:00:00Z", "given")
    older = article_in(first)
    assert older.text == "Rain floods the market\n\nStalls gone\n\nRain & wind flooded the market.\n\nIt closed."
    assert older.page.url is None
    assert (older.title, older.authors) == ("Rain floods the market", ("Jo Lund",))


def test_what_is_told_is_what_a_record_may_hold(tmp_path):
    from onrecord.reader import read_page  # noqa: PLC0415 - loads the models, for this test alone

    for item in items(written(tmp_path / "a.jsonl", BRIDGE)):
        record = read_page(item.raw, item.given).record
        assert broken_rules(record) == []
        assert len(record.statements) == 2
        # What a store keeps of it is read again to the same: its bytes, its address, its type.
        again = RawPage("again", item.raw.body, item.raw.url, record.article.page.media_type)
        assert read_page(again, item.given).record == record


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=40)


@settings(max_examples=100)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=4))
def test_no_word_of_a_text_is_lost(title, paragraphs):
    told = article_of({"title": title, "text": "\n\n".join(paragraphs)})
    shown = [words for words in map(fold_text, [title, *paragraphs]) if words]
    if shown[1:] and shown[0] == shown[1]:
        return  # a headline that is the first line of the text too stands once
    if not [p for p in paragraphs if p.strip()]:
        return
    assert read_article(page_of(told, "x")).article.text == "\n\n".join(shown)


@settings(max_examples=100)
@given(WORDS.filter(fold_text), st.lists(WORDS.filter(fold_text), min_size=1, max_size=4), st.booleans())
def test_ninjs_out_and_in_again_is_the_same_article(title, paragraphs, timed):
    folded = [fold_text(words).replace("[", "(").replace("]", ")") for words in [title, *paragraphs]]
    if folded[0] == folded[1]:
        return
    published = "2031-03-04T15:00:00Z" if timed else "2031-03-04"
    record = made("\n\n".join(folded), published=published, outlet="Harbour Post", authors=("Jo Lund",))
    (document,) = loose_documents([record])
    back = read_article(page_of(article_of_ninjs(json.loads(json.dumps(ninjs_item(document)))), "x")).article
    assert back.text == record.article.text
    assert (back.title, back.outlet, back.authors) == (record.article.title, "Harbour Post", ("Jo Lund",))
    assert back.published.value == ("2031-03-04T15:00:00Z" if timed else "2031-03-04T00:00:00Z")
