"""Official series from files, what is odd about them, and what articles said beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.story.test_tally import told

from onrecord.errors import OfficialSeriesError
from onrecord.story.tally import compare, official_tally, read_official, tally_of
from onrecord.story.tally.official import guess

CSV = "Date;Total deaths;Deaths new;Injured total\n03.03.2031;1,400;12;90\n04.03.2031;1,421;21;95\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_csv_file_in_a_countrys_own_manner(tmp_path: Path) -> None:
    found = read_official(written(tmp_path / "official.csv", CSV))
    assert [(v.day, v.measure, v.kind, v.value) for v in found if v.day == "2031-03-04"] == [
        ("2031-03-04", "injured", "total", 95),
        ("2031-03-04", "killed", "new", 21),
        ("2031-03-04", "killed", "total", 1421),
    ]


def test_a_json_file_with_its_list_inside(tmp_path: Path) -> None:
    days = {"days": [{"report_date": "2031-03-03", "killed": {"total": 5, "children": 2}}]}
    found = read_official(written(tmp_path / "official.json", json.dumps(days)))
    assert {(v.who, v.value) for v in found} == {("all", 5), ("children", 2)}


def test_columns_as_they_are_said_to_count(tmp_path: Path) -> None:
    path = written(tmp_path / "official.csv", "d,x,y\n2031-03-03,5,1\n")
    found = read_official(path, day="d", columns={"x": "killed", "y": "killed children new"})
    assert [(v.who, v.kind, v.value) for v in found] == [("all", "total", 5), ("children", "new", 1)]


def test_a_column_that_only_rises_is_a_total(tmp_path: Path) -> None:
    lines = "".join(f"2031-03-{n:02},{n * n}\n" for n in range(1, 9))
    found = read_official(written(tmp_path / "official.csv", "date,deaths\n" + lines))
    assert {v.kind for v in found} == {"total"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("killed_cum", ("killed", "all", "total")),
        ("killed_children_cum", ("killed", "children", "total")),
        ("injured", ("injured", "all", "new")),
        ("newDeaths", ("killed", "all", "new")),
        ("ext_killed_cum", None),
        ("comment", None),
    ],
)
def test_what_a_column_counts_by_its_name(name: str, says: tuple[str, str, str] | None) -> None:
    column = guess(name)
    assert (None if column is None else (column.measure, column.who, column.kind)) == says


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("a,b\n1,2\n", "no column with the day"),
        ("date,b\n2031-03-03,2\n", "no column is known to count"),
        ("{", "broken JSON"),
        ("[]", "no list of days"),
    ],
)
def test_what_is_no_series_says_what_is_missing(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(OfficialSeriesError, match=cause):
        read_official(written(tmp_path / "official.csv", text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OfficialSeriesError, match="cannot be read"):
        read_official(tmp_path / "none.csv")


def test_articles_beside_the_official_series(tmp_path: Path) -> None:
    official = read_official(written(tmp_path / "official.csv", CSV))
    tally = tally_of(
        [
            told(1_400, "03", as_of="2031-03-03"),
            told(1_412, "04", as_of="2031-03-04"),
            told(1_400, "05", as_of="2031-03-05", high=None, words="over 1,400"),
        ]
    )
    found = {c.day[-2:]: (c.verdict, c.official, c.difference) for c in compare(tally, official)}
    assert found["03"] == ("same", 1400, 0)
    assert found["04"] == ("differs", 1421, -9)
    assert found["05"][0] == "other-day"


def test_the_nine_days_on_which_the_real_series_disagrees_with_itself(shared: Path) -> None:
    values = read_official(shared / "corpora/tallies/casualties_daily.min.json")
    flags = official_tally(values, source="the ministry", place="Gaza").flags
    daily = [f.day for f in flags if f.kind == "daily" and f.measure == "killed"]
    assert daily == [
        "2023-12-05", "2023-12-07", "2023-12-08", "2023-12-09", "2023-12-18", "2024-01-12", "2024-01-16", "2024-08-27",
        "2024-08-28",
    ]  # fmt: skip
