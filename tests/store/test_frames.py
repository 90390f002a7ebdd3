"""Rows as plain tables."""

from __future__ import annotations

import msgspec
import pytest

from onrecord.record import Span
from onrecord.store.frames import Rows, columns_of, flat
from onrecord.store.rows import ActorName, FigureRow, StatementRow

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")

MAYOR = ActorName(4, "Ana Brill", "person", 100_002)
COUNCIL = ActorName(-100_003, "Orsin city council", "organisation", 100_003)


def statement(number: int, speaker: ActorName | None) -> StatementRow:
    return StatementRow(
        id=number, article=1, key="0" * 16, words="the dam holds", content=(Span(9, 22),), source="Brill",
        source_span=Span(0, 5), cue=None, cue_span=None, kind="indirect", speaker=speaker, grade="named",
        mode="affirm", act="say", reiterates=False, confidence=0.75, addressees=(COUNCIL, MAYOR), topics=("a dam",),
    )  # fmt: skip


def test_actors_become_name_and_id_and_spans_start_and_end() -> None:
    cells = flat(statement(1, MAYOR))
    assert (cells["speaker"], cells["speaker_id"]) == ("Ana Brill", 4)
    assert (cells["source_start"], cells["source_end"], cells["cue_start"]) == (0, 5, None)
    assert cells["addressees"] == "Orsin city council; Ana Brill"
    assert cells["content"] == "9-22"


def test_a_missing_actor_leaves_both_cells_empty() -> None:
    cells = flat(statement(1, None))
    assert cells["speaker"] is None
    assert cells["speaker_id"] is None
    assert tuple(cells) == columns_of(StatementRow)


@pytest.mark.parametrize("rows", [(), (statement(1, None), statement(2, MAYOR))])
def test_data_frames_have_the_same_columns_with_and_without_rows(rows: tuple[StatementRow, ...]) -> None:
    answer = Rows(StatementRow, rows)
    assert list(answer.to_pandas().columns) == list(columns_of(StatementRow))
    assert answer.to_polars().columns == list(columns_of(StatementRow))
    assert len(answer.to_pandas()) == len(answer.to_polars()) == len(rows)


def test_a_struct_inside_a_row_gives_its_columns_behind_its_name() -> None:
    class Pair(msgspec.Struct, frozen=True):
        left: FigureRow | None
        right: int

    assert "left_measure" in columns_of(Pair)
    assert flat(Pair(None, 3))["left_measure"] is None


def test_rows_are_a_sequence() -> None:
    answer = Rows(StatementRow, [statement(1, None), statement(2, MAYOR)])
    assert answer[1].id == 2
    assert answer[:1] == Rows(StatementRow, [statement(1, None)])
    assert [row.id for row in answer] == [1, 2]
