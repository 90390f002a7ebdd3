"""Who said what, construct by construct, on sentences that we made up."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The mayor said that the bridge would reopen.", "The mayor", "said", ("that the bridge would reopen",)),
        ("The bridge would reopen, the mayor said.", "the mayor", "said", ("The bridge would reopen",)),
        ("The bridge, the mayor said, would reopen soon.", "the mayor", "said", ("The bridge", "would reopen soon")),
        ("“The bridge is safe,” said Ana Lopez.", "Ana Lopez", "said", ("“The bridge is safe,”",)),
        ("The council opposes the new tunnel.", "The council", "opposes", ("the new tunnel",)),
        ("The union wants to end the strike.", "The union", "wants", ("to end the strike",)),
        ("Ana Lopez accused the board of fraud.", "Ana Lopez", "accused", ("the board of fraud",)),
        ("The report found that prices had doubled.", "The report", "found", ("that prices had doubled",)),
    ],
)
def test_a_sentence_gives_its_statement(read, quoted, sentence, source, cue, content):
    rows = [row[:3] for row in quoted(read(sentence)).rows()]
    assert (source, cue, content) in rows


def test_according_to_takes_the_whole_sentence(read, quoted):
    rows = quoted(read("Two ferries sank on Monday, according to the coast guard.")).rows()
    assert rows[0][:3] == ("the coast guard", "according to", ("Two ferries sank on Monday",))


def test_a_quotation_is_direct_and_a_partial_one_mixed(read):
    kinds = [
        s.kind for s in read("“We are ready,” the captain said. The captain called the storm “a monster”.").statements
    ]
    assert kinds == ["direct", "mixed"]


def test_a_quotation_that_stands_alone_belongs_to_the_speaker_before_it(read, quoted):
    rows = quoted(read("“We lost,” the coach said. “We will train harder.”")).rows()
    assert rows[0][2] == ("“We lost,”", "“We will train harder.”")


def test_nested_statements_know_what_they_stand_in(read, quoted):
    record = read("A minister said the bank opposes the merger.")
    outer, inner = record.statements
    assert inner.within == outer.id
    assert inner.relayed_by == (outer.speaker,)
    assert quoted(record).rows()[1][2] == ("the merger",)


def test_a_refusal_has_no_content(read):
    (statement,) = read("The airline declined to comment.").statements
    assert (statement.mode, statement.content) == ("decline", ())


def test_denials_deny(read):
    modes = {s.mode for s in read("The company denied the claims. The union rejected the offer.").statements}
    assert modes == {"deny"}


def test_reporters_are_addressed(read, quoted):
    record = read("The minister told reporters that the talks had failed.")
    (statement,) = record.statements
    assert [quoted(record).names[a] for a in statement.addressee] == ["reporters"]


def test_the_day_of_the_saying_is_resolved(read):
    (statement,) = read("The minister said on Tuesday that the talks had failed.").statements
    assert statement.said_on is not None
    assert statement.said_on.value == "2024-04-30"


def test_repetition_is_told(read):
    assert read("The minister reiterated that the talks had failed.").statements[0].reiterates
    assert not read("The minister said that the talks had failed.").statements[0].reiterates


def test_a_colon_in_a_headline_attributes(read, quoted):
    record = read("Minister: “We will not pay”", "Nothing else is known.")
    assert quoted(record).rows()[0][:3] == ("Minister", ":", ("“We will not pay”",))


def test_a_source_after_the_colon_of_a_headline_needs_no_quotation_marks(read, quoted):
    record = read("Talks have failed again: minister", "Nothing else is known.")
    assert quoted(record).rows()[0][:3] == ("minister", ":", ("Talks have failed again",))


def test_the_writers_own_voice_is_no_statement(read):
    assert not read("The ferry left the harbour at dawn. It carried forty cars.").statements


def test_reportedly_has_no_source(read):
    (statement,) = read("The singer was reportedly arrested in Lisbon.").statements
    assert (statement.source, statement.speaker, statement.grade) == (None, None, "none")


def test_noun_cues_need_a_holder(read, quoted):
    rows = quoted(read("French opposition to the treaty has grown. Opposition to the tax has grown.")).rows()
    assert [row[1] for row in rows] == ["opposition"]


def test_a_day_right_after_the_cue_dates_the_saying(read, quoted):
    (statement,) = read("Ana Lopez said on Monday it would rain.", published="2024-05-01").statements
    assert statement.said_on is not None
    assert statement.said_on.value == "2024-04-29"
    assert quoted(read("Ana Lopez said on Monday it would rain.")).rows()[0][2] == ("it would rain",)


def test_whom_an_interview_was_with_is_spoken_to(read):
    record = read("Ana Lopez said in an interview with Channel Nine that it would rain.")
    (heard,) = record.statements[0].addressee
    assert next(a.name for a in record.actors if a.id == heard) == "Channel Nine"


def test_what_is_asked_for_is_nobody_spoken_to(read):
    (statement,) = read("Ana Lopez requested pardons for her brothers.").statements
    assert statement.addressee == ()
