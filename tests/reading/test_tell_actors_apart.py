"""Who is one actor and who is two: lists, posts, kinds of bodies and unnamed sources that we made up."""

from __future__ import annotations

import pytest


def speakers(record) -> list[str | None]:
    """The names of who speaks, in text order."""
    names = {a.id: a.name for a in record.actors}
    return [names.get(s.speaker) for s in record.statements]


@pytest.mark.parametrize(
    ("source", "group"),
    [
        ("Ana Lopez and fellow teacher Peter Brown", "Ana Lopez and Peter Brown"),
        ("Minister Ana Lopez, Mayor Peter Brown and Olek Takk", "Ana Lopez, Peter Brown and Olek Takk"),
    ],
)
def test_people_listed_by_name_are_one_group(read, source, group):
    record = read(f"{source} said the bridge would open.", "The teacher Ana Lopez was born in the town.")
    assert speakers(record)[0] == group


def test_examples_do_not_speak_for_the_group(read):
    record = read("The mayor's allies, including Ana Lopez and Peter Brown, condemned the plan.")
    assert "Brown" not in (speakers(record)[0] or "")


def test_a_spokeswoman_for_somebody_is_not_that_somebody(read):
    record = read("A spokeswoman for Mayor Peter Brown said he was ill.", "Peter Brown said he was well.")
    first, second = speakers(record)[0], speakers(record)[-1]
    assert (first, second) == ("A spokeswoman for Mayor Peter Brown", "Peter Brown")


def test_a_spokesman_for_one_body_is_not_another_ones(read):
    record = read(
        "“We are late,” said Peter Brown, a spokesman for the National Rail Board.",
        "A spokesman for Vardo Airlines said planes were on time.",
    )
    first, second = speakers(record)[0], speakers(record)[-1]
    assert first == "Peter Brown"
    assert second != "Peter Brown"


def test_two_campaigns_are_two(read):
    record = read(
        "On the last day of May the teacher Ana Lopez ran in the election against the farmer Peter Brown.",
        "Ana Lopez's campaign said taxes would fall. Peter Brown's campaign said wages would rise.",
    )
    assert len({s.speaker for s in record.statements}) == 2


def test_an_airline_is_no_authority(read):
    record = read(
        "The National Rail Authority said a Vardo Airlines plane was late.", "The airline said it was on time."
    )
    assert speakers(record)[-1] != "National Rail Authority"


def test_a_pilot_is_no_authority(read):
    record = read("The National Flight Authority said the plane was late.", "The pilot said he had waited.")
    assert speakers(record)[-1] != "National Flight Authority"


def test_a_noun_before_a_name_says_what_it_is(read):
    record = read("The leaks were revealed by newspaper Vardo Lindqvar.", "Vardo Lindqvar said there were more.")
    assert [a.type for a in record.actors if a.name == "Vardo Lindqvar"] == ["organisation"]


def test_initials_stand_for_the_end_of_a_name(read):
    record = read(
        "The track was old and nobody had looked at it, the Rail Department Accident Review Board said.",
        "The ARB said trains were late.",
    )
    assert len({s.speaker for s in record.statements}) == 1


@pytest.mark.parametrize("first", ["two people familiar with the matter", "three bank officials"])
def test_the_sources_of_a_headline_are_the_unnamed_people_of_the_text(read, first):
    record = read("Vardo to close stores - sources", f"Vardo will close stores, {first} said.", "The sources said why.")
    assert len({s.speaker for s in record.statements}) == 1


def test_a_pm_is_the_prime_minister(read):
    record = read("Freedonian Prime Minister Ana Lopez said taxes would fall.", "The PM said wages would rise.")
    assert speakers(record) == ["Ana Lopez", "Ana Lopez"]


def test_the_latter_is_whoever_was_named_last(read):
    record = read("Ana Lopez met Peter Brown on Monday. The latter said he was content.")
    assert speakers(record)[0] == "Peter Brown"


def test_a_description_is_named_without_its_apposition_and_its_day(read):
    record = read("A judge in Tunsby, a town of 900, said in May that the law was void.")
    assert speakers(record)[0] == "A judge in Tunsby"


def test_the_letter_is_whoever_sent_it(read):
    record = read(
        "The National Rail Board sent a letter to the mayor on Monday.",
        "“Trains are late,” said Peter Brown, a teacher. “They must stop,” the letter said.",
    )
    assert speakers(record)[-1] == "National Rail Board"


def test_the_newspaper_is_the_one_that_was_called_so(read):
    record = read("The leaks were revealed by newspaper Vardo Lindqvar.", "The paper said there were more leaks.")
    assert speakers(record)[-1] == "Vardo Lindqvar"


def test_a_pronoun_with_a_description_behind_it_is_who_that_describes(read):
    record = read(
        "The judge Ana Lopez spoke to the lawyer Peter Brown for an hour.",
        "Peter Brown said he was sorry. She (the judge) said it was late.",
    )
    assert speakers(record)[-1] == "Ana Lopez"


def test_a_health_ministry_is_no_interior_ministry(read):
    record = read("The interior ministry said 12 people were dead.", "The health ministry said 14 people were dead.")
    assert speakers(record) == ["interior ministry", "health ministry"]


@pytest.mark.parametrize(("owner", "known"), [("Vardo Airways", True), ("Boeing", False)])
def test_whose_flight_it_is_is_an_airline_and_who_makes_planes_is_none(read, owner, known):
    record = read(
        f"The police said on Monday that they had stopped a {owner} plane at the port.",
        "The airline said it was sorry.",
    )
    assert (speakers(record)[-1] == owner) is known
