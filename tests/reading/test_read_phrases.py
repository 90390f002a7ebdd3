"""Attributions in a phrase, and verbs at the end of a sentence that the tagger takes for nouns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.text import annotate


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (
            "Some 300 ferries were late last year, figures from the town's Office of Transport show.",
            "figures from the town's Office of Transport",
            "show",
            ("Some 300 ferries were late last year",),
        ),
        (
            "At least 12 people were hurt, the latest count by the mayor's office shows.",
            "the latest count by the mayor's office",
            "shows",
            ("At least 12 people were hurt",),
        ),
        (
            "The dam was unsafe for years, documents seen by the Harbour Post reveal.",
            "documents seen by the Harbour Post",
            "reveal",
            ("The dam was unsafe for years",),
        ),
        ("The toll stands at 35, by the ministry's count.", "the ministry", "count", ("The toll stands at 35",)),
        ("She was, by her own admission, late.", "her", "admission", ("She was", "late")),
        ("Per the coast guard, two ferries sank.", "the coast guard", "Per", ("two ferries sank",)),
        ("Two ferries sank, as per the ministry.", "the ministry", "as per", ("Two ferries sank",)),
        ("Hospital officials put the dead at 35.", "Hospital officials", "put", ("the dead at 35",)),
        (
            "The damage was put at 3 million dollars by insurers.",
            "insurers",
            "was put",
            ("The damage", "at 3 million dollars"),
        ),
    ],
)
def test_a_phrase_gives_its_statement(read, quoted, sentence, source, cue, content):
    assert (source, cue, content) in [row[:3] for row in quoted(read(sentence)).rows()]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry costs 5 dollars per person.",
        "The deal pays 5 dollars per the hour.",
        "He put the cup at the edge of the table.",
        "She was there by all accounts.",
        "The minister left early, after a report on the boat show.",
        "They went to the harbour, the market and the boat show.",
    ],
)
def test_what_only_looks_like_one_gives_none(read, sentence):
    assert not read(sentence).statements


def test_whose_figures_show_it_is_the_source_of_the_count(read):
    record = read("At least 12 people were killed, figures from the town's Ministry of Health show.")
    (figure,) = record.figures
    assert [a.name for a in record.actors if a.id == figure.source] == ["Ministry of Health"]


@given(
    st.lists(st.sampled_from("the figures from Office of show shows , . report data was late 300 on Monday".split()))
)
def test_every_word_hangs_on_its_sentence_and_nothing_on_itself_but_the_root(words):
    text = " ".join(words) or "show"
    parse = annotate(text, (Span(0, len(text)),))
    for sentence in parse.sentences:
        roots = [t for t in parse.tokens[sentence.first : sentence.last] if t.head == t.i]
        assert len(roots) == 1
        assert sorted(parse.subtree(roots[0].i)) == list(range(sentence.first, sentence.last))
