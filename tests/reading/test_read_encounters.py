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
