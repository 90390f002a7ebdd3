from __future__ import annotations

import gzip
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
import stub
from sqlalchemy import select
from stub import QUICK, Said, articles, count, http, ingest

from onrecord._version import __version__
from onrecord.ingest.due import Due
from onrecord.ingest.fetching import Asking
from onrecord.ingest.items import Address, Known, PageItem, Problem, Unchanged
from onrecord.ingest.patience import Patient
from onrecord.ingest.streams import taken
from onrecord.ingest.visits import Visitor
from onrecord.page.fetch import FetchPolicy
from onrecord.store import intake, schema


def fetched(store, addresses, manners=QUICK):
    """Yield what addresses lead to, without reading it."""
    stop = threading.Event()
    items = [one if isinstance(one, Address) else Address(one, "test") for one in addresses]
    return [item for item in taken(Patient(store, Said().wait), items, manners, stop) if item is not None]


def visit(address, manners=QUICK, **known):
    one = address if isinstance(address, Address) else Address(address, "test")
    return Visitor(manners, threading.Event()).visit(one, **known).item


# ---- robots.txt -----------------------------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_for_a_host_and_obeyed(sqlite_store, web):
    web.answers["/robots.txt"] = http("User-agent: onrecord\nDisallow: /private/\n", Content_Type="text/plain")
    web.answers["/a"] = web.answers["/private/b"] = http(stub.page())
    good, bad = sorted(
        fetched(sqlite_store, [web.url("/a"), web.url("/private/b")]), key=lambda i: isinstance(i, Problem)
    )
    assert isinstance(good, PageItem)
    assert "robots.txt asks programs not to" in bad.error.cause
    assert (len(web.asked("/robots.txt")), web.asked("/private/b")) == (1, [])
    assert f"User-Agent: onrecord/{__version__}\r\n" in web.requests[0]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Unauthorized"])
def test_a_host_without_robots_txt_allows_all(web, status):
    web.answers["/robots.txt"] = http("", status)
    web.answers["/a"] = http(stub.page())
    assert isinstance(visit(web.url("/a")), PageItem)


def test_a_host_whose_robots_txt_cannot_be_had_is_left_alone(web):
    web.answers["/robots.txt"] = http("", "503 Service Unavailable")
    web.answers["/a"] = http(stub.page())
    item = visit(web.url("/a"))
    assert "robots.txt cannot be had" in item.error.cause
    assert web.asked("/a") == []


def test_a_redirect_into_what_robots_txt_forbids_is_not_followed(web):
    web.answers["/robots.txt"] = http("User-agent: *\nDisallow: /private\n", Content_Type="text/plain")
    web.answers["/a"] = http("", "302 Found", Location="/private/b")
    web.answers["/private/b"] = http(stub.page())
    assert "robots.txt" in visit(web.url("/a")).error.cause
    assert web.asked("/private/b") == []


def test_the_delay_that_robots_txt_wants_is_kept_and_one_request_at_a_time(sqlite_store, web):
    web.answers["/robots.txt"] = http("User-agent: *\nCrawl-delay: 0.2\n", Content_Type="text/plain")
    paths = [f"/{n}" for n in range(4)]
    web.answers |= {path: http(stub.page(path)) for path in paths}
    assert len(fetched(sqlite_store, [web.url(path) for path in paths])) == 4
    moments = [moment for request, moment in zip(web.requests, web.times, strict=True) if "robots" not in request]
    assert all(later - earlier >= 0.2 for earlier, later in pairwise(moments))
    assert web.most_at_once == 1


def test_a_slow_host_does_not_hold_up_another(sqlite_store, web):
    web.answers["/robots.txt"] = http("", "404 Not Found")
    web.answers["/fast"] = http(stub.page())
    web.answers["/slow"] = lambda _request: (time.sleep(1), http(stub.page()))[1]
    found = fetched(sqlite_store, [web.url("/slow", "localhost"), web.url("/fast")])
    assert [item.raw.url.rpartition("/")[2] for item in found] == ["fast", "slow"]


# ---- servers that are busy, slow or broken --------------------------------------------------------------------------


def answers_in_turn(*answers):
    turn = iter(answers)
    return lambda _request: next(turn)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable", "500 Internal Server Error"])
def test_a_busy_server_is_asked_again(web, status):
    web.answers["/a"] = answers_in_turn(http("", status), http("", status), http(stub.page()))
    assert isinstance(visit(web.url("/a")), PageItem)


