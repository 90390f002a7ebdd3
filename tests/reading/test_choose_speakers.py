"""Who is meant among several: the rivals, their features, and what no model may choose."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.actors.choice import FEATURES, weighed
from onrecord.actors.query import query_of
from onrecord.actors.resolve import Resolver
from onrecord.actors.rivals import MOST
from onrecord.record import Span
from onrecord.text import annotate

STORY = (
    "Acme Steel will close its plant in Northtown. “We have no choice,” chief executive Ana Lopez said. "
    "Peter Brown, a union leader, met her. He said the company had misled the workers."
)


def asked(text: str, word: str):
    parse = annotate(text, [Span(0, len(text))])
    resolver = Resolver(parse)
    token = next(t for t in parse.tokens if t.text == word)
    query = query_of(parse, token, None, None, quoted=False)
    return resolver, query, weighed(resolver._stage, query, word.lower())


def test_each_rival_and_nobody_has_a_row_of_all_features():
    _, _, found = asked(STORY, "He")
    assert {len(row) for row in found.rows} == {len(FEATURES)}
    assert len(found.rows) == len(found.numbers) + 1


def test_he_is_no_woman_and_no_company():
    resolver, _, found = asked(STORY, "He")
    assert {resolver.entities[n].name for n in found.numbers} == {"Peter Brown"}


def test_it_is_no_person():
    resolver, _, found = asked("Ana Lopez works for Acme Steel. It said so.", "It")
    assert all(resolver.entities[n].kind != "person" for n in found.numbers)


def test_he_is_the_man_who_was_named(read, quoted):
    rows = quoted(read("Peter Brown fixed the road.", "“It is done,” he said.")).rows()
    assert rows[0][3] == "Peter Brown"


def test_the_company_is_the_one_that_spoke(read):
    record = read("Acme Steel Corp said it would close a plant.", "The company said 300 people would lose their jobs.")
    assert len({s.speaker for s in record.statements}) == 1


def test_another_person_is_nobody_named_before(read):
    record = read("Ana Lopez said it rained.", "Peter Brown said it hailed.", "A nurse said it snowed.")
    assert len({s.speaker for s in record.statements}) == 3


@settings(max_examples=10, deadline=None)
@given(st.integers(30, 200))
def test_rivals_are_few_however_many_are_named(people):
    names = [f"Ana {chr(65 + n % 26)}{chr(97 + n // 26)}rown" for n in range(people)]
    _, _, found = asked(" ".join(f"{name} waited." for name in names) + " She said so.", "She")
    assert len(found.numbers) <= MOST


def test_training_learns_from_a_record_that_we_made_up(tmp_path, shared):
    pytest.importorskip("lightgbm")
    from training.speakers.questions import nearest, questions, read_articles  # noqa: PLC0415 - an extra
    from training.speakers.train import fit, right  # noqa: PLC0415

    text = "Rain at last\n\nAna Lopez, a farmer, waited for weeks. She said the fields were dry.\n"
    said = {"q": "said"}
    record = {
        "id": "rain", "published": "2025-03-04",
        "actors": [{"name": "Ana Lopez", "type": "person", "mentions": ["Ana Lopez", "a farmer"]}],
        "statements": [
            {"source": {"q": "She"}, "cue": said, "content": [{"q": "the fields were dry"}], "speaker": "Ana Lopez"},
        ],
    }  # fmt: skip
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rain.txt").write_text(text, encoding="utf-8")
    (tmp_path / "rain.json").write_text(json.dumps(record), encoding="utf-8")
    reads = read_articles(shared, tmp_path)
    asked_for = questions(reads, nearest, more=True)
    assert [(q.word, bool(q.right[:-1].any())) for q in asked_for if q.source] == [("he", True)]
    assert right(asked_for, fit(asked_for * 30, rounds=5))
