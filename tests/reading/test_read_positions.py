"""Positions: who stands where on what, and whether that is new."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import pytest

from onrecord.extract.gerunds import deed, gerund


def told(read, sentence):
    record = read("Council meets again", sentence)
    names = {actor.id: actor.name for actor in record.actors}
    return [(names[p.holder], p.stance, p.change, p.issue) for p in record.positions]


@pytest.mark.parametrize(
    ("sentence", "holder", "stance", "change", "issue"),
    [
        (
            "President Mara Lind opposes a ban on night fishing in the bay.",
            "Mara Lind",
            "oppose",
            "unknown",
            "a ban on night fishing in the bay",
        ),
        (
            "The Green Party voted against the harbour bill on Monday.",
            "Green Party",
            "oppose",
            "unknown",
            "the harbour bill",
        ),
        (
            "Jon Osk called for the release of the jailed miners.",
            "Jon Osk",
            "support",
            "unknown",
            "the release of the jailed miners",
        ),
        (
            "Mara Lind reiterated her opposition to the harbour bill.",
            "Mara Lind",
            "oppose",
            "reiterated",
            "the harbour bill",
        ),
        (
            "Veldria agreed under pressure to reopen the border crossing.",
            "Veldria",
            "support",
            "shifted",
            "reopening the border crossing",
        ),
        (
            "Minister Jon Osk said he would sign the treaty only if the troops withdraw.",
            "Jon Osk",
            "conditional",
            "unknown",
            "signing the treaty",
        ),
        ("Jon Osk, a critic of the harbour bill, left early.", "Jon Osk", "oppose", "unknown", "the harbour bill"),
    ],
)
def test_a_position_has_holder_stance_change_and_issue(read, sentence, holder, stance, change, issue):
    assert told(read, sentence) == [(holder, stance, change, issue)]


def test_each_of_several_holders_has_the_position_for_itself(read):
    found = told(read, "The Blue Party and the Green Party want the council to abolish the bridge toll.")
    assert [f[:2] for f in found] == [("Blue Party", "support"), ("Green Party", "support")]
    assert {f[3] for f in found} == {"abolition of the bridge toll"}


def test_a_condition_stays_in_the_evidence(read):
    record = read("Minister Jon Osk said he would sign the treaty only if the troops withdraw.")
    (position,) = record.positions
    assert position.evidence.of(record.article.text).endswith("only if the troops withdraw")


def test_a_plain_report_shows_no_position(read):
    assert told(read, "Mara Lind said it was raining in Vellmar on Monday.") == []


def test_a_position_told_twice_is_one(read):
    record = read(
        "Jon Osk opposes the harbour bill.", "Jon Osk opposes the harbour bill, which the council takes up on Friday."
    )
    assert len(record.positions) == 1


def test_the_words_of_an_issue_stand_in_the_text(read):
    record = read("Mara Lind demanded that the council reject the plan to close village schools.")
    for position in record.positions:
        written = " ".join(span.of(record.article.text) for span in position.issue_spans).lower()
        nouns = [word for word in position.issue.lower().split() if word in {"plan", "schools", "village"}]
        assert all(noun in written for noun in nouns)


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("make", "making"),
        ("see", "seeing"),
        ("die", "dying"),
        ("cut", "cutting"),
        ("permit", "permitting"),
        ("visit", "visiting"),
        ("be", "being"),
        ("stop", "stopping"),
        ("fix", "fixing"),
        ("read", "reading"),
    ],
)
def test_gerunds(verb, noun):
    assert gerund(verb) == noun


def test_some_deeds_have_a_noun_of_their_own():
    assert deed("withdraw") == "withdrawal"
    assert deed("dance") is None


def test_the_weights_of_meaning_belong_to_the_encoder_in_the_package():
    folder = files("onrecord.model")
    encoder = hashlib.sha256((folder / "attribution-encoder.onnx").read_bytes()).hexdigest()
    assert f"# encoder {encoder}" in (folder / "stances.tsv").read_text("utf-8").splitlines()
