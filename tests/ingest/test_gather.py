from __future__ import annotations

import itertools
import threading

import pytest
import stub
import stub_reader
from sqlalchemy import select
from stub import Said, articles, count, ingest, warc, warc_record

from databases import running_postgres
from made import made
from onrecord.errors import ModelError, StoreError, StoreGoneError
from onrecord.ingest import gather as gathering
from onrecord.ingest import keeping
from onrecord.ingest.patience import Patient
from onrecord.store import intake, schema
from onrecord.store.store import Store

C = schema.ARTICLES.c


def test_pages_are_kept_in_order_with_their_bytes_and_the_run_that_brought_them(store, tmp_path):
    stub.pages(tmp_path, b="Two words here.", a="One word here.")
    report = ingest(store, tmp_path)
    assert (report.counts.added, report.counts.pages, report.stopped) == (2, 2, False)
    assert [title for _, title, _ in articles(store)] == ["a", "b"]
    assert count(store, schema.PAGES) == 2
    with store.reading() as connection:
        run = connection.execute(select(schema.RUNS)).one()
    assert (run.id, run.command, run.added, run.known, run.failed) == (report.run, "ingest", 2, 0, 0)
    assert run.ended_at


def test_bytes_are_not_kept_where_they_are_not_wanted_and_pages_are_known_all_the_same(sqlite_store, tmp_path):
    stub.pages(tmp_path, a="One.", b="Two.")
    ingest(sqlite_store, tmp_path, keep_pages=False)
    assert count(sqlite_store, schema.PAGES) == 0
    assert ingest(sqlite_store, tmp_path).counts.known == 2


def test_the_same_again_reads_nothing_and_changes_nothing(store, tmp_path):
    stub.pages(tmp_path, a="One.", b="Two.")
    (tmp_path / "w.warc.gz").write_bytes(warc([warc_record(1), warc_record(2)]))
    records = [made("Harbour\n\nShut."), made("Airport\n\nOpen.")]
    (tmp_path / "r.jsonl").write_text("\n".join(record.to_json() for record in records))
    ingest(store, tmp_path)
    before = {table: count(store, table) for table in (schema.ARTICLES, schema.SIGHTINGS, schema.READINGS)}
    report = ingest(store, tmp_path, read=None)  # the real reader: it is not called
    assert (report.counts.known, report.counts.pages) == (6, 6)
    assert {table: count(store, table) for table in before} == before


def test_one_address_with_other_texts_is_one_article_with_revisions_also_when_all_is_taken_in_again(store, tmp_path):
    versions = [
        warc_record(1, stub.page("Bridge", f"The bridge is closed for {n} days.").encode()) for n in (10, 12, 14)
    ]
    (tmp_path / "w.warc.gz").write_bytes(warc(versions))
    report = ingest(store, tmp_path)
    assert (report.counts.added, report.counts.revised) == (1, 2)
    assert ingest(store, tmp_path).counts.known == 3
    assert (count(store, schema.ARTICLES), count(store, schema.REVISIONS)) == (1, 3)


def test_other_addresses_with_the_same_text_are_sightings_on_one_host_and_articles_on_two(store, tmp_path):
    body = stub.page("Bridge", "The bridge is closed.")
    urls = ["https://news.example/1", "https://news.example/1?from=feed", "https://other.example/1"]
    lines = []
    for number, url in enumerate(urls):
        (tmp_path / f"{number}.html").write_text(body)
        lines.append(f'{{"file": "{number}.html", "url": "{url}"}}')
    (tmp_path / "list.jsonl").write_text("\n".join(lines))
    report = ingest(store, tmp_path / "list.jsonl")
    assert (report.counts.added, report.counts.known) == (2, 1)
    assert [url for url, _, _ in articles(store)] == [urls[0], urls[2]]
    assert count(store, schema.SIGHTINGS) == 3


def test_a_page_that_fails_costs_itself_alone_and_is_noted_with_its_cause(store, tmp_path):
    stub.pages(tmp_path, a="One.", b="There is a bug in us.", c="This is no page at all.", d="Four.")
    (tmp_path / "e.txt").write_bytes(b"")
    said = Said()
    report = ingest(store, tmp_path, said=said)
    assert (report.counts.added, report.counts.failed) == (2, 3)
    with store.reading() as connection:
        noted = list(intake.failures_of(connection, report.run))
        assert intake.last_run(connection) == report.run
    assert [(f.page.rpartition("/")[2], f.cause) for f in noted] == [
        ("b.html", "onrecord itself failed on this page (ZeroDivisionError: division by zero)"),
        ("c.html", "no text"),
        ("e.txt", "the page is empty"),
    ]
    assert [(error.page, error.cause, error.remedy) for error in said.failed] == [
        (f.page, f.cause, f.remedy) for f in noted
    ]


def test_an_article_that_cannot_be_kept_costs_itself_alone(store, tmp_path, monkeypatch):
    stub.pages(tmp_path, a="One.", b="Poison.", c="Three.")
    keep = keeping.keep

    def poisoned(connection, arrival):
        receipt = keep(connection, arrival)
        if "Poison" in arrival.record.article.text:
            raise ValueError("no such thing")
        return receipt

    monkeypatch.setattr(keeping, "keep", poisoned)
    report = ingest(store, tmp_path)
    assert (report.counts.added, report.counts.failed) == (2, 1)
    assert [title for _, title, _ in articles(store)] == ["a", "c"]
    assert count(store, schema.FAILURES) == 1


def test_a_text_that_the_database_does_not_take_costs_itself_alone(store, tmp_path):
    records = [made(f"Bridge\n\n{words}") for words in ("One.", "T\x00wo.", "Three.")]
    (tmp_path / "r.jsonl").write_text("\n".join(record.to_json() for record in records))
    report = ingest(store, tmp_path)
    assert report.counts.added + report.counts.failed == 3
    assert report.counts.added >= 2


