from __future__ import annotations

import threading
import time

import pytest
import stub
import stub_reader
from stub import QUICK, Said, count, http

from onrecord.errors import FetchError, UsageError
from onrecord.ingest.gather import Manner, gather
from onrecord.ingest.items import Address, Problem, Told
from onrecord.ingest.patience import Patient
from onrecord.ingest.streams import watched
from onrecord.ingest.visits import Visited
from onrecord.ingest.watch import Watch
from onrecord.page.reading import RawPage
from onrecord.serve.watching import seconds_of
from onrecord.store import schema

FEED = "https://news.example/feed"


def came(body=None, status=200, etag=None):
    raw = None if body is None else RawPage(FEED, body.encode(), url=FEED)
    item = None if status in (200, 304) else Problem(FetchError(FEED, "down", "wait"))
    return Visited(Address(FEED, FEED, expect=None), item, raw, Told(FEED, status, etag), 0.0)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_feed_is_asked_when_it_is_due_and_less_and_less_often_while_it_fails():
    clock = Clock()
    watch = Watch([FEED], 30, clock)
    items = watch.items()

    def asks():
        return len([item for item in (next(items), next(items)) if item is not None])

    assert asks() == 1
    clock.now = 100
    assert asks() == 0  # it has not answered yet
    watch.heard(came(stub.rss()))
    clock.now = 129
    assert asks() == 0
    clock.now = 130
    assert asks() == 1
    pauses = []
    for _ in range(9):
        began = clock.now
        watch.heard(came(status=503))
        while not asks():
            clock.now += 10
        pauses.append(clock.now - began)
    assert pauses[:3] == [60, 120, 240]
    assert pauses[-1] == 3600


def test_a_feed_that_is_what_it_was_is_not_gone_through_again_but_once_an_hour():
    clock = Clock()
    watch = Watch([FEED], 30, clock)
    body = stub.rss(("https://news.example/1", None))
    assert len(list(watch.heard(came(body, etag='"1"')))) == 1
    assert watch.known(Address(FEED, FEED)).etag == '"1"'
    assert list(watch.heard(came(body))) == []
    assert list(watch.heard(came(status=304))) == []
    assert len(list(watch.heard(came(stub.rss(("https://news.example/2", None)))))) == 1
    clock.now = 4000
    assert watch.known(Address(FEED, FEED)) is None
    assert len(list(watch.heard(came(stub.rss(("https://news.example/2", None)))))) == 1


def test_feeds_are_followed_and_a_dead_one_does_not_hold_up_the_others(sqlite_store, web):
    entries = [web.url("/1")]
    web.answers["/feed"] = lambda _request: http(stub.rss(*((url, None) for url in entries)))
    web.answers["/page"] = http(stub.page(head='<link type="application/rss+xml" href="/feed">'))
    web.answers |= {f"/{n}": http(stub.page(f"Page {n}")) for n in (1, 2)}
    said = Said()
    patient = Patient(sqlite_store, said.wait)
    dead = f"http://127.0.0.1:{stub.free_port()}/feed"
    feeds = Watch([dead, web.url("/page"), web.url("/feed")], 1.0)
    manner = Manner(jobs=1, read=stub_reader.read)
    reports = []
    items = watched(patient, feeds, QUICK, said.stop)
    thread = threading.Thread(target=lambda: reports.append(gather(patient, items, "watch", manner, said.watcher)))
    thread.start()
    wait_for(lambda: count(sqlite_store, schema.ARTICLES) == 1)
    entries.insert(0, web.url("/2"))
    wait_for(lambda: count(sqlite_store, schema.ARTICLES) == 2)
    said.stop.set()
    thread.join(20)
    assert reports[0].stopped
    assert len(web.asked("/1")) == 1
    causes = {error.cause for error in said.failed}
    assert "this is a page, not a feed" in causes
    assert any("refuses the connection" in cause for cause in causes)


def wait_for(there):
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(("span", "seconds"), [("60s", 60), ("5m", 300), ("1h", 3600), ("90", 90), ("1.5m", 90)])
def test_spans_of_time_are_written_as_people_write_them(span, seconds):
    assert seconds_of(span) == seconds


@pytest.mark.parametrize("span", ["", "soon", "0s", "-5s", "5 days"])
def test_what_is_no_span_of_time_is_wrong_usage(span):
    with pytest.raises(UsageError, match="--every"):
        seconds_of(span)
