"""Addresses on the web: what a URL points at, and which addresses are not on the public internet."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")  # RFC 8215; older Pythons take it for a public one
_PROTOCOL = IPv4Network("192.0.0.0/24")  # RFC 6890; Python takes parts of it for public ones
_IPV4_BITS = 0xFFFF_FFFF
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_QUERY = f"{_SAFE_PATH}?[]|"


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked, and where.

    Args:
        host: name in its ASCII form, or an address without brackets.
        path: path and query, percent-encoded.
        secure: over TLS.
    """

    host: str
    port: int
    path: str
    secure: bool

    @property
    def authority(self) -> str:
        """The host as it stands in a request, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """Read a URL.

    Raises:
        ValueError: it is none that pages are fetched from; the message says why.
    """
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ValueError(f"only http and https are fetched, not {scheme[:20] or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address carries a user name, which is not sent")
    if not parts.hostname:
        raise ValueError("the address names no host")
    port = parts.port if parts.port is not None else _PORTS[scheme]
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    query = f"?{quote(parts.query, safe=_SAFE_QUERY)}" if parts.query else ""
    return Target(_ascii_host(parts.hostname), port, path + query, scheme == "https")


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValueError("the host's name is not valid") from error


def local_reason(address: str) -> str | None:
    """Tell why an address is not on the public internet; None where it is.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as the IPv4 address that it reaches.

    Args:
        address: IPv4 or IPv6, a zone (``%eth0``) allowed.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return "no valid address"
    return next((reason for inner in _reached(parsed) if (reason := _reason(inner))), None)


def _reached(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    inner: list[IPv4Address | IPv6Address] = [address]
    if address.sixtofour:
        inner = [address.sixtofour]
    elif address.teredo:
        inner = [*address.teredo]
    elif address in _NAT64:
        inner = [IPv4Address(int(address) & _IPV4_BITS)]
    return inner


def _reason(address: IPv4Address | IPv6Address) -> str | None:
    kinds = (
        (address.is_unspecified, "an unspecified address"),
        (address.is_loopback, "a loopback address"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (address.is_private, "a private address"),
        (address.is_reserved, "a reserved address"),
        (
            isinstance(address, IPv6Address) and (address.is_site_local or address in _NAT64_LOCAL),
            "a site-local address",
        ),
        (address in _PROTOCOL, "an address of protocols"),
        (not address.is_global, "an address outside the public internet"),
    )
    return next((reason for holds, reason in kinds if holds), None)
