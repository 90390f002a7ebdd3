"""Names that the tagger ends with their sentence's verb."""

from __future__ import annotations

import pytest

from onrecord.text.parse import Name, Token
from onrecord.text.tails import shortened

VERB = {"pos": "VERB", "dep": "ROOT"}


def token(i: int, text: str, tag: str, pos: str = "PROPN", dep: str = "compound") -> Token:
    return Token(i, 10 * i, 10 * i + len(text), text, text.lower(), pos, tag, dep, i, 0)


SENTENCE = (
    token(0, "Ana", "NNP"),
    token(1, "Lopez", "NNP"),
    token(2, "May", "MD", "AUX", "aux"),
    token(3, "Not", "RB", "PART", "neg"),
    token(4, "Win", "VB", **VERB),
)


@pytest.mark.parametrize(
    ("label", "first", "last", "end"),
    [
        ("PERSON", 0, 5, 2),  # "Ana Lopez" of "Ana Lopez May Not Win"
        ("PERSON", 4, 5, 5),  # one word stays
        ("PERSON", 0, 2, 2),
        ("DATE", 2, 5, 5),
        ("WORK_OF_ART", 0, 5, 5),
    ],
)
def test_a_name_ends_before_the_verb_of_its_sentence(label: str, first: int, last: int, end: int) -> None:
    (found,) = shortened([Name(first, last, label)], SENTENCE)
    assert (found.first, found.last) == (first, end)
