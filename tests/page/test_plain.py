"""Plain text to an article: kinds, what is left out, dates, and where every code point stood."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.charset import decode
from onrecord.page.fold import fold_text
from onrecord.page.opening import open_page
from onrecord.page.plain import read_plain
from onrecord.page.reading import PageReading, RawPage

SCRAPE = """\ufeff
Skip to main content

Harbour bridge to stay shut until spring | The Quay Times

Harbour bridge to stay shut until spring

Harbour bridge stays closed until spring, minister tells council
PORTWICK
3 min read
By Jane Doe and John Q. Roe, Associated Press
Published: 3 May 2024, 16:05 BST | Updated: 4 May 2024
The ferry will run twice an hour until the work on the piers is done, the council was told.
The bridge on the morning after the flood, with two of its piers gone [MPA/file photo]

PORTWICK (AP) —\u00a0The bridge over the har\u00adbour will stay shut until spring, the minister said on\u2009Friday..

"We will not open it a day too early," she told the council, which had asked for a date three times.

Advertisement

Ferry instead

The ferry will run twice an hour. \u201cNobody will be left on the quay,\u201d a spokesman said of it.

"Nobody will be left on the quay"

Read more: Ferry to run until the new bridge opens

- two boats in the morning
- one boat at night

PORTWICK
Live Story

The council meets again in June.

Jane Roe contributed to this report.

(AP)

