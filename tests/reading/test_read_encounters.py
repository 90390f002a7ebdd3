"""Encounters: who meets whom, and when."""

from __future__ import annotations


def test_a_meeting_has_its_participants_and_its_day(read):
    record = read("President Mara Lind met Prime Minister Jon Osk on Tuesday in Lisbon.")
    (meeting,) = record.encounters
    names = {actor.id: actor.name for actor in record.actors}
    assert meeting.type == "meeting"
    assert [names[actor] for actor in meeting.participants] == ["Mara Lind", "Jon Osk"]
    assert meeting.date is not None
    assert meeting.date.value == "2024-04-30"
    assert meeting.place == "Lisbon"


def test_a_day_that_only_bounds_a_time_is_not_the_encounters_day(read):
    record = read("President Mara Lind, on her third trip to Lisbon since March 7, met Prime Minister Jon Osk.")
    assert record.encounters
    assert all(encounter.date is None for encounter in record.encounters)


def met(read, *sentences):
    record = read("Council meets again", *sentences)
    names = {actor.id: actor.name for actor in record.actors}
    return [(e.type, e.status, {names[p] for p in e.participants}) for e in record.encounters]


def test_a_trip_has_its_ordinal_and_its_place(read):
    record = read("President Mara Lind arrived on Monday. It is her third trip to Lisbon since March 7.")
    (trip,) = [e for e in record.encounters if e.ordinal]
    assert (trip.type, trip.ordinal, trip.place) == ("visit", 3, "Lisbon")


def test_what_is_yet_to_come_is_planned(read):
    (found,) = met(read, "President Mara Lind will meet Prime Minister Jon Osk in Lisbon next week.")
    assert found == ("meeting", "planned", {"Mara Lind", "Jon Osk"})


def test_who_is_quoted_at_a_news_conference_holds_it(read):
    found = met(read, "“The dam is safe,” Mayor Mara Lind told a news conference on Tuesday.")
    assert found == [("conference", "held", {"Mara Lind"})]


def test_a_phone_call_is_a_call(read):
    found = met(read, "President Mara Lind spoke by phone with Prime Minister Jon Osk on Monday.")
    assert [f[0] for f in found] == ["call"]


def test_one_encounter_told_twice_is_one(read):
    record = read(
        "President Mara Lind met Prime Minister Jon Osk in Lisbon on Tuesday.",
        "Lind and Osk met in the harbour hall.",
    )
    (meeting,) = record.encounters
    assert len(meeting.mentions) == 2


def test_a_meeting_of_nobody_named_is_none(read):
    assert met(read, "The meeting point is behind the station.") == []
