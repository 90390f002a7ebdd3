"""What folding takes away from words, and what it keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.story.utterances.folding import PERSON, words_of


def stems(text: str) -> list[str]:
    return [word.stem for word in words_of(text)]


def test_marks_case_and_contractions_do_not_count():
    assert stems("“We’re going,” ''they said''") == stems('"we are going" they said')
    assert stems("It can't last") == stems("it can not last")


def test_reported_speech_gives_the_same_words():
    assert stems("I will close my bridge") == stems("he would close his bridge")
    assert stems("“We have built it”") == stems("that they had built it")[1:]
    assert stems("me")[0] == PERSON


def test_numbers_are_the_same_in_words_and_figures():
    assert stems("ten of 1,200 percent") == stems("10 of 1200 %")


def test_words_know_where_they_stand_and_whether_they_are_quoted():
    text = "the mayor's “very safe … old [stone] bridge” stays"
    found = {word.form: word for word in words_of(text)}
    assert all(text[w.start : w.end].lower().startswith(w.form[:3]) for w in found.values())
    assert found["safe"].quoted
    assert not found["stays"].quoted
    assert found["old"].after_gap
    assert found["stone"].inserted


@given(st.text(max_size=200))
def test_any_text_gives_words_in_order_inside_it(text: str):
    words = words_of(text)
    assert all(0 <= w.start < w.end <= len(text) and w.stem for w in words)
    assert [w.start for w in words] == sorted(w.start for w in words)