def test_a_limit_counts_what_is_read_so_that_the_next_run_goes_on(sqlite_store, tmp_path):
    stub.pages(tmp_path, **{f"p{n}": f"Page {n}." for n in range(5)})
    assert [ingest(sqlite_store, tmp_path, limit=2).counts.added for _ in range(4)] == [2, 2, 1, 0]


def test_pages_are_read_again_when_asked_or_when_something_else_made_their_record(sqlite_store, tmp_path):
    stub.pages(tmp_path, a="One.")
    ingest(sqlite_store, tmp_path)
    assert ingest(sqlite_store, tmp_path, reread=True).counts.known == 1  # read, and the same as before
    manner = gathering.Manner()
    patient = Patient(sqlite_store, Said().wait)
    assert list(gathering.kept_pages(patient, manner)) == []
    with sqlite_store.writing() as connection:
        connection.execute(schema.MODELS.update().values(onrecord="0.0.0"))
    (kept,) = gathering.kept_pages(patient, manner)
    assert (kept.raw.body, kept.source) == ((tmp_path / "a.html").read_bytes(), str(tmp_path / "a.html"))


@pytest.mark.parametrize(("given", "origin"), [("2031-03-04", "given"), (None, None)])
def test_a_date_that_was_given_is_given_again(sqlite_store, tmp_path, given, origin):
    stub.pages(tmp_path, a="One.")
    ingest(sqlite_store, tmp_path, date_of=lambda _stem: given)
    with sqlite_store.writing() as connection:
        connection.execute(schema.MODELS.update().values(onrecord="0.0.0"))
    (kept,) = gathering.kept_pages(Patient(sqlite_store, Said().wait), gathering.Manner())
    assert (kept.given, origin and "given") == (given, origin)


def test_a_stop_keeps_what_was_read_and_the_next_run_goes_on(sqlite_store, tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 3)
    stub.pages(tmp_path, **{f"p{n:02d}": f"Page {n}." for n in range(40)})
    report = ingest(sqlite_store, tmp_path, said=Said(stop_after=3))
    assert report.stopped
    kept = count(sqlite_store, schema.ARTICLES)
    assert 3 <= kept < 40
    rest = ingest(sqlite_store, tmp_path)
    assert (rest.counts.known, rest.counts.added) == (kept, 40 - kept)


def test_without_a_model_nothing_is_read_in_vain(sqlite_store, tmp_path):
    stub.pages(tmp_path, a="One.", b="Two.")
    with pytest.raises(ModelError):
        ingest(sqlite_store, tmp_path, read=_no_model)


def _no_model(_item):
    raise ModelError("the model is missing; install it")


def test_two_ingests_at_once_double_nothing(store_url, tmp_path):
    stub.pages(tmp_path, **{f"p{n:02d}": f"Page {n} of many." for n in range(30)})
    Store.create(store_url).close()
    reports = []

    def run():
        with Store.open(store_url) as store:
            reports.append(ingest(store, tmp_path))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.counts.added for report in reports) == 30
    assert all(report.counts.pages == 30 and not report.counts.failed for report in reports)
    with Store.open(store_url) as store:
        assert count(store, schema.ARTICLES) == count(store, schema.REVISIONS) == 30


class Flaky(Store):
    """A store that goes away now and then."""

    away = itertools.repeat(0)

    def writing(self):
        if next(self.away):
            raise StoreGoneError("the database went away; try again when it is back")
        return super().writing()


def test_a_database_that_goes_away_is_waited_for_and_nothing_is_lost(store, tmp_path):
    store.__class__ = Flaky
    stub.pages(tmp_path, **{f"p{n:02d}": f"Page {n}." for n in range(40)})
    store.away = itertools.chain([0, 1, 1, 0, 1, 0, 0, 1], itertools.repeat(0))
    said = Said()
    assert ingest(store, tmp_path, said=said).counts.added == 40
    assert len(said.waits) == 4


def test_a_database_that_stays_away_ends_the_run_with_what_was_kept(sqlite_store, tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.ingest.keeping.BATCH", 10)
    sqlite_store.__class__ = Flaky
    stub.pages(tmp_path, **{f"p{n:02d}": f"Page {n}." for n in range(40)})
    sqlite_store.away = itertools.chain([0, 0], itertools.repeat(1))
    said = Said()
    patient = Patient(sqlite_store, said.wait, seconds=0.1)
    items = stub.taken(patient, stub.Inputs([str(tmp_path)]).items(), stub.QUICK, said.stop)
    with pytest.raises(StoreError, match="went away"):
        gathering.gather(patient, items, "ingest", gathering.Manner(jobs=1, read=stub_reader.read), said.watcher)
    assert count(sqlite_store, schema.ARTICLES) == 10


def test_postgresql_that_stops_in_the_middle_is_waited_for(tmp_path):
    stub.pages(tmp_path, **{f"p{n:03d}": f"Page {n} of many." for n in range(100)})
    with running_postgres() as server:
        server.execute("CREATE DATABASE news")
        server.execute("ALTER DATABASE news SET synchronous_commit = on")  # as it is outside of tests
        Store.create(server.url("news")).close()
        said = Said()

        def bounce():
            while len(said.outcomes) < 20:
                said.stop.wait(0.01)
            server.stop()
            said.stop.wait(1.0)
            server.start()

        thread = threading.Thread(target=bounce)
        thread.start()
        with Store.open(server.url("news")) as store:
            report = ingest(store, tmp_path, said=said, read=stub_reader.read_slowly)
            thread.join()
            assert (report.counts.added, report.counts.failed) == (100, 0)
            assert count(store, schema.ARTICLES) == 100
        assert said.waits
