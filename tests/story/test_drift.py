"""How two wordings differ, and where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.story.utterances.wording import Wording, drift, lines


def wording(text: str, *pieces: str) -> Wording:
    spans = []
    for piece in pieces or (text,):
        start = text.index(piece)
        spans.append(Span(start, start + len(piece)))
    return Wording(" … ".join(pieces or (text,)), tuple(spans))


def test_marks_alone_are_no_drift():
    found = drift(wording("“The bridge is closed,”"), wording('"the bridge is closed"'))
    assert (found.how, found.kept, found.changes) == ("verbatim", 1.0, ())


def test_what_was_left_out_is_a_cut():
    one = wording("The old stone bridge over the harbour is closed for ten days from Monday")
    found = drift(one, wording("The bridge over the harbour is closed for ten days"))
    assert found.how == "cut"
    assert [(c.kind, c.before) for c in found.changes] == [("cut", "old stone"), ("cut", "from Monday")]


def test_changes_know_their_places_in_both_articles():
    mine, theirs = "Brenn: “shut, she said, for ten days”", "Osk wrote: closed for a week"
    found = drift(wording(mine, "“shut", "for ten days”"), wording(theirs, "closed for a week"))
    assert found.how == "paraphrase"
    for change in found.changes:
        assert change.before_span is None or change.before_span.of(mine) == change.before
        assert change.after_span is None or change.after_span.of(theirs) == change.after
    assert list(lines(found)) == ["shut → closed", "ten days → a week"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_wordings_can_be_laid_beside_each_other(one: str, other: str):
    found = drift(Wording(one, (Span(3, 3 + len(one)),)), Wording(other, (Span(9, 9 + len(other)),)))
    assert 0 <= found.kept <= 1
    for change in found.changes:
        assert (change.kind == "added") == (change.before_span is None)
        assert (change.kind == "cut") == (change.after_span is None)
