"""Corrections by the user: an append-only log that survives re-reading and can be undone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from made import made
from onrecord.errors import UsageError
from onrecord.store import corrections
from onrecord.store.keep import Arrival, keep
from onrecord.store.schema import ACTORS, ARTICLE_ACTORS
from onrecord.store.store import Store
from onrecord.story.actors.arrival import arrive

WORDS = "Bridge closed\n\n[%s]{@a} [said]{1:cue} [it was closed for %s days]{1}."


def bring(store: Store, name: str, number: int, url: str | None = None) -> int:
    """Keep an article in which somebody speaks; one url read again is the same article."""
    record = made(WORDS % (name, number), statements={1: {"speaker": "a"}})
    with store.writing() as connection:
        at = url or f"https://news.example/{number}"
        kept = keep(connection, Arrival(record, "test", "2031-03-04T12:00:00Z", url=at))
        assert kept.article is not None
        arrive(connection, kept.article)
        return kept.article


def speaker(store: Store, article: int) -> tuple[int, str]:
    with store.reading() as connection:
        row = connection.execute(
            select(ACTORS.c.id, ACTORS.c.name)
            .join(ARTICLE_ACTORS, ARTICLE_ACTORS.c.actor == ACTORS.c.id)
            .where(ARTICLE_ACTORS.c.article == article)
        ).one()
        return row.id, row.name


@pytest.fixture
def three(store: Store) -> tuple[Store, list[int]]:
    """Two articles that name one, one that names another."""
    return store, [bring(store, name, n) for n, name in enumerate(("Ada Brenn", "Ada Brenn", "Ida Vinter"), 10)]


def test_merged_actors_are_one_and_apart_again_when_undone(three):
    store, (a, _, c) = three
    ada, ida = speaker(store, a), speaker(store, c)
    made_it = store.merge(ada[0], ida[0])
    assert speaker(store, c) == ada
    assert speaker(store, bring(store, "Ida Vinter", 20)) == ada
    store.undo(made_it)
    assert speaker(store, a) == ada
    assert speaker(store, c) == ida


def test_what_comes_while_two_are_merged_is_apart_again_too(three):
    store, (a, _, c) = three
    ada, ida = speaker(store, a), speaker(store, c)
    made_it = store.merge(ada[0], ida[0])
    late = bring(store, "Ida Vinter", 20)
    store.undo(made_it)
    assert speaker(store, late) == ida


def test_an_undoing_can_be_undone(three):
    store, (a, _, c) = three
    ada, ida = speaker(store, a), speaker(store, c)
    undone = store.undo(store.merge(ada[0], ida[0]))
    assert speaker(store, c) == ida
    store.undo(undone)
    assert speaker(store, c) == ada
    assert [(line.kind, line.active) for line in store.log()] == [("merge", True), ("undo", False), ("undo", True)]


def test_a_split_gives_some_articles_to_another_and_back(three):
    store, (a, b, _) = three
    whole = speaker(store, a)
    made_it = store.split(whole[0], [b], "Ada Brenn (poet)")
    assert speaker(store, a) == whole
    other = speaker(store, b)
    assert other[1] == "Ada Brenn (poet)"
    assert other[0] != whole[0]
    undone = store.undo(made_it)
    assert speaker(store, b) == whole
    store.undo(undone)
    assert speaker(store, b) == other


def test_a_name_is_given_and_taken_back(three):
    store, (a, b, _) = three
    actor, name = speaker(store, a)
    first = store.rename(actor, "A. Brenn, the minister")
    second = store.rename(actor, "Minister Brenn")
    assert speaker(store, b) == (actor, "Minister Brenn")
    assert speaker(store, bring(store, "Ada Brenn", 21)) == (actor, "Minister Brenn")
    store.undo(second)
    assert speaker(store, b) == (actor, "A. Brenn, the minister")
    store.undo(first)
    assert speaker(store, b) == (actor, name)


def test_corrections_survive_a_reading_with_other_ids(three):
    store, (a, b, c) = three
    ada, ida = speaker(store, a), speaker(store, c)
    store.merge(ada[0], ida[0])
    store.split(ada[0], [b], "The other")
    for number in (10, 11, 12):
        name = "Ida Vinter" if number == 12 else "Ada Brenn"
        record = made("[Ole Lund]{@z} wrote:\n\n" + WORDS % (name, number), statements={1: {"speaker": "a"}})
        with store.writing() as connection:
            kept = keep(
                connection, Arrival(record, "test", "2031-03-05T12:00:00Z", url=f"https://news.example/{number}")
            )
            assert kept.kept == "revised"
            arrive(connection, kept.article)
    names = ARTICLE_ACTORS.c
    with store.reading() as connection:
        rows = connection.execute(
            select(names.article, ACTORS.c.name)
            .join(ACTORS, ACTORS.c.id == names.actor)
            .where(names.name != "Ole Lund")
        )
        assert {row.article: row.name for row in rows} == {a: "Ada Brenn", b: "The other", c: "Ada Brenn"}


def test_what_can_no_longer_be_found_is_listed_and_comes_back(three):
    store, (_, b, _) = three
    actor, _ = speaker(store, b)
    store.split(actor, [b], "The other")
    record = made("Bridge closed\n\nNobody said anything about it, all day long.")
    with store.writing() as connection:
        keep(connection, Arrival(record, "test", "2031-03-05T12:00:00Z", url="https://news.example/11"))
        arrive(connection, b)
    assert store.log()[0].lost == ("Ada Brenn in https://news.example/11",)
    assert bring(store, "Ada Brenn", 11) == b
    assert store.log()[0].lost == ()
    assert speaker(store, b)[1] == "The other"


def test_an_exported_log_works_in_another_store(three, tmp_path):
    store, (a, b, c) = three
    ada, ida = speaker(store, a), speaker(store, c)
    store.undo(store.merge(ida[0], ada[0]))
    store.merge(ada[0], ida[0])
    store.split(ada[0], [b], "The other")
    store.rename(ada[0], "Minister Brenn")
    with store.reading() as connection:
        lines = list(corrections.export_log(connection))
    with Store.create(tmp_path / "other.db") as other:
        bring(other, "Ole Lund", 1)
        ids = [bring(other, name, n) for n, name in enumerate(("Ada Brenn", "Ada Brenn", "Ida Vinter"), 10)]
        for expected in (5, 0):
            with other.writing() as connection:
                assert corrections.import_log(connection, lines) == expected
        assert [speaker(other, i)[1] for i in ids] == ["Minister Brenn", "The other", "Minister Brenn"]


@pytest.mark.parametrize("line", ["{}", "no JSON", '{"made_at": "x", "kind": "spoil", "undoes": null, "says": {}}'])
def test_a_line_that_is_no_correction_is_refused(sqlite_store, line):
    with sqlite_store.writing() as connection, pytest.raises(UsageError, match="line 1 is no correction"):
        corrections.import_log(connection, [line])


def test_mistakes_are_refused_with_what_is_wrong(three):
    store, (a, b, c) = three
    actor, _ = speaker(store, a)
    with pytest.raises(UsageError, match="there is no actor 999"):
        store.merge(actor, 999)
    with pytest.raises(UsageError, match="are one already"):
        store.merge(actor, actor)
    with pytest.raises(UsageError, match=f"not named in article {c}"):
        store.split(actor, [b, c])
    with pytest.raises(UsageError, match="nothing to split"):
        store.split(actor, [a, b])
    with pytest.raises(UsageError, match="cannot be empty"):
        store.rename(actor, "  ")
    with pytest.raises(UsageError, match="there is no correction 7"):
        store.undo(7)
    made_it = store.rename(actor, "Minister Brenn")
    store.undo(made_it)
    with pytest.raises(UsageError, match="is undone already"):
        store.undo(made_it)
    assert len(store.log()) == 2


def test_corrections_made_at_once_are_all_kept(three):
    store, (a, _, c) = three
    ada, ida = speaker(store, a), speaker(store, c)
    work = [lambda n=n: store.rename(ada[0], f"Name {n}") for n in range(6)] + [lambda: store.merge(ada[0], ida[0])]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda correct: correct(), work))
    log = store.log()
    assert len(log) == 7
    renames = [line.says.name for line in log if line.kind == "rename"]
    assert speaker(store, c) == (ada[0], renames[-1])


def test_who_says_it_and_why_are_kept(three):
    store, (a, _, c) = three
    ada, ida = speaker(store, a)[0], speaker(store, c)[0]
    with store.writing() as connection:
        corrections.merge(connection, ada, ida, why="her married name", by="oda")
        corrections.rename(connection, ada, "Ada Vinter", by="oda")
    assert [(line.says.by, line.says.why) for line in store.log()] == [("oda", "her married name"), ("oda", None)]
    with pytest.raises(UsageError, match="no correction 9"):
        store.undo(9)
