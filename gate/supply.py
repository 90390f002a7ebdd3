#!/usr/bin/env python3
"""What onrecord stands on: the licence of everything that runs with it, and a bill of materials.

    gate/supply.py licences            hold what is installed against the list of licences that we take
    gate/supply.py licences --write    and write docs/licences.md
    gate/supply.py sbom FILE           write a bill of materials, CycloneDX 1.6 JSON, from the lock files

Both go by requirements-dev.lock, followed from onrecord through all extras; what only its makers use is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import uuid
from dataclasses import dataclass, field
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "licences.md"
LOCK, SMALL_LOCK = REPOSITORY / "requirements-dev.lock", REPOSITORY / "requirements.lock"
ROOT = "onrecord (pyproject.toml)"

# Whoever installs onrecord may use, change and sell all of it. LGPL and MPL bind changes of their own files alone.
ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause BSL-1.0 CC0-1.0 HPND ISC LGPL-3.0-only LGPL-3.0-or-later MIT MIT-0 "
    "MIT-CMU MPL-2.0 PSF-2.0 Python-2.0 Unlicense Zlib BSD".split()
)
# What older metadata says in words.
_WORDS = (
    (r"apache.*2|^apache( license)?$|apache software", "Apache-2.0"),
    (r"bsd[- ]?3|new bsd|3-clause", "BSD-3-Clause"),
    (r"bsd[- ]?2|simplified bsd", "BSD-2-Clause"),
    (r"\bbsd\b", "BSD"),
    (r"lgpl.*3|lesser general public.*3", "LGPL-3.0-only"),
    (r"mozilla.*2|mpl[- ]?2", "MPL-2.0"),
    (r"^mit\b|mit license", "MIT"),
    (r"\bisc\b", "ISC"),
    (r"python software foundation|^psf", "PSF-2.0"),
    (r"unlicense", "Unlicense"),
)
# Where the metadata says nothing: what the project's own licence file says, looked up by hand.
BY_HAND: dict[str, str] = {}
_SHORT = 60  # a field of more is the licence itself, not its name


@dataclass
class Locked:
    """One entry of a lock file.

    Args:
        marker: where it is wanted; empty for everywhere.
        via: who wants it.
    """

    name: str
    version: str
    marker: str = ""
    hashes: list[str] = field(default_factory=list)
    via: list[str] = field(default_factory=list)


def locked(lock: Path = LOCK) -> dict[str, Locked]:
    """Return the entries of a lock file by name."""
    found: dict[str, Locked] = {}
    now: Locked | None = None
    for line in lock.read_text("utf-8").splitlines():
        if head := re.match(r"([a-z0-9][\w.-]*)==([^ ;]+)(?: ; (.*?))? \\$", line):
            now = found.setdefault(head[1], Locked(head[1], head[2], head[3] or ""))
        elif now is not None and (one := re.match(r" +--hash=sha256:([0-9a-f]{64})", line)):
            now.hashes.append(one[1])
        elif now is not None and (via := re.match(r" +#(?: via)? +(\S.*)$", line)):
            now.via.append(via[1])
    return found


def running(lock: Path = LOCK) -> dict[str, Locked]:
    """Return what runs with onrecord, all extras with it: what it wants, and what that wants."""
    entries = locked(lock)
    wanted, new = set[str](), {ROOT}
    while new:
        new = {name for name, one in entries.items() if name not in wanted and new & set(one.via)}
        wanted |= new
    return {name: entries[name] for name in sorted(wanted)}


def licence_of(name: str) -> str | None:
    """Return the licence of an installed package as its metadata says it; None where it is not installed."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    return BY_HAND.get(name) or _expression(told) or _in_words(told) or "unknown"


def _expression(told: PackageMetadata) -> str | None:
    return next((str(one).strip() for one in told.get_all("License-Expression") or []), None)


