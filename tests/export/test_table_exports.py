"""Parquet opens in DuckDB, pandas and polars; XLSX opens in openpyxl, with HXL tags and nothing that runs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="Parquet needs the extra formats")
pytest.importorskip("xlsxwriter", reason="XLSX needs the extra formats")

import duckdb
import openpyxl
import pandas as pd
import polars as pl
from pyarrow import parquet

from onrecord.export import workbook
from onrecord.export.columns import pieces as parquet_pieces
from onrecord.export.formats import stream
from onrecord.export.gather import documents
from onrecord.export.gather import said as said_in
from onrecord.export.heading import Heading
from onrecord.export.rows import KINDS, Document, Part, rows_of
from onrecord.store.frames import Rows, columns_of, flat
from onrecord.store.rows import Said
from onrecord.store.store import Store
from onrecord.story.asking import Asked, TallyPoint, points, tally
from onrecord.story.tally import TallyAsked


class Row(msgspec.Struct, frozen=True):
    words: str | None
    number: float | None = None
    whole: int = 0
    right: bool = True


ROWS = st.lists(
    st.builds(
        Row,
        st.none() | st.text(st.characters(exclude_categories=["Cs"])),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.integers(-(2**63), 2**63 - 1),
        st.booleans(),
    ),
    max_size=20,
)


# ---- Parquet --------------------------------------------------------------------------------------------------------


@pytest.fixture
def statements(tmp_path: Path, dam: Store) -> Path:
    path = tmp_path / "said.parquet"
    path.write_bytes(b"".join(stream("parquet", said_in(dam, Asked(newest=False, limit=None)), Said)))
    return path


def test_parquet_opens_in_duckdb(statements: Path) -> None:
    said = duckdb.read_parquet(str(statements)).filter("article_known_on >= DATE '2031-03-02'")
    assert dict(said.aggregate("statement_speaker, count(*)").fetchall())["Ilva Ren"] == 9


def test_parquet_opens_in_pandas_and_polars(statements: Path) -> None:
    frame = pd.read_parquet(statements)
    assert list(frame.columns) == list(columns_of(Said))
    assert frame["article_known_on"][0] == date(2031, 3, 1)
    assert frame["article_first_seen"][0] == datetime(2031, 3, 1, 18, tzinfo=UTC)
    other = pl.read_parquet(statements)
    assert other["statement_reiterates"].dtype == pl.Boolean
    assert other["statement_source_start"].dtype == pl.Int64
    assert len(other) == len(frame) == 15


@pytest.mark.parametrize("part", KINDS)
def test_each_part_is_parquet_with_its_types(part: Part, loose: list[Document]) -> None:
    rows = list(rows_of(part, loose))
    table = parquet.read_table(io.BytesIO(b"".join(stream("parquet", rows, KINDS[part], Heading(title="dam")))))
    assert table.num_rows == len(rows)
    assert table.schema.metadata[b"title"] == b"dam"


@settings(max_examples=25)
@given(ROWS)
def test_rows_come_back_from_parquet(rows: list[Row]) -> None:
    table = parquet.read_table(io.BytesIO(b"".join(stream("parquet", rows, Row))))
    assert table.to_pylist() == [flat(row) for row in rows]


def test_an_empty_table_has_its_columns() -> None:
    table = parquet.read_table(io.BytesIO(b"".join(stream("parquet", Rows(Said)))))
    assert table.num_rows == 0
    assert table.column_names == list(columns_of(Said))


def test_groups_go_out_as_rows_come_in() -> None:
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        for number in range(50_000):
            taken += 1
            yield Row(f"word {number}")

    pieces = parquet_pieces(rows(), Row, Heading())
    next(pieces)
    assert taken <= 10_000
    assert sum(map(len, pieces)) > 0
    assert taken == 50_000


# ---- XLSX -----------------------------------------------------------------------------------------------------------

# The core hashtags of HXL 1.1 (https://hxlstandard.org/standard/1-1final/dictionary/).
CORE = (
    "activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country crisis currency "
    "date delivery description event frequency geo group impact indicator inneed item loc meta modality need "
    "operations org output population reached region respondee sector service severity status subsector targeted value"
).split()
TAG = re.compile(r"#([a-z][a-z0-9_]*)(?:\+[a-z][a-z0-9_]*)*")


def sheet_of(
    rows: Rows[msgspec.Struct] | list[Row], kind: type[msgspec.Struct] | None = None
) -> list[tuple[object, ...]]:
    content = b"".join(stream("xlsx", rows, kind, Heading(title="killed: [all]")))
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_a_tally_is_a_sheet_with_hxl_tags(dam: Store) -> None:
    names, tags, *rows = sheet_of(points(tally(dam, TallyAsked(words="killed"))))
    assert names == columns_of(TallyPoint)
    assert all(TAG.fullmatch(tag) and TAG.fullmatch(tag)[1] in CORE for tag in tags)
    assert len(set(tags)) == len(tags)
    found = [dict(zip(tags, row, strict=True)) for row in rows]
    assert [(row["#org+source"], row["#affected+num+min"], row["#affected+num+max"]) for row in found] == [
        ("health ministry", 12, None),
        ("health ministry", 19, None),
        ("river police", 15, 15),
    ]
    assert found[1]["#date+reported"] == datetime(2031, 3, 4)  # noqa: DTZ001 - days of spreadsheets have no zone


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_column_has_a_tag(kind: type[msgspec.Struct]) -> None:
    tags = workbook.tags_of(kind)
    assert all(TAG.fullmatch(tag) for tag in tags)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "https://x.example/", "{=1}"])
def test_no_cell_runs_and_none_is_a_link(words: str) -> None:
    content = b"".join(stream("xlsx", [Row(words)], Row))
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A3"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert not str(cell.value).startswith(("=", "+", "-", "@", "＝"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@settings(max_examples=25)
@given(ROWS)
def test_whatever_stands_in_a_cell_the_sheet_opens(rows: list[Row]) -> None:
    _, _, *found = sheet_of(rows, Row)
    for row, (_, number, whole, right) in zip(rows, found, strict=True):
        assert right is row.right
        if abs(row.whole) <= 2**53:
            assert whole == row.whole
        if row.number is not None and abs(row.number) <= 2**53:
            assert number == pytest.approx(row.number, rel=1e-12, abs=1e-300)


def test_a_cell_that_is_too_long_is_cut_and_a_full_sheet_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    content = b"".join(stream("xlsx", [Row("word " * 10_000)] * 5, Row, Heading(title="long/name*" * 9)))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [sheet.max_row for sheet in book] == [4, 4, 3]
    assert all(len(sheet.title) <= 31 for sheet in book)
    assert len(book.active["A3"].value) == workbook.LONGEST


def test_the_same_rows_are_the_same_bytes(loose: list[Document]) -> None:
    rows = list(rows_of("statements", loose))
    assert b"".join(stream("xlsx", rows, Said)) == b"".join(stream("xlsx", rows, Said))
    assert b"".join(stream("parquet", rows, Said)) == b"".join(stream("parquet", rows, Said))


def test_figures_of_a_store_are_a_sheet(sqlite_dam: Store) -> None:
    assert len(sheet_of(list(rows_of("figures", documents(sqlite_dam))), KINDS["figures"])) == 5