© 2024 The Quay Times
"""


def read(text: str, published: str | None = None) -> PageReading:
    raw = RawPage("page.txt", text.encode(), url=None)
    return read_plain(raw, decode(raw)[0], published)


def blocks(reading: PageReading) -> list[tuple[str, str]]:
    text = reading.article.text
    return [(block.kind, text[block.start : block.end]) for block in reading.article.blocks]


def check_map(reading: PageReading) -> None:
    text, source = reading.article.text, reading.source_map.source
    offsets = reading.source_map.offsets.tolist()
    assert len(offsets) == len(text)
    joins = [i for before in reading.article.blocks[:-1] for i in (before.end, before.end + 1)]
    assert [i for i, offset in enumerate(offsets) if offset < 0] == joins
    for char, offset in zip(text, offsets, strict=True):
        if offset >= 0:
            assert source[offset] == char or (char == " " and source[offset].isspace())


def test_a_scrape_is_read_block_by_block() -> None:
    assert blocks(read(SCRAPE)) == [
        ("title", "Harbour bridge to stay shut until spring"),
        ("title", "Harbour bridge stays closed until spring, minister tells council"),
        ("section", "PORTWICK"),
        ("byline", "By Jane Doe and John Q. Roe, Associated Press"),
        ("standfirst", "The ferry will run twice an hour until the work on the piers is done, the council was told."),
        ("caption", "The bridge on the morning after the flood, with two of its piers gone"),
        ("credit", "[MPA/file photo]"),
        (
            "paragraph",
            "PORTWICK (AP) — The bridge over the harbour will stay shut until spring, the minister said on Friday..",
        ),
        (
            "paragraph",
            '"We will not open it a day too early," she told the council, which had asked for a date three times.',
        ),
        ("subheading", "Ferry instead"),
        (
            "paragraph",
            "The ferry will run twice an hour. “Nobody will be left on the quay,” a spokesman said of it.",
        ),
        ("quote", '"Nobody will be left on the quay"'),
        ("list-item", "- two boats in the morning"),
        ("list-item", "- one boat at night"),
        ("paragraph", "The council meets again in June."),
        ("credit", "Jane Roe contributed to this report."),
        ("credit", "(AP)"),
    ]


def test_what_is_left_out_is_told_with_its_reason() -> None:
    assert [(left.words, left.reason) for left in read(SCRAPE).left_out] == [
        ("Skip to main content", "skip link"),
        ("Harbour bridge to stay shut until spring | The Quay Times", "title repeated in the same words"),
        ("3 min read", "reading time"),
        ("Published: 3 May 2024, 16:05 BST | Updated: 4 May 2024", "time of publication"),
        ("Advertisement", "advertisement"),
        ("Read more: Ferry to run until the new bridge opens", "link to another story"),
        ("PORTWICK", "live story"),
        ("Live Story", "live story"),
        ("© 2024 The Quay Times", "copyright"),
    ]


def test_the_article_knows_its_authors_dates_and_place() -> None:
    article = read(SCRAPE).article
    assert article.title == "Harbour bridge to stay shut until spring"
    assert article.standfirst is not None
    assert article.standfirst.startswith("The ferry will run")
    assert (article.authors, article.agency, article.section) == (("Jane Doe", "John Q. Roe"), "AP", "PORTWICK")
    assert article.language == "en"
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2024-05-03T16:05:00+01:00", "text")
    assert article.modified is not None
    assert article.modified.value == "2024-05-04"
    assert article.dateline is not None
    assert article.dateline.place == "Portwick"
    assert article.text[article.dateline.start : article.dateline.end] == "PORTWICK"
    assert article.page.media_type == "text/plain"
    assert all(block.at is None for block in article.blocks)


def test_every_code_point_of_a_scrape_maps_to_its_place() -> None:
    check_map(read(SCRAPE))
    check_map(read(SCRAPE.replace("\n", "\r\n")))


def test_line_ends_of_other_systems_make_the_same_blocks() -> None:
    expected = blocks(read(SCRAPE))
    for end in ("\r\n", "\r", "\u2028"):
        assert blocks(read(SCRAPE.replace("\n", end))) == expected


def test_the_date_given_counts_more_than_the_text() -> None:
    reading = read(SCRAPE, published="2024-05-02")
    assert reading.article.published is not None
    assert (reading.article.published.value, reading.article.published.origin) == ("2024-05-02", "given")
    assert reading.notes == ()


def test_a_text_without_a_date_has_none_and_says_so() -> None:
    reading = read("The bridge is closed\n\nThe bridge was closed on May 3, 2024 after the flood, the council said.")
    assert reading.article.published is None
    assert [note.code for note in reading.notes] == ["no-publication-date"]


def test_a_clean_text_is_a_title_and_paragraphs() -> None:
    text = (
        "Bridge shut until spring\n\nThe bridge will stay shut, she said.\n\nThe ferry runs twice an hour until then."
    )
    assert [kind for kind, _ in blocks(read(text))] == ["title", "paragraph", "paragraph"]


def test_a_text_that_begins_with_its_lead_has_no_title() -> None:
    lead = "PORTWICK (AP) - The bridge will stay shut."
    text = f"{lead}\n\nThe ferry runs twice an hour until then, she said."
    assert read(text).article.title is None
    long = (
        "The bridge over the harbour, which lost two of its piers in the flood of the third of March, will stay shut, "
        "the minister said."
    )
    assert read(f"{long}\n\n{long}").article.title is None


def test_a_headline_of_an_archive_may_end_in_a_full_stop() -> None:
    text = (
        "Bridge Shut Until Spring.\n\nABSTRACT.\n\nThe ferry will do instead.\n\nFULL TEXT.\n\n"
        "The bridge will stay shut, she said."
    )
    assert [kind for kind, _ in blocks(read(text))] == ["title", "standfirst", "paragraph"]


def test_a_standfirst_without_a_full_stop_is_told_from_a_second_headline() -> None:
    text = (
        "Bridge shut until spring\n\nFerry to run twice an hour while divers look for the missing piers\n\n"
        "The bridge will stay shut, the minister said on Friday."
    )
    assert [kind for kind, _ in blocks(read(text))] == ["title", "standfirst", "paragraph"]


WRAPPED = """Bridge shut until spring

The bridge over the harbour will stay shut until spring, the minister
said on Friday, because two of its piers are gone and a third one has
moved by the width of a hand since the flood.

