"""What a test may reach: this machine."""

from __future__ import annotations

import ipaddress

LOCAL_NAMES = frozenset({"", "localhost"})


class NetworkReachedError(AssertionError):
    """A test tried to leave this machine."""


def is_local(host: object) -> bool:
    """Tell whether a host is this machine: loopback addresses and their name."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is None or name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False
