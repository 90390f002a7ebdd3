"""Contents and sources from the word that opens them to the end of a phrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.extract.draft import Draft
from onrecord.extract.ends import whole
from onrecord.reader import read_text
from onrecord.record import Span
from onrecord.text import annotate

from conftest import Quoted, make_article  # isort: skip - the conftest beside this file


def _cut(text: str, source: str, cue: str, content: str) -> tuple[str, str]:
    """Source and content of a statement that was read so, as `whole` leaves them."""
    parse = annotate(text, (Span(0, len(text)),))

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    draft = Draft(parse.token_at(span(cue).start), cue, span(cue), span(source), None, (span(content),), "say", 0.9)
    found = whole(parse, draft)
    assert found.source is not None
    assert replace(found, source=draft.source, content=draft.content) == draft
    return found.source.of(text), " | ".join(piece.of(text) for piece in found.content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the bridge would open in May", "that the bridge would open in May"),
        ("that the", "that the bridge"),
        ("the bridge would", "that the bridge would open in May"),
        ("that the bridge would open in", "that the bridge would open in May"),
        ("that the bridge would open in May and", "that the bridge would open in May"),
        ("that the bridge would open in May", "that the bridge would open in May"),
    ],
)
def test_a_content_has_its_opening_word_and_ends_with_a_phrase(content, expected):
    text = "Mara Quill said that the bridge would open in May and left the hall."
    assert _cut(text, "Mara Quill", "said", content) == ("Mara Quill", expected)


@pytest.mark.parametrize("source", ["engineer", "chief engineer", "The chief engineer"])
def test_a_source_is_a_whole_noun_phrase(source):
    text = "The chief engineer said the bridge was late."
    found, _ = _cut(text, source, "said", "the bridge was late")
    assert found == "The chief engineer"


def test_nothing_grows_over_the_cue():
    text = "The bridge, Mara Quill said, is late."
    assert _cut(text, "Mara Quill", "said", "The bridge") == ("Mara Quill", "The bridge")


def test_a_quotation_is_the_nearer_ones():
    found = Quoted(
        read_text(make_article('Orrin has 19 dead, the ministry said. "We will raise the dam,"said Mara Quill.'))
    )
    assert [content for *_, content, _ in found.rows()] == [("Orrin has 19 dead",), ('"We will raise the dam,"',)]


class TestWordsOfTheNextParagraph:
    def test_a_paragraph_announced_by_a_colon_is_the_content(self):
        said = "The bridge is late. Nobody knows why, and it is not the first time. Ask the council."
        found = Quoted(
            read_text(make_article("Mara Quill spoke at length.", "The engineer added:", said, "It rained."))
        )
        assert said.rstrip(".") in [content for _, cue, (content, *_), _ in found.rows() if cue == "added"]

    def test_a_dialogue_quoted_whole(self):
        found = Quoted(
            read_text(
                make_article(
                    "A talk on the radio turned to the bridge.",
                    "“QUILL: The bridge is late. We know it.",
                    "“PASK: Will it open in May?",
                    "“QUILL: It will open in May.",
                    "“PASK: Then we are content.”",
                )
            )
        )
        told = {content for _, cue, (content, *_), _ in found.rows() if cue == ":"}
        assert told == {
            "The bridge is late. We know it",
            "Will it open in May?",
            "It will open in May",
            "Then we are content",
        }
