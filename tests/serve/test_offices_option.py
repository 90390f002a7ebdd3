from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.serve.cli import app

TABLE = (
    "of\toffice\tholder\tstart\tchecked\tsource\nLindrava;Lindravan\tpresident\tAda Brenn\t2030\t2033-01-01\ta page\n"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text("Talks go on\n\nThe Lindravan president said that the dam would hold.\n", "utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "own.tsv"
    path.write_text(TABLE, "utf-8")
    return path


def names(page: Path, *options: str, env: dict[str, str] | None = None) -> set[str]:
    given = ["read", str(page), "--json", "--published", "2031-05-06", *options]
    told = CliRunner().invoke(app, given, env={"ONRECORD_OFFICES": "", **(env or {})})
    assert told.exit_code == 0, told.output
    return {actor["name"] for actor in json.loads(told.stdout)["actors"]}


def test_the_table_is_given_by_an_option_or_the_environment_and_switched_off_by_another(page: Path, table: Path):
    by_variable = {"ONRECORD_OFFICES": str(table)}
    assert "Ada Brenn" in names(page, "--offices", str(table))
    assert "Ada Brenn" in names(page, env=by_variable)
    assert "Ada Brenn" not in names(page)
    assert "Ada Brenn" not in names(page, "--no-offices", env=by_variable)


def test_workers_have_the_table_too(page: Path, table: Path, tmp_path: Path):
    (tmp_path / "other.txt").write_text("Rain\n\nIt rained, the Lindravan president said.\n", "utf-8")
    out = tmp_path / "out"
    given = ["read", str(page), str(tmp_path / "other.txt"), "--out", str(out), "--published", "2031-05-06", "-j", "2"]
    told = CliRunner().invoke(app, [*given, "--offices", str(table)])
    assert told.exit_code == 0, told.output
    assert all("Ada Brenn" in path.read_text("utf-8") for path in out.glob("*.json"))


def test_a_wrong_table_is_wrong_usage(page: Path, table: Path):
    table.write_text(TABLE.replace("2030", "soon"), "utf-8")
    told = CliRunner().invoke(app, ["read", str(page), "--offices", str(table)])
    assert told.exit_code == 2
    assert f"{table}:2: 'soon' under 'start' is no date" in told.output
    both = CliRunner().invoke(app, ["read", str(page), "--offices", str(table), "--no-offices"])
    assert both.exit_code == 2