def _in_words(told: PackageMetadata) -> str | None:
    named = next((str(one).strip() for one in told.get_all("License") or []), "")
    classified = [
        c.rpartition("::")[2].strip() for c in map(str, told.get_all("Classifier") or []) if c.startswith("License ::")
    ]
    for words in ([named] if named and len(named) <= _SHORT else []) + classified:
        if words in ALLOWED:
            return words
        for pattern, licence in _WORDS:
            if re.search(pattern, words, re.IGNORECASE):
                return licence
    return None


def allowed(expression: str) -> bool:
    """Return whether we take a licence: each part of an AND, one of an OR."""
    plain = re.sub(r" WITH [\w.-]+", "", expression.replace("(", " ").replace(")", " "))
    several = [part.split(" OR ") for part in re.split(r"\s+AND\s+", plain)]
    return all(any(one.strip() in ALLOWED for one in choices) for choices in several)


def licences() -> dict[str, str]:
    """Return the licence of each package that runs with onrecord and is installed here."""
    return {name: found for name in running() if (found := licence_of(name)) is not None}


def page(found: dict[str, str]) -> str:
    """Return docs/licences.md."""
    rows = "".join(f"| {name} | {licence} |\n" for name, licence in found.items())
    return (
        "# Licences\n\n"
        "What runs with onrecord, all extras with it, and the licence that each package's own metadata names. Written\n"
        "by `gate/supply.py licences --write`; CI holds what is installed against it and against the licences that we\n"
        "take. What only its makers use is left out. onrecord itself: [Apache-2.0](../LICENSE).\n\n"
        f"| Package | Licence |\n|---|---|\n{rows}\n"
        f"We take: {', '.join(sorted(ALLOWED))}.\n"
    )


def bill() -> dict[str, Any]:
    """Return the bill of materials: every package that runs with onrecord, its hashes, and who wants it."""
    always = locked(SMALL_LOCK)
    entries = running()
    version = re.search(r'"(.+)"', (REPOSITORY / "src/onrecord/_version.py").read_text("utf-8"))
    us = f"pkg:pypi/onrecord@{version[1] if version else '0'}"
    refs = {name: f"pkg:pypi/{name}@{one.version}" for name, one in entries.items()} | {ROOT: us}
    wants: dict[str, list[str]] = {ref: [] for ref in refs.values()}
    for name, one in entries.items():
        for by in one.via:
            if by in refs:
                wants[refs[by]].append(refs[name])
    content = {
        "metadata": {"component": {"type": "application", "bom-ref": us, "name": "onrecord", "purl": us,
                                   "version": us.rpartition("@")[2], "licenses": [{"expression": "Apache-2.0"}]}},
        "components": [_component(one, refs[name], required=name in always) for name, one in entries.items()],
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in sorted(wants.items())],
    }  # fmt: skip
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    serial = f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}"  # the same bill has the same number
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": serial, "version": 1, **content}


def _component(one: Locked, ref: str, *, required: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library", "bom-ref": ref, "name": one.name, "version": one.version, "purl": ref,
        "scope": "required" if required else "optional",
        "externalReferences": [
            {"type": "distribution", "url": ref, "hashes": [{"alg": "SHA-256", "content": digest}]}
            for digest in sorted(one.hashes)
        ],
    }  # fmt: skip
    licence = licence_of(one.name)
    if licence and licence not in ("unknown", "BSD"):
        found["licenses"] = [{"expression": licence}]
    if one.marker:
        found["properties"] = [{"name": "onrecord:marker", "value": one.marker}]
    return found


def main() -> int:
    """Do what the command line says, and return the exit status."""
    parser = argparse.ArgumentParser(description="Licences and the bill of materials.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("licences").add_argument("--write", action="store_true")
    commands.add_parser("sbom").add_argument("file", type=Path)
    asked = parser.parse_args()
    if asked.command == "sbom":
        asked.file.write_text(json.dumps(bill(), indent=1) + "\n", "utf-8")
        return 0
    found = licences()
    refused = {name: licence for name, licence in found.items() if not allowed(licence)}
    for name, licence in refused.items():
        print(f"{name}: {licence}: not among the licences that we take")
    print(f"{len(found)} packages that run with onrecord looked at, {len(refused)} refused")
    if asked.write:
        PAGE.write_text(page(found), "utf-8")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
