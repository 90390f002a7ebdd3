"""No package of the lock files falls back to a version that is known to be bad."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from gate_script import loaded


@pytest.fixture(scope="module")
def audit(repository: Path) -> ModuleType:
    return loaded(repository, "audit")


def test_no_locked_package_has_a_known_vulnerability(audit: ModuleType) -> None:
    known = audit.advisories(audit.LIST.read_text("utf-8"))
    for lock in audit.LOCKS:
        packages = audit.locked(lock.read_text("utf-8"))
        assert packages
        assert audit.hit(packages, known) == [], lock.name


def test_a_package_that_falls_back_is_told(audit: ModuleType) -> None:
    known = audit.advisories(audit.LIST.read_text("utf-8"))
    for one in known:
        assert any(one.name in line for line in audit.hit([(one.package, audit.Version("0.0.1"))], known))
        assert not any(one.name in line for line in audit.hit([(one.package, one.mended)], known))


def test_the_list_is_about_what_is_locked_and_says_when_it_was_reviewed(audit: ModuleType) -> None:
    listed = audit.LIST.read_text("utf-8")
    names = {name for lock in audit.LOCKS for name, _ in audit.locked(lock.read_text("utf-8"))}
    assert {one.package for one in audit.advisories(listed)} <= names
    assert audit.reviewed(listed).year >= 2026
    with pytest.raises(ValueError, match="reviewed"):
        audit.reviewed("package\tmended\tadvisory\twhat\n")


def test_ci_holds_the_locks_against_it_and_takes_no_withdrawn_release(repository: Path) -> None:
    run = (repository / ".ci" / "run").read_text("utf-8")
    assert "gate/audit.py" in run
    assert "yanked" in run
