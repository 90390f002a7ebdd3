"""What the tests of faults share: the server and the reader of the tests of ingest, and a small disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

import pytest
import stub


@pytest.fixture
def web():
    running = stub.Web()
    yield running
    running.close()


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own that 20 MB fill."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine does not let root mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)
