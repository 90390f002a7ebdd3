from __future__ import annotations

import pytest

from onrecord.errors import UsageError
from onrecord.ingest.published import parse_date, with_dates
from onrecord.ingest.sources import Source


def source(stem):
    return Source(stem, stem, stem)


@pytest.mark.parametrize(
    "date", ["2024-05-01", "2024-02-29", "2024-05-01T17:03", "2024-05-01T17:03:00+03:00", "2024-05-01T17:03:00.5Z"]
)
def test_dates_as_rfc_3339_writes_them_are_taken_as_they_are(date):
    assert parse_date(date) == date


@pytest.mark.parametrize(
    "date", ["1 May 2024", "2024-13-01", "2023-02-29", "20240501", "2024-05-01T25:00", "", "٢٠٢٤-٠٥-٠١"]
)
def test_anything_else_is_refused_with_a_remedy(date):
    with pytest.raises(UsageError, match="write it as 2024-05-01"):
        parse_date(date)


def test_one_date_is_for_all_pages():
    assert [s.published for s in with_dates([source("a"), source("b")], "2024-05-01")] == ["2024-05-01"] * 2


def test_a_table_dates_each_page_by_its_stem_with_or_without_directories(tmp_path):
    table = tmp_path / "dates.tsv"
    table.write_text(
        "\ufeff# when\n\na\t2024-05-01\nworld/b\t2024-05-02T10:00:00Z\nc \t 2024-05-03 \n", encoding="utf-8"
    )
    stems = ("a", "world/b", "isles/c", "none")
    assert [s.published for s in with_dates(map(source, stems), str(table))] == [
        "2024-05-01",
        "2024-05-02T10:00:00Z",
        "2024-05-03",
        None,
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("a 2024-05-01", r"dates\.tsv:1: no tab"),
        ("a\t2024-05-01\nb\tMonday", r"dates\.tsv:2: 'Monday' is no date"),
        ("a\t2024-05-01\na\t2024-05-02", r"dates\.tsv:2: a second date for a"),
    ],
)
def test_a_faulty_table_names_the_line(tmp_path, lines, message):
    table = tmp_path / "dates.tsv"
    table.write_text(lines)
    with pytest.raises(UsageError, match=message):
        with_dates([], str(table))


def test_neither_date_nor_file_is_said(tmp_path):
    with pytest.raises(UsageError, match="neither a date nor a file"):
        with_dates([], "yesterday")
    with pytest.raises(UsageError, match="is no date"):
        with_dates([], "2024-5-1")
    with pytest.raises(UsageError, match="cannot be read"):
        with_dates([], str(tmp_path))
