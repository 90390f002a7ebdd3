"""Names and descriptions that are one actor's, of people, bodies and papers that we made up."""

from __future__ import annotations

import pytest

SAYS = "said the bridge would open in May."


def speakers(record) -> list[str | None]:
    """The names of who speaks, in text order."""
    names = {a.id: a.name for a in record.actors}
    return [names.get(s.speaker) for s in record.statements]


def mentions(record, name: str) -> list[str]:
    """The words that stand for an actor, in text order."""
    found = next(a for a in record.actors if a.name == name)
    return [record.article.text[m.start : m.end] for m in found.mentions]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Vardo Foods Holding Corp", "Vardo"),
        ("VDX Foods Corp", "VDX"),
        ("the Rail Department", "The Department of Rail"),
        ("the House Select Committee on Mines and Ports", "The House Mines Committee"),
        ("the Select Committee on Mines", "The Committee"),
        ("the National Rail Court of Appeals", "The National Court"),
    ],
)
def test_a_body_is_one_by_some_of_its_words(read, full, short):
    record = read(f"On Monday {full} {SAYS}", f"{short} said so again.")
    assert len(set(speakers(record))) == 1


@pytest.mark.parametrize(("full", "short"), [("William Brown", "Bill Brown"), ("Jonathan Brown", "Jon Brown")])
def test_a_person_is_one_by_a_friend_s_name_for_him(read, full, short):
    record = read(f"The farmer {full} {SAYS}", f"“It will be late,” said {short}.")
    assert len(set(speakers(record))) == 1


def test_two_people_of_one_family_name_stay_two(read):
    record = read(f"The farmer William Brown {SAYS}", "“It will be late,” said Robert Brown, a teacher.")
    assert len(set(speakers(record))) == 2


def test_a_board_within_a_department_is_another_body(read):
    record = read(
        f"The Rail Department Review Board {SAYS}",
        "The Rail Department said it would be late.",
        "The Rail Department said buses would run.",
    )
    first, second, _ = speakers(record)
    assert first != second


def test_a_part_of_a_country_is_not_the_country(read):
    record = read(f"The governor of East Kenya {SAYS}", "Kenya said so again.")
    assert speakers(record)[-1] == "Kenya"


def test_members_speak_for_their_committee(read):
    record = read(
        f"The House Committee on Mines {SAYS}",
        "Committee members asked the mayor for help. The lawmakers on the committee said they were worried.",
    )
    assert set(speakers(record)) == {"House Committee on Mines"}


@pytest.mark.parametrize("some", ["Two committee members", "Some members of the committee", "Republican lawmakers"])
def test_some_of_the_members_do_not(read, some):
    record = read(f"The House Committee on Mines {SAYS}", f"{some} said it was too late.")
    assert speakers(record)[-1] != "House Committee on Mines"


def test_a_pronoun_with_others_is_a_group(read):
    record = read("Ana Lopez is a teacher. She and other teachers said school would open.")
    assert speakers(record) == ["Ana Lopez and other teachers"]


def test_an_outlet_speaks_in_its_pieces(read):
    record = read("An op-ed piece in the Vardo Times on Friday called the plan a mistake.")
    assert speakers(record) == ["Vardo Times"]


def test_some_of_somebody_s_posts_are_hers(read):
    record = read("Ana Lopez is a teacher.", "Several of Lopez's posts claimed the school was closed.")
    assert speakers(record)[-1] == "Ana Lopez"


def test_a_mention_is_the_source_s_own_words(read):
    record = read(f"The teacher Ana Lopez, who lives in the town, {SAYS}")
    statement = record.statements[0]
    words = record.article.text[statement.source.start : statement.source.end]
    assert words.endswith("in the town,")  # the comma that closes it is the source's, and no part of a name
    assert words.rstrip(",") in mentions(record, "Ana Lopez")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ana Lopez, roads and bridges director for the county,", "Ana Lopez"),
        ("Ana Lopez of the Centre for Rail and Roads", "Ana Lopez"),
        ("Vardo's chairman and director, Ana Lopez,", "Ana Lopez"),
        ("A spokesperson for Vice President Ana Lopez", "spokesperson for Vice President Ana Lopez"),
    ],
)
def test_a_name_in_a_source_is_the_speaker_s_or_not(read, source, name):
    record = read(f"{source} {SAYS}")
    assert (speakers(record)[0] or "").removeprefix("A ") == name


def test_you_is_whoever_is_spoken_to(read):
    record = read("“I know that you want a new bridge,” Ana Lopez told Peter Brown.")
    named = {record.article.text[s.source.start : s.source.end]: s.speaker for s in record.statements if s.source}
    assert {a.name for a in record.actors if a.id == named["you"]} == {"Peter Brown"}


def test_a_minister_is_no_state(read):
    record = read("Kenya Prime Minister Says Bridge Will Open", "Prime Minister Ana Lopez of Kenya said so on Monday.")
    assert "Kenya" not in speakers(record)


@pytest.mark.parametrize(
    "question",
    ["Peter Brown was asked whether the bridge would open.", "Ana Lopez told the media the bridge was open."],
)
def test_whoever_is_asked_or_told_hears_it(read, question):
    record = read(question)
    names = {a.id: a.name for a in record.actors}
    assert [names[a] for s in record.statements for a in s.addressee][:1] in (["Peter Brown"], ["media"])


def test_who_stands_in_a_parenthesis_is_the_outer_one(read):
    record = read("The mayor cannot say when the bridge will open, Ana Lopez added, because nobody has told her.")
    by_cue = {record.article.text[s.cue.start : s.cue.end]: s for s in record.statements}
    assert by_cue["added"].within is None
