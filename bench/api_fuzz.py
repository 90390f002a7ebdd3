"""Asks a server what nobody would ask: schemathesis on the API's own description, for as long as wanted.

    python -m bench.api_fuzz STORE --minutes 10

The store is copied first: corrections are made in it. Exit status 0 means that nothing was answered with an error of
the server, and that every answer was one that the description promises.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.screens import served

from onrecord.store.backup import backup
from onrecord.store.store import Store

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,unsupported_method"
)
# How what cannot be asked may be refused; an address that is too long has a status of its own.
_REFUSALS = """[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 413, 414, 415, 431]
"""


def main() -> int:
    """Run it and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        with Store.open(asked.store) as store:
            backup(store, copy)
        (Path(folder) / "schemathesis.toml").write_text(_REFUSALS)
        with Store.open(copy) as store, served(store) as address:
            return subprocess.run(command(address, asked.minutes, asked.seed), check=False, cwd=folder).returncode


def command(address: str, minutes: float, seed: int) -> list[str]:
    """Return what runs schemathesis on a server."""
    return [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/api/v1/openapi.json",
        "--checks", CHECKS, "--max-time", str(int(minutes * 60)), "--seed", str(seed), "--no-color",
        "--request-timeout", "60", "--suppress-health-check", "all", "--continue-on-failure",
        "--generation-deterministic", "--warnings", "off",
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
