"""The front page, the keys of all pages, and what every answer carries."""

from __future__ import annotations

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe

from screens import Screen


def test_front_page_lists_stories_and_leads_to_them(screen: Screen) -> None:
    page = screen.open()
    assert page.locator(".stories h3").count() == 1
    assert page.locator(".stories a").first.get_attribute("href") == "/stories/7"


def test_slash_finds_the_search_field(screen: Screen) -> None:
    page = screen.open()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "words"


def test_question_mark_lists_the_keys(screen: Screen) -> None:
    page = screen.open()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_j_goes_to_the_first_item(screen: Screen) -> None:
    page = screen.open()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/stories/7"


def test_nothing_is_serious_for_a_screen_reader(screen: Screen) -> None:
    found = Axe().run(screen.open()).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_a_page_that_is_not_there_says_so(screen: Screen) -> None:
    screen.expected_status = {404}
    assert "There is nothing at /nowhere" in screen.open("/nowhere").locator("main").inner_text()


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/base.css"])
def test_every_answer_forbids_what_pages_never_do(story_server: str, path: str) -> None:
    policy = httpx.get(story_server + path).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_another_host_name_is_refused(story_server: str) -> None:
    assert httpx.get(story_server, headers={"Host": "rebound.example"}).status_code == 403


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_pages_of_other_sites_may_not_write(story_server: str, header: dict[str, str]) -> None:
    assert httpx.post(story_server, headers=header).status_code == 403
