"""Rows as CSV: every row a row, nothing that a spreadsheet runs, flat memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.export.formats import FORMATS, named, stream, write
from onrecord.export.gather import documents, said
from onrecord.export.rows import KINDS, Document, Part, rows_of
from onrecord.store.frames import Rows, columns_of
from onrecord.store.rows import Said
from onrecord.store.store import Store
from onrecord.story.asking import Asked


class Row(msgspec.Struct, frozen=True):
    words: str
    number: float | None = None
    right: bool = True


def parsed(pieces: Iterator[bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(pieces).decode(), newline="")))


@pytest.mark.parametrize("part", KINDS)
def test_each_part_is_a_table_with_the_columns_of_its_rows(part: Part, loose: list[Document]) -> None:
    rows = list(rows_of(part, loose))
    table = parsed(stream("csv", rows, KINDS[part]))
    assert len(table) == len(rows) > 0
    assert list(table[0]) == list(columns_of(KINDS[part]))
    assert all(None not in row and None not in row.values() for row in table)


def test_a_store_is_a_stream_of_rows(dam: Store) -> None:
    table = parsed(stream("csv", said(dam, Asked(newest=False, limit=None)), Said))
    assert [row["statement_speaker"] for row in table][:3] == ["health ministry", "Tomas Vael", "Ilva Ren"]
    assert table[0]["article_url"] == "https://news.example/1"


def test_what_is_asked_of_statements_chooses_them_and_what_they_carry(dam: Store) -> None:
    (only,) = documents(dam, Asked(by="health ministry", until="2031-03-01"))
    assert [said.words for said in only.statements] == ["At least 12 people were killed in Orrin"]
    assert [figure.words for figure in only.figures] == ["At least 12 people"]
    assert only.positions == only.encounters == ()
    whole = list(documents(dam, Asked(story=7, limit=None, newest=False)))
    assert [len(one.statements) for one in whole] == [2, 2, 2, 2, 2, 3, 2]
    assert len(list(documents(dam, Asked(as_of="2031-03-02", limit=None)))) == 4


def test_what_is_empty_has_its_header() -> None:
    assert b"".join(stream("csv", Rows(Row))) == b"words,number,right\r\n"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "|cmd", "%x"]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_run_as_a_formula(words: str) -> None:
    (row,) = parsed(stream("csv", [Row(words)], Row))
    assert row["words"].startswith("'")


@given(st.lists(st.builds(Row, st.text(), st.none() | st.integers(-(2**53), 2**53).map(float), st.booleans())))
def test_words_come_back_on_one_line_and_numbers_are_numbers(rows: list[Row]) -> None:
    table = parsed(stream("csv", rows, Row))
    assert len(table) == len(rows)
    for row, cells in zip(rows, table, strict=True):
        assert cells["number"] == ("" if row.number is None else str(int(row.number)))
        assert not set(cells["words"]) & {"\n", "\r", "\0", "\x1b", "\u202e"}
        if row.words.isalnum():
            assert cells["words"] == row.words


def test_rows_are_taken_as_bytes_are_given() -> None:
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        for _ in range(100_000):
            taken += 1
            yield Row("word " * 20)

    pieces = stream("csv", rows(), Row)
    next(pieces)
    assert taken < 2_000


def test_formats_say_what_they_are_and_refuse_what_they_cannot_hold(loose: list[Document]) -> None:
    assert all(
        one.name == name and one.ending.startswith(".") and "/" in one.media_type for name, one in FORMATS.items()
    )
    assert named("csv").file_name("said") == "said.csv"
    with pytest.raises(UsageError, match="choose from csv"):
        named("word")
    with pytest.raises(UsageError, match="one part of articles"):
        stream("csv", loose)


def test_write_writes_where_it_is_told() -> None:
    out = io.BytesIO()
    write("csv", Rows(Row, [Row("Käse")]), out)
    assert out.getvalue().decode() == "words,number,right\r\nKäse,,true\r\n"
