"""Who is meant: names, titles, descriptions and pronouns of people that we made up."""

from __future__ import annotations

import onrecord


def test_parts_of_a_name_are_one_actor(read, quoted):
    record = read("Mayor Ana Lopez said the road was closed. Lopez said it would reopen.")
    assert [row[3] for row in quoted(record).rows()] == ["Ana Lopez", "Ana Lopez"]
    assert len(record.actors) == 1


def test_she_is_the_woman_who_spoke(read, quoted):
    record = read("“The road is closed,” Ana Lopez said.", "Peter Brown fixed the road. She said she was glad.")
    speakers = [row[3] for row in quoted(record).rows()]
    assert speakers[0] == speakers[1] == "Ana Lopez"


def test_i_is_whoever_the_quotation_is_from(read, quoted):
    record = read("“I hope the road reopens,” Ana Lopez said.")
    assert {row[3] for row in quoted(record).rows()} == {"Ana Lopez"}


def test_an_abbreviation_in_brackets_is_the_body(read):
    record = read("The National Rail Board (NRB) said trains would stop.", "The NRB said so again on Friday.")
    assert len({s.speaker for s in record.statements}) == 1


def test_a_post_takes_up_its_holder(read):
    record = read("Finance Minister Ana Lopez said taxes would fall.", "The minister said wages would rise.")
    assert len({s.speaker for s in record.statements}) == 1


def test_grades(read):
    grades = [
        s.grade
        for s in read(
            "Ana Lopez said it rained. A police official said it snowed. Residents said it hailed. "
            "The ministry said it thawed."
        ).statements
    ]
    assert grades == ["named", "anonymous", "collective", "organisation"]


def test_whoever_only_acts_is_no_actor(read):
    record = read("Peter Brown drove to Lisbon. Ana Lopez said it rained.")
    assert [a.name for a in record.actors] == ["Ana Lopez"]


def test_several_speakers_of_one_cue_are_one_group(read):
    record = read("Canada and Mexico said the border would stay open.")
    (statement,) = record.statements
    group = next(a for a in record.actors if a.id == statement.speaker)
    assert (group.type, len(group.members)) == ("group", 2)


def test_a_family_name_joins_its_full_name_however_foreign(read):
    record = read("Petra Lindqvar said it rained. Lindqvar said it snowed.", "Mr. Takk and Olek Takk waited.")
    assert len({s.speaker for s in record.statements}) == 1


def test_a_profession_takes_up_whoever_was_named_with_it(read):
    record = read("“Stop,” said Marlo Quent, a baker from Tunsby. The baker said he was tired.")
    assert len({s.speaker for s in record.statements}) == 1


def test_she_who_told_him_is_not_he(read, quoted):
    record = read(
        "Petra Lindqvar said she was glad. Lindqvar said she would stay.",
        "Olek Takk told the visitor, Petra Lindqvar, that he was pleased. She told him that it rained.",
    )
    assert quoted(record).rows()[-1][3] == "Petra Lindqvar"


def test_a_foreign_minister_is_no_prime_minister(read):
    record = read("Foreign Minister Ana Lopez said it rained. The prime minister said it snowed.")
    assert len({s.speaker for s in record.statements}) == 2


def test_one_word_and_the_full_description_are_one_body(read):
    record = read("Police said the road was closed. The Springfield police said it would open.")
    assert len({s.speaker for s in record.statements}) == 1


def test_us_in_capitals_is_no_pronoun(read, quoted):
    record = read("Ana Lopez said the US wants talks.")
    assert [row[3] for row in quoted(record).rows()] == ["Ana Lopez", "US"]


def test_a_capital_speaks_for_its_state_where_the_text_tells(read, quoted):
    record = read("Karsholm, the capital of Vardia, denied the report. Vardia said it was false.")
    assert {row[3] for row in quoted(record).rows()} == {"Vardia"}


def test_a_states_top_diplomat_is_its_minister_and_no_prime_minister(shared):
    page = onrecord.read(shared / "gold" / "dev" / "texts" / "seed-newarab.txt", published="2024-05-01")
    roles = {actor.id: actor.role for actor in page.actors}
    named = [s for s in page.statements if s.source and s.source.of(page.article.text).endswith("diplomat")]
    assert len(named) > 1
    assert {roles[s.speaker] for s in named} == {"Secretary of State"}
