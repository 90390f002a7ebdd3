"""A story whose articles mean harm: whatever they say is shown as words, and nothing of it acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import insert

from made import arrival, made
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.keep import keep
from onrecord.store.store import Store
from screens import PHONE, screen_on, served

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=\"document.title='taken'\">"
QUOTE = "\"'><svg onload=document.title='taken'>"
TURNED = "\u202egnorw\u202c \u2066over\u2069"
LONG = "a" * 5_000_000


def nasty(number: int, words: str, **fields: Any) -> Record:
    record = made(
        f"""
        {fields.get("title", "A title")}

        [[Somebody {number}]{{@one}}]{{1:source}} [said]{{1:cue}} ["{words}"]{{1}}.
        [At least 12 people]{{f1}} were killed, [we back [the plan {number}]{{p1}}]{{2}}, [he]{{2:source}}
        [said]{{2:cue}}.
        """,
        outlet=fields.get("outlet", "Outlet"),
        published=f"2031-03-0{number}",
        actors={"one": {"name": fields.get("name", "Somebody")}},
        statements={1: {"kind": "direct", "speaker": "one"}, 2: {"speaker": "one"}},
        figures={1: {"low": 12, "measure": "killed", "place": fields.get("place", "Orrin"), "source": "one"}},
        positions={1: {"holder": "one", "issue": words[:60], "stance": "support", "statement": 2}},
    )
    return msgspec.convert(msgspec.to_builtins(record), Record)


HOSTILE = [
    nasty(1, f"We say {SCRIPT} and {IMAGE} now", title=f"Title {SCRIPT}", outlet=f"Daily {IMAGE}", name=f"Mr {QUOTE}"),
    nasty(2, f"Turn {TURNED} round {QUOTE}", title=f"Turned {TURNED}", name=f"Ms {TURNED}", place=f"{QUOTE}"),
    nasty(3, "javascript:alert(1) {{ 7 * 7 }} {% raw %} ${7*7}".replace("{", "(").replace("}", ")"), outlet=QUOTE),
    nasty(4, f"Long {LONG}", title="Long " + "b" * 5000),
]


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with Store.create(path) as store:
        with store.writing() as connection:
            urls = [
                "javascript:alert(1)",
                "https://a.example/\"onmouseover='x'",
                "data:text/html,x",
                "https://b.example/",
            ]
            kept = [
                keep(connection, arrival(record, url, "2031-03-05T12:00:00Z")).article
                for record, url in zip(HOSTILE, urls, strict=True)
            ]
            row = {"first_on": "2031-03-01", "last_on": "2031-03-04", "articles": 4, "voices": 4, "closed": False}
            title = {"title": f"{SCRIPT}{QUOTE}{TURNED}", "title_article": kept[0]}
            connection.execute(insert(schema.STORIES), {"id": 1, **row, **title})
            connection.execute(insert(schema.STORY_ARTICLES), [{"article": one, "story": 1} for one in kept])
        with served(store) as address:
            yield address


STATES = ["/", "/stories/1", "/stories/1?show=all&stands=all", "/stories/1?as_of=2031-03-02&show=all"]


@pytest.mark.parametrize("path", STATES)
def test_words_of_a_hostile_story_do_nothing(chromium: Any, hostile_server: str, path: str) -> None:
    with screen_on(chromium, hostile_server) as screen:
        page = screen.open(path)
        page.wait_for_timeout(200)
        assert "taken" not in page.title().replace("document.title='taken'", "")
        assert page.locator("main script, main img, main svg[onload], main iframe").count() == 0
        attributes = "all => all.flatMap(e => [...e.attributes]).filter(a => a.name.startsWith('on')).length"
        assert page.locator("*").evaluate_all(attributes) == 0
        links = page.locator("a").evaluate_all("all => all.map(one => one.protocol)")
        assert set(links) <= {"http:", "https:"}


@pytest.mark.parametrize("path", STATES)
def test_a_hostile_story_keeps_its_page_in_order(hostile_server: str, path: str) -> None:
    answer = httpx.get(hostile_server + path)
    assert answer.status_code == 200
    assert len(answer.content) < 400_000
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(answer.text)


def test_a_long_word_breaks_on_a_phone(chromium: Any, hostile_server: str) -> None:
    with screen_on(chromium, hostile_server, viewport=PHONE) as screen:
        page = screen.open("/stories/1?show=all")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
