from __future__ import annotations

import invented
import pytest

from onrecord.record import Figure, Stamp
from onrecord.serve import wording
from onrecord.serve.wording import Names


def figure(low, high, measure="killed", **more):
    return Figure("f1", "k", 0.9, 0, 1, low, high, more.pop("approx", False), measure, more.pop("what", None), **more)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (figure(34568, None), "at least 34,568"),
        (figure(None, 12), "at most 12"),
        (figure(7, 7), "7"),
        (figure(7, 7, approx=True), "about 7"),
        (figure(30, 40), "30 to 40"),
        (figure(None, None), "a number not given"),
        (figure(24, None, approx=True), "at least about 24"),
        (figure(66.7, 66.7, "percent", unit="percent"), "66.7%"),
        (figure(2_000_000_000, 2_000_000_000, "money", currency="USD", unit="USD"), "2 billion USD"),
        (figure(1_234_567, 1_234_567), "1,234,567"),
        (figure(1_230_000, 1_230_000), "1.23 million"),
        (figure(3.5e12, 3.5e12, "money", currency="EUR"), "3.5 trillion EUR"),
        (figure(9_007_199_254_740_993, None), "at least 9,007,199,254,740,993"),
        (figure(1_500_000, 2_000_000), "1.5 million to 2 million"),
        (figure(2.5, 2.5, "duration", unit="hours"), "2.5 hours"),
        (figure(7, 7, "rank", unit="trips"), "7th"),
        (figure(310, 310, "count", unit="jobs", what="jobs to be cut"), "310"),
        (figure(-3, -3, "temperature", unit="degrees Celsius"), "-3 degrees Celsius"),
    ],
)
def test_bounds_are_written_out(amount, words):
    assert wording.amount(amount) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (21, "21st"),
        (112, "112th"),
        (2.5, "2.5"),
    ],
)
def test_ranks_are_ordinals(value, words):
    assert wording.ordinal(value) == words


@pytest.mark.parametrize(
    ("value", "beside", "words"),
    [
        ("2024-05-01", None, "Wed 1 May 2024"),
        ("2024-05-01", "2024-05-03", "Wed 1 May"),
        ("2024-05", "2024-05-03", "May 2024"),
        ("2024", None, "2024"),
        ("2024-05-01T10:00", None, "Wed 1 May 2024"),
        ("2024-W18", None, "2024-W18"),
        ("2024-19-01", None, "2024-19-01"),
        ("2024-02-30", None, "2024-02-30"),
    ],
)
def test_days_in_words(value, beside, words):
    assert wording.day(value, beside) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-05-01", "Wed 1 May 2024"),
        ("2024-05-01T17:03:00+03:00", "Wed 1 May 2024, 17:03 UTC+03:00"),
        ("2024-05-01T17:03:00.250Z", "Wed 1 May 2024, 17:03 UTC"),
        ("2024-05-01T17:03", "Wed 1 May 2024, 17:03"),
        ("whenever", "whenever"),
    ],
)
def test_stamps_keep_the_pages_own_offset(value, words):
    assert wording.stamp(Stamp(value, "meta")) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [("PT2H30M", "2 hours 30 minutes"), ("P1D", "1 day"), ("P2W", "2 weeks"), ("P", "P"), ("x", "x")],
)
def test_durations_in_words(value, words):
    assert wording.duration(value) == words


def test_chains_run_from_the_speaker_to_the_outlet():
    record = invented.record()
    names = Names(record)
    relayed = next(s for s in record.statements if s.id == "s4")
    assert names.chain(relayed) == ["Sorrel", "Penney", "Tidewire", "The Marle Courant"]
    assert names.chain(record.statements[0]) == []
