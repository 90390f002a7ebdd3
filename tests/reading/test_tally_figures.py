"""What is read of a tally: totals and new ones, what was revised, whose count it is, and of which day."""

from __future__ import annotations

import pytest

from onrecord import read
from onrecord.record import Figure, Record


def read_text(text: str) -> Record:
    page = f"Toll in Brakna\n\n{text}\n\nRoads in the north were cut, and shops stayed shut for most of the day.\n"
    return read(page.encode(), published="2025-03-12")


def figure(record: Record, words: str) -> Figure:
    return next(f for f in record.figures if words in record.article.text[f.start : f.end])


def name(record: Record, actor: str | None) -> str | None:
    return next((a.name for a in record.actors if a.id == actor), None)


@pytest.mark.parametrize(
    ("text", "words", "cumulative"),
    [
        ("The flood has killed 412 people since it began on 3 March, the interior ministry said.", "412", True),
        ("The number of dead rose to 412, the interior ministry said.", "412", True),
        ("The interior ministry said 31 people were killed in the past 24 hours.", "31", False),
        ("A total of 31 people were killed over the last day, the interior ministry said.", "31", False),
        ("Hospitals received 31 bodies overnight, the interior ministry said.", "31", False),
        ("In the past 24 hours 31 people died, bringing the toll to 412, the ministry said.", "412", True),
        ("The storm killed 31 people, the interior ministry said.", "31", None),
    ],
)
def test_running_totals_and_new_ones(text: str, words: str, cumulative: bool | None) -> None:
    assert figure(read_text(text), words).cumulative is cumulative


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("The interior ministry revised its toll down to 390 from 412.", {"390": "revised", "412": "former"}),
        ("The ministry said 31 people had died, up from 24 on Tuesday.", {"31": None, "24": "former"}),
        ("The ministry said the number of dead was 390, not 412 as it had reported.", {"412": "former"}),
        ("The ministry lowered its count of the dead to 390.", {"390": "revised"}),
        ("The ministry raised its toll to 412.", {"412": None}),
    ],
)
def test_values_that_no_longer_stand(text: str, changes: dict[str, str | None]) -> None:
    record = read_text(text)
    assert {words: figure(record, words).change for words in changes} == changes


@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("The ministry put the death toll at 412.", "412", "killed"),
        ("The number of injured rose to 1,310, the ministry said.", "1,310", "injured"),
        ("The ministry said 31 people were killed in the past 24 hours, raising the total to 412.", "412", "killed"),
        ("The ministry said 120 children were among the 412 dead.", "120", "killed"),
        ("The dead include 120 children and 96 women, the ministry said.", "96", "killed"),
        ("Of the dead, 120 were children, the ministry said.", "120", "killed"),
        ("The bodies of 31 villagers were brought to the morgue, the ministry said.", "31", "killed"),
        ("The ministry put the toll at 412. The Red Crescent put it at 436.", "436", "killed"),
    ],
)
def test_what_a_toll_counts(text: str, words: str, measure: str) -> None:
    assert figure(read_text(text), words).measure == measure


def test_a_clause_that_goes_on_has_the_source_of_the_count_before() -> None:
    record = read_text("The flood killed 31 people, the interior ministry said on Tuesday, bringing the toll to 412.")
    assert name(record, figure(record, "412").source) == "interior ministry"


def test_the_latest_figure_is_whose_the_last_one_was() -> None:
    record = read_text(
        "The interior ministry put the toll at 412. The latest figure includes 31 people killed on Monday."
    )
    assert name(record, figure(record, "31").source) == "interior ministry"


def test_who_is_cited_stands_behind_the_source() -> None:
    record = read_text("The Red Crescent, citing the interior ministry, said 412 people had been killed as of Monday.")
    chain = [name(record, actor) for actor in figure(record, "412").chain]
    assert chain == ["Red Crescent", "interior ministry"]


def test_a_count_has_the_day_it_is_said_to_stand_so() -> None:
    record = read_text("The ministry said 31 people had died in the past 24 hours, up from 27 on Monday.")
    as_of = figure(record, "27").as_of
    assert as_of is not None
    assert as_of.value == "2025-03-10"


def test_the_day_it_all_began_dates_no_count() -> None:
    record = read_text(
        "The death toll has risen to 412 since the rains began on 3 March, the ministry said on Tuesday."
    )
    found = figure(record, "412")
    assert found.as_of is None or found.as_of.value == "2025-03-11"


def test_lives_that_something_claims_are_the_dead_and_nobodys_words(read):
    record = read("The storm has claimed the lives of 195 people, the governor said.")
    assert [(f.low, f.measure) for f in record.figures] == [(195, "killed")]
    assert [a.name for a in record.actors if a.id == record.figures[0].source] == ["governor"]
    assert len(record.statements) == 1
    assert len(read("He claimed that lives were lost.").statements) == 1


def test_more_bodies_are_more_dead(read):
    (found,) = read("Rescuers pulled 14 more bodies from the rubble overnight.").figures
    assert (found.measure, found.cumulative) == ("killed", False)


@pytest.mark.parametrize(
    "text",
    [
        "The storm cost 195 people their lives.",
        "195 people lost their lives in the flood.",
        "In all, 195 lives were lost.",
        "As many as 195 lives have been lost since Monday.",
        "With 195 lives lost, it was the worst day of the war.",
        "A total of 195 lives have been claimed by the fever.",
        "The blast snuffed out 195 lives.",
        "The fire ended the lives of 195 passengers.",
        "The loss of 195 lives was felt across town.",
        "195 sailors gave their lives.",
        "The miners paid dearly: 195 of them paid with their lives.",
        "195 lives lost, ministry says",
    ],
)
def test_lives_lost_are_the_dead(read, text):
    assert [(f.low or f.high, f.measure) for f in read(text).figures] == [(195, "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "The vaccine saved 195 lives.",
        "The programme has changed the lives of 195 people.",
        "The mistake cost 195 workers their livelihoods.",
        "195 volunteers gave their lives to the choir.",
        "The 195 lives took another turn.",
    ],
)
def test_other_lives_are_not(read, text):
    assert [f.measure for f in read(text).figures] == ["count"]


def test_what_is_counted_holds_no_number_of_its_own(read):
    assert read("As many as 195 lives have been lost.").figures[0].what == "lives"
    assert read("As few as 12 members came.").figures[0].what == "members"


@pytest.mark.parametrize("headline", ["Ferry disaster leaves 41 dead", "How many died?"])
def test_those_who_do_something_else_are_none_of_the_dead(read, headline):
    figures = read(headline, "Hundreds gathered at the harbour.").figures
    assert figures[-1].measure == "count"


@pytest.mark.parametrize("line", ["Hundreds, says the port.", "Hundreds are confirmed so far."])
def test_a_count_below_a_headline_of_dead_is_of_them(read, line):
    assert read("Deaths", line).figures[-1].measure == "killed"
