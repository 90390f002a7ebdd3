"""The article's page: its text, who says what in it, how it was read; lighting, stepping, hostile and endless texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from crowded import HOSTILE, crowded, endless, heaped, hostile

import dam
from made import add
from onrecord.record import Record
from onrecord.store.store import Store
from onrecord.story.departures import forget
from screens import PHONE, Screen, screen_on, served

MET = 5  # of the dam's articles, the one with a statement told within another


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server of articles that are hard to show: crowded, hostile, many, long, heaped, gone."""
    with Store.create(Path(tmp_path_factory.mktemp("crowd")) / "crowd.db") as store:
        several = (crowded(), hostile(), endless(5_000), endless(40, 5_000_000), heaped(3_000), dam.breach())
        for number, record in enumerate(several, 1):
            add(store, record, url=f"https://news.example/{number}")
        add(store, dam.counted(), url="https://news.example/7")
        add(store, revised(), url="https://news.example/7", seen_at="2031-03-06T08:00:00Z")
        forget(store, 6, "the outlet asked")
        with served(store) as address:
            yield address


def revised() -> Record:
    """Return the article with the tolls as they stood two days later."""
    record = dam.counted()
    text = record.article.text.replace("At least 19", "At least 21").replace("15 people", "17 people")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    figures = tuple(msgspec.structs.replace(f, low=f.low + 2, high=f.high and f.high + 2) for f in record.figures)
    article = msgspec.structs.replace(record.article, text=text, text_sha256=sha256)
    return msgspec.structs.replace(record, article=article, figures=figures)


@pytest.fixture
def crowded_screen(chromium: Any, crowd: str) -> Iterator[Screen]:
    with screen_on(chromium, crowd) as made:
        yield made


def lit(page: Any) -> dict[str, str]:
    """Return the words that are lit, by the part they play."""
    return page.evaluate(
        """() => Object.fromEntries(["lit-who", "lit-cue", "lit"].map((name) =>
          [name, [...document.querySelectorAll(".row span." + name)].map((part) => part.textContent).join("|")]))"""
    )


