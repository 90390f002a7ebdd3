"""Time expressions in the words of the views."""

from __future__ import annotations

import pytest

from onrecord.record import Timex
from onrecord.serve.timewords import timex


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("DATE", "2024-Q3", "the third quarter of 2024"),
        ("DATE", "2024-H1", "the first half of 2024"),
        ("DATE", "XXXX-Q4", "the fourth quarter"),
        ("DATE", "2024-SU", "summer 2024"),
        ("DATE", "2024-W17-WE", "the weekend of week 17 of 2024"),
        ("DATE", "19", "the 20th century"),
        ("DATE", "199", "the 1990s"),
        ("DATE", "1996", "1996"),
        ("DATE", "2001-XX-XX", "2001"),
        ("DATE", "XXXX-05-03", "3 May"),
        ("DATE", "XXXX-05", "May"),
        ("DATE", "XXXX-XX-22", "the 22nd"),
        ("DATE", "XXXX-WXX-5", "Friday"),
        ("TIME", "2024-05-01TNI", "Wed 1 May 2024, night"),
        ("TIME", "2024-05-01T17:30", "Wed 1 May 2024, 17:30"),
        ("TIME", "XXXX-XX-XXTMO", "morning"),
        ("TIME", "XXXX-XX-XXT17:30", "17:30"),
        ("DURATION", "P2Y6M", "2 years 6 months"),
        ("DURATION", "PXD", "some days"),
        ("DURATION", "PTXH", "some hours"),
        ("DURATION", "P6.5M", "6.5 months"),
        ("SET", "P1W", "every week"),
        ("SET", "P1Q", "every quarter"),
        ("SET", "XXXX-WXX-1", "every Monday"),
        ("SET", "XXXX-WXX-5TNI", "every Friday, night"),
        ("SET", "XXXX-WXX-WE", "every weekend"),
        ("SET", "XXXX-07", "every July"),
        ("SET", "XXXX-SU", "every summer"),
    ],
)
def test_values_in_words(kind, value, words):
    assert timex(Timex(0, 1, kind, value)) == words
