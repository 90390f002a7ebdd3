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


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The tunnel cost $1-2bn.", 1_000_000_000, 2_000_000_000),
        ("The barrage cost RM6.1 million.", 6_100_000, 6_100_000),
        ("The rains lasted more than a week.", 1, None),
        ("Tens of thousands of people fled.", 20_000, None),
        ("It was the worst flood in a century.", 100, 100),
        ("The 10th victim was a farmer.", 10, 10),
        ("They hold between 40 billion and 60 billion crowns.", 40e9, 60e9),
        ("Sixty members or more must agree.", 60, None),
        ("The tide rose up to one metre (three feet).", None, 1),
        ("Lindrava is the second-largest port.", 2, 2),
        ("The river exceeded 4.5 metres.", 4.5, None),
        ("One in 20,000 people has it.", 0.005, 0.005),
    ],
)
def test_more_numbers_have_their_bounds(read, sentence, low, high):
    figure = read(sentence).figures[0]
    assert (figure.low, figure.high) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders shook hands.",
        "The ferry is open 24/7.",
        "It changed after 9/11.",
        "Trade closed at 1430 GMT.",
        "The war of 2010-11 was short.",
        "It cost them £.",
        "Shares in 3M were flat.",
        "Call +1-222-333-4444 for tickets.",
    ],
)
def test_more_that_is_no_figure(read, sentence):
    assert not read(sentence).figures


def test_a_rise_from_one_number_to_another_is_no_range(read):
    assert [(f.low, f.high) for f in read("Fares rose from $12 to $15.").figures] == [(12, 12), (15, 15)]


def test_a_rate_of_exchange_at_the_foot_is_no_figure(read):
    record = read("The harbour cost 5 million euros.", "($1 = 0.86 euros)")
    assert [f.low for f in record.figures] == [5_000_000]


def test_parts_that_add_up_belong_to_their_sum(read):
    record = read("The yard hired 527 welders in March. It will take a further 250, which makes 777 in all.")
    one, two, whole = record.figures
    assert (one.part_of, two.part_of, whole.part_of) == (whole.id, whole.id, None)


def test_a_share_of_a_cost_that_is_named_again(read):
    whole, share = read("The bridge cost $6.2 million. The county paid 27 percent of the overall cost.").figures
    assert share.part_of == whole.id


def test_a_toll_stands_on_its_day(read):
    (figure,) = read(
        "The death toll from the fire rose to 10 on Tuesday, officials said.", published="2024-05-01"
    ).figures
    assert figure.as_of is not None
    assert figure.as_of.value == "2024-04-30"
    assert figure.cumulative is True


def test_new_ones_are_no_running_total(read):
    assert [f.cumulative for f in read("Another 40 people were arrested.").figures] == [False]


def test_a_figure_covers_its_year(read):
    (figure,) = read("The yard built 214 boats in 2019.").figures
    assert figure.period is not None
    assert (figure.period.from_, figure.period.to) == ("2019", "2019")


def test_how_long_ago_something_was_is_no_figure(read):
    assert not read("The ferry sank three days ago.").figures


def test_a_year_before_its_noun_is_no_figure(read):
    assert not read("Output is back at 2005 levels.").figures


def test_a_bare_part_is_of_what_its_whole_counts(read):
    whole, part = read("The guards held some 250 hostages, of which 129 remain.").figures
    assert (whole.measure, part.measure, part.part_of) == ("hostages", "hostages", whole.id)


def test_a_figure_has_the_place_of_its_clause(read):
    assert [f.place for f in read("The storm killed 34 people in Portugal.").figures] == ["Portugal"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Witnesses should call +1 202-555-0147 at once.",
        "Witnesses should call (202) 555-0147 at once.",
        "The helpline, 0800 123 4567, is open.",
        "Whoever sees him should call 999.",
        "The Boeing 737 landed at Gate 12.",
    ],
)
def test_numbers_to_call_and_models_of_planes_are_no_figures(read, sentence):
    assert read(sentence).figures == ()


def test_whom_a_court_calls_are_counted(read):
    assert [f.low for f in read("The court called 112 witnesses on Friday.").figures] == [112]
