#!/usr/bin/env python3
"""Known vulnerabilities of what onrecord stands on.

    gate/audit.py             hold the lock files against gate/advisories.tsv, without a network
    gate/audit.py --online    and have pip-audit ask the public databases (`pip install pip-audit`)

Without a network nobody can know what was published today. The first form sees that no package falls back to a version
that the list calls bad, and says how old the list is. The list is short and by hand: its head says how its rows were
looked up, and that others were not looked for. So it cannot say that the lock files are free of known vulnerabilities;
the second form can, for the day on which it runs, and is for whoever has a network, before a release.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

from packaging.version import Version

REPOSITORY = Path(__file__).resolve().parents[1]
LOCKS = tuple(REPOSITORY / name for name in ("requirements.lock", "requirements-dev.lock", "requirements-build.lock"))
LIST = REPOSITORY / "gate" / "advisories.tsv"
OLD_DAYS = 90


@dataclass(frozen=True, slots=True)
class Advisory:
    """A vulnerability of a package.

    Args:
        mended: the first version without it.
        name: its number in the public databases.
        source: the public page, or GitHub's thread, where number and version were read.
    """

    package: str
    mended: Version
    name: str
    what: str
    source: str


def advisories(listed: str) -> list[Advisory]:
    """Return the advisories of a list."""
    rows = [line.split("\t") for line in listed.splitlines() if line and not line.startswith("#")][1:]
    return [Advisory(package, Version(mended), name, what, source) for package, mended, name, what, source in rows]


def reviewed(listed: str) -> date:
    """Return the day on which somebody last looked up the rows of a list.

    Raises:
        ValueError: the list does not tell.
    """
    told = re.search(r"^# reviewed: (\d{4}-\d\d-\d\d)$", listed, re.MULTILINE)
    if told is None:
        raise ValueError(f"{LIST.name} does not say when it was reviewed")
    return date.fromisoformat(told[1])


def locked(text: str) -> list[tuple[str, Version]]:
    """Return the names and versions of a lock file; a name may stand twice, for several Pythons."""
    return [
        (name, Version(version)) for name, version in re.findall(r"^([a-z0-9][\w.-]*)==([^ ;]+)", text, re.MULTILINE)
    ]


def hit(packages: list[tuple[str, Version]], known: list[Advisory]) -> list[str]:
    """Return a line for each package that has a known vulnerability."""
    return [
        f"{package} {version}: {one.name}, {one.what}; mended in {one.mended} ({one.source})"
        for package, version in packages
        for one in known
        if one.package == package and version < one.mended
    ]


def main() -> int:
    """Do what the command line says, and return the exit status."""
    parser = argparse.ArgumentParser(description="Known vulnerabilities.")
    parser.add_argument("--online", action="store_true", help="ask the public databases too, by pip-audit")
    asked = parser.parse_args()
    listed = LIST.read_text("utf-8")
    packages = sorted({one for lock in LOCKS for one in locked(lock.read_text("utf-8"))})
    found, known = hit(packages, advisories(listed)), advisories(listed)
    for line in found:
        print(line)
    age = (datetime.now(UTC).date() - reviewed(listed)).days
    print(
        f"{len(packages)} locked packages against {len(known)} listed advisories (not all that there are), "
        f"looked up {age} days ago: {len(found)} hit"
    )
    if age > OLD_DAYS:
        print(f"warning: that is long ago; run {Path(__file__).name} --online and review {LIST.name}")
    status = 1 if found else 0
    return max(status, _online()) if asked.online else status


def _online() -> int:
    if find_spec("pip_audit") is None:
        print("pip-audit is not installed: `pip install pip-audit`", file=sys.stderr)
        return 2
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    return max(subprocess.run([*command, "-r", str(lock)], check=False).returncode for lock in LOCKS)


if __name__ == "__main__":
    sys.exit(main())
