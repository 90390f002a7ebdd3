"""Small things that a reader of a record stumbles over: posts, streets, hearers, feelings, and other times."""

from __future__ import annotations

import pytest

from onrecord import read as read_page
from onrecord.record import Actor, Record


def actor(record: Record, name: str) -> Actor:
    return next(a for a in record.actors if a.name == name)


def names(record: Record) -> set[str]:
    return {a.name for a in record.actors}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Health Secretary Ana Lopez said the wards were full.", "Health Secretary"),
        ("Defence Minister Ana Lopez said the front was quiet.", "Defence Minister"),
        ("Shadow health secretary Ana Lopez said the wards were full.", "Shadow health secretary"),
        ("Secretary of State Ana Lopez said the talks were over.", "Secretary of State"),
    ],
)
def test_what_a_minister_is_in_charge_of_is_no_body(read, sentence, role):
    record = read(sentence)
    assert (actor(record, "Ana Lopez").role, actor(record, "Ana Lopez").of) == (role, None)
    assert names(record) == {"Ana Lopez"}


def test_a_post_ends_before_the_name_behind_it(read):
    record = read("The union wants a vote. Its leader, Ana Lopez, who was ill, said it must be soon.")
    assert actor(record, "Ana Lopez").role == "leader"


def test_a_street_is_nobody(read):
    record = read("Teo Brack, 58, of Mill Lane, Tunsby, said he was sorry. Ana Lopez told him to pay.")
    assert "Mill Lane" not in names(record)


@pytest.mark.parametrize("name", ["Daphne Project", "Margit Energy"])
def test_what_is_named_after_a_person_is_no_person(read, name):
    record = read(f"Shares fell. The {name} said it would sell them all.")
    assert all(a.type != "person" for a in record.actors)


def statement(record: Record, cue: str):
    text = record.article.text
    return next(s for s in record.statements if s.cue is not None and s.cue.of(text) == cue)


def heard(record: Record, cue: str) -> list[str]:
    by_id = {a.id: a.name for a in record.actors}
    return [by_id[a] for a in statement(record, cue).addressee]


def test_nobody_speaks_to_himself_as_him(read):
    record = read("Anna Moore met Peter Hall for lunch on Monday. She told him that the bridge was safe.")
    assert heard(record, "told") == ["Peter Hall"]
    record = read("Anna Moore was tired when she came home on Monday. She told herself that the bridge was safe.")
    assert all(not s.addressee for s in record.statements)


def test_the_crowd_in_a_square_is_the_crowd(read):
    record = read("“We go on,” union leader Ana Lopez told the crowd in Freedom Square.")
    assert heard(record, "told")[0].startswith("crowd")


def test_according_to_her_words_it_is_she_who_says_so(read):
    record = read("Ana Lopez opened the bridge on Monday. According to her words, it will last a century.")
    speaker = statement(record, "According to").speaker
    assert speaker == actor(record, "Ana Lopez").id


def test_they_and_we_are_no_study(read):
    record = read("A study published on Monday was large. They found that dogs can count.")
    assert all(s.speaker is None or "study" not in actor_of(record, s.speaker) for s in record.statements[-1:])


def actor_of(record: Record, number: str) -> str:
    return next(a.name for a in record.actors if a.id == number).lower()


def test_a_source_begins_behind_the_quotation(read):
    record = read('"It is a link," Brack, of Tunsby College, told the Daily Beacon. Teo Brack is a doctor.')
    found = statement(record, "told")
    assert found.source is not None
    assert found.source.of(record.article.text).startswith("Brack")


@pytest.mark.parametrize(
    ("sentence", "cue", "mode"),
    [
        ("The trial reported no effect in children.", "reported", "affirm"),
        ("Ana Lopez refused to be drawn on the scandal.", "refused", "decline"),
    ],
)
def test_what_is_denied(read, sentence, cue, mode):
    assert statement(read(sentence), cue).mode == mode


def test_to_have_no_doubt_denies_nothing(read):
    assert {s.mode for s in read("Ana Lopez said she had no doubt that he knew.").statements} == {"affirm"}


def test_a_feeling_about_nothing_is_no_refusal(read):
    record = read("Ana Lopez said she was disappointed. She urged the union to return.")
    assert all(s.content for s in record.statements)
    assert all(s.mode == "affirm" for s in record.statements)


