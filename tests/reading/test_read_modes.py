"""Whether a statement affirms, denies, declines or asks."""

from __future__ import annotations

import pytest


def _modes(record, cue):
    return [s.mode for s in record.statements if cue in record.article.text[s.cue.start : s.cue.end]]


@pytest.mark.parametrize(
    ("sentence", "cue", "mode"),
    [
        ("The council said on Monday that the bridge was safe.", "said", "affirm"),
        ("The council denied that the bridge was unsafe.", "denied", "deny"),
        ("Maria Lopez refused to sign the treaty.", "refused", "deny"),
        ("The company does not believe that the dam will fail.", "believe", "deny"),
        ("None of the ministers said that the bridge was safe.", "said", "decline"),
        ("Maria Lopez did not say when the bridge would open.", "say", "decline"),
        ("The ministry has yet to say whether the bridge is safe.", "say", "decline"),
        ("Maria Lopez is not sure that the bridge is safe.", "sure", "affirm"),
        ("The committee demanded answers from the railway.", "demanded", "ask"),
        ("The committee demanded money from the railway.", "demanded", "affirm"),
        ("The senators asked why the train was late.", "asked", "ask"),
        ("The senators asked the railway to leave the town.", "asked", "affirm"),
        ("The judge asked the man to identify himself.", "asked", "ask"),
        ("The senators asked for information about the dam.", "asked", "ask"),
        ("The mayor wants to know why the train was late.", "wants", "ask"),
    ],
)
def test_the_mode_follows_the_cue_and_what_is_asked_for(read, sentence, cue, mode):
    assert mode in _modes(read(sentence), cue)
