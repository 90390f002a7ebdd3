"""Style sheets are whole: every block that is opened is closed, and no rule lost its head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "src" / "onrecord" / "serve" / "web" / "static"
SHEETS = sorted(STATIC.glob("*.css"))


def test_there_are_style_sheets() -> None:
    assert SHEETS


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_is_whole(sheet: Path) -> None:
    bare = re.sub(r'"[^"\n]*"|/\*.*?\*/', "", sheet.read_text("utf-8"), flags=re.DOTALL)
    depth = 0
    for part in re.split(r"(?<=[{}])", bare):
        if part.endswith("{"):
            # A declaration before a block, without one of its own, is what is left of a rule without a head.
            assert ";" not in part.rpartition("}")[2], part.strip()
        depth += part.count("{") - part.count("}")
        assert depth >= 0, part.strip()
    assert depth == 0
