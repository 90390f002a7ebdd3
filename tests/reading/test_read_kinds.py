"""What kind of actor a name stands for: what the article says of it, and what the language knows of states."""

from __future__ import annotations

import pytest

from onrecord.errors import ModelError
from onrecord.model import loading
from onrecord.text.states import state_of_adjective, state_of_capital, state_of_name


def kinds(record) -> dict[str, str]:
    return {actor.name: actor.type for actor in record.actors}


def test_an_age_and_a_pronoun_make_a_person(read):
    record = read(
        "Lindqvar, 45, said she was glad. She has lived there since her childhood.", "Lindqvar said it rained."
    )
    assert kinds(record) == {"Lindqvar": "person"}


def test_a_bracketed_abbreviation_makes_a_body(read):
    record = read("The Veldrian Harbour Agency (VHA) said it had closed the port.")
    assert kinds(record)["Veldrian Harbour Agency"] == "organisation"


def test_a_capital_speaks_for_the_state_that_the_text_names(read):
    record = read("Lebanon closed the border. Beirut said it would stay closed.")
    assert kinds(record) == {"Lebanon": "state"}


def test_a_people_stands_for_its_state(read):
    record = read("“It rains,” said Ana Lopez, a Norwegian minister. Norway is cold.")
    people = {a.name: a for a in record.actors}
    assert people["Ana Lopez"].of == people["Norway"].id


def test_states_by_any_of_their_names():
    assert state_of_name("u.k.") == state_of_adjective("british") == state_of_capital("london") == "united kingdom"
    assert state_of_adjective("norwegians") == "norway"
    assert state_of_name("norwegian") is None


def test_weights_say_how_likely_each_answer_is():
    likely = loading.weights("name-kinds")({"bias": 1.0, "title": 1.0, "never seen": 1.0})
    assert sum(likely.values()) == pytest.approx(1.0)
    assert max(likely, key=likely.__getitem__) == "person"


def test_changed_weights_are_refused(monkeypatch):
    monkeypatch.setattr(loading, "_hashes", lambda: {"name-kinds": "0" * 64})
    with pytest.raises(ModelError, match="name-kinds"):
        loading.Weights("name-kinds")
