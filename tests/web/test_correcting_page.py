"""Correcting through the browser: marking wrong and mending, with what was read beside it, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from crowded import HOSTILE, hostile

import dam
from onrecord.ingest.adding import add
from onrecord.serve.web.policy import Policy
from onrecord.store.store import Store
from screens import PHONE, Screen, screen_on, served

MET, COUNTED, HOSTILE_ONE = 1, 2, 3
TOKEN = "a-token-that-we-invented"  # noqa: S105 - of tests
SAID = dam.met().statements[1].key  # Ren told the prime minister
TOLL = dam.counted().figures[0].key
STAND = dam.met().positions[0].key
MEETING = dam.met().encounters[0].key


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Give the address of a server of three articles that this test alone changes."""
    with Store.create(tmp_path / "mended.db") as store:
        for number, record in enumerate((dam.met(), dam.counted(), hostile()), 1):
            add(store, record, url=f"https://news.example/{number}")
        with served(store) as made:
            yield made


@pytest.fixture
def own(chromium: Any, address: str) -> Iterator[Screen]:
    """Give a desk's screen on those."""
    with screen_on(chromium, address) as made:
        yield made


def form(address: str, article: int, key: str) -> str:
    return f"{address}/articles/{article}/items/{key}/correct"


def post(address: str, article: int, key: str, **fields: str) -> httpx.Response:
    return httpx.post(form(address, article, key), data={"do": "mend", **fields}, timeout=30)


def test_a_statement_is_mended_in_a_sheet_and_the_mend_is_taken_back(own: Screen) -> None:
    page = own.open(f"/articles/{MET}#{SAID}")
    page.keyboard.press("e")
    sheet = page.locator("dialog.sheet")
    sheet.get_by_label("said by").fill("Lena Dace")
    sheet.get_by_label("mode").select_option("deny")
    sheet.get_by_label("why").fill("she spoke for herself")
    sheet.get_by_label("by", exact=True).fill("Ada")
    sheet.get_by_role("button", name="Correct it").click()
    page.wait_for_url("**notice=mended**")
    assert "Corrected" in page.locator(".notice").inner_text()
    note = page.locator(f"#note-{SAID}")
    assert note.locator("b").first.inner_text() == "Lena Dace"
    hand = note.locator(".hand").text_content()
    assert all(words in hand for words in ("said by", "Ilva Ren", "Lena Dace", "by Ada", "she spoke for herself"))
    assert page.locator(".row.mended").count() == 1
    page.locator(".notice button", has_text="Undo").click()
    page.wait_for_url("**notice=undone**")
    assert page.locator(f"#note-{SAID} b").first.inner_text() == "Ilva Ren"
    assert page.locator(".hand").count() == 0


def test_the_content_is_chosen_by_selecting_words_in_the_text(own: Screen) -> None:
    page = own.open(f"/articles/{MET}#{SAID}")
    page.keyboard.press("e")
    content = page.locator("dialog.sheet").get_by_label("what was said")
    content.click()
    piece = page.locator(".read .words").get_by_text("Sarvia still opposes").first
    box = piece.evaluate("one => { const box = one.getClientRects()[0]; return [box.x + 8, box.y + box.height / 2]; }")
    page.mouse.dblclick(*box)
    assert content.input_value() == "Sarvia"
    page.locator("dialog.sheet").get_by_role("button", name="Correct it").click()
    page.wait_for_url("**notice=mended**")
    assert "content" in page.locator(f"#note-{SAID} .hand").text_content()


def test_a_statement_that_is_none_is_marked_wrong_and_comes_back(own: Screen) -> None:
    page = own.open(f"/articles/{MET}/items/{SAID}/correct")
    page.get_by_label("why").fill("it is the headline")
    page.get_by_role("button", name="mark it wrong").click()
    page.wait_for_url("**notice=wrong**")
    assert page.locator(".note[data-note]").count() == 1
    wrong = page.locator(".note.wrong")
    assert "that Sarvia still opposes" in wrong.inner_text()
    assert "it is the headline" in wrong.inner_text()
    wrong.get_by_role("button", name="Undo").click()
    page.wait_for_url("**notice=undone**")
    assert page.locator(".note[data-note]").count() == 2


def test_what_was_marked_wrong_can_still_be_looked_at(address: str) -> None:
    post(address, MET, SAID, do="wrong")
    shown = httpx.get(f"{address}/articles/{MET}/items/{SAID}")
    assert shown.status_code == 200
    assert "marked wrong" in shown.text


