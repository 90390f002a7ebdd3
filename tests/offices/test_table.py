from __future__ import annotations

from contextlib import suppress
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OfficesError, UsageError
from onrecord.offices import folded, is_part_of, load_offices

HEADER = "of\toffice\tholder\twikidata\tstart\tend\tchecked\tsource"
SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def table(tmp_path: Path):
    def write(*rows: str, header: str = HEADER):
        path = tmp_path / "own.tsv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def holder(offices, of: str, title: str, day: str) -> str | None:
    at = offices.on(date.fromisoformat(day))
    term = at.holder(at.state(of) or "", title)
    return term and term.holder


BRENN = "Lindrava;Lindravan\tprime minister\tAda Brenn\t\t2030-02-10\t2032-06-01\t2031\tthe cabinet's own page"


def test_a_file_of_the_caller_s_adds_offices(table):
    offices = load_offices(table(BRENN))
    assert holder(offices, "Lindravan", "prime minister", "2031-01-01") == "Ada Brenn"
    assert holder(offices, "the Lindrava", "premier", "2031-01-01") == "Ada Brenn"


@pytest.mark.parametrize(("day", "who"), [
    ("2030-02-09", None), ("2030-02-10", "Ada Brenn"), ("2032-06-01", "Ada Brenn"), ("2032-06-02", None),
])  # fmt: skip
def test_a_day_outside_every_term_has_no_holder(table, day: str, who: str | None):
    assert holder(load_offices(table(BRENN)), "Lindrava", "prime minister", day) == who


def test_a_term_without_an_end_lasts_until_it_was_checked(table):
    offices = load_offices(table("Lindrava\tchancellor\tAda Brenn\tQ42\t2030-02-10\t\t2031-03-05\tits page"))
    assert holder(offices, "Lindrava", "chancellor", "2031-03-05") == "Ada Brenn"
    assert holder(offices, "Lindrava", "chancellor", "2031-03-06") is None


def test_a_year_alone_holds_only_on_days_that_it_leaves_no_doubt_about(table):
    offices = load_offices(table("Lindrava\tpresident\tAda Brenn\t\t2030\t2033\t2034\tits page"))
    days = ("2030-12-30", "2030-12-31", "2033-01-01", "2033-01-02")
    assert [holder(offices, "Lindrava", "president", day) for day in days] == [None, "Ada Brenn", "Ada Brenn", None]


def test_where_two_hold_an_office_at_once_nobody_does(table):
    offices = load_offices(table(BRENN, "Lindrava\tprime minister\tCarl Moss\t\t2032-06-01\t\t2033\tits page"))
    assert holder(offices, "Lindrava", "prime minister", "2032-05-31") == "Ada Brenn"
    assert holder(offices, "Lindrava", "prime minister", "2032-06-01") is None
    assert holder(offices, "Lindrava", "prime minister", "2032-06-02") == "Carl Moss"


def test_one_person_from_two_sources_is_one(table):
    rows = [f"Lindrava\tpresident\t{name}\tQ42\t2030\t\t2034\tits page" for name in ("Ada Brenn", "Ada M. Brenn")]
    assert holder(load_offices(table(*rows)), "Lindrava", "president", "2032-01-01") == "Ada Brenn"


def test_the_caller_s_word_goes_before_the_package_s(table):
    assert holder(load_offices(), "French", "president", "2018-05-01") == "Emmanuel Macron"
    offices = load_offices(table("France\tpresident\tAda Brenn\t\t2018-01-01\t2018-12-31\t2019\tan invented page"))
    assert holder(offices, "French", "president", "2018-05-01") == "Ada Brenn"
    assert holder(offices, "French", "president", "2019-05-01") == "Emmanuel Macron"


def test_the_version_tells_one_file_of_the_caller_s_from_another(table):
    plain, own = load_offices().version, load_offices(table(BRENN)).version
    other = load_offices(table(BRENN.replace("Ada", "Ida"))).version
    assert own.startswith(plain + "+")
    assert len({plain, own, other}) == 3