@pytest.mark.parametrize(
    "written", ["1", lambda: format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)]
)
def test_a_server_that_says_when_to_come_again_is_believed(web, written):
    value = written if isinstance(written, str) else written()
    web.answers["/a"] = answers_in_turn(http("", "429 Too Many Requests", Retry_After=value), http(stub.page()))
    assert isinstance(visit(web.url("/a")), PageItem)
    moments = [moment for request, moment in zip(web.requests, web.times, strict=True) if "robots" not in request]
    assert moments[1] - moments[0] >= 0.9


def test_a_server_that_wants_to_be_left_alone_for_long_is(web):
    web.answers["/a"] = http("", "429 Too Many Requests", Retry_After="86400")
    assert "429" in visit(web.url("/a")).error.cause
    assert len(web.asked("/a")) == 1


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden"])
def test_a_refusal_is_taken_at_once(web, status):
    web.answers["/a"] = http("", status)
    assert status[:3] in visit(web.url("/a")).error.cause
    assert len(web.asked("/a")) == 1


def test_tries_are_counted(web):
    web.answers["/a"] = http("", "503 Service Unavailable")
    visit(web.url("/a"))
    assert len(web.asked("/a")) == QUICK.tries


def test_redirects_in_a_circle_end(web):
    web.answers["/a"] = http("", "302 Found", Location="/b")
    web.answers["/b"] = http("", "302 Found", Location="/a")
    assert "circle" in visit(web.url("/a")).error.cause
    assert len(web.asked("/a")) == 1


def test_a_server_that_drips_is_given_up(web):
    def drip(_request):
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        for _ in range(100):
            time.sleep(0.05)
            yield b"x"

    web.answers["/robots.txt"] = http("", "404 Not Found")
    web.answers["/a"] = drip
    manners = replace(QUICK, tries=1, policy=FetchPolicy(allow_local=True, seconds=0.4))
    assert "took more than 0.4 seconds" in visit(web.url("/a"), manners).error.cause


def test_local_addresses_are_not_asked_unless_wanted(web):
    item = visit(web.url("/a"), replace(QUICK, policy=FetchPolicy()))
    assert "loopback" in item.error.cause
    assert web.requests == []


# ---- what is asked when ---------------------------------------------------------------------------------------------


def test_a_page_that_has_not_changed_is_not_sent_again(sqlite_store, web):
    def answer(request):
        if 'If-None-Match: "v1"' in request:
            return http("", "304 Not Modified", ETag='"v1"')
        return http(stub.page(), ETag='"v1"', Last_Modified="Tue, 04 Mar 2031 10:00:00 GMT")

    web.answers["/a"] = answer
    ingest(sqlite_store, web.url("/a"))
    report = ingest(sqlite_store, web.url("/a"))
    assert (report.counts.known, report.counts.pages) == (1, 1)
    assert "If-Modified-Since: Tue, 04 Mar 2031" not in web.asked("/a")[1]  # lists and named addresses are read whole


def test_what_a_server_told_is_told_it_again(web):
    web.answers["/a"] = lambda request: http("", "304 Not Modified") if 'If-None-Match: "v1"' in request else http("no")
    item = visit(web.url("/a"), etag='"v1"', last_modified="Tue, 04 Mar 2031 10:00:00 GMT")
    assert isinstance(item, Unchanged)
    assert "If-Modified-Since: Tue, 04 Mar 2031 10:00:00 GMT\r\n" in web.asked("/a")[0]


NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)


def due(store, *addresses, now=NOW, **more):
    return list(Due(Patient(store, Said().wait), clock=lambda: now, **more)(list(addresses)))


def answered(store, url, status=200, ago=timedelta(minutes=1)):
    at = (NOW - ago).strftime("%Y-%m-%dT%H:%M:%SZ")
    with store.writing() as connection:
        intake.note_answers(connection, [intake.Answered(url, '"v1"', None, at, status)])


def test_an_address_is_asked_again_after_a_day_or_when_its_feed_says_that_it_changed(store):
    url = "https://news.example/1"
    one = Address(url, "feed")
    assert due(store, one) == [Asking(one)]
    answered(store, url)
    assert due(store, one) == [Known(url)]
    assert due(store, one, quiet=True) == []
    changed = replace(one, changed="2031-03-04T11:59:30Z")
    assert [asking.known.etag for asking in due(store, changed)] == ['"v1"']
    assert due(store, replace(one, changed="2031-03-04T11:58:00Z")) == [Known(url)]
    assert due(store, replace(one, changed="2031-03-04T12:58:00Z")) == [Known(url)]  # by a clock that is ahead
    assert len(due(store, replace(one, named=True))) == 1
    answered(store, url, ago=timedelta(days=1, seconds=1))
    assert isinstance(due(store, one)[0], Asking)


