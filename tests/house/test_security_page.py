"""The threat model speaks of files that are there, and of tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "security.md").read_text("utf-8")


def test_every_test_that_it_names_exists(page: str, repository: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 40
    missing = []
    for path, name in named:
        tree = ast.parse((repository / path).read_text("utf-8"))
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{path}::{name}")
    assert missing == []


def test_every_file_that_it_names_exists(page: str, repository: Path) -> None:
    named = set(re.findall(r"`([a-z]+/[\w/]+(?:\.py|/))`", page)) - {"tests/"}
    assert len(named) > 25
    roots = (repository, repository / "src" / "onrecord")
    assert [name for name in sorted(named) if not any((root / name).exists() for root in roots)] == []


def test_each_threat_has_what_is_done_and_what_shows_it(page: str) -> None:
    rows = re.findall(r"^\| (?!Threat|Who|\*\*|---)(.+) \|$", page, re.MULTILINE)
    assert len(rows) > 30
    assert [row for row in rows if len(row.split(" | ")) != 3 or not row.split(" | ")[2].strip()] == []