def test_a_figure_gets_another_value_bound_place_and_source(own: Screen) -> None:
    page = own.open(f"/articles/{COUNTED}/items/{TOLL}/correct")
    for label, value in (("from", "1,021"), ("to", "1021"), ("place", "Sarn"), ("on the word of", "river police")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("as of").fill("2031-03-03")
    page.get_by_role("button", name="Correct it").click()
    page.wait_for_url("**notice=mended**")
    row = page.locator(f"#row-{TOLL}")
    assert "1,021" in row.inner_text()
    assert "river police" in row.inner_text()
    assert "19" in row.locator(".hand del").first.inner_text()
    row.get_by_role("button", name="Undo").click()
    page.wait_for_url("**notice=undone**")
    assert "at least 19" in page.locator(f"#row-{TOLL}").inner_text()


@pytest.mark.parametrize(("key", "fields"), [(STAND, {"stance": "support"}), (MEETING, {"do": "wrong"})])
def test_stands_and_meetings_are_corrected_too(address: str, key: str, fields: dict[str, str]) -> None:
    assert post(address, MET, key, **fields).status_code == 303
    listed = httpx.get(f"{address}/corrections").text
    assert ("support" if "stance" in fields else "marked wrong") in listed


def test_without_scripts_a_form_does_it_all(chromium: Any, address: str) -> None:
    with screen_on(chromium, address, java_script_enabled=False) as screen:
        page = screen.open(f"/articles/{MET}#{SAID}")
        page.locator(f"#note-{SAID} .number").focus()
        page.locator(f"#note-{SAID} a", has_text="correct").click()
        page.get_by_label("what was said").fill("Sarvia still opposes the raising")
        page.get_by_role("button", name="Correct it").click()
        assert "notice=mended" in page.url
        assert page.locator(f"#note-{SAID} .hand").count() == 1
        page.locator(".notice button").click()
        assert "notice=undone" in page.url


def test_what_cannot_be_so_is_told_and_what_was_typed_stays(own: Screen) -> None:
    own.expected_status = {400}
    page = own.open(f"/articles/{MET}/items/{SAID}/correct")
    page.get_by_label("what was said").fill("words that stand nowhere")
    page.get_by_label("why").fill("I think so")
    page.get_by_role("button", name="Correct it").click()
    assert "words that stand nowhere" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("what was said").input_value().strip() == "words that stand nowhere"
    assert page.get_by_label("why").input_value() == "I think so"


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"mode": "shout"}, {"said_on": "yesterday"}, {"speaker": "Nobody Known"}, {"content": "x" * 5_000},
        {"speaker": "Somebody", "new": "dog"},
    ],
)  # fmt: skip
def test_nonsense_is_refused(address: str, fields: dict[str, str]) -> None:
    assert post(address, MET, SAID, **fields).status_code == 400
    assert "Nothing was corrected yet" in httpx.get(f"{address}/corrections").text


def test_somebody_new_is_brought_in(address: str) -> None:
    assert post(address, MET, SAID, speaker="Olga Fenn", new="person").status_code == 303
    assert "Olga Fenn" in httpx.get(f"{address}/articles/{MET}").text


def test_all_corrections_are_listed_taken_back_and_exported(own: Screen, address: str) -> None:
    post(address, MET, SAID, mode="deny", by="Ada", why="she did")
    post(address, COUNTED, TOLL, do="wrong")
    page = own.open("/corrections")
    assert page.locator(".corrections > li").count() == 2
    assert "by Ada" in page.locator("#correction-1").inner_text()
    page.locator("#correction-1").get_by_role("button", name="Undo").click()
    page.wait_for_url("**notice=undone")
    page.locator("#correction-1").get_by_role("button", name="Let it hold again").click()
    page.locator("#correction-1").get_by_role("button", name="Undo").wait_for()
    lines = httpx.get(f"{address}/corrections.jsonl").text.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["mend", "wrong", "undo", "undo"]


def test_lists_lead_to_the_form(own: Screen) -> None:
    page = own.open("/search?words=raising")
    page.locator("a.correct").first.click()
    page.wait_for_url("**/correct")
    assert page.get_by_role("button", name="Correct it").is_visible()


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_server(address: str, path: str) -> None:
    post(address, MET, SAID, mode="deny")
    answer = httpx.post(f"{address}/corrections/1/undo", data={"back": path})
    assert answer.headers["location"] == "/corrections?notice=undone"


