"""No test leaves this machine: the guard of conftest.py holds."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request

import pytest

from local_only import NetworkReachedError, is_local


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", b"localhost", "", None])
def test_this_machine_may_be_reached(host: str | bytes | None) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["example.org", "10.0.0.1", "169.254.169.254", "0.0.0.1", "fe80::1%eth0", "localhost.example.org"]
)
def test_other_machines_may_not(host: str) -> None:
    assert not is_local(host)


def test_a_look_up_fails_the_test() -> None:
    with pytest.raises(NetworkReachedError, match=r"news\.example"):
        socket.getaddrinfo("news.example", 443)


def test_a_connection_fails_the_test() -> None:
    with socket.socket() as one, pytest.raises(NetworkReachedError, match=r"192\.0\.2\.1"):
        one.connect(("192.0.2.1", 80))
    with socket.socket() as one, pytest.raises(NetworkReachedError):
        one.connect_ex(("192.0.2.1", 80))


def test_a_library_that_fetches_fails_the_test() -> None:
    with pytest.raises((NetworkReachedError, urllib.error.URLError)):
        urllib.request.urlopen("http://news.example/")


def test_a_server_on_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
