"""What `python -m bench.fuzz_reader` once found stays mended, and the fuzzer finds what it looks for."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from bench import fuzz_rules
from bench.fuzz_damage import damaged, invented
from bench.fuzz_rules import Trial
from bench.fuzz_worker import shrunk

from onrecord.errors import OnRecordError
from onrecord.page import read_article
from onrecord.page.opening import open_page
from onrecord.page.origin import Source
from onrecord.reader import read_page
from onrecord.record import Record, Span
from onrecord.record.urls import parts_of
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from onrecord.text.annotator import LONGEST_SENTENCE, annotate
from onrecord.text.graphemes import snapped

FOUND = {
    "half a character in JSON-LD": (
        b'<head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "\\ud800 Dam fails"}</script>'
        b"</head><body><p>The dam failed, said Ada Brenn.</p>"
    ),
    "an address that is none": b'<meta property="og:url" content="//[>"><p>The dam failed, said Ada Brenn.</p>',
    "an address whose host changes under NFKC": (
        '<link rel="canonical" href="http://a\u2100b/2031/03/04/"><p>The dam failed, said Ada Brenn.</p>'.encode()
    ),
    "a cue that would run backwards": b"in i,according",
    "mentions that become one where a cluster is kept whole": (
        "to. \U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466Minister \u2018\u20acthnd\u201ecomment "
        "that told 2,3\u201c"
    ).encode(),
    "a name that is part of a word": b"ayak0m ask Am",
    "a capital whose small letter is two": "\u066b \u2013 \u0130 POLI MINISTER, ADDED,".encode(),
    "a number whose upper end is a scale alone": b"The fire killed three to million people, said Ada Brenn.",
    "a name that ends inside a word": b"hry 1m said",
    "a range from the larger to the smaller": "\u0660\u0669\u0666\u0662\u0665\u0669\u0662\u20142,000".encode(),
    "two figures that are each other's part": "\u096a\u0966 yesterdy of two-thirds".encode(),
    "joint speakers": b"Ada Brenn, Lena Orsk and Idris N500m told the court.",
}


@pytest.mark.parametrize("found", FOUND)
def test_what_was_found_is_mended(found: str, tmp_path: Path) -> None:
    assert Trial(tmp_path).finding(FOUND[found], fresh=False) is None


def test_half_a_character_stands_as_the_sign_for_what_cannot_be_read() -> None:
    assert read_article(open_page(FOUND["half a character in JSON-LD"])).article.title == "\ufffd Dam fails"


def test_a_whole_character_in_two_escapes_is_one() -> None:
    page = b'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "\\ud83c\\udf0a Dam"}</script><p>x'
    assert read_article(open_page(page)).article.title == "\U0001f30a Dam"


@pytest.mark.parametrize("words", ["1 ", "said ", '"a" ', "Ada Brenn and "])
def test_a_sentence_without_end_is_read_in_parts(words: str) -> None:
    text = words * (4 * LONGEST_SENTENCE)
    parse = annotate(text, [Span(0, len(text))])
    assert max(s.last - s.first for s in parse.sentences) <= LONGEST_SENTENCE
    for sentence in parse.sentences:
        heads = [parse.tokens[i].head for i in range(sentence.first, sentence.last)]
        assert all(sentence.first <= head < sentence.last for head in heads)
        assert len(parse.edges) == len(parse.tokens)  # goes through every tree from its root: no word hangs in a circle
    assert sorted(parse._top_down) == list(range(len(parse.tokens)))


def test_comments_in_a_row_are_gone_over_once(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[int] = []
    match = Source._match
    monkeypatch.setattr(Source, "_match", lambda self, shown, at: steps.append(at) or match(self, shown, at))

    def taken(times: int) -> int:
        steps.clear()
        read_article(open_page(b"<html><body><p>Ada Brenn said no. " + b"<?xml?> so " * times))
        return len(steps)

    assert taken(800) < 5 * taken(200)


def test_spans_that_become_the_same_are_one() -> None:
    spans = [{"start": 5, "end": 9}, {"start": 2, "end": 4}, {"start": 2, "end": 3}]
    assert snapped(spans, frozenset({3}), 9) == [{"start": 2, "end": 4}, {"start": 5, "end": 9}]


@pytest.mark.parametrize("address", ["http://[::1", "//[>", "http://a\u2100b/", "http://[x]/"])
def test_an_address_that_is_none_keeps_no_article_out_of_a_store(address: str, store: Store) -> None:
    assert parts_of(address).hostname is None
    record = read_page(open_page(b"<p>The dam failed, said Ada Brenn.</p>")).record
    with store.writing() as connection:
        first = keep(connection, Arrival(record, "a", "2031-03-04T17:03:00Z", url="https://vellmar.example/dam"))
        second = keep(connection, Arrival(record, "a", "2031-03-04T17:04:00Z", url=address))
    assert (first.kept, second.kept) == ("new", "known")


# -- the fuzzer -------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_page() -> None:
    def page(seed: int) -> bytes:
        chance = random.Random(seed)
        return damaged(invented(chance), invented(chance), chance, 65_536)

    assert [page(seed) for seed in range(50)] == [page(seed) for seed in range(50)]
    assert len({page(seed) for seed in range(50)}) > 45
    assert max(len(page(seed)) for seed in range(50)) <= 65_536


def test_it_finds_an_exception_a_broken_rule_and_a_record_that_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, read_text = b"<p>The dam failed, said Ada Brenn.</p>", fuzz_rules.read_text

    def raising(*_: object) -> Record:
        raise IndexError

    def astray(*given: object) -> Record:
        record = read_text(*given)
        broken = [replaced(s, cue=Span(9, 3)) for s in record.statements]
        return replaced(record, statements=tuple(broken))

    for planted, sign in ((raising, "IndexError"), (astray, "rule record.statements[].cue")):
        monkeypatch.setattr(fuzz_rules, "read_text", planted)
        found = Trial(tmp_path).finding(page)
        assert found is not None
        assert found.sign.startswith(sign)
    monkeypatch.setattr(fuzz_rules, "read_text", read_text)
    monkeypatch.setattr(fuzz_rules, "read_page", lambda _: read_page(open_page(b"<p>Ada Brenn said no.</p>")))
    found = Trial(tmp_path).finding(page, fresh=False)
    assert found is not None
    assert found.sign == "two records"


def test_an_answer_that_is_a_reason_is_no_finding(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    assert trial.finding(b"%PDF-1.4") is None
    assert trial.counts == {"pages": 1, "refused": 1}


def test_a_finding_is_made_small(tmp_path: Path) -> None:
    class Fussy(Trial):
        def finding(self, body: bytes, *, fresh: bool = True) -> fuzz_rules.Finding | None:
            assert not fresh
            return fuzz_rules.Finding("bang", "") if b"!" in body and b"?" in body else None

    assert sorted(shrunk(b"aaaa!bbbbbbbb?ccc", "bang", Fussy(tmp_path))) == sorted(b"!?")


def replaced(part: object, **fields: object) -> Record:
    return msgspec.structs.replace(part, **fields)


def test_whatever_is_damaged_is_read_or_refused() -> None:
    for seed in range(40):
        chance = random.Random(seed)
        try:
            read_article(open_page(damaged(invented(chance), invented(chance), chance, 65_536)))
        except OnRecordError:
            continue
