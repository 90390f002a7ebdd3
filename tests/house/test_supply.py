"""What runs with onrecord: licences that we take, and a bill of materials that names all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import ModuleType

import pytest
from gate_script import loaded


@pytest.fixture(scope="module")
def supply(repository: Path) -> ModuleType:
    return loaded(repository, "supply")


def test_all_that_runs_has_a_licence_that_we_take(supply: ModuleType) -> None:
    found = supply.licences()
    assert len(found) > 50
    assert {name: licence for name, licence in found.items() if not supply.allowed(licence)} == {}


def test_the_page_names_all_of_it(supply: ModuleType, repository: Path) -> None:
    text = (repository / "docs" / "licences.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9.-]+) \| ", text, re.MULTILINE))
    how = "run `gate/supply.py licences --write` after `make lock`"
    assert set(supply.licences()) - listed == set(), how
    assert listed - set(supply.running()) == set(), how


@pytest.mark.parametrize(
    ("expression", "taken"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("Apache-2.0 AND GPL-3.0-only", False),
        ("(MIT OR GPL-2.0-only) AND BSD-3-Clause", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("AGPL-3.0-only", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_licences_are_taken_by_their_parts(supply: ModuleType, expression: str, *, taken: bool) -> None:
    assert supply.allowed(expression) is taken


def test_the_tools_of_makers_are_no_part_of_it(supply: ModuleType) -> None:
    running = set(supply.running())
    assert {"spacy", "msgspec", "fastapi", "mcp", "pyarrow"} <= running
    assert not running & {"pytest", "ruff", "mypy", "playwright", "hypothesis", "uv"}


def test_the_bill_names_every_locked_package_with_hashes_and_links_that_hold(supply: ModuleType) -> None:
    bill = supply.bill()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(refs) == len(set(refs)) == len(supply.running())
    assert all(one["externalReferences"] for one in bill["components"])
    ours = bill["metadata"]["component"]["bom-ref"]
    assert {d["ref"] for d in bill["dependencies"]} == {*refs, ours}
    assert {on for d in bill["dependencies"] for on in d["dependsOn"]} == set(refs)
    small = set(supply.locked(supply.SMALL_LOCK))
    assert {one["name"] for one in bill["components"] if one["scope"] == "required"} == small


def test_the_bill_is_the_same_each_time_and_says_nothing_of_this_machine(supply: ModuleType, repository: Path) -> None:
    one, other = json.dumps(supply.bill()), json.dumps(supply.bill())
    assert one == other
    assert str(repository) not in one