def test_what_failed_is_asked_again_within_the_hour_if_the_fault_may_pass(store):
    url, ago = "https://news.example/1", timedelta(hours=2)
    answered(store, url, status=503, ago=ago)
    assert [(type(one), one.known) for one in due(store, Address(url, "feed"))] == [(Asking, None)]
    answered(store, url, status=404, ago=ago)
    assert due(store, Address(url, "feed")) == [Known(url)]


def test_an_address_that_two_feeds_name_is_asked_once(store):
    one = Address("https://news.example/1", "feed")
    assert due(store, one, replace(one, source="other"), replace(one, changed="2031-03-04T10:00:00Z")) == [
        Asking(one), Known(one.url), Known(one.url),
    ]  # fmt: skip


def test_what_was_taken_down_is_not_asked(store):
    with store.writing() as connection:
        connection.execute(schema.GAPS.insert(), {"id": 1, "url": "https://news.example/1", "forgotten_at": "x"})
    assert due(store, Address("https://news.example/1", "feed")) == [Known("https://news.example/1")]


# ---- lists from the web ---------------------------------------------------------------------------------------------


def test_a_feed_leads_to_its_pages_with_their_dates_and_a_second_run_asks_only_for_the_feed(store, web):
    urls = [web.url(f"/{n}") for n in range(3)]
    web.answers["/feed"] = http(stub.rss(*((url, "Tue, 04 Mar 2031 10:00:00 +0100") for url in urls)))
    web.answers |= {f"/{n}": http(stub.page(f"Page {n}")) for n in range(3)}
    assert ingest(store, web.url("/feed")).counts.added == 3
    assert articles(store) == [(url, f"Page {n}", "2031-03-04T10:00:00+01:00") for n, url in enumerate(urls)]
    web.requests.clear()
    assert ingest(store, web.url("/feed")).counts.known == 3
    assert [request.split(" ")[1] for request in web.requests] == ["/robots.txt", "/feed"]


def test_a_packed_sitemap_behind_an_index_leads_to_pages(sqlite_store, web):
    web.answers["/index"] = http(f"<sitemapindex><sitemap><loc>{web.url('/s.gz')}</loc></sitemap></sitemapindex>")
    inner = gzip.compress(f"<urlset><url><loc>{web.url('/1')}</loc></url></urlset>".encode())
    web.answers["/s.gz"] = http(inner, Content_Type="application/gzip")
    web.answers["/1"] = http(stub.page("Page 1"))
    assert ingest(sqlite_store, web.url("/index")).counts.added == 1


def test_an_address_of_a_page_is_a_page_and_no_feed_when_one_is_wanted(sqlite_store, web):
    web.answers["/a"] = http(stub.page())
    assert ingest(sqlite_store, web.url("/a")).counts.added == 1
    said = Said()
    ingest(sqlite_store, web.url("/a"), kind="feed", said=said)
    assert said.failed[0].cause == "this is a page, not a feed"


def test_a_list_from_the_web_names_no_files_of_this_machine(sqlite_store, web, tmp_path):
    stub.pages(tmp_path, secret="Secret.")  # noqa: S106 - no password
    web.answers["/list"] = http(f'{{"file": "{tmp_path}/secret.html"}}\n', Content_Type="text/plain")
    report = ingest(sqlite_store, web.url("/list"))
    assert (report.counts.added, report.counts.failed) == (0, 1)


def test_an_answer_is_noted_with_its_article_and_a_failure_too(store, web):
    web.answers["/a"] = http(stub.page(), ETag='"v1"')
    ingest(store, web.url("/a"), web.url("/gone"), kind="page")
    with store.reading() as connection:
        c = schema.FETCHES.c
        noted = connection.execute(select(c.url, c.etag, c.status).order_by(c.status)).all()
    assert [tuple(row) for row in noted] == [(web.url("/a"), '"v1"', 200), (web.url("/gone"), None, 404)]


def test_unchanged_pages_are_seen_again(store, web):
    web.answers["/a"] = lambda r: (
        http("", "304 Not Modified") if "If-None-Match" in r else http(stub.page(), ETag='"1"')
    )
    for _ in range(2):
        ingest(store, web.url("/a"), kind="page")
    assert (count(store, schema.ARTICLES), count(store, schema.SIGHTINGS)) == (1, 2)
    assert len(web.asked("/a")) == 2
