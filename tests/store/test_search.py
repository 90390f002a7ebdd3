"""Searching with plain words, on both databases."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, update

from made import add, made
from onrecord.errors import UsageError
from onrecord.record import Span
from onrecord.store import find, schema, search
from onrecord.store.articles import texts
from onrecord.store.marks import in_article, snippet
from onrecord.store.order import first_of, in_order, last_of
from onrecord.store.search import search_articles, search_statements
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted
from onrecord.store.words import parse

RIVER = """
    River rises in Vellmar

    [[Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the river would]{1}, she feared, [rise again]{1}.
    [The [harbour]{@harbour} office]{2:source} [denied]{2:cue} [that the old harbour was at risk]{2}.
"""
TRAM = """
    Trams stop

    [[Bo Lund]{@lund}]{1:source} [said]{1:cue} [trams will run past the river by night]{1}. A word of Ørsted’s café.
"""


@pytest.fixture
def searched(store: Store) -> Store:
    add(store, made(RIVER, published="2031-03-04", outlet="Post"), "https://post.example/1")
    add(store, made(TRAM, published="2031-02-01", outlet="Herald"), "https://herald.example/1")
    with store.writing() as connection:
        connection.execute(insert(schema.ACTORS), {"id": 3, "name": "Ada Brenn", "type": "person"})
        own = schema.ARTICLE_ACTORS.c
        connection.execute(update(schema.ARTICLE_ACTORS).where(own.name == "Ada Brenn").values(actor=3))
    return store


def test_statements_are_found_with_their_words_marked(searched: Store):
    with searched.reading() as connection:
        found = search_statements(connection, Wanted(words="river rising"))
        text = texts(connection, [1])[1]
    (hit,) = found.hits
    assert [mark.of(text) for mark in hit.marks] == ["river", "rise"]
    assert (found.total, found.more, found.order) == (1, False, "match")
    assert {(f.by, f.value, f.id, f.count) for f in found.facets} == {
        ("outlet", "Post", None, 1), ("month", "2031-03", None, 1), ("act", "say", None, 1),
        ("mode", "affirm", None, 1), ("grade", "named", None, 1), ("speaker", "Ada Brenn", 3, 1),
    }  # fmt: skip


def test_words_are_found_in_the_source_too(searched: Store):
    with searched.reading() as connection:
        (hit,) = search_statements(connection, Wanted(words="harbour office")).hits
        text = texts(connection, [1])[1]
    assert [mark.of(text) for mark in hit.marks] == ["harbour", "office", "harbour"]


def test_articles_are_found_with_a_piece_of_their_text(searched: Store):
    with searched.reading() as connection:
        found = search_articles(connection, Wanted(words="river"))
        there = texts(connection, [1, 2])
    assert [hit.article.id for hit in found.hits] == [1, 2]  # in its title
    for hit in found.hits:
        text = there[hit.article.id]
        assert {mark.of(text).lower() for mark in hit.marks} == {"river"}
        assert hit.words == hit.span.of(text)


@pytest.mark.parametrize("words", ["cafe", "CAFÉ", "word*", '"a word of"'])
def test_accents_and_case_do_not_matter(searched: Store, words: str):
    with searched.reading() as connection:
        assert [hit.article.id for hit in search_articles(connection, Wanted(words=words)).hits] == [2]


def test_the_newest_come_first_where_asked(searched: Store):
    with searched.reading() as connection:
        found = search_articles(connection, Wanted(words="said"), "newest")
        assert ([hit.article.id for hit in found.hits], found.order) == ([1, 2], "newest")
        part = search_articles(connection, Wanted(words="said", limit=1, offset=1), "newest")
        assert [hit.article.id for hit in part.hits] == [2]


def test_of_many_the_newest_are_counted(searched: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "MOST", 1)
    with searched.reading() as connection:
        found = search_articles(connection, Wanted(words="said"))
    assert ([hit.article.id for hit in found.hits], found.total, found.more, found.order) == ([1, 2], 1, True, "newest")


def test_a_wide_and_a_narrow_filter_find_the_same(searched: Store, monkeypatch: pytest.MonkeyPatch):
    answers = []
    for narrow in (0, 500):
        monkeypatch.setattr(find, "NARROW", narrow)
        with searched.reading() as connection:
            answers.append(search_statements(connection, Wanted(words="river", speaker=3)))
            answers.append(search_statements(connection, Wanted(words="river", articles=(2,), since="2031-01-31")))
    assert answers[0] == answers[2]
    assert answers[1] == answers[3]
    assert [len(answer.hits) for answer in answers[:2]] == [1, 1]


def test_nothing_found_says_so(searched: Store):
    with searched.reading() as connection:
        found = search_statements(connection, Wanted(words="glacier"))
        assert (found.hits, found.total, found.more, found.facets) == ((), 0, False, ())
        with pytest.raises(UsageError, match="no word to look for"):
            search_articles(connection, Wanted(words="-river"))


@given(st.text(max_size=30))
def test_whatever_is_typed_is_parsed_or_refused(typed: str):
    try:
        terms = parse(typed)
    except UsageError:
        return
    assert any(not term.without for term in terms)
    assert all(any(c.isalnum() for c in term.words) for term in terms)


TYPED = [
    '"', "'", "a'b", "a\\", "a:*", "a & | ! b", "NEAR(a b)", "col:a", "a* b*", "^a", "{a}", "a\x00b", "٣", "²", "🙂 a",
    "a-b*", "''*", "\\'*", "(a", "a OR", "rowid", "\u2028a", "½", "a''*",
]  # fmt: skip


def test_nothing_that_is_typed_breaks_a_search(searched: Store):
    for typed in TYPED:
        with searched.reading() as connection, suppress(UsageError):
            search_articles(connection, Wanted(words=typed))
            search_statements(connection, Wanted(words=typed))


DAYS = st.dates().map(str)


@given(DAYS, DAYS, st.integers(1, 10**12), st.integers(1, 10**12))
def test_the_order_is_that_of_days_then_ids(one: str, two: str, first: int, second: int):
    if max(one, two) < "4319" and min(one, two) >= "1900":
        assert ((one, first) < (two, second)) == (in_order(one, first) < in_order(two, second))
        assert first_of(one) <= in_order(one, first) <= last_of(one)
    assert 0 <= in_order(one, first) < 2**63


def test_marks_in_the_pieces_of_a_statement_move_to_the_article():
    pieces = (Span(10, 15), Span(30, 38))
    # "abcde … fghijklm": the second piece begins at 8.
    assert in_article([Span(0, 2), Span(8, 9), Span(4, 10)], pieces) == (
        Span(10, 12), Span(30, 31), Span(14, 15), Span(30, 32),
    )  # fmt: skip


@given(st.lists(st.sampled_from(["river", "a", "bridge\n\n", "harbourmaster " * 3]), max_size=80), st.data())
def test_a_snippet_is_of_one_block_and_shows_a_mark(words: list[str], given_by: st.DataObject):
    text = " ".join(words)
    starts = [i for i in range(len(text)) if text.startswith("river", i)]
    marks = sorted(
        Span(i, i + 5) for i in given_by.draw(st.sets(st.sampled_from(starts)) if starts else st.just(set()))
    )
    span = snippet(text, marks)
    assert 0 <= span.start <= span.end <= len(text)
    assert "\n\n" not in text[span.start : span.end].strip("\n")
    assert not marks or any(span.holds(mark) for mark in marks)
    assert span.end - span.start <= 200


def test_words_stay_found_when_days_change_places(store: Store):
    days = ["2031-03-09", "2031-03-01", "2031-03-05"]
    for number, day in enumerate(days):
        add(store, made(RIVER.replace("Ada", f"Ada{number}"), published=day), f"https://post.example/{number}")
    with store.reading() as connection:
        newest = search_statements(connection, Wanted(words="river"), "newest")
        known = [hit.statement.article for hit in newest.hits]
        assert known == [1, 3, 2]
        late = search_statements(connection, Wanted(words="river", since="2031-03-05", until="2031-03-05"), "newest")
        assert [hit.statement.article for hit in late.hits] == [3]
    assert all(one != two for one, two in pairwise(known))
