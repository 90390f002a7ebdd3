"""The page of faults speaks of tests that are there, and each of its rows is shown by one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "faults.md").read_text("utf-8")


def functions_of(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_it_names_exists(page: str, repository: Path) -> None:
    named = re.findall(r"`(?:(tests/[\w/]+/)?(test_\w+\.py))::(\w+)`", page)
    assert len(named) > 25
    missing = [n for n in named if n[2] not in functions_of(repository / (n[0] or "tests/faults/") / n[1])]
    assert missing == []


def test_each_fault_has_what_is_seen_what_is_kept_and_what_shows_it(page: str) -> None:
    rows = re.findall(r"^\| (?!Fault|---)(.+) \|$", page, re.MULTILINE)
    of_five = [row.split(" | ") for row in rows if "::" in row and row.count(" | ") >= 4]
    assert len(of_five) > 18
    assert [row[0] for row in of_five if len(row) != 5 or not row[4].strip()] == []


def test_every_test_of_faults_is_named_or_beside_one_that_is(page: str, repository: Path) -> None:
    files = {path.name for path in (repository / "tests" / "faults").glob("test_*.py")}
    assert files <= set(re.findall(r"test_\w+\.py", page))
