"""The sample pages, read, against facts that were written from the articles and not from a reading."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.page import PageReading, read_article
from onrecord.page.opening import open_page

PAGES = Path(__file__).parents[1] / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
PROSE = {"paragraph", "live-update", "list-item", "quote", "table"}


@cache
def reading(page: str) -> PageReading:
    return read_article(open_page(PAGES / page))


def plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def blocks(page: str, *kinds: str) -> list[str]:
    article = reading(page).article
    return [plain(article.text[b.start : b.end]) for b in article.blocks if b.kind in kinds]


def cases(fact: str) -> list[str]:
    return [page for page, facts in EXPECTED.items() if fact in facts]


@pytest.mark.parametrize("fact", ["title", "standfirst", "outlet", "agency", "section", "language"])
@pytest.mark.parametrize("page", EXPECTED)
def test_each_page_gives_its_plain_facts(page, fact):
    if fact not in EXPECTED[page]:
        pytest.skip(f"{page} says nothing that can be checked about its {fact}")
    assert getattr(reading(page).article, fact) == EXPECTED[page][fact]


@pytest.mark.parametrize("page", cases("authors"))
def test_each_page_gives_its_authors(page):
    assert list(reading(page).article.authors) == EXPECTED[page]["authors"]


@pytest.mark.parametrize("page", cases("published"))
def test_each_page_gives_its_date_and_where_it_was_found(page):
    stamp = reading(page).article.published
    assert (stamp and {"value": stamp.value, "from": stamp.origin}) == EXPECTED[page]["published"]


@pytest.mark.parametrize("page", cases("modified"))
def test_each_page_gives_its_day_of_change(page):
    stamp = reading(page).article.modified
    assert (stamp and stamp.value) == EXPECTED[page]["modified"]


@pytest.mark.parametrize("page", cases("dateline"))
def test_each_page_gives_its_dateline(page):
    dateline, expected = reading(page).article.dateline, EXPECTED[page]["dateline"]
    assert (dateline and dateline.place.casefold()) == (expected and expected.casefold())


@pytest.mark.parametrize(
    ("key", "kind"),
    [("captions", "caption"), ("credits", "credit"), ("subheadings", "subheading"), ("list_items", "list-item")],
)
@pytest.mark.parametrize("page", EXPECTED)
def test_blocks_have_their_kind(page, key, kind):
    found = blocks(page, kind)
    for words in EXPECTED[page].get(key, []):
        assert any(plain(words) in block for block in found), words


@pytest.mark.parametrize("page", cases("titles"))
def test_a_second_headline_in_other_words_is_a_title(page):
    assert blocks(page, "title") == [plain(title) for title in EXPECTED[page]["titles"]]


@pytest.mark.parametrize("page", cases("body"))
def test_no_paragraph_is_lost_and_their_order_stays(page):
    text = plain(reading(page).article.text)
    found = blocks(page, *PROSE)
    at = -1
    for words in EXPECTED[page]["body"]:
        assert any(plain(words) in block for block in found), words
        assert text.find(plain(words), at + 1) > at, words
        at = text.find(plain(words), at + 1)


@pytest.mark.parametrize("page", cases("tables"))
def test_each_row_of_a_table_is_a_block(page):
    found = blocks(page, "table")
    for row in [row for table in EXPECTED[page]["tables"] for row in table]:
        assert any(all(plain(cell) in block for cell in row) for block in found), row


@pytest.mark.parametrize("page", cases("not_in_text"))
def test_furniture_stays_out_and_is_listed(page):
    found = reading(page)
    text = plain(found.article.text)
    for words in EXPECTED[page]["not_in_text"]:
        assert plain(words) not in text, words


@pytest.mark.parametrize("page", cases("once"))
def test_words_that_a_page_prints_twice_stand_once(page):
    for words in EXPECTED[page]["once"]:
        assert reading(page).article.text.count(words) == 1, words


@pytest.mark.parametrize("page", [page for page in cases("live_updates") if EXPECTED[page]["live_updates"]])
def test_each_live_update_is_one_block_with_its_time(page):
    article = reading(page).article
    updates = [(plain(article.text[b.start : b.end]), b.published) for b in article.blocks if b.kind == "live-update"]
    assert len(updates) == len(EXPECTED[page]["live_updates"])
    for (text, published), expected in zip(updates, EXPECTED[page]["live_updates"], strict=True):
        assert published == expected["published"]
        assert all(plain(words) in text for words in expected["body"]), expected["published"]
        assert plain(expected["heading"]) in blocks(page, "subheading")


@pytest.mark.parametrize("page", EXPECTED)
def test_every_code_point_maps_to_the_page(page):
    found = reading(page)
    text, source, offsets = found.article.text, found.source_map.source, found.source_map.offsets
    joins = {i for b in found.article.blocks[:-1] for i in (b.end, b.end + 1)}
    for i, (char, offset) in enumerate(zip(text, offsets.tolist(), strict=True)):
        if i in joins:
            assert offset == -1
        elif char != " ":
            assert source[offset] in (char, "&"), (i, char, source[offset : offset + 9])
        else:
            assert source[offset].isspace() or source[offset] in "&<", (i, source[offset : offset + 9])