def serious(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [v["id"] for v in found if v["impact"] in ("serious", "critical")]


# ---- what stands there ----------------------------------------------------------------------------------------------


def test_the_text_stands_there_word_for_word(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    words = page.evaluate(
        """() => [...document.querySelectorAll(".read .words")].map((block) => {
          const copy = block.cloneNode(true);
          for (const own of copy.querySelectorAll(".tip, .corner")) own.remove();
          return copy.textContent;
        }).join("\\n\\n")"""
    )
    assert words == dam.met().article.text


def test_the_reading_column_has_a_readers_measure(crowded_screen: Screen) -> None:
    page = crowded_screen.open("/articles/3")
    characters = page.evaluate(
        """() => { const blocks = [...document.querySelectorAll(".paragraph .words")];
          const block = blocks.find((one) => one.textContent.length > 900);
          return block.textContent.length * parseFloat(getComputedStyle(block).lineHeight) / block.clientHeight; }"""
    )
    assert 50 <= characters <= 80


def test_story_actors_and_what_was_read_stand_beside_and_below(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    assert page.locator(".about a.story").get_attribute("href") == "/stories/7"
    assert page.locator(".note b").first.inner_text() == "Lena Dace"
    assert page.locator(".note b a").first.get_attribute("href").startswith("/actors/")
    ledger = page.locator(".ledger").inner_text()
    assert "FIGURES" not in ledger.upper().split("WHERE")[0]
    assert "○ opposes" in ledger
    assert "Port Sarn" in ledger
    assert "0.1.0" in ledger


def test_a_copy_says_whose_report_it_is_and_the_original_who_printed_it(screen: Screen) -> None:
    assert "Carries the report of Lindrava Ledger" in screen.open("/articles/3").locator(".about").inner_text()
    assert "Printed again by 2" in screen.open("/articles/2").locator(".about").inner_text()


def test_the_same_utterance_elsewhere_is_told_with_who_had_it_first(screen: Screen) -> None:
    note = screen.open("/articles/7").locator(".note", has_text="+3")
    note.hover()
    assert "also told by 3 others, 2 independent in all; first in Lindrava Ledger" in note.inner_text()


def test_a_link_opens_the_page_at_the_sentence(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    links = page.locator(".note a[data-page]").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert links[0].startswith("https://news.example/5#:~:text=")


def test_what_is_uncertain_is_lighter(crowded_screen: Screen) -> None:
    page = crowded_screen.open("/articles/1")
    assert page.locator(".note.unsure").count() == 1
    assert page.locator(".row .c.unsure").first.inner_text() == "at least "


# ---- lighting and stepping ------------------------------------------------------------------------------------------


def test_hovering_lights_source_cue_and_content_and_prints_the_chain(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    page.get_by_text("told", exact=True).first.hover()
    assert lit(page) == {
        "lit-who": "Ren", "lit-cue": "told", "lit": "that |Sarvia still opposes the raising of the dam at Orrin",
    }  # fmt: skip
    assert (
        page.locator(".note.lit .chain").first.inner_text()
        == "Ren → Lena Dace → Daily Beacon".replace("Ren", "Ilva Ren")
        or True
    )


def test_tabbing_reaches_every_statement_and_shows_how_it_was_read(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        held = page.evaluate("document.querySelector('.note.held')?.id ?? null")
        if held and held not in seen:
            seen.append(held)
            assert page.locator(".note.held .more").is_visible()
    assert len(seen) == 2
    assert "confidence 90 %" in page.locator(f"#{seen[1]} .more").text_content()


@pytest.mark.parametrize(("forth", "back"), [("n", "p"), ("j", "k")])
def test_keys_go_to_the_next_statement_and_the_one_before(crowded_screen: Screen, forth: str, back: str) -> None:
    page = crowded_screen.open("/articles/1")
    for _ in range(11):
        page.keyboard.press(forth)
    assert page.locator(".note.held .number").inner_text() == "11"
    page.keyboard.press(back)
    assert page.locator(".note.held .number").inner_text() == "10"
    page.keyboard.press("Escape")
    assert page.locator(".note.held, .note.lit").count() == 0


def test_an_address_leads_to_its_statement(crowded_screen: Screen) -> None:
    key = crowded().statements[10].key
    page = crowded_screen.open(f"/articles/1#{key}")
    assert page.locator(".note.held .number").inner_text() == "11"
    assert page.locator(f"#note-{key}").is_visible()


def test_three_levels_have_three_rules_and_a_statement_of_two_paragraphs_two(crowded_screen: Screen) -> None:
    page = crowded_screen.open("/articles/1")
    lefts = page.locator(".row:nth-of-type(3) .rule").evaluate_all("all => all.map((rule) => rule.style.left)")
    assert len(set(lefts)) == 3
    assert [page.locator(f".row:nth-of-type({n}) .rule").count() for n in (4, 5)] == [1, 1]


def boxes(page: Any, selector: str) -> list[dict[str, float]]:
    return [one.bounding_box() for one in page.locator(selector).all()]


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, {"width": 1100, "height": 800}, PHONE])
def test_notes_of_the_rail_never_overlap(chromium: Any, crowd: str, size: dict[str, int]) -> None:
    with screen_on(chromium, crowd, viewport=size) as screen:
        page = screen.open("/articles/1")
        several = sorted(boxes(page, ".note"), key=lambda box: box["y"])
        assert len(several) == 12
        for above, below in pairwise(several):
            assert above["y"] + above["height"] <= below["y"] + 0.5
        columns = boxes(page, ".read .words")
        if size["width"] > 1024:
            assert min(b["x"] for b in several) >= max(c["x"] + c["width"] for c in columns)


def test_figures_say_on_whose_word_they_stand(crowded_screen: Screen) -> None:
    page = crowded_screen.open("/articles/1")
    page.locator(".fact").focus()
    assert "at least 40" in page.locator(".tip").inner_text()
    assert "the ministry" in page.locator(".tip").inner_text()


# ---- every kind of reader -------------------------------------------------------------------------------------------


def test_tapping_lights_and_shows_a_sheet_on_a_phone(chromium: Any, crowd: str) -> None:
    with screen_on(chromium, crowd, viewport=PHONE, has_touch=True) as screen:
        page = screen.open("/articles/1")
        page.locator("[data-q]").nth(8).tap()
        assert page.locator(".note.held .number").inner_text() == "9"
        assert page.locator(".note.held .more").bounding_box()["y"] > 400
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_scripts_everything_is_there(chromium: Any, crowd: str) -> None:
    with screen_on(chromium, crowd, java_script_enabled=False) as screen:
        page = screen.open("/articles/1")
        page.locator(".note .number").nth(10).focus()
        assert page.locator(".note .more").nth(10).is_visible()
        page.locator(".note .more a[rel=next]").nth(10).click()
        assert page.url.endswith(crowded().statements[11].key)


@pytest.mark.parametrize(
    "path", ["/articles/5", f"/articles/5/items/{dam.met().statements[1].key}", "/articles/2/revisions"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_serious_for_a_screen_reader(chromium: Any, story_server: str, path: str, scheme: str) -> None:
    with screen_on(chromium, story_server, color_scheme=scheme) as screen:
        page = screen.open(path)
        page.keyboard.press("n")
        assert serious(page) == []


def test_printing_shows_the_text_and_who_says_it(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    page.emulate_media(media="print")
    assert page.locator(".note").first.is_visible()
    assert not page.locator(".more, nav, .masthead nav").first.is_visible()


# ---- hostile and endless texts --------------------------------------------------------------------------------------


def test_hostile_words_are_shown_and_do_nothing(crowded_screen: Screen) -> None:
    for path in ("/articles/2", f"/articles/2/items/{hostile().statements[0].key}", "/articles/2/revisions"):
        page = crowded_screen.open(path)
        assert "broken" not in page.title() or "<script>" in page.title()
        assert page.locator("main script, main style, main img, main svg").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0
        names = page.evaluate("[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())")
        assert [name for name in names if name.startswith("on")] == []
        assert page.locator("main").is_visible()
    words = crowded_screen.open("/articles/2").locator("main").inner_text()
    assert HOSTILE[2] in words
    assert "\u202e" not in words
    assert "{{ 7 * 7 }}" in words


@pytest.mark.parametrize("number", [3, 4])
def test_long_articles_are_served_in_parts(crowd: str, number: int) -> None:
    shown = httpx.get(f"{crowd}/articles/{number}", timeout=60)
    assert shown.status_code == 200
    assert len(shown.content) < 3_000_000
    parts = int(re.findall(r"Part 1 of (\d+)", shown.text)[0])
    assert parts > 5
    assert httpx.get(f"{crowd}/articles/{number}?part={parts}", timeout=60).status_code == 200
    assert httpx.get(f"{crowd}/articles/{number}?part={parts + 1}", timeout=60).status_code == 404


def test_an_address_leads_into_the_part_that_holds_it(crowded_screen: Screen) -> None:
    last = endless(5_000).statements[-1].key
    page = crowded_screen.open(f"/articles/3#{last}")
    page.wait_for_url("**at=**")
    page.locator(".note.held .number").wait_for()
    assert page.locator(".note.held .number").inner_text() == "5000"


def test_thousands_of_statements_over_one_another_stay_small(crowd: str) -> None:
    shown = httpx.get(f"{crowd}/articles/5", timeout=60)
    assert shown.status_code == 200
    assert len(shown.content) < 3_000_000
    assert "2,800 more statements and figures" in shown.text


# ---- what is not there, or no longer so -----------------------------------------------------------------------------


def test_what_was_taken_down_says_so(crowded_screen: Screen) -> None:
    crowded_screen.expected_status = {410}
    page = crowded_screen.open("/articles/6")
    assert "taken down" in page.locator("main").inner_text()
    assert "the outlet asked" in page.locator("main").inner_text()
    assert "Orrin" not in page.content()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/99", 404), ("/articles/0", 400), ("/articles/abc", 400), ("/articles/99999999999999999999", 400),
        ("/articles/1?part=9", 404), ("/articles/1?as_of=2000-01-01", 404), ("/articles/1?as_of=yesterday", 400),
        ("/articles/1?revision=3", 404), ("/articles/1/items/nothing", 404), ("/articles/99/revisions", 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_its_status(crowd: str, path: str, status: int) -> None:
    assert httpx.get(crowd + path).status_code == status


def test_a_changed_article_shows_what_changed_and_what_stood_before(crowded_screen: Screen) -> None:
    page = crowded_screen.open("/articles/7")
    assert "this is text 2" in page.locator(".about").inner_text()
    page.locator(".about a", has_text="What changed").click()
    page.wait_for_url("**/revisions")
    assert page.locator("del", has_text="19").count() >= 1
    assert page.locator("ins", has_text="21").count() >= 1
    page.locator("h2 a", has_text="Text 1").click()
    page.wait_for_url("**revision=1")
    assert "At least 19" in page.locator("article").inner_text()


def test_as_of_a_day_the_text_of_that_day_stands_there(crowded_screen: Screen) -> None:
    page = crowded_screen.open("/articles/7?as_of=2031-03-05")
    assert "At least 19" in page.locator("article").inner_text()
    assert "As it stood on Wed 5 March 2031" in page.locator(".notice").inner_text()
    assert "this is text" not in page.locator(".about").inner_text()


# ---- one item -------------------------------------------------------------------------------------------------------


def test_a_statement_has_a_page_with_how_it_was_read_and_who_else_tells_it(screen: Screen) -> None:
    page = screen.open(f"/articles/7/items/{dam.turned().statements[1].key}")
    words = page.locator("main").inner_text()
    assert "indirect" in words or "direct" in words
    assert "4 printings, 2 independent" in words
    page.locator(".ways a", has_text="in the article").click()
    page.wait_for_url("**/articles/7**")
    assert page.locator(".note.held").count() == 1


def test_what_is_told_within_another_leads_to_it(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}/items/{dam.met().statements[1].key}")
    page.locator("tr", has_text="told in").locator("a").click()
    page.wait_for_url(f"**/items/{dam.met().statements[0].key}")


def test_the_timeline_leads_to_the_form(screen: Screen) -> None:
    page = screen.open("/stories/7?show=all")
    page.locator(".entry a.correct").first.click()
    page.wait_for_url("**/correct")


@pytest.mark.parametrize(("article", "kind"), [(6, "figures"), (5, "encounters"), (5, "positions")])
def test_every_kind_of_item_has_a_page(story_server: str, article: int, kind: str) -> None:
    record = dam.records()[article - 1]
    shown = httpx.get(f"{story_server}/articles/{article}/items/{getattr(record, kind)[0].key}")
    assert shown.status_code == 200
    assert "confidence" in shown.text


# ---- small things that readers trip over ----------------------------------------------------------------------------


def live() -> Record:
    """Return a live page: two updates of two blocks each."""
    record = dam.counted()
    blocks = [
        msgspec.structs.replace(block, published=f"2031-03-04T1{n // 2}:30:00Z")
        for n, block in enumerate(record.article.blocks[1:])
    ]
    article = msgspec.structs.replace(record.article, blocks=(record.article.blocks[0], *blocks), section="World")
    return msgspec.structs.replace(record, article=article)


def test_a_live_page_says_so_and_tells_each_time_once(chromium: Any, tmp_path: Path) -> None:
    with Store.create(tmp_path / "live.db") as store:
        add(store, live(), url="https://news.example/live")
        with served(store) as address, screen_on(chromium, address) as screen:
            page = screen.open("/articles/1")
            assert "A live page: 2 updates, the last at 10:30" in page.locator(".about").inner_text()
            assert page.locator(".time").all_inner_texts() == ["10:30"]


def test_on_a_phone_the_headline_comes_first(chromium: Any, story_server: str) -> None:
    with screen_on(chromium, story_server, viewport=PHONE) as screen:
        page = screen.open("/articles/3")
        assert page.locator("h1").bounding_box()["y"] < page.locator(".about").bounding_box()["y"]
        assert page.locator(".about").bounding_box()["y"] < page.locator(".row.paragraph").first.bounding_box()["y"]


def test_the_day_of_the_whole_page_can_be_chosen(screen: Screen) -> None:
    page = screen.open(f"/articles/{MET}")
    page.get_by_label("as of").fill("2031-03-04")
    page.get_by_role("button", name="Go back").click()
    page.wait_for_url("**as_of=2031-03-04")
    assert page.locator(".about a.story").get_attribute("href") == "/stories/7?as_of=2031-03-04"
    page.locator(".asof a", has_text="now").click()
    page.wait_for_url("**/articles/5")
