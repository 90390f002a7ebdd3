"""The attribution model: words, windows, tags and what it reads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.model import loading
from onrecord.model.attributor import ENCODER, VOCABULARY, attributor
from onrecord.model.tags import (
    ADDRESSEE,
    B_CONTENT,
    B_SOURCE,
    I_CONTENT,
    I_SOURCE,
    OUT,
    SPEAKER,
    Hints,
    best_tags,
    closed,
    cue_runs,
    log_softmax,
    pieces,
)
from onrecord.model.windows import LONGEST, windows
from onrecord.model.wordpieces import WordPieces

STORY = (
    "Ferry will sail in winter, harbour master says\n\n"
    "PORT ELDA - The ferry to Lindrava will sail all winter, harbour master Ines Tolland said on Tuesday.\n\n"
    '"We have the crews and we have the boats," she told reporters. Critics fear that the boats are too old.'
)


def paragraphs(text):
    """Spans of what blank lines part."""
    out, at = [], 0
    for part in text.split("\n\n"):
        out.append((at, at + len(part)))
        at += len(part) + 2
    return [(a, b) for a, b in out if text[a:b].strip()]


@pytest.fixture(scope="session")
def wordpieces():
    return WordPieces(loading.checked(VOCABULARY, ".txt").decode("utf-8"))


def test_a_known_word_is_one_piece_and_an_unknown_one_is_cut(wordpieces):
    assert len(wordpieces.pieces("minister")) == 1
    assert len(wordpieces.pieces("Lindravans")) > 1
    assert wordpieces.pieces("MINISTER") == wordpieces.pieces("minister")
    assert wordpieces.pieces("café") == wordpieces.pieces("cafe")


@given(st.text(min_size=1))
def test_every_word_has_pieces(word):
    assert WordPieces("[UNK]\na\n##a\n").pieces(word)


@given(st.lists(st.text(alphabet="ab. \n\"“”'x9é中", max_size=60), max_size=12).map("\n\n".join))
def test_windows_hold_every_word_once_and_in_order(text):
    pieces_of = WordPieces("\n".join(["[UNK]", *"ab.x9e", "##a", "##b"]))
    found = windows(text, paragraphs(text), pieces_of)
    words = [word for window in found for word in window.words]
    assert words == sorted(set(words))
    assert "".join(text[a:b] for a, b in words) == "".join(text.split())
    for window in found:
        assert len(window.pieces) == len(window.shape) == len(window.place)
        assert (window.first < len(window.pieces)).all()


def test_a_paragraph_longer_than_a_window_is_cut_at_a_sentence(wordpieces):
    text = "The harbour stays open. " * 300
    found = windows(text, [(0, len(text))], wordpieces)
    assert all(len(w.pieces) <= LONGEST for w in found)
    assert all(text[w.words[-1][0]] == "." for w in found)


@given(st.integers(0, 10_000), st.integers(2, 30))
def test_tags_follow_each_other_as_they_may(seed, count):
    chances = log_softmax(np.random.default_rng(seed).normal(size=(3, count, 5)).astype(np.float32))
    block = np.arange(count) // 7
    for row in best_tags(chances, block):
        for at, tag in enumerate(row):
            if tag in {I_SOURCE, I_CONTENT}:
                assert row[at - 1] in {tag, tag - 1}
                assert block[at] == block[at - 1]


def test_the_best_tags_are_the_best_of_all_that_may_be():
    scores = np.full((1, 3, 5), -5.0, dtype=np.float32)
    scores[0, 0, B_CONTENT], scores[0, 1, I_SOURCE], scores[0, 1, I_CONTENT] = 3, 2, 1
    scores[0, 2, OUT] = 4
    assert best_tags(log_softmax(scores), np.zeros(3, dtype=np.int64)).tolist() == [[B_CONTENT, I_CONTENT, OUT]]


def test_short_gaps_in_a_content_are_closed_but_not_over_the_cue():
    tags = np.array([B_CONTENT, OUT, B_CONTENT, OUT, B_CONTENT])
    found = pieces(tags, B_CONTENT)
    assert closed(found, tags, (3, 4), np.zeros(5)) == [(0, 3), (4, 5)]
    assert pieces(np.array([B_SOURCE, I_SOURCE, OUT]), B_SOURCE) == [(0, 2)]


def test_a_cue_begins_where_it_is_likely_enough():
    scores = np.log(np.array([[0.9, 0.08, 0.02], [0.3, 0.7, 0.0001], [0.2, 0.1, 0.7]], dtype=np.float32))
    assert [(a, b) for a, b, _ in cue_runs(scores, 0.5)] == [(1, 3)]
    assert cue_runs(scores, 0.8) == []


def test_hints_tell_of_the_best_word_of_a_mention():
    odds = np.array([[1.0, -1.0], [3.0, -2.0], [-4.0, 5.0]], dtype=np.float32)
    hints = Hints(((0, 3), (4, 8), (9, 12)), odds, (1, 0, 0, 0), (1, 0, 0, 0, 0, 0), 0.0, 0.0)
    assert hints.odds(0, 8, SPEAKER) == 3.0
    assert hints.odds(5, 12, ADDRESSEE) == 5.0
    assert hints.odds(20, 30, SPEAKER) is None


def test_the_model_reads_who_said_what():
    found = {STORY[slice(*f.cue)]: f for f in attributor().read(STORY, paragraphs(STORY), 0.5)}
    said, told = found["said"], found["told"]
    assert "harbour master" in STORY[slice(*said.source)]
    assert STORY[slice(*told.source)] == "she"
    assert [STORY[a:b] for a, b in told.content] == ['"We have the crews and we have the boats,"']
    assert STORY[slice(*found["fear"].source)] == "Critics"


def test_the_model_knows_a_name_behind_a_pronoun():
    told = next(f for f in attributor().read(STORY, paragraphs(STORY), 0.5) if STORY[slice(*f.cue)] == "told")
    name, other = STORY.index("Ines Tolland"), STORY.index("Lindrava")
    assert told.hints.odds(name, name + 12, SPEAKER) > told.hints.odds(other, other + 8, SPEAKER)


def test_the_same_text_is_read_the_same_in_windows_of_other_articles():
    alone = attributor().read(STORY, paragraphs(STORY), 0.5)
    attributor().read("Another story. " * 50, [(0, 700)], 0.5)
    assert [f.cue for f in attributor().read(STORY, paragraphs(STORY), 0.5)] == [f.cue for f in alone]


def test_an_article_without_words_has_no_statements():
    assert attributor().read("", [], 0.5) == []
    assert attributor().read(" \n\n ", [(0, 1)], 0.5) == []


def test_a_changed_model_file_is_refused(monkeypatch):
    monkeypatch.setattr(loading, "_hashes", lambda: {ENCODER: "0" * 64})
    with pytest.raises(ModelError, match=r"attribution-encoder: its hash is not the one"):
        loading.checked(ENCODER)


def test_a_missing_model_file_is_named():
    with pytest.raises(ModelError, match=r"model absent: cannot be read .*install onrecord again"):
        loading.checked("absent")
