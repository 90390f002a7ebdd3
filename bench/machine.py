"""The machine that a benchmark ran on, in words, and the versions of what ran; Linux."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "avx512_bf16", "asimddp", "i8mm")


def described() -> str:
    """Return processor, cores, memory, system, Python, the day, and how busy the machine is, in a line."""
    return (
        f"{processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB; {platform.system()} "
        f"{platform.release().partition('-')[0]}, Python {platform.python_version()}; {datetime.now(UTC):%d %B %Y}, "
        f"load at the start {os.getloadavg()[0]:.1f}"
    )


def processor() -> str:
    """Return the processor's name and what it has for the arithmetic of networks."""
    about = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    found = dict(re.findall(r"^([\w ]+?)\s*: (.*)$", about, re.MULTILINE))
    flags = found.get("flags", found.get("Features", "")).split()
    name = found.get("model name", platform.machine())
    family = f" (family {found['cpu family']}, model {found['model']})" if "cpu family" in found else ""
    known = ", ".join(flag.upper().replace("_", "-") for flag in FLAGS if flag in flags)
    return f"{name}{family} with {known or 'no vectors known here'}"


def memory_gib() -> float:
    """Return the memory of the machine in GiB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def versions(packages: Iterable[str]) -> str:
    """Return packages with their versions, those that are installed."""
    found = []
    for package in packages:
        try:
            found.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def commit() -> str:
    """Return the commit that is checked out, short, with a plus where files are changed; empty outside git."""
    here = Path(__file__).parent
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()
