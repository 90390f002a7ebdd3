"""Figures with bound, measure and source."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "low", "high", "approx", "measure"),
    [
        ("The flood killed at least 34 people.", 34, None, False, "killed"),
        ("The flood killed up to 34 people.", None, 34, False, "killed"),
        ("About 1,200 people were injured.", 1200, 1200, True, "injured"),
        ("Dozens of houses burned down.", 24, None, True, "count"),
        ("The dam cost $1.2 billion.", 1_200_000_000, 1_200_000_000, False, "money"),
        ("The dam cost between 20 and 30 million euros.", 20_000_000, 30_000_000, False, "money"),
        ("Prices rose by 4.5 percent.", 4.5, 4.5, False, "percent"),
        ("They talked for two and a half hours.", 2.5, 2.5, False, "duration"),
        ("The wall is 10 km long.", 10, 10, False, "distance"),
        ("It was her seventh trip to Lisbon.", 7, 7, False, "rank"),
        ("A 20-year-old sailor drowned.", 20, 20, False, "age"),
        ("Two-thirds of the voters stayed at home.", 66.7, 66.7, False, "percent"),
        ("Only 3 in 10 agreed.", 30, 30, False, "percent"),
    ],
)
def test_a_number_has_its_bounds(read, sentence, low, high, approx, measure):
    figure = read(sentence).figures[0]
    assert (figure.low, figure.high, figure.approx, figure.measure) == (low, high, approx, measure)


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on October 7, 2023.",
        "They met at 5:30 p.m. on Tuesday.",
        "Flight MH370 vanished in 2014.",
        "The G7 met under Article 5.",
        "Version 1.2.3 is out.",
        "The list reads 1,2,3.",
        "The number is " + "9" * 400 + ".",
    ],
)
def test_dates_codes_and_monsters_are_no_figures(read, sentence):
    assert not read(sentence).figures


def test_a_figure_stands_on_its_statements_word(read):
    record = read("The flood killed 34 people, the coast guard said. It destroyed 20 houses.")
    first, second = record.figures
    assert first.source == record.statements[0].speaker
    assert first.statement == record.statements[0].id
    assert (second.source, second.statement) == (None, None)


def test_a_part_points_at_its_whole(read):
    whole, part = read("The flood killed 34 people, including 14 children.").figures
    assert part.part_of == whole.id


def test_money_has_its_currency(read):
    currencies = [f.currency for f in read("It paid £20 million and €3 million and 50 dollars.").figures]
    assert currencies == ["GBP", "EUR", "USD"]


def test_parts_find_their_whole_before_and_behind(read):
    record = read("Kestrel will cut 200 jobs, 40 of them in Tunsby. Of the 90 ships at sea, 31 were lost.")
    parts = {f.low: f.part_of for f in record.figures}
    ids = {f.low: f.id for f in record.figures}
    assert parts[40] == ids[200]
    assert parts[31] == ids[90]
    (part, whole) = read("She won two of the 23 seats.").figures
    assert part.part_of == whole.id


def test_speed_age_and_rank_by_the_words_beside_them(read):
    measures = [
        f.measure
        for f in read("Winds of 90 kilometers per hour blew. She is No. 3 on the list. Voters aged 45 stayed.").figures
    ]
    assert measures == ["speed", "rank", "age"]


def test_an_age_between_commas_is_nobodys_word(read):
    (figure,) = read("Police said Ana Lopez, 34, was at home.").figures
    assert (figure.measure, figure.source) == ("age", None)
