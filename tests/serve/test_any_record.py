"""Views of records that nobody wrote: whatever the types allow is shown, and nothing falls over."""

from __future__ import annotations

import invented
import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.record import Span
from onrecord.serve.annotated import standalone
from onrecord.serve.enriched import enriched_json
from onrecord.serve.layout import lay_out
from onrecord.serve.terminal import render
from strategies import records

RECORD = invented.record()
SPANS = st.tuples(st.integers(0, len(invented.TEXT) - 1), st.integers(1, 120)).map(
    lambda pair: Span(pair[0], min(pair[0] + pair[1], len(invented.TEXT)))
)


@settings(max_examples=60)
@given(records(), st.integers(20, 220))
def test_any_record_has_its_views(record, width):
    view = render(record, width)
    assert max(map(cell_len, view.splitlines())) <= max(width, 24)
    assert "<article " in standalone(record)
    assert enriched_json(record, quotes=True)


@given(
    st.lists(
        st.tuples(SPANS, SPANS, st.lists(SPANS, max_size=3), st.sampled_from(["s0", "s1", "s2", None])), max_size=6
    )
)
def test_however_statements_overlap_the_words_stay_in_order(drafts):
    first = RECORD.statements[0]
    statements = tuple(
        msgspec.structs.replace(first, id=f"s{n}", source=source, cue=cue, content=tuple(content), within=within)
        for n, (source, cue, content, within) in enumerate(drafts)
    )
    view = lay_out(msgspec.structs.replace(RECORD, statements=statements))
    assert "\n\n".join("".join(p.words for p in block.pieces) for block in view.blocks) == invented.TEXT
    opened = [s for block in view.blocks for piece in block.pieces for s in piece.opens]
    noted = [note.id for block in view.blocks for note in block.notes]
    assert sorted(opened) == sorted(noted)
    assert "<article " in standalone(msgspec.structs.replace(RECORD, statements=statements))
