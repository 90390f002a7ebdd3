"""The forms in which an answer of a store is given."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import ExtraError, UsageError
from onrecord.serve.asking.form import Answer, as_csv, as_json, show
from onrecord.serve.asking.plots import drawn
from onrecord.serve.lines import Page, t
from onrecord.store.frames import Rows

altair = pytest.importorskip("altair")


class Town(msgspec.Struct, frozen=True):
    name: str
    people: int | None = None


TOWNS = Rows(Town, [Town("Orsin", 1200), Town("=Varrin, upper")])


def chart() -> altair.Chart:
    return altair.Chart(altair.Data(values=[{"name": "Orsin", "people": 1200}])).mark_bar().encode(x="name:N")


def answer(**more: object) -> Answer:
    return Answer(TOWNS, lambda page: page.row(t("Orsin", "bold"), t("1,200 people")), **more)  # type: ignore[arg-type]


def test_json_is_the_rows_as_they_are() -> None:
    assert json.loads(as_json(TOWNS)) == [{"name": "Orsin", "people": 1200}, {"name": "=Varrin, upper", "people": None}]


def test_csv_has_a_header_and_no_formula() -> None:
    assert as_csv(TOWNS).decode().splitlines() == ["name,people", "Orsin,1200", '"\'=Varrin, upper",']


def test_csv_of_nothing_is_the_header() -> None:
    assert as_csv(Rows(Town)) == b"name,people\n"


def test_people_get_lines(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    show(answer())
    assert capsysbinary.readouterr().out.decode().split() == ["Orsin", "1,200", "people"]


def test_what_is_no_table_says_so() -> None:
    with pytest.raises(UsageError, match="--json"):
        show(Answer(Town("Orsin"), Page.line), csv=True)


def test_what_has_no_picture_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no picture"):
        show(answer(), plot=tmp_path / "a.svg")


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<svg"), ("a.PNG", b"\x89PNG")])
def test_pictures_are_drawn_without_a_network(tmp_path: Path, name: str, begins: bytes) -> None:
    show(answer(plot=chart), plot=tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_other_kinds_of_pictures_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg or \.png, not \.pdf"):
        show(answer(plot=chart), plot=tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(ExtraError, match=r"onrecord\[plots\]"):
        drawn(chart(), ".svg")
