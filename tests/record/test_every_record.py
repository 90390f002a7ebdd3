"""What holds for every record holds: on each sample page, on damaged copies of them, and on texts that nobody wrote."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord import reader
from onrecord.errors import PageError
from onrecord.page.opening import open_page
from onrecord.reader import Reading
from onrecord.record import Article, Block, Page, Record, Stamp, encode, json_schema
from record_rules import broken_mapping, broken_quotes, broken_rules

PAGES = Path(__file__).resolve().parents[1] / "pages"
SAMPLES = sorted(path for path in PAGES.rglob("*") if path.name.endswith((".html", ".html.gz", ".txt")))
VALIDATOR = Draft202012Validator(json_schema())


def name_of(page: Path) -> str:
    return page.relative_to(PAGES).as_posix()


@cache
def reading_of(page: Path) -> Reading:
    return reader.read_page(open_page(page))


# -- sample pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", SAMPLES, ids=name_of)
def test_a_sample_page_s_record_breaks_no_rule(page: Path) -> None:
    assert broken_rules(reading_of(page).record) == []
    VALIDATOR.validate(json.loads(encode(reading_of(page).record)))


@pytest.mark.parametrize("page", SAMPLES, ids=name_of)
def test_every_code_point_of_a_sample_page_maps_to_its_place_in_the_source(page: Path) -> None:
    assert broken_mapping(reading_of(page).page) == []


def program(*arguments: str | Path, seed: str) -> bytes:
    command = [Path(sys.executable).with_name("onrecord"), "read", *arguments]
    surroundings = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, check=True, capture_output=True, env=surroundings, cwd=PAGES).stdout


def test_the_same_bytes_give_the_same_record_on_every_run_with_any_number_of_workers() -> None:
    once = program(*SAMPLES, "--json", seed="1")
    again = program(*SAMPLES, "--json", "-j", "2", seed="2")
    assert once == again
    assert once.decode().splitlines() == [encode(reading_of(page).record) for page in SAMPLES]


def test_quotes_equal_their_slices_and_leave_the_record_as_it_is() -> None:
    for line, page in zip(
        program(*SAMPLES, "--json", "--quotes", seed="3").decode().splitlines(), SAMPLES, strict=True
    ):
        assert broken_quotes(json.loads(line)) == []
        assert Record.from_json(line) == reading_of(page).record


# -- damaged copies ---------------------------------------------------------------------------------------------------


@cache
def bytes_of(page: Path) -> bytes:
    found = page.read_bytes()
    return gzip.decompress(found) if page.suffix == ".gz" else found


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Cut a sample page, or put a piece of another one, or odd bytes, in its middle."""
    one = bytes_of(draw(st.sampled_from(SAMPLES)))
    two = bytes_of(draw(st.sampled_from(SAMPLES)))
    cut, start = draw(st.integers(0, len(one))), draw(st.integers(0, len(two)))
    piece = draw(
        st.sampled_from([b"", two[start : start + 400], b"\x00\xff<!--", b"</p></div>" * 20, "e\u0301\u00ad".encode()])
    )
    return one[:cut] + piece + one[cut + draw(st.integers(0, 2000)) :]


@settings(max_examples=60)
@given(damaged())
def test_a_damaged_page_gives_a_lawful_record_or_says_that_it_is_no_page(page: bytes) -> None:
    try:
        reading = reader.read_page(open_page(page))
    except PageError:
        return
    assert broken_rules(reading.record) == []
    assert broken_mapping(reading.page) == []


# -- texts that nobody wrote ------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *"said told according to that not declined comment the a she he they it his who which with former We I".split(),
        *"would and or of in on by for from Mayor Brenn Ada Vellmar Ostria ministry officials spokesman U.S.".split(),
        *"reporters Tuesday yesterday March 12 2031 12,000 $3.5bn 40% three dozens hundreds thousand 10am 7/10".split(),
        *"at least more than about people killed injured met talks denied warned 1st 2-3 °C ¹ ½ ٣".split(),
        *"“ ” ‘ ’ \" ' , . — ; : ? ! ( ) e\u0301 👨‍👩‍👧 🇫🇷 שלום ﷺ nai\u0308ve".split(),
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
KINDS = st.sampled_from(
    ["title", "standfirst", "paragraph", "caption", "quote", "list-item", "live-update", "subheading"]
)


def article_of(blocks: list[tuple[str, str]], published: str | None) -> Article:
    text = "\n\n".join(words for _, words in blocks)
    placed, start = [], 0
    for kind, words in blocks:
        placed.append(Block(kind, start, start + len(words)))
        start += len(words) + 2
    return Article(
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        page=Page("0" * 64, "text/plain"),
        title=None, standfirst=None, authors=(), outlet=None, agency=None, section=None, language="en",
        published=Stamp(published, "given") if published else None,
        modified=None, dateline=None, text=text, blocks=tuple(placed),
    )  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.tuples(KINDS, LINES), min_size=1, max_size=5), st.sampled_from([None, "2031-03-04"]))
def test_a_text_that_nobody_wrote_gives_a_lawful_record(blocks: list[tuple[str, str]], published: str | None) -> None:
    record = reader.read_text(article_of(blocks, published))
    assert broken_rules(record) == []
    assert reader.read_text(article_of(blocks, published)) == record


@settings(max_examples=60)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\u00ad\u200b\ufeff"),
        min_size=1,
        max_size=60,
    )
)
def test_any_letters_at_all_give_a_lawful_record(text: str) -> None:
    assert broken_rules(reader.read_text(article_of([("paragraph", text)], None))) == []
