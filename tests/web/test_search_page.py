"""The search page: every state an address, every facet a link, everything found a click from its words."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from screens import PHONE, Screen, screen_on

WORDS = {"said": "dam", "articles": "dam", "figures": "killed", "meetings": "met"}
KINDS = tuple(WORDS)


def texts(page: Any, selector: str) -> list[str]:
    return [one.inner_text() for one in page.locator(selector).all()]


def test_words_are_found_and_marked(screen: Screen) -> None:
    page = screen.open("/search?words=dry+summers")
    assert texts(page, "mark")[:2] == ["dry", "summers"]
    assert page.locator(".said .where a").first.get_attribute("href").startswith("/articles/")


def test_typing_leads_to_an_address(screen: Screen) -> None:
    page = screen.open("/search")
    page.keyboard.press("/")
    page.keyboard.type("dam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=dam")


def test_a_facet_is_chosen_and_taken_back_by_links(screen: Screen) -> None:
    page = screen.open("/search?words=dam")
    before = page.locator(".said").count()
    page.locator("summary", has_text="said by").click()
    page.get_by_role("link", name="Tomas Vael").first.click()
    page.wait_for_url("**by=*")
    assert 0 < page.locator(".said").count() < before
    assert {who.split(" ")[0] for who in texts(page, ".said .who b")} == {"Tomas"}
    page.locator("summary", has_text="said by").click()
    page.get_by_role("link", name="anyone").first.click()
    page.wait_for_url("**/search?words=dam")
    assert page.locator(".said").count() == before


def test_figures_are_found_by_how_much_they_are(screen: Screen) -> None:
    page = screen.open("/search?what=figures&measure=killed&low=16")
    amounts = texts(page, ".amount")
    assert "at least 19" in amounts
    assert "15" not in amounts


def test_meetings_are_found_by_who_took_part(screen: Screen) -> None:
    page = screen.open("/search?what=meetings&by=Ilva+Ren")
    assert "Tomas Vael" in page.locator(".met .who").first.inner_text()


def test_a_name_of_several_is_asked_back(story_server: str) -> None:
    answer = httpx.get(f"{story_server}/search?by=e")
    assert answer.status_code == 400
    assert "Which of them?" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_lists_as_files(screen: Screen, kind: str) -> None:
    page = screen.open(f"/search?what={kind}&words={WORDS[kind]}")
    links = [one.get_attribute("href") for one in page.locator(".forms a").all()]
    assert [link.rpartition("format=")[2] for link in links[1:]] == ["csv", "atom"]
    assert [httpx.get(screen.address + link).status_code for link in links] == [200] * 3


@pytest.mark.parametrize(
    "query",
    [
        "words=dam&by=Ilva+Ren&to=Tomas+Vael&act=say&mode=affirm&grade=named&outlet=Daily+Beacon&story=7&since=2031-03-01",
        "words=dam&until=2031-03-06&as_of=2031-03-06",
        "what=articles&words=dam&about=Ilva+Ren&outlet=Daily+Beacon&story=7&since=2031-03-01&until=2031-03-06",
        "what=figures&words=killed&by=health+ministry&measure=killed&low=1&high=99&place=Orrin&outlet=Harbour+Post&story=7",
        "what=meetings&words=met&by=Ilva+Ren&place=Port+Sarn&outlet=Daily+Beacon&story=7&since=2031-03-01",
    ],
)
def test_whatever_is_chosen_programs_get_the_same(screen: Screen, query: str) -> None:
    page = screen.open(f"/search?{query}")
    assert page.locator(".list > *").count() > 0
    for link in [one.get_attribute("href") for one in page.locator(".forms a").all()]:
        answer = httpx.get(screen.address + link)
        assert answer.status_code == 200, answer.text
        assert len(answer.content) > 100


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_calm_for_a_screen_reader(screen: Screen, kind: str) -> None:
    found = Axe().run(screen.open(f"/search?what={kind}&words={WORDS[kind]}")).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize(
    "query",
    ["since=nonsense", "words=-", "by=nobody+here", "mode=shouted", "offset=-1", "low=x", "story=x", "story=9e9"],
)
def test_what_cannot_be_asked_is_said_so(story_server: str, query: str) -> None:
    answer = httpx.get(f"{story_server}/search?{query}")
    assert answer.status_code in (400, 404)
    assert 'role="alert"' in answer.text or "cannot be asked" in answer.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_has_no_sideways(chromium: Any, story_server: str, kind: str) -> None:
    with screen_on(chromium, story_server, viewport=PHONE) as screen:
        page = screen.open(f"/search?what={kind}&words={WORDS[kind]}")
        page.locator("details").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_it_works_without_scripts(chromium: Any, story_server: str) -> None:
    with screen_on(chromium, story_server, java_script_enabled=False) as screen:
        page = screen.open("/search")
        page.fill("#words", "dam")
        page.get_by_role("button", name="Search").click()
        page.wait_for_url("**/search?words=dam")
        assert page.locator(".said").count() > 0