def test_pages_of_other_sites_correct_nothing(address: str) -> None:
    refused = httpx.post(form(address, MET, SAID), data={"do": "wrong"}, headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403


def test_hostile_words_stay_words_in_forms_and_lists(own: Screen, address: str) -> None:
    key = hostile().statements[0].key
    assert post(address, HOSTILE_ONE, key, mode="deny", why=HOSTILE[0], by=HOSTILE[2]).status_code == 303
    for path in (f"/articles/{HOSTILE_ONE}", f"/articles/{HOSTILE_ONE}/items/{key}/correct", "/corrections"):
        page = own.open(path)
        assert page.locator("main script, main style, main img, main svg").count() == 0
        assert HOSTILE[0] in page.locator("main").inner_text()
    # What the form showed comes back as it was: nothing but the mode was changed.
    assert page.locator(".says .change").count() == 1


def test_the_form_is_no_trouble_for_a_screen_reader_or_a_phone(chromium: Any, address: str) -> None:
    for how in ({"color_scheme": "dark"}, {"viewport": PHONE}):
        with screen_on(chromium, address, **how) as screen:
            page = screen.open(f"/articles/{MET}/items/{SAID}/correct")
            found = Axe().run(page).response["violations"]
            assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


# ---- links ----------------------------------------------------------------------------------------------------------


def test_an_article_is_moved_to_a_story_of_its_own_and_back(own: Screen) -> None:
    page = own.open(f"/articles/{MET}")
    before = page.locator(".about a.story").get_attribute("href")
    page.locator(".move summary").click()
    page.get_by_label("Why").fill("another flood")
    page.get_by_role("button", name="Move it").click()
    page.wait_for_url("**notice=moved**")
    assert page.locator(".about a.story").get_attribute("href") != before
    assert "put there by hand" in page.locator(".about").inner_text()
    page.locator(".about .undo button").click()
    page.wait_for_url("**notice=undone**")
    assert page.locator(".about a.story").get_attribute("href") == before


def test_statements_are_put_together_and_set_apart(own: Screen, address: str) -> None:
    denied = dam.counted().statements[2].key
    page = own.open(f"/articles/{MET}/items/{SAID}")
    page.locator(".links summary").click()
    page.get_by_label("the same as").fill(f"{address}/articles/{COUNTED}#{denied}")
    page.get_by_role("button", name="Put them together").click()
    page.locator(".printings").wait_for()
    assert page.locator(".printings > li").count() == 2
    assert "by hand" in page.locator(".hand").inner_text()
    page.locator(".links summary").click()
    page.get_by_role("button", name="set it apart").click()
    page.wait_for_function("!document.querySelector('.printings')")
    page.locator(".hand button").click()
    page.locator(".printings").wait_for()


def test_a_name_means_somebody_else(own: Screen) -> None:
    page = own.open(f"/articles/{MET}")
    page.locator("a", has_text="Somebody mistaken?").click()
    row = page.locator(".names > li", has=page.locator("b", has_text="Tomas Vael")).first
    row.locator("summary").click()
    row.get_by_label("means").fill("Lena Dace")
    row.get_by_role("button", name="Correct it").click()
    row.locator(".hand").wait_for()
    assert "means Lena Dace" in row.inner_text()
    row.get_by_role("button", name="Undo").click()
    page.wait_for_function("!document.querySelector('.hand')")
    assert "means Tomas Vael" in row.inner_text()


def test_corrected_articles_are_gold(address: str) -> None:
    post(address, MET, SAID, mode="deny")
    packed = httpx.get(f"{address}/corrections/gold.zip")
    with ZipFile(BytesIO(packed.content)) as archive:
        assert json.loads(archive.read("article-1.json"))["id"] == "article-1"
        assert archive.read("texts/article-1.txt").decode() == dam.met().article.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/articles/1/names/99999", 404), ("/articles/1/names/-1", 404), ("/articles/1/move?", 404),
        ("/articles/9/move", 404), ("/articles/1/items/nothing/apart", 404),
        (f"/articles/1/items/{SAID}/together", 400), ("/corrections/77/undo", 404), ("/corrections/0/undo", 400),
    ],
)  # fmt: skip
def test_what_is_not_there_cannot_be_corrected(address: str, path: str, status: int) -> None:
    answer = httpx.post(address + path, data={"story": "77", "actor": "Ren", "other": "nowhere"})
    assert answer.status_code == status


@pytest.mark.parametrize("path", ["/articles/1/names", "/corrections", "/articles/1?as_of=2031-03-20"])
def test_pages_of_corrections_are_no_trouble_for_a_screen_reader(own: Screen, address: str, path: str) -> None:
    post(address, MET, SAID, mode="deny", why="she did")
    post(address, MET, MEETING, do="wrong")
    found = Axe().run(own.open(path)).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_a_server_with_a_token_asks_for_it_before_the_form_and_goes_on_to_it(chromium: Any, tmp_path: Path) -> None:
    with Store.create(tmp_path / "asked.db") as store:
        add(store, dam.met(), url="https://news.example/1")
        with served(store, policy=Policy(token=TOKEN)) as address, screen_on(chromium, address) as screen:
            page = screen.open(f"/articles/{MET}#{SAID}")
            page.keyboard.press("e")
            page.wait_for_url("**/sign-in?back=**")
            page.fill("#token", TOKEN)
            page.click("main button")
            page.wait_for_url("**/correct")
            page.get_by_label("mode").select_option("deny")
            page.get_by_role("button", name="Correct it").click()
            page.wait_for_url("**notice=mended**")


def test_an_open_article_says_that_it_was_corrected_meanwhile(own: Screen, address: str) -> None:
    page = own.open(f"/articles/{MET}")
    assert not page.locator("[data-fresh]").is_visible()
    post(address, COUNTED, TOLL, do="wrong")
    post(address, MET, SAID, mode="deny")
    page.locator("[data-fresh]").wait_for()
    assert "Somebody corrected" in page.locator("[data-fresh]").inner_text()
    page.get_by_role("button", name="Show it").click()
    page.locator(".row.mended").wait_for()
