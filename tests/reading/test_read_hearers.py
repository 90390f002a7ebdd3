"""To whom something was said."""

from __future__ import annotations

import pytest


def _heard(record, cue):
    names = {a.id: a.name for a in record.actors}
    for statement in record.statements:
        if record.article.text[statement.cue.start : statement.cue.end] == cue:
            return [names[a] for a in statement.addressee]
    return None


@pytest.mark.parametrize(
    ("sentence", "cue", "names"),
    [
        ("The minister told reporters that the talks had failed.", "told", ["reporters"]),
        ("Maria Lopez urged Victor Ferro to sign the treaty.", "urged", ["Victor Ferro"]),
        ("Maria Lopez said in a letter to Victor Ferro that the dam was unsafe.", "said", ["Victor Ferro"]),
        ("Maria Lopez met Victor Ferro and said that the dam was unsafe.", "said", ["Victor Ferro"]),
        ("Maria Lopez called on Victor Ferro to resign.", "called on", ["Victor Ferro"]),
        ("Maria Lopez said on Monday that the dam was unsafe.", "said", []),
    ],
)
def test_the_sentence_says_who_hears_it(read, sentence, cue, names):
    assert _heard(read(sentence), cue) == names


def test_an_answer_is_for_who_asked(read):
    text = "Victor Ferro asked Maria Lopez whether the dam was safe. Lopez replied that it was."
    assert _heard(read(text), "replied") == ["Victor Ferro"]
