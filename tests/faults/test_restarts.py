"""A database that restarts in the middle of an ingest: no article is lost, doubled or half written."""

from __future__ import annotations

import threading
from contextlib import contextmanager

from sqlalchemy import func, select
from stub import Said, count, ingest, pages
from stub_reader import read_slowly

from databases import running_postgres
from onrecord.errors import StoreGoneError
from onrecord.store import schema
from onrecord.store.checking import check
from onrecord.store.store import Store


class Unsure(Store):
    """A store whose connection breaks after a transaction was kept and before anybody was told."""

    breaks: frozenset[int]
    writes = 0

    @contextmanager
    def writing(self):
        with super().writing() as connection:
            yield connection
        self.writes += 1
        if self.writes in self.breaks:
            raise StoreGoneError("the database went away; try again when it is back")


def run_rows(store):
    with store.reading() as connection:
        c = schema.RUNS.c
        return [tuple(row) for row in connection.execute(select(c.added, c.known, c.failed).order_by(c.id))]


def test_a_batch_that_was_kept_without_anybody_being_told_is_not_kept_twice(store, tmp_path):
    pages(tmp_path, **{f"p{n:02d}": f"Page {n}." for n in range(38)}, bad="no page at all")
    store.__class__ = Unsure
    store.breaks = frozenset({2, 3, 5})
    said = Said()
    report = ingest(store, tmp_path, said=said)
    assert (report.counts.added, report.counts.known, report.counts.failed) == (38, 0, 1)
    assert len(said.waits) == 3
    assert count(store, schema.ARTICLES) == count(store, schema.SIGHTINGS) == count(store, schema.REVISIONS) == 38
    assert count(store, schema.FAILURES) == 1
    assert run_rows(store)[-1] == (38, 0, 1)
    assert len(said.outcomes) == 39
    assert check(store).whole


def test_an_article_that_breaks_its_batch_is_counted_once_when_nobody_was_told(store, tmp_path, monkeypatch):
    """The batch is then written one by one, and one of those is unsure."""
    pages(tmp_path, **{f"p{n:02d}": f"Page {n}." for n in range(6)})
    from onrecord.ingest import keeping  # noqa: PLC0415 - patched

    keep = keeping.keep

    def broken(connection, arrival):
        if arrival.record.article.title == "p03":
            raise ZeroDivisionError
        return keep(connection, arrival)

    monkeypatch.setattr(keeping, "keep", broken)
    store.__class__ = Unsure
    store.breaks = frozenset({3, 5})
    report = ingest(store, tmp_path)
    assert (report.counts.added, report.counts.failed) == (5, 1)
    assert run_rows(store)[-1] == (5, 0, 1)
    assert count(store, schema.ARTICLES) == 5
    assert count(store, schema.FAILURES) == 1


def test_postgresql_that_restarts_again_and_again_loses_and_doubles_nothing(tmp_path):
    """Immediately, as where the power fails, and fast, as where somebody restarts it."""
    pages(tmp_path, **{f"p{n:03d}": f"Page {n} of many." for n in range(120)})
    with running_postgres() as server:
        server.execute("CREATE DATABASE news")
        server.execute("ALTER DATABASE news SET synchronous_commit = on")  # as it is outside of tests
        Store.create(server.url("news")).close()
        said = Said()

        def bounce():
            for number, mode in enumerate(["immediate", "fast", "immediate", "fast"]):
                while len(said.outcomes) < 16 * (number + 1):
                    said.stop.wait(0.01)
                said.stop.wait(0.13 * number)  # at the beginning of a batch, in the middle, at its end
                server.stop(mode)
                said.stop.wait(0.5)
                server.start()

        thread = threading.Thread(target=bounce)
        thread.start()
        with Store.open(server.url("news")) as store:
            report = ingest(store, tmp_path, said=said, read=read_slowly)
            thread.join()
            assert (report.counts.added, report.counts.known, report.counts.failed) == (120, 0, 0)
            assert run_rows(store)[-1] == (120, 0, 0)
            assert len(said.outcomes) == 120
            with store.reading() as connection:
                titles = connection.execute(select(func.count(), func.count(schema.ARTICLES.c.title.distinct()))).one()
            assert tuple(titles) == (120, 120)
            assert check(store).whole
        assert len(said.waits) >= 3
