"""What every suite shares: no network, and the way to ../shared."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from local_only import NetworkReachedError, is_local

# A shell starts background jobs with interrupts ignored, and whatever they start inherits that: tests press Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).resolve().parents[1]
# The fixtures `store_url` and `store`, on SQLite and on PostgreSQL.
pytest_plugins = ["databases"]

# A property test that fails must fail for everybody: no random seed, no example database, no clock.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(family: int, address: Any) -> None:
        if family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise NetworkReachedError(f"a test tried to reach {address[0]!r}: tests stay on this machine")

    def local_connect(self: socket.socket, address: Any) -> None:
        check(self.family, address)
        connect(self, address)

    def local_connect_ex(self: socket.socket, address: Any) -> int:
        check(self.family, address)
        return connect_ex(self, address)

    def local_resolve(host: Any, *args: Any, **options: Any) -> Any:
        numeric = options.get("flags", args[4] if len(args) > 4 else 0) & socket.AI_NUMERICHOST
        if not numeric and not is_local(host):
            try:
                ipaddress.ip_address(str(host))  # an address is no look-up; connecting to it is checked above
            except ValueError:
                raise NetworkReachedError(f"a test tried to look up {host!r}: tests stay on this machine") from None
        return resolve(host, *args, **options)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", local_connect)
    patch.setattr(socket.socket, "connect_ex", local_connect_ex)
    patch.setattr(socket, "getaddrinfo", local_resolve)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return ../shared, beside the checkout: gold, pages and corpora that the project itself does not hold."""
    path = REPOSITORY.parent / "shared"
    if not (path / "README.md").is_file():
        pytest.skip(
            "needs ../shared beside the checkout: gold, pages and corpora of others, which are not ours to ship"
        )
    return path


@pytest.fixture(scope="session")
def sample_pages() -> tuple[Path, ...]:
    """Return the sample pages that the project ships, in order."""
    found = sorted((REPOSITORY / "tests" / "pages").rglob("*"))
    return tuple(path for path in found if path.name.endswith((".html", ".html.gz", ".htm", ".txt", ".txt.gz")))