@pytest.mark.parametrize(
    "later",
    ["She once told a visitor that the sea was cold.", "In 1999 she said that the sea was cold."],
)
def test_other_times_take_no_day_from_before(read, later):
    record = read(f"Ana Lopez said on Monday that the pool was warm. {later}")
    days = [s.said_on and s.said_on.value for s in record.statements]
    assert days == ["2024-04-29", None]


def test_a_programme_called_today_is_no_day(read):
    record = read("“We waited,” Ana Lopez told the Today in the North programme. It rained today.")
    assert [d.value for d in record.dates] == ["2024-05-01"]


COLUMN = b"""The harbour is not for sale

By Ilse Marchetti

I have lived beside the harbour for forty years, and I like it there.

The mayor says the sale will bring work. I doubt it, and my friends do.

A neighbour told me last week that nobody had asked her. I agree with her.
"""


def test_i_is_the_author_of_a_column():
    record = read_page(COLUMN, published="2024-05-01")
    author = actor(record, "Ilse Marchetti").id
    assert heard(record, "told") == ["Ilse Marchetti"]
    assert statement(record, "agree with").speaker == author


@pytest.mark.parametrize(
    ("sentence", "words", "what"),
    [
        ("The army has sent 900 soldiers and six helicopters.", "900 soldiers", "soldiers"),
        ("Nine cities, 33 towns and two ports were flooded.", "Nine cities", "cities"),
    ],
)
def test_what_is_counted_ends_before_the_next_count(read, sentence, words, what):
    record = read(sentence)
    found = next(f for f in record.figures if record.article.text[f.start : f.end] == words)
    assert found.what == what


def test_those_treated_are_not_of_the_dead_told_before(read):
    record = read("Two soldiers were killed, the army said.", "The clinic treated 73 people, among them 28 children.")
    assert record.figures[-1].measure == "count"


def test_a_sum_beside_another_is_money(read):
    figures = read("Revenue climbed to 2.1 billion francs from 1.8 billion a year earlier.").figures
    assert [(f.low, f.measure, f.currency) for f in figures] == [
        (2_100_000_000, "money", figures[0].currency),
        (1_800_000_000, "money", figures[0].currency),
    ]


def test_votes_to_votes(read):
    assert [f.measure for f in read("The bill passed by 91 votes to 64.").figures] == ["votes", "votes"]


def test_type_2_counts_nothing(read):
    assert read("He has type 2 diabetes.").figures == ()


def test_a_live_page_is_nobodys_count(read):
    record = read("Orrin floods live: Death toll rises to 58", "Orrin officials said on Monday that rain would go on.")
    assert record.figures[0].source is None


def test_a_family_name_is_found_whatever_the_tagger_takes_it_for(read):
    record = read(
        "Brig. Gen. Radek Suk told a briefing in Brakna that the bridge had been taken overnight.",
        "The rebels put losses of the army at 35. Suk dismissed that as propaganda.",
    )
    found = statement(record, "dismissed")
    assert found.speaker == actor(record, "Radek Suk").id


def test_a_neighbour_is_known_by_its_name(read):
    record = read("Troops crossed the river. Neighbouring Sarvia denied having sold them boats.")
    assert {"Sarvia"} <= names(record)


def test_a_partner_that_is_named_is_that_body(read):
    record = read(
        "Ana Lopez must listen. Her coalition partner, the Green Alliance, has threatened to leave the cabinet."
    )
    assert statement(record, "has threatened").speaker == actor(record, "Green Alliance").id


def test_a_bodys_people_are_not_a_states(read):
    record = read(
        "Freedonian officials said on Monday that the border was open.",
        "The Acme Corporation has many people there. Acme officials said the border was shut.",
    )
    speakers = {s.speaker for s in record.statements if s.cue is not None and s.cue.of(record.article.text) == "said"}
    assert len(speakers) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The Daily Beacon, citing two diplomats, reported that Ana Lopez would go to Brakna.",
        "The Daily Beacon reported on Monday that Ana Lopez would go to Brakna, citing two diplomats.",
    ],
)
def test_who_is_cited_speaks_through_who_cites(read, sentence):
    record = read(sentence)
    found = statement(record, "citing")
    assert found.speaker is not None
    assert actor_of(record, found.speaker) == "two diplomats"
    assert [actor_of(record, a) for a in found.relayed_by] == ["daily beacon"]
    assert "Ana Lopez would go to Brakna" in found.content[0].of(record.article.text)


def test_a_reason_that_is_cited_says_nothing(read):
    record = read("The Daily Beacon left the city, citing high costs and bad roads.")
    assert all("costs" not in a.name for a in record.actors)
