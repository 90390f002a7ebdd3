"""Names and the actors they stand for, of people, firms and bodies that we made up."""

from __future__ import annotations

import pytest


def one_actor(record, name: str) -> bool:
    """Whether every statement has one speaker, of this name."""
    speakers = {s.speaker for s in record.statements}
    return len(speakers) == 1 and next(a.name for a in record.actors if a.id in speakers) == name


def test_a_ticker_is_no_part_of_a_name(read):
    record = read("Vardo Holdings Corp VRD.N said sales fell. Vardo said it would close stores.")
    assert one_actor(record, "Vardo Holdings Corp")


def test_a_firm_is_known_by_the_first_words_of_its_name(read):
    record = read("Marlow Crest Capital LP said it would sell. Marlow Crest said the price was fair.")
    assert one_actor(record, "Marlow Crest Capital LP")


def test_a_bracket_ends_a_name(read):
    record = read("The National Rail Board (NRB) said trains would stop.", "The NRB said so again.")
    assert one_actor(record, "National Rail Board")


def test_a_written_thing_speaks_for_whoever_made_it(read):
    record = read("A report by the National Rail Board said trains were late.", "The National Rail Board repeated it.")
    assert one_actor(record, "National Rail Board")


def test_a_report_without_a_maker_speaks_for_itself(read):
    record = read("A report said trains were late. The report said buses were late too.")
    assert one_actor(record, "A report")


@pytest.mark.parametrize("title", ["Mr.", "Ms."])
def test_a_title_tells_namesakes_apart(read, title):
    record = read(
        "Peter Brown waited. His wife, Mary Brown, waited too.",
        f"{title} Brown said it rained.",
    )
    (statement,) = record.statements
    name = next(a.name for a in record.actors if a.id == statement.speaker)
    assert name == ("Peter Brown" if title == "Mr." else "Mary Brown")


def test_a_party_owns_nobody_by_its_adjective(read):
    record = read("Democratic Senator Ana Lopez said it rained.")
    assert [a.name for a in record.actors] == ["Ana Lopez"]


def test_who_employs_a_speaker_is_read_behind_the_name(read):
    record = read("“It rains,” said Ana Lopez, spokeswoman for the National Rail Board.")
    people = {a.name: a for a in record.actors}
    assert people["Ana Lopez"].of == people["National Rail Board"].id


def test_members_of_a_joint_speaker_are_those_with_names(read):
    record = read("Analysts and traders said prices would rise.")
    assert [len(a.members) for a in record.actors] == [0]
