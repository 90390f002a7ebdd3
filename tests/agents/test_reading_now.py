"""Pages that an agent asks to be read: fetched politely, from public addresses alone, read once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from asker import Agent

from onrecord.errors import FetchError
from onrecord.ingest.visits import Manners, Visitor
from onrecord.page.fetch import Answer, FetchPolicy
from onrecord.page.reading import RawPage
from onrecord.serve.mcp.door import Door
from onrecord.serve.mcp.visiting import PoliteVisit
from onrecord.store.store import Store

PAGE = b"""<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>
<p>Mayor Ada Brenn said on Monday that the bridge is closed for ten days.</p>
<p>Work on its northern pier began after the flood in the spring and has gone on through the summer, at night too.</p>
<p>The ferry beside it runs every quarter of an hour from six in the morning, and takes bicycles but no cars.</p>
</article></body></html>"""


class Web:
    """Servers that answer what a test says, and remember what they were asked."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str, _: FetchPolicy, *__: str | None) -> Answer:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError(url, "the server answers 404", "check the address", status=404)
        kind = "text/plain" if url.endswith(".txt") else "text/html"
        return Answer(RawPage(url, self.pages[url], url=url, media_type=kind), at=url)


def visit(web: Web, waited: list[float] | None = None, **manners: Any) -> PoliteVisit:
    how = Manners(tries=1, **{"delay": 0.0, **manners})
    waited = [] if waited is None else waited
    return PoliteVisit(how, Visitor(how, threading.Event(), web), waited.append, lambda: 1_000.0)


@pytest.fixture
def agent_of(dam: Store) -> Callable[[Any], Agent]:
    return lambda visiting_with: Agent(Door(dam, visiting_with))


def test_a_page_is_fetched_read_and_cited(agent_of: Callable[[Any], Agent]) -> None:
    web = Web({"https://post.example/1": PAGE})
    agent = agent_of(visit(web))
    told = agent.told("read_page", url="https://post.example/1", published="2031-03-05")
    (statement,) = told["items"]
    assert statement["speaker"]["name"] == "Ada Brenn"
    assert statement["said_on"] == "2031-03-03"
    (citation,) = statement["citations"]
    text = told["text"]["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"] == "that the bridge is closed for ten days"
    assert citation["link"].startswith("https://post.example/1#:~:text=")
    assert "article" not in told
    figures = agent.told("read_page", url="https://post.example/1", published="2031-03-05", part="figures")
    assert figures["items"][0]["value"]["words"] == "10 days"
    assert web.asked == ["https://post.example/robots.txt", "https://post.example/1"]


def test_a_page_of_the_store_is_told_to_be_one(agent_of: Callable[[Any], Agent]) -> None:
    agent = agent_of(visit(Web({"https://news.example/2": PAGE})))
    assert agent.told("read_page", url="https://news.example/2")["article"] == 2


def test_robots_are_heeded(agent_of: Callable[[Any], Agent]) -> None:
    web = Web({"https://post.example/robots.txt": b"User-agent: *\nDisallow: /\n", "https://post.example/1": PAGE})
    result = agent_of(visit(web)).call("read_page", url="https://post.example/1")
    assert result.is_error
    assert "robots.txt" in result.content[0].text
    assert web.asked == ["https://post.example/robots.txt"]


def test_a_host_is_left_its_time(agent_of: Callable[[Any], Agent]) -> None:
    waited: list[float] = []
    web = Web({f"https://post.example/{number}": PAGE for number in (1, 2)})
    agent = agent_of(visit(web, waited, delay=5.0))
    for number in (1, 2):
        agent.told("read_page", url=f"https://post.example/{number}")
    assert waited == [5.0]
    slow = Web({**web.pages, "https://post.example/robots.txt": b"User-agent: *\nCrawl-delay: 600\n"})
    agent = agent_of(visit(slow))
    agent.told("read_page", url="https://post.example/1")
    refused = agent.call("read_page", url="https://post.example/2")
    assert refused.is_error
    assert "ask again in 600 seconds" in refused.content[0].text


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "http://localhost/admin",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "file:///etc/passwd",
        "ftp://news.example/1",
        "javascript:alert(1)",
        "/etc/passwd",
        "http://",
        "http://[",
    ],
)
def test_local_addresses_and_files_are_refused(agent_of: Callable[[Any], Agent], url: str) -> None:
    result = agent_of(PoliteVisit()).call("read_page", url=url)
    assert result.is_error
    assert "failed inside" not in result.content[0].text
    assert "--allow-local" not in result.content[0].text


def test_where_nothing_may_be_fetched_texts_can_still_be_read(agent_of: Callable[[Any], Agent]) -> None:
    agent = agent_of(None)
    refused = agent.call("read_page", url="https://post.example/1")
    assert refused.is_error
    assert "text" in refused.content[0].text
    told = agent.told("read_page", url="https://post.example/1", text=PAGE.decode())
    assert told["items"][0]["citations"][0]["link"].startswith("https://post.example/1#")


@pytest.mark.parametrize(
    ("text", "message"),
    [("  \n ", "white space"), ("%PDF-1.7 x", "PDF"), ("x" * 400_001, "400000"), ("\x00" * 40, "white space")],
)
def test_what_is_no_page_is_told(agent_of: Callable[[Any], Agent], text: str, message: str) -> None:
    result = agent_of(None).call("read_page", text=text)
    assert result.is_error
    assert message in result.content[0].text


def test_any_text_can_be_read(agent_of: Callable[[Any], Agent]) -> None:
    agent = agent_of(None)
    for text in ("a", "<p>", "“" * 500, "\u202e said he", "𝔘𝔫 said it 👩‍👩‍👧 is.", "no date\n\n" * 50):
        told = agent.told("read_page", text=text, url="javascript:alert(1)")
        assert "url" not in told
