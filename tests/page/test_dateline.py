"""Datelines and agencies."""

from __future__ import annotations

import time

import pytest

from onrecord.page.dateline import agency, agency_in, find_dateline


@pytest.mark.parametrize(
    ("paragraph", "place", "words", "agency_name", "date"),
    [
        ("PORTWICK (AP) — The bridge is closed.", "Portwick", "PORTWICK", "AP", None),
        ("PORTWICK, May 3 (Reuters) - The bridge", "Portwick", "PORTWICK", "Reuters", "May 3"),
        ("Portwick, Jan. 5 (Xinhua) -- The bridge", "Portwick", "Portwick", "Xinhua", "Jan. 5"),
        ("Portwick (AFP) – The bridge", "Portwick", "Portwick", "AFP", None),
        ("PORTWICK, 3 May 2024 (PTI): The bridge", "Portwick", "PORTWICK", "PTI", "3 May 2024"),
        ("PORT LAMBE, Tamoria, Oct. 4 (UPI) — The", "Port Lambe, Tamoria", "PORT LAMBE, Tamoria", "UPI", "Oct. 4"),
        ("PORTWICK, T.M. (AP) — The", "Portwick, T.M.", "PORTWICK, T.M.", "AP", None),
        ("PORTWICK/LAMBE (Reuters) - The", "Portwick/Lambe", "PORTWICK/LAMBE", "Reuters", None),
        ("RIO DE LAMBE (AP) — The", "Rio de Lambe", "RIO DE LAMBE", "AP", None),
        ("PORTWICK, September 4. /TASS/. The", "Portwick", "PORTWICK", "TASS", "September 4"),
        ("PORTWICK, 3 mai (AFP) — Le", "Portwick", "PORTWICK", "AFP", "3 mai"),
        ("Portwick (dpa) - Die", "Portwick", "Portwick", "dpa", None),
        ("PORTWICK, Nov 22 — Private firms", "Portwick", "PORTWICK", None, "Nov 22"),
        ("PORTWICK, Tamoria – The bridge", "Portwick, Tamoria", "PORTWICK, Tamoria", None, None),
        (
            "PORTWICK — The bridge over the river stays closed until spring, the minister said.",
            "Portwick",
            "PORTWICK",
            None,
            None,
        ),
        (
            "PORTWICK: The bridge over the river stays closed until spring, police said on Monday.",
            "Portwick",
            "PORTWICK",
            None,
            None,
        ),
    ],
)
def test_datelines_of_the_agencies_are_read(
    paragraph: str, place: str, words: str, agency_name: str | None, date: str | None
) -> None:
    found = find_dateline(paragraph)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, agency_name, date)
    assert paragraph[found.start : found.end] == words
    assert paragraph[found.body :].startswith(("The", "Le", "Die", "Private"))


def test_an_agency_may_stand_without_a_place() -> None:
    found = find_dateline("(Reuters) - The bridge is closed.")
    assert found is not None
    assert (found.place, found.agency) == (None, "Reuters")


@pytest.mark.parametrize(
    "paragraph",
    [
        "The bridge is closed (MPA) - and stays so.",
        "Corvath (T) - The senator said on Monday that the bridge would stay closed until spring came.",
        "EXCLUSIVE – The bridge over the river stays closed until spring, the minister said on Monday.",
        "WATCH: The bridge over the river stays closed until spring, the minister said on Monday.",
        "CORVATH: Good evening and welcome, and thank you all for coming to this long conversation.",
        "I — and I alone — decided to close the bridge, the minister told parliament on Monday evening.",
        "A - B",
        "Prices rose, May 3 was the peak – then they fell.",
        "",
    ],
)
def test_what_is_no_dateline_is_left_alone(paragraph: str) -> None:
    assert find_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe, Associated Press", "AP"),
        ("BY THE ASSOCIATED PRESS", "AP"),
        ("By Reuters Staff", "Reuters"),
        ("AFP", "AFP"),
        ("Jane Doe/PA Media", "PA Media"),
        ("Agence France-Presse in Portwick", "AFP"),
        ("Staff and agencies", None),
        ("By Jane Doe", None),
        ("By Reutersward Lind", None),
        ("By Jane Doe, MENA editor", None),
    ],
)
def test_agencies_are_named_in_bylines(line: str, expected: str | None) -> None:
    assert agency_in(line) == expected
    assert agency([line]) == expected


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("The bridge stays closed. (AFP)", "AFP"),
        ("The bridge stays closed. — AFP", "AFP"),
        ("(AFP/Reuters)", "AFP"),
        ("[Reuters]", "Reuters"),
        ("- Reuters.", "Reuters"),
        ("/dpa", "dpa"),
        ("With inputs from PTI", "PTI"),
        ("— With Reuters", "Reuters"),
        ("(Reporting by Jane Doe for Reuters; editing by John Roe)", "Reuters"),
        ("(Reporting by Jane Doe; editing by John Roe)", None),
        ("He told Reuters.", None),
        ("With the ferry gone, Reuters said, people swim.", None),
        ("The law has a name (APA).", None),
        ("(APA)", "Austria Presse Agentur"),
        ("(PA)", "PA Media"),
        ("The firm is part of a group (the AP group).", None),
    ],
)
def test_agencies_sign_at_the_end(closing: str, expected: str | None) -> None:
    assert agency([], "The bridge is closed.", [closing]) == expected


def test_the_dateline_counts_before_the_byline() -> None:
    assert agency(["By Jane Doe, AFP"], "PORTWICK (Reuters) - The bridge", ["(dpa)"]) == "Reuters"
    assert agency(["By Jane Doe, AFP"], "The bridge", ["(dpa)"]) == "AFP"
    assert agency() is None


@pytest.mark.parametrize("piece", ["A", "AB ", "Ab of ", "AB, ", "AB/", "(AB", "AB (", "AB, May 3 ", "—", "A.", "Á-"])
def test_it_is_quick_on_hostile_paragraphs(piece: str) -> None:
    begun = time.process_time()
    find_dateline(piece * 20_000)
    agency([piece * 60], piece * 20_000, [piece * 20_000])
    assert time.process_time() - begun < 0.5