@pytest.mark.parametrize(("content", "line", "cause"), [
    (b"", None, "empty"),
    (b"# a remark\n\n", None, "empty"),
    (b"of\toffice\tholder\tstart\tchecked\tsource\tsalary\n", 1, "unknown column 'salary'"),
    (b"of\toffice\tholder\tstart\tsource\n", 1, "no column 'checked'"),
    (b"of\tof\toffice\tholder\tstart\tchecked\tsource\n", 1, "twice"),
    (b"of,office,holder,start,checked,source\n", 1, "with tabs"),
    (HEADER.encode() + b"\n# remark\nL\tking\tB\t\t2030-13-01\t\t2031\tpage\n", 3, "'2030-13-01' under 'start'"),
    (HEADER.encode() + b"\nL\tking\tB\t\t2030-02-30\t\t2031\tpage\n", 2, "no date"),
    (HEADER.encode() + b"\nL\tking\tB\t\t0000\t\t2031\tpage\n", 2, "no date"),
    (HEADER.encode() + b"\nL\tking\tB\t\t2030\t2029\t2031\tpage\n", 2, "the end (2029) is before the start (2030)"),
    (HEADER.encode() + b"\nL\tking\tB\t\t2030\t\t2029\tpage\n", 2, "before its start"),
    (HEADER.encode() + b"\nL\tking\tB\t\t2030\t\t2031\t\n", 2, "nothing under 'source'"),
    (HEADER.encode() + b"\nL\tking\tB\tE7\t2030\t\t2031\tpage\n", 2, "'E7' is no Wikidata id"),
    (HEADER.encode() + b"\nL\tking\tB\t\t2030\t\t2031\tpage\tmore\n", 2, "9 columns"),
    (HEADER.encode() + b"\n;\tking\tB\t\t2030\t\t2031\tpage\n", 2, "a name is needed"),
    (HEADER.encode() + b"\nL\xe4nd\tking\tB\t\t2030\t\t2031\tpage\n", 2, "not UTF-8"),
    (HEADER.encode("utf-16"), 1, "not UTF-8"),
    (b"of\0\n", 1, "null character"),
])  # fmt: skip
def test_a_wrong_file_is_named_with_line_and_cause(tmp_path: Path, content: bytes, line: int | None, cause: str):
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(OfficesError) as caught:
        load_offices(path)
    where = f"{path}:{line}: " if line else f"{path}: "
    assert str(caught.value).startswith(where)
    assert cause in str(caught.value)


def test_a_file_that_cannot_be_had_is_a_usage_error(tmp_path: Path):
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            load_offices(path)


def test_windows_files_are_read_too(tmp_path: Path):
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + "\n" + BRENN + "\n").replace("\n", "\r\n").encode())
    assert holder(load_offices(path), "Lindrava", "prime minister", "2031-01-01") == "Ada Brenn"


@given(st.binary(max_size=200))
def test_whatever_the_bytes_the_answer_is_a_table_or_an_error_of_ours(tmp_path_factory, content: bytes):
    path = tmp_path_factory.mktemp("own") / "own.tsv"
    path.write_bytes(content)
    with suppress(OfficesError):
        load_offices(path)


def test_every_row_of_the_package_has_its_source():
    table = files("onrecord.offices").joinpath("offices.tsv").read_text("utf-8")
    remarks = "\n".join(line for line in table.splitlines() if line.startswith("#"))
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]
    named = {key for row in rows for key in row[-1].split("; ")}
    assert [key for key in sorted(named) if f": {key}" not in remarks and f"# {key}:" not in remarks] == []
    assert len(rows) > 600


@pytest.mark.parametrize(("of", "title", "day", "who"), [
    ("US", "president", "2017-01-19", "Barack Obama"),
    ("US", "president", "2017-01-20", None),
    ("U.S.", "president", "2017-01-21", "Donald Trump"),
    ("American", "top diplomat", "2016-06-01", "John Kerry"),
    ("UK", "premier", "2018-03-01", "Theresa May"),
    ("Irish", "taoiseach", "2021-06-01", "Micheál Martin"),
    ("Germany", "chancellor", "2022-03-01", "Olaf Scholz"),
    ("Germany", "chancellor", "2023-03-01", None),
    ("China", "premier", "2018-06-01", "Li Keqiang"),
    ("Vatican", "pope", "2019-06-01", "Pope Francis"),
    ("Britain", "queen", "2019-06-01", "Elizabeth II"),
])  # fmt: skip
def test_the_package_s_table_knows(of: str, title: str, day: str, who: str | None):
    assert holder(load_offices(), of, title, day) == who


def test_names_are_compared_without_case_accents_and_hyphens():
    assert folded("Recep Tayyip ERDOĞAN") == ("recep", "tayyip", "erdogan")
    assert is_part_of("Yildirim", "Binali Yıldırım")
    assert is_part_of("Kim Jong Un", "Kim Jong-un")
    assert is_part_of("Ada M. Brenn", "Ada Brenn")
    assert not is_part_of("Carl Brenn", "Ada Brenn")
    assert not is_part_of("", "Ada Brenn")


@pytest.mark.skipif(not (SHARED / "corpora" / "office-holders").is_dir(), reason="needs ../shared beside the checkout")
def test_the_rows_that_a_program_makes_are_those_of_its_sources():
    made = pytest.importorskip("training.offices.__main__").made
    table = files("onrecord.offices").joinpath("offices.tsv").read_text("utf-8")
    assert made(SHARED, table) == table
