"""A feed of any search is Atom as RFC 4287 has it, and says who said what."""

from __future__ import annotations

import feedparser
import msgspec
import pytest
from atom_rules import faults
from hypothesis import given, settings

from dam import records
from onrecord.errors import UsageError
from onrecord.export.formats import stream
from onrecord.export.gather import documents, said
from onrecord.export.heading import Heading
from onrecord.export.loose import loose_documents
from onrecord.export.rows import KINDS, Document, Part, rows_of
from onrecord.record import Record
from onrecord.store.rows import Said
from onrecord.store.store import Store
from onrecord.story.asking import Asked, SearchAsked, TallyPoint, search
from strategies import records as any_records


def feed_of(part: Part, many: list[Document], heading: Heading | None = None) -> bytes:
    return b"".join(stream("atom", rows_of(part, many), KINDS[part], heading or Heading()))


@pytest.mark.parametrize("part", KINDS)
def test_a_feed_of_each_kind_is_as_the_rfc_has_it(part: Part, loose: list[Document]) -> None:
    feed = feed_of(part, loose, Heading(title="dam", address="https://r.example/feed", page="https://r.example/s"))
    assert faults(feed) == []
    parsed = feedparser.parse(feed)
    assert not parsed.bozo
    assert len(parsed.entries) == len(list(rows_of(part, loose)))
    assert parsed.feed.title == "dam"


def test_an_entry_says_who_said_what_where_and_when(dam: Store) -> None:
    feed = b"".join(stream("atom", said(dam, Asked(words="higher", newest=False)), Said, Heading(title="higher")))
    assert faults(feed) == []
    entry = feedparser.parse(feed).entries[0]
    assert entry.title == 'Ilva Ren: "we oppose a higher Orrin dam as long as I hold this office"'
    assert entry.author == "Ilva Ren"
    assert entry.link == "https://news.example/2"
    assert entry.updated == "2031-03-02T00:00:00Z"
    assert {tag.term for tag in entry.tags} >= {"act:say", "mode:affirm", "outlet:Lindrava Ledger"}


def test_a_feed_of_articles_that_a_search_found_shows_what_was_found(sqlite_dam: Store) -> None:
    found = search(sqlite_dam, SearchAsked(words="ministers"))
    feed = b"".join(stream("atom", found.hits, type(found.hits[0])))
    assert faults(feed) == []
    assert "Ministers" in feedparser.parse(feed).entries[0].summary


def test_an_empty_feed_is_a_feed() -> None:
    feed = b"".join(stream("atom", [], Said, Heading(title="nothing", made_at="2031-03-04T12:00:00Z")))
    assert faults(feed) == []
    assert feedparser.parse(feed).feed.updated == "2031-03-04T12:00:00Z"


def test_the_same_words_have_the_same_name_with_and_without_a_store(sqlite_dam: Store) -> None:
    def names(many: list[Document]) -> list[str]:
        feed = feedparser.parse(feed_of("statements", many))
        return [entry.id for entry in feed.entries]

    kept = list(documents(sqlite_dam))
    url = {one.article.title: one.article.url for one in kept}
    at_their_places = [
        msgspec.structs.replace(one, article=msgspec.structs.replace(one.article, url=url[one.article.title]))
        for one in loose_documents(records())
    ]
    assert names(kept) == names(at_their_places)


def test_the_same_words_twice_in_one_article_are_two_entries(loose: list[Document]) -> None:
    twice = [msgspec.structs.replace(one, statements=one.statements * 2) for one in loose]
    assert faults(feed_of("statements", twice)) == []


def test_a_table_that_no_feed_can_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="TallyPoint"):
        list(stream("atom", [], TallyPoint))


@settings(max_examples=25)
@given(any_records())
def test_whatever_a_record_holds_its_feeds_are_well_formed(record: Record) -> None:
    many = list(loose_documents([record]))
    for part in KINDS:
        feed = feed_of(part, many)
        assert [fault for fault in faults(feed) if "is no IRI" not in fault] == []
        assert b"\0" not in feed
