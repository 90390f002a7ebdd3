"""The quality gate: floors rise freely, and go down only with a reason."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate_check", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gate = loaded(Path(__file__).resolve().parents[2] / "gate" / "check.py")


def score(floor: float, **changes: object) -> object:
    return replace(gate.Score("pages: body F1", "pages", ("body", "F1"), floor, 0.98, 0.002), **changes)


def measured(value: object) -> dict[str, object]:
    return {"pages": {"body": {"F1": value}}}


def test_the_floors_file_is_as_the_gate_writes_it() -> None:
    text = gate.FLOORS.read_text("utf-8")
    assert gate.dump(gate.load(text)) == text


def test_every_score_has_a_name_of_its_own_and_a_floor_that_its_goal_allows() -> None:
    scores = gate.load(gate.FLOORS.read_text("utf-8"))
    assert len({one.name for one in scores}) == len(scores)
    assert all(one.goal is None or one.goal >= one.floor or one.floor <= 100 for one in scores)
    assert all(one.margin >= 0 for one in scores)


def test_no_floor_stands_lower_than_it_ever_did_without_a_reason() -> None:
    assert gate.unexplained(gate.history(), gate.load(gate.FLOORS.read_text("utf-8"))) == []


def test_a_score_at_its_floor_passes_and_one_below_fails() -> None:
    assert gate.table([score(0.9)], measured(0.9))[1]
    text, holds = gate.table([score(0.9)], measured(0.8999))
    assert not holds
    assert "BELOW ITS FLOOR" in text


def test_what_the_scorer_could_not_score_counts_as_nothing() -> None:
    assert gate.value_of(score(0.9), measured(None)) == 0
    assert gate.value_of(score(0.9), {}) == 0
    with pytest.raises(gate.GateError, match="prints no number at body / F1"):
        gate.value_of(score(0.9), measured("good"))


def test_raising_lifts_to_what_is_measured_less_the_margin_and_never_lowers() -> None:
    assert gate.raised([score(0.9)], measured(0.95))[0].floor == 0.948
    assert gate.raised([score(0.9)], measured(0.85))[0].floor == 0.9


def test_lowering_keeps_the_old_floor_and_the_reason() -> None:
    low = gate.lowered([score(0.9)], measured(0.85), "pages: body F1", "the set lost its easiest pages")[0]
    assert low.floor == 0.848
    assert low.lowered == ({"from": 0.9, "to": 0.848, "reason": "the set lost its easiest pages"},)


@pytest.mark.parametrize(
    ("name", "reason", "value", "complaint"),
    [
        ("pages: body F1", " ", 0.85, "only with a reason"),
        ("pages: body", "because", 0.85, "no score is named 'pages: body'; the names are: pages: body F1"),
        ("pages: body F1", "because", 0.95, "nothing to lower"),
    ],
)
def test_a_lowering_that_is_none_is_refused(name: str, reason: str, value: float, complaint: str) -> None:
    with pytest.raises(gate.GateError, match=complaint):
        gate.lowered([score(0.9)], measured(value), name, reason)


def change(from_: float, to: float, reason: str = "harder pages") -> dict[str, object]:
    return {"from": from_, "to": to, "reason": reason}


@pytest.mark.parametrize(
    ("past", "now", "passes"),
    [
        ([0.9], score(0.9), True),
        ([0.9], score(0.95), True),
        ([0.9], score(0.8), False),
        ([0.9], score(0.8, lowered=(change(0.9, 0.8),)), True),
        ([0.9], score(0.85, lowered=(change(0.9, 0.8),)), True),
        ([0.9], score(0.7, lowered=(change(0.9, 0.8),)), False),
        ([0.9], score(0.8, lowered=(change(0.9, 0.8, " "),)), False),
        ([0.9, 0.8, 0.99], score(0.8, lowered=(change(0.9, 0.8),)), False),
    ],
)
def test_an_edit_by_hand_does_not_pass(past: list[float], now: object, passes: bool) -> None:
    assert (gate.unexplained([[score(floor)] for floor in past], [now]) == []) == passes


def test_a_floor_cannot_be_taken_away() -> None:
    assert gate.unexplained([[score(0.9)]], []) == ["pages: body F1: its floor of 0.9 was taken away; put it back"]


def test_without_shared_the_gate_says_so_and_passes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path / "shared")
    assert gate.main([]) == 0
    assert "skipped, ../shared is not beside this checkout" in capsys.readouterr().out