The ferry will run twice an hour until then. The council, which asked
for a date three times, heard that nobody would be left on the quay
and that the two boats would be paid for by the state, whatever they
cost.
"""


def test_lines_wrapped_to_a_width_are_put_together() -> None:
    reading = read(WRAPPED)
    assert [kind for kind, _ in blocks(reading)] == ["title", "paragraph", "paragraph"]
    assert "the minister said on Friday, because" in reading.article.text
    assert blocks(reading)[2][1].endswith("by the state, whatever they cost.")
    check_map(reading)


def test_short_lines_that_are_whole_sentences_stay_apart() -> None:
    text = "Bridge shut\n\n" + "\n".join(
        f"The bridge over the harbour was shut for the {word} time on Friday."
        for word in ("first", "second", "third", "fourth", "fifth")
    )
    assert len(blocks(read(text))) == 6


@pytest.mark.parametrize("text", ["", " \n\u200b\n", "Advertisement\n\nShare\n"])
def test_a_text_without_an_article_says_so(text: str) -> None:
    reading = read(text)
    assert reading.article.text == ""
    assert reading.article.blocks == ()
    assert {note.code for note in reading.notes} == {"no-publication-date", "no-article"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("FILE PHOTO: The bridge is seen from the old customs house in Portwick, May 3, 2024.", "caption"),
        ("The minister speaks to the council in Portwick, Tamoria, May 3, 2024.", "caption"),
        ("Two boats lie at the quay on Friday morning. (MPA Photo/Jane Doe) (Photo: MPA)", "caption"),
        ("Photograph: Jane Doe/Getty Images", "credit"),
        ("Getty Images", "credit"),
        ("Jane Doe via Getty Images", "credit"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "credit"),
        ("The minister told the council of Portwick about the bridge on May 3, 2024.", "paragraph"),
        ("The photo of the bridge was taken by a boy, the council said on Friday.", "paragraph"),
        ("By the time the ferry came, the quay was empty and the lamps were out.", "paragraph"),
    ],
)
def test_captions_and_credits_are_told_from_sentences(line: str, kind: str) -> None:
    head = "Bridge shut until spring\n\nThe bridge will stay shut, the minister said."
    found = blocks(read(f"{head}\n\n{line}\n\nThe ferry runs, she said."))
    assert found[2][0] == kind
    assert line.startswith(found[2][1])


LINES = st.sampled_from(
    [
        *SCRAPE.splitlines(),
        "",
        "",
        "A label",
        "By X",
        "x" * 200,
        "“q”",
        "1. One",
        "ABSTRACT.",
        "(AFP)",
        "\u200b",
        "May 3, 2024",
    ]
)


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_mixture_of_lines_gives_flat_blocks_that_map(lines: list[str], end: str) -> None:
    reading = read(end.join(lines))
    check_map(reading)
    ends = [0]
    for block in reading.article.blocks:
        assert ends[-1] <= block.start < block.end
        ends.append(block.end)
    shown = {word for line in lines for word in re.findall(r"\w+", line.replace("\u00ad", ""))}
    assert set(re.findall(r"\w+", reading.article.text)) <= shown


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    check_map(read(text.replace("\x1b", "")))


def test_hostile_texts_are_read_in_linear_time() -> None:
    for text in (
        "A b\n" * 20_000,
        "(" * 200_000,
        "[photo " * 30_000,
        "By A and " * 20_000,
        "\n" * 300_000,
        "May 3, " * 30_000,
        "“The bridge is shut.”\n" * 20_000,
    ):
        read(text)


def test_the_seed_holds_its_sentences_and_none_of_its_furniture(shared: Path) -> None:
    path = shared / "gold" / "dev" / "texts" / "seed-newarab.txt"
    raw = open_page(path)
    source = decode(raw)[0]
    reading = read_plain(raw, source)
    kinds = Counter(kind for kind, _ in blocks(reading))
    assert kinds == {"title": 2, "section": 1, "standfirst": 1, "caption": 1, "credit": 1, "paragraph": 12}
    lines = [fold_text(line) for line in source.splitlines() if line.strip()]
    left = Counter(left.words for left in reading.left_out)
    assert left == Counter([lines[0], lines[4], "MENA", "Live Story"])
    text = reading.article.text.replace("\n\n[", " [")
    assert all(line in text for line in lines if line not in left)
    check_map(reading)


def test_no_word_of_the_gold_and_silver_texts_is_lost_but_furniture(shared: Path) -> None:
    texts = sorted([*(shared / "gold/dev/texts").glob("*.txt"), *(shared / "silver/texts").glob("*.txt")])
    assert len(texts) > 300
    total = lost = explained = 0
    for path in texts:
        raw = open_page(path)
        source = decode(raw)[0]
        reading = read_plain(raw, source)
        words, kept = Counter(re.findall(r"\w+", source)), Counter(re.findall(r"\w+", reading.article.text))
        left = Counter(re.findall(r"\w+", " ".join(left.words for left in reading.left_out)))
        assert words == kept + left, path.name
        total, lost = total + words.total(), lost + left.total()
        explained += left.total()
        check_map(reading)
    assert lost == explained
    assert lost / total < 0.002
