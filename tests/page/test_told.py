"""An article in fields is taken at its word; JSON of another kind is text as any other."""

from __future__ import annotations

import json

import pytest

from onrecord.page import RawPage, read_article
from onrecord.record import Dateline, Stamp
from record_rules import broken_mapping

TOLD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Old  bridge\u00a0to close",
    "description": "It is 120 years old.",
    "author": [{"@type": "Person", "name": "Jo Lund"}, {"name": "Jo Lund"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "articleSection": "City",
    "inLanguage": "en-GB",
    "datePublished": "2031-03-04T17:00:00+02:00",
    "dateModified": "2031-03-05",
    "articleBody": "VELLMAR, Ostria (NPA) — The bridge\u200b will close.\n\nRead more: Ferry stops\n \nNo.",
}


def read(told, given=None, **more):
    body = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    return read_article(RawPage("x", body.encode(), **more), given)


def test_all_of_it_is_the_article_and_nothing_is_left_out():
    reading = read(TOLD)
    article = reading.article
    assert article.text == (
        "Old bridge to close\n\nIt is 120 years old.\n\nVELLMAR, Ostria (NPA) — The bridge will close.\n\n"
        "Read more: Ferry stops\n\nNo."
    )
    assert [block.kind for block in article.blocks] == ["title", "standfirst", *["paragraph"] * 3]
    assert (article.title, article.standfirst) == ("Old bridge to close", "It is 120 years old.")
    assert (article.authors, article.outlet, article.section) == (("Jo Lund",), "Harbour Post", "City")
    assert (article.agency, article.language) == ("NPA", "en-GB")
    assert article.published == Stamp("2031-03-04T17:00:00+02:00", "json-ld")
    assert article.modified == Stamp("2031-03-05", "json-ld")
    assert isinstance(article.dateline, Dateline)
    assert article.text[article.dateline.start : article.dateline.end] == "VELLMAR, Ostria"
    assert reading.left_out == ()
    assert broken_mapping(reading) == []


def test_the_day_that_the_caller_gives_goes_first():
    assert read(TOLD, "2031-01-01").article.published == Stamp("2031-01-01", "given")
    bare = {**TOLD, "datePublished": None}
    assert read(bare, published="2031-02-02").article.published == Stamp("2031-02-02", "feed")
    assert read(bare).article.published is None


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2031-03-04T17:00:00Z", "2031-03-04T17:00:00Z"),
        ("2031-03-04 17:00:00+02:00", "2031-03-04T17:00:00+02:00"),
        ("2031-03-04T17:00", "2031-03-04"),
        ("2031-02-30", None),
        ("yesterday", None),
    ],
)
def test_what_is_no_time_is_none(said, kept):
    article = read({**TOLD, "datePublished": said, "dateModified": said}).article
    assert (article.published and article.published.value) == kept
    assert (article.modified and article.modified.value) == kept


def test_the_name_of_a_language_is_no_code():
    assert (
        read({**TOLD, "inLanguage": "English", "articleBody": "The bridge will close. " * 20}).article.language == "en"
    )


def test_a_headline_that_is_the_first_line_too_stands_once():
    text = read({**TOLD, "description": None, "articleBody": "Old bridge to close\n\nIt is old."}).article.text
    assert text == "Old bridge to close\n\nIt is old."


@pytest.mark.parametrize(
    "body", ['{"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": 5}', "{}", '{"a']
)
def test_json_of_another_kind_is_text(body):
    assert read(body, media_type="text/plain").article.page.media_type == "text/plain"


def test_fields_without_a_text_are_no_article():
    reading = read({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Only this"})
    assert "no-article" in [note.code for note in reading.notes]
