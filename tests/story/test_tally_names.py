"""Names of one source are one: by state, adjective and capital, by what it is called alone, by who gives its list."""

from __future__ import annotations

import pytest

from onrecord.story.tally.names import joined, source_key


def one(first: str, second: str) -> bool:
    keys = {1: source_key(first, ()), 2: source_key(second, ())}
    same = joined(keys, {1: 2, 2: 1})
    return same[1] == same[2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the Lebanese health ministry", "the health ministry in Beirut"),
        ("Lebanon's Public Health Ministry", "the Lebanese Ministry of Public Health"),
        ("the Portuguese interior ministry", "the interior ministry"),
        ("the Northern Observatory for Floods", "the Observatory"),
        ("the ruling junta", "the junta"),
        ("a list by the interior ministry", "the interior ministry"),
        ("Volunteers with the Harbour Watch", "the Harbour Watch"),
    ],
)
def test_names_of_one_source(first: str, second: str) -> None:
    assert one(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the Lebanese health ministry", "the Portuguese health ministry"),
        ("the World Health Organization", "the health ministry"),
        ("the government media office", "the government"),
        ("the Red Crescent", "the Red Cross"),
    ],
)
def test_names_of_two_sources(first: str, second: str) -> None:
    assert not one(first, second)
