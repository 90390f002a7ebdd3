from __future__ import annotations

import re
from urllib.parse import unquote

import invented
import msgspec
import pytest
from invented import at

from onrecord.record import Span
from onrecord.serve.links import SentenceLinks

LINKS = SentenceLinks(invented.record().article)


def directive(span):
    address, mark, found = LINKS.to(span).partition("#:~:text=")
    assert (address, mark) == (invented.URL, "#:~:text=")
    return found


def test_words_that_stand_once_are_enough():
    assert unquote(directive(at("not a day sooner"))) == "not a day sooner"


def test_a_long_quote_is_given_by_its_first_and_last_words():
    span = at("At least 4,200 people are cut off on the outer islands, according to the coast office, about 12%")
    first, last, _ = directive(span).split(",", 2)
    assert unquote(first) == "At least 4,200 people"
    assert unquote(last) == "the coast office, about 12"


def test_words_that_stand_more_than_once_are_told_apart_by_what_is_around_them():
    assert unquote(directive(at("Sorrel", 1))) == "Harbour minister Edda-,Sorrel,-said on Tuesday that"
    assert unquote(directive(at("Sorrel"))) == "strike goes on as-,Sorrel,-rejects late offer"


def test_a_sign_that_stands_for_said_leads_to_the_words_beside_it():
    assert unquote(directive(at(";"))) == "of a good Tuesday"


def test_signs_that_mean_something_in_a_directive_are_encoded():
    article = msgspec.structs.replace(invented.record().article, text="Well-known, so-called & others - said - so.")
    link = SentenceLinks(article).to(Span(0, 32))
    assert link.endswith("#:~:text=Well%2Dknown%2C%20so%2Dcalled%20%26%20others")


def test_a_span_inside_a_word_is_widened_to_the_word():
    assert unquote(directive(Span(at("a day sooner").start, at("a day sooner").end - 2))).startswith("a day sooner")


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "ftp://x.example/", "https:///x", "https://x.example/a b", "http://[::1"]
)
def test_without_a_web_address_there_is_no_link(url):
    article = msgspec.structs.replace(invented.record(url).article)
    assert SentenceLinks(article).to(at("not a day sooner")) is None


def test_a_fragment_of_the_address_is_kept():
    link = SentenceLinks(invented.record("https://x.example/a#part").article).to(at("not a day sooner"))
    assert link == "https://x.example/a#part:~:text=not%20a%20day%20sooner"


def test_every_span_of_a_record_has_a_link_of_the_page_itself():
    text = invented.TEXT
    for start in range(0, len(text), 3):
        for length in (1, 4, 30, 200):
            link = LINKS.to(Span(start, min(start + length, len(text))))
            assert link.startswith(invented.URL)
            assert link.isascii()


def first_place(found, text):
    """Return where a browser finds a text directive: the algorithm of the specification, on plain text."""
    parts = found.split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    pattern = re.escape(unquote(parts[0])) + (r"\b.*?\b" + re.escape(unquote(parts[1])) if len(parts) > 1 else "")
    ahead = re.escape(prefix) + r"\s*" if prefix else ""
    behind = r"(?=\s*" + re.escape(suffix) + ")" if suffix else ""
    match = re.search(f"{ahead}(?P<here>{pattern}){behind}", text, re.IGNORECASE | re.DOTALL)
    return match and match.span("here")


def test_a_browser_finds_each_span_where_it_stands():
    text = invented.TEXT
    starts = [m.start() for m in re.finditer(r"\b\w", text)]
    ends = [m.end() for m in re.finditer(r"\w\b", text)]
    for start in starts:
        for end in [e for e in ends if e > start][:40:3]:
            assert first_place(directive(Span(start, end)), text) == (start, end)
