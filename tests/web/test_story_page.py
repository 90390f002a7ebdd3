"""The page of a story: its parts, the states it can be asked for, and what a keyboard, a phone or no script get."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dam import STORY
from screens import PHONE, Screen, screen_on

PAGE = f"/stories/{STORY}"


def text_of(screen: Screen, part: str, path: str = PAGE) -> str:
    return screen.open(path).locator(part).inner_text()


def test_head_says_how_many_tell_it_and_from_when_to_when(screen: Screen) -> None:
    head = text_of(screen, "#head")
    assert "7 articles · 5 independent · 5 outlets · Sat 1 March to Thu 6 March 2031" in head


def test_what_we_know_writes_bounds_and_sources_out(screen: Screen) -> None:
    known = text_of(screen, "#known")
    assert "At least 19 killed in Orrin" in known.replace("at least 19", "At least 19")
    assert "health ministry · Tue 4 March · 1 outlet, 1 voice" in known
    assert "15 killed in Orrin" in known


def test_what_we_know_has_the_latest_positions_with_how_they_came(screen: Screen) -> None:
    known = text_of(screen, "#known")
    assert "Ilva Ren supports a higher Orrin dam" in known
    assert "said on Thu 6 March · reversed" in known


def test_every_value_leads_to_its_words(screen: Screen) -> None:
    hrefs = screen.open(PAGE).locator("#known .value a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert hrefs
    assert all(href.startswith("/articles/") and "#" in href for href in hrefs)


def test_tally_is_a_step_line_a_source_with_its_name_at_its_end(screen: Screen) -> None:
    chart = screen.open(PAGE).locator("#tallies svg.chart").first
    assert chart.locator(".name").all_text_contents() == ["health ministry", "river police"]
    assert chart.locator(".steps").nth(0).get_attribute("stroke-dasharray") is None
    assert chart.locator(".steps").nth(1).get_attribute("stroke-dasharray")
    assert chart.locator(".band.up").count() == 2  # at least 12, at least 19


def test_tally_has_a_table_with_the_same_values(screen: Screen) -> None:
    page = screen.open(PAGE)
    page.locator("#tallies .ledger summary").first.click()
    rows = page.locator("#tallies table tbody tr").all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == [
        "Sat 1 March 2031 health ministry at least 12 1 article, 1 voice",
        "Tue 4 March 2031 health ministry at least 19 1 article, 1 voice",
        "Tue 4 March 2031 river police 15 1 article, 1 voice",
    ]


def test_a_mark_opens_the_dated_words_behind_it(screen: Screen) -> None:
    page = screen.open(PAGE)
    mark = page.locator("button.stand").first
    assert mark.get_attribute("aria-label").startswith("Ilva Ren supports a higher Orrin dam, changed Thu 6 March 2031")
    assert mark.locator(".mark.support.ring").count() == 1
    mark.focus()
    page.keyboard.press("Enter")
    words = page.locator("[popover]:popover-open")
    assert "Sarvia will back raising the Orrin dam" in words.inner_text()
    assert "we oppose a higher Orrin dam" in words.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("[popover]:popover-open").count() == 0


def test_timeline_begins_with_the_newest_key_events(screen: Screen) -> None:
    page = screen.open(PAGE)
    days = page.locator("#timeline .day > h3").all_inner_texts()
    assert days == ["Thu 6 March 2031", "Mon 3 March", "Sun 2 March", "Sat 1 March"]
    assert page.locator("#timeline .entry:not(.key)").count() == 0


def test_timeline_turns_round_and_shows_everything(screen: Screen) -> None:
    page = screen.open(PAGE)
    page.locator(".choices a", has_text="oldest first").click()
    page.wait_for_url("**order=oldest*")
    page.locator(".choices a", has_text="all 13").click()
    page.wait_for_url("**show=all*")
    expect(page.locator("#timeline .entry")).to_have_count(13)
    assert page.locator("#timeline .day > h3").first.inner_text() == "Sat 1 March 2031"
    assert page.locator(".rail li").count() == 5
    page.go_back()
    page.wait_for_url("**order=oldest#timeline")
    expect(page.locator("#timeline .entry")).to_have_count(5)


def test_entry_names_to_whom_through_whom_and_when_it_was_said_before(screen: Screen) -> None:
    entry = screen.open(f"{PAGE}?show=all").locator(".entry", has_text="still opposes the raising").first
    assert entry.locator(".who").inner_text().startswith("Ilva Ren, to Tomas Vael, through Lena Dace")
    assert "said before, Sun 2 March" in entry.inner_text()


def test_entry_tells_said_on_from_known_on(screen: Screen) -> None:
    page = screen.open(f"{PAGE}?show=all")
    told = page.locator(".entry", has_text="must be raised by four metres").inner_text()
    inferred = page.locator(".entry", has_text="would follow within three summers").inner_text()
    assert "known on this day" not in told
    assert "known on this day" in inferred


def test_entry_counts_copies_as_one_voice_and_links_each_article(screen: Screen) -> None:
    entry = screen.open(PAGE).locator(".entry", has_text="as long as I hold this office").first
    assert "4 articles, 2 independent" in entry.inner_text()
    links = entry.locator(".tellers a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert [href.partition("#")[0] for href in links] == ["/articles/2", "/articles/3", "/articles/4", "/articles/7"]


def test_around_says_who_speaks_through_whom_and_who_copies_whom(screen: Screen) -> None:
    around = text_of(screen, "#around")
    assert "through Lena Dace" in around
    assert "copies Lindrava Ledger" in around
    assert "Two counts that cannot both be right" in around


def test_background_is_there_to_copy_in_three_forms(screen: Screen) -> None:
    page = screen.open(PAGE)
    page.locator("summary", has_text="background paragraph").click()
    forms = page.locator(".form textarea").evaluate_all("all => all.map(one => one.value)")
    assert len(forms) == 3
    assert "https://news.example/" not in forms[0]
    assert "](https://news.example/" in forms[1]
    assert '<a href="https://news.example/' in forms[2]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("button", has_text="Copy as Markdown").click()
    page.wait_for_selector("[data-copied]:has-text('clipboard')")
    assert page.evaluate("navigator.clipboard.readText()") == forms[1]


# ---- any day --------------------------------------------------------------------------------------------------------


def test_slider_takes_the_whole_page_back(screen: Screen) -> None:
    page = screen.open(PAGE)
    slider = page.locator(".asof .range")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2031-03-03*")
    page.wait_for_selector(".stood")
    expect(page.locator(".stood b")).to_have_text("Mon 3 March 2031")
    assert slider.get_attribute("aria-valuetext") == "Mon 3 March 2031"
    assert "5 articles" in page.locator(".size").inner_text()
    assert "At least 12 killed" in page.locator("#known").inner_text().replace("at least", "At least")
    assert "Ilva Ren opposes" in page.locator("#known").inner_text()
    assert page.locator(".masthead nav a").first.get_attribute("href") == "/?as_of=2031-03-03"
    assert page.evaluate("document.activeElement.className") == "range"


def test_now_stands_at_the_end_of_the_slider(screen: Screen) -> None:
    page = screen.open(f"{PAGE}?as_of=2031-03-02")
    page.locator(".asof .now").click()
    page.wait_for_url(f"**{PAGE}")
    page.wait_for_selector(".stood", state="detached")
    assert page.locator(".asof .range").evaluate("one => one.value === one.max")


def test_brackets_go_a_day_back_and_forth(screen: Screen) -> None:
    page = screen.open(f"{PAGE}?as_of=2031-03-03")
    page.keyboard.press("[")
    page.wait_for_url("**as_of=2031-03-02*")
    page.keyboard.press("]")
    page.wait_for_url("**as_of=2031-03-03*")
    page.keyboard.press("n")
    page.wait_for_url(f"**{PAGE}")


def test_day_before_the_story_says_when_it_begins(screen: Screen) -> None:
    page = screen.open(f"{PAGE}?as_of=2031-02-01")
    assert "Nothing was known yet" in page.locator("main").inner_text()
    page.locator("main a", has_text="Sat 1 March 2031").click()
    page.wait_for_selector("#timeline")
    assert "1 article" in page.locator(".size").inner_text()


def test_back_button_brings_the_day_back(screen: Screen) -> None:
    page = screen.open(f"{PAGE}?as_of=2031-03-02")
    page.locator(".stood a", has_text="a day later").click()
    page.wait_for_url("**as_of=2031-03-03*")
    page.go_back()
    page.wait_for_url("**as_of=2031-03-02*")
    page.wait_for_selector(".stood b:has-text('Sun 2 March 2031')")


# ---- without, small, dark, by keyboard ------------------------------------------------------------------------------


def test_without_scripts_everything_is_a_link_or_a_form(chromium: Any, story_server: str) -> None:
    with screen_on(chromium, story_server, java_script_enabled=False) as screen:
        page = screen.open(PAGE)
        assert page.locator(".asof .range").is_hidden()
        page.locator(".asof [type=date]").fill("2031-03-02")
        page.locator(".asof .go").click()
        assert "4 articles" in page.locator(".size").inner_text()
        page.locator(".choices a", has_text="oldest first").click()
        assert page.locator("#timeline .day > h3").first.inner_text() == "Sat 1 March 2031"
        page.locator("summary", has_text="background paragraph").click()
        assert page.locator("#copy-text").input_value()
        page.locator("button.stand").first.click()
        assert page.locator("[popover]:popover-open").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?show=all&as_of=2031-03-04", f"{PAGE}?as_of=2031-02-01"])
def test_nothing_is_serious_for_a_screen_reader_on_a_story(
    chromium: Any, story_server: str, scheme: str, path: str
) -> None:
    with screen_on(chromium, story_server, color_scheme=scheme) as screen:
        found = Axe().run(screen.open(path)).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?show=all&as_of=2031-03-04"])
def test_a_phone_scrolls_one_way(chromium: Any, story_server: str, path: str) -> None:
    with screen_on(chromium, story_server, viewport=PHONE) as screen:
        page = screen.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert page.locator("button.stand .issue").first.is_visible()


def test_j_and_k_go_through_the_words_and_enter_opens_them(screen: Screen) -> None:
    page = screen.open(f"{PAGE}?show=all")
    seen = []
    for _ in range(6):
        page.keyboard.press("j")
        seen.append(page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.className"))
    assert len(set(seen)) > 3
    assert seen[0].startswith("/articles/")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.className") == seen[-2]


def test_keys_of_the_page_stand_in_the_list(screen: Screen) -> None:
    page = screen.open(PAGE)
    page.keyboard.press("?")
    assert "a day earlier, a day later" in page.locator("dialog[open]").inner_text()


# ---- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("as_of=yesterday", 400),
        ("order=sideways", 400),
        ("show=some", 400),
        ("page=first", 400),
        ("page=99999", 200),
        ("page=-3", 200),
        ("since=2031-03-05", 200),
        ("as_of=9999-12-31", 200),
        ("stands=all", 200),
        ("as_of=", 200),
    ],
)
def test_odd_questions_are_answered_or_refused(story_server: str, asked: str, status: int) -> None:
    assert httpx.get(f"{story_server}{PAGE}?{asked}").status_code == status


@pytest.mark.parametrize("number", ["8", "0", "-1", "99999999999999999999", "1e3", "x"])
def test_stories_that_are_not_there_say_so(story_server: str, number: str) -> None:
    answer = httpx.get(f"{story_server}/stories/{number}")
    assert answer.status_code in (400, 404)
    assert "All stories" in answer.text


def test_server_marks_what_came_after_a_time(story_server: str) -> None:
    text = httpx.get(f"{story_server}{PAGE}?since=2031-03-04").text
    assert "new since you left" in text
    assert text.count('class="entry statement key new') == 1


def test_page_that_has_not_changed_is_not_sent_again(story_server: str) -> None:
    first = httpx.get(f"{story_server}{PAGE}")
    again = httpx.get(f"{story_server}{PAGE}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
