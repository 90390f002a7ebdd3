"""docs/spacy.md says what the component gives."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.pipe import attributes
from onrecord.pipe.component import _DEFAULTS
from onrecord.pipe.groups import GROUPS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "spacy.md").read_text("utf-8")


def part(heading: str) -> str:
    return TEXT.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_every_group_has_its_row() -> None:
    assert re.findall(r"^\| `onrecord\.(\w+)` \|", part("Span groups"), re.MULTILINE) == list(GROUPS)


def test_every_attribute_is_named() -> None:
    named = set(re.findall(r"`(\w+)`", part("Attributes")))
    assert {*attributes._ATTRIBUTES, "onrecord", "onrecord_chars", attributes.GIVEN} <= named


def test_every_setting_is_named() -> None:
    rows = "".join(re.findall(r"^\| (.+?) \|", part("Settings"), re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", rows)) == set(_DEFAULTS)
